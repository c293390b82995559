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
from typing import Any

import numpy as np

_NULLABLE = 2


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of rows: numbers, or words by their place in ``words`` (None: an empty cell).

    A number that is ``empty`` stands for an empty cell; of floats NaN does so.
    """

    numbers: Any
    words: Sequence[str | None] | None = None
    empty: int | None = None

    def __len__(self) -> int:
        return len(self.numbers)


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


@_ReleaseSchema
def _released_schema(schema: Any) -> None:
    """All of it is Python's and lives as long as ``lent`` does: to release it is to say so."""
    schema.contents.release = _ReleaseSchema()


@_ReleaseArray
def _released_array(array: Any) -> None:
    array.contents.release = _ReleaseArray()


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
    numbers, size = cells.numbers, len(cells)
    if cells.words is not None:
        is_told = np.array([word is not None for word in cells.words], bool)[numbers]
        codes = np.ascontiguousarray(numbers, np.int32)
        texts = _texts(cells.words, kept)
        return _schema(b"i", dictionary=_schema(b"u")), _array(size, [_bits(is_told), codes], kept, dictionary=texts)
    if numbers.dtype.kind == "f":
        return _schema(b"g"), _array(size, [_bits(~np.isnan(numbers)), np.ascontiguousarray(numbers, np.float64)], kept)
    is_told = numbers != cells.empty if cells.empty is not None else np.ones(size, bool)
    return _schema(b"l"), _array(size, [_bits(is_told), np.ascontiguousarray(numbers, np.int64)], kept)


def _texts(words: Sequence[str | None], kept: list[Any]) -> _Array:
    encoded = [(word or "").encode() for word in words]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return _array(len(encoded), [None, ends, np.frombuffer(b"".join(encoded) or b"\0", np.uint8)], kept)


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
