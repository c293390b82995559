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
from app.answers.figures import Indicator, MatrixCell, PartCell, StatusCell
from app.answers.organisation import Organisation, Unit
from app.filters import Filter
from app.numbers import number
from app.presenters.judgement import JUDGED
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
    matching = [cell for cell in asked.cells if cell[2] == status] if status else asked.cells
    if not matching:
        return None
    unit_ids, indicator_ids, _, _, goal_ids, *_ = zip(*matching, strict=True)
    columns = _columns(
        set(indicator_ids), asked.indicators, goals_by_vote(zip(indicator_ids, goal_ids, strict=True), asked.goals)
    )
    by_unit: dict[int, dict[int, str]] = {unit_id: {} for unit_id in set(unit_ids)}
    for unit_id, indicator_id, cell_status, _, _, _, _ in asked.cells:
        if unit_id in by_unit:
            by_unit[unit_id][indicator_id] = cell_status
    order = [indicator.id for _, indicator in columns]
    address = unit_address("{}", asked.period)  # written once: its query is the same for all rows
    rows = {unit_id: _row(asked.organisation.by_id[unit_id], cells, order, address) for unit_id, cells in by_unit.items()}
    return _matrix(asked, columns, rows, asked.chosen)


@dataclass(frozen=True, slots=True)
class PartsInput:
    """What the level below a part with very many units is made of.

    ``parents_of`` gives, for each row that is a part, the units whose figures are added up to it; ``alone`` are the cells of
    units that stand right below the chosen part, a row each. ``having`` counts the units that have the chosen status, where one
    is chosen.
    """

    parents_of: Mapping[int, Sequence[int]]
    reaching: Sequence[PartCell]
    alone: Sequence[MatrixCell] = ()
    having: Sequence[StatusCell] = ()


_Shares = Mapping[int, Mapping[int, tuple[int, int]]]
"""By unit and indicator: how many units of how many."""


def parts_view(asked: MatrixInput, parts: PartsInput) -> Matrix | None:
    """The level below a part that has too many units for a matrix: x of y units reach their årsmål, or have the chosen status.

    The cells that ``asked`` holds are a sample of the units, enough to place the indicators under the council's goals.
    """
    status = asked.chosen.status
    shares = _reaching(parts) if status is None else _having(parts, status)
    indicator_ids = {indicator_id for those in shares.values() for indicator_id in those}
    if not indicator_ids:
        return None
    votes = [(indicator_id, goal_id) for _, indicator_id, _, _, goal_id, _, _ in (*asked.cells, *parts.alone)]
    columns = _columns(indicator_ids, asked.indicators, goals_by_vote(votes, asked.goals))
    order = [indicator.id for _, indicator in columns]
    rows = {}
    for unit_id, those in shares.items():
        unit = asked.organisation.by_id[unit_id]
        is_part = bool(asked.organisation.children(unit))
        here = overview_address(asked.chosen.with_(unit=unit.slug, cell=None))
        href = here if is_part else unit_address(unit.slug, asked.period)
        rows[unit_id] = Row(unit.name, href, unit.slug, _sum(those, status), (), tuple(map(those.get, order)))
    return _matrix(asked, columns, rows, asked.chosen.with_(status=None), is_of_parts=True)


def _sum(shares: Mapping[int, tuple[int, int]], status: Status | None) -> tuple[tuple[str, str, str, str], ...]:
    """The row in small, for narrow screens: how many figures of how many."""
    shown = status or Status.UPPFYLLS_HELT
    some, of = (number(sum(share[place] for share in shares.values())) for place in (0, 1))
    words = text.MATRIX_SHARE_SMALL.format(some=some, of=of)
    return ((text.STATUS_CLASS[shown], text.STATUS_SYMBOL[shown], words, text.STATUS_PLURAL[shown]),)


def _reaching(parts: PartsInput) -> _Shares:
    """How many units reach their årsmål, of those that are judged."""
    cells = [(cell.unit_id, cell.indicator_id, cell.units_reached, cell.units_judged) for cell in parts.reaching]
    shares = _added_up(parts.parents_of, cells)
    for unit_id, indicator_id, status, reason, *_ in parts.alone:
        shares[unit_id][indicator_id] = (int(status == Status.UPPFYLLS_HELT), int(reason in JUDGED))
    return shares


def _having(parts: PartsInput, status: Status) -> _Shares:
    """How many units have the status, of those that follow the indicator."""
    cells = [(cell.unit_id, cell.indicator_id, cell.units_with_status, cell.units) for cell in parts.having]
    shares = _added_up(parts.parents_of, cells)
    for unit_id, indicator_id, has_status, *_ in parts.alone:
        if has_status == status:
            shares[unit_id][indicator_id] = (1, 1)
    return shares


def _added_up(
    parents_of: Mapping[int, Sequence[int]], cells: Iterable[tuple[int, int, int, int]]
) -> dict[int, dict[int, tuple[int, int]]]:
    row_of = {parent_id: row_id for row_id, those in parents_of.items() for parent_id in those}
    shares: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for parent_id, indicator_id, some, of in cells:
        if parent_id in row_of:
            row = shares[row_of[parent_id]]
            before, of_before = row.get(indicator_id, (0, 0))
            row[indicator_id] = (before + some, of_before + of)
    return shares


def goals_by_vote(followed: Iterable[tuple[int, int | None]], goals: Mapping[int, CouncilGoal]) -> dict[int, CouncilGoal]:
    """The council's goal of each indicator, by id: the one that most units follow it under."""
    votes: dict[int, Counter[CouncilGoal]] = defaultdict(Counter)
    for (indicator_id, goal_id), n in Counter(followed).items():
        if goal_id is not None and goal_id in goals:
            votes[indicator_id][goals[goal_id]] += n
    return {id_: min(counter, key=lambda goal: (-counter[goal], goal.goal_id)) for id_, counter in votes.items()}


_Columns = list[tuple[CouncilGoal | None, Indicator]]


def _matrix(asked: MatrixInput, columns: _Columns, rows: Mapping[int, Row], chosen: Filter, is_of_parts: bool = False) -> Matrix:
    status = text.STATUS_PLURAL[asked.chosen.status] if asked.chosen.status is not None else ""
    parts_caption = text.MATRIX_PARTS_WITH_STATUS_CAPTION if status else text.MATRIX_PARTS_CAPTION
    caption = parts_caption if is_of_parts else text.MATRIX_CAPTION
    return Matrix(
        column_groups=_column_groups(columns),
        columns=_column_heads(columns),
        row_groups=_row_groups(asked, rows),
        caption=caption.format(period=text.period_title(asked.period), status=status),
        href=cell_prefix(chosen),
        figures=figures_prefix(Filter(period=asked.period)),
        chosen=chosen.cell or ("", ""),
        status=chosen.status,
        is_of_parts=is_of_parts,
        share_words=text.MATRIX_SHARE_WITH_STATUS.format(status=status, reached="{reached}", judged="{judged}") if status else "",
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


def _row(unit: Unit, cells: Mapping[int, str], order: Sequence[int], address: str) -> Row:
    """``address`` is that of any unit's page, with ``{}`` for its slug."""
    return Row(unit.name, address.format(unit.slug), unit.slug, (), tuple(map(cells.get, order)))
