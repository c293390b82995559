"""The unit printed with a value, against what the indicator measures."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind, Measure
from etl.checks.problem import Problem
from etl.checks.row import Row
from etl.normalise.units_of_measure import COUNTED, unit_written

_MEASURED = {
    Measure.SHARE: "en andel i procent",
    Measure.COUNT: "ett antal",
    Measure.INDEX: "ett index",
    Measure.AMOUNT: "en mängd",
}
_INDEX_UNITS = frozenset({"indexenheter", "poäng"})


def unit_against_measure(row: Row) -> Iterator[Problem]:
    """A question for every value whose unit is of another kind than the indicator: *Antal …* with ``90 %``."""
    for name, cell in row.cells.items():
        if cell.value is None or not cell.unit or _fits(cell.unit, row):
            continue
        yield Problem(
            kind=FindingKind.QUESTION,
            code="unit_against_measure",
            message=f"{name.at_start} har måttenheten {cell.unit}, men «{row.name}» mäter {_what(row)}.",
            action="Fråga enheten vad som menas. Rätta källan, eller indikatorns definition om den är fel, och läs in igen.",
            printed=cell.printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({name}),
        )


def _fits(unit: str, row: Row) -> bool:
    own = unit_written(row.unit_of_measure) or row.unit_of_measure
    if unit == own:
        return True
    if row.measure is None:
        return not _speaks_against_name(unit, row.name)
    if row.measure is Measure.COUNT or (row.measure is Measure.AMOUNT and own in COUNTED):
        return unit in COUNTED or unit.casefold() in row.name.casefold().split()
    return row.measure is Measure.INDEX and unit in _INDEX_UNITS


def _speaks_against_name(unit: str, name: str) -> bool:
    """For an indicator without definition: only what its own name contradicts. It is asked, nothing is concluded."""
    first = name.casefold().split(maxsplit=1)[0] if name.split() else ""
    return (first == "antal" and unit == "%") or (first in ("andel", "andelen") and unit in COUNTED)


def _what(row: Row) -> str:
    measured = _MEASURED[row.measure] if row.measure else "enligt sitt namn något annat"
    in_unit = f" i {row.unit_of_measure}" if row.measure is Measure.AMOUNT and row.unit_of_measure else ""
    return measured + in_unit
