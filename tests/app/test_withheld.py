"""What may be shown of facts beside the read model: rows by a condition, texts by masking numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

from app.answers.documents import Commentary
from app.queries.goals import commentaries
from app.queries.tables import ATTAINMENT, INDICATOR, OUTCOME, WITHHELD_ATTAINMENT
from app.queries.withheld import WithheldNumbers, _Hidden, may_be_seen, may_be_seen_though_ended, withheld_numbers
from data.store import engine_for
from data.vocabulary import Period, PeriodKind
from tests.app.world import BJORKGARDEN, EKBACKEN, SJUKFRANVARO, fill

T2 = Period(2025, PeriodKind.T2)
HIDDEN = WithheldNumbers((_Hidden(1, 2025, "T2", 7, 42.9, 7), _Hidden(1, 2025, "T2", 8, 1200.0, None)))


@pytest.fixture
def few_men(tmp_path: Path) -> Iterator[Connection]:
    """Provstaden, where the men of Björkgården are too few to show their sick leave in T2 2025."""
    engine = engine_for(f"sqlite:///{tmp_path / 'provstaden.sqlite'}")
    fill(engine)
    with engine.connect() as connection:
        men = (
            (ATTAINMENT.c.unit_id == BJORKGARDEN)
            & (ATTAINMENT.c.indicator_id == SJUKFRANVARO)
            & (ATTAINMENT.c.year == 2025)
            & (ATTAINMENT.c.period == "T2")
            & (ATTAINMENT.c.gender == "M")
        )
        columns = [column.name for column in WITHHELD_ATTAINMENT.c]
        true_rows = select(*(ATTAINMENT.c[name] for name in columns)).where(men)
        connection.execute(insert(WITHHELD_ATTAINMENT).from_select(columns, true_rows))
        connection.execute(ATTAINMENT.update().where(men).values(is_withheld=True, value=None, n=None))
        yield connection
    engine.dispose()


def test_a_row_of_a_withheld_figure_is_not_seen_and_all_others_are(few_men: Connection) -> None:
    hidden = {
        (row.unit_id, row.indicator_id, row.year, row.period, row.gender)
        for row in few_men.execute(select(ATTAINMENT))
        if row.is_withheld
    }
    rows = few_men.execute(select(OUTCOME)).all()
    naive = {row.id for row in rows if (row.unit_id, row.indicator_id, row.year, row.period, row.gender) not in hidden}
    assert hidden
    assert set(few_men.execute(select(OUTCOME.c.id).where(may_be_seen(OUTCOME))).scalars()) == naive


def test_a_row_that_the_read_model_does_not_know_is_not_seen(few_men: Connection) -> None:
    few_men.execute(ATTAINMENT.delete().where(ATTAINMENT.c.unit_id == EKBACKEN))
    seen = few_men.execute(select(OUTCOME.c.unit_id).where(may_be_seen(OUTCOME))).scalars()
    assert EKBACKEN not in set(seen)


def test_earlier_values_of_women_and_of_all_go_with_the_mens(few_men: Connection) -> None:
    condition = may_be_seen_though_ended(OUTCOME, min_group=10)
    seen = few_men.execute(select(OUTCOME.c.gender, OUTCOME.c.period).where(condition, OUTCOME.c.unit_id == BJORKGARDEN)).all()
    assert ("T", "T1") in seen
    assert not [row for row in few_men.execute(select(OUTCOME).where(condition)) if _is_of_few(row)]


def _is_of_few(row: object) -> bool:
    of = row
    return (of.unit_id, of.indicator_id, of.year, of.period) == (BJORKGARDEN, SJUKFRANVARO, 2025, "T2")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("own", "least", "is_seen"), [(None, 31, False), (None, 10, True), (40, 10, False), (20, 50, True)])
def test_an_earlier_value_needs_a_group_that_was_large_enough(
    few_men: Connection, own: int | None, least: int, is_seen: bool
) -> None:
    """Solhemmet had 30 respondents in VB 2024; the indicator's own least group goes before the installation's."""
    few_men.execute(INDICATOR.update().where(INDICATOR.c.id == SJUKFRANVARO).values(min_group=own))
    asked = select(OUTCOME.c.id).where(may_be_seen_though_ended(OUTCOME, min_group=least), OUTCOME.c.n == 30)
    assert bool(few_men.execute(asked).all()) is is_seen


def test_numbers_are_masked_in_a_text_about_the_indicator_and_only_the_withheld_ones_elsewhere(few_men: Connection) -> None:
    told = withheld_numbers(few_men, [BJORKGARDEN], [2025])
    words = "Av 22 män är 10,9 % sjuka, mot elva procent i fjol. 2025 sågs schemat över två gånger."
    assert told.masked(words, BJORKGARDEN, indicator_id=SJUKFRANVARO) == (
        "Av .. män är .. % sjuka, mot .. procent i fjol. 2025 sågs schemat över .. gånger."
    )
    assert told.masked(words, BJORKGARDEN) == (
        "Av .. män är .. % sjuka, mot .. procent i fjol. 2025 sågs schemat över två gånger."
    )
    assert told.masked(words, EKBACKEN, indicator_id=SJUKFRANVARO) == words


def test_the_units_own_analysis_is_masked_before_it_leaves_the_query(few_men: Connection) -> None:
    few_men.execute(text("UPDATE commentary SET printed = 'Av 22 män är 10,9 % sjuka.' WHERE indicator_id IS NOT NULL"))
    found: tuple[Commentary, ...] = commentaries(few_men, BJORKGARDEN, T2)
    assert [one.text for one in found if one.indicator_id == SJUKFRANVARO] == ["Av .. män är .. % sjuka."]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Sju av dem", ".. av dem"),
        ("42,9 % eller 43 %", ".. % eller .. %"),
        ("1 200 kronor", ".. kronor"),
        ("T1 2025, 2025-09-18 och 14-dagarsperiod", "T1 2025, 2025-09-18 och 14-dagarsperiod"),
        ("en av de äldre", "en av de äldre"),
        ("", ""),
    ],
)
def test_what_counts_as_a_withheld_number(printed: str, shown: str) -> None:
    assert HIDDEN.masked(printed, 1) == shown


def test_a_follow_up_narrows_what_a_text_is_about() -> None:
    assert HIDDEN.masked("Fyra gånger", 1, indicator_id=7, period="T1") == "Fyra gånger"
    assert HIDDEN.masked("Fyra gånger", 1, indicator_id=7, period="T2") == ".. gånger"
    assert HIDDEN.concerns(1, 7)
    assert not HIDDEN.concerns(1, 9)
