"""Figures from PDF and Word keep their place in the words by which a person finds it there."""

from __future__ import annotations

import pickle
from pathlib import Path

from data.schema import Finding, Outcome
from etl.places import Line, locator
from tests.load.desk import Desk
from tests.readers.fuzzing.pdf import report
from tests.readers.making import platypus, word


def test_a_figure_from_a_pdf_says_page_and_row(desk: Desk, tmp_path: Path) -> None:
    platypus.write(tmp_path / "vb.pdf", [platypus.Look()], report())
    desk.load_sources(tmp_path)
    places = [place for (place,) in desk.rows(Outcome, "locator")]
    assert places[0] == "sida 1, rad 10"
    assert all(place.startswith("sida ") for place in places)


def test_a_figure_from_word_says_table_and_row(desk: Desk, tmp_path: Path) -> None:
    word.write(tmp_path / "vb.docx", word.Style(), report())
    desk.load_sources(tmp_path)
    assert desk.rows(Outcome, "locator")[0] == ("tabell 1, rad 2",)
    assert all(place == "" or place.startswith(("tabell ", "stycke ")) for (place,) in desk.rows(Finding, "locator"))


def test_a_place_goes_with_its_line_number() -> None:
    line = Line(14, "sida 4, rad 3")
    assert line == 14
    assert (locator(line), locator(14), locator(0)) == ("sida 4, rad 3", "rad 14", "")
    assert locator(pickle.loads(pickle.dumps(line))) == "sida 4, rad 3"
