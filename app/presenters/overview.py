"""Läget: what is counted, said and laid out for one part of the organisation and one follow-up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app import text
from app.addresses import overview_address
from app.answers.documents import PlannedGoal
from app.answers.figures import Indicator, MatrixFigure, StatusCount
from app.answers.organisation import Organisation, Unit
from app.filters import Filter
from app.numbers import number, quantity
from app.presenters.matrix import MatrixInput, matrix_view
from app.views import Matrix, Notice, Overview, Tile
from data.vocabulary import Period, PeriodKind, Status, StatusReason

JUDGED_STATUSES = (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)
REASONS_TOLD = 2
"""How many reasons for *ej bedömd* fit under the count."""


@dataclass(frozen=True, slots=True)
class OverviewInput:
    """The answers that Läget is made of. ``chosen`` holds the part and period that are shown, whatever the address said."""

    organisation: Organisation
    part: Unit
    period: Period
    chosen: Filter
    indicators: Mapping[int, Indicator]
    figures: Sequence[MatrixFigure]
    goals: Sequence[PlannedGoal]
    year_ago: Sequence[StatusCount]
    updated_on: dt.date | None


def overview(asked: OverviewInput, notices: Sequence[Notice] = ()) -> Overview:
    """The whole page as it is to be shown."""
    units = {figure.unit_id for figure in asked.figures}
    subtitle = text.OVERVIEW_SUBTITLE.format(
        units=text.counted(number(len(units)), text.UNIT_ONE, text.UNIT_MANY),
        indicators=text.counted(
            number(len({figure.indicator_id for figure in asked.figures})), text.INDICATOR_ONE, text.INDICATOR_MANY
        ),
    )
    return Overview(
        title=text.OVERVIEW_TITLE.format(part=asked.part.name, period=text.period_title(asked.period)),
        subtitle=_with_update(subtitle, asked.updated_on),
        is_example=any(figure.is_example for figure in asked.figures) or asked.part.is_example,
        tiles=_tiles(asked),
        finding=_finding(asked),
        filter_note=_filter_note(asked),
        clear_filter=overview_address(asked.chosen.with_(status=None)),
        matrix=_matrix(asked),
        source=_with_update(_source(asked.period), asked.updated_on),
        notices=(*notices, *_nothing_to_see(asked)),
    )


def _tiles(asked: OverviewInput) -> tuple[Tile, ...]:
    now = Counter(figure.status for figure in asked.figures)
    notes = _notes(asked, now)
    return tuple(
        Tile(
            css=text.STATUS_CLASS[status],
            symbol=text.STATUS_SYMBOL[status],
            number=number(now[status]),
            word=text.STATUS_PLURAL[status],
            note=notes[status],
            href=overview_address(asked.chosen.with_(status=None if asked.chosen.status is status else status)),
            is_chosen=asked.chosen.status is status,
        )
        for status in Status
    )


def _notes(asked: OverviewInput, now: Mapping[str, int]) -> dict[Status, str]:
    year_ago = Period(asked.period.year - 1, asked.period.kind)
    then = Counter[str]()
    for count in asked.year_ago:
        then[count.status] += count.figures
    is_comparable = any(then[status] for status in JUDGED_STATUSES) and any(now[status] for status in JUDGED_STATUSES)
    changes = {status: _change(now[status], then[status], year_ago) if is_comparable else "" for status in JUDGED_STATUSES}
    return {**changes, Status.EJ_BEDOMD: _why_not_assessed(asked.figures), Status.EJ_RAPPORTERAD: _owing_units(asked.figures)}


def _change(now: int, then: int, period: Period) -> str:
    template = text.TILE_MORE if now > then else text.TILE_FEWER if now < then else text.TILE_SAME
    return template.format(n=number(abs(now - then)), period=text.period_code(period))


def _why_not_assessed(figures: Iterable[MatrixFigure]) -> str:
    reasons = Counter(figure.status_reason for figure in figures if figure.status == Status.EJ_BEDOMD)
    told = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:REASONS_TOLD]
    return ", ".join(text.NOT_ASSESSED_WHY[StatusReason(reason)].format(n=number(n)) for reason, n in told)


def _owing_units(figures: Iterable[MatrixFigure]) -> str:
    units = {figure.unit_id for figure in figures if figure.status == Status.EJ_RAPPORTERAD}
    return text.TILE_FROM_UNITS.format(units=text.counted(number(len(units)), text.UNIT_ONE, text.UNIT_MANY)) if units else ""


def _finding(asked: OverviewInput) -> str:
    statuses = Counter(figure.status for figure in asked.figures)
    judged = sum(statuses[status] for status in JUDGED_STATUSES)
    if not any(figure.value is not None for figure in asked.figures):
        return text.FINDING_NONE_REPORTED.format(period=text.period_title(asked.period))
    if not judged:
        return text.FINDING_NONE_JUDGED
    reached = statuses[Status.UPPFYLLS_HELT]
    share = quantity(100 * reached / judged, 0, "%")
    sentence = text.FINDING_REACHED.format(reached=number(reached), judged=number(judged), share=share)
    return " ".join(filter(None, (sentence, _worst_unit(asked))))


def _worst_unit(asked: OverviewInput) -> str:
    """The unit that misses most targets, where one alone does."""
    missed = Counter(figure.unit_id for figure in asked.figures if figure.status == Status.UPPFYLLS_INTE)
    ranked = missed.most_common(2)
    if not ranked or len({figure.unit_id for figure in asked.figures}) < 2 or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    unit_id, n = ranked[0]
    judged = sum(1 for figure in asked.figures if figure.unit_id == unit_id and figure.status in JUDGED_STATUSES)
    return text.FINDING_WORST.format(unit=asked.organisation.by_id[unit_id].name, n=number(n), m=number(judged))


def _filter_note(asked: OverviewInput) -> str:
    status = asked.chosen.status
    if status is None:
        return ""
    template = text.FILTER_NOTE if any(figure.status == status for figure in asked.figures) else text.FILTER_EMPTY
    return template.format(status=text.STATUS_PLURAL[status] if template == text.FILTER_NOTE else text.STATUS_WORD[status])


def _matrix(asked: OverviewInput) -> Matrix | None:
    figures = [figure for figure in asked.figures if asked.chosen.status in (None, figure.status)]
    if not figures:
        return None
    part = (asked.organisation, asked.part, asked.period)
    return matrix_view(MatrixInput(*part, asked.indicators, asked.figures, asked.goals, asked.chosen.status))


def _source(period: Period) -> str:
    return text.OVERVIEW_SOURCE.format(reports=text.REPORTS[PeriodKind(period.kind)], year=period.year)


def _with_update(sentence: str, updated_on: dt.date | None) -> str:
    if updated_on is None:
        return sentence
    return sentence + text.LINE_BREAK_DOT + text.UPDATED.format(date=updated_on.isoformat())


def _nothing_to_see(asked: OverviewInput) -> tuple[Notice, ...]:
    if asked.figures:
        return ()
    return (Notice(text.NO_FIGURES.format(part=asked.part.name, period=text.period_title(asked.period))),)
