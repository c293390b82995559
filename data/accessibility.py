"""The accessibility statement of an installation: what its owner fills in, in a YAML file.

The headings are those of the Swedish act 2018:1937 on accessibility to digital public services, as the agency for digital
government (DIGG) lists them: owner, service, compliance, faults with reasons, dates, method, how to tell of a fault.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from data.settings import ROOT, settings


class Contact(BaseModel):
    """Where a fault is told of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    epost: str = ""
    telefon: str = ""
    svarstid: str = ""


class Statement(BaseModel):
    """The statement as it is filled in. A text within brackets, and an empty one, is still to be filled in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aktor: str = ""
    tjanst: str = "Målbild"
    adress: str = ""
    forenlig: Literal["", "helt", "delvis", "inte"] = ""
    brister: tuple[str, ...] = ()
    oskaligt_betungande: tuple[str, ...] = ()
    undantag: tuple[str, ...] = ()
    bedomd: str = ""
    uppdaterad: str = ""
    metod: str = ""
    kontakt: Contact = Contact()

    @field_validator("bedomd", "uppdaterad", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        """YAML makes a date of what looks like one."""
        return value.isoformat() if isinstance(value, dt.date) else value


class StatementError(Exception):
    """The file cannot be used; the message says in Swedish which and why."""


def accessibility_statement(path: Path | None = None) -> Statement:
    """The statement in the file (default: the settings'); an empty one where there is no file. Raises StatementError."""
    import yaml  # when the statement is shown: no other page reads YAML, and the server need not wait for it to start

    file = path or ROOT / settings().accessibility_file
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Statement.model_validate(written or {})
    except FileNotFoundError:
        return Statement()
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise StatementError(f"Tillgänglighetsredogörelsen i {file} kan inte läsas: {_first_fault(error)}") from error


def _first_fault(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"raden «{'.'.join(map(str, first['loc']))}» har ett värde som inte går att använda."
    return "filen är inte skriven som YAML, eller får inte läsas."
