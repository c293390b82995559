"""Rules about the data themselves: what was read with certainty but looks mistaken, and what speaks against something else.

One rule a file. A rule takes what was read and gives Problems; it changes nothing. To add one: write it and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from etl.checks.bounds import bound_against_direction
from etl.checks.city_target import city_target_beside_local
from etl.checks.duplicates import same_indicator_twice
from etl.checks.genders import both_sexes_on_one_side
from etl.checks.magnitude import ten_times_the_last
from etl.checks.missing_target import followed_without_target
from etl.checks.numbers import not_a_finite_number
from etl.checks.problem import Problem
from etl.checks.ranges import outside_what_is_possible
from etl.checks.respondents import impossible_respondents
from etl.checks.row import CellName, Row
from etl.checks.slipped_shares import share_with_slipped_decimal
from etl.checks.small_shares import share_without_sign_below_one
from etl.checks.units import unit_against_measure
from etl.checks.zeros import nothing_measured

RowCheck = Callable[[Row], Iterator[Problem]]
DocumentCheck = Callable[[Sequence[Row]], Iterator[Problem]]

ROW_CHECKS: tuple[RowCheck, ...] = (
    not_a_finite_number,
    impossible_respondents,
    unit_against_measure,
    share_without_sign_below_one,
    outside_what_is_possible,
    nothing_measured,
    ten_times_the_last,
    share_with_slipped_decimal,
    bound_against_direction,
    city_target_beside_local,
    both_sexes_on_one_side,
    followed_without_target,
)
DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (same_indicator_twice,)


def problems_of(rows: Sequence[Row]) -> list[Problem]:
    """Everything that the rules have to say about the rows of one document."""
    of_rows = [problem for row in rows for check in ROW_CHECKS for problem in check(row)]
    return of_rows + [problem for check in DOCUMENT_CHECKS for problem in check(rows)]


__all__ = ["DOCUMENT_CHECKS", "ROW_CHECKS", "CellName", "Problem", "Row", "problems_of"]
