"""What is withheld is in no file: every export is opened to its last part and searched for it.

Four of Solhemmet's residents said 41,7 %. Somebody has written the number in a comment too, and in a saved presentation's note.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from flask.testing import FlaskClient

from app.notes.writing import About, change, write
from app.presenters.underlag_columns import COLUMNS
from app.server import create_app
from data.store import engine_for
from data.vocabulary import Period, PeriodKind
from tests.app.loading_world import add_history, told
from tests.app.world import NOJDA, SOLHEMMET, fill

T2 = Period(2025, PeriodKind.T2)
PARTS = (
    "enhet=provstadens-forvaltning&period=T2-2025",
    "enhet=funktionsnedsattning&period=T2-2025",
    "enhet=solhemmet&period=T2-2025",
)
PATHS = ("/", "/enheter", "/indikatorer", "/indikator/nojda", "/jamstalldhet", "/mal", "/underlag", "/inlasning")
VIEWS = (
    *(f"{path}?{part}" for part in PARTS for path in PATHS),
    "/enhet/solhemmet?period=T2-2025&indikator=nojda",
    "/enhet/funktionsnedsattning?period=T2-2025",
    f"/?{PARTS[0]}&ruta=solhemmet/nojda",
    "/kommentarer?enhet=solhemmet&period=T2-2025&indikator=nojda",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('dolt') / 'malbild.sqlite'}")
    fill(engine)
    add_history(engine, is_withheld=True)
    about = About(SOLHEMMET, NOJDA, T2)
    first = write(engine, about, "Bara 41,7 procent av fyra svarande, eller 41.7.", "Eva")
    change(engine, about, first, "Det var 43,3 procent i våras.", "Eva")
    yield create_app(engine).server.test_client()
    engine.dispose()


def all_of(archive: bytes) -> str:
    """Every part of a file that is a zip archive, with archives within it: sheets, hidden ones too, properties, relations."""
    words = []
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            words.append(all_of(part) if part[:2] == b"PK" else part.decode("utf-8", "replace"))
    return "\n".join(words)


def test_the_world_withholds_something_and_says_so(pages: FlaskClient) -> None:
    page = pages.get("/enhet/solhemmet?period=T2-2025").text
    assert "Visas inte: för få svarande." in page
    assert told("41,7 %") == ["41,7"]


@pytest.mark.parametrize("view", VIEWS)
def test_no_table_of_any_view_tells_it(pages: FlaskClient, view: str) -> None:
    page = pages.get(view).text
    assert told(html.unescape(page)) == []
    for link in dict.fromkeys(re.findall(r'href="(/tabell\.(?:xlsx|csv)[^"]*)"', page)):
        for way in ("", "&form=rfc4180", "&sprak=en"):
            answer = pages.get(html.unescape(link) + way)
            assert answer.status_code == 200
            assert told(all_of(answer.data) if ".xlsx" in link else answer.text) == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_underlag_as_a_file_does_not_tell_it(pages: FlaskClient, part: str, ending: str) -> None:
    for way in ("", "&form=rfc4180", "&sprak=en"):
        answer = pages.get(f"/underlag.{ending}?{part}&perioder=alla&kolumner={'.'.join(COLUMNS)}{way}")
        assert answer.status_code == 200
        words = all_of(answer.data) if ending == "xlsx" else answer.text
        assert "Solhemmet" in words
        assert told(words) == []


@pytest.mark.parametrize("unit", ["solhemmet", "funktionsnedsattning", "provstadens-forvaltning"])
def test_the_report_does_not_tell_it(pages: FlaskClient, unit: str) -> None:
    answer = pages.get(f"/rapport/{unit}?period=T2-2025")
    assert answer.status_code == 200
    assert told(html.unescape(answer.text)) == []


@pytest.mark.browser
def test_the_report_as_pdf_does_not_tell_it(pages: FlaskClient) -> None:
    answer = pages.get("/rapport/solhemmet.pdf?period=T2-2025")
    assert answer.status_code == 200
    document = pypdfium2.PdfDocument(answer.data)
    words = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "Visas inte: för få svarande." in words
    outline = " ".join(entry.get_title() for entry in document.get_toc())
    assert told(words + outline + str(document.get_metadata_dict())) == []
    assert told(answer.data.decode("latin-1")) == []


@pytest.mark.parametrize("part", PARTS)
def test_slides_and_powerpoint_do_not_tell_it(pages: FlaskClient, part: str) -> None:
    for address in (f"/presentation?{part}", f"/presentation/visa?{part}"):
        assert told(html.unescape(pages.get(address).text)) == []
    answer = pages.get(f"/presentation.pptx?{part}")
    assert answer.status_code == 200
    assert told(all_of(answer.data)) == []


def test_this_test_finds_what_is_hidden_deep_in_a_file(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as book:
        book.writestr("docProps/app.xml", "<x>41.7</x>")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as deck:
        deck.writestr("ppt/embeddings/bok.xlsx", inner.getvalue())
    assert told(all_of(outer.getvalue())) == ["41.7"]
