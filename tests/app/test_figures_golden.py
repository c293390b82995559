"""Figures as plain dictionaries, compared with golden files; and what no figure may hold."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from plotly.offline import get_plotlyjs_version

from app.figures.development import development_figure
from app.figures.dots import dots_figure
from app.figures.dumbbell import dumbbell_figure
from app.presenters.dots import dot_plot
from data.settings import ROOT
from tests.app.figures import SJUKFRANVARO
from tests.app.test_development import THREE, followed
from tests.app.test_development import shown as developed
from tests.app.test_dots import REACHED, UNITS, asked, of
from tests.app.test_equality import gap, page
from tests.app.test_process import four_years

GOLDEN = Path(__file__).parent / "golden"
VENDOR = ROOT / "assets" / "vendor"


def _development() -> dict[str, Any]:
    women = [followed(2025, "T2", 12.8, gender="K", n=96)]
    men = [followed(2025, "T2", 10.9, gender="M", n=22)]
    missing = followed(2024, "T2", None, missing="not_reported", status_reason="not_reported")
    return development_figure(developed(followed(2024, "T1", 9.9), missing, *THREE, *women, *men))


def _process() -> dict[str, Any]:
    return development_figure(developed(*four_years(value=11.0, variation="concern", process_low=-1.0)))


def _dots() -> dict[str, Any]:
    figures = (
        of(0, 12.0, 9.0, interval_low=8.0, interval_high=17.0, kf_judged_level=8.0, kf_status_reason="missed"),
        of(2, 7.0, 10.0, **REACHED),
        of(3, 1.0, status="ej_bedomd"),
    )
    plot = dot_plot(asked(*figures, chosen=UNITS[2]))
    assert plot is not None
    return dots_figure(plot)


def _dumbbell() -> dict[str, Any]:
    plot = page(gap(2, 1, 12.8, 10.9), gap(3, 1, 5.0, 17.0, real=False), gap(4, 1, 8.0, 8.0, real=None)).parts[0].plot
    assert plot is not None
    return dumbbell_figure(plot)


FIGURES = {"utveckling": _development, "styrdiagram": _process, "enheter-mot-mal": _dots, "kvinnor-och-man": _dumbbell}


@pytest.mark.parametrize("name", FIGURES)
def test_the_figure_is_as_its_golden_file(name: str) -> None:
    """Set SKRIV_FACIT=1 to write the files anew, then read what has changed."""
    drawn = json.dumps(FIGURES[name](), ensure_ascii=False, indent=1, sort_keys=True)
    path = GOLDEN / f"{name}.json"
    if os.environ.get("SKRIV_FACIT"):
        path.write_text(drawn + "\n", encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_holds_only_plain_values_that_every_build_draws(name: str) -> None:
    figure = FIGURES[name]()
    assert json.loads(json.dumps(figure)) == figure
    assert {trace["type"] for trace in figure["data"]} <= {"bar", "scatter"}


@pytest.mark.parametrize("name", FIGURES)
def test_colours_are_tokens_of_the_style_sheet(name: str) -> None:
    written = json.dumps(FIGURES[name]())
    tokens = set(re.findall(r"--[a-z]+(?=:)", (ROOT / "assets" / "malbild.css").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\((--[a-z]+)\)", written)) <= tokens
    assert not re.search(r"#[0-9a-f]{3,8}\b", written)


@pytest.mark.parametrize("name", FIGURES)
def test_axes_say_their_values_in_swedish_words_and_not_by_a_format(name: str) -> None:
    layout = FIGURES[name]()["layout"]
    for axis in (layout["xaxis"], layout["yaxis"]):
        assert axis["tickmode"] == "array"
        assert len(axis["tickvals"]) == len(axis["ticktext"])
    assert layout["separators"] == ",\u00a0"


def test_names_out_of_documents_cannot_become_markup() -> None:
    hostile = '<img src=x onerror="alert(1)"> & <b>Eken</b>'
    units = [unit._replace(name=hostile) for unit in UNITS]
    given = asked(of(0, 12.0, 9.0))
    plot = dot_plot(type(given)(type(given.organisation).of(units), SJUKFRANVARO, given.period, given.figures))
    assert plot is not None
    assert "<img" not in json.dumps(dots_figure(plot))


def test_the_charts_library_is_the_one_that_the_list_of_others_code_names() -> None:
    library = (VENDOR / "plotly-cartesian.min.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() in (VENDOR / "README.md").read_text(encoding="utf-8")
    assert f"v{get_plotlyjs_version()}\n".encode() in library[:200]
    wrapper = (ROOT / "assets" / "malbild.js").read_text(encoding="utf-8")
    assert f"plotly-cartesian.min.js?v={get_plotlyjs_version()}" in wrapper
