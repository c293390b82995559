"""The tables: what a document said, where it said it, and the read model that the pages show.

Facts (``target``, ``outcome``, ``forecast``, ``stated_judgement``, ``commentary``, ``activity``, ``plan_goal``,
``followed_under``) carry their origin: source document, locator, text as printed, the load that brought them and, once
superseded, the load that ended them. A row with ``ended_load_id`` NULL is current; ``as_of`` load L is
``load_id <= L AND (ended_load_id IS NULL OR ended_load_id > L)``. Nothing is overwritten.

Periods are stored as ``year`` and ``period`` (``VP``, ``T1``, ``T2``, ``VB``), shares in per cent, dates as ISO dates.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.base import Base as Base
from data.written import Comment as Comment
from data.written import SavedPresentation as SavedPresentation


class Load(Base):
    """One transaction: one version of one document, the new documents of a folder of figures, or a change of definitions.

    Its id is the data's version.
    """

    __tablename__ = "load"

    id: Mapped[int] = mapped_column(primary_key=True)
    finished_at: Mapped[dt.datetime]
    what: Mapped[str]
    facts_added: Mapped[int] = mapped_column(default=0)
    facts_ended: Mapped[int] = mapped_column(default=0)
    facts_unchanged: Mapped[int] = mapped_column(default=0)


class Unit(Base):
    """A node of the organisation: stad, förvaltning, avdelning or enhet."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    is_example: Mapped[bool] = mapped_column(default=False)
    is_draft: Mapped[bool] = mapped_column(default=False)
    """Named by a document but not yet placed in the organisation by a controller."""


class UnitName(Base):
    """Every name a unit has been known by; ``normalised`` is what is compared."""

    __tablename__ = "unit_name"
    __table_args__ = (UniqueConstraint("unit_id", "normalised"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str]
    normalised: Mapped[str] = mapped_column(index=True)


class Indicator(Base):
    """What is measured: a definition from ``data/definitions/indicators`` or a draft made for a new name."""

    __tablename__ = "indicator"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    measure: Mapped[str | None]
    unit_of_measure: Mapped[str] = mapped_column(default="")
    decimals: Mapped[int] = mapped_column(default=0)
    better: Mapped[str | None]
    periodicity: Mapped[str | None]
    tolerance_pct: Mapped[float | None]
    """Per cent of the target within which a miss is *delvis*; NULL: the installation's default."""
    accumulates: Mapped[bool] = mapped_column(default=False)
    measured_over: Mapped[str | None]
    """Which time a follow-up's figure is measured over; NULL: not known, so no two within a year are called independent."""
    aggregate: Mapped[str] = mapped_column(default="none")
    min_group: Mapped[int | None]
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    n_is_denominator: Mapped[bool] = mapped_column(default=True)
    """False where a share is no share of its n, as sick leave is a share of working hours: it has no margin of error."""
    kf_target_is_local: Mapped[bool] = mapped_column(default=True)
    """False where KF:s årsmål concerns the whole city and must not be compared with a unit's outcome."""
    set_by: Mapped[str | None]
    source: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[dt.date | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    is_draft: Mapped[bool] = mapped_column(default=False)


class IndicatorName(Base):
    __tablename__ = "indicator_name"
    __table_args__ = (UniqueConstraint("indicator_id", "normalised"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    name: Mapped[str]
    normalised: Mapped[str] = mapped_column(index=True)


class Goal(Base):
    """A goal of the tree. KF goals belong to a programme, a nämndmål to a förvaltning, an enhetsmål to one unit.

    ``key`` identifies it: level, programme, owner and normalised title. ``number`` is empty where none is printed.
    """

    __tablename__ = "goal"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    level: Mapped[str]
    programme: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    owner_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


class SourceDocument(Base):
    """One version of one document: a plan or report of one unit, with the fingerprint of its bytes.

    ``document_key`` is the same for all versions of a document; a version that was replaced has ``ended_load_id``.
    ``position`` tells the documents of one file apart (0, 1, …).
    """

    __tablename__ = "source_document"
    __table_args__ = (Index(None, "document_key", "ended_load_id"), Index(None, "sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    document_key: Mapped[str]
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    ended_load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"))
    file_name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str]
    origin: Mapped[str]
    kind: Mapped[str]
    year: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(default="")
    publisher: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    published_on: Mapped[dt.date | None]
    records_read: Mapped[int] = mapped_column(default=0)


class Fact:
    """Columns that every fact carries.

    A fact has two indexes: by its document, for comparing it with a new version, and by what it is about. Each costs a third
    of the time that adding the row takes; there is none for the loads, by which facts are not looked up.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    source_document_id: Mapped[int] = mapped_column(ForeignKey("source_document.id"), index=True)
    locator: Mapped[str]
    """Where in the document: ``rad 328``, ``sida 4, rad 3``."""
    printed: Mapped[str]
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"))
    ended_load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"))


class PlanGoal(Fact, Base):
    """That a document of a unit and year names a goal, in this order and under this parent."""

    __tablename__ = "plan_goal"
    __table_args__ = (Index(None, "unit_id", "year"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    parent_goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"))
    sort_order: Mapped[int]


class FollowedUnder(Fact, Base):
    """That a unit follows an indicator a year, under which goal and how often."""

    __tablename__ = "followed_under"
    __table_args__ = (Index(None, "unit_id", "year", "indicator_id"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"))
    periodicity: Mapped[str | None]


class Target(Fact, Base):
    """Årsmål or KF:s årsmål of a unit, indicator and year, valid from a day. ``value`` is NULL where the form gives none."""

    __tablename__ = "target"
    __table_args__ = (Index(None, "unit_id", "indicator_id", "year"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    kind: Mapped[str]
    form: Mapped[str]
    value: Mapped[float | None]
    unit_printed: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date]
    is_doubtful: Mapped[bool] = mapped_column(default=False)
    """Read with certainty but looks mistaken: kept, shown, not judged until a controller has answered."""


class Outcome(Fact, Base):
    """A measured value. ``value`` NULL has a ``missing`` reason. ``n`` is the number of respondents or cases, if known.

    ``reported_year``/``reported_period`` tell in which follow-up it was reported; ``year``/``period`` what it concerns.
    """

    __tablename__ = "outcome"
    __table_args__ = (
        Index(None, "unit_id", "indicator_id", "year"),
        # three comparisons, for IN makes SQLite build a list anew for every row: half the time of adding it
        CheckConstraint("gender = 'T' OR gender = 'K' OR gender = 'M'", name="gender"),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    period: Mapped[str]
    gender: Mapped[str]
    value: Mapped[float | None]
    n: Mapped[int | None]
    missing: Mapped[str | None]
    unit_printed: Mapped[str] = mapped_column(default="")
    reported_year: Mapped[int]
    reported_period: Mapped[str]
    is_doubtful: Mapped[bool] = mapped_column(default=False)


class Forecast(Fact, Base):
    """What a unit expects for the full year (prognos helår), stated in a follow-up."""

    __tablename__ = "forecast"
    __table_args__ = (Index(None, "unit_id", "indicator_id", "year", "period"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    period: Mapped[str]
    gender: Mapped[str]
    value: Mapped[float | None]
    unit_printed: Mapped[str] = mapped_column(default="")


class StatedJudgement(Fact, Base):
    """What a unit or board states about a goal in a follow-up."""

    __tablename__ = "stated_judgement"
    __table_args__ = (Index(None, "unit_id", "year", "period"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    year: Mapped[int]
    period: Mapped[str]
    judgement: Mapped[str | None]
    """NULL where the printed words are not one of the three; the question about them is a finding."""


class Commentary(Fact, Base):
    """What a unit writes: the analysis of an indicator or a goal, expected result, working method … (``section``)."""

    __tablename__ = "commentary"
    __table_args__ = (Index(None, "unit_id", "year", "period"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    period: Mapped[str]
    section: Mapped[str]
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"))


class Activity(Fact, Base):
    """An activity under a goal, with dates, deviation and analysis as stated in the document."""

    __tablename__ = "activity"
    __table_args__ = (Index(None, "unit_id", "year", "period"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"))
    year: Mapped[int]
    period: Mapped[str]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    deviation: Mapped[str] = mapped_column(default="")
    analysis: Mapped[str] = mapped_column(default="")


class Finding(Base):
    """A question, a warning or a rejection, with where it concerns and what to do. ``fingerprint`` keeps it single."""

    __tablename__ = "finding"
    __table_args__ = (Index(None, "state", "kind"), Index(None, "fingerprint"))

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), index=True)
    ended_load_id: Mapped[int | None] = mapped_column(ForeignKey("load.id"))
    """The load whose version of the document no longer gives rise to it."""
    source_document_id: Mapped[int | None] = mapped_column(ForeignKey("source_document.id"), index=True)
    file_name: Mapped[str]
    locator: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    kind: Mapped[str]
    code: Mapped[str]
    message: Mapped[str]
    printed: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")
    answer: Mapped[str] = mapped_column(default="")
    settled_by: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[dt.datetime | None]


class StoreFact(Base):
    """Small facts about the store itself: ``judged_on`` (ISO date), ``definitions_sha256`` …"""

    __tablename__ = "store_fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class AttainmentColumns:
    """What is shown about a unit, indicator, follow-up and gender. Shares and differences of shares are in per cent.

    Intervals are of 95 %. ``_within_margin`` is True where chance alone can explain that the figure is not the target, or
    that it has changed; None where nothing can be said, as no number of respondents is known. Ids refer to the tables of
    facts; the database does not check them, for what is derived is compared with its facts as a whole (``etl check``).
    """

    value: Mapped[float | None]
    n: Mapped[int | None]
    missing: Mapped[str | None]
    outcome_printed: Mapped[str] = mapped_column(default="")
    outcome_unit: Mapped[str] = mapped_column(default="")
    """The unit of measure that the outcome is printed in; of one that is added up, its units'."""
    outcome_id: Mapped[int | None]
    due_on: Mapped[dt.date | None]
    """The last day of a follow-up that the plan promises; it is late from the day after. NULL where none was promised."""

    target_value: Mapped[float | None]
    target_form: Mapped[str | None]
    target_printed: Mapped[str] = mapped_column(default="")
    target_id: Mapped[int | None]
    status: Mapped[str]
    status_reason: Mapped[str]
    judged_better: Mapped[str | None]
    """The direction used: the definition's, or the one a bound or öka/minska decides."""
    judged_level: Mapped[float | None]
    """The level that the outcome was held against: the target, its share of the year, or last year's outcome."""
    judged_limit: Mapped[float | None]
    """The worst outcome that is still *delvis*; NULL where there is no *delvis*."""

    kf_target_value: Mapped[float | None]
    kf_target_form: Mapped[str | None]
    kf_target_printed: Mapped[str] = mapped_column(default="")
    kf_target_id: Mapped[int | None]
    kf_status: Mapped[str]
    kf_status_reason: Mapped[str]
    kf_judged_better: Mapped[str | None]
    kf_judged_level: Mapped[float | None]

    previous_value: Mapped[float | None]
    """The nearest earlier follow-up's outcome (for an annual indicator: last year's)."""
    previous_year: Mapped[int | None]
    previous_period: Mapped[str | None]
    change: Mapped[str | None]
    change_low: Mapped[float | None]
    """The interval of ``value - previous_value``; NULL where the two are not independent measurements."""
    change_high: Mapped[float | None]
    change_within_margin: Mapped[bool | None]
    year_ago_value: Mapped[float | None]
    year_ago_change: Mapped[str | None]
    year_ago_low: Mapped[float | None]
    year_ago_high: Mapped[float | None]
    year_ago_within_margin: Mapped[bool | None]

    gap: Mapped[float | None]
    """Women's outcome minus men's, on the row of the total."""
    gap_low: Mapped[float | None]
    gap_high: Mapped[float | None]
    gap_within_margin: Mapped[bool | None]

    forecast_value: Mapped[float | None]
    forecast_printed: Mapped[str] = mapped_column(default="")
    forecast_status: Mapped[str | None]
    forecast_status_reason: Mapped[str | None]

    interval_low: Mapped[float | None]
    interval_high: Mapped[float | None]
    within_margin: Mapped[bool | None]
    kf_within_margin: Mapped[bool | None]
    variation: Mapped[str | None]
    assurance: Mapped[str | None]
    process_mean: Mapped[float | None]
    """The lines of the process-behaviour chart in the figure's unit of measure; NULL below twelve points."""
    process_low: Mapped[float | None]
    process_high: Mapped[float | None]
    remark_kind: Mapped[str | None]
    """The weightiest story that a reported total tells, where it may deserve attention (a ``RemarkKind``); else NULL."""
    remark_weight: Mapped[float | None]
    """How far, how sure and how many, 0 to 1."""

    is_withheld: Mapped[bool] = mapped_column(default=False)
    is_aggregated: Mapped[bool] = mapped_column(default=False)
    """The row is a parent's that has not reported itself: its value, if any, is added up over the units below."""
    units_reached: Mapped[int | None]
    """Of a parent: how many of the units right below it that are judged (``units_judged``) reach their årsmål, as shown."""
    units_judged: Mapped[int | None]
    units_reported: Mapped[int | None]
    units_total: Mapped[int | None]
    """Of a parent: how many units right below it follow the indicator."""

    goal_id: Mapped[int | None]
    is_example: Mapped[bool] = mapped_column(default=False)


OVERVIEW = (
    *("unit_id", "year", "period", "indicator_id", "status", "status_reason", "goal_id"),
    *("remark_kind", "remark_weight", "gender", "is_aggregated"),
)
"""What an overview of many units needs of each figure: an index holds it all, so that no row need be looked up."""
REPORTED_TOTALS = "gender = 'T' AND NOT is_aggregated"
"""Women and men together, as the unit itself has reported them."""


class Attainment(AttainmentColumns, Base):
    """The read model: one row per unit × indicator × follow-up × gender, ready to show. Derived, rebuilt by loads.

    A row stands for every follow-up that the unit's plan promises, for every outcome reported, and for every parent of
    units that have one. It is what ordinary readers see: a row that is withheld has nothing in it that could be told from.
    """

    __tablename__ = "attainment"
    __table_args__ = (
        Index(None, "indicator_id", "year", "period", "gender"),
        Index("ix_attainment_withheld", "indicator_id", sqlite_where=text("is_withheld")),  # postgresql_where loads its dialect
        Index("ix_attainment_overview", *OVERVIEW, sqlite_where=text(REPORTED_TOTALS)),
    )

    unit_id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(primary_key=True)
    gender: Mapped[str] = mapped_column(primary_key=True)


class WithheldAttainment(AttainmentColumns, Base):
    """What the rows of ``attainment`` that withhold something would show, for those alone who may see it."""

    __tablename__ = "withheld_attainment"

    unit_id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(primary_key=True)
    gender: Mapped[str] = mapped_column(primary_key=True)


class GoalAttainment(Base):
    """The read model of goals: what is stated of a goal in a follow-up, beside a count of its indicators by status.

    The counts are of the indicators (totalt) that the unit follows under the goal, and under the goals below it in its plan,
    as ordinary readers see them. The two are never merged; ``remark`` says where they tell different stories (a
    ``JudgementRemark``).
    """

    __tablename__ = "goal_attainment"

    unit_id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    goal_id: Mapped[int] = mapped_column(primary_key=True)

    judgement: Mapped[str | None]
    stated_judgement_id: Mapped[int | None]
    reached: Mapped[int]
    partly: Mapped[int]
    missed: Mapped[int]
    not_judged: Mapped[int]
    not_reported: Mapped[int]
    remark: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(default=False)
