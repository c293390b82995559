"""``settle``: the open questions, one at a time in the terminal, or one by its number for programs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import getpass
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from etl.cli.faults import CANNOT, told_in_swedish
from etl.cli.screen import console, show_remark, show_table
from etl.cli.swedish import say

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from etl.settling import Answer, Question


def settle_questions(
    number: int | None, *, answer: str, why: str, by: str, fields: Sequence[str], as_list: bool, as_json: bool, everything: bool
) -> int:
    """Answer one question, list them, or walk through them; gives the exit status."""
    with told_in_swedish():
        from data.store import engine_for, speaking_swedish, upgrade

        engine = engine_for()
        upgrade(engine)
        with speaking_swedish(engine):
            if as_list or as_json:
                return _list(engine, as_json=as_json, everything=everything)
            if number is not None and answer:
                return _answer_one(engine, number, answer=answer, why=why, by=by, fields=fields)
            if answer:
                say("Ange också frågans nummer: python -m etl settle NUMMER --answer SVAR")
                return CANNOT
            from etl.cli.settling_walk import walk

            return walk(engine, by=by, everything=everything, only=number)


def login_name() -> str:
    """Who is logged in; the empty string where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's register
        return ""


def _list(engine: Engine, *, as_json: bool, everything: bool) -> int:
    from etl.settling import open_questions

    with engine.connect() as connection:
        questions = open_questions(connection, with_warnings=everything)
    if as_json:
        print(json.dumps([dataclasses.asdict(each) for each in questions], ensure_ascii=False, indent=1, default=str))
        return 0
    if not questions:
        print("Inga frågor är öppna.")
        return 0
    rows = [(each.id, each.place, each.unit, each.message, each.printed[:60], _possible(each)) for each in questions]
    show_table(
        console(), f"Öppna frågor ({len(rows)})", ("Nr", "Var", "Enhet", "Fråga", "Där står", "Svar"), rows, numbers=("Nr",)
    )
    print("Svara på en i taget: python -m etl settle      eller på en bestämd: python -m etl settle NR --answer SVAR")
    return 0


def _possible(question: Question) -> str:
    return ", ".join(question.answers)


def _answer_one(engine: Engine, number: int, *, answer: str, why: str, by: str, fields: Sequence[str]) -> int:
    from etl.settling import SettlingError, settle

    try:
        read = read_answer(answer, why, fields)
        settled = settle(engine, number, read, by=by or login_name(), today=dt.date.today())
    except SettlingError as error:
        say(str(error))
        return CANNOT
    print(settled.said)
    if settled.file:
        print(f"Skrivet i {settled.file}")
    return 0


def read_answer(answer: str, why: str, fields: Sequence[str]) -> Answer:
    """``samma=sjukfranvaro`` with the fields ``measure=share``; raises SettlingError for a word that is no answer."""
    from etl.settling import Answer, AnswerKind, SettlingError

    word, _, value = answer.partition("=")
    if word.strip().casefold() not in tuple(AnswerKind):
        raise SettlingError(f"«{word}» är inget svar. De som finns är {', '.join(AnswerKind)}.")
    told = {}
    for each in fields:
        name, sign, said = each.partition("=")
        if not sign:
            raise SettlingError(
                f"--set {each}: skriv fältets namn, ett likhetstecken och värdet, till exempel --set measure=share."
            )
        told[name.strip()] = said.strip()
    return Answer(AnswerKind(word.strip().casefold()), value.strip(), why, told)


def show_question(question: Question) -> None:
    """The question as it is shown before it is answered."""
    where = f"{question.place} ({question.unit})" if question.unit else question.place
    show_remark(console(), question.kind.value, f"{question.id}. {where}", question.message, question.printed, question.action)
