"""What the operator asks of Kolada: ``kolada:N00090,U21468``, municipalities or units, and years."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PREFIX = "kolada:"
FIRST_YEAR = 1990
YEARS_BEFORE = 5
"""Years asked for where none are said: this one and as many before it."""

_KPI = re.compile(r"[A-Z][0-9]{5}")
_MUNICIPALITY = re.compile(r"[0-9]{4}")
_OU = re.compile(r"[A-Z][A-Z0-9]{4,19}")
_RANGE = re.compile(r"(?P<first>[0-9]{4})(?P<open>[-–])?(?P<last>[0-9]{4})?")


class AskingError(Exception):
    """What is asked cannot be asked; the message says what is wrong and how to write it, in Swedish."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Marks of figures and of municipalities or units, and years; each once, in the order in which they were given."""

    kpis: tuple[str, ...]
    municipalities: tuple[str, ...]
    units: tuple[str, ...]
    years: tuple[int, ...]

    @property
    def fingerprint(self) -> str:
        """A short name, the same whenever the same is asked for."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def asked_for(kpis: Iterable[str], *, municipalities: Sequence[str], units: Sequence[str], years: str, this_year: int) -> Asked:
    """What is asked for. ``kpis`` are arguments such as ``kolada:N00090,U21468``; the lists may hold several marks each.

    ``years`` is ``2019-``, ``2019-2022``, ``2020,2022`` or empty (this year and the five before). Raises AskingError.
    """
    asked = Asked(
        kpis=_marks((each.removeprefix(PREFIX) for each in kpis), _KPI, "ett nyckeltal i Kolada", "N00090"),
        municipalities=_marks(municipalities, _MUNICIPALITY, "en kommun i Kolada (--municipality)", "0180"),
        units=_marks(units, _OU, "en enhet i Kolada (--ou)", "V15E144001301"),
        years=_years(years, this_year),
    )
    if not asked.kpis:
        raise AskingError("Ange vilka nyckeltal som ska hämtas från Kolada, till exempel kolada:N00090,U21468.")
    if not asked.municipalities and not asked.units:
        raise AskingError(
            "Ange vilken kommun eller enhet som uppgifterna gäller, till exempel --municipality 0180 (Stockholm) eller --ou ID."
        )
    return asked


def _marks(given: Iterable[str], form: re.Pattern[str], what: str, example: str) -> tuple[str, ...]:
    marks = dict.fromkeys(mark.strip().upper() for each in given for mark in each.split(",") if mark.strip())
    wrong = [f"«{mark}»" for mark in marks if not form.fullmatch(mark)]
    if wrong:
        raise AskingError(f"{', '.join(wrong)} är inte beteckningen på {what}. Så ser en ut: {example}. Sök på kolada.se.")
    return tuple(marks)


def _years(text: str, this_year: int) -> tuple[int, ...]:
    if not text.strip():
        return tuple(range(this_year - YEARS_BEFORE, this_year + 1))
    years: set[int] = set()
    for part in text.split(","):
        found = _RANGE.fullmatch("".join(part.split()))
        first = int(found["first"]) if found else 0
        last = int(found["last"]) if found and found["last"] else this_year if found and found["open"] else first
        is_readable = found and bool(found["last"]) <= bool(found["open"])
        if not is_readable or not FIRST_YEAR <= first <= last <= this_year + 1:
            raise AskingError(
                f"--years {text}: «{part.strip()}» går inte att tolka. Skriv 2019-, 2019-2022 eller 2020,2022,"
                f" med år från {FIRST_YEAR} till {this_year + 1}."
            )
        years.update(range(first, last + 1))
    return tuple(sorted(years))
