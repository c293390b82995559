"""Inläsning: what is owed, what there is to settle, and what has been loaded, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import text
from app.addresses import figures_address, loading_address, unit_address
from app.answers.figures import Indicator
from app.answers.inlasning import DocumentRow, FindingRow, LoadRow, Owed, OwedCount
from app.answers.organisation import Organisation, Unit
from app.chart_views import LinkedTable
from app.filters import Filter
from app.loading_views import FindingsView, FindingView, ListView, LoadingPage, OwedCell, OwedRow, OwedView
from app.numbers import number
from app.views import Choice, Notice, TableTwin
from data.vocabulary import FindingKind, FindingState, MissingReason, Period, PeriodKind


@dataclass(frozen=True, slots=True)
class LoadingInput:
    """What the page is made of. Lists hold one more than ``most`` of theirs where there are more."""

    organisation: Organisation
    indicators: Mapping[int, Indicator]
    part: Unit
    period: Period | None
    chosen: Filter
    judged_on: dt.date | None
    owed: Sequence[OwedCount]
    owed_list: Sequence[Owed]
    counts: Mapping[tuple[str, str], int]
    findings: Sequence[FindingRow]
    first: int
    documents: Sequence[DocumentRow]
    loads: Sequence[LoadRow]
    load_count: int
    most_units: int
    most_owed: int
    most_findings: int
    most_documents: int


def loading_page(asked: LoadingInput, notices: Sequence[Notice]) -> LoadingPage:
    """The whole page."""
    return LoadingPage(
        title=text.LOADING_TITLE.format(part=asked.part.name),
        subtitle=text.period_title(asked.period).capitalize() if asked.period is not None else "",
        is_example=asked.part.is_example,
        owed=_owed(asked, asked.period) if asked.period is not None else None,
        findings=_findings(asked),
        documents=_documents(asked),
        loads=_loads(asked),
        notices=tuple(notices),
    )


def _owed(asked: LoadingInput, period: Period) -> OwedView:
    by_unit = {(one.unit_id, Period(one.year, PeriodKind(one.period))): one.owed for one in asked.owed}
    periods = sorted({each for _, each in by_unit} | {period})
    owing = {unit_id for unit_id, _ in by_unit}
    units = [unit for unit in asked.organisation.with_descendants(asked.part) if unit.id in owing]
    title = text.period_title(period)
    in_period = {unit_id: owed for (unit_id, each), owed in by_unit.items() if each == period}
    finding = text.OWED_FINDING_NONE.format(period=title)
    if in_period:
        owed = text.counted(number(sum(in_period.values())), text.OWED_ONE, text.OWED_MANY)
        from_units = text.counted(number(len(in_period)), text.UNIT_ONE, text.UNIT_MANY)
        finding = text.OWED_FINDING.format(owed=owed, units=from_units, period=title)
    is_cut = len(units) > asked.most_units
    missing = Filter(unit=asked.part.slug, period=period, missing=MissingReason.NOT_REPORTED)
    return OwedView(
        finding=finding,
        periods=tuple(text.period_code(each) for each in periods),
        rows=tuple(_owed_row(unit, periods, by_unit) for unit in units[: asked.most_units]),
        note=text.OWED_MORE_UNITS.format(most=number(asked.most_units)) if is_cut else "",
        list_summary=text.OWED_LIST.format(period=title),
        table=_owed_table(asked, title) if asked.owed_list else None,
        list_note=text.OWED_MORE.format(most=number(asked.most_owed)) if len(asked.owed_list) > asked.most_owed else "",
        all_href=figures_address(missing) if in_period else "",
    )


def _owed_row(unit: Unit, periods: Sequence[Period], by_unit: Mapping[tuple[int, Period], int]) -> OwedRow:
    return OwedRow(
        unit.name,
        unit_address(unit.slug, periods[-1]),
        tuple(_owed_cell(unit, period, by_unit.get((unit.id, period), 0)) for period in periods),
    )


def _owed_cell(unit: Unit, period: Period, owed: int) -> OwedCell:
    if not owed:
        return OwedCell(text.OWED_NOTHING, text.OWED_NOTHING_SAID)
    said = text.OWED_CELL_SAID.format(n=number(owed), unit=unit.name, period=text.period_title(period))
    chosen = Filter(unit=unit.slug, period=period, missing=MissingReason.NOT_REPORTED)
    return OwedCell(number(owed), said, figures_address(chosen))


def _owed_table(asked: LoadingInput, title: str) -> LinkedTable:
    rows = tuple(_owed_line(asked, one) for one in asked.owed_list[: asked.most_owed])
    return LinkedTable(text.OWED_LIST_CAPTION.format(period=title), text.OWED_LIST_HEAD, rows)


def _owed_line(asked: LoadingInput, one: Owed) -> tuple[str, str, tuple[str, ...]]:
    unit, indicator = asked.organisation.by_id[one.unit_id], asked.indicators[one.indicator_id]
    due = one.due_on.isoformat() if one.due_on is not None else text.OWED_NO_DAY
    late = (asked.judged_on - one.due_on).days if asked.judged_on is not None and one.due_on is not None else None
    days = text.counted(number(late), text.OWED_DAYS_ONE, text.OWED_DAYS) if late is not None and late > 0 else ""
    href = unit_address(unit.slug, Period(one.year, PeriodKind(one.period)), indicator.slug)
    return unit.name, href, (indicator.name, due, days)


def _findings(asked: LoadingInput) -> FindingsView:
    chosen = asked.chosen
    count = sum(
        n for (kind, state), n in asked.counts.items() if chosen.finding in (None, kind) and chosen.state in (None, state)
    )
    shown = asked.findings[: asked.most_findings]
    last = asked.first + len(shown) - 1
    told = text.FINDINGS_SHOWN.format(first=number(asked.first), last=number(last), count=number(count))
    return FindingsView(
        finding=what_waits(asked.counts) if shown else text.FINDINGS_NONE,
        kinds=_kinds(asked),
        states=_states(asked),
        findings=tuple(_finding(one, asked) for one in shown),
        shown=told if len(shown) < count else "",
        previous=_anchored(chosen.with_(page=chosen.page - 1)) if chosen.page > 1 else "",
        next=_anchored(chosen.with_(page=chosen.page + 1)) if last < count else "",
    )


def what_waits(counts: Mapping[tuple[str, str], int]) -> str:
    """What is open among the questions, warnings and rejections, in a sentence; ``counts`` are by kind and state."""

    def still(kind: FindingKind) -> int:
        return counts.get((kind, FindingState.OPEN), 0)

    rejected = still(FindingKind.REJECTION)
    rejections = text.counted(number(rejected), text.FINDINGS_REJECTION_ONE, text.FINDINGS_REJECTION_MANY)
    return text.FINDINGS_FINDING.format(
        questions=text.counted(number(still(FindingKind.QUESTION)), text.FINDINGS_QUESTION_ONE, text.FINDINGS_QUESTION_MANY),
        warnings=text.counted(number(still(FindingKind.WARNING)), text.FINDINGS_WARNING_ONE, text.FINDINGS_WARNING_MANY),
        rejections=rejections if rejected else text.FINDINGS_REJECTION_NONE,
    )


def _kinds(asked: LoadingInput) -> tuple[Choice, ...]:
    chosen = asked.chosen

    def count(kind: FindingKind | None) -> str:
        return number(sum(n for (k, s), n in asked.counts.items() if kind in (None, k) and chosen.state in (None, s)))

    def choice(kind: FindingKind | None, words: str) -> Choice:
        return Choice(words, _anchored(chosen.with_(finding=kind, page=1)), chosen.finding == kind, count(kind))

    return (choice(None, text.FINDING_ALL), *(choice(kind, text.FINDING_PLURAL[kind]) for kind in FindingKind))


def _states(asked: LoadingInput) -> tuple[Choice, ...]:
    chosen = asked.chosen

    def count(state: FindingState | None) -> str:
        return number(sum(n for (k, s), n in asked.counts.items() if state in (None, s) and chosen.finding in (None, k)))

    def choice(state: FindingState | None, words: str) -> Choice:
        return Choice(words, _anchored(chosen.with_(state=state, page=1)), chosen.state == state, count(state))

    return (choice(None, text.FINDING_ALL), *(choice(state, text.STATE_PLURAL[state]) for state in FindingState))


def _anchored(chosen: Filter) -> str:
    return f"{loading_address(chosen)}#fragor"


def _finding(one: FindingRow, asked: LoadingInput) -> FindingView:
    unit = asked.organisation.by_id.get(one.unit_id or 0)
    indicator = asked.indicators.get(one.indicator_id or 0)
    about = ", ".join(each.name for each in (indicator, unit) if each is not None)
    where = text.FINDING_WHERE.format(file=one.file_name, place=one.locator) if one.locator else one.file_name
    at = one.settled_at.strftime("%Y-%m-%d %H:%M") if one.settled_at is not None else ""
    answered = text.FINDING_ANSWERED_BY.format(by=one.settled_by, at=at) if one.settled_by and at else one.settled_by or at
    return FindingView(
        kind=text.FINDING_WORD[FindingKind(one.kind)],
        state=text.STATE_WORD[FindingState(one.state)],
        message=one.message,
        about=text.FINDING_ABOUT.format(about=about) if about else "",
        where=where,
        printed=text.FINDING_PRINTED.format(printed=one.printed) if one.printed else "",
        action=text.FINDING_DO.format(action=one.action) if one.action and one.state == FindingState.OPEN else "",
        answer=text.FINDING_ANSWER.format(answer=one.answer) if one.answer else "",
        answered=answered,
        masked=text.FINDING_MASKED if one.is_masked else "",
    )


def _documents(asked: LoadingInput) -> ListView:
    year = asked.period.year if asked.period is not None else (asked.judged_on.year if asked.judged_on is not None else 0)
    heading = text.DOCUMENTS_HEADING.format(year=year)
    shown = asked.documents[: asked.most_documents]
    if not shown:
        return ListView(heading, text.DOCUMENTS_NONE.format(part=asked.part.name, year=year), None, "")
    replaced = sum(1 for one in shown if one.ended_at is not None)
    current = text.counted(number(len(shown) - replaced), text.DOCUMENT_ONE, text.DOCUMENT_MANY)
    order = {unit.id: place for place, unit in enumerate(asked.organisation.with_descendants(asked.part))}
    in_order = sorted(shown, key=lambda one: (order.get(one.unit_id, 0), PeriodKind(one.kind).order))
    table = TableTwin(
        text.DOCUMENTS_CAPTION.format(part=asked.part.name, year=year),
        text.DOCUMENTS_HEAD,
        tuple(_document(one, asked) for one in in_order),
    )
    is_cut = len(asked.documents) > asked.most_documents
    note = text.DOCUMENTS_MORE.format(most=number(asked.most_documents)) if is_cut else ""
    return ListView(heading, text.DOCUMENTS_FINDING.format(current=current, replaced=number(replaced)), table, note)


def _document(one: DocumentRow, asked: LoadingInput) -> tuple[str, ...]:
    kind = text.DOCUMENT_NAME.format(kind=text.DOCUMENT_KIND[PeriodKind(one.kind)], year=one.year).capitalize()
    ended = text.DOCUMENT_REPLACED.format(date=one.ended_at.date().isoformat()) if one.ended_at is not None else ""
    loaded = one.loaded_at.date().isoformat()
    unit = asked.organisation.by_id[one.unit_id].name
    return unit, kind, one.file_name, number(one.records_read), loaded, ended or text.DOCUMENT_CURRENT


def _loads(asked: LoadingInput) -> ListView:
    loads = asked.loads
    table = TableTwin(text.LOADS_CAPTION, text.LOADS_HEAD, tuple(map(_load, loads)))
    finding = text.LOADS_FINDING.format(
        loads=text.counted(number(asked.load_count), text.LOAD_ONE, text.LOAD_MANY),
        date=loads[0].finished_at.date().isoformat() if loads else "",
    )
    note = text.LOADS_SHOWN.format(most=number(len(loads))) if asked.load_count > len(loads) else ""
    return ListView(text.LOADS_HEADING, finding, table if loads else None, note)


def _load(one: LoadRow) -> tuple[str, ...]:
    facts = (one.facts_added, one.facts_ended, one.facts_unchanged)
    return (number(one.id), one.finished_at.strftime("%Y-%m-%d %H:%M"), one.what, *map(number, facts))
