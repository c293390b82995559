"""Which of many lines the checks may have something to say about.

A sieve lets through every line of which its check has something to say, and may let through others: what comes through is
handed to the check itself, which alone decides and finds the words. So a sieve may be coarse but never miss; a test compares
what is found with and without it. A check that has no sieve here is handed every line: right, but slow.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.vocabulary import Measure, Period, PeriodKind, TargetForm
from etl.checks import DOCUMENT_CHECKS, ROW_CHECKS, CellName, Row
from etl.checks.bounds import OWN_DIRECTION, bound_against_direction
from etl.checks.city_target import TIMES as CITY_TIMES
from etl.checks.city_target import city_target_beside_local
from etl.checks.duplicates import same_indicator_twice
from etl.checks.genders import both_sexes_on_one_side
from etl.checks.magnitude import TIMES, ten_times_the_last
from etl.checks.missing_target import followed_without_target
from etl.checks.numbers import not_a_finite_number
from etl.checks.ranges import outside_what_is_possible
from etl.checks.respondents import impossible_respondents
from etl.checks.row import Cell
from etl.checks.slipped_shares import TIMES as SLIPPED_TIMES
from etl.checks.slipped_shares import share_with_slipped_decimal
from etl.checks.small_shares import share_without_sign_below_one
from etl.checks.units import unit_against_measure
from etl.checks.zeros import nothing_measured
from etl.loading.bulk.lines import FORECAST, KF_TARGET, OUTCOMES, PREVIOUS, TARGET, Lines, Mask
from etl.loading.bulk.reading import FORMS, KINDS, ReadLines
from etl.loading.register import KnownIndicator

Sieve = Callable[[Lines, ReadLines], Mask]

_SOME_PERIOD = Period(2020, PeriodKind.VB)
_SLACK = 1e-6
"""Of what is compared as numbers: far more than binary fractions are off, far less than documents print."""


def to_be_checked(lines: Lines, read: ReadLines) -> Mask:
    """The lines of which a check may have something to say. What cannot be read is asked about by the reading."""
    found = np.zeros(len(lines), dtype=bool)
    checks: tuple[Callable[..., object], ...] = (*ROW_CHECKS, *DOCUMENT_CHECKS)
    for check in checks:
        found |= SIEVES.get(check, _everything)(lines, read)
    return found


def _everything(lines: Lines, _: ReadLines) -> Mask:
    return np.ones(len(lines), dtype=bool)


def _of_measure(read: ReadLines, *measures: Measure) -> Mask:
    is_one = np.array([each.measure in measures for each in read.indicators] + [False], dtype=bool)
    return is_one[read.indicator]


def _any(cells: Mask) -> Mask:
    """Of every line whether any of its cells is one."""
    found: Mask = np.logical_or.reduce(cells, axis=1)
    return found


def _no_number(_: Lines, read: ReadLines) -> Mask:
    """Values are finite where they are read from digits; the words of a target are asked about one by one."""
    found = _any(np.isinf(read.value))
    for name in (TARGET, KF_TARGET):
        are_words = read.is_cell[:, name] & (read.form[:, name] == FORMS.index(TargetForm.WORDS.value))
        for place in np.unique(read.printed[are_words, name]).tolist():
            if _says_something(not_a_finite_number, Cell(read.prints[place], None, "", TargetForm.WORDS)):
                found |= are_words & (read.printed[:, name] == place)
    return found


def _says_something(check: Callable[..., object], cell: Cell, indicator: KnownIndicator | None = None) -> bool:
    row = Row(
        line=0,
        indicator=indicator.slug if indicator else "",
        name=indicator.name if indicator else "",
        measure=indicator.measure if indicator else None,
        unit_of_measure=indicator.unit_of_measure if indicator else "",
        period=_SOME_PERIOD,
        cells={CellName.OUTCOME: cell},
    )
    return any(True for _ in check(row))  # type: ignore[attr-defined]


def _unit_of_another_kind(_: Lines, read: ReadLines) -> Mask:
    """Asked of the check itself, once for every indicator and unit of measure that meet."""
    has_unit = read.is_cell & ~np.isnan(read.value) & (read.unit > 0) & (read.indicator >= 0)[:, None]
    pairs = read.indicator[:, None].astype(np.int64) * len(read.units) + read.unit
    odd = []
    for pair in np.unique(pairs[has_unit]).tolist():
        indicator, unit = divmod(pair, len(read.units))
        if _says_something(unit_against_measure, Cell("", 1.0, read.units[unit]), read.indicators[indicator]):
            odd.append(pair)
    return _any(has_unit & np.isin(pairs, odd))


def _small_share(_: Lines, read: ReadLines) -> Mask:
    with np.errstate(invalid="ignore"):
        small = read.is_cell & (read.value > 0) & (read.value <= 1) & (read.unit == 0)
    return _of_measure(read, Measure.SHARE) & _any(small)


def _out_of_range(_: Lines, read: ReadLines) -> Mask:
    above = np.where(_of_measure(read, Measure.SHARE), 100.0, np.inf)
    with np.errstate(invalid="ignore"):
        return _any(read.is_cell & ((read.value < 0) | (read.value > above[:, None])))


def _zero(_: Lines, read: ReadLines) -> Mask:
    zero = _any(read.value[:, OUTCOMES] == 0) | (read.value[:, FORECAST] == 0)
    found: Mask = _of_measure(read, Measure.AMOUNT, Measure.INDEX) & zero
    return found


def _other_magnitude(_: Lines, read: ReadLines) -> Mask:
    outcome = read.value[:, 0]
    found = np.zeros(len(read), dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        for name in (PREVIOUS, TARGET):
            ratio = outcome / read.value[:, name]
            found |= (ratio >= TIMES - _SLACK) | (ratio <= 1 / TIMES + _SLACK)
    return _of_measure(read, Measure.AMOUNT, Measure.INDEX) & found


def _slipped_share(_: Lines, read: ReadLines) -> Mask:
    outcome = read.value[:, 0]
    far = np.ones(len(read), dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        for name in (PREVIOUS, TARGET):
            ratio = outcome / read.value[:, name]
            far &= (ratio >= SLIPPED_TIMES - _SLACK) | (ratio <= 1 / SLIPPED_TIMES + _SLACK)
    return _of_measure(read, Measure.SHARE) & far


def _of_the_city(_: Lines, read: ReadLines) -> Mask:
    """A council's target with a level, of an indicator whose target is the city's, or far above what is the unit's own."""
    level = np.abs(read.value[:, KF_TARGET])
    is_local = np.array([each.kf_target_is_local for each in read.indicators] + [True], dtype=bool)[read.indicator]
    own = np.abs(read.value[:, [0, PREVIOUS, TARGET]])
    with np.errstate(invalid="ignore"):
        is_far = level >= CITY_TIMES * np.fmax.reduce(own, axis=1) - _SLACK
        found: Mask = (level > 0) & (~is_local | is_far)
    return found


def _against_direction(_: Lines, read: ReadLines) -> Mask:
    """A target whose form has a direction, of an indicator that has the other."""
    found = np.zeros(len(read), dtype=bool)
    for form, better in OWN_DIRECTION.items():
        is_other = np.array([each.better not in (None, better) for each in read.indicators] + [False], dtype=bool)
        for name in (TARGET, KF_TARGET):
            found |= is_other[read.indicator] & (read.form[:, name] == FORMS.index(form.value))
    return found


def _sexes_on_one_side(_: Lines, read: ReadLines) -> Mask:
    total, men, women = read.value[:, OUTCOMES].T
    with np.errstate(invalid="ignore"):
        above = np.fmax(men, women) > total
        found: Mask = (_of_measure(read, Measure.COUNT) & above) | (
            _of_measure(read, Measure.SHARE, Measure.INDEX) & ((men - total) * (women - total) > 0)
        )
    return found


def _no_target(_: Lines, read: ReadLines) -> Mask:
    in_plan = read.document % len(KINDS) == KINDS.index(PeriodKind.VP)
    found: Mask = in_plan & ~read.is_cell[:, TARGET]
    return found


def _told_twice(lines: Lines, read: ReadLines) -> Mask:
    """All lines of an indicator that its document has more than one of."""
    key = lines.part.astype(np.int64) * (len(read.indicators) + 1) + read.indicator
    _, of_line, times = np.unique(key, return_inverse=True, return_counts=True)
    found: Mask = times[of_line] > 1
    return found


def _nothing(_: Lines, read: ReadLines) -> Mask:
    """For what the reading lets through anyhow: a number of respondents that is none."""
    return np.zeros(len(read), dtype=bool)


SIEVES: dict[Callable[..., object], Sieve] = {
    not_a_finite_number: _no_number,
    impossible_respondents: _nothing,
    unit_against_measure: _unit_of_another_kind,
    share_without_sign_below_one: _small_share,
    outside_what_is_possible: _out_of_range,
    nothing_measured: _zero,
    ten_times_the_last: _other_magnitude,
    share_with_slipped_decimal: _slipped_share,
    bound_against_direction: _against_direction,
    city_target_beside_local: _of_the_city,
    both_sexes_on_one_side: _sexes_on_one_side,
    followed_without_target: _no_target,
    same_indicator_twice: _told_twice,
}
"""The sieve of every check."""
