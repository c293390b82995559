"""Inläsning: what is owed, what there is to settle, documents and loads; nothing that is withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from app.presenters.inlasning import what_waits
from app.queries.inlasning import count_findings, documents_of, findings_of, latest_loads, owed_by_period, owed_in
from app.server import create_app
from data import schema
from data.store import engine_for
from data.vocabulary import FindingKind, FindingState, Period, PeriodKind
from tests.app.loading_world import add_history, told
from tests.app.world import BJORKGARDEN, EKBACKEN, LINDEN, SOLHEMMET, fill

T2 = Period(2025, PeriodKind.T2)
UNITS = (2, 3, 4, BJORKGARDEN, EKBACKEN, SOLHEMMET, LINDEN)
PART = "enhet=provstadens-forvaltning&period=T2-2025"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('inlasning') / 'malbild.sqlite'}")
    fill(engine)
    add_history(engine, is_withheld=True)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def pages(store: Engine) -> FlaskClient:
    return create_app(store).server.test_client()


def test_what_is_owed_is_what_a_plain_loop_finds(store: Engine) -> None:
    with store.connect() as connection:
        rows = connection.execute(select(schema.Attainment.__table__)).all()
        expected = {
            (row.unit_id, row.indicator_id)
            for row in rows
            if (row.year, row.period, row.gender, row.missing) == (2025, "T2", "T", "not_reported")
            and row.unit_id in UNITS
            and not row.is_aggregated
        }
        found = owed_in(connection, UNITS, T2, 100)
        counted = {one.unit_id: one.owed for one in owed_by_period(connection, UNITS, 2025, 2025) if one.period == "T2"}
    assert expected
    assert {(one.unit_id, one.indicator_id) for one in found} == expected
    assert sum(counted.values()) == len(expected)


def test_it_is_told_who_owes_what_and_since_when(pages: FlaskClient) -> None:
    page = pages.get(f"/inlasning?{PART}").text
    assert "utfall saknas från" in page
    assert "2025-08-31" in page
    days = (dt.date(2025, 10, 1) - dt.date(2025, 8, 31)).days
    assert f"{days}\u00a0dagar" in page


def test_findings_are_filtered_by_kind_and_state(store: Engine) -> None:
    with store.connect() as connection:
        questions = findings_of(connection, UNITS, kind=FindingKind.QUESTION, state=FindingState.OPEN, offset=0, most=9)
        settled = findings_of(connection, UNITS, kind=None, state=FindingState.SETTLED, offset=0, most=9)
        counts = count_findings(connection, UNITS)
    assert [one.message for one in questions] == ["Sjukfrånvaron 12,4 % är högre än någon gång förut."]
    assert len(settled) == counts[("warning", "settled")] + counts[("question", "settled")] == 2


@pytest.mark.parametrize(
    ("rejected", "words"),
    [
        (0, "och ingenting är avvisat."),
        (1, "och 1\u00a0rad eller fil är avvisad."),
        (2, "och 2\u00a0rader eller filer är avvisade."),
    ],
)
def test_what_waits_is_told_in_a_sentence(rejected: int, words: str) -> None:
    counts: dict[tuple[str, str], int] = {
        (FindingKind.QUESTION, FindingState.OPEN): 1,
        (FindingKind.WARNING, FindingState.OPEN): 29,
        (FindingKind.REJECTION, FindingState.OPEN): rejected,
        (FindingKind.REJECTION, FindingState.SETTLED): 7,
    }
    assert what_waits(counts) == f"1\u00a0fråga väntar på svar, 29\u00a0varningar är bra att veta {words}"


def test_a_settled_one_has_its_answer_with_who_and_when(pages: FlaskClient) -> None:
    page = pages.get(f"/inlasning?{PART}&lage=avgjord&slag=varning").text
    assert "Svar: Sett." in page
    assert "Anna Andersson" in page
    assert "14:05" in page


def test_a_finding_about_a_withheld_figure_is_told_without_its_numbers(store: Engine) -> None:
    with store.connect() as connection:
        (found,) = findings_of(connection, (SOLHEMMET,), kind=None, state=None, offset=0, most=9)
    assert found.is_masked
    assert (found.message, found.printed) == ("Utfallet .. % skiljer sig från .. %.", "")
    assert found.answer == "värde .. stämmer"


@pytest.mark.parametrize("query", ["", "&lage=avgjord", "&slag=fraga", "&slag=varning&lage=oppen"])
def test_nothing_withheld_is_on_the_page(pages: FlaskClient, query: str) -> None:
    page = pages.get(f"/inlasning?{PART}{query}").text
    assert told(page) == []
    assert "Svar av Anna" in page


def test_documents_current_and_replaced(store: Engine) -> None:
    with store.connect() as connection:
        documents = documents_of(connection, (BJORKGARDEN,), 2025, 99)
    assert {(one.file_name, one.ended_at is None) for one in documents if one.kind == "T2"} == {
        ("t2-2025-10.txt", True),
        ("gammal-t2.txt", False),
    }


def test_loads_come_the_newest_first(store: Engine) -> None:
    with store.connect() as connection:
        assert [one.id for one in latest_loads(connection, 2)] == [3, 2]


def test_a_page_that_is_not_there_gives_the_last_one(pages: FlaskClient) -> None:
    assert pages.get(f"/inlasning?{PART}&sida=40").text.count("finding-list") == 1
