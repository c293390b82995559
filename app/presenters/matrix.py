"""The matrix unit × indicator: rows under their avdelning, columns under the council's goals.

Built for thousands of cells: a cell is nothing but its status, and what is the same for all of a column or a row is said once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app import text
from app.addresses import cell_prefix, figures_prefix, overview_address, unit_address
from app.answers.documents import CouncilGoal
from app.answers.figures import Indicator, MatrixCell, PartCell
from app.answers.organisation import Organisation, Unit
from app.filters import Filter
from app.numbers import number
from app.views import Column, ColumnGroup, Matrix, Row, RowGroup
from data.vocabulary import Period, Status


@dataclass(frozen=True, slots=True)
class MatrixInput:
    """``chosen.status`` leaves only units and indicators with a figure of that status; other figures stand back."""

    organisation: Organisation
    part: Unit
    period: Period
    chosen: Filter
    indicators: Mapping[int, Indicator]
    cells: Sequence[MatrixCell]
    goals: Mapping[int, CouncilGoal]
    """The council's goal above each goal."""


def matrix_view(asked: MatrixInput) -> Matrix | None:
    """The matrix; units and indicators without any figure are left out. None where nothing is left."""
    status = asked.chosen.status
    matching = [cell for cell in asked.cells if cell.status == status] if status else asked.cells
    if not matching:
        return None
    unit_ids, indicator_ids, _, _, goal_ids, _ = zip(*matching, strict=True)
    columns = _columns(
        set(indicator_ids), asked.indicators, goals_by_vote(zip(indicator_ids, goal_ids, strict=True), asked.goals)
    )
    by_unit: dict[int, dict[int, str]] = {unit_id: {} for unit_id in set(unit_ids)}
    for unit_id, indicator_id, cell_status, _, _, _ in asked.cells:
        if unit_id in by_unit:
            by_unit[unit_id][indicator_id] = cell_status
    order = [indicator.id for _, indicator in columns]
    rows = {unit_id: _row(asked.organisation.by_id[unit_id], cells, order, asked.period) for unit_id, cells in by_unit.items()}
    return _matrix(asked, columns, rows, asked.chosen)


def parts_view(asked: MatrixInput, parts: Sequence[PartCell], parents_of: Mapping[int, Sequence[int]]) -> Matrix | None:
    """The level below a part that has too many units for a matrix: x of y units reach their årsmål.

    ``parents_of`` gives, for each row, the units whose figures are added up to it. The cells that ``asked`` holds are a
    sample of the units, enough to place the indicators under the council's goals.
    """
    if not parts:
        return None
    votes = [(cell.indicator_id, cell.goal_id) for cell in asked.cells]
    columns = _columns({cell.indicator_id for cell in parts}, asked.indicators, goals_by_vote(votes, asked.goals))
    order = [indicator.id for _, indicator in columns]
    by_parent: dict[int, dict[int, PartCell]] = defaultdict(dict)
    for cell in parts:
        by_parent[cell.unit_id][cell.indicator_id] = cell
    rows = {}
    for unit_id, parent_ids in parents_of.items():
        shares = tuple(_share([by_parent[one].get(indicator_id) for one in parent_ids]) for indicator_id in order)
        if any(shares):
            unit = asked.organisation.by_id[unit_id]
            href = overview_address(asked.chosen.with_(unit=unit.slug, cell=None))
            rows[unit_id] = Row(unit.name, href, unit.slug, (), (), shares)
    return _matrix(asked, columns, rows, asked.chosen.with_(status=None), is_of_parts=True)


def _share(cells: Iterable[PartCell | None]) -> tuple[int, int] | None:
    known = [cell for cell in cells if cell is not None]
    return (sum(cell.units_reached for cell in known), sum(cell.units_judged for cell in known)) if known else None


def goals_by_vote(followed: Iterable[tuple[int, int | None]], goals: Mapping[int, CouncilGoal]) -> dict[int, CouncilGoal]:
    """The council's goal of each indicator, by id: the one that most units follow it under."""
    votes: dict[int, Counter[CouncilGoal]] = defaultdict(Counter)
    for (indicator_id, goal_id), n in Counter(followed).items():
        if goal_id is not None and goal_id in goals:
            votes[indicator_id][goals[goal_id]] += n
    return {id_: min(counter, key=lambda goal: (-counter[goal], goal.goal_id)) for id_, counter in votes.items()}


_Columns = list[tuple[CouncilGoal | None, Indicator]]


def _matrix(asked: MatrixInput, columns: _Columns, rows: Mapping[int, Row], chosen: Filter, is_of_parts: bool = False) -> Matrix:
    caption = text.MATRIX_PARTS_CAPTION if is_of_parts else text.MATRIX_CAPTION
    return Matrix(
        column_groups=_column_groups(columns),
        columns=_column_heads(columns),
        row_groups=_row_groups(asked, rows),
        caption=caption.format(period=text.period_title(asked.period)),
        href=cell_prefix(chosen),
        figures=figures_prefix(Filter(period=asked.period)),
        chosen=chosen.cell or ("", ""),
        status=chosen.status,
        is_of_parts=is_of_parts,
    )


def _columns(ids: set[int], indicators: Mapping[int, Indicator], goal_of: Mapping[int, CouncilGoal]) -> _Columns:
    placed = [(goal_of.get(id_), indicators[id_]) for id_ in ids]
    return sorted(placed, key=lambda pair: (_goal_order(pair[0]), pair[1].sort_order, pair[1].short_name))


def _goal_order(goal: CouncilGoal | None) -> tuple[bool, tuple[int, ...], str, int]:
    """By the goal's number read as numbers (1.10 after 1.9); indicators without a goal last."""
    if goal is None:
        return (True, (), "", 0)
    return (False, tuple(map(int, re.findall(r"\d+", goal.number))), goal.title, goal.goal_id)


def _column_groups(columns: _Columns) -> tuple[ColumnGroup, ...]:
    groups = groupby((goal for goal, _ in columns), key=lambda goal: goal.goal_id if goal is not None else None)
    return tuple(_column_group(list(goals)) for _, goals in groups)


def _column_group(goals: list[CouncilGoal | None]) -> ColumnGroup:
    goal = goals[0]
    if goal is None:
        return ColumnGroup("", text.MATRIX_NO_GOAL, len(goals))
    return ColumnGroup(goal.number.rstrip("."), goal.title, len(goals))


def _column_heads(columns: _Columns) -> tuple[Column, ...]:
    ids = [goal.goal_id if goal is not None else None for goal, _ in columns]
    starts = [place > 0 and ids[place] != ids[place - 1] for place in range(len(ids))]
    return tuple(
        Column(indicator.short_name or indicator.name, indicator.name, indicator.slug, starts_group)
        for (_, indicator), starts_group in zip(columns, starts, strict=True)
    )


def _row_groups(asked: MatrixInput, rows: Mapping[int, Row]) -> tuple[RowGroup, ...]:
    by_heading: dict[tuple[Unit, ...], list[Row]] = defaultdict(list)
    for unit in asked.organisation.with_descendants(asked.part):
        if unit.id in rows:
            heading = asked.organisation.heading_of(unit, asked.part)
            by_heading[() if rows[unit.id].shares else heading].append(rows[unit.id])
    return tuple(RowGroup(" › ".join(unit.name for unit in heading), tuple(those)) for heading, those in by_heading.items())


def _row(unit: Unit, cells: Mapping[int, str], order: Sequence[int], period: Period) -> Row:
    return Row(unit.name, unit_address(unit.slug, period), unit.slug, _counts(cells), tuple(map(cells.get, order)))


def _counts(cells: Mapping[int, str]) -> tuple[tuple[str, str, str, str], ...]:
    statuses = Counter(cells.values())
    return tuple(
        (text.STATUS_CLASS[status], text.STATUS_SYMBOL[status], number(statuses[status]), text.STATUS_PLURAL[status])
        for status in Status
        if statuses[status]
    )
