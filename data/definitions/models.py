"""What a definition says: the fields of indicators, units and programmes as a controller writes them in YAML.

Every field's ``description`` is Swedish: it is what the controller is told when the field is missing or wrong.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StringConstraints

from data.names import normalise_name
from data.vocabulary import Aggregate, Better, Gender, GoalLevel, Measure, MeasuredOver, Periodicity, PeriodKind, UnitKind

SHORT_NAME_LENGTH = 22
"""Characters of a short name that fit a column header of the matrix."""

SetBy = Literal["kf", "namnd", "enhet"]
Slug = Annotated[str, StringConstraints(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
KoladaId = Annotated[str, StringConstraints(pattern="^([A-Z0-9]{4,20})?$")]


class Definition(BaseModel):
    """Frozen, and no field that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class IndicatorDefinition(Definition):
    """One indicator: one file in ``indicators/``, whose name (without ``.yaml``) is the indicator's slug."""

    slug: Slug = Field(description="filens namn utan .yaml: små bokstäver a–z, siffror och bindestreck")
    name: str = Field(description="indikatorns fullständiga namn, som det skrivs i dokumenten", min_length=1)
    short_name: str = Field(
        description=f"ett kort namn, högst {SHORT_NAME_LENGTH} tecken, som inget annat har",
        min_length=1,
        max_length=SHORT_NAME_LENGTH,
    )
    description: str = Field(description="vad indikatorn mäter och hur, med egna ord", min_length=1)
    why: str = Field(description="en mening om varför indikatorn spelar roll", min_length=1)
    measure: Measure = Field(description="ett av share (andel), count (antal), index, amount (mängd)")
    unit_of_measure: str = Field(description='måttenheten inom citattecken, till exempel "%" (får vara tom för ett index)')
    decimals: StrictInt = Field(default=0, description="antal decimaler när värdet visas, 0 till 3", ge=0, le=3)
    better: Better | None = Field(default=None, description="higher (högre är bättre) eller lower (lägre är bättre)")
    open_question: str = Field(default="", description="frågan till controllern när better inte är angivet")
    periodicity: Periodicity = Field(description="Tertial eller År")
    tolerance_pct: StrictFloat | None = Field(
        default=None, description="procent av målet, 0 till 100, inom vilka en miss räknas som delvis", ge=0, le=100
    )
    accumulates: StrictBool = Field(default=False, description="true om värdet räknas ihop under året, annars false")
    measured_over: MeasuredOver | None = Field(
        default=None,
        description="own_period (egen period), year_to_date (från 1 januari) eller rolling_year (de senaste tolv månaderna)",
    )
    aggregate: Aggregate = Field(default=Aggregate.NONE, description="ett av weighted_mean, sum, none")
    min_group: StrictInt | None = Field(default=None, description="minsta antal personer för att visa värdet, minst 1", ge=1)
    is_sensitive: StrictBool = Field(default=False, description="true om även små antal ska skyddas, annars false")
    n_is_denominator: StrictBool = Field(
        default=True,
        description="false om andelen inte räknas på de n personerna, till exempel sjukfrånvarons del av arbetstiden",
    )
    kf_target_is_local: StrictBool = Field(
        default=True, description="false om KF:s årsmål gäller hela staden och inte kan jämföras med en enhet, annars true"
    )
    set_by: SetBy = Field(description="vem som satt indikatorn: kf, namnd eller enhet")
    other_names: tuple[str, ...] = Field(default=(), description="en lista med andra namn på samma indikator")
    kolada: KoladaId = Field(default="", description='beteckningen i Kolada inom citattecken, till exempel "N00090"')
    source: str = Field(description="varifrån värdet hämtas och vilket dokument definitionen bygger på", min_length=1)
    checked_on: dt.date = Field(description="dagen då någon senast gick igenom definitionen, till exempel 2026-11-02")
    sort_order: StrictInt = Field(default=0, description="ett heltal: lägre tal visas först")
    is_draft: StrictBool = Field(default=False, description="true medan definitionen är ett utkast, annars false")

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names, *([self.kolada] if self.kolada else []))


class UnitDefinition(Definition):
    """One node of the organisation; ``parent`` is the slug of the unit above, None for a city."""

    slug: Slug = Field(description="kort namn till webbadressen: små bokstäver a–z, siffror och bindestreck")
    name: str = Field(description="enhetens namn, som det skrivs i dokumenten", min_length=1)
    kind: UnitKind = Field(description="ett av stad, forvaltning, avdelning, enhet")
    parent: str | None = Field(default=None, description="slug för enheten ovanför")
    valid_from: dt.date | None = Field(default=None, description="första dagen enheten finns, till exempel 2020-07-01")
    valid_to: dt.date | None = Field(default=None, description="sista dagen enheten finns, till exempel 2020-06-30")
    other_names: tuple[str, ...] = Field(default=(), description="en lista med andra namn på samma enhet")
    kolada: KoladaId = Field(default="", description='kommunens eller enhetens beteckning i Kolada, till exempel "0180"')
    is_example: StrictBool = Field(default=False, description="true om enheten är påhittad (exempeldata), annars false")
    sort_order: StrictInt = Field(default=0, description="ett heltal: lägre tal visas först")

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names, *([self.kolada] if self.kolada else []))


class ProgrammeGoal(Definition):
    """A goal of the council's programme: an inriktningsmål, or a mål för verksamhetsområdet under ``parent_number``."""

    level: GoalLevel = Field(description="kf_inriktningsmal eller kf_mal")
    number: str = Field(description='målets nummer inom citattecken, till exempel "1.4"', min_length=1)
    title: str = Field(description="målets rubrik, som den skrivs i kommunfullmäktiges budget", min_length=1)
    parent_number: str = Field(default="", description="inriktningsmålets nummer")
    other_titles: tuple[str, ...] = Field(default=(), description="en lista med andra rubriker som dokumenten har på målet")


class ProgrammeDefinition(Definition):
    """The goals that the council decided for a term of office. ``name`` is what ``goal.programme`` holds: ``2023–2026``."""

    name: str = Field(description="mandatperioden, till exempel 2023–2026", min_length=1)
    first_year: StrictInt = Field(description="första året, till exempel 2023", ge=1990, le=2100)
    last_year: StrictInt = Field(description="sista året, till exempel 2026", ge=1990, le=2100)
    source: str = Field(description="dokumentet som målen är hämtade ur", min_length=1)
    checked_on: dt.date = Field(description="dagen då någon senast gick igenom målen, till exempel 2026-11-02")
    goals: tuple[ProgrammeGoal, ...] = Field(description="målen")


LayoutRole = Literal[
    "unit",
    "unit_code",
    "department",
    "indicator",
    "indicator_code",
    "period",
    "year",
    "gender",
    "unit_of_measure",
    "what",
    "outcome",
    "outcome_women",
    "outcome_men",
    "n",
    "n_women",
    "n_men",
    "forecast",
    "target",
    "kf_target",
    "periodicity",
    "analysis",
    "ignored",
]
"""What a column of a table, or words beside it, can hold."""

_ROLES = ", ".join(get_args(LayoutRole))
Words = Annotated[tuple[Annotated[str, StringConstraints(min_length=1)], ...], Field(min_length=1)]


class LayoutDefinition(Definition):
    """How one sort of table is set up: one file in ``layouts/``, whose name (without ``.yaml``) is the layout's name."""

    slug: Slug = Field(description="filens namn utan .yaml: små bokstäver a–z, siffror och bindestreck")
    title: str = Field(description="vad tabellen är, med några ord", min_length=1)
    description: str = Field(description="var tabellen kommer ifrån och hur den är uppställd", min_length=1)
    columns: dict[LayoutRole, Words] = Field(
        description=f"för varje slags kolumn en lista med de rubriker den kan ha. Slagen är {_ROLES}", min_length=1
    )
    values: dict[LayoutRole, Words] = Field(
        default={}, description="orden som måste stå i en kolumn vars rubrik två slag delar, som en lista för det ena slaget"
    )
    required: tuple[LayoutRole, ...] = Field(default=(), description=f"slag av kolumner som måste finnas: {_ROLES}")
    title_words: tuple[str, ...] = Field(
        default=(), description="en lista med ord, av vilka något måste stå ovanför tabellen eller i bladets namn"
    )
    required_cells: tuple[str, ...] = Field(default=(), description="en lista med namn på celler som måste vara ifyllda")
    across: tuple[Literal["unit", "indicator"], ...] = Field(
        default=(), description="unit eller indicator (eller båda): vad namn i rubrikraden kan vara"
    )
    indicator_names: dict[str, Words] = Field(
        default={}, description="för varje indikator en lista med de namn som tabellen har på den"
    )
    group_rows: Literal["", "unit", "department", "indicator"] = Field(
        default="", description="unit, department eller indicator: vad en rad med bara ett namn är för raderna under"
    )
    sheet_name: Literal["", "unit", "department", "indicator"] = Field(
        default="", description="unit, department eller indicator: vad bladens namn är"
    )
    labels: dict[LayoutRole, Words] = Field(
        default={}, description="för varje slags uppgift en lista med de ord som står före den ovanför tabellen"
    )
    named_cells: dict[LayoutRole, str] = Field(default={}, description="för varje slags uppgift namnet på cellen den står i")
    fixed: dict[LayoutRole, str] = Field(default={}, description="uppgifter som gäller hela tabellen, till exempel indikatorn")
    fill_down: tuple[LayoutRole, ...] = Field(
        default=(), description="slag av kolumner där en tom cell betyder detsamma som cellen ovanför"
    )
    decimal_mark: Literal["", "comma", "point"] = Field(
        default="", description="comma eller point, om tal i text alltid skrivs så"
    )
    shares: Literal["", "percent", "ratio"] = Field(
        default="", description="percent (9,5) eller ratio (0,095), om andelar utan procentformat alltid skrivs så"
    )
    year_is: Literal["", "VB"] = Field(default="", description="VB, om ett ensamt årtal ovanför tabellen är hela året")
    period_words: dict[PeriodKind, Words] = Field(default={}, description="fler ord för T1, T2, VB och VP, som listor")
    gender_words: dict[Gender, Words] = Field(default={}, description="fler ord för T, K och M, som listor")
    total_words: tuple[str, ...] = Field(default=(), description="en lista med fler ord för rader som sammanfattar andra")
    is_one_series: StrictBool = Field(
        default=False, description="true om varje ny fil ersätter den förra, också under ett annat namn, annars false"
    )
    is_report: StrictBool = Field(default=False, description="true om tabellen är enhetens egen rapport, annars false")
    source: str = Field(description="tabellen eller systemet som beskrivningen bygger på", min_length=1)
    checked_on: dt.date = Field(description="dagen då någon senast gick igenom layouten, till exempel 2026-11-02")
    sort_order: StrictInt = Field(default=0, description="ett heltal: av layouter som passar lika bra väljs den med lägst tal")


class Definitions(Definition):
    """All definitions: indicators by ``sort_order`` and name, units with parents before children, programmes by year,
    layouts of tables by ``sort_order`` and name.

    ``sha256`` is the fingerprint of the files: it changes when any of them does.
    """

    indicators: tuple[IndicatorDefinition, ...] = ()
    units: tuple[UnitDefinition, ...] = ()
    programmes: tuple[ProgrammeDefinition, ...] = ()
    layouts: tuple[LayoutDefinition, ...] = ()
    sha256: str = ""

    @cached_property
    def _indicators_by_name(self) -> dict[str, IndicatorDefinition]:
        return {normalise_name(name): one for one in self.indicators for name in one.all_names}

    @cached_property
    def _units_by_name(self) -> dict[str, tuple[UnitDefinition, ...]]:
        found: dict[str, tuple[UnitDefinition, ...]] = {}
        for unit in self.units:
            for name in {normalise_name(each) for each in unit.all_names}:
                found[name] = (*found.get(name, ()), unit)
        return found

    def indicator_named(self, name: str) -> IndicatorDefinition | None:
        """The indicator that bears this name, now or before, however it is printed."""
        return self._indicators_by_name.get(normalise_name(name))

    def units_named(self, name: str) -> tuple[UnitDefinition, ...]:
        """All units that bear this name: two departments of different districts may be called the same."""
        return self._units_by_name.get(normalise_name(name), ())

    def programme_of(self, year: int) -> ProgrammeDefinition | None:
        """The council's programme that the year belongs to."""
        return next((each for each in self.programmes if each.first_year <= year <= each.last_year), None)
