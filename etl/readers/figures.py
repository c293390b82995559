"""Reads a folder of figures in CSV: bundled selections of published documents, and example data.

``figures.csv`` holds one printed cell a row, ``goals.csv`` the goals of every document in their order; ``activities.csv``
and ``texts.csv`` are optional. What comes out are the records that the reader of documents gives, one document after
another: the document, then each goal with the tables and texts that stand under it. Values stay as printed.

Every file has a sidecar (``figures.csv.yaml``) with its checksum; if one does not agree, nothing in the folder is read.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.vocabulary import Gender, GoalLevel, PeriodKind
from etl.readers.records import Activity, Document, Goal, Indicator, Record, Remark, Text
from etl.readers.sidecar import SidecarError, verified_sidecar

FIGURES, GOALS, ACTIVITIES, TEXTS = "figures.csv", "goals.csv", "activities.csv", "texts.csv"

COLUMNS: dict[str, tuple[str, ...]] = {
    FIGURES: (
        "document", "unit", "document_type", "year", "goal", "indicator", "periodicity",
        "what", "gender", "period", "value", "n", "line",
    ),
    GOALS: ("document", "order", "level", "number", "title", "fulfilment", "line"),
    ACTIVITIES: ("document", "goal", "name", "start", "end", "deviation", "analysis", "line"),
    TEXTS: ("document", "goal", "indicator", "section", "text", "line"),
}  # fmt: skip
"""The columns of each file. ``goal`` is the goal's ``order`` in goals.csv; ``line`` that of the original document, if known."""

CELLS: dict[tuple[str, str], str] = {
    ("utfall", Gender.T): "outcome",
    ("utfall", Gender.M): "outcome_men",
    ("utfall", Gender.K): "outcome_women",
    ("föregående_utfall", Gender.T): "previous_outcome",
    ("prognos", Gender.T): "forecast",
    ("årsmål", Gender.T): "target",
    ("kf_årsmål", Gender.T): "kf_target",
}
"""Which cell of an indicator's row a figure is, by its ``what`` and ``gender``."""

_COUNTS = {"outcome": "n", "outcome_men": "n_men", "outcome_women": "n_women"}
_COLUMN_ORDER = ("name", *CELLS.values(), "periodicity", "period")


def is_figures_folder(path: Path) -> bool:
    """Whether the path is a folder that ``read_figures`` reads."""
    return (path / FIGURES).is_file()


def read_figures(folder: Path) -> Iterator[Record]:
    """The records of a folder of figures, document by document; never raises on bad content.

    A file that its sidecar does not vouch for rejects the whole folder, with the reason. A row that cannot be read is
    rejected alone. ``line`` is the line in the original document where the files know it, else the row of the CSV file.
    """
    figures = FiguresFolder(folder)
    yield from figures.remarks
    for part in figures.parts:
        yield from figures.records(part)


@dataclass(slots=True)
class Part:
    """A document of a folder: its rows in ``figures.csv`` from ``start`` up to ``stop``, and what the other files say of it.

    ``remarks`` are about what stands where the next document would begin, or ends the file.
    """

    document: str
    start: int
    stop: int
    below: dict[str, list[Row]]
    remarks: list[Remark] = field(default_factory=list)


class FiguresFolder:
    """A folder of figures, read and cut into its documents (``parts``) in the order of ``figures.csv``.

    ``remarks`` are those before the first document: why nothing is read, where the folder is rejected.
    """

    def __init__(self, folder: Path) -> None:
        files = [folder / name for name in COLUMNS if (folder / name).is_file()]
        self.remarks: list[Remark] = list(_faults(folder, files))
        self.parts: list[Part] = []
        if self.remarks:
            return
        from etl.readers.figures_columns import read_columns  # numpy takes a while to import: only when something is read

        try:
            self.columns = read_columns(folder / FIGURES)
        except (UnicodeDecodeError, csv.Error):
            self.remarks.append(_not_text(FIGURES))
            return
        below: dict[str, dict[str, list[Row]]] = {}
        for name in (GOALS, ACTIVITIES, TEXTS):
            below[name] = defaultdict(list)
            for row in _rows(folder / name):
                below[name][row.document].append(row)
        self._cut(below)

    def _cut(self, below: dict[str, dict[str, list[Row]]]) -> None:
        columns = self.columns
        kinds = {kind.value for kind in PeriodKind}
        seen: set[str] = set()
        said = self.remarks
        for start, stop in columns.runs("document"):
            document = columns.text("document", start)
            if document in seen:
                action = "Samla dokumentets rader på ett ställe."
                said.append(_rejection(self.row(start), "Dokumentet står på två ställen i filen.", action))
                continue
            seen.add(document)
            of_document = {name: below[name].pop(document, []) for name in below}
            if (kind := columns.text("document_type", start)) not in kinds:
                action = "Skriv VP, T1, T2 eller VB."
                said.append(_rejection(self.row(start), f"Dokumentslaget ”{kind}” är okänt.", action))
                continue
            self.parts.append(Part(document, start, stop, of_document))
            said = self.parts[-1].remarks
        for rest in below.values():
            for orphans in rest.values():
                said.append(_rejection(orphans[0], f"Dokumentet har inga siffror i {FIGURES}.", "Rätta dokumentets beteckning."))

    def row(self, number: int) -> Row:
        """A row of ``figures.csv``, the first being 0."""
        return Row(FIGURES, int(self.columns.numbers[number]), self.columns.cells(number))

    def document(self, part: Part) -> Document:
        """The record that begins the document."""
        columns = self.columns
        unit, kind, year = (columns.text(title, part.start) for title in ("unit", "document_type", "year"))
        return Document(unit, kind, year, line=int(columns.numbers[part.start]))

    def records(self, part: Part, rows: Iterable[int] | None = None) -> Iterator[Record]:
        """The document's records. ``rows``: read only these of its figures, for the others are read otherwise."""
        yield self.document(part)
        chosen = range(part.start, part.stop) if rows is None else rows
        yield from _document(self.row(part.start), (self.row(number) for number in chosen), part.below)
        yield from part.remarks


@dataclass(slots=True)
class Row:
    """A row of a CSV file by its column titles, with its place: the file's name and the row's number."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def document(self) -> str:
        return self["document"]

    @property
    def line(self) -> int:
        return int(self["line"]) if self["line"].isdecimal() else self.number

    @property
    def printed(self) -> str:
        return "; ".join(cell for cell in self.cells.values() if cell)


def _rows(path: Path) -> Iterator[Row]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        for cells in reader:
            cells.pop(None, None)  # cells beyond the last title
            yield Row(path.name, reader.line_num, {title: cell.strip() for title, cell in cells.items()})


def _faults(folder: Path, files: Iterable[Path]) -> Iterator[Remark]:
    """What forbids reading the folder: files missing, not vouched for, not readable as text, or without their columns."""
    for name in (FIGURES, GOALS):
        if not (folder / name).is_file():
            yield Remark("rejection", "file_missing", f"Filen {name} saknas i mappen {folder.name}.", action=f"Lägg till {name}.")
    for path in files:
        try:
            verified_sidecar(path)
        except SidecarError as error:
            yield Remark("rejection", "sidecar", f"{path.name}: {error.message}", action=error.action, line=1)
            continue
        yield from _unreadable(path)


def _unreadable(path: Path) -> Iterator[Remark]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            titles = tuple(next(rows, ()))
            if path.name != FIGURES:  # which is read whole in any case
                for _ in rows:
                    pass
    except (UnicodeDecodeError, csv.Error):
        yield _not_text(path.name)
        return
    missing = [title for title in COLUMNS[path.name] if title not in titles]
    if missing:
        message = f"I {path.name} saknas kolumnerna {', '.join(missing)}."
        action = f"Första raden ska vara {','.join(COLUMNS[path.name])}."
        yield Remark("rejection", "columns", message, printed=",".join(titles), action=action, line=1)


@dataclass(slots=True)
class _Section:
    """A goal with what stands under it; the first section of a document has no goal."""

    goal: Goal | None = None
    indicators: dict[str, Indicator] = field(default_factory=dict)
    others: list[Text | Activity] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """What the rows under the goal refer to it by."""
        return self.goal.printed if self.goal else ""

    def records(self) -> Iterator[Record]:
        if self.goal is not None:
            yield self.goal
        yield from self.indicators.values()
        yield from self.others


def _document(first: Row, rows: Iterable[Row], below: dict[str, list[Row]]) -> Iterator[Record]:
    sections: dict[str, _Section] = {"": _Section()}
    remarks: list[Remark] = []
    for row in below[GOALS]:
        remarks.extend(_add_goal(row, sections))
    for row in rows:
        remarks.extend(_add_figure(row, first, sections))
    for row in below[TEXTS]:
        remarks.extend(_add_text(row, sections))
    for row in below[ACTIVITIES]:
        remarks.extend(_add_activity(row, sections))
    for section in sections.values():
        yield from section.records()
    yield from remarks


def _add_goal(row: Row, sections: dict[str, _Section]) -> Iterator[Remark]:
    if row["level"] not in {level.value for level in GoalLevel}:
        levels = ", ".join(GoalLevel)
        yield _rejection(row, f"Målets nivå ”{row['level']}” är okänd.", f"Skriv någon av {levels}.")
    elif not row["order"] or row["order"] in sections:
        yield _rejection(row, f"Målets ordningstal ”{row['order']}” saknas eller står två gånger.", "Numrera målen 1, 2, 3 …")
    else:
        printed = f"{row['number']} {row['title']}".strip()
        goal = Goal(row["level"], row["number"], row["title"], row["fulfilment"], row.line, printed)
        sections[row["order"]] = _Section(goal)


def _add_figure(row: Row, first: Row, sections: dict[str, _Section]) -> Iterator[Remark]:
    cell = CELLS.get((row["what"], row["gender"]))
    if any(row[column] != first[column] for column in ("unit", "document_type", "year")):
        yield _rejection(row, f"Raden hör till {first.document} men har annan enhet, annat år eller slag.", "Rätta raden.")
    elif cell is None:
        known = ", ".join(f"{what} {gender}" for what, gender in CELLS)
        yield _rejection(row, f"”{row['what']} {row['gender']}” är ingen känd uppgift.", f"Skriv någon av {known}.")
    elif row["goal"] not in sections:
        yield _no_such_goal(row)
    elif not row["indicator"]:
        yield _rejection(row, "Raden saknar indikator.", "Skriv indikatorns namn.")
    else:
        yield from _set_cell(row, cell, sections[row["goal"]])


def _set_cell(row: Row, cell: str, section: _Section) -> Iterator[Remark]:
    indicator = section.indicators.get(row["indicator"])
    if indicator is None:
        indicator = Indicator(section.heading, row["indicator"], periodicity=row["periodicity"], line=row.line)
        section.indicators[row["indicator"]] = indicator
    if cell in indicator.columns:
        yield _rejection(row, f"”{row['what']}” står två gånger för samma indikator.", "Behåll den rad som är rätt.")
        return
    setattr(indicator, cell, row["value"])
    if cell in _COUNTS:
        setattr(indicator, _COUNTS[cell], row["n"])
        indicator.period = indicator.period or row["period"]
    elif cell == "previous_outcome":
        indicator.previous_period = row["period"]
    indicator.columns = _columns(indicator, cell)


def _columns(indicator: Indicator, added: str) -> tuple[str, ...]:
    """The columns that the indicator's table is known to have, in the order in which documents print them."""
    known = {"name", added, *indicator.columns}
    known |= {column for column in ("periodicity", "period") if getattr(indicator, column)}
    return tuple(column for column in _COLUMN_ORDER if column in known)


def _add_text(row: Row, sections: dict[str, _Section]) -> Iterator[Remark]:
    section = sections.get(row["goal"])
    if section is None:
        yield _no_such_goal(row)
    elif not row["indicator"]:
        section.others.append(Text(section.heading, row["section"], row["text"], row.line))
    elif row["indicator"] not in section.indicators:
        yield _rejection(row, "Analysen gäller en indikator som inte har några siffror här.", "Rätta indikatorns namn.")
    else:
        section.indicators[row["indicator"]].analysis = row["text"]


def _add_activity(row: Row, sections: dict[str, _Section]) -> Iterator[Remark]:
    section = sections.get(row["goal"])
    if section is None:
        yield _no_such_goal(row)
        return
    section.others.append(
        Activity(
            goal=section.heading,
            name=row["name"],
            start=row["start"],
            end=row["end"],
            deviation=row["deviation"],
            analysis=row["analysis"],
            line=row.line,
        )
    )


def _no_such_goal(row: Row) -> Remark:
    message = f"Målet med ordningstalet ”{row['goal']}” finns inte i dokumentet."
    return _rejection(row, message, f"Rätta det, eller lägg målet i {GOALS}.")


def _rejection(row: Row, message: str, action: str) -> Remark:
    return Remark("rejection", "row", f"{row.file}, rad {row.number}: {message}", row.printed, action, row.number)


def _not_text(name: str) -> Remark:
    message = f"{name} kan inte läsas som text i UTF-8."
    return Remark("rejection", "encoding", message, action="Spara filen som CSV i UTF-8.", line=1)
