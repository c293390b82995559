"""Plans and reports printed as text: the tables between the lines, read line by line."""

from __future__ import annotations

from collections.abc import Iterator

from etl.readers import words
from etl.readers.columns import Header, column_titled, parse_header, starts_header
from etl.readers.printed import Printed, join
from etl.readers.records import Record, Remark
from etl.readers.structure import WRAPPED_FROM, StructureReader, dangles
from etl.readers.text.table import Table

_HEADER_LINES_AT_MOST = 45
_ROWS_WITH_EMPTY_CELLS = 8
"""Among so many table rows there is always one with an empty cell, unless its spaces have been lost."""


class TextReader(StructureReader):
    """Reads the lines of one text file. ``records()`` gives everything in the order of the document."""

    def _table_beginning(self, line: Printed) -> Iterator[Record] | None:
        if not starts_header(line.words):
            return None
        header = self._read_header(line)
        return None if header is None else self._read_table(header)

    def _remarks_at_start(self) -> Iterator[Remark]:
        if self._source.is_stripped:
            yield _spaces_lost(
                "Blankstegen i radsluten saknas i filen, så det går inte att se vilka tabellceller som är tomma.",
                self._document.line,
            )

    def _remarks_at_end(self) -> Iterator[Remark]:
        if self._rows >= _ROWS_WITH_EMPTY_CELLS and not self._has_empty_cells:
            yield _spaces_lost(
                "Ingen tabellrad har någon tom cell. Har flera blanksteg i rad slagits ihop till ett i filen?",
                self._document.line,
            )

    def _is_own_title(self, line: Printed) -> bool:
        """Whether a line is the title of the document being read, printed again as a running head.

        The unit's name may stand on the line after, and is taken with it: another name there is the next document's.
        """
        title = words.title_line(line.words)
        own = self._document
        if title is None or (title.document_type, title.year) != (own.document_type, own.year):
            return False
        if title.unit_name:
            return _begins_same(own.unit_name, title.unit_name, line)
        following = self._source.next()
        if following is None:
            return True
        if _begins_same(own.unit_name, following.words, following):
            return True
        self._source.give_back([following])
        return not dangles(line.words) and (following.is_indented or not words.may_be_unit_name(following.words))

    def _read_header(self, first: Printed, repeats: Header | None = None) -> Header | None:
        """The table header that begins with this line; None, with nothing consumed but the line, where it is none.

        ``repeats`` is the header of the table being read: printed again, it ends where it ended the first time, and what
        follows is the rest of a row.
        """
        lines = [first]
        stopped_by_row = False
        while len(lines) < _HEADER_LINES_AT_MOST:
            line = self._source.next()
            if line is None:
                break
            if line.is_indented or words.goal_label(line.text):
                self._source.give_back([line])
                stopped_by_row = line.is_indented
                break
            lines.append(line)
        period = self._document_period()
        for count in range(len(lines), 0, -1):
            header = parse_header(join(line.text + self._lost_space for line in lines[:count]), period)
            if header is None:
                continue
            if repeats is not None and header.kinds[: len(repeats.kinds)] == repeats.kinds != header.kinds:
                continue
            last = header.columns[-1]
            ends_known = last.kind != "other" or column_titled(last.title).kind != "other"
            if not ends_known and any(sign.isdigit() for sign in last.title):
                continue
            if ends_known or (stopped_by_row and count == len(lines)):
                self._source.give_back(lines[count:])
                return header
        self._source.give_back(lines[1:])
        return None

    @property
    def _lost_space(self) -> str:
        return " " if self._source.is_stripped else ""

    def _read_table(self, header: Header) -> Iterator[Record]:
        yield from self._give_goal()
        yield from self._content_begins()
        table = Table(header, self._goal.printed if self._goal else "")
        while True:
            line = self._source.next()
            if line is None:
                yield from self._closed(table, at_end_of_file=True)
                return
            if self._source.is_stripped:
                line.text += " "
            if line.words and words.is_running_on(line.words):
                if not table.feed(line):
                    self._source.give_back([line])
                    yield from self._closed(table)
                    return
                if table.records:
                    yield from table.take()
                continue
            if line.words and starts_header(line.words):
                again = self._read_header(line, header)
                if again is not None and again.kinds == header.kinds and again.is_activity == header.is_activity:
                    table.repeat_header()
                    continue
                if again is not None:
                    yield from self._closed(table)
                    table, header = Table(again, table.goal), again
                    continue
            if line.words and self._is_own_title(line):
                continue
            if (line.words and self._ends_table(table, line)) or not table.feed(line):
                self._source.give_back([line])
                yield from self._closed(table)
                return
            if table.records:
                yield from table.take()

    def _ends_table(self, table: Table, line: Printed) -> bool:
        text = line.words
        if words.goal_label(line.text) or words.title_line(text):
            return True
        if table.is_inside_row and not (line.after_gap or line.is_indented):
            return False
        section = self._section_heading(text) if text[0].isupper() else ""
        if section:
            return section != "Analys" or not table.expects_analysis()
        return words.is_fulfilment(text) or self._is_heading(text)

    def _closed(self, table: Table, *, at_end_of_file: bool = False) -> Iterator[Record]:
        yield from table.close(at_end_of_file=at_end_of_file)
        self._rows += table.rows_read
        self._has_empty_cells |= table.has_empty_cells
        if not table.header.is_activity:
            self._indicator_rows += table.rows_read


def _begins_same(own_name: str, name: str, line: Printed) -> bool:
    """Whether a printed name is the document's own, or the first line of it where the name is wrapped."""
    own_name, name = own_name.casefold(), name.casefold()
    is_wrapped = len(line.words) >= WRAPPED_FROM or dangles(line.words)
    return bool(name) and (own_name == name or (is_wrapped and own_name.startswith(f"{name} ")))


def _spaces_lost(message: str, line: int) -> Remark:
    return Remark(
        kind="question",
        code="spaces-lost",
        message=message,
        action="Ta ut texten ur dokumentet på nytt utan att rensa blanksteg. Till dess kan tabellrader saknas.",
        line=line,
    )
