"""What one document says, as rows of the fact tables, with everything there is to ask about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table

from data.schema import Activity, Commentary, FollowedUnder, Forecast, Outcome, PlanGoal, StatedJudgement, Target
from data.vocabulary import FindingKind, Gender, Period, PeriodKind, TargetForm, TargetKind
from etl.checks import CellName, Problem, problems_of
from etl.loading.corrections import DocumentCorrections, is_confirmed
from etl.loading.goals import GoalTree
from etl.loading.register import KnownIndicator, KnownUnit, Register
from etl.loading.rows import ReadRow, read_row
from etl.normalise.doubts import Doubt
from etl.normalise.judgements import parse_judgement
from etl.normalise.occasions import parse_date
from etl.normalise.printed import folded
from etl.places import locator
from etl.readers import records
from etl.rules.precedence import target_valid_from

_COMMON = ("id", "source_document_id", "locator", "printed", "load_id", "ended_load_id")

_GENDERS = {CellName.OUTCOME: Gender.T, CellName.OUTCOME_MEN: Gender.M, CellName.OUTCOME_WOMEN: Gender.K}
_TARGET_KINDS = {CellName.TARGET: TargetKind.ARSMAL, CellName.KF_TARGET: TargetKind.KF_ARSMAL}


@dataclass(frozen=True, slots=True)
class FactTable:
    """A fact table with the columns that say what the fact is."""

    table: Table
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.table.name


def _fact_table(model: Any) -> FactTable:
    table = cast(Table, model.__table__)
    return FactTable(table, tuple(column.name for column in table.columns if column.name not in _COMMON))


PLAN_GOAL, FOLLOWED_UNDER = _fact_table(PlanGoal), _fact_table(FollowedUnder)
TARGET, OUTCOME, FORECAST = _fact_table(Target), _fact_table(Outcome), _fact_table(Forecast)
STATED_JUDGEMENT, COMMENTARY, ACTIVITY = _fact_table(StatedJudgement), _fact_table(Commentary), _fact_table(Activity)

FACT_TABLES = (PLAN_GOAL, FOLLOWED_UNDER, TARGET, OUTCOME, FORECAST, STATED_JUDGEMENT, COMMENTARY, ACTIVITY)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row to be: ``values`` in the order of its table's columns."""

    locator: str
    printed: str
    values: tuple[object, ...]


@dataclass(slots=True)
class DocumentFacts:
    """Everything that a document says. ``drafts`` are indicators that it names and nobody has defined."""

    facts: dict[str, list[Fact]] = field(default_factory=lambda: {each.name: [] for each in FACT_TABLES})
    problems: list[Problem] = field(default_factory=list)
    drafts: dict[str, KnownIndicator] = field(default_factory=dict)
    draft_lines: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Where each draft's name stands first, and how it is printed there."""
    _said: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, table: FactTable, line: int, printed: str, **values: object) -> None:
        """Add a fact, given by all columns that are not NULL; one that was said already in the same words is not added again."""
        fact = Fact(locator(line), printed, tuple(values.get(column) for column in table.columns))
        said = (table.name, printed, fact.values)
        if said not in self._said:
            self._said.add(said)
            self.facts[table.name].append(fact)

    @property
    def is_empty(self) -> bool:
        return not any(self.facts.values())


def facts_of(
    contents: list[records.Record],
    unit: KnownUnit,
    document: Period,
    register: Register,
    *,
    is_statistics: bool = False,
    corrections: DocumentCorrections | None = None,
) -> DocumentFacts:
    """The facts of one document's records. Never raises for what they hold: what is not certain becomes a question.

    ``is_statistics``: a table of figures and no report of the unit's own, which goes before it and alone promises follow-ups.
    """
    return _Builder(unit, document, register, is_statistics, corrections).build(contents)


class _Builder:
    def __init__(
        self,
        unit: KnownUnit,
        document: Period,
        register: Register,
        is_statistics: bool,
        corrections: DocumentCorrections | None,
    ) -> None:
        self._unit = unit
        self._corrections = corrections
        self._is_statistics = is_statistics
        self._document = document
        reported = PeriodKind.VP if is_statistics else document.kind
        self._reported = {"reported_year": document.year, "reported_period": reported.value}
        self._register = register
        self._goals = GoalTree(unit, document, register)
        self._found = DocumentFacts()
        self._rows: list[tuple[ReadRow, int | None]] = []
        self._unknown_columns: dict[str, tuple[str, int]] = {}

    def build(self, contents: list[records.Record]) -> DocumentFacts:
        for record in contents:
            self._take(record)
        self._judge_rows(_asked_lines(contents))
        for row, goal_id in self._rows:
            self._add_row(row, goal_id)
        self._found.problems.extend(self._about_unknown_columns())
        return self._found

    @property
    def _when(self) -> dict[str, object]:
        return {"unit_id": self._unit.id, "year": self._document.year, "period": self._document.kind.value}

    def _take(self, record: records.Record) -> None:
        if isinstance(record, records.Goal):
            self._take_goal(record)
        elif isinstance(record, records.Indicator):
            self._take_indicator(record)
        elif isinstance(record, records.Activity):
            self._take_activity(record)
        elif isinstance(record, records.Text):
            goal_id = self._goals.id_of(record.goal)
            self._comment(record.section, record.text, record.line, goal_id=goal_id)
        elif isinstance(record, records.Remark):
            kind = FindingKind(record.kind)
            self._found.problems.append(Problem(kind, record.code, record.message, record.action, record.printed, record.line))

    # -- goals

    def _take_goal(self, record: records.Goal) -> None:
        node = self._goals.add(record)
        if isinstance(node, Problem):
            self._found.problems.append(node)
            return
        self._found.problems.extend(node.problems)
        self._found.add(
            PLAN_GOAL,
            record.line,
            folded(record.printed) or node.title,
            unit_id=self._unit.id,
            year=self._document.year,
            goal_id=node.id,
            parent_goal_id=node.parent_id,
            sort_order=node.order,
        )
        self._state_judgement(record, node.id)

    def _state_judgement(self, record: records.Goal, goal_id: int) -> None:
        judgement = parse_judgement(record.fulfilment)
        if judgement is None:
            return
        if isinstance(judgement, Doubt):
            message = f"Bedömningen av målet «{folded(record.title)}» känns inte igen. {judgement.message}"
            self._ask(FindingKind.QUESTION, judgement.code, message, judgement.action, record.fulfilment, record.line)
        value = None if isinstance(judgement, Doubt) else judgement.value
        self._found.add(STATED_JUDGEMENT, record.line, record.fulfilment, **self._when, goal_id=goal_id, judgement=value)

    # -- indicators

    def _take_indicator(self, record: records.Indicator) -> None:
        self._note_unknown_columns(record.other, record.line)
        name = folded(record.name)
        if not name:
            printed = " ".join(each for each in (record.outcome, record.target, record.kf_target) if each)
            action = "Jämför med originaldokumentet och rätta raden i källan."
            self._ask(
                FindingKind.REJECTION, "row_without_name", "Tabellraden saknar indikatorns namn.", action, printed, record.line
            )
            return
        known = self._register.indicator_coded(folded(record.code)) or self._register.indicator_named(name)
        indicator = known or self._register.add_draft_indicator(name, folded(record.code))
        if not indicator.is_defined:
            self._found.drafts.setdefault(indicator.slug, indicator)
            self._found.draft_lines.setdefault(indicator.slug, (record.line, name))
        goal_id = self._goals.id_of(record.goal)
        row = read_row(record, indicator, self._document)
        if self._corrections is not None:
            self._corrections.apply(row)
        self._rows.append((row, goal_id))
        self._comment("Analys", record.analysis, record.line, indicator_id=indicator.id, goal_id=goal_id)

    def _judge_rows(self, asked: set[int]) -> None:
        """Note in every row which of its cells are doubtful, from its reading, the reader's remarks and the checks."""
        rows = [row for row, _ in self._rows]
        problems = [each for each in problems_of([row.for_checks() for row in rows]) if not is_confirmed(each, rows)]
        for row, _ in self._rows:
            if row.line in asked:
                row.doubtful.update(set(CellName) - row.confirmed)
            for problem in problems:
                if row.indicator.slug == problem.indicator and row.line in {problem.line, *problem.other_lines}:
                    row.doubtful.update(problem.doubtful)
            self._found.problems.extend(row.problems)
        self._found.problems.extend(problems)
        if self._corrections is not None:
            self._found.problems.extend(self._corrections.problems())

    def _add_row(self, row: ReadRow, goal_id: int | None) -> None:
        of_row = {"unit_id": self._unit.id, "indicator_id": row.indicator.id}
        if not self._is_statistics or row.periodicity or goal_id or _TARGET_KINDS.keys() & row.cells.keys():
            self._found.add(
                FOLLOWED_UNDER,
                row.line,
                folded(row.record.name),
                **of_row,
                year=self._document.year,
                goal_id=goal_id,
                periodicity=row.periodicity.value if row.periodicity else None,
            )
        for name, kind in _TARGET_KINDS.items():
            if name in row.cells:
                self._add_target(row, name, kind, of_row)
        for name, gender in _GENDERS.items():
            if name in row.cells or name in row.missing:
                self._add_outcome(row, name, gender, of_row)
        if CellName.PREVIOUS in row.cells and row.previous_period is not None:
            self._add_previous(row, row.previous_period, of_row)
        if row.printed(CellName.FORECAST):
            self._add_forecast(row)

    def _add_target(self, row: ReadRow, name: CellName, kind: TargetKind, of_row: dict[str, int]) -> None:
        cell = row.cells[name]
        self._found.add(
            TARGET,
            row.line,
            cell.printed,
            **of_row,
            year=self._document.year,
            kind=kind.value,
            form=(cell.form or TargetForm.LEVEL).value,
            value=cell.value,
            unit_printed=cell.unit,
            valid_from=target_valid_from(self._document),
            is_doubtful=name in row.doubtful,
        )

    def _add_outcome(self, row: ReadRow, name: CellName, gender: Gender, of_row: dict[str, int]) -> None:
        cell, missing = row.cells.get(name), row.missing.get(name)
        self._found.add(
            OUTCOME,
            row.line,
            row.printed(name),
            **of_row,
            year=row.period.year,
            period=row.period.kind.value,
            gender=gender.value,
            value=cell.value if cell else None,
            n=row.n.get(name),
            missing=missing.value if missing else None,
            unit_printed=cell.unit if cell else "",
            **self._reported,
            is_doubtful=name in row.doubtful,
        )

    def _add_previous(self, row: ReadRow, period: Period, of_row: dict[str, int]) -> None:
        cell = row.cells[CellName.PREVIOUS]
        self._found.add(
            OUTCOME,
            row.line,
            cell.printed,
            **of_row,
            year=period.year,
            period=period.kind.value,
            gender=Gender.T.value,
            value=cell.value,
            unit_printed=cell.unit,
            **self._reported,
            is_doubtful=CellName.PREVIOUS in row.doubtful,
        )

    def _add_forecast(self, row: ReadRow) -> None:
        """The forecast as printed; its value only where it is certain."""
        cell = row.cells.get(CellName.FORECAST)
        is_certain = cell is not None and CellName.FORECAST not in row.doubtful
        self._found.add(
            FORECAST,
            row.line,
            row.printed(CellName.FORECAST),
            **self._when,
            indicator_id=row.indicator.id,
            gender=Gender.T.value,
            value=cell.value if cell and is_certain else None,
            unit_printed=cell.unit if cell and is_certain else "",
        )

    # -- the rest

    def _take_activity(self, record: records.Activity) -> None:
        self._note_unknown_columns(record.other, record.line)
        starts, ends = (self._day(record, record.start), self._day(record, record.end))
        if starts and ends and ends < starts:
            message = f"Aktiviteten «{folded(record.name)[:120]}» slutar innan den börjar."
            action = "Rätta datumen i källan och läs in den igen."
            printed = f"{record.start} – {record.end}"
            self._ask(FindingKind.QUESTION, "ends_before_start", message, action, printed, record.line)
        self._found.add(
            ACTIVITY,
            record.line,
            folded(record.name),
            **self._when,
            goal_id=self._goals.id_of(record.goal),
            starts_on=starts,
            ends_on=ends,
            deviation=record.deviation.strip(),
            analysis=record.analysis.strip(),
        )

    def _day(self, record: records.Activity, printed: str) -> dt.date | None:
        day = parse_date(printed)
        if isinstance(day, Doubt):
            message = f"Datumet för aktiviteten «{folded(record.name)[:120]}» kan inte läsas. {day.message}"
            self._ask(FindingKind.QUESTION, day.code, message, day.action, printed, record.line)
            return None
        return day

    def _comment(self, section: str, text: str, line: int, **about: int | None) -> None:
        if text.strip():
            self._found.add(COMMENTARY, line, text.strip(), **self._when, section=folded(section), **about)

    def _note_unknown_columns(self, other: dict[str, str], line: int) -> None:
        for header, text in other.items():
            if text.strip():
                self._unknown_columns.setdefault(folded(header), (text, line))

    def _about_unknown_columns(self) -> Iterator[Problem]:
        for header, (text, line) in self._unknown_columns.items():
            yield Problem(
                kind=FindingKind.QUESTION,
                code="unknown_column",
                message=f"Kolumnen «{header}» känns inte igen. Det som står i den är inte inläst.",
                action="Säg till den som sköter Målbild vad kolumnen betyder, så att den kan läsas.",
                printed=text[:400],
                line=line,
            )

    def _ask(self, kind: FindingKind, code: str, message: str, action: str, printed: str, line: int) -> None:
        self._found.problems.append(Problem(kind, code, message, action, printed, line))


def _asked_lines(contents: list[records.Record]) -> set[int]:
    """Lines of table rows that the reader was not certain about."""
    return {
        each.line for each in contents if isinstance(each, records.Remark) and each.kind == FindingKind.QUESTION and each.line
    }
