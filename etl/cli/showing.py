"""``status``: what the store holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from etl.cli.faults import told_in_swedish
from etl.cli.screen import console, show_remark, show_table

if TYPE_CHECKING:
    from rich.console import Console

    from etl.status import StoreStatus

Item = TypeVar("Item")

_MOST_SHOWN = 12
_ORIGINS = {"document": "dokument", "bundled": "medföljande", "example": "exempeldata"}


def show_status(*, as_json: bool, everything: bool) -> int:
    """Show what the store holds; gives the exit status."""
    with told_in_swedish():
        from data.store import engine_for, speaking_swedish, upgrade
        from etl.status import store_status

        engine = engine_for()
        upgrade(engine)
        with speaking_swedish(engine), engine.connect() as connection:
            status = store_status(connection)
        if as_json:
            print(json.dumps(dataclasses.asdict(status), ensure_ascii=False, indent=1, default=_as_text))
        else:
            _show(status, everything=everything)
        return 0


def _as_text(value: object) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, dt.datetime) else str(value)


def _show(status: StoreStatus, *, everything: bool) -> None:
    there = console()
    if not status.version:
        there.print("Databasen är tom. Läs in de medföljande källorna med: python -m etl load --bundled")
        return
    _show_summary(there, status)
    _show_periods(there, status)
    _show_documents(there, status, everything=everything)
    _show_not_reported(there, status, everything=everything)
    _show_findings(there, status, everything=everything)


def _show_summary(there: Console, status: StoreStatus) -> None:
    loaded = status.loaded_at.strftime("%Y-%m-%d %H:%M") if status.loaded_at else "aldrig"
    there.print(f"Senast inläst {loaded} (version {status.version}). Bedömt per {status.judged_on or 'ingen dag än'}.")
    there.print(
        f"{status.units} enheter och {status.units_of_example} exempelenheter, varav {status.draft_units} utkast. "
        f"{status.indicators} indikatorer och {status.draft_indicators} utan definition. "
        f"{status.current_facts} gällande uppgifter, {status.ended_facts} ersatta."
    )


def _show_periods(there: Console, status: StoreStatus) -> None:
    rows = [
        (each.period, "exempeldata" if each.is_example else "", each.documents, each.units, each.outcomes)
        for each in status.periods
    ]
    columns = ("Period", "", "Dokument", "Enheter", "Utfall (totalt)")
    show_table(there, "Perioder", columns, rows, numbers=columns[2:])


def _show_documents(there: Console, status: StoreStatus, *, everything: bool) -> None:
    shown = _first(status.documents, everything)
    rows = [
        (
            *(each.unit, each.period, each.file_name, _ORIGINS[each.origin], each.loaded_at.strftime("%Y-%m-%d %H:%M")),
            *(each.questions or "", each.rejections or ""),
        )
        for each in shown
    ]
    columns = ("Enhet", "Dokument", "Fil", "Ursprung", "Inläst", "Frågor", "Avvisade")
    show_table(there, f"Dokument ({len(status.documents)})", columns, rows, numbers=columns[5:])
    _say_more(there, status.documents, shown)


def _show_not_reported(there: Console, status: StoreStatus, *, everything: bool) -> None:
    if not status.not_reported:
        there.print("Alla har rapporterat det som skulle ha kommit.")
        return
    shown = _first(status.not_reported, everything)
    rows = [(each.unit, each.period, each.indicators, "exempeldata" if each.is_example else "") for each in shown]
    title = f"Ej rapporterat ({len(status.not_reported)})"
    show_table(there, title, ("Enhet", "Period", "Indikatorer", ""), rows, numbers=("Indikatorer",))
    _say_more(there, status.not_reported, shown)


def _show_findings(there: Console, status: StoreStatus, *, everything: bool) -> None:
    from data.vocabulary import FindingKind

    questions, warnings, rejections = (status.count(kind) for kind in FindingKind)
    there.print(f"\nÖppet: {questions} frågor, {rejections} avvisade uppgifter, {warnings} varningar.")
    shown = _first(status.findings, everything)
    for each in shown:
        place = f"{each.place} ({each.unit})" if each.unit else each.place
        show_remark(there, each.kind, place, each.message, each.printed, each.action)
    _say_more(there, status.findings, shown)


def _first(items: Sequence[Item], everything: bool) -> Sequence[Item]:
    return items if everything else items[:_MOST_SHOWN]


def _say_more(there: Console, items: Sequence[object], shown: Sequence[object]) -> None:
    if len(items) > len(shown):
        there.print(f"… och {len(items) - len(shown)} till. Visa allt med: python -m etl status --all")
