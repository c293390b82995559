"""What is withheld stands nowhere: not on a slide, not in its note, and in no part of the PowerPoint file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.components.slides import slides_content
from app.exports.powerpoint import write_powerpoint
from app.filters import Filter
from app.queries.tables import ATTAINMENT, COMMENT, COMMENTARY, OUTCOME, WITHHELD_ATTAINMENT
from data.store import engine_for, write_transaction
from etl.read_model import rebuild
from tests.app.decks import deck_of, every_text
from tests.app.world import AS_OF, BJORKGARDEN, SJUKFRANVARO, SOLHEMMET, fill

SECRET = {"K": 61.73, "M": 47.29}
"""Women's and men's sick leave in a group of six and three; no other figure of the world has these digits."""
IN_WORDS = "Bland de sex kvinnorna var den 61,73 % och bland männen 47,29 %."
EVERY = (
    "titel.lage.battre.lyft_{unit}_sjukfranvaro.utfall_{unit}_sjukfranvaro.utveckling_{unit}_sjukfranvaro"
    ".enheter_provstadens-forvaltning_sjukfranvaro.kvinnor-man.kvinnor-man_{unit}_sjukfranvaro.mal.saknas.skriver.skriver_{unit}"
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Provstaden, where few women and men have answered at Solhemmet, and the unit writes their figures in words."""
    path: Path = tmp_path_factory.mktemp("fa") / "provstaden.sqlite"
    engine = engine_for(f"sqlite:///{path}")
    fill(engine)
    with write_transaction(engine) as connection:
        mine = select(OUTCOME).where(OUTCOME.c.unit_id == SOLHEMMET, OUTCOME.c.period == "T2")
        given = dict(connection.execute(mine).mappings().one())
        given.pop("id")
        for gender, n in (("K", 6), ("M", 3)):
            value = SECRET[gender]
            row = {**given, "gender": gender, "value": value, "n": n, "printed": f"{value}".replace(".", ",")}
            connection.execute(OUTCOME.insert().values(row))
        text = dict(connection.execute(select(COMMENTARY).where(COMMENTARY.c.unit_id == BJORKGARDEN)).mappings().first() or {})
        text.pop("id")
        about = {**text, "unit_id": SOLHEMMET, "printed": IN_WORDS, "indicator_id": SJUKFRANVARO, "goal_id": None}
        connection.execute(COMMENTARY.insert().values({**about, "year": 2025, "period": "T2"}))
        said = {
            "text": f"Jag minns {IN_WORDS}",
            "author": "Eva Ek",
            "written_at": dt.datetime(2025, 9, 20, 10, 5),
            "ended_by": "",
        }
        about_figure = {"unit_id": SOLHEMMET, "indicator_id": SJUKFRANVARO, "year": 2025, "period": "T2"}
        connection.execute(COMMENT.insert().values({**said, **about_figure}))
        rebuild(connection, None, AS_OF, tolerance_pct=10.0)
    yield engine
    engine.dispose()


def test_the_world_withholds_them(engine: Engine) -> None:
    of = ATTAINMENT.c
    with engine.connect() as connection:
        rows = connection.execute(select(of.gender, of.value).where(of.unit_id == SOLHEMMET, of.is_withheld)).all()
        kept = connection.execute(select(WITHHELD_ATTAINMENT.c.value)).scalars().all()
    assert {row.gender for row in rows} >= {"K", "M"}
    assert all(row.value is None for row in rows)
    assert set(SECRET.values()) <= set(kept)


@pytest.mark.parametrize("unit", ["solhemmet", "provstadens-forvaltning", "funktionsnedsattning"])
def test_no_part_of_the_file_or_of_the_slides_holds_them(engine: Engine, unit: str) -> None:
    deck = deck_of(engine, f"enhet={unit}&period=T2-2025&bilder={EVERY.format(unit=unit)}")
    assert len(deck.slides) >= 6
    parts = [*every_text(write_powerpoint(deck)), ("bildspelet", slides_content(deck, Filter()))]
    assert any("/xl/" in name for name, _ in parts)
    for value in SECRET.values():
        for printed in (f"{value}", f"{value}".replace(".", ","), f"{value:.1f}", f"{value:.1f}".replace(".", ",")):
            assert [name for name, text in parts if printed in text] == []


def test_the_words_of_the_unit_are_shown_without_the_numbers(engine: Engine) -> None:
    deck = deck_of(engine, "enhet=solhemmet&period=T2-2025&bilder=skriver")
    assert ".." in deck.slides[0].description


def test_a_comment_of_people_is_shown_without_the_numbers(engine: Engine) -> None:
    slide = deck_of(engine, "enhet=solhemmet&period=T2-2025&bilder=utfall_solhemmet_sjukfranvaro").slides[0]
    assert slide.lead.startswith("Kommentar: ”Jag minns Bland de .. kvinnorna")
    assert "Eva Ek, 2025-09-20" in slide.lead
    assert slide.lead in slide.note
