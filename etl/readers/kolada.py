"""Reads answers of Kolada's API, version 3, fresh or saved as JSON: a document for each figure, unit and year.

Every figure of Kolada is of a whole year. What an answer says of one figure (N00090), one municipality or unit and one year
is a document of the series ``kolada:N00090``, so that an answer of a later day takes the place of just what it repeats.

``count`` is the number of members of a group of municipalities, never one of respondents: it is not read. Numbers are written
with decimal comma and at most 15 digits, the most that the program keeps. Where the title names per cent (``…, andel (%)``)
the sign is written out, as the answer gives the bare number. A missing value is printed as the answer says why: its
``status`` (``Missing``, ``Private``), ``borttagen`` for ``isdeleted``, or ``null``.

Source of the format: kolada.se, *API för att läsa nyckeltal*, and the older description at github.com/Hypergene/kolada.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

from data.vocabulary import Gender, PeriodKind
from etl.readers.records import Document, Indicator, Record, Remark

SERIES = "kolada:{kpi}"
WITHDRAWN = "borttagen"
NO_REASON = "null"
LARGEST_FILE = 64 << 20
"""Bytes: more than an answer of 5 000 rows ever takes."""

_UNIT_FIELDS = ("municipality", "ou")
_GENDERS = {"T": Gender.T, "K": Gender.K, "F": Gender.K, "M": Gender.M}
_CELLS = {Gender.T: "outcome", Gender.K: "outcome_women", Gender.M: "outcome_men"}
_COLUMNS = ("name", "outcome", "outcome_men", "outcome_women")
_FIFTEEN_DIGITS = Context(prec=15)
_MOST_PLACES = 30
"""Powers of ten beyond which a number is left as it is printed, to be asked about."""


class NotKoladaError(Exception):
    """The text is no answer of Kolada's; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class KoladaRow:
    """What an answer says of one figure, unit and year.

    ``number`` is its place in a saved answer, counted from 1; 0 where there is no file to look in.
    """

    kpi: str
    unit: str
    year: str
    values: tuple[Mapping[str, Any], ...]
    number: int
    file: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        if not self.number:
            return f"år {self.year}"
        return f"{self.file}, post {self.number}".removeprefix(", ")


@dataclass(slots=True)
class Titles:
    """What figures, municipalities and units are called, by their marks, as far as the answers tell."""

    kpis: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


# -- answers


def page_of(text: str | bytes) -> dict[str, Any]:
    """An answer: an object with the list ``values``. Raises NotKoladaError for anything else.

    Decimal numbers come as Decimal, with all their digits.
    """
    try:
        content = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotKoladaError("Innehållet är ingen hel JSON.") from error
    if isinstance(content, dict) and isinstance(content.get("page"), dict):
        content = content["page"]  # as the program itself keeps an answer
    if not isinstance(content, dict) or not isinstance(content.get("values"), list):
        raise NotKoladaError("Innehållet är inget svar från Kolada: listan «values» saknas.")
    return content


def _no_number(name: str) -> float:
    raise ValueError(name)


def rows_of(page: Mapping[str, Any], file: str = "", first: int = 1) -> Iterator[KoladaRow | Remark]:
    """The rows of figures in an answer; what has not the form of one is rejected by itself."""
    for number, row in enumerate(page["values"], start=first):
        if isinstance(row, dict) and "kpi" not in row and "id" in row:
            continue  # what describes a figure or a unit
        read = _row(row, number, file)
        yield read or Remark(
            kind="rejection",
            code="kolada_row",
            message="En post i svaret från Kolada saknar nyckeltal, enhet, år eller värden.",
            printed=json.dumps(row, ensure_ascii=False, default=str)[:400],
            action="Hämta svaret från Kolada på nytt.",
            line=number,
        )


def _row(row: object, number: int, file: str) -> KoladaRow | None:
    if not isinstance(row, dict):
        return None
    unit = next((_mark(row[name]) for name in _UNIT_FIELDS if row.get(name) is not None), "")
    kpi, year, values = _mark(row.get("kpi")), _year(row.get("period")), row.get("values")
    if not (kpi and unit and year) or not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        return None
    if row.get("isdeleted") is True:
        values = [each | {"isdeleted": True} for each in values] or [{"gender": "T", "isdeleted": True}]
    return KoladaRow(kpi, unit, year, tuple(values), number, file)


def _mark(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _year(period: object) -> str:
    """``2020`` of ``2020``, ``"2020"`` and ``2020.0``; empty for anything else."""
    text = "" if isinstance(period, bool) else str(period).strip().removesuffix(".0")
    return text if len(text) == 4 and text.isascii() and text.isdecimal() else ""


def add_titles(page: Mapping[str, Any], titles: Titles) -> None:
    """Note the titles that an answer about figures, municipalities or units gives."""
    for row in page["values"]:
        if isinstance(row, dict) and "kpi" not in row and _mark(row.get("id")) and _mark(row.get("title")):
            is_kpi = any(name in row for name in ("is_divided_by_gender", "operating_area", "has_ou_data", "municipality_type"))
            (titles.kpis if is_kpi else titles.units)[_mark(row["id"])] = " ".join(row["title"].split())


# -- records


def records_of(rows: Iterable[KoladaRow], titles: Titles) -> Iterator[Record]:
    """A document with its one figure for each row, in their order; of two the later counts, and if they differ it is asked."""
    latest: dict[tuple[str, str, str], KoladaRow] = {}
    for row in rows:
        before = latest.get((row.kpi, row.unit, row.year))
        if before is not None and before.values != row.values:
            yield _said_twice(before, row)
        latest[row.kpi, row.unit, row.year] = row
    for position, row in enumerate(latest.values(), start=1):
        title = titles.kpis.get(row.kpi, "")
        yield Document(
            unit_name=titles.units.get(row.unit, row.unit),
            document_type=PeriodKind.VB.value,
            year=row.year,
            title=f"Kolada {row.kpi}: {title}" if title else f"Kolada {row.kpi}",
            line=position,
            series=SERIES.format(kpi=row.kpi),
            place=row.place,
            unit_code=row.unit,
        )
        yield from _figure(row, title, position)


def _said_twice(before: KoladaRow, row: KoladaRow) -> Remark:
    told = " / ".join(json.dumps([dict(each) for each in one.values], ensure_ascii=False, default=str) for one in (before, row))
    return Remark(
        kind="question",
        code="kolada_twice",
        message=f"{row.kpi} för {row.unit} {row.year} står två gånger med olika värden: {before.place} och {row.place}."
        " Det senare är läst.",
        printed=told[:400],
        action="Ta bort det svar som inte gäller och läs in det andra igen.",
        line=row.number,
        place=row.place,
    )


def _figure(row: KoladaRow, title: str, position: int) -> Iterator[Record]:
    figure = Indicator(name=title or row.kpi, code=row.kpi, line=position, columns=_COLUMNS, place=row.place)
    remarks: list[Remark] = []
    for value in row.values or ({"gender": "T", "value": None},):
        gender = _GENDERS.get(_mark(value.get("gender")).upper())
        if gender is None:
            remarks.append(_asked(row, position, "kolada_gender", f"Könet «{value.get('gender')}» är okänt.", value))
            continue
        cell, printed = _CELLS[gender], _printed(value, title)
        if getattr(figure, cell) not in ("", printed):
            remarks.append(_asked(row, position, "kolada_twice", "Samma kön står två gånger med olika värden.", value))
            continue
        setattr(figure, cell, printed)
        if value.get("value") is not None and _status(value) and value.get("isdeleted") is not True:
            said = f"Kolada märker värdet som «{_status(value)}»."
            remarks.append(_asked(row, position, "kolada_status", said, value))
    yield figure
    yield from remarks


def _printed(value: Mapping[str, Any], title: str) -> str:
    """The value, or why there is none, as it would stand in a table."""
    if value.get("isdeleted") is True:
        return WITHDRAWN
    number = value.get("value")
    if number is None:
        return _status(value) or NO_REASON
    if isinstance(number, bool) or not isinstance(number, (int, Decimal)):
        return json.dumps(number, ensure_ascii=False, default=str)[:200]
    exact = Decimal(number)
    if exact and abs(exact.adjusted()) > _MOST_PLACES:
        return str(exact)
    rounded = _FIFTEEN_DIGITS.plus(exact)
    text = format(rounded.normalize() if rounded % 1 else rounded.to_integral_value(), "f").replace(".", ",")
    return f"{text} %" if "(%)" in title else text


def _status(value: Mapping[str, Any]) -> str:
    return " ".join(_mark(value.get("status")).split())


def _asked(row: KoladaRow, position: int, code: str, message: str, value: Mapping[str, Any]) -> Remark:
    return Remark(
        kind="question",
        code=code,
        message=f"{message} Det gäller {row.kpi} för {row.unit} {row.year}.",
        printed=json.dumps(dict(value), ensure_ascii=False, default=str)[:400],
        action="Jämför med kolada.se. Hämta uppgiften på nytt när den är rättad där.",
        line=position,
        place=row.place,
    )


# -- saved answers


def read_kolada(paths: Sequence[Path]) -> Iterator[Record]:
    """The records of saved answers, all pages together; never raises on bad content. Raises OSError for unreadable files.

    Answers about figures, municipalities and units among them give the names; without, the marks are the names.
    """
    titles, rows, remarks = Titles(), list[KoladaRow](), list[Remark]()
    for path in paths:
        file = path.name if len(paths) > 1 else ""
        try:
            page = page_of(_bytes_of(path))
        except NotKoladaError as error:
            action = "Spara svaret från Kolada på nytt, eller flytta filen ur mappen."
            remarks.append(Remark("rejection", "not_kolada", f"{path.name}: {error}", action=action))
            continue
        add_titles(page, titles)
        for read in rows_of(page, file):
            if isinstance(read, KoladaRow):
                rows.append(read)
            else:
                remarks.append(read)
    yield from remarks
    if not rows and not remarks:
        message = "Svaret från Kolada innehåller inga värden."
        yield Remark("rejection", "kolada_empty", message, action="Kontrollera vad som efterfrågades, och spara svaret på nytt.")
    yield from records_of(rows, titles)


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise NotKoladaError(f"Filen är större än {LARGEST_FILE >> 20} MB.")
    return content.removeprefix(b"\xef\xbb\xbf")
