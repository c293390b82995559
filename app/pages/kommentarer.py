"""Kommentarer: what people have written about one figure, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass

from app import text
from app.addresses import FOLLOWING, comments_address, indicator_address, unit_address
from app.answers.figures import Indicator
from app.answers.organisation import Unit
from app.components.comments import comments_section
from app.components.frame import framed
from app.components.notices import example_badge, notice_list
from app.components.status import status_pill
from app.components.tags import a, h1, li, p, section, span, ul
from app.filters import Filter, parse
from app.notes.writing import About
from app.pages import messages
from app.pages.choosing import bare_frame
from app.pages.page import Page, Visit
from app.presenters.comments import comment_view, earlier_wordings
from app.presenters.indicator import IndicatorInput, indicator_view
from app.queries.comments import all_wordings
from app.queries.unit_page import unit_figures
from app.views import Notice
from data.vocabulary import Gender, Period


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure that an address names."""

    unit: Unit
    indicator: Indicator
    period: Period

    @property
    def about(self) -> About:
        return About(self.unit.id, self.indicator.id, self.period)

    @property
    def address(self) -> str:
        return comments_address(self.unit.slug, self.indicator.slug, self.period)


def asked_figure(visit: Visit) -> Figure | None:
    """What unit, indicator and follow-up the address names; None where any of them is not there."""
    asked = parse(visit.query).filter
    unit = visit.known.organisation.by_slug.get(asked.unit or "")
    indicator = next((one for one in visit.known.indicators.values() if one.slug == asked.indicator), None)
    return Figure(unit, indicator, asked.period) if unit and indicator and asked.period else None


def page(visit: Visit) -> Page:
    """The comments on the figure; an address that names none gets a page that says so."""
    return page_with(visit)


def page_with(visit: Visit, told: str = "", entered: tuple[str, str] = ("", ""), status: int = 200) -> Page:
    """The same with something to tell, and text and name that could not be kept."""
    figure = asked_figure(visit)
    if figure is None:
        return messages.not_found(visit.path, visit)
    figures = {
        one.gender: one
        for one in unit_figures(visit.connection, figure.unit.id, figure.period)
        if one.indicator_id == figure.indicator.id
    }
    if Gender.T not in figures:
        return messages.not_found(visit.path, visit)
    wordings = all_wordings(visit.connection, figure.unit.id, figure.indicator.id, figure.period)
    shown = [comment_view(one) for one in wordings if one.ended_at is None]
    view = indicator_view(IndicatorInput(figure.indicator, figures, figure.period, figure.unit.name))
    title = text.COMMENTS_ABOUT.format(
        indicator=figure.indicator.name, unit=figure.unit.name, period=text.period_title(figure.period)
    )
    chosen = Filter(unit=figure.unit.slug, period=figure.period)
    ways = (
        (text.COMMENT_BACK_UNIT, unit_address(figure.unit.slug, figure.period, figure.indicator.slug)),
        (text.COMMENT_BACK_INDICATOR, indicator_address(figure.indicator.slug, chosen.only(*FOLLOWING))),
    )
    content = (
        h1(text.COMMENTS_TITLE),
        p(span(title), example_badge(figures[Gender.T].is_example), class_="sub"),
        notice_list([Notice(told)] if told else []),
        section(p(status_pill(view.status, note=text.COMPUTED)), p(view.finding), class_="card"),
        comments_section(figure.address, shown, earlier_wordings(wordings), entered),
        ul([li(a(name, href=href)) for name, href in ways], class_="onwards"),
    )
    return Page(f"{text.COMMENTS_TITLE}: {title}", framed(bare_frame(visit), content), status=status)
