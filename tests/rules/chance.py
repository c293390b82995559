"""The part of the specification that is about chance: margins of error, and process behaviour."""

from __future__ import annotations

from collections.abc import Callable

from data.vocabulary import Assurance, Period, Variation
from etl.rules.attainment import status_against_target
from etl.rules.figures import Figure
from etl.rules.margin import (
    Interval,
    is_target_within_margin,
    is_within_margin,
    margin_of_change,
    margin_of_gap,
    margin_of_outcome,
    shares_measurements,
)
from etl.rules.process_behaviour import judge_process, process_points
from tests.rules.cases import BETTER, MEASURED_OVER, Case, indicator
from tests.rules.printed import figure, target, written

WITHIN = {True: "ja", False: "nej", None: "sägs inte"}
VARIATION = {
    Variation.IMPROVEMENT: "verklig förbättring",
    Variation.CONCERN: "verklig försämring",
    Variation.COMMON: "varierar som vanligt",
    None: "verklig förändring, utan riktning",
}
ASSURANCE = {
    Assurance.REACHES: "nås säkert",
    Assurance.MISSES: "nås inte",
    Assurance.VARIES: "nås ibland",
    None: "sägs inte",
}
TOO_FEW = "bedöms inte"


def _one_decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".replace(".", ",").replace("-", "−")


def _interval(interval: Interval | None) -> dict[str, str]:
    low, high = (interval.low, interval.high) if interval is not None else (None, None)
    return {"från": _one_decimal(low), "till": _one_decimal(high)}


def _n(case: Case, column: str) -> int | None:
    printed = case.cell(column)
    return int(printed.replace(" ", "").replace("−", "-")) if printed else None


def _of_outcome(case: Case) -> dict[str, str]:
    return _interval(margin_of_outcome(figure(case.cell("utfall")), _n(case, "svarande"), indicator(case)))


def _of_change(case: Case) -> dict[str, str]:
    interval = margin_of_change(
        figure(case.cell("nu")),
        _n(case, "svarande nu"),
        Period.from_code(case.cell("uppföljning")),
        figure(case.cell("då")),
        _n(case, "svarande då"),
        Period.from_code(case.cell("jämförs med")),
        indicator(case),
    )
    return {**_interval(interval), "inom felmarginalen": WITHIN[is_within_margin(interval, 0.0)]}


def _of_gap(case: Case) -> dict[str, str]:
    women, men = figure(case.cell("kvinnor")), figure(case.cell("män"))
    interval = margin_of_gap(women, _n(case, "svarande kvinnor"), men, _n(case, "svarande män"), indicator(case))
    return {**_interval(interval), "inom felmarginalen": WITHIN[is_within_margin(interval, 0.0)]}


def _shared(case: Case) -> dict[str, str]:
    a, b = Period.from_code(case.cell("uppföljning")), Period.from_code(case.cell("jämförs med"))
    return {"delar mätningar": "ja" if shares_measurements(a, b, MEASURED_OVER[case.cell("mäts över")]) else "nej"}


def _of_target(case: Case) -> dict[str, str]:
    outcome, n, rules = figure(case.cell("utfall")), _n(case, "svarande"), indicator(case)
    goal, period = target(case.cell("årsmål")), Period.from_code(case.cell("uppföljning", "VB 2023"))
    last_year = figure(case.cell("förra året")) if case.cell("förra året") else None
    judged = status_against_target(outcome, goal, rules, follow_up=period.kind, last_year=last_year)
    within = is_target_within_margin(
        outcome, n, period, goal, judged, rules, last_year=last_year, n_last_year=_n(case, "svarande förra året")
    )
    return {"inom felmarginalen": WITHIN[within]}


def _points(case: Case) -> list[float]:
    return [figure(point).value or 0.0 for point in case.cell("punkter").split("; ")]


def _process(case: Case) -> dict[str, str]:
    goal = figure(case.cell("årsmål")).value if case.cell("årsmål") else None
    behaviour = judge_process(_points(case), target=goal, better=BETTER[case.cell("bättre")])
    if behaviour is None:
        return {"variation": TOO_FEW, "målet": TOO_FEW, "medel": "", "nedre": "", "övre": ""}
    return {
        "variation": VARIATION[behaviour.variation],
        "målet": ASSURANCE[behaviour.assurance],
        "medel": written(behaviour.mean),
        "nedre": written(behaviour.lower),
        "övre": written(behaviour.upper),
    }


def _process_points(case: Case) -> dict[str, str]:
    outcomes: dict[Period, Figure] = {}
    for said in case.cell("utfall").split("; "):
        code, _, printed = said.partition(": ")
        outcomes[Period.from_code(code)] = figure(printed)
    period = Period.from_code(case.cell("uppföljning"))
    points = process_points(outcomes, period, indicator(case), is_annual=case.cell("följs") == "År")
    return {"ger punkterna": "; ".join(written(point) for point in points) or "inga"}


RULES: dict[str, Callable[[Case], dict[str, str]]] = {
    "felmarginal": _of_outcome,
    "felmarginal för förändring": _of_change,
    "felmarginal för skillnad mellan könen": _of_gap,
    "delade mätningar": _shared,
    "inom felmarginalen": _of_target,
    "process": _process,
    "processens punkter": _process_points,
}
EXPECTED_COLUMNS = frozenset(
    {"från", "till", "inom felmarginalen", "delar mätningar", "variation", "målet", "medel", "nedre", "övre", "ger punkterna"}
)
