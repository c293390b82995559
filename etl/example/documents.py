"""The plans and reports of the fictional district, as rows of the CSV files that ``etl.readers.figures`` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.definitions import Definitions, IndicatorDefinition
from data.vocabulary import GoalLevel, Period, PeriodKind
from etl.example import printing
from etl.example.activities import ActivityStory, activities_of
from etl.example.chance import Chance
from etl.example.district import NOT_REPORTED, UNITS, YEARS, ExampleUnit
from etl.example.models import MODELS, Basis, Drawn
from etl.example.outcomes import Key, Outcome, happened
from etl.example.plan import EXPECTED, PlannedGoal, goals_of
from etl.example.targets import ExampleTarget, arsmal, kf_arsmal, standing
from etl.example.words import CORRECTED, NOT_MEASURED, SICK_LEAVE, STORIES, Standing, analysis, subject

Row = tuple[str, ...]

_WITHHELD_BELOW = 5
"""Users' surveys give no figure for fewer than five answers."""
_NOT_MEASURED_EVERY = 0.025
"""How often one figure is missing in a report: never the sick leave, nor where the unit has a story to show."""
_RESTATED_EVERY = 0.03
_SAYS_SOMETHING = {Standing.REACHED: 0.35, Standing.NEAR: 0.7, Standing.MISSED: 1.0, Standing.UNSAID: 0.8}
_ANOTHER_STORY = 0.08
"""How often a unit states something else about a goal than its indicators say."""
_HELT, _DELVIS, _INTE = "Uppfylls helt", "Uppfylls delvis", "Uppfylls inte"


@dataclass(slots=True)
class Written:
    """The rows of the four files, in order."""

    figures: list[Row] = field(default_factory=list)
    goals: list[Row] = field(default_factory=list)
    activities: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)


def documents(definitions: Definitions, seed: int) -> Written:
    """All documents of the three years: plans first, then T1, T2 and the annual report, unit by unit."""
    return _Author(definitions, Chance(seed)).all_documents()


class _Author:
    """Writes document after document; one generator of chance gives everything that is not certain."""

    def __init__(self, definitions: Definitions, chance: Chance) -> None:
        programme = definitions.programme_of(YEARS[0])
        if programme is None:
            raise ValueError(f"Kommunfullmäktiges mål för {YEARS[0]} saknas i data/definitions/programmes.")
        self._indicators = {each.slug: each for each in definitions.indicators}
        self._programme = programme
        self._chance = chance
        self._outcomes = happened(self._indicators, chance)
        self._reported: set[Key] = set()
        self._activities: dict[tuple[str, int], tuple[ActivityStory, ...]] = {}
        self._written = Written()

    def all_documents(self) -> Written:
        for year in YEARS:
            for kind in PeriodKind:
                for unit in UNITS:
                    self._document(unit, Period(year, kind))
        return self._written

    def _document(self, unit: ExampleUnit, period: Period) -> None:
        if (unit.code, period) in NOT_REPORTED:
            return
        goals = goals_of(unit.service, self._programme)
        if period.kind is PeriodKind.VP:
            self._activities[unit.code, period.year] = activities_of(unit.service, period.year, self._chance)
        document = _Document(f"{unit.code}-{period.kind.lower()}-{period.year}", unit, period)
        for order, goal in enumerate(goals, start=1):
            standings = [self._indicator(document, order, self._indicators[slug]) for slug in goal.indicators]
            self._goal(document, order, goal, [each for each in standings if each is not None])
            self._activities_under(document, order, goal, goals[order:])

    def _indicator(self, document: _Document, order: int, indicator: IndicatorDefinition) -> Standing | None:
        """Writes the indicator's row and analysis; gives its standing, None where nothing was measured."""
        row = _TableRow(document, order, indicator)
        target = arsmal(document.unit, indicator, document.period, self._outcomes)
        if document.period.kind is PeriodKind.VP:
            self._targets(row, target)
            return None
        if document.period.kind in indicator.periodicity.follow_ups:
            return self._followed_up(row, target)
        return None

    def _followed_up(self, row: _TableRow, target: ExampleTarget) -> Standing | None:
        document, indicator = row.document, row.indicator
        key = (document.unit.code, indicator.slug, document.period)
        is_certain = subject(indicator.slug) == SICK_LEAVE or document.unit.code in STORIES
        is_measured = is_certain or not self._chance.happens(_NOT_MEASURED_EVERY)
        outcome = self._outcomes[key] if is_measured else None
        self._written.figures += self._outcome_rows(row, outcome)
        correction = self._previous(row)
        if document.period.kind is not PeriodKind.VB:
            self._written.figures.append(row.figure("prognos", self._forecast(indicator, target, document)))
        self._targets(row, target)
        if outcome is None:
            self._text(document, row.order, indicator.name, "Analys", f"{self._chance.pick(NOT_MEASURED)} {correction}")
            return None
        self._reported.add(key)
        said = self._standing(indicator, target, outcome, document)
        text = self._analysis(indicator, target, outcome, said, document)
        self._text(document, row.order, indicator.name, "Analys", f"{text} {correction}")
        return said

    def _targets(self, row: _TableRow, target: ExampleTarget) -> None:
        self._written.figures.append(row.figure("årsmål", target.printed))
        self._written.figures.append(row.figure("kf_årsmål", kf_arsmal(row.indicator, row.document.period.year)))

    def _outcome_rows(self, row: _TableRow, outcome: Outcome | None) -> Iterator[Row]:
        """Total and, where the indicator is told by sex, men and women; empty cells where nothing was measured."""
        model = MODELS[row.indicator.slug]
        by_gender = model.by_gender and model.drawn is not Drawn.AMOUNT
        if outcome is None:
            for gender in "TMK" if by_gender else "T":
                yield row.figure("utfall", "", gender)
            return
        yield row.figure("utfall", printing.outcome(outcome.total, row.indicator), "T", _count(outcome.n))
        if not by_gender:
            return
        for gender, value, n in (("M", outcome.men, outcome.n_men), ("K", outcome.women, outcome.n_women)):
            if model.basis is Basis.USERS and n is not None and n < _WITHHELD_BELOW:
                yield row.figure("utfall", printing.WITHHELD, gender)
            elif value is not None:
                yield row.figure("utfall", printing.outcome(value, row.indicator), gender, _count(n))

    def _previous(self, row: _TableRow) -> str:
        """Writes the same period's outcome of the year before; gives a sentence where it has been corrected since."""
        before = Period(row.document.period.year - 1, row.document.period.kind)
        key = (row.document.unit.code, row.indicator.slug, before)
        outcome = self._outcomes.get(key)
        period = printing.period(before, row.indicator.periodicity)
        if outcome is None:
            self._written.figures.append(row.figure("föregående_utfall", "", period=period))
            return ""
        original = printed = printing.outcome(outcome.total, row.indicator)
        if key in self._reported and self._chance.happens(_RESTATED_EVERY):
            printed = printing.outcome(outcome.total * self._chance.pick((0.96, 0.98, 1.02, 1.03)), row.indicator)
        self._written.figures.append(row.figure("föregående_utfall", printed, period=period))
        return "" if printed == original else CORRECTED.format(period=period, before=original, after=printed)

    def _forecast(self, indicator: IndicatorDefinition, target: ExampleTarget, document: _Document) -> str:
        """What the unit expects of the full year: near what it will be, drawn a little towards the target."""
        full_year = self._outcomes[document.unit.code, indicator.slug, Period(document.period.year, PeriodKind.VB)].total
        hoped = full_year if target.level is None else target.level
        trust = 0.35 if document.period.kind is PeriodKind.T1 else 0.15
        expected = full_year + trust * (hoped - full_year) + self._chance.normal(0.01 * full_year)
        return printing.outcome(expected, indicator)

    def _standing(self, indicator: IndicatorDefinition, target: ExampleTarget, outcome: Outcome, document: _Document) -> Standing:
        last_year = self._outcomes.get((document.unit.code, indicator.slug, Period(document.period.year - 1, PeriodKind.VB)))
        shown = round(outcome.total, indicator.decimals)
        return standing(indicator, target, shown, last_year.total if last_year else None, document.period.share_of_year)

    def _analysis(
        self, indicator: IndicatorDefinition, target: ExampleTarget, outcome: Outcome, said: Standing, document: _Document
    ) -> str:
        if not self._chance.happens(_SAYS_SOMETHING[said]):
            return ""
        printed = printing.outcome(outcome.total, indicator)
        return analysis(document.unit, indicator.slug, document.period, said, printed, target.printed, self._chance)

    def _goal(self, document: _Document, order: int, goal: PlannedGoal, standings: list[Standing]) -> None:
        is_own, kind = goal.level is GoalLevel.ENHETSMAL, document.period.kind
        stated = self._stated(standings) if is_own and kind is PeriodKind.VB else ""
        self._written.goals.append((document.code, str(order), goal.level, goal.number, goal.title, stated, ""))
        if is_own and kind is PeriodKind.VP:
            self._text(document, order, "", "Förväntat resultat", EXPECTED[goal.title])

    def _stated(self, standings: list[Standing]) -> str:
        """What the unit states about its own goal: mostly what its indicators say, now and then something else."""
        judged = [each for each in standings if each is not Standing.UNSAID]
        if not judged or self._chance.happens(_ANOTHER_STORY):
            return self._chance.pick((_HELT, _HELT, _HELT, _DELVIS))
        if all(each is Standing.REACHED for each in judged):
            return _HELT
        return _INTE if all(each is Standing.MISSED for each in judged) else _DELVIS

    def _activities_under(self, document: _Document, order: int, goal: PlannedGoal, following: tuple[PlannedGoal, ...]) -> None:
        """The activities of a nämndmål stand under the unit's own goal where it has one, else under the nämndmål itself."""
        if document.period.kind is PeriodKind.T1:
            return
        goes_deeper = goal.level is GoalLevel.NAMNDMAL and following[:1] and following[0].level is GoalLevel.ENHETSMAL
        namndmal = document.namndmal(goal)
        if not namndmal or goes_deeper or namndmal in document.told:
            return
        document.told.add(namndmal)
        for activity in self._activities[document.unit.code, document.period.year]:
            if activity.namndmal == namndmal:
                deviation, why = activity.told_in(document.period.kind)
                row = (document.code, str(order), activity.name, activity.starts, activity.ends, deviation, why, "")
                self._written.activities.append(row)

    def _text(self, document: _Document, order: int, indicator: str, section: str, text: str) -> None:
        if text.strip():
            self._written.texts.append((document.code, str(order), indicator, section, text.strip(), ""))


@dataclass(slots=True)
class _Document:
    """A document while it is written; ``told`` holds the nämndmål whose activities are in it."""

    code: str
    unit: ExampleUnit
    period: Period
    told: set[str] = field(default_factory=set)
    _last_namndmal: str = ""

    def namndmal(self, goal: PlannedGoal) -> str:
        """The number of the nämndmål that the goal is or stands under; empty for the council's goals."""
        if goal.level is GoalLevel.NAMNDMAL:
            self._last_namndmal = goal.number
        elif goal.level is not GoalLevel.ENHETSMAL:
            self._last_namndmal = ""
        return self._last_namndmal


@dataclass(frozen=True, slots=True)
class _TableRow:
    """An indicator's row in a document: what all its figures have in common."""

    document: _Document
    order: int
    indicator: IndicatorDefinition

    def figure(self, what: str, value: str, gender: str = "T", n: str = "", period: str = "") -> Row:
        document, indicator = self.document, self.indicator
        is_plan = document.period.kind is PeriodKind.VP
        return (
            document.code,
            document.unit.name,
            document.period.kind,
            str(document.period.year),
            str(self.order),
            indicator.name,
            indicator.periodicity if is_plan else "",
            what,
            gender,
            printing.period(document.period, indicator.periodicity) if what == "utfall" else period,
            value,
            n,
            "",
        )


def _count(n: int | None) -> str:
    return "" if n is None else str(n)
