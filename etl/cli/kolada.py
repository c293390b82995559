"""``load kolada:…``: figures fetched from Kolada before they are loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from etl.cli.faults import CANNOT
from etl.cli.swedish import say

if TYPE_CHECKING:
    from etl.sources import NotRead, Source

_NOTHING_DONE = "Ingenting är inläst."


@dataclass(frozen=True, slots=True)
class FromKolada:
    """The options that say what of Kolada: municipalities, units and years, as written."""

    municipalities: Sequence[str] = ()
    units: Sequence[str] = ()
    years: str = ""

    def __bool__(self) -> bool:
        return bool(self.municipalities or self.units or self.years)


@dataclass(slots=True)
class Fetching:
    """What came of asking Kolada, and ``done`` to call when it is loaded."""

    found: list[Source | NotRead] = field(default_factory=list)
    done: Callable[[], None] = lambda: None


def split_paths(paths: Sequence[Path]) -> tuple[list[str], list[Path]]:
    """What is to be asked of Kolada, and the files and folders."""
    from etl.kolada.asking import PREFIX

    of_kolada = [str(path) for path in paths if str(path).casefold().startswith(PREFIX)]
    return of_kolada, [path for path in paths if str(path) not in of_kolada]


def fetch_from_kolada(kpis: Sequence[str], options: FromKolada) -> Fetching:
    """Ask Kolada, tell of gaps, and give what is to be loaded. Ends the command with status 2 where that cannot be done."""
    if not kpis:
        if options:
            say(f"--municipality, --ou och --years gäller bara uppgifter ur Kolada, till exempel kolada:N00090. {_NOTHING_DONE}")
            raise typer.Exit(CANNOT)
        return Fetching()
    from data.settings import settings
    from etl.kolada import AskingError, KoladaError, asked_for, fetch, folder_beside, forget_answers

    now, place = dt.datetime.now(), settings()
    folder = folder_beside(place.store_url)
    try:
        asked = asked_for(
            kpis, municipalities=options.municipalities, units=options.units, years=options.years, this_year=now.year
        )
        fetched = fetch(asked, place.kolada_url, folder, now=now)
    except AskingError as error:
        say(f"{error} {_NOTHING_DONE}")
        raise typer.Exit(CANNOT) from error
    except KoladaError as error:
        say(f"{error} {_NOTHING_DONE} Det som hann hämtas är sparat, så samma kommando fortsätter där det avbröts.")
        raise typer.Exit(CANNOT) from error
    for told in fetched.told:
        say(told)
    return Fetching([*fetched.sources, *fetched.absent], lambda: forget_answers(asked, folder, now=now))
