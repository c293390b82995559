"""The server: what it answers, what it says to browsers, and what it makes of bad requests."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import Markup
from sqlalchemy import Engine, insert, update

from app.components import page as page_component
from app.components.matrix_cells import with_cells
from app.pages import laget
from app.server import create_app
from data import schema
from data.store import engine_for, write_transaction
from tests.app.world import fill

CALLBACK = {
    "output": "..sida.html...sida.title...sida.address..",
    "outputs": [{"id": "sida", "property": name} for name in ("html", "title", "address")],
    "changedPropIds": ["sida.asked"],
    "state": [],
}


def ask(client: FlaskClient, address: Any) -> Any:
    """Ask for an address as the browser does."""
    body = {**CALLBACK, "inputs": [{"id": "sida", "property": "asked", "value": address}]}
    return client.post("/_dash-update-component", json=body)


def fetch(client: FlaskClient, address: str, accept: str = "") -> tuple[int, Any, bytes]:
    """Status, headers and bytes of an address; files are closed again."""
    with client.get(address, headers={"Accept-Encoding": accept}) as answer:
        return answer.status_code, answer.headers, answer.data


def text_of(html: str) -> str:
    """What is read of a page: without tags, with ordinary spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " ")))


def test_the_page_stands_in_the_answer_itself(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert '<html lang="sv">' in answer.text
    assert "<title>Provstadens förvaltning, tertial 2 2025 · Målbild</title>" in answer.text
    read = text_of(answer.text)
    assert "3 av 5 bedömda utfall når årsmålet (60 %)." in read
    assert "4 enheter, 4 indikatorer · uppdaterad 2025-09-18" in read


def test_a_followed_link_gives_the_same_page_as_an_opened_one(client: FlaskClient) -> None:
    for address in ("/?enhet=aldreomsorg&period=T2-2025", "/enhet/bjorkgarden?period=T2-2025", "/enheter"):
        answer = ask(client, address)
        assert answer.status_code == 200
        drawn = answer.json["response"]["sida"]
        assert with_cells(Markup(drawn["html"])) in client.get(address).text
        assert drawn["address"] == address
        assert drawn["title"].endswith(" · Målbild")


def test_the_page_of_a_unit_says_figure_target_and_origin(client: FlaskClient) -> None:
    read = text_of(client.get("/enhet/bjorkgarden?period=T2-2025").text)
    assert "12,4 % mot årsmålet 9,5 % – lägre är bättre." in read
    assert "22 st mot 20 st så här långt på året (årsmålet är 30 st)." in read
    assert "Enheten anger att målet uppfylls helt, men den enda bedömda indikatorn under det når inte sitt årsmål." in read
    assert "Avvikelse: Försenad" in read
    assert "Två utbrott av magsjuka." in read
    assert re.search(r"Källa: tertialrapport 2 2025, rad \d+ · Årsmål: verksamhetsplan 2025, rad \d+", read)


def test_a_unit_with_only_a_plan_shows_its_targets(client: FlaskClient) -> None:
    read = text_of(client.get("/enhet/linden").text)
    assert "Lindens servicehus, verksamhetsplan 2025" in read
    assert "Inga utfall är rapporterade." in read
    assert "8 %" in read


def test_example_data_are_marked_and_real_data_are_not(client: FlaskClient) -> None:
    assert "Exempeldata" in client.get("/?enhet=leksand&period=T2-2025").text.partition("<main")[2]
    assert "Exempeldata" not in client.get("/").text.partition("<main")[2]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/?enhet=aldreomsorgen", "Det finns ingen del av organisationen med adressen ”aldreomsorgen”. Här visas Äldreomsorg."),
        ("/?period=T9-2025", "Perioden ”T9-2025” gick inte att förstå."),
        ("/?period=T2-1999", "Det finns inga uppgifter för tertial 2 1999 här."),
        ("/?period=VP-2025", "En verksamhetsplan har inga utfall. Här visas i stället"),
        ("/?status=rosa", "Statusen ”rosa” finns inte."),
        ("/?x=1", "”x”"),
        ("/enhet/bjorkgarden?period=T2-1999", "Närmaste period visas: tertial 2 2024."),
    ],
)
def test_nonsense_in_the_address_is_told_and_the_nearest_view_shown(client: FlaskClient, address: str, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert told in text_of(answer.text)


@pytest.mark.parametrize(
    "address", ["/enhet/bjorkgardn", "/enhet/", "/enhet/a/b", "/finns-inte", "/enhet/%00%ff", "/favicon.ico"]
)
def test_an_unknown_page_is_a_404_in_swedish(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "finns inte" in answer.text
    assert '<html lang="sv">' in answer.text


def test_an_unknown_unit_leads_to_those_with_a_like_name(client: FlaskClient) -> None:
    assert '<a href="/enhet/bjorkgarden">Björkgården</a>' in client.get("/enhet/bjorkgardn").text


def test_a_value_from_the_address_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/?enhet=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_empty_store_says_how_to_load(empty_client: FlaskClient) -> None:
    answer = empty_client.get("/")
    assert answer.status_code == 200
    assert "Läs in dina dokument så här" in answer.text
    assert "python -m etl load" in answer.text
    assert '"data_version":0' in empty_client.get("/halsa").text


def test_health_tells_version_and_time_of_the_last_load(client: FlaskClient) -> None:
    answer = client.get("/halsa")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok", "store": "svarar", "data_version": 1, "last_load": "2025-09-18T08:30:00", "judged_on": "2025-10-01"
    }  # fmt: skip


def test_health_says_when_the_store_does_not_answer(tmp_path: Path) -> None:
    path = tmp_path / "inte-en-databas.sqlite"
    path.write_text("det här är ingen databas, bara text som är längre än hundra tecken " * 4)
    engine = engine_for(f"sqlite:///{path}")
    client = create_app(engine).server.test_client()
    assert client.get("/halsa").status_code == 503
    assert client.get("/").status_code == 500
    engine.dispose()


def test_new_data_show_at_once(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'ny.sqlite'}")
    fill(engine)
    client = create_app(engine).server.test_client()
    assert "Björkgården" in client.get("/").text
    with write_transaction(engine) as connection:
        connection.execute(update(schema.Unit).where(schema.Unit.slug == "bjorkgarden").values(name="Aspgården"))
        connection.execute(insert(schema.Load).values(id=2, finished_at=dt.datetime(2025, 9, 19), what="ny"))
    assert "Aspgården" in client.get("/").text
    engine.dispose()


def test_only_our_own_scripts_may_run_and_nobody_else_is_talked_to(client: FlaskClient) -> None:
    answer = client.get("/")
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>(.*?)</script>", answer.text, re.S)
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)


@pytest.mark.parametrize("address", ["/", "/halsa", "/enhet/finns-inte", "/_dash-layout", "/assets/malbild.css"])
def test_every_answer_has_the_security_headers(client: FlaskClient, address: str) -> None:
    _, headers, _ = fetch(client, address)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Content-Security-Policy" in headers


def scripts_of(client: FlaskClient) -> list[str]:
    return re.findall(r'<script src="([^"]+)"', client.get("/").text)


def test_the_first_visit_costs_less_than_half_a_megabyte_without_plotly(client: FlaskClient) -> None:
    sizes = {}
    for address in scripts_of(client):
        _, headers, data = fetch(client, address, "br, gzip")
        assert headers["Content-Encoding"] == "br"
        assert "max-age=31536000" in headers["Cache-Control"]
        sizes[address] = len(data)
    assert sum(sizes.values()) < 400_000
    assert not any("plotly.min" in address for address in sizes)


def test_plotly_is_compressed_too_and_kept_a_while(client: FlaskClient) -> None:
    _, headers, data = fetch(client, "/_dash-component-suites/plotly/package_data/plotly.min.js", "gzip")
    assert len(data) < 1_700_000
    assert "max-age=3600" in headers["Cache-Control"]


def test_pages_are_not_kept_by_browsers(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("asked", [None, 17, ["/"], {"a": 1}, "", "enhet", "//annan.se" * 1000])
def test_a_forged_address_is_refused(client: FlaskClient, asked: Any) -> None:
    assert ask(client, asked).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        "inte json",
        "[]",
        "{}",
        json.dumps({**CALLBACK, "output": "annat.html", "inputs": []}),
        json.dumps({**CALLBACK, "inputs": "sida"}),
        json.dumps({**CALLBACK, "inputs": [], "outputs": 5}),
    ],
)
def test_a_forged_callback_gets_a_400_and_never_a_500(client: FlaskClient, body: str) -> None:
    answer = client.post("/_dash-update-component", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json == {"fel": "Begäran gick inte att förstå."}


def test_a_wrong_method_is_answered_in_swedish(client: FlaskClient) -> None:
    answer = client.post("/halsa")
    assert answer.status_code == 405
    assert "Traceback" not in answer.text


@pytest.fixture
def failing_client(world: Engine, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A client of an application whose Läget fails."""

    def fail(*_: object) -> None:
        raise RuntimeError("hemligt innehåll")

    monkeypatch.setattr(laget, "page", fail)
    return create_app(world).server.test_client()


def test_an_error_is_a_swedish_page_with_a_code_that_is_in_the_log(
    failing_client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = failing_client.get("/")
    assert answer.status_code == 500
    assert "Något gick fel" in answer.text
    assert "hemligt" not in answer.text
    code = re.search(r"koden ([0-9a-f]{8})", answer.text)
    assert code
    assert f"kod={code[1]}" in caplog.text
    assert "hemligt innehåll" in caplog.text


def test_an_error_after_a_followed_link_is_told_the_same_way(failing_client: FlaskClient) -> None:
    answer = ask(failing_client, "/")
    assert answer.status_code == 200
    assert "Något gick fel" in answer.json["response"]["sida"]["html"]
    assert "hemligt" not in answer.text


def test_nothing_of_ours_is_left_to_dash_but_the_page(client: FlaskClient) -> None:
    assert client.get("/_dash-layout").json == {
        "namespace": "malbild", "props": {"id": "sida"}, "type": page_component.MalbildPage._type
    }  # fmt: skip
    assert client.get("/_mcp").status_code == 404
