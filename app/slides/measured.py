"""Slides of measured values: one indicator in a unit, over time or over units, and women beside men."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import text
from app.addresses import development_address, equality_address, indicator_address, unit_address
from app.answers.figures import Indicator
from app.chart_views import Development, Dumbbell
from app.comparison_views import EqualityPage
from app.figures.bullet import bullet_description
from app.filters import Filter
from app.numbers import PER_CENT, number
from app.presenters.dots import DotsInput, dot_plot
from app.presenters.equality import EqualityInput, equality_page
from app.presenters.goal_tree import paragraphs
from app.presenters.indicator import IndicatorInput, indicator_view
from app.presenters.remarks import RemarksInput, told_of
from app.queries.comments import comments_on
from app.queries.equality import gaps
from app.queries.goals import commentaries
from app.queries.indicator_page import figures_of_units, indicator_history
from app.queries.overview import council_goals
from app.queries.remarks import remarkable_figures
from app.queries.unit_page import sources_of_outcomes, sources_of_targets, unit_figures
from app.slides.model import Bars, Drawing, Slide, SlideKind, SlideRef
from app.slides.setting import Setting
from app.slides.told import cut
from app.views import IndicatorView, Remark, TableTwin
from data.vocabulary import Gender

MOST_PAIRS = 7
MOST_UNITS = 14
MOST_COMPARED = 60
"""Units that are compared one by one; of a part with more the parts right below are, as on the page."""
LONGEST_COMMENT = 160
LEAST_DEVELOPMENT = 2
"""With fewer outcomes than these there is no development to draw."""
MOST_FOLLOWED = 400
"""Figures of one unit that are looked through for what is remarkable."""


def figure(ref: SlideRef, setting: Setting) -> Slide | None:
    """The bullet of an indicator in a unit, with why it has its status; None where the unit does not follow it."""
    indicator = setting.indicator(ref.indicator)
    asked = _asked(setting, indicator) if indicator is not None else None
    if indicator is None or asked is None:
        return None
    view = indicator_view(asked)
    headline = text.FIGURE_HEADLINE.format(indicator=indicator.name, unit=setting.part.name, finding=view.finding).rstrip(".")
    return _indicator_slide(ref, setting, indicator, asked, view, headline, view.bullet)


def development(ref: SlideRef, setting: Setting) -> Slide | None:
    """The development of an indicator in a unit; None where there is none to draw."""
    indicator = setting.indicator(ref.indicator)
    asked = _asked(setting, indicator) if indicator is not None else None
    if indicator is None or asked is None:
        return None
    view = indicator_view(asked)
    if view.development is None:
        return None
    first, rest = first_sentence(view.development.finding)
    told = f"{first[0].lower()}{first[1:]}"
    headline = text.FIGURE_HEADLINE.format(indicator=indicator.name, unit=setting.part.name, finding=told)
    slide = _indicator_slide(ref, setting, indicator, asked, view, headline, view.development)
    return replace(
        slide, lead=_joined(rest, slide.lead), href=development_address(setting.part.slug, setting.period, indicator.slug)
    )


def lifted(ref: SlideRef, setting: Setting) -> Slide | None:
    """A figure of *Att lyfta* with its sentence; where it is no longer to be lifted, what it is instead."""
    indicator = setting.indicator(ref.indicator)
    asked = _asked(setting, indicator) if indicator is not None else None
    if indicator is None or asked is None:
        return None
    view = indicator_view(asked)
    remark = _remark(setting, indicator)
    if remark is None:
        return figure(ref, setting)
    drawing, table = _drawing_of(remark, setting, indicator, view)
    headline = f"{remark.lead} {remark.rest}".rstrip(".")
    slide = _indicator_slide(ref, setting, indicator, asked, view, headline, drawing)
    return replace(slide, lead=_joined(remark.note, slide.lead), table=table)


def _remark(setting: Setting, indicator: Indicator) -> Remark | None:
    known, connection = setting.visit.known, setting.visit.connection
    found, _ = remarkable_figures(connection, [setting.part.id], setting.period, MOST_FOLLOWED)
    figures = tuple(one for one in found if one.indicator_id == indicator.id)
    told = told_of(
        RemarksInput(known.organisation, known.indicators, setting.period, setting.judged_on, figures, owing=(), goals=())
    )
    return told.tell() if told is not None else None


def _drawing_of(
    remark: Remark, setting: Setting, indicator: Indicator, view: IndicatorView
) -> tuple[Drawing | None, TableTwin | None]:
    """Women beside men for a difference, else the development where there is one, else the bullet."""
    if remark.kind == "kon":
        beside = _compared(setting, indicator)
        if beside is not None:
            return beside, view.table
    drawn = view.development
    if drawn is not None and sum(map(len, drawn.total)) >= LEAST_DEVELOPMENT:
        return drawn, drawn.table
    return view.bullet, view.table


def _compared(setting: Setting, indicator: Indicator) -> Dumbbell | None:
    """The indicator's women and men in the unit and its neighbours, the unit itself always with them."""
    organisation = setting.visit.known.organisation
    around = Setting(setting.visit, organisation.part_of(setting.part), setting.period)
    page = _equality(around, Filter(unit=around.part.slug, period=setting.period, indicator=indicator.slug))
    plot = next((part.plot for part in page.parts if part.plot is not None), None)
    if plot is None:
        return None
    own = [pair for pair in plot.pairs if pair.name == setting.part.name]
    others = [pair for pair in plot.pairs if pair.name != setting.part.name]
    return replace(plot, pairs=(*own, *others[: MOST_PAIRS - len(own)]), withheld=()) if own else None


def _asked(setting: Setting, indicator: Indicator) -> IndicatorInput | None:
    """What there is of one indicator in one unit; None where the unit does not follow it."""
    connection, unit, period = setting.visit.connection, setting.part, setting.period
    figures = {one.gender: one for one in unit_figures(connection, unit.id, period) if one.indicator_id == indicator.id}
    total = figures.get(Gender.T)
    if total is None:
        return None
    outcomes = sources_of_outcomes(connection, {total.outcome_id} if total.outcome_id else set())
    targets = sources_of_targets(connection, {total.target_id} if total.target_id else set())
    written = commentaries(connection, unit.id, period)
    mine = [one for one in written if one.indicator_id == indicator.id and one.period == period.kind]
    return IndicatorInput(
        indicator=indicator,
        figures=figures,
        period=period,
        unit_name=unit.name,
        unit_slug=unit.slug,
        analyses=[part for one in mine for part in paragraphs(one.text)],
        outcome_source=outcomes.get(total.outcome_id or 0),
        target_source=targets.get(total.target_id or 0),
        history=indicator_history(connection, unit.id, indicator.id, period),
        today=setting.judged_on,
        comments=comments_on(connection, [unit.id], period, indicator.id).get((unit.id, indicator.id), ()),
    )


def _indicator_slide(
    ref: SlideRef,
    setting: Setting,
    indicator: Indicator,
    asked: IndicatorInput,
    view: IndicatorView,
    headline: str,
    drawing: Drawing | None,
) -> Slide:
    return Slide(
        ref=ref,
        headline=headline,
        drawing=drawing,
        lead=_comment(view),
        description=_description(drawing),
        table=drawing.table if isinstance(drawing, Development) else view.table,
        source=view.source,
        note=_note(setting, view),
        href=unit_address(setting.part.slug, setting.period, indicator.slug),
        decimals=indicator.decimals,
        unit=indicator.unit_of_measure,
        is_example=asked.figures[Gender.T].is_example,
    )


def _description(drawing: Drawing | None) -> str:
    if drawing is None or isinstance(drawing, Bars):
        return ""
    described = getattr(drawing, "description", None)
    return described if isinstance(described, str) else bullet_description(drawing)  # type: ignore[arg-type]


def _comment(view: IndicatorView) -> str:
    """The latest comment that somebody has written in Målbild, as much of it as a slide has room for."""
    if not view.comments:
        return ""
    latest = view.comments[-1]
    return text.COMMENT_ON_SLIDE.format(words=cut(" ".join(latest.paragraphs), LONGEST_COMMENT), by=latest.by)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _note(setting: Setting, view: IndicatorView) -> str:
    """What the one who presents may need: the facts beside the figure, what the unit writes, and what is written in Målbild."""
    facts = [f"{fact.label}: {fact.words}" for fact in view.facts]
    written = [text.FIGURE_ANALYSES.format(unit=setting.part.name, words=" ".join(view.analyses))] if view.analyses else []
    comments = [text.COMMENT_ON_SLIDE.format(words=" ".join(one.paragraphs), by=one.by) for one in view.comments]
    return " ".join((*(f"{fact.rstrip('.')}." for fact in facts), *written, *comments))


def units(ref: SlideRef, setting: Setting) -> Slide | None:
    """An indicator in the units of a part against their own targets; None where no unit has an outcome."""
    indicator = setting.indicator(ref.indicator)
    if indicator is None:
        return None
    organisation = setting.visit.known.organisation
    below = [unit for unit in organisation.with_descendants(setting.part) if not organisation.children(unit)]
    figures = figures_of_units(setting.visit.connection, indicator.id, [unit.id for unit in below], setting.period)
    asked = DotsInput(organisation, indicator, setting.period, tuple(one for one in figures if not one.is_aggregated))
    plot = dot_plot(asked)
    if plot is None:
        return None
    shown = replace(plot, dots=plot.dots[-MOST_UNITS:])
    more = text.UNITS_SLIDE_MORE.format(shown=number(MOST_UNITS), all=number(len(plot.dots)))
    rows = tuple((dot.name, dot.text.removeprefix(f"{dot.name}: ")) for dot in plot.dots)
    headline, rest = first_sentence(plot.finding)
    return Slide(
        ref=ref,
        headline=f"{indicator.name}: {headline}",
        drawing=shown,
        lead=" ".join(filter(None, (rest, more if len(plot.dots) > MOST_UNITS else ""))),
        description=text.DOTS_DESCRIPTION.format(dots="; ".join(dot.text for dot in shown.dots)),
        table=TableTwin(_units_caption(setting, indicator), text.UNITS_SLIDE_HEAD, rows),
        source=setting.source,
        href=indicator_address(indicator.slug, Filter(unit=setting.part.slug, period=setting.period)),
        decimals=indicator.decimals,
        unit=indicator.unit_of_measure,
        is_example=any(one.is_example for one in figures),
    )


def first_sentence(told: str) -> tuple[str, str]:
    """The first sentence without its full stop, for a headline, and the rest."""
    first, dot, rest = told.partition(". ")
    return (first, rest) if dot else (told.rstrip("."), "")


def _units_caption(setting: Setting, indicator: Indicator) -> str:
    return text.DOTS_CAPTION.format(indicator=indicator.name, period=text.period_title(setting.period))


def equality(ref: SlideRef, setting: Setting) -> Slide | None:
    """Women beside men, the largest differences that are told from chance first; None where nothing can be compared."""
    chosen = Filter(unit=setting.part.slug, period=setting.period, indicator=ref.indicator or None)
    page = _equality(setting, chosen)
    plotted = [(part, part.plot) for part in page.parts if part.plot is not None]
    is_index = ref.kind is SlideKind.EQUALITY_INDEX
    drawn = next((one for one in plotted if not is_index or one[0].heading == text.EQUALITY_INDEXES), None)
    if drawn is None:
        return None
    part, plot = drawn
    pairs = plot.pairs[:MOST_PAIRS]
    shown = replace(plot, pairs=pairs, withheld=())
    more = text.EQUALITY_SLIDE_MORE.format(shown=number(len(pairs)))
    measured = setting.indicator(ref.indicator) if ref.indicator else None
    headline, _ = first_sentence(plot.finding)
    return Slide(
        ref=ref,
        headline=headline,
        drawing=shown,
        lead=" ".join(filter(None, (plot.unsure, f"{part.heading}.", more if len(part.table.rows) > len(pairs) else ""))),
        description=text.EQUALITY_DESCRIPTION.format(pairs="; ".join(pair.text for pair in pairs)),
        table=TableTwin(part.table.caption, part.table.head, tuple((name, *cells) for name, _, cells in part.table.rows)),
        source=page.source,
        href=equality_address(chosen),
        decimals=measured.decimals if measured is not None else 1,
        unit=measured.unit_of_measure if measured is not None else PER_CENT_OF.get(part.heading, ""),
        is_example=page.is_example,
    )


PER_CENT_OF = {text.EQUALITY_SHARES: PER_CENT}


def _equality(setting: Setting, chosen: Filter) -> EqualityPage:
    organisation, connection = setting.visit.known.organisation, setting.visit.connection
    below = organisation.with_descendants(setting.part)
    leaves = sum(1 for unit in below if not organisation.children(unit))
    is_of_parts = leaves > MOST_COMPARED
    compared: Sequence[int] = [unit.id for unit in (organisation.children(setting.part) if is_of_parts else below)]
    return equality_page(
        EqualityInput(
            organisation=organisation,
            part=setting.part,
            period=setting.period,
            chosen=chosen,
            indicators=setting.visit.known.indicators,
            gaps=gaps(connection, compared, setting.period, added_up=is_of_parts),
            council_goals=council_goals(connection, setting.unit_ids, setting.period.year),
            updated_on=setting.updated_on,
            units=leaves,
            is_of_parts=is_of_parts,
        )
    )
