"""What is asked of Kolada, fetched: a source to load for each figure, and what Kolada does not have of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from data.vocabulary import KOLADA, FindingKind
from etl.checks import Problem
from etl.kolada.asking import PREFIX, Asked
from etl.kolada.client import Client, NotThereError
from etl.kolada.kept import KeptAnswers
from etl.readers.kolada import KoladaRow, Titles, add_titles, records_of, rows_of
from etl.sources import NotRead, Source

Item = TypeVar("Item")

AT_MOST = 25
"""Marks in each part of an address."""

_SEARCH = "Sök upp beteckningen på kolada.se."


@dataclass(slots=True)
class Fetched:
    """``sources`` to load, ``absent``: what Kolada does not know or has no values of, ``told``: gaps worth knowing of."""

    sources: list[Source] = field(default_factory=list)
    absent: list[NotRead] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FetchedSource(Source):
    """A figure's rows as they came; known by what they say, not by a file's bytes.

    ``request`` tells what was asked: what is missing is gone from Kolada only where the same was asked before.
    """

    fingerprint: str = ""
    request: str = ""

    @property
    def place(self) -> str:
        return f"{self.path}|{self.request}"

    def sha256(self) -> str:
        return self.fingerprint


def fetch(asked: Asked, base: str, folder: Path, *, now: dt.datetime) -> Fetched:
    """Everything that is asked for. Raises KoladaError where Kolada cannot be reached or does not answer as it should.

    Answers are kept in ``folder`` meanwhile; ``forget_answers`` when the sources are loaded.
    """
    kept = KeptAnswers(folder / asked.fingerprint, now=now)
    with Client(base, kept) as client:
        return _Fetching(client, asked, f"{base.rstrip('/')}", now.date()).fetch()


def forget_answers(asked: Asked, folder: Path, *, now: dt.datetime) -> None:
    """Take away what was kept for this request."""
    KeptAnswers(folder / asked.fingerprint, now=now).forget()


class _Fetching:
    def __init__(self, client: Client, asked: Asked, base: str, today: dt.date) -> None:
        self._client = client
        self._asked = asked
        self._base = base
        self._today = today
        self._titles = Titles()
        self._published: dict[str, dt.date] = {}
        self._fetched = Fetched()

    def fetch(self) -> Fetched:
        asked = self._asked
        kpis = self._known("kpi", asked.kpis, "Nyckeltalet")
        municipalities = self._known("municipality", asked.municipalities, "Kommunen")
        units = self._known("ou", asked.units, "Enheten")
        rows = defaultdict[str, list[KoladaRow]](list)
        for row in (*self._rows("data", "municipality", kpis, municipalities), *self._rows("oudata", "ou", kpis, units)):
            rows[row.kpi].append(row)
        for kpi in kpis if municipalities or units else ():
            self._take(kpi, rows[kpi], (*municipalities, *units))
        return self._fetched

    def _known(self, kind: str, marks: Sequence[str], what: str) -> list[str]:
        """Those of the marks that Kolada knows; the others are noted as absent."""
        found: dict[str, dict[str, Any]] = {}
        for chunk in _chunks(marks):
            for page in self._described(kind, chunk):
                add_titles(page, self._titles)
                found.update(
                    {row["id"]: row for row in page["values"] if isinstance(row, dict) and isinstance(row.get("id"), str)}
                )
        for mark in marks:
            if mark not in found:
                self._absent(mark, "kolada_unknown", f"{what} {mark} finns inte i Kolada.", _SEARCH)
            elif kind == "kpi":
                self._note_publication(mark, found[mark])
        return [mark for mark in marks if mark in found]

    def _described(self, kind: str, marks: Sequence[str]) -> Iterator[dict[str, Any]]:
        """What is said of the marks: asked for by themselves or, where one of them is not known, among all that there are."""
        try:
            yield from list(self._client.pages(f"/{kind}/{','.join(marks)}"))
        except NotThereError:
            yield from self._client.pages(f"/{kind}")

    def _note_publication(self, kpi: str, row: dict[str, Any]) -> None:
        name = "publication_date" if self._asked.municipalities else "ou_publication_date"
        try:
            self._published[kpi] = dt.date.fromisoformat(str(row.get(name))[:10])
        except ValueError:  # most have none
            return

    def _rows(self, route: str, unit_kind: str, kpis: Sequence[str], units: Sequence[str]) -> Iterator[KoladaRow]:
        wanted_kpis, wanted_units, wanted_years = set(kpis), set(units), set(map(str, self._asked.years))
        for some_kpis in _chunks(kpis):
            for some_units in _chunks(units):
                for years in _chunks(self._asked.years):
                    path = (
                        f"/{route}/kpi/{','.join(some_kpis)}/{unit_kind}/{','.join(some_units)}/year/{','.join(map(str, years))}"
                    )
                    for row in self._rows_at(path):
                        if row.kpi in wanted_kpis and row.unit in wanted_units and row.year in wanted_years:
                            yield row

    def _rows_at(self, path: str) -> Iterator[KoladaRow]:
        try:
            for page in self._client.pages(path):
                for row in rows_of(page):
                    if isinstance(row, KoladaRow):
                        yield KoladaRow(row.kpi, row.unit, row.year, row.values, number=0)
                    else:
                        self._fetched.told.append(f"{row.message} Den är inte inläst: {row.printed[:150]}")
        except NotThereError:  # every mark is known, so there are no values
            return

    def _take(self, kpi: str, rows: Sequence[KoladaRow], units: Sequence[str]) -> None:
        years = self._asked.years
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
        named = [f"{self._titles.units.get(unit, '')} ({unit})".strip() for unit in units]
        if not rows:
            message = f"Kolada har inga värden för {kpi} {self._titles.kpis.get(kpi, '')}".rstrip()
            self._absent(kpi, "kolada_no_values", f"{message}: {', '.join(named)}, {span}.", "Välj andra år eller enheter.")
            return
        without = [name for unit, name in zip(units, named, strict=True) if unit not in {row.unit for row in rows}]
        if without:
            self._fetched.told.append(f"{kpi}: Kolada har inga värden för {', '.join(without)}, {span}.")
        self._fetched.sources.append(self._source(kpi, sorted(rows, key=lambda row: (row.unit, row.year))))

    def _source(self, kpi: str, rows: Sequence[KoladaRow]) -> FetchedSource:
        titles = self._titles
        said = [kpi, titles.kpis.get(kpi), [(titles.units.get(row.unit), row.unit, row.year, row.values) for row in rows]]
        return FetchedSource(
            path=Path(f"{PREFIX}{kpi}"),
            file_name=f"{KOLADA} {kpi}",
            records=lambda: records_of(rows, titles),
            parts=(),
            publisher=KOLADA,
            reference=f"{kpi}, hämtat {self._today} från {self._base}",
            published_on=self._published.get(kpi),
            request=self._asked.fingerprint,
            fingerprint=hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest(),
        )

    def _absent(self, mark: str, code: str, message: str, action: str) -> None:
        name = f"{PREFIX}{mark}"
        problem = Problem(FindingKind.REJECTION, code, message, action)
        self._fetched.absent.append(NotRead(Path(name), name, problem, is_kept=False))


def _chunks(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    return (items[start : start + AT_MOST] for start in range(0, len(items), AT_MOST))
