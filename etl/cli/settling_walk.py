"""The walk through the open questions: each shown with where it stands, what is printed there, and what can be answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from etl.cli.faults import CANNOT
from etl.cli.screen import console
from etl.cli.settling import login_name, show_question
from etl.cli.swedish import say
from etl.settling import Answer, AnswerKind, Folders, Question, SettlingError, open_questions, settle, why_not_open
from etl.settling.candidates import candidates
from etl.settling.files import FileEdits
from etl.settling.new_definitions import INDICATOR_FIELDS, MUST_BE_ANSWERED, UNKNOWN
from etl.settling.questions import WORDS

if TYPE_CHECKING:
    from sqlalchemy import Engine

_LATER, _STOP = "Lämna till senare", "Sluta"

_CHOICES = {
    "measure": (("andel i procent", "share"), ("antal", "count"), ("index", "index"), ("mängd", "amount")),
    "better": (("högre är bättre", "higher"), ("lägre är bättre", "lower"), ("det är inte bestämt", UNKNOWN)),
    "periodicity": (("varje tertial", "Tertial"), ("varje år", "År")),
    "kind": (("enhet", "enhet"), ("avdelning", "avdelning"), ("förvaltning", "forvaltning")),
}
_ASKED = {
    "measure": "Vad är det?",
    "better": "Åt vilket håll är den bättre?",
    "periodicity": "Hur ofta följs den upp?",
    "kind": "Vad är det för enhet?",
}


class Stopped(Exception):  # noqa: N818
    """The person has had enough, or there is no more input."""


def walk(engine: Engine, *, by: str, everything: bool, only: int | None) -> int:
    """Ask about every open question (or ``only`` one) until all are answered or the person stops; gives the exit status."""
    with engine.connect() as connection:
        questions = [each for each in open_questions(connection, with_warnings=everything or only is not None)]
    questions = [each for each in questions if only is None or each.id == only]
    there = console()
    if not questions and only is not None:
        with engine.connect() as connection:
            say(why_not_open(connection, only))
        return CANNOT
    if not questions:
        there.print("Inga frågor är öppna.")
        return 0
    answered = 0
    try:
        name = by or _ask(f"Vem svarar? [{login_name()}]") or login_name()
        for number, question in enumerate(questions, start=1):
            there.print(f"\nFråga {number} av {len(questions)}", style="bold")
            answered += _about(engine, question, name)
    except Stopped:
        there.print("")
    there.print(f"{answered} av {len(questions)} frågor är besvarade. De övriga är kvar.")
    return 0


def _about(engine: Engine, question: Question, by: str) -> bool:
    """Whether the question was answered."""
    there = console()
    show_question(question)
    while True:
        answer = _answer(engine, question)
        if answer is None:
            return False
        try:
            settled = settle(engine, question.id, answer, by=by, today=dt.date.today())
        except SettlingError as error:
            there.print(str(error), style="red")
            if not _is_open(engine, question.id):
                return False
            continue
        there.print(settled.said + (f"\nSkrivet i {settled.file}" if settled.file else ""), style="green")
        return True


def _is_open(engine: Engine, finding_id: int) -> bool:
    with engine.connect() as connection:
        return any(each.id == finding_id for each in open_questions(connection, with_warnings=True))


def _answer(engine: Engine, question: Question) -> Answer | None:
    """The answer that the person chooses; None for later."""
    named = _named(engine, question)
    choices: list[tuple[str, Answer | AnswerKind | None]] = list(named)
    choices += [(_words(kind), kind) for kind in question.answers if kind not in (AnswerKind.COUNTS, AnswerKind.BETTER)]
    choices.append((_LATER, None))
    chosen = _choose("Svar:", [words for words, _ in choices])
    picked = choices[chosen][1]
    return picked if picked is None or isinstance(picked, Answer) else _completed(picked, question)


def _named(engine: Engine, question: Question) -> list[tuple[str, Answer]]:
    """Answers that name something: a known name, a figure, a direction."""
    found: list[tuple[str, Answer]] = []
    if AnswerKind.SAME in question.answers:
        definitions = FileEdits(Folders()).definitions()
        with engine.connect() as connection:
            for each in candidates(connection, question, definitions):
                words = f"Samma som «{each.name}». {each.difference}".rstrip()
                found.append((words, Answer(AnswerKind.SAME, each.mark)))
    if AnswerKind.BETTER in question.answers:
        found.append(("Högre är bättre", Answer(AnswerKind.BETTER, "higher")))
        found.append(("Lägre är bättre", Answer(AnswerKind.BETTER, "lower")))
    if AnswerKind.COUNTS in question.answers:
        for printed in dict.fromkeys(each.printed for each in question.claims):
            places = ", ".join(
                f"{each.period} ({each.file_name}, {each.locator})" for each in question.claims if each.printed == printed
            )
            found.append((f"{printed} gäller: så står det i {places}", Answer(AnswerKind.COUNTS, printed)))
    return found


def _words(kind: AnswerKind) -> str:
    return {
        AnswerKind.SAME: "Samma som en annan: skriv vilken",
        AnswerKind.NEW: "En ny",
        AnswerKind.RIGHT: "Siffran stämmer som den är tryckt",
        AnswerKind.DROP: "Siffran är fel och räknas inte",
        AnswerKind.VALUE: "Siffran är fel: skriv den rätta",
        AnswerKind.WITHDRAW: "Återta det gamla dokumentet",
        AnswerKind.SEEN: "Sett: ingenting behöver göras",
    }.get(kind, WORDS[kind])


def _completed(kind: AnswerKind, question: Question) -> Answer:
    if kind is AnswerKind.SAME:
        return Answer(kind, _asked("Namn, kortnamn eller målets nummer:"))
    if kind is AnswerKind.NEW and question.code == "unknown_unit":
        parent = _asked("Under vilken enhet hör den? Namn eller kortnamn:")
        return Answer(kind, parent, fields={"kind": _field("kind")})
    if kind is AnswerKind.NEW:
        return Answer(kind, fields=_fields())
    if kind in (AnswerKind.DROP, AnswerKind.VALUE):
        fields = _cell(question)
        value = _asked("Det rätta värdet, som det skrivs (till exempel 9,5 %):") if kind is AnswerKind.VALUE else ""
        return Answer(kind, value, _asked("Varför? Skriv det så att det går att pröva:"), fields)
    return Answer(kind, why=_ask("Anteckning (får vara tom):") if kind is AnswerKind.SEEN else "")


def _cell(question: Question) -> dict[str, str]:
    cells = list(dict.fromkeys((each.cell, each.printed) for each in question.claims))
    if len({cell for cell, _ in cells}) < 2:
        return {}
    chosen = _choose("Vilken siffra är fel?", [f"{cell}: {printed}" for cell, printed in cells])
    return {"cell": cells[chosen][0]}


def _fields() -> dict[str, str]:
    fields = {name: _field(name) for name in MUST_BE_ANSWERED}
    for name in INDICATOR_FIELDS:
        if name not in fields and (said := _ask(f"{name}: {INDICATOR_FIELDS[name]} (får vara tomt):")):
            fields[name] = said
    return fields


def _field(name: str) -> str:
    choices = _CHOICES[name]
    return choices[_choose(_ASKED[name], [words for words, _ in choices])][1]


def _choose(question: str, choices: Sequence[str]) -> int:
    there = console()
    there.print(question)
    for number, words in enumerate(choices, start=1):
        there.print(f"  {number}  {words}")
    there.print(f"  s  {_STOP}")
    while True:
        said = _ask(f"1–{len(choices)} eller s:").casefold()
        if said == "s":
            raise Stopped
        if said.isdecimal() and 1 <= int(said) <= len(choices):
            return int(said) - 1


def _asked(question: str) -> str:
    while not (said := _ask(question)):
        pass
    return said


def _ask(question: str) -> str:
    try:
        return input(f"{question} ").strip()
    except EOFError:
        raise Stopped from None
