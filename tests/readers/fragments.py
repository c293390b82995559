"""Parts of printed plans and reports that several tests put documents together of, and how their records are picked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from etl.readers.records import Record, Remark

Read = Callable[[str | bytes], list[Record]]

PLAN_HEAD = "Verksamhetsplan 2024 för Strandgläntans servicehus  \n\n \n\nFörslag till beslut \n"
GOALS = (
    "KF:s inriktningsmål: \n\n1. En stad som håller ihop \n\nKF:s mål för verksamhetsområdet: \n\n"
    "1.2. Äldre har en tillvaro som präglas av kvalitet, \n\ntrygghet och självbestämmande \n\n"
)
PLAN_TABLE = "  Indikator Årsmål \nKF:s årsmål \når 2024 \n\nPeriodicitet \n\n"
REPORT_TABLE = (
    "   Indikator \nPeriodens \nutfall \n\nUtfall \nmän/ \npojkar \n\nUtfall \nkvinn\nor/ \nflicko\nr \n\nPerio\ndens \nutfall \nVB \n2021 \n\n"
    "Progno\ns helår \n\nÅrsmål \nKF:s \nårsmål \n\nPeriod \n\n"
)

T = TypeVar("T")


def only(kind: type[T], records: list[Record]) -> list[T]:
    return [record for record in records if isinstance(record, kind)]


def codes(records: list[Record]) -> list[str]:
    return [remark.code for remark in only(Remark, records)]
