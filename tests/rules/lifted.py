"""The part of the specification about what deserves attention."""

from __future__ import annotations

from collections.abc import Callable

from data.vocabulary import Change, Status, Variation
from etl.rules.remarkable import Remarkable, what_to_lift
from tests.rules.cases import MEASURE, Case
from tests.rules.printed import figure, written

WITHIN = {"ja": True, "nej": False, "okänt": None}
STATUS = {
    "uppfylls helt": Status.UPPFYLLS_HELT,
    "uppfylls delvis": Status.UPPFYLLS_DELVIS,
    "uppfylls inte": Status.UPPFYLLS_INTE,
    "ej bedömd": Status.EJ_BEDOMD,
}
FORECAST = {"missar": Status.UPPFYLLS_INTE, "når": Status.UPPFYLLS_HELT}
CHANGE = {"sämre": Change.WORSE, "bättre": Change.BETTER}
VARIATION = {"": None, "försämring": Variation.CONCERN, "förbättring": Variation.IMPROVEMENT}


def _parts(text: str, parts: int) -> list[str]:
    """``sämre 95 nej`` in its parts; as many empty ones where the cell is empty."""
    return text.split() or [""] * parts


def _number(text: str) -> float | None:
    return figure(text).value if text else None


def _lifted(case: Case) -> dict[str, str]:
    forecast, expected = _parts(case.cell("prognos"), 2)
    a_year_ago, then, is_then_within = _parts(case.cell("i fjol"), 3)
    lately, before, is_before_within = _parts(case.cell("nyss"), 3)
    gap, is_gap_within = _parts(case.cell("könen"), 2)
    found = what_to_lift(
        Remarkable(
            value=_number(case.cell("utfall")),
            n=None if case.cell("svarande") == "okänt" else int(case.cell("svarande")),
            status=STATUS[case.cell("bedöms som")],
            judged_level=_number(case.cell("nivå")),
            within_margin=WITHIN[case.cell("inom")],
            target_value=_number(case.cell("nivå")),
            forecast_status=FORECAST.get(forecast),
            forecast_value=_number(expected),
            change=CHANGE.get(lately),
            change_within_margin=WITHIN.get(is_before_within),
            previous_value=_number(before),
            year_ago_change=CHANGE.get(a_year_ago),
            year_ago_within_margin=WITHIN.get(is_then_within),
            year_ago_value=_number(then),
            gap=_number(gap),
            gap_within_margin=WITHIN.get(is_gap_within),
            variation=VARIATION[case.cell("styrdiagram")],
        ),
        MEASURE[case.cell("mått")],
    )
    kind, weight = found if found is not None else ("", None)
    return {"lyfts": str(kind), "vikt": written(weight)}


RULES: dict[str, Callable[[Case], dict[str, str]]] = {"att lyfta": _lifted}
EXPECTED_COLUMNS = frozenset({"lyfts", "vikt"})
