"""When: years, kinds of document, periods, periodicities and dates as documents print them."""

from __future__ import annotations

import datetime as dt
import re

from data.vocabulary import Period, Periodicity, PeriodKind
from etl.normalise.doubts import Doubt
from etl.normalise.printed import folded, squeezed

FIRST_YEAR, LAST_YEAR = 1990, 2100

_YEAR = re.compile(r"[12][0-9]{3}")
_KINDS = {
    **dict.fromkeys(("vp", "verksamhetsplan"), PeriodKind.VP),
    **dict.fromkeys(("t1", "tertial1", "tertialrapport1"), PeriodKind.T1),
    **dict.fromkeys(("t2", "tertial2", "tertialrapport2"), PeriodKind.T2),
    **dict.fromkeys(("vb", "verksamhetsberättelse"), PeriodKind.VB),
}
_PERIODICITIES = {
    **dict.fromkeys(("tertial", "tertialvis", "vartertial", "varjetertial"), Periodicity.TERTIAL),
    **dict.fromkeys(("år", "årsvis", "årlig", "årligen", "helår", "varjeår"), Periodicity.AR),
}
_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_ISO_DATE = re.compile(r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_WRITTEN_DATE = re.compile(r"(?:den )?(?P<day>[0-9]{1,2}) (?P<month>[a-z]+) (?P<year>[12][0-9]{3})", re.IGNORECASE)


def parse_year(text: str) -> int | Doubt | None:
    """A calendar year; None for an empty text."""
    plain = folded(text)
    if not plain:
        return None
    if _YEAR.fullmatch(plain) and FIRST_YEAR <= int(plain) <= LAST_YEAR:
        return int(plain)
    return Doubt("year_unreadable", f"Året är inget årtal mellan {FIRST_YEAR} och {LAST_YEAR}.", "Ange året med --year.")


def parse_kind(text: str) -> PeriodKind | Doubt | None:
    """The kind of a document: plan or one of the follow-ups; None for an empty text."""
    if not folded(text):
        return None
    return _KINDS.get(squeezed(text)) or Doubt(
        "kind_unreadable", "Dokumenttypen är varken VP, T1, T2 eller VB.", "Ange dokumenttypen med --kind."
    )


def parse_period(text: str, document: Period) -> Period | Doubt:
    """The period that a row says it concerns. An empty cell is the document's own; ``T1`` is that tertial of its year."""
    plain = folded(text)
    if not plain:
        return document
    if kind := _KINDS.get(squeezed(plain)):
        return Period(document.year, kind)
    period = Period.printed(plain)
    if period is not None and FIRST_YEAR <= period.year <= LAST_YEAR and period.kind is not PeriodKind.VP:
        return period
    return Doubt(
        "period_unreadable",
        "Perioden är varken ett år, T1, T2 eller VB med årtal.",
        "Rätta perioden i källan (till exempel VB 2020 eller T1 2023) och läs in den igen.",
    )


def parse_periodicity(text: str) -> Periodicity | Doubt | None:
    """How often an indicator is followed up; None for an empty cell."""
    if not folded(text):
        return None
    return _PERIODICITIES.get(squeezed(text)) or Doubt(
        "periodicity_unknown",
        "Periodiciteten är varken Tertial eller År.",
        "Rätta periodiciteten i källan, eller låt indikatorns definition avgöra.",
    )


def parse_date(text: str) -> dt.date | Doubt | None:
    """A day, printed ``2023-02-07`` or ``7 februari 2023``; None for an empty cell."""
    plain = folded(text)
    if not plain:
        return None
    found = _ISO_DATE.fullmatch(plain) or _WRITTEN_DATE.fullmatch(plain)
    if found:
        month = found["month"].casefold()
        number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
        year, day = int(found["year"]), int(found["day"])
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12:
            try:
                return dt.date(year, number, day)
            except ValueError:  # the thirtieth of February
                pass
    return Doubt(
        "date_unreadable", "Texten är inget datum.", "Rätta datumet i källan (till exempel 2023-02-07) och läs in den igen."
    )
