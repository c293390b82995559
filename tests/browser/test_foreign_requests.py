"""No page asks another host for anything; ``open_page`` fails a test whose page does. And nothing is stored in the browser."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.views import VIEWS


@pytest.mark.parametrize("name", ["läget, en ruta öppen", "enhet", "indikator", "jämställdhet", "mål", "underlag", "inläsning"])
def test_everything_comes_from_our_own_host_and_no_cookie_is_set(open_page: Open, server: str, name: str) -> None:
    page = open_page(VIEWS[name])
    for step in range(1, 5):
        page.evaluate(f"window.scrollTo(0, document.body.scrollHeight * {step} / 4)")
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert asked
    assert [one for one in asked if not one.startswith((server, "data:", "blob:"))] == []
    assert page.context.cookies() == []


def test_the_test_itself_notices_a_foreign_host(open_page: Open) -> None:
    page = open_page("/", may_say="foreign.invalid")
    blocked = page.evaluate("fetch('https://foreign.invalid/').then(() => 'answered', () => 'refused')")
    assert blocked == "refused"  # by the content policy
