"""The same known figures set up in different ways, and what a reader ought to tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from data.vocabulary import Period
from etl.readers.records import Document, Indicator, Record
from tests.readers.making_tables.files import Made, Plain, Share

Place = tuple[str, str, str, str]
"""Unit, indicator, period and field."""

FIELDS = {"T": "outcome", "K": "outcome_women", "M": "outcome_men"}
GENDER_WORDS = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}


@dataclass
class Figures:
    """Outcomes by unit, indicator, period and gender. ``None`` is an empty cell, a string a mark (``..``, ``-``)."""

    units: list[str]
    indicators: list[str]
    periods: list[Period]
    outcomes: dict[tuple[str, str, Period, str], Plain]

    def of(self, unit: str, indicator: str, period: Period, gender: str = "T") -> Plain:
        return self.outcomes.get((unit, indicator, period, gender))


def printed(cell: Plain) -> str:
    """The cell as Swedish print."""
    if isinstance(cell, Share):
        return f"{cell.per_cent:.15g}".replace(".", ",") + " %"
    return f"{cell:.15g}".replace(".", ",") if isinstance(cell, (int, float)) else str(cell)


def expected(figures: Figures, genders: Iterable[str] = "TKM") -> dict[Place, str]:
    """What is to be read: every cell that is not empty, once."""
    return {
        (unit, indicator, str(period), FIELDS[gender]): printed(cell)
        for (unit, indicator, period, gender), cell in figures.outcomes.items()
        if cell is not None and gender in set(genders)
    }


def as_read(records: Iterable[Record]) -> dict[Place, str]:
    """The outcomes that records tell; fails where one is told twice."""
    found: dict[Place, str] = {}
    document = Document()
    for record in records:
        if isinstance(record, Document):
            document = record
        elif isinstance(record, Indicator):
            for field in FIELDS.values():
                if text := getattr(record, field):
                    place = (document.unit_name, record.name, f"{document.document_type} {document.year}", field)
                    assert place not in found
                    found[place] = text
    return found


def long_list(figures: Figures) -> list[Made]:
    rows: list[list[Plain]] = [["Enhet", "Indikator", "Period", "Kön", "Utfall"]]
    rows += [
        [unit, indicator, str(period), GENDER_WORDS[gender], cell]
        for (unit, indicator, period, gender), cell in figures.outcomes.items()
    ]
    return [Made("Lista", rows)]


def steering_export(figures: Figures) -> list[Made]:
    rows: list[list[Plain]] = [
        ["Utfall för mått, uttag ur styrsystemet"],
        [],
        ["Mått", "Avdelning", "Enhet", "Slutdatum", "Utfall", "Utfall Kvinnor/Flickor", "Utfall Män/Pojkar"],
    ]
    for indicator in figures.indicators:
        for unit in figures.units:
            for period in figures.periods:
                cells = [figures.of(unit, indicator, period, gender) for gender in "TKM"]
                rows.append([indicator, "Avdelningen för äldreomsorg", unit, period.last_day, *cells])
    return [Made("Uttag", rows)]


def periods_across(figures: Figures) -> list[Made]:
    header: list[Plain] = ["Enhet", "Indikator", *(str(period) for period in figures.periods)]
    rows = [
        [unit, indicator, *(figures.of(unit, indicator, period) for period in figures.periods)]
        for unit in figures.units
        for indicator in figures.indicators
    ]
    notes: list[list[Plain]] = [[], ["Källa: enheternas egen uppföljning."]]
    return [Made("Perioder", [["Uppföljning av indikatorer"], header, *rows, *notes])]


def periods_and_genders_across(figures: Figures) -> list[Made]:
    """A header of two rows, the period merged over total, women and men."""
    top: list[Plain] = ["Enhet", "Indikator"]
    below: list[Plain] = [None, None]
    merged = [(2, 0, 3, 0), (2, 1, 3, 1)]
    for period in figures.periods:
        merged.append((2, len(top), 2, len(top) + 2))
        top += [f"{period.year} {period.kind}", None, None]
        below += ["Totalt", "Kvinnor/flickor", "Män/pojkar"]
    rows = [
        [unit, indicator, *(figures.of(unit, indicator, period, gender) for period in figures.periods for gender in "TKM")]
        for unit in figures.units
        for indicator in figures.indicators
    ]
    return [Made("Kön", [["Utfall per kön"], [], top, below, *rows], merged)]


def indicators_across(figures: Figures) -> list[Made]:
    """Units as rows, indicators as columns, a table for each period below the one before it."""
    rows: list[list[Plain]] = []
    for period in figures.periods:
        rows += [[f"Period: {period}"], ["Enhet", *figures.indicators]]
        rows += [[unit, *(figures.of(unit, each, period) for each in figures.indicators)] for unit in figures.units]
        rows.append([])
    return [Made("Sammanställning", rows)]


def units_across(figures: Figures) -> list[Made]:
    """Indicators as rows, units as columns under a heading that says so, a table for each period."""
    rows: list[list[Plain]] = []
    merged = []
    for period in figures.periods:
        rows.append([f"Utfall {period}"])
        merged.append((len(rows), 1, len(rows), len(figures.units)))
        rows += [["Indikator", "Enhet", *[None] * (len(figures.units) - 1)], [None, *figures.units]]
        rows += [[each, *(figures.of(unit, each, period) for unit in figures.units)] for each in figures.indicators]
        rows.append([])
    return [Made("Enheter", rows, merged if len(figures.units) > 1 else [])]


def unit_on_each_sheet(figures: Figures) -> list[Made]:
    """The unit above the table, a sheet for each."""
    sheets = []
    for number, unit in enumerate(figures.units, start=1):
        rows: list[list[Plain]] = [["Enhet:", unit], [], ["Indikator", "Period", "Utfall", "Kvinnor", "Män"]]
        rows += [
            [indicator, str(period), *(figures.of(unit, indicator, period, gender) for gender in "TKM")]
            for indicator in figures.indicators
            for period in figures.periods
        ]
        sheets.append(Made(f"Blad{number}", rows))
    return sheets


@dataclass(frozen=True)
class Setup:
    """A way to set figures up, which genders it tells, and whether a text file can hold it."""

    make: Callable[[Figures], list[Made]]
    genders: str = "TKM"
    fits_text: bool = True


SETUPS: dict[str, Setup] = {
    "long list": Setup(long_list),
    "steering export": Setup(steering_export),
    "periods across": Setup(periods_across, "T"),
    "periods and genders across": Setup(periods_and_genders_across),
    "indicators across": Setup(indicators_across, "T"),
    "units across": Setup(units_across, "T"),
    "a unit on each sheet": Setup(unit_on_each_sheet, fits_text=False),
}
