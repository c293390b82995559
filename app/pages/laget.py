"""Läget: the chosen part of the organisation in the chosen follow-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from app import text
from app.addresses import OVERVIEW, comments_address
from app.answers.figures import MatrixCell, StatusCount
from app.answers.organisation import Organisation, Unit
from app.answers.remarks import Weighed
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.overview import overview_content
from app.components.tags import h1
from app.pages.choosing import Chosen, choose, frame_for
from app.pages.page import Page, Visit
from app.pages.parts import parents_below
from app.presenters.detail import detail_view
from app.presenters.goal_tree import paragraphs
from app.presenters.indicator import IndicatorInput
from app.presenters.matrix import MatrixInput, PartsInput, matrix_view, parts_view
from app.presenters.overview import OverviewInput, comparable, counts_of, overview
from app.presenters.remarks import RemarksInput, chosen_figures, remarks
from app.queries.comments import comments_on
from app.queries.goals import commentaries
from app.queries.indicator_page import indicator_history
from app.queries.overview import council_goals, matrix_cells, part_cells, status_cells, status_counts, updated_on
from app.queries.remarks import contradicted_goals, figures_at, heaviest, units_that_owe, weighed_figures
from app.queries.unit_page import sources_of_outcomes, sources_of_targets, unit_figures
from app.views import Detail, Notice, Remark
from data.vocabulary import Gender, Period, Status

MOST_UNITS = 80
"""Units that a matrix shows; of a part with more the level below is shown, with x of y units in each cell."""


def page(visit: Visit) -> Page:
    """The page; what the address says wrongly is told, and the nearest valid view is shown."""
    chosen = choose(visit)
    if chosen.period is None:
        return _nothing_yet(visit, chosen)
    unit_ids = visit.known.organisation.ids_below(chosen.part)
    detail, told = _detail(visit, chosen, chosen.period)
    asked = _of_parts if _leaves(visit.known.organisation, chosen.part) > MOST_UNITS else _of_units
    view = overview(asked(visit, chosen, chosen.period, unit_ids, detail), (*chosen.notices, *told))
    return Page(view.title, framed(frame_for(visit, chosen, OVERVIEW), overview_content(view)))


def _leaves(organisation: Organisation, part: Unit) -> int:
    return sum(1 for unit in organisation.with_descendants(part) if not organisation.children(unit))


def _of_units(visit: Visit, chosen: Chosen, period: Period, unit_ids: Sequence[int], detail: Detail | None) -> OverviewInput:
    """A part whose units are all shown: its counts are those of the cells."""
    cells = matrix_cells(visit.connection, unit_ids, period)
    counts = counts_of(cells)
    weighed = [(unit, indicator, kind, weight) for unit, indicator, _, _, _, kind, weight in cells if kind and weight is not None]
    matrix = matrix_view(_matrix_input(visit, chosen, period, cells, unit_ids))
    earlier = comparable(period, chosen.periods)
    return OverviewInput(
        organisation=visit.known.organisation,
        part=chosen.part,
        period=period,
        chosen=chosen.filter,
        counts=counts,
        indicators=len({cell[1] for cell in cells}),
        earlier_period=earlier,
        earlier=visit.totals(chosen.part, earlier) if earlier is not None else {},
        updated_on=updated_on(visit.connection, unit_ids, period.year),
        is_example=any(visit.known.organisation.by_id[unit_id].is_example for unit_id in {cell[0] for cell in cells}),
        matrix=matrix,
        remarks=_remarks(visit, period, unit_ids, counts, weighed),
        detail=detail,
    )


def _of_parts(visit: Visit, chosen: Chosen, period: Period, unit_ids: Sequence[int], detail: Detail | None) -> OverviewInput:
    """A part with very many units: the level below it, from what is added up when data are loaded."""
    organisation = visit.known.organisation
    parents_of = parents_below(organisation, chosen.part)
    status, parents = chosen.filter.status, [parent for those in parents_of.values() for parent in those]
    parts = part_cells(visit.connection, parents, period)
    alone = [unit_id for unit_id, those in parents_of.items() if not those]
    counts = status_counts(visit.connection, unit_ids, period)
    sample = unit_ids[:: max(1, len(unit_ids) // MOST_UNITS)]
    cells = matrix_cells(visit.connection, sample, period)
    earlier = comparable(period, chosen.periods)
    return OverviewInput(
        organisation=organisation,
        part=chosen.part,
        period=period,
        chosen=chosen.filter,
        counts=counts,
        indicators=len({cell.indicator_id for cell in parts}),
        earlier_period=earlier,
        earlier=visit.totals(chosen.part, earlier) if earlier is not None else {},
        updated_on=updated_on(visit.connection, unit_ids, period.year),
        is_example=any(cell.is_example for cell in parts),
        matrix=parts_view(
            _matrix_input(visit, chosen, period, cells, sample),
            PartsInput(
                parents_of=parents_of,
                reaching=parts,
                alone=matrix_cells(visit.connection, alone, period) if alone else (),
                having=status_cells(visit.connection, unit_ids, period, status) if status is not None else (),
            ),
        ),
        remarks=_remarks(visit, period, unit_ids, counts, weighed_figures(visit.connection, unit_ids, period)),
        detail=detail,
    )


def _matrix_input(
    visit: Visit, chosen: Chosen, period: Period, cells: Sequence[MatrixCell], unit_ids: Sequence[int]
) -> MatrixInput:
    return MatrixInput(
        organisation=visit.known.organisation,
        part=chosen.part,
        period=period,
        chosen=chosen.filter,
        indicators=visit.known.indicators,
        cells=cells,
        goals=council_goals(visit.connection, unit_ids, period.year),
    )


def _remarks(
    visit: Visit, period: Period, unit_ids: Sequence[int], counts: Sequence[StatusCount], weighed: Sequence[Weighed]
) -> tuple[tuple[Remark, ...], str]:
    """Of the figures that could be told of (``weighed``) those that are told are read."""
    connection, known = visit.connection, visit.known
    owing = {count.unit_id for count in counts if count.status == Status.EJ_RAPPORTERAD}
    asked = RemarksInput(
        organisation=known.organisation,
        indicators=known.indicators,
        period=period,
        today=dt.date.fromisoformat(known.state.judged_on) if known.state.judged_on else dt.date.today(),
        figures=(),
        owing=units_that_owe(connection, owing, period) if owing else (),
        goals=contradicted_goals(connection, unit_ids, period),
    )
    figures = figures_at(connection, chosen_figures(asked, heaviest(weighed)), period)
    return remarks(replace(asked, figures=figures, unread=len(weighed) - len(figures)))


def _detail(visit: Visit, chosen: Chosen, period: Period) -> tuple[Detail | None, tuple[Notice, ...]]:
    """The figure of the chosen cell, or why there is none to show."""
    cell = chosen.filter.cell
    if cell is None:
        return None, ()
    unit = visit.known.organisation.by_slug.get(cell.unit)
    indicator = next((one for one in visit.known.indicators.values() if one.slug == cell.indicator), None)
    if unit is None or indicator is None:
        return None, (Notice(text.FAULT_CELL.format(given=f"{cell.unit}/{cell.indicator}")),)
    found = _detail_of(visit, chosen, period, unit, indicator.id)
    return found, () if found is not None else (_not_followed(unit, indicator.name, period),)


def _not_followed(unit: Unit, indicator: str, period: Period) -> Notice:
    return Notice(text.DETAIL_NOT_FOLLOWED.format(unit=unit.name, indicator=indicator, period=text.period_title(period)))


def _detail_of(visit: Visit, chosen: Chosen, period: Period, unit: Unit, indicator_id: int) -> Detail | None:
    connection = visit.connection
    figures = {one.gender: one for one in unit_figures(connection, unit.id, period) if one.indicator_id == indicator_id}
    total = figures.get(Gender.T)
    if total is None:
        return None
    outcomes = sources_of_outcomes(connection, {total.outcome_id} if total.outcome_id else set())
    targets = sources_of_targets(connection, {total.target_id} if total.target_id else set())
    texts = commentaries(connection, unit.id, period)
    asked = IndicatorInput(
        indicator=visit.known.indicators[indicator_id],
        figures=figures,
        period=period,
        unit_name=unit.name,
        unit_slug=unit.slug,
        analyses=[
            part
            for one in texts
            if one.indicator_id == indicator_id and one.period == period.kind
            for part in paragraphs(one.text)
        ],
        outcome_source=outcomes.get(total.outcome_id or 0),
        target_source=targets.get(total.target_id or 0),
        history=indicator_history(connection, unit.id, indicator_id, period),
        comments=comments_on(connection, [unit.id], period, indicator_id).get((unit.id, indicator_id), ()),
        comments_href=comments_address(unit.slug, visit.known.indicators[indicator_id].slug, period),
    )
    return detail_view(asked, unit, period, chosen.filter)


def _nothing_yet(visit: Visit, chosen: Chosen) -> Page:
    told = (*chosen.notices, Notice(text.NO_FIGURES_AT_ALL.format(part=chosen.part.name)))
    content = (h1(chosen.part.name), notice_list(told))
    return Page(chosen.part.name, framed(frame_for(visit, chosen, OVERVIEW), content))
