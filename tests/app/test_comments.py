"""Comments on figures: written, changed, taken away with their history, protected, masked, and kept when data are loaded anew."""

from __future__ import annotations

import contextlib
import html
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update

from app.notes.writing import About, ChangedMeanwhileError, CommentError, change, checked_name, checked_text, take_away, write
from app.queries.comments import all_wordings, comments_on
from app.server import create_app
from data import schema
from data.store import engine_for, write_transaction
from data.vocabulary import Period, PeriodKind
from data.written import Comment
from etl.loading.merging import move_facts
from etl.read_model import rebuild
from tests.app.loading_world import add_history
from tests.app.world import AS_OF, BJORKGARDEN, EKBACKEN, NOJDA, SJUKFRANVARO, SOLHEMMET, fill

T2 = Period(2025, PeriodKind.T2)
ABOUT = About(BJORKGARDEN, SJUKFRANVARO, T2)
PAGE = "/kommentarer?enhet=bjorkgarden&period=T2-2025&indikator=sjukfranvaro"
SHOWING = ("/enhet/bjorkgarden?period=T2-2025", "/?enhet=provstadens-forvaltning&period=T2-2025&ruta=bjorkgarden/sjukfranvaro",
           "/indikator/sjukfranvaro?enhet=provstadens-forvaltning&period=T2-2025", PAGE)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'malbild.sqlite'}", busy_seconds=5)
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def pages(store: Engine) -> FlaskClient:
    return create_app(store).server.test_client()


def key(pages: FlaskClient) -> str:
    found = re.search(r'name="nyckel" value="([^"]+)"', pages.get(PAGE).text)
    assert found is not None
    return found[1]


def send(pages: FlaskClient, headers: dict[str, str] | None = None, **fields: str) -> Any:
    form = {"nyckel": key(pages), "gor": "spara", "text": "Vikarier saknades i juli.", "namn": "Eva Ek"} | fields
    return pages.post(PAGE, data=form, headers=headers or {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"})


def test_a_comment_stands_beside_its_figure_wherever_that_is_shown(pages: FlaskClient) -> None:
    before = [pages.get(address).text for address in SHOWING]  # drawn and kept before anything is written
    assert not any("Vikarier" in page for page in before)
    answer = send(pages)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{PAGE.split('?')[0]}?")
    for address in SHOWING:
        page = pages.get(address).text
        assert "Vikarier saknades i juli." in page, address
        assert "Eva Ek" in page


def test_what_is_written_is_shown_as_text(pages: FlaskClient) -> None:
    send(pages, text="<script>alert(1)</script>\n\nRad två & slut", namn='<b onclick="x">')
    for address in SHOWING:
        page = pages.get(address).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert "<b onclick" not in page


def test_a_changed_comment_keeps_what_it_said_before(pages: FlaskClient, store: Engine) -> None:
    first = write(store, ABOUT, "Första lydelsen", "Eva")
    assert send(pages, kommentar=str(first), text="Andra lydelsen", namn="Ola").status_code == 303
    with store.connect() as connection:
        earlier, now = all_wordings(connection, *_place())
        assert [one.text for one in comments_on(connection, [BJORKGARDEN], T2)[BJORKGARDEN, SJUKFRANVARO]] == ["Andra lydelsen"]
    assert (earlier.text, earlier.ended_by, now.replaces_id) == ("Första lydelsen", "Ola", first)
    page = pages.get(PAGE).text
    assert "Tidigare lydelser (1)" in page
    assert "Första lydelsen" in page
    assert "Första lydelsen" not in pages.get(SHOWING[0]).text


def test_a_comment_that_is_taken_away_stays_in_the_history(pages: FlaskClient, store: Engine) -> None:
    id_ = write(store, ABOUT, "Felskrivet", "Eva")
    assert "Felskrivet" in pages.get(SHOWING[0]).text
    assert send(pages, kommentar=str(id_), gor="ta-bort", text="", namn="Ola").status_code == 303
    assert "Felskrivet" not in pages.get(SHOWING[0]).text
    assert "Borttagen av Ola" in pages.get(PAGE).text


def _place() -> tuple[int, int, Period]:
    return BJORKGARDEN, SJUKFRANVARO, T2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": "   \n "}, "Kommentaren är tom"),
        ({"text": "x" * 2001}, "2\u00a0001 tecken"),
        ({"text": "a\x00b"}, "tecken som inte går att visa"),
        ({"namn": " "}, "Skriv ditt namn"),
        ({"namn": "n" * 81}, "Namnet får ha högst"),
        ({"kommentar": "1 OR 1=1"}, "gick inte att förstå"),
        ({"nyckel": "gammal"}, "Kontrollera texten och spara igen"),
    ],
)
def test_what_cannot_be_kept_is_told_and_not_lost(pages: FlaskClient, store: Engine, fields: dict[str, str], told: str) -> None:
    answer = send(pages, None, **{"text": "Min långa text", **fields})
    assert answer.status_code == 400
    assert told in html.unescape(answer.text)
    if "text" not in fields:
        assert "Min långa text" in answer.text
    with store.connect() as connection:
        assert all_wordings(connection, *_place()) == ()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://annan.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Content-Type": "text/plain"},
    ],
)
def test_another_site_cannot_write(pages: FlaskClient, store: Engine, headers: dict[str, str]) -> None:
    assert send(pages, headers).status_code == 403
    with store.connect() as connection:
        assert all_wordings(connection, *_place()) == ()


@pytest.mark.parametrize(
    "query", ["", "?enhet=finns-inte&period=T2-2025&indikator=sjukfranvaro", "?enhet=bjorkgarden&indikator=sjukfranvaro"]
)
def test_there_must_be_a_figure_to_write_about(pages: FlaskClient, query: str) -> None:
    form = {"nyckel": key(pages), "text": "x", "namn": "y"}
    assert pages.post(f"/kommentarer{query}", data=form).status_code == 404


def test_a_figure_that_the_unit_does_not_follow_cannot_be_commented(store: Engine) -> None:
    with pytest.raises(CommentError, match="följer inte indikatorn"):
        write(store, About(EKBACKEN, NOJDA, Period(1999, PeriodKind.T1)), "x", "y")


def test_of_two_who_change_the_same_the_second_is_told(pages: FlaskClient, store: Engine) -> None:
    id_ = write(store, ABOUT, "Före", "Eva")
    change(store, ABOUT, id_, "Evas ändring", "Eva")
    answer = send(pages, kommentar=str(id_), text="Olas ändring", namn="Ola")
    assert answer.status_code == 409
    assert "Någon annan har ändrat" in answer.text
    assert "Evas ändring" in answer.text
    assert "Olas ändring" in answer.text
    with pytest.raises(ChangedMeanwhileError):
        take_away(store, ABOUT, id_, "Ola")


def test_of_many_at_once_exactly_one_changes_a_comment(store: Engine) -> None:
    id_ = write(store, ABOUT, "Före", "Eva")
    kept: list[int] = []

    def try_it(number: int) -> None:
        with contextlib.suppress(ChangedMeanwhileError):
            kept.append(change(store, ABOUT, id_, f"Ändring {number}", "Ola"))

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 1
    with store.connect() as connection:
        (shown,) = comments_on(connection, [BJORKGARDEN], T2)[BJORKGARDEN, SJUKFRANVARO]
    assert shown.id == kept[0]


def test_a_comment_of_another_figure_cannot_be_changed_through_this_one(store: Engine) -> None:
    id_ = write(store, ABOUT, "Före", "Eva")
    with pytest.raises(ChangedMeanwhileError):
        change(store, About(EKBACKEN, SJUKFRANVARO, T2), id_, "Kapad", "Ola")


def test_a_comment_on_a_withheld_figure_tells_no_number(store: Engine, pages: FlaskClient) -> None:
    add_history(store, is_withheld=True)
    with store.connect() as connection:
        row = connection.execute(
            select(
                schema.Attainment.unit_id, schema.Attainment.indicator_id, schema.Attainment.year, schema.Attainment.period
            ).where(schema.Attainment.is_withheld, schema.Attainment.unit_id == SOLHEMMET)
        ).first()
    assert row is not None, "the world withholds something at Solhemmet"
    about = About(row[0], row[1], Period(row[2], PeriodKind(row[3])))
    write(store, about, "Utfallet 42,9 beror på sju svarande av 61.", "Eva")
    with store.connect() as connection:
        ((comment,),) = comments_on(connection, [about.unit_id], about.period).values()
        slugs = (
            connection.execute(select(schema.Unit.slug).where(schema.Unit.id == about.unit_id)).scalar(),
            connection.execute(select(schema.Indicator.slug).where(schema.Indicator.id == about.indicator_id)).scalar(),
        )
    assert comment.text == "Utfallet .. beror på .. svarande av ..."
    page = pages.get(f"/kommentarer?enhet={slugs[0]}&indikator={slugs[1]}&period={about.period.kind}-{about.period.year}").text
    assert "Visas inte" in page
    assert "42,9" not in page


def test_comments_survive_a_new_load_and_a_new_name(store: Engine, pages: FlaskClient) -> None:
    write(store, ABOUT, "Kvar efteråt", "Eva")
    with write_transaction(store) as connection:
        connection.execute(update(schema.Outcome).values(ended_load_id=1))
        connection.execute(
            update(schema.Indicator).where(schema.Indicator.id == SJUKFRANVARO).values(name="Ohälsa", slug="ohalsa")
        )
        rebuild(connection, None, AS_OF)
        connection.execute(update(schema.StoreFact).where(schema.StoreFact.name == "judged_on").values(value="2025-10-02"))
    assert "Kvar efteråt" in pages.get("/enhet/bjorkgarden?period=T2-2025").text
    assert "Kvar efteråt" in pages.get(PAGE.replace("sjukfranvaro", "ohalsa")).text


def test_comments_follow_a_draft_that_turns_out_to_be_something_defined(store: Engine) -> None:
    write(store, ABOUT, "Om utkastet", "Eva")
    with write_transaction(store) as connection:
        move_facts(connection, "unit_id", BJORKGARDEN, EKBACKEN, 1)
        move_facts(connection, "indicator_id", SJUKFRANVARO, NOJDA, 1)
        assert [one.text for one in comments_on(connection, [EKBACKEN], T2)[EKBACKEN, NOJDA]] == ["Om utkastet"]


def test_texts_are_kept_as_plain_lines() -> None:
    assert checked_text("  Rad 1  \r\n\r\nRad 2\r") == "Rad 1\n\nRad 2"
    assert checked_name(" Eva\t\u00a0Ek ") == "Eva Ek"
    assert checked_text("e\u0301") == "é"


def test_nothing_is_ever_erased(store: Engine) -> None:
    id_ = write(store, ABOUT, "Ett", "Eva")
    take_away(store, ABOUT, change(store, ABOUT, id_, "Två", "Ola"), "Eva")
    with store.connect() as connection:
        assert [row.text for row in connection.execute(select(Comment.text).order_by(Comment.id))] == ["Ett", "Två"]
