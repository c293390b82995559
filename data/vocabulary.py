"""The words of the field, as enumerations and small frozen types.

Nothing is imported from the rest of the project: every other room builds on these words. The terms are those of the
City of Stockholm's steering system (ILS) as printed in its plans and reports; see docs/ordlista.md.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering


class Gender(StrEnum):
    """Whom a figure concerns: everybody (totalt), women and girls (kvinnor), men and boys (män)."""

    T = "T"
    K = "K"
    M = "M"


class PeriodKind(StrEnum):
    """The plan (VP) and the three follow-ups of a year: T1 to 30 April, T2 to 31 August, VB the full year."""

    VP = "VP"
    T1 = "T1"
    T2 = "T2"
    VB = "VB"

    @property
    def order(self) -> int:
        """Place within the year: the plan is 0, the annual report 3."""
        return _PERIOD_ORDER[self]


_PERIOD_ORDER = {PeriodKind.VP: 0, PeriodKind.T1: 1, PeriodKind.T2: 2, PeriodKind.VB: 3}
FOLLOW_UPS = (PeriodKind.T1, PeriodKind.T2, PeriodKind.VB)

_PERIOD_PRINTED = re.compile(
    r"(?:(?P<kind>VP|VB|T\s?[123]|tertial(?:rapport)?\s+[123]|verksamhetsberättelse|verksamhetsplan|år|helår)\s+)?"
    r"(?:år\s+)?(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """One plan or follow-up of one year, ordered in time; written ``T1 2023``."""

    year: int
    kind: PeriodKind

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"

    def __lt__(self, other: Period) -> bool:
        return (self.year, self.kind.order) < (other.year, other.kind.order)

    @property
    def last_day(self) -> dt.date:
        """The day up to which the period is measured; for a plan the day before its year begins."""
        return {
            PeriodKind.VP: dt.date(self.year - 1, 12, 31),
            PeriodKind.T1: dt.date(self.year, 4, 30),
            PeriodKind.T2: dt.date(self.year, 8, 31),
            PeriodKind.VB: dt.date(self.year, 12, 31),
        }[self.kind]

    @property
    def share_of_year(self) -> float:
        """How much of the year has passed at the period's end, in thirds; for a plan 0."""
        return self.kind.order / 3

    @classmethod
    def printed(cls, text: str) -> Period | None:
        """Read a period as documents print it: ``VB 2020``, ``2020`` (the full year), ``T1 2023``, ``Tertial 2 2022``.

        Returns None where the text is no period; a third tertial is the full year (VB).
        """
        found = _PERIOD_PRINTED.fullmatch(" ".join(text.split()))
        if not found:
            return None
        year, kind = int(found["year"]), (found["kind"] or "").casefold().replace(" ", "")
        if kind in ("vp", "verksamhetsplan"):
            return cls(year, PeriodKind.VP)
        if kind.endswith("1") or kind.endswith("2"):
            return cls(year, PeriodKind(f"T{kind[-1]}"))
        return cls(year, PeriodKind.VB)

    @classmethod
    def from_code(cls, code: str) -> Period:
        """The inverse of ``str(period)``; raises ValueError for anything else."""
        kind, _, year = code.partition(" ")
        return cls(int(year), PeriodKind(kind))


class UnitKind(StrEnum):
    """Level of the organisation tree."""

    STAD = "stad"
    FORVALTNING = "forvaltning"
    AVDELNING = "avdelning"
    ENHET = "enhet"


class GoalLevel(StrEnum):
    """Levels of the goal tree, from the council's direction to the unit's own goal."""

    KF_INRIKTNINGSMAL = "kf_inriktningsmal"
    KF_MAL = "kf_mal"
    NAMNDMAL = "namndmal"
    ENHETSMAL = "enhetsmal"

    @property
    def depth(self) -> int:
        """0 for the council's direction, 3 for the unit's own goal."""
        return tuple(GoalLevel).index(self)


class Better(StrEnum):
    """Which way an indicator is better. Stated in the definition, never inferred from the name."""

    HIGHER = "higher"
    LOWER = "lower"


class Measure(StrEnum):
    """What kind of quantity an indicator is."""

    SHARE = "share"
    COUNT = "count"
    INDEX = "index"
    AMOUNT = "amount"


class Periodicity(StrEnum):
    """How often an indicator is followed up: every tertial (T1, T2, VB) or once a year (VB)."""

    TERTIAL = "Tertial"
    AR = "År"

    @property
    def follow_ups(self) -> tuple[PeriodKind, ...]:
        return FOLLOW_UPS if self is Periodicity.TERTIAL else (PeriodKind.VB,)


class Aggregate(StrEnum):
    """How figures of units are added up to their parent."""

    WEIGHTED_MEAN = "weighted_mean"
    SUM = "sum"
    NONE = "none"


class TargetKind(StrEnum):
    """Who set the target: the unit's årsmål, or the council's for the city."""

    ARSMAL = "arsmal"
    KF_ARSMAL = "kf_arsmal"


class TargetForm(StrEnum):
    """How a target is put in print."""

    LEVEL = "level"
    """A level to reach: ``9,5 %``, ``83``."""
    MAX = "max"
    """An upper bound: ``Max 10 personer``. It decides its own direction."""
    MIN = "min"
    """A lower bound: ``Minst 90 %``. It decides its own direction."""
    INCREASE = "increase"
    """``öka``: better than the previous year's outcome is higher."""
    DECREASE = "decrease"
    """``minska``: against the previous year's outcome."""
    DELEGATED = "delegated"
    """``Tas fram av nämnd``: the council left the level to the board. Not missing."""
    WORDS = "words"
    """Words that give no level; the status is not computed."""


class Status(StrEnum):
    """Computed status of an indicator against one target."""

    UPPFYLLS_HELT = "uppfylls_helt"
    UPPFYLLS_DELVIS = "uppfylls_delvis"
    UPPFYLLS_INTE = "uppfylls_inte"
    EJ_BEDOMD = "ej_bedomd"
    EJ_RAPPORTERAD = "ej_rapporterad"


class StatusReason(StrEnum):
    """Why a status is what it is; the screens make one Swedish sentence of it."""

    REACHED = "reached"
    WITHIN_TOLERANCE = "within_tolerance"
    MISSED = "missed"
    NO_TARGET = "no_target"
    TARGET_DELEGATED = "target_delegated"
    TARGET_IN_WORDS = "target_in_words"
    DIRECTION_UNKNOWN = "direction_unknown"
    NO_PREVIOUS_YEAR = "no_previous_year"
    PREVIOUS_YEAR_WITHHELD = "previous_year_withheld"
    NOT_COMPARABLE = "not_comparable"
    OUTCOME_UNREADABLE = "outcome_unreadable"
    OUTCOME_DOUBTFUL = "outcome_doubtful"
    TARGET_DOUBTFUL = "target_doubtful"
    NOT_REPORTED = "not_reported"
    NOT_YET_DUE = "not_yet_due"
    NOT_APPLICABLE = "not_applicable"
    DROPPED_OUT = "dropped_out"
    WITHHELD = "withheld"
    NOT_ADDED_UP = "not_added_up"


class MissingReason(StrEnum):
    """Why there is no value: data, not an empty cell."""

    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    WITHHELD = "withheld"
    DROPPED_OUT = "dropped_out"
    NOT_YET_DUE = "not_yet_due"
    UNREADABLE = "unreadable"
    DOUBTFUL = "doubtful"
    NOT_ADDED_UP = "not_added_up"
    """A parent that has not reported itself, and whose units' figures cannot be added up."""


class Change(StrEnum):
    """Movement of an outcome since an earlier one, by the definition's direction."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    UNDIRECTED = "undirected"
    """It moved, but the definition does not say which way is better."""


class Variation(StrEnum):
    """What a process-behaviour (XmR) chart says about the latest point: a real change, or what always varies."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    COMMON = "common"


class Assurance(StrEnum):
    """What a process-behaviour (XmR) chart says about the target, if nothing changes."""

    REACHES = "reaches"
    MISSES = "misses"
    VARIES = "varies"


class RemarkKind(StrEnum):
    """The story that a figure tells, where it may deserve attention."""

    MISSES = "missar"
    """It does not reach its årsmål."""
    FORECAST = "prognos"
    """It is expected not to."""
    WORSE = "samre"
    """It is worse than a year ago, or than in the follow-up before."""
    GAP = "kon"
    """It differs between women and men."""
    PROCESS = "process"
    """It is worse than it usually varies (a process-behaviour chart)."""


class MeasuredOver(StrEnum):
    """Which time a figure of a follow-up is measured over. It decides whether two follow-ups share measurements."""

    OWN_PERIOD = "own_period"
    """A survey or a count of the period itself: no two periods share anything."""
    YEAR_TO_DATE = "year_to_date"
    """From 1 January: T1 is a part of T2, and both of VB."""
    ROLLING_YEAR = "rolling_year"
    """The twelve months up to the period's last day."""


class Judgement(StrEnum):
    """What people state about a goal. Loaded as stated, never computed."""

    UPPFYLLS_HELT = "uppfylls_helt"
    UPPFYLLS_DELVIS = "uppfylls_delvis"
    UPPFYLLS_INTE = "uppfylls_inte"


class JudgementRemark(StrEnum):
    """Where the indicators under a goal tell another story than the judgement that people state."""

    STATED_BETTER = "stated_better"
    STATED_WORSE = "stated_worse"


class FindingKind(StrEnum):
    """What a load has to say: a question to the controller, a remark, or a record that was not loaded."""

    QUESTION = "question"
    WARNING = "warning"
    REJECTION = "rejection"


class FindingState(StrEnum):
    OPEN = "open"
    SETTLED = "settled"


class Origin(StrEnum):
    """Where a source document came from."""

    DOCUMENT = "document"
    BUNDLED = "bundled"
    EXAMPLE = "example"


KOLADA = "Kolada"
"""The publisher whose figures are shown with *Källa: Kolada*, as its terms ask; what is computed from them is not."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its printed unit of measure: ``Quantity(9.5, "%")``, ``Quantity(1945.0, "GWh")``.

    ``unit`` is the empty string where none is printed. Shares are kept in per cent (9,5 % is 9.5).
    """

    value: float
    unit: str
