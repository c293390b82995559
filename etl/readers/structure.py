"""The structure that plans and reports print, in whatever kind of file: documents, goals, sections and judgements.

What is read is decided by what is printed – titles, labels, headings – and never by where in a particular file it stands.
Reading is a stream: nothing but the goal, section and row being read is held. How tables are printed differs between kinds
of files: each has a reader of its own that builds on this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.vocabulary import GoalLevel, Period, PeriodKind
from etl.readers import words
from etl.readers.columns import starts_header
from etl.readers.printed import Printed, Source, join, paragraphs
from etl.readers.records import Document, Goal, Record, Remark, Text

_TITLE_LINES_AT_MOST = 5
WRAPPED_FROM = 56
"""A goal's title is wrapped only where its line is full; the narrowest full line that the city's layouts print."""
_FULL_LINE = 70
"""Headings, judgements and sections stand on shorter lines than running text."""
_SECTION_LETTERS_AT_MOST = 200_000
_LEARNT_HEADINGS_AT_MOST = 2_000


@dataclass(slots=True)
class _Section:
    name: str
    line: int
    lines: list[Printed] = field(default_factory=list)
    letters: int = 0


class StructureReader:
    """Reads one file's lines. ``records()`` gives everything in the order of the document."""

    label_letters_at_most = 200
    """Goal labels and titles stand on shorter lines than this."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._document = Document()
        self._is_given = False
        self._has_content = False
        self._rows = 0
        self._has_empty_cells = False
        self._indicator_rows = 0
        self._goal: Goal | None = None
        self._goal_is_given = True
        self._later: list[Record] = []
        self._section: _Section | None = None
        self._headings: set[str] = set()
        self._directions_seen: list[str] = []
        self._last: Printed | None = None

    def records(self) -> Iterator[Record]:
        while True:
            line = self._source.next()
            if line is not None:
                yield from self._read_line(line)
                continue
            beyond = self._beyond_lines()
            if beyond is None:
                break
            yield from beyond
        yield from self._end_document()

    def _read_line(self, line: Printed) -> Iterator[Record]:
        text = line.words
        if not text:
            return
        if words.is_running_on(text) or (len(text) >= _FULL_LINE and not words.may_be_structure(text)):
            self._add_to_section(line)
            self._last = line
            return
        short = len(text) < self.label_letters_at_most
        if "..." in text and words.contents_entry(text):
            self._read_text(line, text)
        elif short and (label := words.goal_label(line.text)) is not None:
            yield from self._read_goal(line, *label)
        elif short and (table := self._table_beginning(line)) is not None:
            yield from table
        elif short and not self._is_inside_sentence() and (title := words.title_line(text)) is not None:
            yield from self._read_title(line, title)
        else:
            self._read_text(line, text)
            self._last = line
            return
        self._last = None

    # -- what each kind of file does in its own way ------------------------------------------------------------------

    def _table_beginning(self, line: Printed) -> Iterator[Record] | None:
        """The records of the table that this line begins; None where it begins none."""
        return None

    def _beyond_lines(self) -> Iterator[Record] | None:
        """The records of what stands between this line and the next that is no line; None at the end of the file."""
        return None

    def _remarks_at_start(self) -> Iterator[Remark]:
        """What there is to say about a document when its content begins."""
        return iter(())

    def _remarks_at_end(self) -> Iterator[Remark]:
        """What there is to say about a document when all its tables have been read."""
        return iter(())

    def _may_be_wrapped(self, line: Printed) -> bool:
        """Whether a line is so full that its sentence or title may go on on the next."""
        return len(line.words) >= WRAPPED_FROM

    def _title_goes_on(self, before: Printed, line: Printed) -> bool:
        """Whether a goal's title goes on with this line."""
        return _goes_on(before, line)

    # -- documents ---------------------------------------------------------------------------------------------------

    def _read_title(self, line: Printed, title: words.Title) -> Iterator[Record]:
        name, printed = self._unit_name(line, title)
        current = self._document
        same = (current.document_type, current.year) == (title.document_type, title.year)
        if same and (not name or current.unit_name.casefold() == name.casefold()):
            return
        if not self._has_content and (not current.title or not current.unit_name or not name):
            self._document = Document(
                unit_name=name or current.unit_name,
                document_type=title.document_type or current.document_type,
                year=title.year,
                title=printed,
                line=1 if not self._is_given and current.line == 1 else line.number,
            )
            return
        if not name:
            return
        yield from self._end_document()
        self._start_document(
            Document(unit_name=name, document_type=title.document_type, year=title.year, title=printed, line=line.number)
        )

    def _is_inside_sentence(self) -> bool:
        """Whether the line before is a full line of running text that goes on on this one."""
        last = self._last
        return last is not None and self._may_be_wrapped(last) and not last.words.endswith((".", ":", "!", "?"))

    def _unit_name(self, line: Printed, title: words.Title) -> tuple[str, str]:
        """The unit's name, which may stand on the lines after the title, and the whole title as printed."""
        parts = [title.unit_name] if title.unit_name else []
        printed = [line.words]
        last = line
        while len(printed) < _TITLE_LINES_AT_MOST:
            following = self._source.next()
            if following is None:
                break
            text = following.words
            goes_on = bool(text) and not last.text.endswith("  ") and not self._is_structure(following)
            if parts and words.names_only_kind(parts[-1]):
                goes_on = goes_on and words.may_be_unit_name(text)
            elif parts:
                full = self._may_be_wrapped(last) or dangles(parts[-1])
                goes_on = goes_on and (full or text[:1].islower()) and not words.is_chapter(text)
            else:
                goes_on = goes_on and words.may_be_unit_name(text)
                goes_on = goes_on and (dangles(last.words) or not following.is_indented)
            if not goes_on:
                self._source.give_back([following])
                break
            parts.append(text)
            printed.append(text)
            last = following
        return " ".join(parts), " ".join(printed)

    def _start_document(self, document: Document) -> None:
        self._document = document
        self._is_given = self._has_content = False
        self._rows = self._indicator_rows = 0
        self._has_empty_cells = False
        self._goal, self._goal_is_given, self._section = None, True, None
        self._directions_seen = []

    def _content_begins(self) -> Iterator[Record]:
        self._has_content = True
        if not self._is_given:
            self._is_given = True
            yield self._document
            yield from self._remarks_at_start()

    def _end_document(self) -> Iterator[Record]:
        yield from self._give_goal()
        if not self._is_given:
            yield from self._content_begins()
        if self._source.broken_lines:
            lines, self._source.broken_lines = self._source.broken_lines, []
            yield Remark(
                kind="question",
                code="broken-letters",
                message=f"Filen innehåller tecken som inte är UTF-8, på rad {', '.join(map(str, lines))}. De visas som �.",
                action="Spara texten som UTF-8 och läs in den på nytt, eller kontrollera raderna mot originaldokumentet.",
                line=lines[0],
            )
        yield from self._remarks_at_end()
        if not self._indicator_rows:
            yield Remark(
                kind="warning",
                code="no-indicators",
                message="Dokumentet innehåller ingen indikatortabell som kunde läsas.",
                action="Kontrollera att det är rätt dokument, och att hela dokumentet finns i filen.",
                line=self._document.line,
            )

    # -- goals -------------------------------------------------------------------------------------------------------

    def _read_goal(self, line: Printed, level: GoalLevel, rest: str) -> Iterator[Record]:
        printed = self._goal_title(line, rest)
        if printed is None:
            return
        yield from self._give_goal()
        number, title = words.split_number(printed)
        if level is GoalLevel.KF_INRIKTNINGSMAL:
            yield from self._direction_begins(line, printed)
        yield from self._content_begins()
        self._goal = Goal(level=str(level), number=number, title=title, line=line.number, printed=printed)
        self._goal_is_given = False
        if not title:
            self._later.append(
                Remark(
                    kind="question",
                    code="goal-without-title",
                    message="En målrubrik saknar text.",
                    printed=line.words,
                    action="Kontrollera målets rubrik i originaldokumentet.",
                    line=line.number,
                )
            )

    def _goal_title(self, label: Printed, rest: str) -> str | None:
        """The title behind a label or on the lines after it, as far as it is wrapped; None in a table of contents."""
        lines = [label] if rest.strip() else []
        parts = [rest.lstrip() if rest.strip() else ""] if lines else []
        after_spaces = False
        while len(lines) < _TITLE_LINES_AT_MOST:
            line = self._source.next()
            if line is None:
                break
            text = line.words
            if not text:
                after_spaces = bool(lines)
                continue
            if "..." in text and words.contents_entry(text):
                return None
            begins_anew = after_spaces and not text[:1].islower()
            if begins_anew or self._is_structure(line) or (lines and not self._title_goes_on(lines[-1], line)):
                self._source.give_back([line])
                break
            lines.append(line)
            parts.append(line.text.lstrip() if not parts or parts[-1].endswith(" ") else line.text)
        return " ".join(join(parts).split())

    def _direction_begins(self, line: Printed, printed: str) -> Iterator[Record]:
        """The council's directions stand once in a document, in order; the same one again after tables is a new document."""
        key = printed.casefold()
        if key in self._directions_seen and self._directions_seen[-1] != key and self._rows:
            yield from self._end_document()
            self._start_document(Document(line=line.number))
            yield from self._content_begins()
            yield Remark(
                kind="question",
                code="untitled-document",
                message="Här börjar målträdet om, men ingen rubrik talar om vilket dokument och vilken enhet det gäller.",
                printed=printed,
                action="Dela filen, eller ange enhet, år och dokumenttyp vid inläsningen.",
                line=line.number,
            )
        if key in self._directions_seen:
            self._directions_seen.remove(key)
        self._directions_seen.append(key)

    def _give_goal(self) -> Iterator[Record]:
        self._close_section()
        if self._goal is not None and not self._goal_is_given:
            self._goal_is_given = True
            yield self._goal
        later, self._later = self._later, []
        yield from later

    # -- running text ------------------------------------------------------------------------------------------------

    def _read_text(self, line: Printed, text: str) -> None:
        if len(text) < _FULL_LINE:
            if self._goal is not None and not self._goal_is_given and words.is_fulfilment(text):
                self._take_fulfilment(line, text)
                return
            if section := self._section_heading(text):
                self._close_section()
                self._section = _Section(section, line.number)
                return
            if self._is_heading(text):
                self._close_section()
                if words.is_chapter(text):
                    self._goal_ends()
                return
        if entry := words.contents_entry(text):
            if entry[:1].isupper() and len(self._headings) < _LEARNT_HEADINGS_AT_MOST:
                self._headings.add(entry.casefold())
            return
        self._add_to_section(line)

    def _add_to_section(self, line: Printed) -> None:
        section = self._section
        if section is not None and section.letters < _SECTION_LETTERS_AT_MOST:
            section.lines.append(line)
            section.letters += len(line.words)

    def _take_fulfilment(self, line: Printed, text: str) -> None:
        if self._goal is None or self._goal.fulfilment == text:
            return
        if not self._goal.fulfilment:
            self._goal.fulfilment = text
            return
        self._later.append(
            Remark(
                kind="question",
                code="two-judgements",
                message=f"Målet har två bedömningar; den första, «{self._goal.fulfilment}», har lästs.",
                printed=text,
                action="Kontrollera målets bedömning i originaldokumentet.",
                line=line.number,
            )
        )

    def _section_heading(self, text: str) -> str:
        return words.section_name(text) if text[0].isupper() and self._goal is not None else ""

    def _is_heading(self, text: str) -> bool:
        return (words.is_chapter(text) and text[0].isupper()) or text.casefold() in self._headings

    def _close_section(self) -> None:
        section, self._section = self._section, None
        if section is None or self._goal is None:
            return
        text = paragraphs(section.lines)
        if text:
            self._later.append(Text(goal=self._goal.printed, section=section.name, text=text, line=section.line))

    def _goal_ends(self) -> None:
        """After a chapter's heading nothing is said about a goal any more; a table that follows stands under no goal."""
        if self._goal is not None and self._goal_is_given and not self._later:
            self._goal = None

    def _is_structure(self, line: Printed) -> bool:
        """Whether a line begins something of its own, so that no title goes on with it."""
        text = line.words
        return bool(
            words.goal_label(line.text)
            or (
                text[:1].isupper()
                and (words.section_name(text) or words.is_fulfilment(text) or starts_header(text) or words.title_line(text))
            )
        )

    # -- for tables --------------------------------------------------------------------------------------------------

    def _document_period(self) -> Period | None:
        if not self._document.year or not self._document.document_type:
            return None
        return Period(int(self._document.year), PeriodKind(self._document.document_type))


def dangles(text: str) -> bool:
    """Whether a line plainly goes on: it ends with a hyphen, or a word that no name ends with."""
    return text.endswith(("-", ",", "/")) or text.rsplit(" ", 1)[-1].casefold() in (
        "för",
        "och",
        "i",
        "på",
        "med",
        "av",
        "eller",
        "samt",
    )


def _goes_on(before: Printed, line: Printed) -> bool:
    """Whether a title goes on with this line: a lower-case beginning, a broken word, or a full line before it."""
    text = line.words
    if text[:1].islower() or not before.text.endswith(" ") or dangles(before.words):
        return True
    if before.words.endswith((".", "!", "?")) or text.endswith((".", "!", "?")):
        return False
    first_word = text.split(" ", 1)[0]
    return len(before.words) + 1 + len(first_word) > WRAPPED_FROM + 10 and len(text) < 80
