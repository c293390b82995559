"""Answers saved as files are read as those that come over the network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from data.schema import Attainment
from etl.normalise.outcomes import PrintedOutcome, parse_outcome
from etl.readers.kolada import KoladaRow, Titles, read_kolada, records_of
from etl.readers.records import Indicator
from tests.kolada.desk import KoladaDesk
from tests.kolada.server import value
from tests.load.printed import annual_report


def row(year: int | str, values: Sequence[dict[str, Any]], unit: str = "0180", kpi: str = "N00090") -> dict[str, Any]:
    return {"kpi": kpi, "municipality": unit, "period": year, "values": list(values)}


def saved(desk: KoladaDesk, name: str, rows: Sequence[Any]) -> Path:
    path = desk.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"values": rows, "count": len(rows), "next_url": None}), encoding="utf-8")
    return path


def test_a_saved_answer_is_loaded_under_its_marks(desk: KoladaDesk) -> None:
    path = saved(desk, "svar.json", [row("2020", [value(84.5), value(86, "F")]), row(2021, [value(85)])])
    assert desk.load(str(path)) == 1
    assert desk.outcomes(unit="Stockholms stad", indicator="N00090") == [
        (2020, "K", 86.0, None),
        (2020, "T", 84.5, None),
        (2021, "T", 85.0, None),
    ]
    assert {publisher for (publisher,) in desk.documents("publisher")} == {"Kolada"}
    assert desk.load(str(path)) == 0
    assert "Ingenting nytt" in desk.said


def test_pages_in_a_folder_are_read_together_with_what_describes_them(desk: KoladaDesk) -> None:
    saved(desk, "svar/sida-1.json", [row("2019", [value(84.5)])])
    saved(desk, "svar/sida-2.json", [row("2020", [value(85)])])
    saved(desk, "svar/kpi.json", [desk.kolada.kpis["N00090"]])
    saved(desk, "svar/municipality.json", [{"id": "0180", "title": "Stockholm", "type": "K"}])
    desk.load(str(desk.folder / "svar"))
    assert desk.outcomes(unit="Stockholms stad", indicator=desk.kolada.kpis["N00090"]["title"]) == [
        (2019, "T", 84.5, None),
        (2020, "T", 85.0, None),
    ]


def test_two_saved_answers_that_differ_are_asked_about(desk: KoladaDesk) -> None:
    saved(desk, "svar/gammal.json", [row("2020", [value(84.5)])])
    saved(desk, "svar/ny.json", [row("2020", [value(85)])])
    desk.load(str(desk.folder / "svar"))
    assert desk.outcomes(unit="Stockholms stad", indicator="N00090") == [(2020, "T", 85.0, None)]
    assert "N00090 för 0180 2020 står två gånger med olika värden: gammal.json, post 1 och ny.json, post 1." in desk.said


def test_what_was_fetched_is_known_again_in_a_saved_answer(desk: KoladaDesk) -> None:
    desk.fetch()
    desk.load(str(saved(desk, "svar.json", [row("2020", [value(85.5), value(87, "K"), value(82, "M")])])))
    assert (2020, "T", 85.5, None) in desk.outcomes()
    assert len(desk.outcomes()) == 6


def test_the_unit_s_own_report_goes_before_kolada_whichever_came_last(desk: KoladaDesk) -> None:
    report = desk.folder / "vb-2020.txt"
    report.write_text(annual_report("Stockholms stad", 2020, ["Sjukfrånvaro 7,1 %     7,5 % Tas fram av nämnd VB 2020 "]))
    path = saved(desk, "kpi/svar.json", [row("2020", [value(9.9)]), row("2020", [value(8.8)], kpi="N99998")])
    saved(desk, "kpi/kpi.json", [{"id": "N99998", "title": "Sjukfrånvaro", "municipality_type": "K"}])
    desk.load(str(report))
    desk.load(str(path.parent))
    shown = select(Attainment.value).where(Attainment.outcome_printed == "7,1 %", Attainment.gender == "T")
    assert desk.rows(shown) == [(7.1,)]
    assert "contradiction" in desk.said or "säger olika" in desk.said


def test_a_file_that_is_no_answer_is_rejected_with_its_name(desk: KoladaDesk) -> None:
    for name, content in (
        ("package.json", b'{"name": "x"}'),
        ("trasig.json", b'{"values": ['),
        ("tom.json", b""),
        ("bin.json", b"\xff\xfe\x00"),
    ):
        path = desk.folder / name
        path.write_bytes(content)
        assert desk.load(str(path)) == 2
        assert name in desk.said
    assert desk.outcomes() == []


def test_a_file_among_the_pages_that_is_no_answer_does_not_stop_them(desk: KoladaDesk) -> None:
    saved(desk, "svar/sida-1.json", [row("2019", [value(84.5)]), "skräp"])
    (desk.folder / "svar" / "annat.json").write_text("{}")
    assert desk.load(str(desk.folder / "svar")) == 1
    assert desk.outcomes() == [(2019, "T", 84.5, None)]
    assert "annat.json" in desk.said


# -- any content

anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(("values", "kpi", "municipality", "period", "gender", "value", "status", "id")), inner)
    ),
    max_leaves=20,
)


@given(content=anything)
def test_no_content_makes_the_reader_fail(content: object, tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("svar") / "svar.json"
    path.write_text(
        json.dumps({"values": [content, {"kpi": "N00090", "municipality": "0180", "period": 2020, "values": [content]}]})
    )
    assert list(read_kolada([path]))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9)
    | st.integers(-(10**14), 10**14)
)
def test_every_number_is_read_back_as_it_was(number: Decimal | int) -> None:
    rows = [KoladaRow("N00090", "0180", "2020", (value(number),), 1)]  # type: ignore[arg-type]
    (figure,) = (each for each in records_of(rows, Titles()) if isinstance(each, Indicator))
    assert parse_outcome(figure.outcome) == PrintedOutcome(float(number))


@given(st.integers(-400, 400))
def test_numbers_of_any_size_are_read_or_asked_about(power: int) -> None:
    exact = Decimal(f"7.25e{power}")
    rows = [KoladaRow("N00090", "0180", "2020", (value(exact),), 1)]  # type: ignore[arg-type]
    (figure,) = (each for each in records_of(rows, Titles()) if isinstance(each, Indicator))
    read = parse_outcome(figure.outcome)
    assert len(figure.outcome) < 60
    assert not isinstance(read, PrintedOutcome) or read.value == float(exact)
