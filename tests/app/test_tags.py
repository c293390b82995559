"""HTML as functions: everything is text until it is said to be markup."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from app.components.tags import a, dated, element, heading, input_, p, span


def test_an_element_with_attributes_and_nested_things_inside() -> None:
    assert p("A & B", [span("c"), None, ["d", 5]], class_="sub", aria_label="x") == (
        '<p class="sub" aria-label="x">A &amp; B<span>c</span>d5</p>'
    )


def test_attributes_that_are_none_or_false_are_left_out_and_true_stands_bare() -> None:
    assert input_(hidden=True, disabled=False, value=None, data_sok=True) == "<input hidden data-sok>"


def test_a_heading_goes_no_deeper_than_six() -> None:
    assert heading(9, "djupt") == "<h6>djupt</h6>"


def test_a_date_is_kept_together() -> None:
    assert p(dated("uppdaterad 2025-09-18 kl. 8")) == '<p>uppdaterad <span class="date">2025-09-18</span> kl. 8</p>'


@given(st.text(), st.text())
def test_no_text_and_no_attribute_can_become_markup(inside: str, attribute: str) -> None:
    made = a(inside, href=attribute)
    assert made.count("<") == 2
    assert made.count(">") == 2
    assert made.count('"') == 2
    assert unescape(made[made.index(">") + 1 : made.rindex("<")]) == inside


def test_markup_is_taken_as_it_is() -> None:
    assert element("div", Markup("<b>x</b>")) == "<div><b>x</b></div>"
