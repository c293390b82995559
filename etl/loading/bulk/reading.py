"""The texts of many lines read: every distinct text once, by the function that reads a row (``etl.loading.rows``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.arrow import Cells, Words
from data.vocabulary import MissingReason, Period, PeriodKind, TargetForm
from etl.checks import CellName
from etl.loading.bulk.lines import FIELDS, KF_TARGET, NAMES, OUTCOMES, PREVIOUS, TARGET, Lines, Mask
from etl.loading.register import KnownIndicator, Register
from etl.loading.rows import ReadRow, read_row
from etl.normalise.printed import folded
from etl.readers.figures_columns import Codes, Columns
from etl.readers.records import Indicator

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Objects = NDArray[np.object_]

KINDS = tuple(PeriodKind)

_COUNTS = ("n", "n_men", "n_women")
_TARGETS = slice(TARGET, KF_TARGET + 1)
_SOME_INDICATOR = KnownIndicator(id=0, slug="", name="", measure=None, unit_of_measure="", is_defined=True)
_SOME_DOCUMENT = Period(2020, PeriodKind.VB)
_LONG_AGO = "VB 2000"

REASONS = Words([None, *(reason.value for reason in MissingReason)])
FORMS = Words([None, *(form.value for form in TargetForm)])
NO_N = -(2**62)


@dataclass(slots=True)
class ReadLines:
    """What the lines say. The second axis of the cells' arrays is that of ``NAMES``; that of ``n`` is the outcomes'.

    ``is_doubtful`` are the lines of which there is something to ask: they are read again one by one, and what stands here of
    them is not to be used. A period is held as its year and the place of its kind among ``KINDS``, in one number.
    """

    indicators: list[KnownIndicator]
    """The indicators that are named, each once; ``indicator`` is the place among them, -1 for a line without a name."""
    indicator: Codes
    name: Cells
    """The indicator's name as printed."""
    periodicity: Cells
    prints: Words
    """The texts that are printed, each once, the empty one among them."""
    printed: Codes
    """The place among ``prints`` of what stands in each cell."""
    is_cell: Mask
    """A value or words are read."""
    value: Numbers
    """NaN where there is none, or words."""
    missing: Codes
    """The place among ``REASONS``."""
    is_missing: Mask
    units: list[str]
    """The units of measure that are printed, each once, the first of which is none; ``unit`` is the place among them."""
    unit: Codes
    form: Codes
    """The place among ``FORMS``."""
    n: Whole
    """NO_N where there is none."""
    document: Whole
    period: Whole
    previous_period: Whole
    is_doubtful: Mask

    def __len__(self) -> int:
        return len(self.indicator)


def in_one_number(period: Period) -> int:
    return period.year * len(KINDS) + KINDS.index(period.kind)


def year_and_kind(number: int) -> tuple[int, PeriodKind]:
    """The inverse of ``in_one_number``."""
    year, kind = divmod(number, len(KINDS))
    return year, KINDS[kind]


class Reader:
    """Reads the lines of one file, block by block; what a text was read as is kept for the blocks to come."""

    def __init__(self, columns: Columns, register: Register) -> None:
        self._columns = columns
        self._register = register
        self._names = Words(folded(text) for text in columns.texts["indicator"])
        self._prints = Words([*columns.texts["value"], ""])
        self._units = {"": 0}
        values, counts = columns.texts["value"], columns.texts["n"]
        self._cells = [_Texts(values, name, field, self._units) for name, field in zip(NAMES, FIELDS, strict=True)]
        self._counts = [_Texts(counts, name, field, self._units) for name, field in zip(NAMES, _COUNTS, strict=False)]
        self._often = _Texts(columns.texts["periodicity"], CellName.OUTCOME, "periodicity", self._units)

    def read(self, lines: Lines, document: Whole) -> ReadLines:
        """Read the lines. ``document`` says for each of them which plan or follow-up it stands in."""
        columns = self._columns
        indicators, indicator, name = self._indicators(lines)
        codes = lines.code(columns, "value", lines.rows)
        counts = lines.code(columns, "n", lines.rows[:, OUTCOMES])
        often = columns.codes["periodicity"][lines.first]
        self._read_texts(codes, counts, often)
        is_cell = _stacked(self._cells, "is_cell", codes)
        period, has_doubtful_period, has_other_year = self._periods(lines, document)
        previous = self._previous_periods(lines, period)
        doubtful = np.logical_or.reduce(
            (
                indicator < 0,
                *(texts.is_doubtful[of] for texts, of in zip(self._cells, codes.T, strict=True)),
                *(texts.is_doubtful[of] for texts, of in zip(self._counts, counts.T, strict=True)),
                self._often.is_doubtful[often],
                has_doubtful_period,
                has_other_year & np.logical_or.reduce(is_cell[:, _TARGETS], axis=1),
                is_cell[:, PREVIOUS] & (previous < 0),
            )
        )
        return ReadLines(
            indicators, indicator, name, Cells(often, Words(self._often.periodicity)), self._prints, codes, is_cell,
            _stacked(self._cells, "value", codes), _stacked(self._cells, "missing", codes),
            _stacked(self._cells, "is_missing", codes), list(self._units), _stacked(self._cells, "unit", codes),
            _stacked(self._cells, "form", codes), _stacked(self._counts, "n", counts), document, period, previous, doubtful,
        )  # fmt: skip

    def _read_texts(self, codes: Codes, counts: Codes, often: Codes) -> None:
        for texts, of in zip(self._cells, codes.T, strict=True):
            texts.read(of)
        for texts, of in zip(self._counts, counts.T, strict=True):
            texts.read(of)
        self._often.read(often)

    def _indicators(self, lines: Lines) -> tuple[list[KnownIndicator], Codes, Cells]:
        """The indicators that the lines name (a draft is made for an unknown name), their places and their printed names."""
        codes = self._columns.codes["indicator"][lines.first]
        known: dict[int, int] = {}
        indicators: list[KnownIndicator] = []
        places = np.full(len(self._names), -1, dtype=np.int32)
        used, where = np.unique(codes, return_index=True)
        for code in used[np.argsort(where)].tolist():
            if name := self._names[code]:
                found = self._register.indicator_named(name) or self._register.add_draft_indicator(name)
                places[code] = known.setdefault(found.id, len(known))
                if len(known) > len(indicators):
                    indicators.append(found)
        return indicators, places[codes], Cells(codes, self._names)

    def _periods(self, lines: Lines, document: Whole) -> tuple[Whole, Mask, Mask]:
        """The period that each line's outcomes concern, whether there is something to ask of it, and if there is a target.

        It is what the first of the outcomes that prints one prints.
        """
        columns = self._columns
        texts = columns.texts["period"]
        rows = lines.rows[:, OUTCOMES]
        is_printed = np.array([*(bool(text) for text in texts), False], dtype=bool)
        beyond = len(columns)
        first = np.where(is_printed[lines.code(columns, "period", rows)], rows, beyond).min(axis=1, initial=beyond)
        code = lines.code(columns, "period", np.where(first == beyond, -1, first))

        def read(of: int, text: str) -> tuple[int, int, int]:
            row = _row(_period(of), outcome="1", period=text)
            with_target = _row(_period(of), outcome="1", period=text, target="1")
            return in_one_number(row.period), _is_asked(row), _is_asked(with_target)

        period, is_asked, is_asked_with_target = _of_pairs(document, code, texts, read)
        return period, is_asked.astype(bool), is_asked_with_target.astype(bool)

    def _previous_periods(self, lines: Lines, period: Whole) -> Whole:
        """The period that each line's previous outcome concerns; -1 where it cannot be told."""
        code = lines.code(self._columns, "period", lines.rows[:, PREVIOUS])

        def read(of: int, text: str) -> tuple[int]:
            row = _row(_period(of), previous_outcome="1", previous_period=text)
            return (-1 if row.previous_period is None or _is_asked(row) else in_one_number(row.previous_period),)

        (found,) = _of_pairs(period, code, self._columns.texts["period"], read)
        return found


class _Texts:
    """What the texts of a column are read as when they stand in one field of a row; arrays by the texts' codes.

    The last place is that of no text, which says nothing.
    """

    def __init__(self, texts: Sequence[str], name: CellName, field: str, units: dict[str, int]) -> None:
        self._texts, self._name, self._field, self._units = texts, name, field, units
        size = len(texts) + 1
        self._is_read = np.zeros(size, dtype=bool)
        self._is_read[-1] = True
        self.is_cell, self.is_missing, self.is_doubtful = (np.zeros(size, dtype=bool) for _ in range(3))
        self.value = np.full(size, np.nan)
        self.unit = np.zeros(size, dtype=np.int32)
        self.missing, self.form = (np.zeros(size, dtype=np.int32) for _ in range(2))
        self.n = np.full(size, NO_N, dtype=np.int64)
        self.periodicity = np.full(size, None, dtype=object)

    def read(self, codes: Codes) -> None:
        """Read the texts that have not been read before."""
        for code in np.unique(codes[~self._is_read[codes]]).tolist():
            self._keep(code, _row(_SOME_DOCUMENT, previous_period=_LONG_AGO, **{self._field: self._texts[code]}))
            self._is_read[code] = True

    def _keep(self, code: int, row: ReadRow) -> None:
        self.is_doubtful[code] = _is_asked(row)
        if (cell := row.cells.get(self._name)) is not None:
            self.is_cell[code] = True
            self.value[code] = np.nan if cell.value is None else cell.value
            self.unit[code] = self._units.setdefault(cell.unit, len(self._units))
            self.form[code] = FORMS.index(cell.form.value if cell.form else None)
        if (reason := row.missing.get(self._name)) is not None:
            self.is_missing[code], self.missing[code] = True, REASONS.index(reason.value)
        if (n := row.n.get(self._name)) is not None:
            self.n[code] = n
        self.periodicity[code] = row.periodicity.value if row.periodicity else None


def _row(document: Period, **cells: str) -> ReadRow:
    """A row with these cells alone, read."""
    return read_row(Indicator(**cells), _SOME_INDICATOR, document)  # type: ignore[arg-type]


def _is_asked(row: ReadRow) -> bool:
    """Whether there is anything to ask, or to say, of the row."""
    return bool(row.problems or row.doubtful or row.odd_respondents)


@lru_cache(maxsize=4096)
def _period(number: int) -> Period:
    return Period(*year_and_kind(number))


def _of_pairs(period: Whole, code: Codes, texts: Sequence[str], read: Callable[[int, str], tuple[int, ...]]) -> tuple[Whole, ...]:
    """What is read of every period and text that meet, each once, for all lines."""
    pairs, of_line = np.unique(period * (len(texts) + 1) + code, return_inverse=True)
    found = []
    for pair in pairs.tolist():
        of, text = divmod(pair, len(texts) + 1)
        found.append(read(of, texts[text] if text < len(texts) else ""))
    if not found:
        return tuple(np.empty(0, dtype=np.int64) for _ in read(in_one_number(_SOME_DOCUMENT), ""))
    return tuple(np.array(values, dtype=np.int64)[of_line] for values in zip(*found, strict=True))


def _stacked(many: Sequence[_Texts], of: str, codes: Codes) -> Any:
    """The attribute of every cell."""
    return np.stack([getattr(texts, of)[column] for texts, column in zip(many, codes.T, strict=True)], axis=1)


def objects(values: Iterable[object]) -> Objects:
    """An array of whatever is given."""
    listed = list(values)
    found = np.empty(len(listed), dtype=object)
    found[:] = listed
    return found
