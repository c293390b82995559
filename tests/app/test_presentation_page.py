"""The page where slides are chosen, the forms that change and save, and the addresses that give slides and file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from app.posting import own_form
from app.server import create_app
from data.settings import settings as installation
from data.store import engine_for
from tests.app.decks import PART
from tests.app.world import fill

CHOSEN = f"?{PART}&bilder=titel.lage.saknas"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client on a store of its own, which may be written to."""
    path: Path = tmp_path_factory.mktemp("skriv") / "provstaden.sqlite"
    engine = engine_for(f"sqlite:///{path}")
    fill(engine)
    yield create_app(engine).server.test_client()
    engine.dispose()


def key() -> str:
    found = re.search(r'value="([^"]+)"', own_form())
    assert found is not None
    return found[1]


def post(client: FlaskClient, path: str, headers: dict[str, str] | None = None, **fields: str) -> tuple[int, str, str]:
    """Status, where it leads and what it says, of a form sent as one of our own pages sends it."""
    answer = client.post(path, data={"nyckel": key(), "urval": CHOSEN, **fields}, headers=OURS if headers is None else headers)
    return answer.status_code, answer.headers.get("Location", ""), answer.get_data(as_text=True)


def links(client: FlaskClient, address: str) -> dict[str, list[str]]:
    """The addresses of the page's links, by what they say."""
    found: dict[str, list[str]] = {}
    html = client.get(address).get_data(as_text=True)
    for href, words in re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', html):
        found.setdefault(re.sub(r"<span class=\"vh\">.*?</span>|<[^>]+>", "", words), []).append(unescape(href))
    return found


def slides_in(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query)["bilder"][0].split(".")


def test_the_proposed_slides_are_shown_and_their_address_says_no_more(client: FlaskClient) -> None:
    html = client.get(f"/presentation?{PART}").get_data(as_text=True)
    assert "8 bilder" in html.replace("\u00a0", " ")
    assert f'data-presentation="?{PART.replace("&", "&amp;")}"' in html


def test_a_slide_is_moved_and_dropped_by_links(client: FlaskClient) -> None:
    found = links(client, f"/presentation{CHOSEN}")
    assert slides_in(found["Flytta ned"][0]) == ["lage", "titel", "saknas"]
    assert slides_in(found["Flytta upp"][1]) == ["titel", "saknas", "lage"]
    assert slides_in(found["Ta bort"][1]) == ["titel", "saknas"]


def test_the_last_slide_can_be_dropped(client: FlaskClient) -> None:
    found = links(client, f"/presentation?{PART}&bilder=lage")
    assert slides_in(found["Ta bort"][0]) == ["inga"]
    html = client.get(found["Ta bort"][0]).get_data(as_text=True)
    assert "Inga bilder är valda." in html
    assert client.get(found["Ta bort"][0].replace("/presentation", "/presentation/visa")).status_code == 200


def test_a_chart_of_another_page_is_added(client: FlaskClient) -> None:
    found = links(client, "/enhet/bjorkgarden?period=T2-2025")
    address = next(one for one in found["Lägg i presentationen"] if "sjukfranvaro" in one)
    html = client.get(address).get_data(as_text=True)
    assert "utfall_bjorkgarden_sjukfranvaro_T2-2025" in html
    assert "9 bilder, valda av dig" in html.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("address", "slide"),
    [
        (
            "/indikator/sjukfranvaro?enhet=provstadens-forvaltning&period=T2-2025",
            "enheter_provstadens-forvaltning_sjukfranvaro_T2-2025",
        ),
        (f"/jamstalldhet?{PART}", "kvinnor-man_provstadens-forvaltning__T2-2025"),
        (f"/?{PART}&ruta=bjorkgarden/sjukfranvaro", "utfall_bjorkgarden_sjukfranvaro_T2-2025"),
        ("/enhet/bjorkgarden?period=T2-2025&indikator=sjukfranvaro", "utveckling_bjorkgarden_sjukfranvaro_T2-2025"),
    ],
)
def test_every_chart_says_which_slide_it_is_and_the_slide_can_be_shown(client: FlaskClient, address: str, slide: str) -> None:
    assert f'data-lagg="{slide}"' in client.get(address).get_data(as_text=True)
    assert f'id="bild-{slide}"' in client.get(f"/presentation/visa?{PART}&bilder={slide}").get_data(as_text=True)


def test_a_headline_and_a_note_are_written_into_the_address(writer: FlaskClient) -> None:
    status, address, _ = post(
        writer, "/presentation/andra", bild="lage", rubrik=" Vi når\r\n tre ", anteckning="Säg detta <b>högt</b>"
    )
    assert status == 303
    assert address.endswith("#bild-lage")
    html = writer.get(address).get_data(as_text=True)
    assert "Vi når tre" in html
    assert "Säg detta &lt;b&gt;högt&lt;/b&gt;" in html
    assert "Föreslagen rubrik: 3 av 5" in html


def test_an_emptied_headline_is_the_proposed_one_again(writer: FlaskClient) -> None:
    _, address, _ = post(writer, "/presentation/andra", bild="lage", rubrik="Egen")
    chosen = f"?{urlsplit(address).query}"
    _, again, _ = post(writer, "/presentation/andra", bild="lage", urval=chosen, rubrik="")
    assert "rubriker" not in again


def test_words_that_make_the_address_too_long_are_refused_with_why(writer: FlaskClient) -> None:
    query = CHOSEN
    for slide in ("titel", "lage", "saknas"):
        status, address, told = post(writer, "/presentation/andra", urval=query, bild=slide, anteckning="å" * 400)
        if status != 303:
            break
        query = f"?{urlsplit(address).query}"
    assert status == 413
    assert "för långa" in told


def test_a_presentation_is_saved_under_a_name_and_opened_again(writer: FlaskClient) -> None:
    status, address, _ = post(writer, "/presentation/spara", namn="Ledningsgruppen  i maj", av="Eva Ek")
    assert status == 303
    found = links(writer, address)
    assert slides_in(found["Ledningsgruppen i maj"][0]) == ["titel", "lage", "saknas"]
    assert writer.get(found["Ledningsgruppen i maj"][0]).status_code == 200


def test_only_the_same_author_replaces_what_is_saved(writer: FlaskClient) -> None:
    assert post(writer, "/presentation/spara", namn="Delad", av="Eva")[0] == 303
    status, _, told = post(writer, "/presentation/spara", namn="Delad", av="Bo")
    assert status == 409
    assert "redan använt av Eva" in told
    assert post(writer, "/presentation/spara", namn="Delad", av="Eva", urval=f"?{PART}&bilder=mal")[0] == 303
    assert slides_in(links(writer, "/presentation")["Delad"][0]) == ["mal"]


def test_what_is_saved_can_be_taken_away(writer: FlaskClient) -> None:
    post(writer, "/presentation/spara", namn="Tillfällig", av="Eva")
    html = writer.get("/presentation").get_data(as_text=True)
    found = re.search(r'name="id" value="(\d+)"><input type="hidden" name="namn" value="Tillfällig"', html)
    assert found is not None
    assert post(writer, "/presentation/ta-bort", id=found[1], namn="Fel namn")[0] == 303
    assert "Tillfällig" in writer.get("/presentation").get_data(as_text=True)
    assert post(writer, "/presentation/ta-bort", id=found[1], namn="Tillfällig")[0] == 303
    assert "Tillfällig" not in writer.get("/presentation").get_data(as_text=True)


@pytest.mark.parametrize(("name", "author"), [("", "Eva"), ("Namn", ""), ("x" * 81, "Eva"), (" \u200b ", "\u0000")])
def test_a_name_is_needed(writer: FlaskClient, name: str, author: str) -> None:
    status, _, told = post(writer, "/presentation/spara", namn=name, av=author)
    assert status == 400
    assert "Ange både ett namn" in told


@pytest.mark.parametrize("path", ["/presentation/andra", "/presentation/spara", "/presentation/ta-bort"])
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://annan.example"}]
)
def test_a_form_of_another_site_is_refused(writer: FlaskClient, path: str, headers: dict[str, str]) -> None:
    fields = {"namn": "Stulen", "av": "Ingen", "bild": "lage", "id": "1"}
    assert post(writer, path, headers=headers, **fields)[0] == 403
    assert "Stulen" not in writer.get("/presentation").get_data(as_text=True)


def test_a_form_without_our_word_is_refused(writer: FlaskClient) -> None:
    assert post(writer, "/presentation/spara", nyckel="gissad", namn="Gissad", av="Ingen")[0] == 403


def test_only_addresses_of_presentations_are_kept(writer: FlaskClient) -> None:
    post(writer, "/presentation/spara", namn="Elak", av="E", urval="https://annan.example/?bilder=lage&x=<script>")
    assert links(writer, "/presentation")["Elak"] == ["/presentation"]


fields = st.dictionaries(st.sampled_from(["urval", "bild", "rubrik", "anteckning", "namn", "av", "id"]), st.text(max_size=60))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields, st.sampled_from(["andra", "spara", "ta-bort"]))
def test_no_form_fails_the_server(writer: FlaskClient, given_fields: dict[str, str], which: str) -> None:
    status, address, _ = post(writer, f"/presentation/{which}", None, **given_fields)
    assert status in (303, 400, 403, 409, 413)
    if status == 303:
        assert address.startswith("/presentation")
        assert writer.get(address).status_code == 200


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.sampled_from(["bilder", "rubriker", "anteckningar", "lagg", "enhet"]))
def test_no_address_fails_the_server(client: FlaskClient, asked: str, name: str) -> None:
    for path in ("/presentation", "/presentation/visa"):
        assert client.get(path, query_string={name: asked}).status_code == 200


def test_the_slides_come_whole_in_one_document(client: FlaskClient) -> None:
    html = client.get(f"/presentation/visa?{PART}").get_data(as_text=True)
    assert html.count('class="bild"') + html.count('class="bild titel"') == 8
    assert html.count("data-bilddiagram=") == 5
    assert "_dash" not in html


def test_the_file_is_named_after_part_and_follow_up(client: FlaskClient) -> None:
    answer = client.get(f"/presentation.pptx?{PART}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="malbild-provstadens-forvaltning-T2-2025.pptx"'
    assert len(Presentation(io.BytesIO(answer.data)).slides) == 8


def test_a_template_that_cannot_be_used_is_told_on_a_page(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PPTX_TEMPLATE", str(tmp_path / "saknas.pptx"))
    installation.cache_clear()
    try:
        answer = client.get(f"/presentation.pptx?{PART}")
    finally:
        monkeypatch.undo()
        installation.cache_clear()
    assert answer.status_code == 500
    assert "finns inte. Rätta PPTX_TEMPLATE" in answer.get_data(as_text=True)


def test_an_empty_store_has_no_slides(empty_client: FlaskClient) -> None:
    assert empty_client.get("/presentation").status_code == 200
    assert empty_client.get("/presentation/visa").status_code == 404
    assert empty_client.get("/presentation.pptx").status_code == 404
