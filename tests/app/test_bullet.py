"""The bullet chart: a figure as plain dictionaries, compared with golden files, and its text alternative."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.components.chart import CONFIG, chart
from app.figures.bullet import bullet_description, bullet_figure
from app.presenters.bullet import bullet_of
from app.views import Bullet
from tests.app.figures import FERIEJOBB, NOJDA, SJUKFRANVARO, figure

GOLDEN = Path(__file__).parent / "golden"
SICK = figure(
    value=12.4, target_value=9.5, target_form="level", status_reason="missed", judged_level=9.5, previous_value=10.3,
    previous_year=2025, previous_period="T1", kf_target_value=8.0, kf_target_form="level", kf_status_reason="missed",
)  # fmt: skip


def bullet(*figures: Any, indicator: Any = SJUKFRANVARO) -> Bullet:
    made = bullet_of({one.gender: one for one in figures}, indicator)
    assert made is not None
    return made


EXAMPLES = {
    "sjukfranvaro": lambda: bullet(SICK, SICK._replace(gender="K", value=12.8), SICK._replace(gender="M", value=10.9)),
    "nojda-utan-arsmal": lambda: bullet(figure(value=84.0, n=45), indicator=NOJDA),
    "samma-mal": lambda: bullet(SICK._replace(kf_target_value=9.5, previous_value=None)),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_figure_is_as_its_golden_file(name: str) -> None:
    """Set SKRIV_FACIT=1 to write the files anew, then read what has changed."""
    drawn = json.dumps(bullet_figure(EXAMPLES[name]()), ensure_ascii=False, indent=1, sort_keys=True)
    path = GOLDEN / f"bullet-{name}.json"
    if os.environ.get("SKRIV_FACIT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn + "\n", encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8").rstrip("\n")


def test_the_text_alternative_names_every_mark() -> None:
    assert bullet_description(EXAMPLES["sjukfranvaro"]()).replace("\u00a0", " ") == (
        "Utfall 12,4 %, årsmål 9,5 %, KF:s årsmål 8,0 %, T1 2025 10,3 %, kvinnor 12,8 %, män 10,9 %."
    )


def test_the_scale_begins_at_zero_and_holds_every_mark() -> None:
    made = EXAMPLES["sjukfranvaro"]()
    assert made.low == 0
    assert made.high > 12.8


def test_a_share_past_the_middle_is_drawn_on_the_full_scale() -> None:
    assert EXAMPLES["nojda-utan-arsmal"]().high == 100
    assert bullet(figure(value=0.0), indicator=FERIEJOBB).high == 1


@pytest.mark.parametrize("reason", ["not_comparable", "target_doubtful"])
def test_a_target_that_does_not_belong_on_the_scale_is_not_drawn(reason: str) -> None:
    assert bullet(SICK._replace(status_reason=reason)).target is None


def test_a_figure_holds_only_plain_values() -> None:
    assert json.loads(json.dumps(bullet_figure(EXAMPLES["sjukfranvaro"]()))) == bullet_figure(EXAMPLES["sjukfranvaro"]())


def test_labels_cannot_become_markup() -> None:
    made = bullet(figure(value=3.0), indicator=FERIEJOBB._replace(unit_of_measure="<b>st</b>"))
    assert "<b>" not in json.dumps(bullet_figure(made))


def test_no_chart_can_be_sent_to_a_cloud() -> None:
    assert CONFIG["showSendToCloud"] is False
    assert "sendChartToCloud" in CONFIG["modeBarButtonsToRemove"]  # type: ignore[operator]
    assert CONFIG["locale"] == "sv"


def test_a_chart_stands_between_its_finding_and_its_source_and_says_what_it_shows() -> None:
    html = chart("d1", {"data": [], "layout": {}}, finding="Målet nås.", description="Utfall 9 %.", source="Källa: VB", height=80)
    assert html.index("Målet nås.") < html.index("data-diagram") < html.index("Källa: VB")
    assert 'role="img"' in html
    assert 'aria-label="Målet nås. Utfall 9 %."' in html
    assert "height:5.0rem" in html
