"""The matrix unit × indicator: rows under their avdelning, columns under the council's goals."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app import text
from app.addresses import indicator_anchor, unit_address
from app.answers.documents import PlannedGoal
from app.answers.figures import Indicator, MatrixFigure
from app.answers.organisation import Organisation, Unit
from app.numbers import number
from app.presenters.judgement import status_sentence
from app.views import Cell, Column, ColumnGroup, Matrix, Row, RowGroup
from data.vocabulary import GoalLevel, Period, Status

_WORDS = {status.value: (text.STATUS_CLASS[status], text.STATUS_SYMBOL[status], text.STATUS_WORD[status]) for status in Status}


@dataclass(frozen=True, slots=True)
class MatrixInput:
    organisation: Organisation
    part: Unit
    period: Period
    indicators: Mapping[int, Indicator]
    figures: Sequence[MatrixFigure]
    goals: Sequence[PlannedGoal]
    status: Status | None = None
    """Only units and indicators with a figure of this status are shown, and other figures stand back."""


def matrix_view(asked: MatrixInput) -> Matrix:
    """The matrix; units and indicators without any figure are left out."""
    matching = [figure for figure in asked.figures if asked.status in (None, figure.status)]
    goal_of = council_goals(matching, asked.goals)
    columns = _columns({figure.indicator_id for figure in matching}, asked.indicators, goal_of)
    unit_ids = {figure.unit_id for figure in matching}
    by_unit: dict[int, dict[int, MatrixFigure]] = defaultdict(dict)
    for figure in asked.figures:
        if figure.unit_id in unit_ids:
            by_unit[figure.unit_id][figure.indicator_id] = figure
    order = [indicator for _, indicator in columns]
    return Matrix(
        column_groups=_column_groups(columns),
        columns=_column_heads(columns),
        row_groups=_row_groups(asked, by_unit, order),
        caption=text.MATRIX_CAPTION.format(period=text.period_title(asked.period)),
    )


def council_goals(figures: Sequence[MatrixFigure], goals: Sequence[PlannedGoal]) -> dict[int, PlannedGoal]:
    """The council's goal (KF:s mål) of each indicator: the one that most units follow it under."""
    tree = {(goal.unit_id, goal.goal_id): goal for goal in goals}
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    by_id: dict[int, PlannedGoal] = {}
    for figure in figures:
        goal = _council_goal_above(figure, tree)
        if goal is not None:
            votes[figure.indicator_id][goal.goal_id] += 1
            by_id.setdefault(goal.goal_id, goal)
    return {
        indicator_id: by_id[min(counter, key=lambda goal_id: (-counter[goal_id], goal_id))]
        for indicator_id, counter in votes.items()
    }


def _council_goal_above(figure: MatrixFigure, tree: Mapping[tuple[int, int], PlannedGoal]) -> PlannedGoal | None:
    """Climb from the goal that the indicator stands under; a goal named under itself must not make us climb for ever."""
    goal = tree.get((figure.unit_id, figure.goal_id or 0))
    for _ in GoalLevel:
        if goal is None or goal.level == GoalLevel.KF_MAL:
            return goal
        goal = tree.get((figure.unit_id, goal.parent_goal_id or 0))
    return None


_Columns = list[tuple[PlannedGoal | None, Indicator]]


def _columns(ids: set[int], indicators: Mapping[int, Indicator], goal_of: Mapping[int, PlannedGoal]) -> _Columns:
    placed = [(goal_of.get(id_), indicators[id_]) for id_ in ids]
    return sorted(placed, key=lambda pair: (_goal_order(pair[0]), pair[1].sort_order, pair[1].short_name))


def _goal_order(goal: PlannedGoal | None) -> tuple[bool, tuple[int, ...], str, int]:
    """By the goal's number read as numbers (1.10 after 1.9); indicators without a goal last."""
    if goal is None:
        return (True, (), "", 0)
    return (False, tuple(map(int, re.findall(r"\d+", goal.number))), goal.title, goal.goal_id)


def _column_groups(columns: _Columns) -> tuple[ColumnGroup, ...]:
    groups = groupby((goal for goal, _ in columns), key=lambda goal: goal.goal_id if goal is not None else None)
    return tuple(_column_group(list(goals)) for _, goals in groups)


def _column_group(goals: list[PlannedGoal | None]) -> ColumnGroup:
    goal = goals[0]
    if goal is None:
        return ColumnGroup("", text.MATRIX_NO_GOAL, len(goals))
    return ColumnGroup(goal.number.rstrip("."), goal.title, len(goals))


def _column_heads(columns: _Columns) -> tuple[Column, ...]:
    ids = [goal.goal_id if goal is not None else None for goal, _ in columns]
    starts = [place > 0 and ids[place] != ids[place - 1] for place in range(len(ids))]
    return tuple(
        Column(indicator.short_name or indicator.name, indicator.name, starts_group)
        for (_, indicator), starts_group in zip(columns, starts, strict=True)
    )


def _row_groups(
    asked: MatrixInput, by_unit: Mapping[int, Mapping[int, MatrixFigure]], order: Sequence[Indicator]
) -> tuple[RowGroup, ...]:
    units = [unit for unit in asked.organisation.with_descendants(asked.part) if unit.id in by_unit]
    by_heading: dict[tuple[Unit, ...], list[Row]] = defaultdict(list)
    for unit in units:
        by_heading[asked.organisation.heading_of(unit, asked.part)].append(_row(unit, by_unit[unit.id], order, asked))
    return tuple(RowGroup(" › ".join(unit.name for unit in heading), tuple(rows)) for heading, rows in by_heading.items())


def _row(unit: Unit, figures: Mapping[int, MatrixFigure], order: Sequence[Indicator], asked: MatrixInput) -> Row:
    href = unit_address(unit.slug, asked.period)
    cells = tuple(_cell(figures.get(indicator.id), indicator, href, asked) for indicator in order)
    return Row(unit.name, href, _counts(figures), cells)


def _cell(figure: MatrixFigure | None, indicator: Indicator, unit_href: str, asked: MatrixInput) -> Cell | None:
    if figure is None:
        return None
    css, symbol, word = _WORDS[figure.status]
    return Cell(
        css=css,
        symbol=symbol,
        status=word,
        sentence=status_sentence(figure, indicator, asked.period),
        href=f"{unit_href}#{indicator_anchor(indicator.slug)}",
        is_dimmed=asked.status is not None and figure.status != asked.status,
    )


def _counts(figures: Mapping[int, MatrixFigure]) -> tuple[tuple[str, str, str, str], ...]:
    statuses = Counter(figure.status for figure in figures.values())
    return tuple(
        (text.STATUS_CLASS[status], text.STATUS_SYMBOL[status], number(statuses[status]), text.STATUS_PLURAL[status])
        for status in Status
        if statuses[status]
    )
