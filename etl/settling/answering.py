"""One answer to one question: what it changes in the files and in the store happens together, or not at all.

The answer is given within the store's write transaction, so that of two people who answer at once the second is told what
the first has answered. Files are written whole and taken back where anything fails; where a process is killed between the
files and the store, the next load brings the store in line with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, update

from data.definitions import DefinitionError
from data.schema import Finding, Load, SourceDocument
from data.store import data_version, write_transaction
from data.vocabulary import FindingState
from etl.loading.corrected_facts import apply_corrections
from etl.loading.definitions import bring_in_line
from etl.loading.findings import DIRECTION_OPEN, SEEN, UNKNOWN_INDICATOR, UNKNOWN_UNIT
from etl.loading.goals import TITLE_DIFFERS, TITLE_NEAR
from etl.loading.memory import CORRECTIONS, set_store_fact
from etl.loading.versions import LEFT_BEHIND
from etl.loading.withdrawal import WithdrawalError, withdraw_within
from etl.settling.corrections import corrections_for
from etl.settling.files import FileEdits, Folders, SettlingError
from etl.settling.new_definitions import new_indicator, new_unit
from etl.settling.questions import WORDS, AnswerKind, Question, open_finding, question_of


@dataclass(frozen=True, slots=True)
class Answer:
    """``kind`` with what goes with it.

    ``value``: the slug, the goal's number, the direction, the right value or the one that counts. ``fields``: of a new
    definition, or ``cell`` where a question is about several. ``why``: needed for what says that a figure is wrong.
    """

    kind: AnswerKind
    value: str = ""
    why: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of an answer: said in Swedish, with the file that was written, if any."""

    said: str
    file: Path | None = None


def settle(
    engine: Engine, finding_id: int, answer: Answer, *, by: str, today: dt.date, folders: Folders | None = None
) -> Settled:
    """Answer an open question: store and files are changed at once.

    Raises SettlingError where the question is not open, the answer does not fit it, or a file cannot be written, and
    DefinitionError where the answer would make the definitions faulty. Nothing is changed then.
    """
    if not by.strip():
        raise SettlingError("Det måste framgå vem som svarar. Ange det med --by.")
    edits = FileEdits(folders or Folders())
    try:
        with write_transaction(engine) as connection:
            return _Settling(connection, edits, finding_id, answer, by.strip(), today).settle()
    except DefinitionError as error:
        edits.undo()
        raise SettlingError(
            f"Svaret skulle göra definitionerna felaktiga, så ingenting är ändrat:\n{error}\n"
            "Står svaret redan i filen sedan ett tidigare försök avbröts, gäller det när något läses in: python -m etl load"
        ) from error
    except WithdrawalError as error:
        edits.undo()
        raise SettlingError(str(error)) from error
    except BaseException:
        edits.undo()
        raise


class _Settling:
    def __init__(
        self, connection: Connection, edits: FileEdits, finding_id: int, answer: Answer, by: str, today: dt.date
    ) -> None:
        self._connection = connection
        self._edits = edits
        self._answer = answer
        self._by = by
        self._today = today
        self._row = open_finding(connection, finding_id)
        if self._row is None:
            raise SettlingError(why_not_open(connection, finding_id))
        self._question: Question = question_of(connection, self._row)

    @property
    def _signed(self) -> str:
        return f"svar av {' '.join(self._by.split())} {self._today}"

    def settle(self) -> Settled:
        if self._answer.kind not in self._question.answers:
            possible = ", ".join(f"{each} ({WORDS[each]})" for each in self._question.answers)
            raise SettlingError(f"Frågan kan inte besvaras med {self._answer.kind}. Det som går är: {possible}.")
        settled = self._carry_out()
        said = f"{SEEN}. {self._answer.why}".strip() if self._answer.kind is AnswerKind.SEEN else settled.said
        values = {
            **{"state": FindingState.SETTLED.value, "answer": said, "settled_by": self._by},
            "settled_at": dt.datetime.now().replace(microsecond=0),
        }
        self._connection.execute(update(Finding).where(Finding.id == self._row.id).values(**values))
        return settled

    def _carry_out(self) -> Settled:
        kind, code = self._answer.kind, self._question.code
        if kind is AnswerKind.SEEN:
            self._note_load()
            return Settled("Frågan är besvarad som sedd. Ingenting annat är ändrat.")
        if kind is AnswerKind.WITHDRAW:
            return self._withdraw()
        if kind in (AnswerKind.RIGHT, AnswerKind.DROP, AnswerKind.VALUE, AnswerKind.COUNTS):
            return self._correct()
        return {
            UNKNOWN_INDICATOR: self._indicator,
            UNKNOWN_UNIT: self._unit,
            DIRECTION_OPEN: self._direction,
            TITLE_DIFFERS: self._goal,
            TITLE_NEAR: self._goal,
        }[code]()

    # -- names

    def _indicator(self) -> Settled:
        printed = self._question.printed
        definitions = self._edits.definitions()
        if self._answer.kind is AnswerKind.SAME:
            meant = next((each for each in definitions.indicators if each.slug == self._answer.value), None)
            meant = meant or definitions.indicator_named(self._answer.value)
            if meant is None:
                raise SettlingError(f"Ingen definierad indikator heter eller har kortnamnet «{self._answer.value}».")
            file = self._edits.add_indicator_name(meant.slug, printed, self._signed)
            return self._define(f"«{printed}» är ett annat namn på «{meant.name}».", file)
        values = new_indicator(printed, self._answer.fields, definitions, self._today, self._source())
        file = self._edits.add_indicator(values, self._signed)
        return self._define(f"«{printed}» är en ny indikator.", file)

    def _unit(self) -> Settled:
        printed = self._question.printed
        definitions = self._edits.definitions()
        wanted = self._answer.value
        named = [each for each in definitions.units if each.slug == wanted] or list(definitions.units_named(wanted))
        if len(named) != 1:
            told = " eller ".join(each.slug for each in named)
            raise SettlingError(
                f"Flera enheter heter «{wanted}». Ange en av dem med kortnamn: {told}."
                if named
                else f"Ingen enhet i organisationen heter eller har kortnamnet «{wanted}»."
            )
        if self._answer.kind is AnswerKind.SAME:
            file = self._edits.add_unit_name(named[0].slug, printed, self._signed)
            return self._define(f"«{printed}» är ett annat namn på «{named[0].name}».", file)
        values = new_unit(printed, self._answer.fields, definitions, named[0])
        file = self._edits.add_unit(named[0].slug, values, self._signed)
        return self._define(f"«{printed}» är en ny enhet under «{named[0].name}».", file)

    def _goal(self) -> Settled:
        year = self._connection.execute(
            select(SourceDocument.year).where(SourceDocument.id == self._row.source_document_id)
        ).scalar_one()
        definitions = self._edits.definitions()
        programme = definitions.programme_of(year)
        goal = next((each for each in programme.goals if each.number == self._answer.value), None) if programme else None
        if programme is None or goal is None:
            raise SettlingError(f"Kommunfullmäktiges program för {year} har inget mål med numret «{self._answer.value}».")
        file = self._edits.add_goal_title(programme.name, goal.number, self._question.printed, self._signed)
        return self._define(f"«{self._question.printed}» är en annan rubrik för mål {goal.number}, «{goal.title}».", file)

    def _direction(self) -> Settled:
        if self._answer.value not in ("higher", "lower"):
            raise SettlingError("Riktningen är higher (högre är bättre) eller lower (lägre är bättre).")
        file = self._edits.set_direction(self._question.indicator, self._answer.value)
        words = "högre" if self._answer.value == "higher" else "lägre"
        return self._define(f"«{self._row.indicator_name}» är bättre när värdet är {words}.", file)

    def _define(self, said: str, file: Path) -> Settled:
        """The definitions as they now are, with what was said of a draft moved to what it is."""
        bring_in_line(self._connection, self._edits.definitions(), today=self._today, what=f"Svar av {self._by}: {said}")
        return Settled(said, file)

    # -- figures

    def _correct(self) -> Settled:
        answer = self._answer
        values, said = corrections_for(
            self._connection, self._row, self._question, answer.kind, answer.value, answer.fields.get("cell", "")
        )
        if answer.kind is not AnswerKind.RIGHT and not answer.why.strip():
            raise SettlingError("Skriv varför siffran är fel, så att rättelsen går att pröva (--why).")
        signed = {"why": answer.why.strip() or "Kontrollerad: den stämmer.", "by": self._by, "date": self._today}
        files = {
            self._edits.add_correction(file_name, [each | signed for each in of_file]) for file_name, of_file in values.items()
        }
        corrections = self._edits.corrections()
        what = f"Svar av {self._by}: {said}"
        if not apply_corrections(self._connection, corrections.all, self._edits.definitions(), today=self._today, what=what):
            self._note_load()
        set_store_fact(self._connection, CORRECTIONS, corrections.sha256)
        ended = {"ended_load_id": data_version(self._connection)}
        self._connection.execute(
            update(Finding).where(Finding.id == self._row.id, Finding.ended_load_id.is_(None)).values(**ended)
        )
        return Settled(said, min(files))

    # -- documents

    def _withdraw(self) -> Settled:
        if self._question.code != LEFT_BEHIND:
            raise SettlingError("Frågan gäller inget dokument som kan återtas.")
        number = int(self._row.action.partition("withdraw ")[2].partition(".")[0])
        ended = withdraw_within(self._connection, number, by=self._by, today=self._today)
        return Settled(f"Dokument {number} är återtaget: {ended} uppgifter gäller inte längre.")

    def _note_load(self) -> None:
        values = {"finished_at": dt.datetime.now(), "what": f"Svar av {self._by} på en fråga om {self._question.place}"}
        self._connection.execute(insert(Load).values(**values))

    def _source(self) -> str:
        """Where the unknown name was met, for the new definition's ``source``."""
        return f"Namnet är hämtat ur {self._question.place}" + (f", {self._question.unit}." if self._question.unit else ".")


def why_not_open(connection: Connection, finding_id: int) -> str:
    """What has become of a question that is not open, in Swedish."""
    row = connection.execute(select(Finding.__table__).where(Finding.id == finding_id)).first()
    if row is None:
        return f"Det finns ingen fråga med numret {finding_id}. De öppna visas av: python -m etl settle --list"
    if row.state == FindingState.SETTLED.value:
        return f"Frågan {finding_id} besvarades av {row.settled_by} {row.settled_at:%Y-%m-%d %H:%M}: {row.answer}"
    return f"Frågan {finding_id} är inte öppen längre: det som den gällde är borta."
