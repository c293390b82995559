"""Jämställdhet: where women's and men's outcomes differ, how much, and how sure that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app import text
from app.addresses import equality_address, indicator_address
from app.answers.comparison import GapFigure
from app.answers.documents import CouncilGoal
from app.answers.figures import Indicator
from app.answers.organisation import Organisation, Unit
from app.chart_views import Dumbbell, LinkedTable, Pair
from app.comparison_views import ComparisonPart, EqualityPage
from app.filters import Filter
from app.numbers import difference, distance, number, telling_decimals
from app.presenters.judgement import amount
from app.presenters.scale import scale_of
from app.presenters.sources import reports_source
from app.slides.model import SlideKind, SlideRef
from app.views import Mark, Notice
from data.vocabulary import Measure, Period

MOST_PAIRS = 40
MOST_ROWS = 400
MOST_WITHHELD = 8
"""Rows of a chart for what is not shown; all of it stands in a table of its own."""
BY_CHANCE = 0.05
"""Of differences that are none, how many are told from chance at 95 % though they are none."""
ENOUGH_TO_EXPECT_SOME = 1 / BY_CHANCE


@dataclass(frozen=True)
class EqualityInput:
    """``units`` is how many units there are in the part; ``is_of_parts`` that the parts below it are compared instead of them."""

    organisation: Organisation
    part: Unit
    period: Period
    chosen: Filter
    indicators: Mapping[int, Indicator]
    gaps: Sequence[GapFigure]
    council_goals: Mapping[int, CouncilGoal]
    updated_on: dt.date | None
    units: int = 0
    is_of_parts: bool = False

    @cached_property
    def followed(self) -> tuple[Indicator, ...]:
        """The indicators that can be chosen, in their order."""
        known = {one.indicator_id for one in self.gaps}
        return tuple(sorted((self.indicators[id_] for id_ in known), key=lambda one: (one.sort_order, one.name)))

    @cached_property
    def goals(self) -> tuple[CouncilGoal, ...]:
        """The council's goals that can be chosen, by number."""
        found = {self.council_goals.get(one.goal_id or 0) for one in self.gaps}
        return tuple(sorted((goal for goal in found if goal is not None and goal.number), key=_by_number))

    @cached_property
    def shown(self) -> tuple[GapFigure, ...]:
        """What the choices leave."""
        indicator = next((one.id for one in self.followed if one.slug == self.chosen.indicator), None)
        goal = next((one.goal_id for one in self.goals if _slug(one) == self.chosen.goal), None)
        return tuple(
            one
            for one in self.gaps
            if (indicator is None or one.indicator_id == indicator)
            and (goal is None or getattr(self.council_goals.get(one.goal_id or 0), "goal_id", None) == goal)
        )

    @cached_property
    def compared(self) -> tuple[GapFigure, ...]:
        """Those with a difference: first those that are surer than chance, within that the largest."""
        known = (one for one in self.shown if one.gap is not None and one.women is not None and one.men is not None)
        return tuple(sorted(known, key=lambda one: (not _is_real(one), -abs(one.gap or 0.0), one.indicator_id, one.unit_id)))


def equality_page(asked: EqualityInput, notices: Sequence[Notice] = ()) -> EqualityPage:
    """The whole page as it is to be shown."""
    kinds: tuple[tuple[str, Sequence[GapFigure], str], ...] = (
        (text.EQUALITY_SHARES, _measured(asked, Measure.SHARE), ""),
        (text.EQUALITY_INDEXES, _measured(asked, Measure.INDEX), ""),
        (text.EQUALITY_OTHERS, _measured(asked, Measure.COUNT, Measure.AMOUNT, None), text.EQUALITY_OTHERS_NOTE),
    )
    withheld = [one for one in asked.shown if _is_withheld(one)]
    compared = text.counted(number(len(asked.compared)), text.COMPARISON_ONE, text.COMPARISON_MANY)
    return EqualityPage(
        title=text.EQUALITY_TITLE.format(part=asked.part.name, period=text.period_title(asked.period)),
        subtitle=text.EQUALITY_SUBTITLE.format(comparisons=compared),
        is_example=any(one.is_example for one in asked.gaps) or asked.part.is_example,
        finding=_finding(asked.compared, asked),
        filters=_filters(asked),
        parts=tuple(_part(heading, gaps, note, asked) for heading, gaps, note in kinds if gaps),
        withheld=_withheld(withheld, asked) if withheld else None,
        withheld_note=text.EQUALITY_WITHHELD_NOTE.format(n=number(len(withheld))) if withheld else "",
        source=reports_source(asked.period, asked.updated_on),
        notices=(*notices, *_told(asked)),
    )


def _measured(asked: EqualityInput, *measures: Measure | None) -> list[GapFigure]:
    return [one for one in asked.compared if asked.indicators[one.indicator_id].measure in measures]


def _told(asked: EqualityInput) -> Iterable[Notice]:
    if asked.chosen.indicator and asked.chosen.indicator not in {one.slug for one in asked.followed}:
        yield Notice(text.EQUALITY_UNKNOWN_INDICATOR.format(given=asked.chosen.indicator))
    if asked.chosen.goal and asked.chosen.goal not in {_slug(one) for one in asked.goals}:
        yield Notice(text.EQUALITY_UNKNOWN_GOAL.format(given=asked.chosen.goal))
    if asked.is_of_parts:
        units = text.counted(number(asked.units), text.UNIT_ONE, text.UNIT_MANY)
        yield Notice(text.EQUALITY_PARTS_NOTE.format(part=asked.part.name, units=units))


def _finding(compared: Sequence[GapFigure], asked: EqualityInput) -> str:
    if not compared:
        template = text.EQUALITY_NONE_CHOSEN if asked.chosen.indicator or asked.chosen.goal else text.EQUALITY_NONE
        return template.format(part=asked.part.name, period=text.period_title(asked.period))
    real = [one for one in compared if _is_real(one)]
    unknown = sum(1 for one in compared if one.gap_within_margin is None)
    known = len(compared) - unknown
    said: list[str] = []
    if known:
        if known == 1:
            template = text.EQUALITY_FINDING_ONE if real else text.EQUALITY_FINDING_ONE_NOT_REAL
        else:
            template = text.EQUALITY_FINDING if real else text.EQUALITY_FINDING_NONE_REAL
        said.append(template.format(real=number(len(real)), all=number(known)))
    if real:
        said.append(_largest(real[0], text.EQUALITY_THE_ONE if len(real) == 1 else text.EQUALITY_LARGEST, asked))
    if real and known >= ENOUGH_TO_EXPECT_SOME:
        said.append(text.EQUALITY_EXPECTED.format(all=number(known), n=number(known * BY_CHANCE)))
    if unknown:
        said.append(_unsure(unknown))
    return " ".join(said)


def _unsure(comparisons: int) -> str:
    """That nothing can be said of so many; nothing where there are none."""
    if not comparisons:
        return ""
    return text.EQUALITY_UNKNOWN.format(n=text.counted(number(comparisons), text.COMPARISON_ONE, text.COMPARISON_MANY))


def _largest(one: GapFigure, template: str, asked: EqualityInput) -> str:
    return template.format(
        indicator=asked.indicators[one.indicator_id].name,
        unit=asked.organisation.by_id[one.unit_id].name,
        gap=_size(one, asked.indicators[one.indicator_id]),
        direction=_direction(one),
    )


def _is_real(one: GapFigure) -> bool:
    return one.gap_within_margin is not None and not one.gap_within_margin


def _direction(one: GapFigure) -> str:
    gap = one.gap or 0.0
    return text.WOMEN_HIGHER if gap > 0 else text.MEN_HIGHER if gap < 0 else text.NO_DIFFERENCE


def _part(heading: str, gaps: Sequence[GapFigure], note: str, asked: EqualityInput) -> ComparisonPart:
    """A kind of measure; what has no scale in common gets a table and no chart."""
    plot = None if note else _dumbbell(gaps, asked)
    more = ""
    if len(gaps) > MOST_ROWS:
        more = text.EQUALITY_MORE_ROWS.format(shown=number(MOST_ROWS), all=number(len(gaps)))
    elif plot is not None and len(gaps) > MOST_PAIRS:
        more = text.EQUALITY_MORE.format(shown=number(MOST_PAIRS), all=number(len(gaps)))
    caption = text.EQUALITY_CAPTION.format(part=asked.part.name, period=text.period_title(asked.period))
    table = LinkedTable(caption, text.EQUALITY_HEAD, tuple(_row(one, asked) for one in gaps[:MOST_ROWS]))
    has_margins = any(one.gap_low is not None for one in gaps)
    told = note or (text.EQUALITY_SIGN if has_margins else text.EQUALITY_SIGN_ALONE)
    return ComparisonPart(heading, told, plot, table, more, _slide(heading, asked) if plot is not None else "")


def _slide(heading: str, asked: EqualityInput) -> str:
    """The chart as a slide in a presentation: of the indicator that is chosen, else of what is measured alike."""
    is_index = heading == text.EQUALITY_INDEXES and not asked.chosen.indicator
    kind = SlideKind.EQUALITY_INDEX if is_index else SlideKind.EQUALITY
    return str(SlideRef(kind, asked.part.slug, asked.chosen.indicator or "", asked.period))


def _dumbbell(gaps: Sequence[GapFigure], asked: EqualityInput) -> Dumbbell:
    pairs = tuple(_pair(one, asked) for one in gaps[:MOST_PAIRS])
    withheld = _not_shown(gaps, asked)
    values = [mark.value for pair in pairs for mark in (pair.women, pair.men)]
    return Dumbbell(
        finding=_finding(gaps, asked),
        unsure=_unsure(sum(1 for one in gaps if one.gap_within_margin is None)),
        description=text.EQUALITY_DESCRIPTION.format(pairs="; ".join((*(pair.text for pair in pairs), *_said(withheld)))),
        scale=scale_of(values, asked.indicators[gaps[0].indicator_id]),
        pairs=pairs,
        legend=_legend(pairs),
        withheld=withheld,
    )


def _not_shown(gaps: Sequence[GapFigure], asked: EqualityInput) -> tuple[tuple[str, str], ...]:
    """The names of what is withheld of the same measures as these, in the order of the table that lists all of it."""
    measures = {asked.indicators[one.indicator_id].measure for one in gaps}
    held = [one for one in asked.shown if _is_withheld(one) and asked.indicators[one.indicator_id].measure in measures]
    return tuple(_names(one, asked) for one in sorted(held, key=lambda one: _in_order(one, asked))[:MOST_WITHHELD])


def _said(withheld: Sequence[tuple[str, str]]) -> Iterable[str]:
    return (text.EQUALITY_WITHHELD_SAID.format(names=", ".join(filter(None, names))) for names in withheld)


def _is_withheld(one: GapFigure) -> bool:
    return one.gap is None and one.is_withheld


def _in_order(one: GapFigure, asked: EqualityInput) -> tuple[int, int]:
    return asked.indicators[one.indicator_id].sort_order, one.unit_id


def _names(one: GapFigure, asked: EqualityInput) -> tuple[str, str]:
    """What stands beside a row, and below that: what is the same in all of the chart is left out."""
    indicator, unit = asked.indicators[one.indicator_id], asked.organisation.by_id[one.unit_id]
    is_of_one_unit = not asked.organisation.children(asked.part)
    name = unit.name if asked.chosen.indicator else indicator.short_name or indicator.name
    return name, "" if asked.chosen.indicator or is_of_one_unit else unit.name


def _pair(one: GapFigure, asked: EqualityInput) -> Pair:
    indicator, unit = asked.indicators[one.indicator_id], asked.organisation.by_id[one.unit_id]
    women, men = _values(one, indicator)
    name, below = _names(one, asked)
    said = text.GAP_SAID.format(indicator=indicator.name, unit=unit.name, women=women, men=men, gap=_size(one, indicator))
    return Pair(
        name=name,
        below=below,
        women=Mark(one.women or 0.0, women),
        men=Mark(one.men or 0.0, men),
        gap=_gap(one, indicator),
        text=f"{said}, {_certainty(one)}",
        is_told_from_chance=None if one.gap_within_margin is None else not one.gap_within_margin,
    )


def _values(one: GapFigure, indicator: Indicator) -> tuple[str, str]:
    decimals = telling_decimals((one.women, one.men), indicator.decimals)
    return amount(one.women or 0.0, indicator, decimals), amount(one.men or 0.0, indicator, decimals)


def _decimals(one: GapFigure, indicator: Indicator) -> int:
    return telling_decimals((one.women, one.men), indicator.decimals)


def _size(one: GapFigure, indicator: Indicator) -> str:
    return distance(one.women or 0.0, one.men or 0.0, _decimals(one, indicator), indicator.unit_of_measure)


def _gap(one: GapFigure, indicator: Indicator) -> str:
    """The difference beside its row, without a word: ``+12 (3–21)``, women's outcome minus men's."""
    gap = difference(one.women or 0.0, one.men or 0.0, _decimals(one, indicator))
    return f"{gap} ({_span(one, indicator)})" if one.gap_low is not None else gap


def _span(one: GapFigure, indicator: Indicator) -> str:
    if one.gap_low is None or one.gap_high is None:
        return text.NOT_GIVEN
    low, high = (difference(end, 0.0, _decimals(one, indicator)) for end in (one.gap_low, one.gap_high))
    return f"{low} till {high}"


def _certainty(one: GapFigure) -> str:
    if one.gap_within_margin is None:
        return text.GAP_UNKNOWN
    return text.GAP_CHANCE if one.gap_within_margin else text.GAP_CERTAIN


def _row(one: GapFigure, asked: EqualityInput) -> tuple[str, str, tuple[str, ...]]:
    indicator, unit = asked.indicators[one.indicator_id], asked.organisation.by_id[one.unit_id]
    women, men = _values(one, indicator)
    gap = difference(one.women or 0.0, one.men or 0.0, _decimals(one, indicator), indicator.unit_of_measure)
    n = tuple(number(each) if each is not None else text.NOT_GIVEN for each in (one.women_n, one.men_n))
    return indicator.name, _href(indicator, unit, asked), (unit.name, women, men, gap, _span(one, indicator), _certainty(one), *n)


def _href(indicator: Indicator, unit: Unit, asked: EqualityInput) -> str:
    return indicator_address(indicator.slug, Filter(unit=unit.slug, period=asked.period))


def _withheld(withheld: Sequence[GapFigure], asked: EqualityInput) -> LinkedTable:
    def cell(value: float | None, indicator: Indicator) -> str:
        return amount(value, indicator) if value is not None else text.EQUALITY_WITHHELD_CELL

    rows = []
    for one in sorted(withheld, key=lambda one: _in_order(one, asked))[:MOST_ROWS]:
        indicator, unit = asked.indicators[one.indicator_id], asked.organisation.by_id[one.unit_id]
        cells = (unit.name, cell(one.women, indicator), cell(one.men, indicator))
        rows.append((indicator.name, _href(indicator, unit, asked), cells))
    return LinkedTable(text.EQUALITY_WITHHELD_CAPTION, text.EQUALITY_WITHHELD_HEAD, tuple(rows))


def _legend(pairs: Sequence[Pair]) -> tuple[tuple[str, str, str], ...]:
    told = {pair.is_told_from_chance for pair in pairs}
    lines = (
        (True, text.SIGN_CERTAIN, "target", text.PAIR_LEGEND_CERTAIN),
        (False, text.SIGN_CHANCE, "chance", text.PAIR_LEGEND_CHANCE),
        (None, text.SIGN_UNCERTAIN, "chance", text.PAIR_LEGEND_UNKNOWN),
    )
    genders = ((text.MARK_WOMEN, "women", "kvinnor"), (text.MARK_MEN, "men", "män"))
    return (*genders, *((sign, css, words) for key, sign, css, words in lines if key in told))


def _filters(asked: EqualityInput) -> tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...]:
    """The council's goals and the indicators that can be chosen; choosing one of them takes the other choice away."""
    plain = asked.chosen.with_(indicator=None, goal=None)
    goals = [(text.CHOOSE_ALL, equality_address(plain), not asked.chosen.goal)]
    goals += [
        (f"{_slug(one)} {one.title}", equality_address(plain.with_(goal=_slug(one))), asked.chosen.goal == _slug(one))
        for one in asked.goals
    ]
    indicators = [(text.CHOOSE_ALL, equality_address(plain), not asked.chosen.indicator)]
    indicators += [
        (one.short_name or one.name, equality_address(plain.with_(indicator=one.slug)), asked.chosen.indicator == one.slug)
        for one in asked.followed
    ]
    return tuple(
        (label, tuple(choices))
        for label, choices in ((text.CHOOSE_GOAL, goals), (text.CHOOSE_INDICATOR, indicators))
        if len(choices) > 2
    )


def _slug(goal: CouncilGoal) -> str:
    return goal.number.rstrip(".")


def _by_number(goal: CouncilGoal) -> tuple[tuple[int, ...], str]:
    return tuple(int(part) for part in goal.number.split(".") if part.isdecimal()), goal.title
