"""Figures through time as the store has them: what is asked of them lives as long as its cause."""

from __future__ import annotations

from data.vocabulary import Measure
from tests.load.desk import PILTRADET, Desk, annual_report, indicator_definition, row


def vb(year: int, printed: str, unit: str = PILTRADET) -> list[object]:
    return list(annual_report(row("Sjukfrånvaro", 30, outcome=printed), year=year, unit=unit))


def asked(desk: Desk) -> list[tuple[str, str]]:
    return [each for each in desk.questions("code", "locator") if each[0] == "another_magnitude_than_before"]


def test_another_magnitude_than_a_year_ago_is_asked_about_and_ends_when_it_is_corrected(desk: Desk) -> None:
    desk.load("vb-2019.txt", vb(2019, "9,5 %"))
    desk.load("vb-2020.txt", vb(2020, "95 %"))
    assert asked(desk) == [("another_magnitude_than_before", "rad 30")]
    desk.load("vb-2020.txt", vb(2020, "95 %"))
    assert len(asked(desk)) == 1
    desk.load("vb-2020.txt", vb(2020, "9,8 %"))
    assert asked(desk) == []


def test_it_is_asked_in_whatever_order_the_documents_come(desk: Desk) -> None:
    desk.load("vb-2020.txt", vb(2020, "95 %"))
    desk.load("vb-2019.txt", vb(2019, "9,5 %"))
    assert [line for _, line in asked(desk)] == ["rad 30"]


def test_a_report_with_far_fewer_figures_than_last_years_is_told_of(desk: Desk) -> None:
    names = ("Sjukfrånvaro", "Andelen nöjda omsorgstagare", "Antal platser för feriejobb", "Klimatpåverkan från måltider")
    printed = ("5 %", "80 %", "12", "1,9")
    rows = [row(name, 30 + place, outcome=value) for place, (name, value) in enumerate(zip(names, printed, strict=True))]
    desk.load("vb-2019.txt", annual_report(*rows, year=2019))
    desk.load("vb-2020.txt", annual_report(rows[0], year=2020))
    assert ("fewer_than_a_year_ago",) in desk.questions()
    desk.load("vb-2020.txt", annual_report(*rows, year=2020))
    assert ("fewer_than_a_year_ago",) not in desk.questions()


def test_the_citys_target_is_told_of_once_for_an_indicator(desk: Desk) -> None:
    changed = [each for each in desk.known.indicators if each.slug != "feriejobb"]
    name = "Antal platser för feriejobb"
    changed.append(indicator_definition("feriejobb", name, Measure.COUNT, "platser", kf_target_is_local=False))
    desk.known = desk.known.model_copy(update={"indicators": tuple(changed), "sha256": "2"})
    for unit, year in (("Axelsberg", 2019), (PILTRADET, 2019), (PILTRADET, 2020)):
        report = annual_report(
            row("Antal platser för feriejobb", 30, outcome="12", target="10", kf_target="9 000"), year=year, unit=unit
        )
        desk.load(f"vb-{year}-{unit[:3]}.txt", report)
    assert desk.questions() == [("kf_target_of_the_city",)]
