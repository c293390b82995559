"""On a narrow screen, and enlarged to 200 %: no page scrolls sideways, and nothing is cut off."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, comes_true
from tests.browser.views import VIEWS

WIDTHS = {"telefon": (390, 844), "smalast": (320, 640), "200 % av 1440": (720, 450)}
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
CUT_OFF = """() => Array.from(document.querySelectorAll('main h1, main h2, main p, main a, main button, main select, header a'))
  .filter(one => {
    const at = one.getBoundingClientRect();
    if (!at.width || !at.height || one.closest('.vh, .skip')) return false;
    for (let above = one.parentElement; above; above = above.parentElement) {
      if (getComputedStyle(above).overflowX !== 'visible') return false;
    }
    return at.left < -1 || at.right > document.documentElement.clientWidth + 1;
  })
  .map(one => one.tagName + ': ' + one.textContent.slice(0, 60))"""


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_fits_a_narrow_window(open_page: Open, name: str) -> None:
    page = open_page(VIEWS[name])
    for width, height in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": height})
        # a chart is drawn anew a moment after the window has changed
        assert comes_true(page, FITS), f"sidan är bredare än {width} punkter"
        assert page.evaluate(CUT_OFF) == []
