"""Inläsning: what is loaded for a part of the organisation, what there is to settle, and what is owed."""

from __future__ import annotations

import datetime as dt

from app.addresses import LOADING
from app.components.frame import framed
from app.components.inlasning import loading_content
from app.filters import Filter
from app.pages.choosing import choose, frame_for
from app.pages.page import Page, Visit
from app.presenters.inlasning import LoadingInput, loading_page
from app.queries.inlasning import (
    count_findings,
    count_loads,
    documents_of,
    findings_of,
    latest_loads,
    owed_by_period,
    owed_in,
)

MOST_UNITS, MOST_OWED, MOST_FINDINGS, MOST_DOCUMENTS, MOST_LOADS = 80, 200, 50, 300, 30
_CHOICES = ("unit", "period", "finding", "state", "page")


def page(visit: Visit) -> Page:
    """The page; questions can be narrowed to a kind and a state."""
    chosen = choose(visit)
    connection, part, period = visit.connection, chosen.part, chosen.period
    unit_ids = visit.known.organisation.ids_below(part)
    counts = count_findings(connection, unit_ids)
    asked_for = _within_reach(chosen.filter.only(*_CHOICES), counts)
    offset = (asked_for.page - 1) * MOST_FINDINGS
    judged_on = dt.date.fromisoformat(visit.known.state.judged_on) if visit.known.state.judged_on else None
    year = period.year if period is not None else judged_on.year if judged_on is not None else 0
    found = findings_of(connection, unit_ids, kind=asked_for.finding, state=asked_for.state, offset=offset, most=MOST_FINDINGS)
    asked = LoadingInput(
        organisation=visit.known.organisation,
        indicators=visit.known.indicators,
        part=part,
        period=period,
        chosen=asked_for,
        judged_on=judged_on,
        owed=owed_by_period(connection, unit_ids, year - 1, year) if period is not None else (),
        owed_list=owed_in(connection, unit_ids, period, MOST_OWED + 1) if period is not None else (),
        counts=counts,
        findings=found,
        first=offset + 1,
        documents=documents_of(connection, unit_ids, year, MOST_DOCUMENTS + 1),
        loads=latest_loads(connection, MOST_LOADS),
        load_count=count_loads(connection),
        most_units=MOST_UNITS,
        most_owed=MOST_OWED,
        most_findings=MOST_FINDINGS,
        most_documents=MOST_DOCUMENTS,
    )
    view = loading_page(asked, chosen.notices)
    return Page(view.title, framed(frame_for(visit, chosen, LOADING), loading_content(view)))


def _within_reach(asked: Filter, counts: dict[tuple[str, str], int]) -> Filter:
    """A page that there is: the last one where a later was asked for."""
    count = sum(n for (kind, state), n in counts.items() if asked.finding in (None, kind) and asked.state in (None, state))
    return asked.with_(page=min(asked.page, max(1, -(-count // MOST_FINDINGS))))
