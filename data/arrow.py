"""Columns of numbers laid out so that a database driver written in C takes them as they lie in memory.

Source of the layout: *The Arrow C data interface* and *Arrow columnar format* (https://arrow.apache.org/docs/format/), whose
two structures are stable by promise. Of all that it describes this is what is needed: whole numbers, floats, and words by
their place in a list. No value becomes an object of Python's, and nothing is copied that need not be.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

_NULLABLE = 2
_NO_NUMBER = -(2**62)


class Words(list[Any]):
    """Texts and dates that columns refer to by their place; None stands for an empty cell. Not to be changed once written."""

    @cached_property
    def is_told(self) -> Any:
        return np.array([word is not None for word in self], bool)

    @cached_property
    def encoded(self) -> tuple[Any, Any]:
        """Where each begins and ends among their bytes, and the bytes."""
        texts = [b"" if word is None else str(word).encode() for word in self]
        return np.cumsum([0, *map(len, texts)], dtype=np.int32), np.frombuffer(b"".join(texts) or b"\0", np.uint8)


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of rows: numbers, or words by their place in ``words``.

    A number that is ``empty`` stands for an empty cell; of floats NaN does so.
    """

    numbers: Any
    words: Words | None = None
    empty: int | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    def of(self, rows: Any) -> Cells:
        """The same of some of the rows."""
        return Cells(self.numbers[rows], self.words, self.empty)

    def listed(self) -> list[Any]:
        """The cells as objects of Python's, None where one is empty."""
        if self.words is not None:
            return list(map(self.words.__getitem__, self.numbers.tolist()))
        is_empty = ~self.is_told
        if not is_empty.any():
            return list(self.numbers.tolist())
        cells = self.numbers.astype(object)
        cells[is_empty] = None
        return list(cells)

    def distinct(self) -> set[Any]:
        """Every value that there is once, None where a cell is empty."""
        return set(Cells(np.unique(self.numbers), self.words, self.empty).listed())

    @property
    def sql_of_all(self) -> str | None:
        """What all of the cells hold, as SQL; None where they differ, and for numbers with decimals."""
        is_float = self.numbers.dtype.kind == "f"
        if not len(self) or not (np.isnan(self.numbers) if is_float else self.numbers == self.numbers[0]).all():
            return None
        (value,) = self.of(slice(1)).listed()
        if value is None:
            return "NULL"
        text = str(value).replace("'", "''")
        return str(int(value)) if self.words is None else f"'{text}'" if "\0" not in text else None

    @property
    def is_told(self) -> Any:
        """Which of the cells hold something."""
        if self.words is not None:
            return self.words.is_told[self.numbers]
        if self.numbers.dtype.kind == "f":
            return ~np.isnan(self.numbers)
        return self.numbers != self.empty if self.empty is not None else np.ones(len(self.numbers), bool)


def cells_of(values: Sequence[object]) -> Cells:
    """A column of numbers, truth values, texts, dates and Nones."""
    kinds = {type(value) for value in values} - {type(None)}
    if kinds <= {int, bool}:
        return Cells(np.array([_NO_NUMBER if value is None else value for value in values], np.int64), empty=_NO_NUMBER)
    if kinds <= {int, bool, float}:
        return Cells(np.array(values, np.float64))
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return Cells(np.fromiter(map(places.__getitem__, values), np.int32, len(values)), Words(places))


class _Schema(ctypes.Structure):
    """``struct ArrowSchema``."""


class _Array(ctypes.Structure):
    """``struct ArrowArray``."""


_ReleaseSchema = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))
_ReleaseArray = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))

_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
    ("dictionary", ctypes.POINTER(_Schema)),
    ("release", _ReleaseSchema),
    ("private_data", ctypes.c_void_p),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))),
    ("dictionary", ctypes.POINTER(_Array)),
    ("release", _ReleaseArray),
    ("private_data", ctypes.c_void_p),
]


def _say_it_is_released(structure: Any) -> None:
    """All of it is Python's and lives as long as ``lent`` does: to release it is to say so."""
    structure.contents.release = type(structure.contents.release)()


_released_schema, _released_array = _ReleaseSchema(_say_it_is_released), _ReleaseArray(_say_it_is_released)


class Rows:
    """Rows as drivers ask for them (``__arrow_c_array__``): the schema and the array, by their addresses."""

    def __init__(self, schema: _Schema, array: _Array) -> None:
        self._schema, self._array = schema, array

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        return _capsule(self._schema, b"arrow_schema"), _capsule(self._array, b"arrow_array")


_capsule_of = ctypes.pythonapi.PyCapsule_New
_capsule_of.restype = ctypes.py_object
_capsule_of.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


def _capsule(structure: ctypes.Structure, name: bytes) -> object:
    return _capsule_of(ctypes.addressof(structure), name, None)


@contextmanager
def lent(columns: Sequence[Cells]) -> Iterator[Rows]:
    """The rows of these columns, as long as one is within; whoever takes them must have ended by then."""
    kept: list[Any] = []
    parts = [_column(cells, kept) for cells in columns]
    schema = _schema(b"+s", [schema for schema, _ in parts])
    array = _array(len(columns[0]), [None], kept, [array for _, array in parts])
    kept.append(parts)
    yield Rows(schema, array)


def _column(cells: Cells, kept: list[Any]) -> tuple[_Schema, _Array]:
    size, told = len(cells), _bits(cells.is_told)
    if cells.words is not None:
        texts = _array(len(cells.words), [None, *cells.words.encoded], kept)
        codes = np.ascontiguousarray(cells.numbers, np.int32)
        return _schema(b"i", dictionary=_schema(b"u")), _array(size, [told, codes], kept, dictionary=texts)
    form, kind = (b"g", np.float64) if cells.numbers.dtype.kind == "f" else (b"l", np.int64)
    return _schema(form), _array(size, [told, np.ascontiguousarray(cells.numbers, kind)], kept)


def _bits(is_told: Any) -> Any:
    """A bit for each cell, set where there is something; None where that is all of them."""
    return None if is_told.all() else np.packbits(is_told, bitorder="little")


def _schema(form: bytes, children: Sequence[_Schema] = (), dictionary: _Schema | None = None) -> _Schema:
    return _Schema(
        *(form, b"", None, _NULLABLE, len(children), _pointers(_Schema, children)),
        *(ctypes.pointer(dictionary) if dictionary is not None else None, _released_schema, None),
    )


def _array(
    size: int, buffers: Sequence[Any], kept: list[Any], children: Sequence[_Array] = (), dictionary: _Array | None = None
) -> _Array:
    places = (ctypes.c_void_p * len(buffers))(*(None if each is None else each.ctypes.data for each in buffers))
    kept.append(buffers)
    return _Array(
        *(size, 0 if buffers[0] is None else -1, 0, len(buffers), len(children), places, _pointers(_Array, children)),
        *(ctypes.pointer(dictionary) if dictionary is not None else None, _released_array, None),
    )


def _pointers(kind: Any, of: Sequence[Any]) -> Any:
    return (ctypes.POINTER(kind) * len(of))(*map(ctypes.pointer, of)) if of else None
