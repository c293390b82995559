"""KF:s årsmål of the whole city beside the figures of one unit."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure, TargetForm
from etl.checks.problem import Problem
from etl.checks.row import CellName, Row

OF_THE_CITY, MAYBE_OF_THE_CITY = "kf_target_of_the_city", "kf_target_maybe_of_the_city"

TIMES = 20.0
"""A council's target that many times the unit's own figures is hardly the unit's."""

_WITH_LEVEL = (TargetForm.LEVEL, TargetForm.MIN, TargetForm.MAX)
_OWN = (CellName.TARGET, CellName.OUTCOME, CellName.PREVIOUS)


def city_target_beside_local(row: Row) -> Iterator[Problem]:
    """A remark, once for an indicator, where its definition says that KF:s årsmål is the city's; a question where it does not.

    It is asked of a count or an amount whose KF:s årsmål is at least twenty times all that the row tells of the unit itself
    (1 945 GWh beside 3,3 GWh), in the same unit of measure. Until it is answered the two are not compared.
    """
    kf_target = row.cells.get(CellName.KF_TARGET)
    own = [row.cells[name] for name in _OWN if row.value(name)]
    if kf_target is None or not kf_target.value or kf_target.form not in _WITH_LEVEL or not own:
        return
    beside = f"{kf_target.printed}, bredvid enhetens {own[0].printed}"
    if not row.kf_target_is_local:
        yield Problem(
            kind=FindingKind.WARNING,
            code=OF_THE_CITY,
            message=f"KF:s årsmål för «{row.name}» ({beside}) gäller hela staden och jämförs inte med enheternas utfall.",
            action="Ingenting, om det stämmer. Gäller det enheten: stryk kf_target_is_local ur indikatorns definition.",
            line=row.line,
            indicator=row.indicator,
        )
        return
    same_unit = all(not each.unit or not kf_target.unit or each.unit == kf_target.unit for each in own)
    largest = max(abs(each.value or 0.0) for each in own)
    if row.measure in (Measure.COUNT, Measure.AMOUNT) and same_unit and abs(kf_target.value) >= TIMES * largest:
        yield Problem(
            kind=FindingKind.QUESTION,
            code=MAYBE_OF_THE_CITY,
            message=f"KF:s årsmål för «{row.name}» är {beside}: gäller det hela staden? De jämförs inte förrän det är besvarat.",
            action=f"Gäller det staden, skriv kf_target_is_local: false i data/definitions/indicators/{row.indicator}.yaml."
            " Gäller det enheten, svara att siffran stämmer.",
            printed=kf_target.printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({CellName.KF_TARGET}),
        )
