"""Läget: what is counted, said and laid out for one part of the organisation and one follow-up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from app import text
from app.addresses import overview_address
from app.answers.figures import MatrixCell, StatusCount
from app.answers.organisation import Organisation, Unit
from app.filters import Filter
from app.numbers import number, quantity
from app.views import Detail, Matrix, Notice, Overview, Remark, Tile
from data.vocabulary import Period, PeriodKind, Status, StatusReason

JUDGED_STATUSES = (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)
REASONS_TOLD = 2
"""How many reasons for *ej bedömd* fit under the count."""
_WITHOUT_OUTCOME = frozenset(
    {
        StatusReason.NOT_REPORTED,
        StatusReason.NOT_YET_DUE,
        StatusReason.NOT_APPLICABLE,
        StatusReason.DROPPED_OUT,
        StatusReason.NOT_ADDED_UP,
    }
)


@dataclass(frozen=True, slots=True)
class OverviewInput:
    """The answers that Läget is made of. ``chosen`` holds the part and period that are shown, whatever the address said.

    ``earlier`` are the counts of the follow-up that the counts are held against (``comparable``); None where there is none.
    """

    organisation: Organisation
    part: Unit
    period: Period
    chosen: Filter
    counts: Sequence[StatusCount]
    indicators: int
    earlier_period: Period | None
    earlier: Mapping[str, int]
    updated_on: dt.date | None
    is_example: bool = False
    matrix: Matrix | None = None
    remarks: tuple[tuple[Remark, ...], str] = ((), "")
    detail: Detail | None = None


def counts_of(cells: Sequence[MatrixCell]) -> tuple[StatusCount, ...]:
    """How many figures of each unit have each status, and for which reason."""
    counted = Counter(map(itemgetter(0, 2, 3), cells))
    return tuple(StatusCount(unit_id, status, reason, n) for (unit_id, status, reason), n in counted.items())


def comparable(period: Period, reported: Sequence[Period]) -> Period | None:
    """The earlier follow-up whose counts these can be held against: T1 for T2, as the same indicators are followed; else the
    same follow-up a year ago. None where none of them is reported."""
    candidates = [Period(period.year - 1, period.kind)]
    if period.kind is PeriodKind.T2:
        candidates.insert(0, Period(period.year, PeriodKind.T1))
    return next((one for one in candidates if one in reported), None)


def overview(asked: OverviewInput, notices: Sequence[Notice] = ()) -> Overview:
    """The whole page as it is to be shown."""
    now = Counter[str]()
    for count in asked.counts:
        now[count.status] += count.figures
    units = len({count.unit_id for count in asked.counts})
    subtitle = text.OVERVIEW_SUBTITLE.format(
        units=text.counted(number(units), text.UNIT_ONE, text.UNIT_MANY),
        indicators=text.counted(number(asked.indicators), text.INDICATOR_ONE, text.INDICATOR_MANY),
    )
    told, left = asked.remarks
    return Overview(
        title=text.OVERVIEW_TITLE.format(part=asked.part.name, period=text.period_title(asked.period)),
        subtitle=_with_update(subtitle, asked.updated_on),
        is_example=asked.is_example or asked.part.is_example,
        tiles=_tiles(asked, now),
        finding=_finding(asked, now),
        filter_note=_filter_note(asked, now),
        clear_filter=overview_address(asked.chosen.with_(status=None)),
        matrix=asked.matrix,
        source=_with_update(_source(asked.period), asked.updated_on),
        remarks=told,
        remarks_left=left,
        detail=asked.detail,
        notices=(*notices, *_nothing_to_see(asked)),
    )


def _tiles(asked: OverviewInput, now: Mapping[str, int]) -> tuple[Tile, ...]:
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
    earlier = asked.earlier_period
    is_comparable = earlier is not None and bool(judged_in(asked.earlier) and judged_in(now))
    judged = number(judged_in(now))
    changes = {
        status: text.TILE_NOTE.format(judged=judged, beside=held_beside(status, now, asked.earlier, earlier))
        for status in JUDGED_STATUSES
        if is_comparable and earlier is not None
    }
    others = {Status.EJ_BEDOMD: _why_not_assessed(asked.counts), Status.EJ_RAPPORTERAD: _owing_units(asked.counts)}
    return dict.fromkeys(JUDGED_STATUSES, "") | changes | others


def judged_in(counts: Mapping[str, int]) -> int:
    """How many of the counted figures are judged."""
    return sum(counts.get(status, 0) for status in JUDGED_STATUSES)


def held_beside(status: Status, now: Mapping[str, int], then: Mapping[str, int], period: Period) -> str:
    """How many have the status beside the earlier ``period``: as a difference where as many were judged then, else out of how
    many it was, as fewer figures with a status may only mean that fewer were judged."""
    has, had = now.get(status, 0), then.get(status, 0)
    code = text.period_code(period)
    if judged_in(now) != judged_in(then):
        return text.BESIDE_OF_OTHERS.format(n=number(had), judged=number(judged_in(then)), period=code)
    template = text.BESIDE_MORE if has > had else text.BESIDE_FEWER if has < had else text.BESIDE_SAME
    return template.format(n=number(abs(has - had)), period=code)


def _why_not_assessed(counts: Sequence[StatusCount]) -> str:
    reasons = Counter[str]()
    for count in counts:
        if count.status == Status.EJ_BEDOMD:
            reasons[count.status_reason] += count.figures
    told = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:REASONS_TOLD]
    return ", ".join(text.NOT_ASSESSED_WHY[StatusReason(reason)].format(n=number(n)) for reason, n in told)


def _owing_units(counts: Sequence[StatusCount]) -> str:
    units = {count.unit_id for count in counts if count.status == Status.EJ_RAPPORTERAD}
    return text.TILE_FROM_UNITS.format(units=text.counted(number(len(units)), text.UNIT_ONE, text.UNIT_MANY)) if units else ""


def _finding(asked: OverviewInput, now: Mapping[str, int]) -> str:
    judged = sum(now[status] for status in JUDGED_STATUSES)
    if all(count.status_reason in _WITHOUT_OUTCOME for count in asked.counts):
        return text.FINDING_NONE_REPORTED.format(period=text.period_title(asked.period))
    if not judged:
        return text.FINDING_NONE_JUDGED
    reached = now[Status.UPPFYLLS_HELT]
    share = quantity(100 * reached / judged, 0, "%")
    sentence = text.FINDING_REACHED.format(reached=number(reached), judged=number(judged), share=share)
    return " ".join(filter(None, (sentence, _worst_unit(asked))))


def _worst_unit(asked: OverviewInput) -> str:
    """The unit that misses most targets, where one alone does."""
    missed, judged = Counter[int](), Counter[int]()
    for count in asked.counts:
        missed[count.unit_id] += count.figures if count.status == Status.UPPFYLLS_INTE else 0
        judged[count.unit_id] += count.figures if count.status in JUDGED_STATUSES else 0
    ranked = missed.most_common(2)
    if len(ranked) < 2 or not ranked[0][1] or ranked[0][1] == ranked[1][1]:
        return ""
    unit_id, n = ranked[0]
    unit = asked.organisation.by_id[unit_id].name
    return text.FINDING_WORST.format(unit=unit, n=number(n), m=number(judged[unit_id]))


def _filter_note(asked: OverviewInput, now: Mapping[str, int]) -> str:
    status = asked.chosen.status
    if status is None:
        return ""
    if now[status]:
        return text.FILTER_NOTE.format(status=text.STATUS_PLURAL[status])
    return text.FILTER_EMPTY.format(status=text.STATUS_WORD[status])


def _source(period: Period) -> str:
    return text.OVERVIEW_SOURCE.format(reports=text.REPORTS[PeriodKind(period.kind)], year=period.year)


def _with_update(sentence: str, updated_on: dt.date | None) -> str:
    if updated_on is None:
        return sentence
    return sentence + text.LINE_BREAK_DOT + text.UPDATED.format(date=updated_on.isoformat())


def _nothing_to_see(asked: OverviewInput) -> tuple[Notice, ...]:
    if asked.counts:
        return ()
    return (Notice(text.NO_FIGURES.format(part=asked.part.name, period=text.period_title(asked.period))),)
