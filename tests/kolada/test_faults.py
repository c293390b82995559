"""What a network and a server can do, and what the person is told: nothing is half loaded, and nothing is silently left out."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import time

import httpx
import pytest

from data.settings import settings
from etl.kolada import client
from tests.kolada.desk import KoladaDesk
from tests.kolada.server import broken_off, hung_up, says, send, status, value


def many_years(desk: KoladaDesk, first: int, last: int = 2020) -> None:
    desk.kolada.figures = {("N00090", "0180", str(year)): [value(year / 100)] for year in range(first, last + 1)}


def test_pages_are_followed_to_the_last(desk: KoladaDesk) -> None:
    many_years(desk, 2014)
    desk.kolada.per_page = 2
    desk.fetch(years="2014-2020")
    assert len(desk.outcomes()) == 7
    assert sum("/data/" in path for path in desk.kolada.asked) == 4


def test_no_more_than_25_marks_stand_in_a_part_of_the_address(desk: KoladaDesk) -> None:
    desk.kolada.municipalities |= {f"1{number:03}": f"Kommun {number}" for number in range(30)}
    desk.kolada.figures = {("N00090", unit, year): [value(50)] for unit in ("0180", "1029") for year in ("1990", "2020")}
    marks = ",".join(["0180", *(f"1{number:03}" for number in range(30))])
    desk.fetch("N00090", "--municipality", marks, years="1990-2020")
    assert len(desk.outcomes()) == 4
    assert max(len(part.split(",")) for path in desk.kolada.asked for part in path.split("/")) == 25


@pytest.mark.parametrize("fault", [status(500), status(502), status(503), status(504), status(429), broken_off, hung_up])
def test_a_passing_fault_is_waited_out(desk: KoladaDesk, fault: object) -> None:
    desk.kolada.faults = [fault, fault]  # type: ignore[list-item]
    desk.fetch()
    assert len(desk.outcomes()) == 6
    assert desk.waits == [1.0, 2.0]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"values": [{"kpi": "N000', "application/json"),
        ("<!doctype html><title>Underhåll</title>", "text/html"),
        ("[1, 2]", "application/json"),
        ('{"values": {}}', "application/json"),
        ('{"values": [NaN]}', "application/json"),
        ("", "application/json"),
        ("[" * 100_000, "application/json"),
    ],
)
def test_an_answer_that_is_no_figures_is_asked_for_again_and_then_told(desk: KoladaDesk, body: str, kind: str) -> None:
    desk.kolada.faults = [says(body, kind)] * client.TRIES
    assert desk.fetch() == 2
    assert "något annat än uppgifter" in desk.said
    assert "Ingenting är inläst" in desk.said
    assert desk.is_empty
    desk.kolada.faults = [says(body, kind)]
    desk.fetch()
    assert len(desk.outcomes()) == 6


def test_right_figures_of_a_wrong_kind_are_read(desk: KoladaDesk) -> None:
    page = desk.kolada.answer("/v3/kpi/N00090", "")
    desk.kolada.faults = [says("\ufeff" + json.dumps(page), "text/plain")]
    desk.fetch()
    assert len(desk.outcomes()) == 6
    assert desk.waits == []


def test_the_server_says_how_long_to_wait(desk: KoladaDesk) -> None:
    later = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=40), usegmt=True)
    desk.kolada.faults = [status(429, Retry_After="7"), status(503, Retry_After=later), status(429, Retry_After="snart")]
    desk.fetch()
    assert desk.waits[0] == 7.0
    assert 30 < desk.waits[1] <= 40
    assert desk.waits[2] == 4.0
    assert len(desk.outcomes()) == 6


def test_a_wait_of_an_hour_is_for_the_person(desk: KoladaDesk) -> None:
    desk.kolada.faults = [status(429, Retry_After="3600")]
    assert desk.fetch() == 2
    assert "60 minuters väntan" in desk.said
    assert desk.waits == []


def test_a_fault_that_stays_is_told_with_how_often_it_was_tried(desk: KoladaDesk) -> None:
    desk.kolada.faults = [status(503)] * 99
    assert desk.fetch() == 2
    assert f"försökt {client.TRIES} gånger" in desk.said
    assert len(desk.kolada.asked) == client.TRIES


@pytest.mark.parametrize("number", [301, 401, 403, 410])
def test_an_answer_that_will_not_change_is_told_at_once(desk: KoladaDesk, number: int) -> None:
    desk.kolada.faults = [status(number, Location="http://example.invalid/")]
    assert desk.fetch() == 2
    assert f"svarar med {number}" in desk.said
    assert desk.waits == []


def test_a_slow_answer_is_given_up(desk: KoladaDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUT", httpx.Timeout(0.05))
    desk.kolada.faults = [lambda handler: time.sleep(0.3)] * client.TRIES
    assert desk.fetch() == 2
    assert "svarar inte i tid" in desk.said


def test_an_answer_that_drips_is_given_up(desk: KoladaDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LONGEST_ANSWER_SECONDS", -1.0)
    assert desk.fetch() == 2
    assert "för långsamt" in desk.said


def test_an_answer_without_end_is_cut_off(desk: KoladaDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LARGEST_FILE", 1000)
    desk.kolada.faults = [says('{"values": [' + "0," * 2000 + "0]}")]
    assert desk.fetch() == 2
    assert "mer än" in desk.said


def test_no_connection_is_told_and_changes_nothing(desk: KoladaDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.fetch(years="2019")
    before = desk.outcomes()
    monkeypatch.setenv("MALBILD_KOLADA_URL", "http://127.0.0.1:9/v3")
    settings.cache_clear()
    assert desk.fetch() == 2
    assert "Kolada kan inte nås. Kontrollera nätet." in desk.said
    assert desk.outcomes() == before


def test_an_address_that_is_none_is_told(desk: KoladaDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALBILD_KOLADA_URL", "kolada")
    settings.cache_clear()
    assert desk.fetch() == 2
    assert "MALBILD_KOLADA_URL är «kolada»" in desk.said


def test_a_next_page_on_another_server_is_not_fetched(desk: KoladaDesk) -> None:
    desk.kolada.rewritten = lambda page: page | {"next_url": "http://localhost.example.invalid/v3/data?page=2"}
    assert desk.fetch() == 2
    assert "en annan server (localhost.example.invalid)" in desk.said
    assert desk.is_empty


@pytest.mark.parametrize("link", ["http://[::1/v3", "http://127.0.0.1:port/v3", 17])
def test_a_next_page_that_is_no_address_is_told(desk: KoladaDesk, link: object) -> None:
    desk.kolada.rewritten = lambda page: page | {"next_url": link}
    assert desk.fetch() == 2
    assert "inte är en adress" in desk.said


def test_a_next_page_with_a_bare_path_or_another_scheme_is_on_the_same_server(desk: KoladaDesk) -> None:
    many_years(desk, 2015)
    desk.kolada.per_page = 4
    desk.kolada.rewritten = lambda page: (
        page | {"next_url": page["next_url"] and "/v3" + page["next_url"].removeprefix(desk.kolada.address)}
    )
    desk.fetch(years="2015-2020")
    assert len(desk.outcomes()) == 6


def test_pages_that_lead_round_are_noticed(desk: KoladaDesk) -> None:
    first = f"{desk.kolada.address}/kpi/N00090"
    desk.kolada.rewritten = lambda page: page | {"next_url": first}
    assert desk.fetch() == 2
    assert "runt i en ring" in desk.said


def test_pages_without_end_are_noticed(desk: KoladaDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_PAGES", 4)
    desk.kolada.rewritten = lambda page: (
        page | {"next_url": f"{desk.kolada.address}/kpi/N00090?page=1&x={len(desk.kolada.asked)}"}
    )
    assert desk.fetch() == 2
    assert "fler än 4 sidor" in desk.said


def test_unknown_marks_are_listed_and_the_rest_is_loaded(desk: KoladaDesk) -> None:
    assert desk.fetch("N00090,N99999", "--municipality", "0180,9999") == 1
    assert "Nyckeltalet N99999 finns inte i Kolada." in desk.said
    assert "Kommunen 9999 finns inte i Kolada." in desk.said
    assert len(desk.outcomes()) == 6


def test_only_unknown_marks_is_status_2(desk: KoladaDesk) -> None:
    assert desk.fetch("N99999") == 2
    assert desk.fetch("N00090", "--ou", "V99E9999") == 2
    assert "Enheten V99E9999 finns inte i Kolada." in desk.said


def test_a_figure_without_values_is_told_and_so_is_a_unit_without(desk: KoladaDesk) -> None:
    assert desk.fetch("N00090,U21468", "--municipality", "0180,0184", years="2019") == 1
    assert "Kolada har inga värden för U21468 Kostnad hemtjänst, kr/inv: Stockholm (0180), Solna (0184), 2019." in desk.said
    assert "N00090: Kolada har inga värden för Solna (0184), 2019." in desk.said


def test_a_row_that_has_not_the_form_is_told_and_the_rest_loaded(desk: KoladaDesk) -> None:
    odd = [None, {"kpi": "N00090"}, {"kpi": "N00090", "municipality": "0180", "period": "20xx", "values": []}]
    desk.kolada.rewritten = lambda page: page | {"values": [*page["values"], *odd]}
    desk.fetch()
    assert len(desk.outcomes()) == 6
    assert desk.said.count("Den är inte inläst") == 3


def test_an_interrupted_load_goes_on_where_it_stopped(desk: KoladaDesk) -> None:
    many_years(desk, 2011)
    desk.kolada.per_page = 3
    fine = [lambda handler: send_page(desk, handler)] * 4
    desk.kolada.faults = [*fine, *[status(503)] * client.TRIES]
    assert desk.fetch(years="2011-2020") == 2
    assert "fortsätter där det avbröts" in desk.said
    assert len(desk.kept) == 4
    kept = json.loads(desk.kept[0].read_text(encoding="utf-8"))
    assert kept["address"].startswith(desk.kolada.address)
    assert kept["fetched_at"].startswith(str(dt.date.today().year))
    desk.kolada.asked.clear()
    desk.fetch(years="2011-2020")
    assert len(desk.kolada.asked) == 2
    assert len(desk.outcomes()) == 10
    assert desk.kept == []


def test_what_was_kept_too_long_or_is_damaged_is_fetched_again(desk: KoladaDesk) -> None:
    fine = [lambda handler: send_page(desk, handler)] * 2
    desk.kolada.faults = [*fine, status(403)]
    desk.fetch()
    old, damaged = desk.kept
    yesterday = (dt.datetime.now() - dt.timedelta(days=1)).isoformat()
    old.write_text(json.dumps(json.loads(old.read_text()) | {"fetched_at": yesterday}))
    damaged.write_bytes(damaged.read_bytes()[:40])
    desk.kolada.asked.clear()
    desk.fetch()
    assert len(desk.kolada.asked) == 3
    assert len(desk.outcomes()) == 6


def send_page(desk: KoladaDesk, handler: object) -> None:
    path, _, query = handler.path.partition("?")  # type: ignore[attr-defined]
    send(handler, 200, json.dumps(desk.kolada.answer(path, query)))  # type: ignore[arg-type]


def test_the_client_says_who_it_is(desk: KoladaDesk) -> None:
    desk.fetch()
    assert {each["User-Agent"].split("/")[0] for each in desk.kolada.headers} == {"Malbild"}
