"""Underlag: all figures of a part of the organisation as a table, and as files of the same selection."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app import text
from app.addresses import FIGURES
from app.answers.organisation import Unit
from app.answers.underlag import AS_STORED, FigureSelection
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.tags import h1
from app.components.underlag import figures_content
from app.filters import Filter, shown
from app.numbers import number
from app.pages.choosing import Chosen, choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.underlag import FiguresInput, figures_page
from app.presenters.underlag_columns import COLUMNS
from app.queries.overview import updated_on
from app.queries.underlag import MOST_COUNTED, SORTABLE, count_figures, earlier_values, figure_rows, figure_sources
from app.views import Notice
from data.vocabulary import Period

ROWS = 100
"""Rows of one page."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What an address selects, with what had to be told."""

    chosen: Chosen
    period: Period
    filter: Filter
    figures: FigureSelection
    notices: tuple[Notice, ...]

    @property
    def part(self) -> Unit:
        return self.chosen.part


def page(visit: Visit) -> Page:
    """The page of the table."""
    selected = select(visit)
    if selected is None:
        chosen = choose(visit)
        told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
        return Page(chosen.part.name, framed(frame_for(visit, chosen, FIGURES), h1(chosen.part.name), notice_list(told)))
    count = count_figures(visit.connection, selected.figures)
    selected = _within_reach(selected, count)
    view = figures_page(_asked(visit, selected, count), selected.notices)
    return Page(view.title, framed(frame_for(visit, selected.chosen, FIGURES), figures_content(view)))


def select(visit: Visit) -> Selected | None:
    """What the address selects; None where nothing is followed up in the part at all."""
    chosen = choose(visit)
    if chosen.period is None:
        return None
    notices, asked = list(chosen.notices), chosen.filter
    indicators = {one.slug: one.id for one in visit.known.indicators.values()}
    if asked.indicator is not None and asked.indicator not in indicators:
        notices.append(Notice(text.FAULT_SUCH_INDICATOR.format(given=shown(asked.indicator))))
        asked = asked.with_(indicator=None)
    unknown = [slug for slug in asked.columns if slug not in COLUMNS]
    notices += [Notice(text.FAULT_COLUMN.format(given=shown(slug))) for slug in unknown]
    asked = asked.with_(columns=tuple(slug for slug in asked.columns if slug in COLUMNS))
    if asked.sort and asked.sort.removeprefix("-") not in SORTABLE:
        notices.append(Notice(text.FAULT_NO_SUCH_SORT.format(given=shown(asked.sort))))
        asked = asked.with_(sort="")
    figures = FigureSelection(
        unit_ids=visit.known.organisation.ids_below(chosen.part),
        period=None if asked.span == "alla" else chosen.period,
        whole_year=asked.span == "aret",
        indicator_id=indicators.get(asked.indicator or ""),
        gender=asked.gender,
        status=asked.status,
        missing=asked.missing,
        origin=asked.origin,
        words=_words(visit, asked.search),
        sort=asked.sort,
    )
    kept = asked.with_(cell=None, goal=None, finding=None, state=None, remarks_only=False, view="")
    return Selected(replace(chosen, filter=kept), chosen.period, kept, figures, tuple(notices))


def _words(visit: Visit, search: str) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    """For each word of the search the units and the indicators whose names have it."""
    units, indicators = visit.known.organisation.by_id.values(), visit.known.indicators.values()
    return tuple(
        (
            frozenset(one.id for one in units if word in one.name.casefold()),
            frozenset(one.id for one in indicators if word in one.name.casefold()),
        )
        for word in search.casefold().split()
    )


def _within_reach(selected: Selected, count: int) -> Selected:
    """The same, without an order or a page that so many figures do not allow."""
    notices, asked, figures = list(selected.notices), selected.filter, selected.figures
    if count > MOST_COUNTED:
        figures = replace(figures, sort=AS_STORED)
    if asked.sort and count > MOST_COUNTED:
        notices.append(Notice(text.FAULT_TOO_MANY_TO_SORT.format(most=number(MOST_COUNTED))))
        asked = asked.with_(sort="")
    last = max(1, -(-min(count, MOST_COUNTED) // ROWS))
    if asked.page > last:
        notices.append(Notice(text.FAULT_TOO_FAR))
        asked = asked.with_(page=last)
    return replace(selected, chosen=replace(selected.chosen, filter=asked), filter=asked, figures=figures, notices=tuple(notices))


def _asked(visit: Visit, selected: Selected, count: int) -> FiguresInput:
    connection, asked = visit.connection, selected.filter
    offset = (asked.page - 1) * ROWS
    rows = figure_rows(connection, selected.figures, offset=offset, most=ROWS) if count else ()
    return FiguresInput(
        part=selected.part,
        period=selected.period,
        chosen=asked,
        units=visit.known.organisation.by_id,
        indicators=visit.known.indicators,
        rows=rows,
        sources=figure_sources(connection, {row.outcome_id for row in rows if row.outcome_id is not None}),
        earlier=earlier_values(connection, rows),
        count=count,
        most=MOST_COUNTED,
        first=offset + 1,
        has_more=offset + len(rows) < min(count, MOST_COUNTED),
        sortable=SORTABLE,
        is_sortable=count <= MOST_COUNTED,
        updated_on=updated_on(connection, selected.figures.unit_ids, selected.period.year),
    )
