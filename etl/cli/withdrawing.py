"""``withdraw``: a document that should not count is taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from etl.cli.faults import CANNOT, told_in_swedish
from etl.cli.screen import console, show_table
from etl.cli.settling import login_name
from etl.cli.swedish import say

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from data.vocabulary import Period
    from etl.loading.withdrawal import Withdrawable

_DECLINED = 1


def withdraw_document(number: int | None, *, unit: str, period: str, by: str, undo: str, as_list: bool, is_sure: bool) -> int:
    """Take back the document that is named, after a question; gives the exit status: 1 where the person said no."""
    with told_in_swedish():
        from data.store import engine_for, speaking_swedish, upgrade
        from data.vocabulary import Period
        from etl.loading.withdrawal import WithdrawalError

        chosen = Period.printed(period) if period else None
        if period and chosen is None:
            say(f'«{period}» är inget dokument. Skriv till exempel --period "VB 2020" eller --period "VP 2023".')
            return CANNOT
        engine = engine_for()
        upgrade(engine)
        with speaking_swedish(engine):
            try:
                if undo:
                    return _undo(engine, undo)
                if as_list or not (number is not None or (unit and chosen)):
                    return _list(engine, unit, chosen, is_asked=as_list)
                return _withdraw(engine, number, unit, chosen, by=by or login_name(), is_sure=is_sure)
            except WithdrawalError as error:
                say(str(error))
                return CANNOT


def _withdraw(engine: Engine, number: int | None, unit: str, period: Period | None, *, by: str, is_sure: bool) -> int:
    from etl.loading.withdrawal import WithdrawalError, withdraw, withdrawable

    with engine.connect() as connection:
        found = withdrawable(connection, unit=unit, period=period)
    found = [each for each in found if number is None or each.id == number]
    if len(found) > 1:
        numbers = ", ".join(f"{each.id} ({each.file_name})" for each in found)
        raise WithdrawalError(f"Flera dokument är {period} för {found[0].unit}. Ange numret på ett av dem: {numbers}.")
    if not found:
        what = f"numret {number}" if number is not None else f"{period} för «{unit}»"
        raise WithdrawalError(f"Inget gällande dokument är {what}. Alla visas av: python -m etl withdraw --list")
    document = found[0]
    if not is_sure and not _is_confirmed(document):
        print("Ingenting är ändrat.")
        return _DECLINED
    ended = withdraw(engine, document.id, by=by, today=dt.date.today())
    print(f"{document.period} för {document.unit} ({document.file_name}) är återtaget: {ended} uppgifter gäller inte längre.")
    print("De är sparade, och samma fil läses inte in igen av misstag.")
    return 0


def _is_confirmed(document: Withdrawable) -> bool:
    said = f"Ska {document.period} för {document.unit} ({document.file_name}, {document.facts} uppgifter) återtas? Skriv ja: "
    try:
        return input(said).strip().casefold() in ("ja", "j")
    except EOFError:
        return False


def _undo(engine: Engine, mark: str) -> int:
    from etl.loading.withdrawal import allow_again

    allowed = allow_again(engine, mark)
    print(f"{allowed.period} för {allowed.unit} får läsas in igen: python -m etl load {allowed.file_name}")
    return 0


def _list(engine: Engine, unit: str, period: Period | None, *, is_asked: bool) -> int:
    from etl.loading.withdrawal import taken_back, withdrawable

    with engine.connect() as connection:
        documents = withdrawable(connection, unit=unit, period=period)
        back = taken_back(connection)
    rows = [
        (each.id, each.unit, each.period, each.file_name, f"{each.loaded_at:%Y-%m-%d %H:%M}", each.facts) for each in documents
    ]
    columns = ("Nr", "Enhet", "Dokument", "Fil", "Inläst", "Uppgifter")
    there = console()
    show_table(there, f"Gällande dokument ({len(rows)})", columns, rows, numbers=("Nr", "Uppgifter"))
    if back:
        marks = [
            (each.mark[:8], each.unit, each.period, each.file_name, each.by, each.at[:16].replace("T", " ")) for each in back
        ]
        show_table(there, f"Återtagna ({len(marks)})", ("Märke", "Enhet", "Dokument", "Fil", "Av", "När"), marks)
    if not is_asked:
        say("Ange vilket som ska återtas: dess nummer, eller --unit och --period.")
        return CANNOT
    return 0
