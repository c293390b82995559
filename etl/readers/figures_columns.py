"""A CSV file by columns: each column's distinct texts, and for every row the place of its text among them.

A file of a million rows says the same few thousand texts over and over. Kept like this it takes some fifty bytes a row, and
what is to be made of a text is made once. How a file is read, cell by cell, is what ``csv.DictReader`` does; a large file that
is plain is read by pandas, which says the same five times as fast, and a test holds the two against each other.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]

LARGE_BYTES = 4_000_000
"""From which size a file is worth the half second that it takes to import pandas."""

_ROWS_AT_A_TIME = 100_000
_LONGEST = csv.field_size_limit()


@dataclass(slots=True)
class Columns:
    """The rows of a CSV file. ``numbers`` are their line numbers as ``csv`` counts them: that of a row's last line.

    ``texts`` are each column's distinct cells without the white space around them, by the column's title in the order of the
    file; ``codes`` say for every row which of them stands there. A cell that a short row lacks is empty.
    """

    numbers: NDArray[np.int64]
    texts: dict[str, list[str]]
    codes: dict[str, Codes]

    def __len__(self) -> int:
        return len(self.numbers)

    def text(self, title: str, row: int) -> str:
        """The cell of a row."""
        found: str = self.texts[title][self.codes[title][row]]
        return found

    def cells(self, row: int) -> dict[str, str]:
        """All cells of a row by their titles."""
        return {title: texts[self.codes[title][row]] for title, texts in self.texts.items()}

    def runs(self, title: str) -> Iterator[tuple[int, int]]:
        """From where up to where the cell stays the same, row after row."""
        starts = np.flatnonzero(np.diff(self.codes[title], prepend=-1)).tolist()
        return zip(starts, [*starts[1:], len(self)], strict=True)


class _NotPlain(Exception):  # noqa: N818
    """The file is to be read row by row."""


def read_columns(path: Path, large_bytes: int = LARGE_BYTES) -> Columns:
    """The rows of a CSV file in UTF-8 whose first row holds titles. Of a title that stands twice the last column counts.

    Raises UnicodeDecodeError or csv.Error where the file is none, OSError where it cannot be read.
    """
    if path.stat().st_size >= large_bytes:
        try:
            return _read_plain(path)
        except _NotPlain:
            pass
    return _read_any(path)


def _read_any(path: Path) -> Columns:
    """Row by row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        place = {title: index for index, title in enumerate(next(reader, ()))}
        texts: dict[str, dict[str, int]] = {title: {} for title in place}
        parts: dict[str, list[Codes]] = {title: [] for title in place}
        numbers: list[int] = []
        for rows in _by_number(reader):
            numbers.extend(number for number, _ in rows)
            for title, index in place.items():
                known = texts[title]
                codes = [known.setdefault(row[index] if index < len(row) else "", len(known)) for _, row in rows]
                parts[title].append(np.array(codes, dtype=np.int32))
    return _columns(np.array(numbers, dtype=np.int64), {title: list(known) for title, known in texts.items()}, parts)


def _by_number(reader: Iterable[list[str]]) -> Iterator[list[tuple[int, list[str]]]]:
    """Rows that are not empty with their numbers, many at a time."""
    numbered = ((reader.line_num, row) for row in reader if row)  # type: ignore[attr-defined]
    while rows := list(islice(numbered, _ROWS_AT_A_TIME)):
        yield rows


def _read_plain(path: Path) -> Columns:
    """Many rows at a time; raises _NotPlain for a file whose rows and lines are not one and the same."""
    import pandas as pd  # takes half a second

    lines = _plain_lines(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        titles = _titles(file.readline())
    texts: dict[str, dict[str, int]] = {title: {} for title in titles}
    parts: dict[str, list[Codes]] = {title: [] for title in titles}
    try:
        with warnings.catch_warnings(), path.open("rb") as bytes_:
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frames = pd.read_csv(
                bytes_,
                chunksize=_ROWS_AT_A_TIME,
                dtype="category",
                na_filter=False,
                index_col=False,
                encoding="utf-8",
                engine="c",
            )
            for frame in frames:
                if tuple(frame.columns) != titles:
                    raise _NotPlain
                for title in titles:
                    parts[title].append(_coded(frame[title].cat, texts[title]))
    except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError) as error:
        raise _NotPlain from error
    number = sum(map(len, parts[titles[0]]))
    if number != lines - 1 or any(len(text) >= _LONGEST for known in texts.values() for text in known):
        raise _NotPlain
    numbers = np.arange(2, number + 2, dtype=np.int64)
    return _columns(numbers, {title: list(known) for title, known in texts.items()}, parts)


def _titles(line: str) -> tuple[str, ...]:
    titles = tuple(next(csv.reader([line]), ()))
    if len(set(titles)) < len(titles) or not all(titles):
        raise _NotPlain
    return titles


def _plain_lines(path: Path) -> int:
    """How many lines the file has; raises _NotPlain where it holds what only ``csv`` reads as we want."""
    lines, last = 0, b""
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            returns = block.count(b"\r")
            if b"\0" in block or (returns and (block.count(b"\r\n") != returns or block.endswith(b"\r"))):
                raise _NotPlain
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")


def _coded(column: object, known: dict[str, int]) -> Codes:
    """The codes of a part of a column among all its texts so far."""
    categories = [str(each) for each in column.categories]  # type: ignore[attr-defined]
    places = np.array([known.setdefault(text, len(known)) for text in categories], dtype=np.int32)
    return places[np.asarray(column.codes)] if len(places) else np.empty(0, dtype=np.int32)  # type: ignore[attr-defined]


def _columns(numbers: NDArray[np.int64], texts: dict[str, list[str]], parts: dict[str, list[Codes]]) -> Columns:
    """One text for cells that are the same but for white space around them."""
    columns = Columns(numbers, {}, {})
    for title, raw in texts.items():
        known: dict[str, int] = {}
        places = np.array([known.setdefault(text.strip(), len(known)) for text in raw], dtype=np.int32)
        codes = np.concatenate(parts.pop(title) or [np.empty(0, dtype=np.int32)])
        columns.texts[title] = list(known)
        columns.codes[title] = codes if _is_identity(places) else places[codes]
    return columns


def _is_identity(places: Sequence[int] | Codes) -> bool:
    return bool(np.array_equal(places, np.arange(len(places))))
