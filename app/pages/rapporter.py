"""Rapporter: reports of a whole part of the organisation at once, and how far their making has come."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from app import text
from app.addresses import REPORTS, report_address, reports_address
from app.answers.organisation import Unit
from app.components.frame import framed
from app.components.notices import notice_list
from app.components.tags import a, button, details, div, element, form, h1, heard, li, p, section, span, summary, ul
from app.numbers import number
from app.pages.choosing import Chosen, bare_frame, choose, frame_for
from app.pages.page import Page, Visit
from app.posting import own_form
from app.queries.overview import status_counts
from app.work.jobs import MOST_PIECES, Job, JobState


@dataclass(frozen=True, slots=True)
class Selection:
    """The units of a part that there is something to report of in the follow-up, the part itself first."""

    chosen: Chosen
    units: tuple[Unit, ...]

    @property
    def is_possible(self) -> bool:
        return 0 < len(self.units) <= MOST_PIECES


def selection(visit: Visit) -> Selection:
    """What the address asks for reports of."""
    chosen = choose(visit)
    if chosen.period is None:
        return Selection(chosen, ())
    organisation = visit.known.organisation
    below = organisation.with_descendants(chosen.part)
    counted = {count.unit_id for count in status_counts(visit.connection, [unit.id for unit in below], chosen.period)}
    units = [unit for unit in below if unit.id in counted or unit == chosen.part]
    return Selection(chosen, tuple(units))


def page(visit: Visit) -> Page:
    """The units, and the button that begins."""
    asked = selection(visit)
    chosen = asked.chosen
    period = text.period_title(chosen.period) if chosen.period is not None else ""
    title = text.REPORTS_TITLE.format(part=chosen.part.name, period=period)
    told = text.REPORTS_LEAD.format(n=number(len(asked.units))) if asked.is_possible else _impossible(asked)
    units = [li(a(unit.name, href=report_address(unit.slug, chosen.period), data_dokument=True)) for unit in asked.units]
    begin = form(
        own_form(),
        button(text.REPORTS_BEGIN, type="submit", class_="button main-button"),
        action=reports_address(chosen.filter),
        method="post",
    )
    content = section(
        p(told),
        begin if asked.is_possible else None,
        details(summary(text.REPORTS_UNITS.format(n=number(len(units)))), ul(units, class_="jobb-lista"), open=True)
        if units
        else None,
        class_="card jobb",
    )
    return Page(title, framed(frame_for(visit, chosen, REPORTS), h1(title), notice_list(chosen.notices), content))


def _impossible(asked: Selection) -> str:
    if not asked.units:
        return text.REPORTS_NOTHING
    return text.REPORTS_TOO_MANY.format(n=number(len(asked.units)), most=number(MOST_PIECES))


def job_page(job: Job, address: str) -> Page:
    """How far a job has come; its script asks again and the rest of the page stays as it is."""
    share = element("progress", value=job.done, max=job.pieces, aria_label=text.JOB_PROGRESS, data_andel=True)
    stop = form(
        own_form(),
        button(text.JOB_CANCEL, type="submit", class_="button"),
        action=f"{address}/avbryt",
        method="post",
        data_avbryt=True,
    )
    content = section(
        p(told_of(job), role="status", data_lage=True),
        share if job.is_unfinished else None,
        stop if job.is_unfinished else None,
        p(a(text.JOB_FETCH, href=f"{address}/rapporter.zip", download=True, class_="button main-button"))
        if job.state is JobState.DONE
        else None,
        _faults(job),
        p(a(text.JOB_BACK, href=job.back)),
        element("noscript", p(a(text.JOB_LOOK_AGAIN, href=address))) if job.is_unfinished else None,
        class_="card jobb",
        data_jobb=f"{address}.json" if job.is_unfinished else None,
    )
    title = text.JOB_TITLE.format(title=job.title)
    return Page(title, framed(bare_frame(), h1(title), content))


def told_of(job: Job) -> str:
    """Where the job stands, as a sentence."""
    if job.state is JobState.WORKING:
        return text.JOB_SAYS[job.state].format(done=number(job.done), pieces=number(job.pieces), current=job.current)
    return text.JOB_SAYS[job.state].format(pieces=number(job.pieces - len(job.faults)))


def _faults(job: Job) -> Markup | None:
    if not job.faults:
        return None
    listed = [li(span(name), heard(": "), div(why, class_="source")) for name, why in job.faults]
    return div(p(text.JOB_FAULTS.format(n=number(len(job.faults)))), ul(listed, class_="jobb-lista fel"))
