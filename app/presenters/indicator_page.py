"""Indikator: one definition, the units of a part against their own targets, and the development over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app import text
from app.addresses import FOLLOWING, indicator_address
from app.answers.comparison import IndicatorDefinition, UnitFigure
from app.answers.figures import HistoryFigure, Indicator
from app.answers.organisation import Organisation, Unit
from app.comparison_views import IndicatorPage, PartRow
from app.filters import Filter
from app.numbers import number
from app.presenters.definition import definition_facts
from app.presenters.development import development_of
from app.presenters.dots import DotsInput, dot_plot, finding, left_out, units_table
from app.presenters.judgement import JUDGED, value_text
from app.presenters.sources import reports_source
from app.slides.model import SlideKind, SlideRef
from app.views import Notice
from data.vocabulary import Period, Status


@dataclass(frozen=True, slots=True)
class IndicatorPageInput:
    """``shown`` is the part whose units are compared; ``part`` is what the address names, which may be one of those units.

    ``figures`` are the units' own; where they are too many ``parts`` hold the figures of the parts right below instead.
    """

    organisation: Organisation
    part: Unit
    shown: Unit
    period: Period
    chosen: Filter
    indicator: Indicator
    definition: IndicatorDefinition
    figures: Sequence[UnitFigure]
    parts: Sequence[UnitFigure]
    history: Sequence[HistoryFigure]
    updated_on: dt.date | None
    units: int
    """How many units there are in the shown part."""
    counted: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """For each of ``parts`` how many of the units in it reach their årsmål, of how many that are judged."""


def counted_below(parents_of: Mapping[int, Sequence[int]], figures: Sequence[UnitFigure]) -> dict[int, tuple[int, int]]:
    """How many units reach their årsmål, of how many that are judged, in each part or unit that ``parents_of`` names."""
    of = {one.unit_id: one for one in figures}

    def count(unit_id: int, parent_ids: Sequence[int]) -> tuple[int, int]:
        if not parent_ids:
            own = of.get(unit_id)
            return (int(own.status == Status.UPPFYLLS_HELT), int(own.status_reason in JUDGED)) if own is not None else (0, 0)
        those = [of[parent_id] for parent_id in parent_ids if parent_id in of]
        return sum(one.units_reached or 0 for one in those), sum(one.units_judged or 0 for one in those)

    return {unit_id: count(unit_id, parent_ids) for unit_id, parent_ids in parents_of.items()}


def indicator_page(asked: IndicatorPageInput, notices: Sequence[Notice] = ()) -> IndicatorPage:
    """The whole page as it is to be shown."""
    chosen_unit = asked.part if asked.part.id != asked.shown.id else None
    dots = DotsInput(asked.organisation, asked.indicator, asked.period, asked.figures, chosen_unit)
    development = development_of(asked.history, asked.indicator, asked.part.name)
    return IndicatorPage(
        title=asked.indicator.name,
        subtitle=text.INDICATOR_SUBTITLE.format(part=asked.shown.name, period=text.period_title(asked.period)),
        is_example=any(one.is_example for one in (*asked.figures, *asked.parts)) or asked.part.is_example,
        is_draft=False,
        description=asked.definition.description,
        facts=definition_facts(asked.indicator, asked.definition),
        units_heading=text.PARTS_HEADING if asked.parts else text.TARGETS_HEADING,
        finding=_parts_finding(asked) if asked.parts else finding(dots),
        plot=dot_plot(dots),
        parts=tuple(_part(one, asked) for one in asked.parts),
        parts_note=_parts_note(asked) if asked.parts else "",
        left_out=left_out(dots),
        table=units_table(dots) if asked.figures else None,
        source=reports_source(asked.period, asked.updated_on),
        development_heading=text.INDICATOR_DEVELOPMENT.format(unit=asked.part.name),
        development=development,
        development_note=_development_note(asked, development is not None),
        development_source=_development_source(asked),
        others=_others(asked),
        slide=str(SlideRef(SlideKind.UNITS, asked.shown.slug, asked.indicator.slug, asked.period)),
        development_slide=str(SlideRef(SlideKind.DEVELOPMENT, asked.part.slug, asked.indicator.slug, asked.period)),
        notices=(*notices, *([Notice(text.INDICATOR_DRAFT)] if asked.definition.is_draft else [])),
    )


def _part(one: UnitFigure, asked: IndicatorPageInput) -> PartRow:
    unit = asked.organisation.by_id[one.unit_id]
    reached, judged = asked.counted.get(one.unit_id, (0, 0))
    words = text.PART_SHARE.format(reached=number(reached), judged=number(judged)) if judged else text.PART_NONE
    if one.value is not None and not one.is_withheld:
        words = f"{words}{text.LINE_BREAK_DOT}{value_text(one, asked.indicator)}"
    href = indicator_address(asked.indicator.slug, asked.chosen.only(*FOLLOWING).with_(unit=unit.slug))
    return PartRow(unit.name, href, words, reached / judged if judged else None)


def _parts_finding(asked: IndicatorPageInput) -> str:
    judged = sum(judged for _, judged in asked.counted.values())
    if not judged:
        return text.DOTS_NONE_JUDGED
    reached = sum(reached for reached, _ in asked.counted.values())
    return text.PARTS_FINDING.format(reached=number(reached), judged=number(judged))


def _parts_note(asked: IndicatorPageInput) -> str:
    units = text.counted(number(asked.units), text.UNIT_ONE, text.UNIT_MANY)
    return text.PARTS_NOTE.format(part=asked.shown.name, units=units)


def _development_note(asked: IndicatorPageInput, is_drawn: bool) -> str:
    if not is_drawn:
        return text.DEVELOPMENT_CHOOSE if asked.organisation.children(asked.part) else text.DEVELOPMENT_NONE
    return text.DEVELOPMENT_ADDED_UP if any(one.is_aggregated and one.value is not None for one in asked.history) else ""


def _development_source(asked: IndicatorPageInput) -> str:
    source = text.PAGE_SOURCE_DEVELOPMENT.format(period=text.period_title(asked.period))
    if asked.updated_on is None:
        return source
    return source + text.LINE_BREAK_DOT + text.UPDATED.format(date=asked.updated_on.isoformat())


def _others(asked: IndicatorPageInput) -> tuple[tuple[str, str], ...]:
    """The units of the shown part, each with the address of this page with that unit chosen."""
    units = sorted((asked.organisation.by_id[one.unit_id] for one in asked.figures), key=lambda unit: unit.name)
    follows = asked.chosen.only(*FOLLOWING)
    addresses = ((unit.name, indicator_address(asked.indicator.slug, follows.with_(unit=unit.slug))) for unit in units)
    return tuple((name, href) for (name, href), unit in zip(addresses, units, strict=True) if unit.id != asked.part.id)
