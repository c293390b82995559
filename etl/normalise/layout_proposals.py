"""A layout to begin with for a table that none describes: for a person to correct and save, never used here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import yaml
from rapidfuzz import fuzz, process

from data.names import normalise_name, slug

LEAST_LIKENESS = 70.0
"""How alike a header and a known one must be, of 100, for the one to be proposed as the other."""

_LEAST_LETTERS = 4

_MEANINGS = {
    "unit": "enheten",
    "unit_code": "enhetens kortnamn",
    "department": "avdelningen",
    "indicator": "indikatorn",
    "indicator_code": "indikatorns kortnamn",
    "period": "perioden",
    "year": "året",
    "gender": "könet",
    "unit_of_measure": "måttenheten",
    "what": "slaget av värde",
    "outcome": "utfallet",
    "outcome_women": "utfallet för kvinnor och flickor",
    "outcome_men": "utfallet för män och pojkar",
    "n": "antalet svar",
    "n_women": "antalet svar av kvinnor och flickor",
    "n_men": "antalet svar av män och pojkar",
    "forecast": "prognosen",
    "target": "årsmålet",
    "kf_target": "KF:s årsmål",
    "periodicity": "periodiciteten",
    "analysis": "analysen",
    "ignored": "inget som läses",
}


class HasColumns(Protocol):
    """A layout, of which only the headers matter here."""

    @property
    def columns(self) -> Mapping[Any, Sequence[str]]: ...


def proposed_layout(sheet: str, rows: Sequence[Sequence[str]], layouts: Sequence[HasColumns]) -> str:
    """What to do about an unknown table: what each column seems to be, and a layout as YAML to save and correct.

    ``rows`` are the table's first rows as printed, the header first.
    """
    header = [(index, text) for index, text in enumerate(rows[0] if rows else ()) if text]
    known: dict[str, str] = {}
    for role, headers in (each for layout in layouts for each in layout.columns.items()):
        for each in headers:
            known.setdefault(normalise_name(each), role)
    guessed = {text: _role_of(text, known) for _, text in header}
    columns: dict[str, list[str]] = {}
    for text, role in guessed.items():
        if role:
            columns.setdefault(role, []).append(text)
    _take_figures(columns, [text for index, text in header if not guessed[text] and _holds_figures(rows, index)])
    name = slug(sheet) or "ny-layout"
    written = yaml.safe_dump(_layout(sheet, columns), allow_unicode=True, sort_keys=False, width=120)
    told = "; ".join(_told(columns, text) for _, text in header)
    return (
        f"Kolumnerna verkar vara: {told}. Spara förslaget nedan som data/definitions/layouts/{name}.yaml, rätta det som är fel"
        f" och läs in filen igen.\n\n{written}"
    )


def _role_of(header: str, known: Mapping[str, str]) -> str:
    """What the header may mean: a short word or another beginning is like too many others (*jan* is in *Ansvarig*)."""
    name = normalise_name(header)
    if name in known or len(name) < _LEAST_LETTERS:
        return known.get(name, "")
    alike = [each for each in known if len(each) >= _LEAST_LETTERS and any(word[:1] == name[:1] for word in each.split())]
    found = process.extractOne(name, alike, scorer=fuzz.WRatio, score_cutoff=LEAST_LIKENESS)
    return known[found[0]] if found else ""


def _holds_figures(rows: Sequence[Sequence[str]], index: int) -> bool:
    cells = [row[index] for row in rows[1:] if index < len(row) and row[index]]
    return bool(cells) and all(re.match(r"-?\d", cell) for cell in cells)


def _take_figures(columns: dict[str, list[str]], unknown: list[str]) -> None:
    """The first unknown column of figures is proposed as the outcome, if nothing else is."""
    if unknown and "outcome" not in columns:
        columns["outcome"] = unknown[:1]


def _told(columns: Mapping[str, Sequence[str]], header: str) -> str:
    role = next((role for role, headers in columns.items() if header in headers), "")
    return f"«{header}» {_MEANINGS[role]}" if role else f"«{header}» okänd"


def _layout(sheet: str, columns: Mapping[str, Sequence[str]]) -> dict[str, object]:
    required = [role for role in ("unit", "indicator", "period", "outcome") if role in columns]
    return {
        "title": sheet or "Ny tabell",
        "description": "Beskriv varifrån tabellen kommer och hur den är uppställd.",
        "columns": dict(_ordered(columns)) or {"outcome": ["Utfall"]},
        "required": required,
        "source": "Ange källan.",
        "checked_on": dt.date.today(),
        "sort_order": 50,
    }


def _ordered(columns: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    yield from ((role, list(columns[role])) for role in _MEANINGS if role in columns)
