"""The choices that an address holds: one validated type, read from a query string and written back to it.

The address is the only state. What it says that cannot be understood becomes a fault in Swedish, and the page shows the nearest
valid view; whether a unit or a period *exists* is for the page to see, since that depends on the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from app.text import FAULT_PARAMETER, FAULT_PERIOD, FAULT_REPEATED, FAULT_STATUS
from data.vocabulary import Period, PeriodKind, Status

UNIT, PERIOD, STATUS = "enhet", "period", "status"
LONGEST_SHOWN = 60
"""Characters of a faulty value that are shown back; an address can hold anything."""

_PERIOD = re.compile(r"(?P<kind>VP|T1|T2|VB)[- +]?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STATUS_SLUGS = {status.value.replace("_", "-"): status for status in Status}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the visitor has chosen; None is "nothing chosen"."""

    unit: str | None = None
    period: Period | None = None
    status: Status | None = None

    def with_(self, **changes: Any) -> Filter:
        """The same choices with some of them changed."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """The query string with its question mark, empty where nothing is chosen."""
        chosen = {UNIT: self.unit, PERIOD: period_slug(self.period), STATUS: status_slug(self.status)}
        encoded = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{encoded}" if encoded else ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A filter with what could not be understood, in Swedish."""

    filter: Filter
    faults: tuple[str, ...] = ()


def parse(query: str) -> Parsed:
    """Read a query string, with or without its question mark. Never raises: what is wrong is a fault."""
    pairs = parse_qsl(query.lstrip("?"), keep_blank_values=True, errors="replace", max_num_fields=None)
    first = {name: value.strip() for name, value in reversed(pairs)}
    faults = [*_unknown_names(first), *_repeated_names(pairs)]
    period, period_faults = _read_period(first.get(PERIOD, ""))
    status, status_faults = _read_status(first.get(STATUS, ""))
    unit = first.get(UNIT) or None
    return Parsed(Filter(unit, period, status), (*faults, *period_faults, *status_faults))


def period_slug(period: Period | None) -> str:
    """``T2-2025``; empty for None."""
    return f"{period.kind}-{period.year}" if period is not None else ""


def status_slug(status: Status | None) -> str:
    """``uppfylls-inte``; empty for None."""
    return status.value.replace("_", "-") if status is not None else ""


def is_slug(text: str) -> bool:
    """Whether the text has the form of a unit's or an indicator's address."""
    return len(text) <= 200 and _SLUG.fullmatch(text) is not None


def shown(text: str) -> str:
    """A value out of an address in a length that can be shown back."""
    plain = "".join(letter if letter.isprintable() else "·" for letter in text)
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"


def _read_period(given: str) -> tuple[Period | None, tuple[str, ...]]:
    if not given:
        return None, ()
    found = _PERIOD.fullmatch(given)
    if found is None:
        return None, (FAULT_PERIOD.format(given=shown(given)),)
    return Period(int(found["year"]), PeriodKind(found["kind"].upper())), ()


def _read_status(given: str) -> tuple[Status | None, tuple[str, ...]]:
    if not given:
        return None, ()
    status = _STATUS_SLUGS.get(given.casefold())
    return status, () if status is not None else (FAULT_STATUS.format(given=shown(given)),)


def _unknown_names(first: Iterable[str]) -> list[str]:
    return [FAULT_PARAMETER.format(name=shown(name)) for name in first if name not in (UNIT, PERIOD, STATUS)]


def _repeated_names(pairs: list[tuple[str, str]]) -> list[str]:
    names = [name for name, _ in pairs]
    repeated = sorted({name for name in names if names.count(name) > 1 and name in (UNIT, PERIOD, STATUS)})
    return [FAULT_REPEATED.format(name=name) for name in repeated]
