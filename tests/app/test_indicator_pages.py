"""Indikatorer and Indikator as the server answers them, and the queries behind against naive twins."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from app.answers.organisation import Organisation, Unit
from app.pages import indikator, jamstalldhet
from app.pages.parts import parents_below
from app.presenters.indicator_page import counted_below
from app.queries.indicator_page import definition, figures_of_units, follow_ups_of, indicator_counts, indicator_history
from app.queries.tables import ATTAINMENT
from data.vocabulary import Period, PeriodKind
from tests.app.test_dots import REACHED, of
from tests.app.world import BJORKGARDEN, EKBACKEN, LINDEN, SJUKFRANVARO, SOLHEMMET

T2 = Period(2025, PeriodKind.T2)
UNITS = [BJORKGARDEN, EKBACKEN, SOLHEMMET, LINDEN]
FORVALTNING = "enhet=provstadens-forvaltning&period=T2-2025"


def read(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    words = re.sub(r"<[^>]+>", " ", answer.text.replace("\u00a0", " "))
    return " ".join(unescape(words).split())


def test_indicators_stand_under_the_councils_goals_with_their_counts(client: FlaskClient) -> None:
    said = read(client, f"/indikatorer?{FORVALTNING}")
    assert "Indikatorer i Provstadens förvaltning, tertial 2 2025" in said
    assert said.index("1.4 Omsorgen är god") < said.index("Antal feriejobb") < said.index("1.10 Medarbetarna trivs")
    assert re.search(r"Sjukfrånvaro lägre är bättre 1 1 1 0 1", said)


def test_a_search_narrows_the_list_and_says_so(client: FlaskClient) -> None:
    said = read(client, f"/indikatorer?{FORVALTNING}&sok=FERIE")
    assert "Visar 1 indikator där ”FERIE” ingår." in said
    assert "Sjukfrånvaro" not in said
    assert "Ingen indikator här heter något med ”xyz”." in read(client, f"/indikatorer?{FORVALTNING}&sok=xyz")


def test_the_page_of_an_indicator_compares_each_unit_with_its_own_target(client: FlaskClient) -> None:
    said = read(client, f"/indikator/sjukfranvaro?{FORVALTNING}")
    assert re.search(r"1 av 3 enheter når sitt årsmål\.", said)
    assert "Längst från målet är Björkgården: 12,4 % mot 9,5 %." in said
    assert re.search(r"Ej rapporterat Lindens servicehus", said)
    assert "Så är indikatorn definierad" in said
    assert "lägre är bättre" in said


def test_a_unit_is_shown_among_its_neighbours_with_its_own_development(client: FlaskClient) -> None:
    said = read(client, "/indikator/sjukfranvaro?enhet=bjorkgarden&period=T2-2025")
    assert "Utveckling: Björkgården" in said
    assert "Ekbackens hemtjänst" in said
    assert "Från 9,9 % (T2 2024) till 12,4 % (T2 2025), upp 2,5 procentenheter." in said


def test_a_follow_up_without_the_indicator_leads_to_the_nearest_that_has_it(client: FlaskClient) -> None:
    said = read(client, "/indikator/nojda?enhet=bjorkgarden&period=T2-2025")
    assert "Indikatorn följs inte upp i tertial 2 2025 här. Närmaste uppföljning visas: helåret 2025." in said


def test_an_indicator_that_nobody_follows_says_so(client: FlaskClient) -> None:
    assert "Ingen enhet i Provstadens förvaltning följer indikatorn." in read(client, f"/indikator/energi?{FORVALTNING}")


@pytest.mark.parametrize("slug", ["sjukfranvro", "%3Cscript%3E", "-", "sjukfranvaro%20x"])
def test_an_unknown_indicator_is_a_page_that_says_so(client: FlaskClient, slug: str) -> None:
    assert "Indikatorn finns inte" in read(client, f"/indikator/{slug}", status=404)


def test_an_indicator_with_a_like_name_is_offered(client: FlaskClient) -> None:
    assert 'href="/indikator/sjukfranvaro"' in client.get("/indikator/sjukfranvro").text


def test_nonsense_in_the_address_is_told_and_the_page_shown(client: FlaskClient) -> None:
    for path in ("/indikatorer", "/indikator/sjukfranvaro", "/jamstalldhet"):
        said = read(client, f"{path}?{FORVALTNING}&kon=hund&ordning=%00&foo=1")
        assert "Könet ”hund” finns inte." in said


def test_equality_is_a_page_that_says_what_it_compares(client: FlaskClient) -> None:
    said = read(client, f"/jamstalldhet?{FORVALTNING}")
    assert "Jämställdhet i Provstadens förvaltning, tertial 2 2025" in said
    assert "kvinnor 12,8 %" in client.get(f"/jamstalldhet?{FORVALTNING}").text.replace("\u00a0", " ")


def test_a_part_with_too_many_units_shows_the_parts_below(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indikator, "MOST_UNITS", 1)
    monkeypatch.setattr(jamstalldhet, "MOST_UNITS", 1)
    said = read(client, f"/indikator/sjukfranvaro?{FORVALTNING}&sida=2")
    assert "Så många enheter når årsmålet" in said
    assert re.search(r"Äldreomsorg 0 av 2 enheter", said)
    assert "Här jämförs delarna" in read(client, f"/jamstalldhet?{FORVALTNING}&sida=2")


def test_the_page_of_a_part_adds_up_and_lists_its_units(client: FlaskClient) -> None:
    said = read(client, "/enhet/aldreomsorg?period=T2-2025")
    assert "0 av 2 enheter når årsmålet." in said
    assert re.search(r"Björkgården 12,4 % – uppfylls inte", said)


def test_the_development_is_shown_on_the_page_of_the_unit_when_asked_for(client: FlaskClient) -> None:
    address = "/enhet/bjorkgarden?period=T2-2025"
    assert "Från 9,9 %" not in read(client, address)
    assert "Från 9,9 % (T2 2024) till 12,4 % (T2 2025)" in read(client, f"{address}&indikator=sjukfranvaro")


def test_a_late_follow_up_says_since_when(client: FlaskClient) -> None:
    assert "Perioden slutade 2025-08-31, för 31 dagar sedan." in read(client, "/enhet/linden?period=T2-2025")


def test_the_counts_are_those_of_a_naive_count(connection: Connection) -> None:
    rows = [row for row in connection.execute(select(ATTAINMENT)) if (row.year, row.period, row.gender) == (2025, "T2", "T")]
    naive = Counter((row.indicator_id, row.status) for row in rows if row.unit_id in UNITS and not row.is_aggregated)
    found = {(one.indicator_id, one.status): one.figures for one in indicator_counts(connection, UNITS, T2)}
    assert found == naive


def test_the_figures_of_the_units_are_those_of_a_naive_search(connection: Connection) -> None:
    rows = [row for row in connection.execute(select(ATTAINMENT)) if (row.year, row.period, row.gender) == (2025, "T2", "T")]
    naive = {row.unit_id: row.value for row in rows if row.indicator_id == SJUKFRANVARO and row.unit_id in UNITS}
    assert {one.unit_id: one.value for one in figures_of_units(connection, SJUKFRANVARO, UNITS, T2)} == naive


def test_the_history_is_all_that_is_known_up_to_the_follow_up_in_order(connection: Connection) -> None:
    rows = [
        row for row in connection.execute(select(ATTAINMENT)) if (row.unit_id, row.indicator_id) == (BJORKGARDEN, SJUKFRANVARO)
    ]
    up_to = [row for row in rows if (row.year, row.period) <= (2025, "T2")]
    found = indicator_history(connection, BJORKGARDEN, SJUKFRANVARO, T2)
    assert sorted((one.year, one.period, one.gender, one.value) for one in found) == sorted(
        (row.year, row.period, row.gender, row.value) for row in up_to
    )
    assert [(one.year, one.period) for one in found] == sorted((one.year, one.period) for one in found)


def test_the_follow_ups_of_an_indicator(connection: Connection) -> None:
    assert T2 in follow_ups_of(connection, SJUKFRANVARO, UNITS)
    assert follow_ups_of(connection, SJUKFRANVARO, []) == ()


def test_a_definition_names_what_documents_call_it(connection: Connection) -> None:
    assert definition(connection, SJUKFRANVARO).periodicity == "Tertial"


def test_parts_of_a_city_count_the_units_of_every_level_below_them() -> None:
    """As Läget counts them: a förvaltning whose units stand under avdelningar, and a unit of its own right below the city."""
    figures = (
        of(10, None, units_reached=0, units_judged=0),  # a förvaltning: right below it stand avdelningar, which are not judged
        of(11, None, units_reached=2, units_judged=5),
        of(12, None, units_reached=1, units_judged=4),
        of(20, 7.0, **REACHED),
    )
    assert counted_below({10: [11, 12], 20: [], 30: []}, figures) == {10: (3, 9), 20: (1, 1), 30: (0, 0)}


def test_the_level_below_a_city_steps_over_a_part_that_is_alone() -> None:
    units = [
        Unit(id_, f"d{id_}", f"Del {id_}", "enhet", parent, id_, False, False)
        for id_, parent in ((1, None), (2, 1), (3, 2), (4, 2), (5, 3), (6, 5), (7, 5))
    ]
    organisation = Organisation.of(units)
    assert parents_below(organisation, units[0]) == {3: [5], 4: []}
