"""How fast slides are built and written as PowerPoint: ``python -m tests.benchmarks.bench_slides [folder for pictures]``.

One invented district, its proposed slides and enough others to be twelve. The yardstick in the same run is python-pptx itself:
twelve slides with a bare chart of the same number of values each, on its own blank template. Processor time, the best of five.
Where LibreOffice is installed the file is also converted to PDF, and its pages are counted; with a folder given they are kept
there as pictures, to be looked at.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from app.components.slides import slides_content
from app.exports.powerpoint import write_powerpoint
from app.filters import Filter
from app.pages.presentation import opened
from app.pages.router import Router
from app.slides.model import Deck, SlideKind, SlideRef
from data.store import engine_for
from tests.benchmarks.page_stores import store_of

SLIDES = 12
_RUNS = 5


def deck_of(router: Router, query: str) -> Deck:
    """The deck of an address, built anew."""
    with router.visiting("/presentation", query) as visit:
        if visit is None:
            raise SystemExit("Databasen är tom.")
        built = opened(visit)[1]
        if built is None:
            raise SystemExit("Ingenting följs upp i delen.")
        return built.deck


def twelve(router: Router) -> str:
    """An address of twelve slides: the proposed ones, and the units' charts of as many indicators as are lacking."""
    refs = [slide.ref for slide in deck_of(router, "").slides][:SLIDES]
    with router.visiting("/presentation", "") as visit:
        slugs = [one.slug for one in visit.known.indicators.values()] if visit is not None else []
    refs += [SlideRef(SlideKind.UNITS, indicator=slug) for slug in slugs][: SLIDES - len(refs)]
    return Filter(slides=tuple(refs)).query


def bare() -> bytes:
    """Twelve slides with a chart each and nothing more."""
    presentation = Presentation()
    for _ in range(SLIDES):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        data = CategoryChartData()
        data.categories = [f"Enhet {at}" for at in range(12)]
        data.add_series("Utfall", range(12))
        data.add_series("Årsmål", range(12))
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(1), Inches(8), Inches(5), data)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def seconds(action: Callable[[], object]) -> float:
    def once() -> float:
        start = time.process_time()
        action()
        return time.process_time() - start

    return min(once() for _ in range(_RUNS))


def converted(file: bytes, pictures: Path | None) -> str:
    """How many pages LibreOffice makes of the file; with pictures of them where a folder is given."""
    office = shutil.which("soffice")
    if office is None:
        return "LibreOffice finns inte; filen är inte omvandlad."
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bilder.pptx"
        path.write_bytes(file)
        profile = f"-env:UserInstallation=file://{folder}/profil"
        asked = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(asked, check=True, capture_output=True, timeout=180)
        made = path.with_suffix(".pdf").read_bytes()
        if pictures is not None and shutil.which("pdftoppm"):
            pictures.mkdir(parents=True, exist_ok=True)
            subprocess.run(["pdftoppm", "-r", "72", "-png", str(path.with_suffix(".pdf")), str(pictures / "bild")], check=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", made))
    return f"LibreOffice: {pages} sidor."


def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        router = Router(engine_for(store_of("S", Path(folder))))
        query = twelve(router)
        deck = deck_of(router, query)
        file = write_powerpoint(deck)
        yardstick = seconds(bare)
        building, drawing = seconds(lambda: deck_of(router, query)), seconds(lambda: slides_content(deck, Filter()))
        writing = seconds(lambda: write_powerpoint(deck))
    print(f"{len(deck.slides)} bilder, {len(file) / 1024:.0f} kB")
    print(f"bilderna ur databasen {building:.3f} s, som sida {drawing:.3f} s")
    print(f"PowerPoint {writing:.3f} s: {writing / yardstick:.2f} × bara diagram med python-pptx ({yardstick:.3f} s)")
    print(f"allt till filen {building + writing:.3f} s")
    print(converted(file, Path(sys.argv[1]) if len(sys.argv) > 1 else None))


if __name__ == "__main__":
    main()
