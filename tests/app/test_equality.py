"""Jämställdhet: which differences are told from chance, in which order, and what is not shown."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from app.answers.comparison import GapFigure
from app.answers.documents import CouncilGoal
from app.answers.organisation import Organisation, Unit
from app.comparison_views import EqualityPage
from app.figures.dumbbell import dumbbell_figure
from app.filters import Filter
from app.presenters.equality import MOST_PAIRS, MOST_WITHHELD, EqualityInput, equality_page
from app.queries.equality import gaps
from app.queries.tables import ATTAINMENT
from data.vocabulary import Period, PeriodKind
from tests.app.figures import FERIEJOBB, INDEX, NOJDA, SJUKFRANVARO
from tests.app.world import BJORKGARDEN, EKBACKEN, SOLHEMMET

T2 = Period(2025, PeriodKind.T2)
AVDELNING = Unit(1, "aldreomsorg", "Äldreomsorg", "avdelning", None, 0, False, False)
UNITS = [AVDELNING, *(Unit(id_, f"enhet-{id_}", f"Enhet {id_}", "enhet", 1, 0, False, False) for id_ in range(2, 60))]
OMSORG = CouncilGoal(11, "1.4", "Omsorgen är god")


def gap(unit: int, indicator: int, women: float | None, men: float | None, real: bool | None = True, **given: Any) -> GapFigure:
    known = women is not None and men is not None
    difference = women - men if women is not None and men is not None else None
    low, high = (difference - 5, difference + 5) if difference is not None and real is not None else (None, None)
    within = None if real is None or not known else not real
    base = GapFigure(unit, indicator, 11, difference, low, high, within, women, men, 60, 40, None, None, False, False)
    return base._replace(**given)


def page(*figures: GapFigure, **chosen: Any) -> EqualityPage:
    known = {one.id: one for one in (SJUKFRANVARO, NOJDA, FERIEJOBB, INDEX)}
    asked = EqualityInput(
        Organisation.of(UNITS),
        AVDELNING,
        T2,
        Filter(unit="aldreomsorg", period=T2, **chosen),
        known,
        figures,
        {11: OMSORG},
        None,
        3,
    )
    return equality_page(asked)


def test_the_finding_counts_what_is_larger_than_the_margin_and_names_the_largest() -> None:
    view = page(gap(2, 1, 12.8, 10.9), gap(3, 1, 5.0, 17.0), gap(4, 1, 8.0, 9.0, real=False), gap(5, 1, 8.0, 9.0, real=None))
    assert view.finding.replace("\u00a0", " ") == (
        "I 2 av 3 jämförelser är skillnaden större än felmarginalen. Störst av dem är skillnaden i ”Sjukfrånvaro” hos Enhet 3: "
        "12,0 procentenheter, män högre. För 1 jämförelse går felmarginalen inte att räkna ut, så det går inte att säga "
        "om skillnaden kan bero på slumpen."
    )
    assert view.subtitle.replace("\u00a0", " ") == "4 jämförelser mellan kvinnor och män"


def test_what_is_withheld_is_drawn_as_withheld_under_what_is_shown() -> None:
    figures = (gap(2, 1, 12.8, 10.9), *(gap(unit, 1, None, None, is_withheld=True) for unit in range(3, 20)))
    (part,) = page(*figures, indicator="sjukfranvaro").parts
    assert part.plot is not None
    assert part.plot.withheld == tuple((f"Enhet {unit}", "") for unit in range(3, 3 + MOST_WITHHELD))
    assert "Enhet 3: visas inte" in part.plot.description
    drawn = dumbbell_figure(part.plot)
    assert drawn["layout"]["yaxis"]["range"] == [len(part.plot.withheld) + 0.5, -0.5]
    assert [one["y"] for one in drawn["layout"]["annotations"] if one["text"] == ".. visas inte"] == list(range(1, 9))
    for trace in drawn["data"]:
        assert all(at is None or at < 1 for at in trace["y"]), "a row that is withheld has no mark"


def test_of_many_differences_it_is_told_how_many_chance_alone_would_give() -> None:
    many = [gap(unit, 1, 12.8, 10.9, real=unit < 5) for unit in range(2, 42)]
    expected = "Av 40 jämförelser väntas omkring 2 vara större av slumpen ensam."
    assert expected in page(*many).finding.replace("\u00a0", " ")
    assert "slumpen ensam" not in page(*many[:19]).finding


def test_no_margin_is_spoken_of_where_none_is_shown() -> None:
    (unknown,) = page(gap(2, 1, 12.8, 10.9, real=None)).parts
    (known,) = page(gap(2, 1, 12.8, 10.9)).parts
    assert unknown.note == "Talen till höger är kvinnors utfall minus mäns."
    assert known.note == "Talen till höger är kvinnors utfall minus mäns, med felmarginalen inom parentes."


def test_the_only_difference_that_is_told_from_chance_is_named_as_the_one() -> None:
    view = page(gap(2, 1, 12.8, 10.9), gap(4, 1, 8.0, 9.0, real=False))
    assert view.finding.replace("\u00a0", " ") == (
        "I 1 av 2 jämförelser är skillnaden större än felmarginalen. Det är skillnaden i ”Sjukfrånvaro” hos Enhet 2: "
        "1,9 procentenheter, kvinnor högre."
    )


def test_what_is_surer_than_chance_stands_first_within_that_the_largest() -> None:
    (part,) = page(gap(2, 1, 12.8, 10.9), gap(3, 1, 5.0, 17.0, real=False), gap(4, 1, 9.0, 5.0)).parts
    assert part.plot is not None
    drawn = [(pair.below, pair.is_told_from_chance) for pair in part.plot.pairs]
    assert drawn == [("Enhet 4", True), ("Enhet 2", True), ("Enhet 3", False)]
    assert part.plot.pairs[-1].gap == "−12,0 (−17,0 till −7,0)"
    assert part.plot.pairs[-1].text.endswith("kan bero på slumpen")


def test_shares_indexes_and_counts_are_never_on_one_scale_and_counts_are_in_no_chart() -> None:
    view = page(gap(2, 1, 12.8, 10.9), gap(2, 7, 80.0, 75.0, real=None), gap(2, 3, 40.0, 20.0, real=None))
    assert [(part.heading, part.plot is not None) for part in view.parts] == [
        ("Andelar, i procentenheter", True),
        ("Index", True),
        ("Antal och mängder", False),
    ]
    assert "beror på hur många kvinnor och män" in view.parts[2].note


def test_what_is_withheld_is_listed_as_withheld_and_not_compared() -> None:
    view = page(gap(2, 1, None, None, is_withheld=True, women_n=None, men_n=None), gap(3, 1, 12.8, 10.9))
    assert view.withheld is not None
    assert view.withheld.rows[0][2] == ("Enhet 2", "visas inte", "visas inte")
    assert view.withheld_note.startswith("I 1 fall")
    assert view.subtitle.startswith("1")


def test_the_chart_shows_the_forty_largest_and_the_table_the_rest() -> None:
    view = page(*(gap(unit, 1, 10.0 + unit, 10.0) for unit in range(2, 60)))
    (part,) = view.parts
    assert part.plot is not None
    assert (len(part.plot.pairs), len(part.table.rows)) == (MOST_PAIRS, 58)
    assert part.more == "Diagrammet visar de 40 översta av 58 skillnader. Alla står i tabellen."


def test_choices_narrow_and_what_is_not_known_is_told() -> None:
    figures = (gap(2, 1, 12.8, 10.9), gap(2, 2, 80.0, 60.0))
    assert page(*figures, indicator="nojda").subtitle.startswith("1")
    assert page(*figures, goal="1.4").subtitle.startswith("2")
    unknown = page(*figures, indicator="finns-inte", goal="9.9")
    assert [notice.text for notice in unknown.notices] == [
        "Indikatorn ”finns-inte” jämförs inte här. Alla visas.",
        "Målet ”9.9” finns inte här. Alla visas.",
    ]
    assert unknown.subtitle.startswith("2")


def test_nothing_to_compare_is_said() -> None:
    assert page().finding == "Inga utfall för både kvinnor och män finns att jämföra för Äldreomsorg i tertial 2 2025."
    assert page(gap(2, 1, None, None, is_withheld=True)).parts == ()


def test_the_query_pairs_women_and_men_as_a_naive_search_does(connection: Connection) -> None:
    rows = {
        (row.unit_id, row.indicator_id, row.gender): row
        for row in connection.execute(select(ATTAINMENT))
        if (row.year, row.period) == (2025, "T2")
    }
    units = [BJORKGARDEN, EKBACKEN, SOLHEMMET]
    naive = {
        (unit, indicator, rows[(unit, indicator, "K")].value, rows[(unit, indicator, "M")].value, row.gap)
        for (unit, indicator, gender), row in rows.items()
        if gender == "T"
        and unit in units
        and {(unit, indicator, "K"), (unit, indicator, "M")} <= rows.keys()
        and not row.is_aggregated
    }
    found = gaps(connection, units, T2)
    assert naive
    assert {(one.unit_id, one.indicator_id, one.women, one.men, one.gap) for one in found} == naive
