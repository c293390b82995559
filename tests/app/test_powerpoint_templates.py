"""The owner's template: layouts are found by their placeholders, and what is lacking is told in Swedish."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm, Inches
from sqlalchemy import Engine

from app.exports.powerpoint import TemplateError, write_powerpoint
from app.slides.model import Deck
from tests.app.decks import PART, deck_of


@pytest.fixture(scope="module")
def deck(world: Engine) -> Deck:
    return deck_of(world, PART)


def template(path: Path, *kept: str, size: tuple[float, float] = (13.333, 7.5)) -> Path:
    """python-pptx's blank presentation, as a template with other layouts and names than ours."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(size[0]), Inches(size[1])
    for layout in list(presentation.slide_layouts):
        if kept and layout.name not in kept:
            presentation.slide_layouts.remove(layout)
    example = presentation.slides.add_slide(presentation.slide_layouts[0])
    if example.shapes.title is not None:
        example.shapes.title.text = "En exempelbild i mallen"
    presentation.save(str(path))
    return path


def layouts_used(file: bytes) -> list[str]:
    return [slide.slide_layout.name for slide in Presentation(io.BytesIO(file)).slides]


def test_layouts_are_found_by_their_placeholders_and_the_templates_own_slides_are_left_out(deck: Deck, tmp_path: Path) -> None:
    file = write_powerpoint(deck, template(tmp_path / "mall.pptx"))
    assert layouts_used(file) == ["Title Slide", *["Title and Content"] * (len(deck.slides) - 1)]
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert "En exempelbild i mallen" not in "".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


def test_source_and_number_come_in_the_templates_own_places(deck: Deck, tmp_path: Path) -> None:
    slide = Presentation(io.BytesIO(write_powerpoint(deck, template(tmp_path / "mall.pptx")))).slides[1]
    named = {shape.name: shape for shape in slide.shapes}
    assert named["Källa"].placeholder_format.type.name == "FOOTER"
    assert named["Bildnummer"].placeholder_format.type.name == "SLIDE_NUMBER"
    assert named["Ingress"].text_frame.text == deck.slides[1].lead


def test_a_template_file_is_taken_as_a_presentation(deck: Deck, tmp_path: Path) -> None:
    pptx, potx = template(tmp_path / "mall.pptx"), tmp_path / "mall.potx"
    kind = "application/vnd.openxmlformats-officedocument.presentationml."
    with zipfile.ZipFile(pptx) as given, zipfile.ZipFile(potx, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(f"{kind}presentation.main".encode(), f"{kind}template.main".encode()))
    assert len(layouts_used(write_powerpoint(deck, potx))) == len(deck.slides)


def test_a_slide_of_the_old_shape_is_filled_too(deck: Deck, tmp_path: Path) -> None:
    file = write_powerpoint(deck, template(tmp_path / "mall.pptx", size=(10, 7.5)))
    presentation: Any = Presentation(io.BytesIO(file))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= presentation.slide_width + Cm(0.1)
            assert shape.top + shape.height <= presentation.slide_height + Cm(0.1)


@pytest.mark.parametrize(
    ("kept", "lacking"),
    [
        (("Title and Content", "Blank"), "saknar en layout för titelbilden"),
        (("Title Slide", "Title Only"), "saknar en layout för diagrambilderna"),
        (("Blank",), "saknar en layout för titelbilden"),
    ],
)
def test_a_layout_that_is_lacking_is_told_with_those_that_there_are(
    deck: Deck, tmp_path: Path, kept: tuple[str, ...], lacking: str
) -> None:
    path = template(tmp_path / "mall.pptx", *kept)
    with pytest.raises(TemplateError, match=lacking) as told:
        write_powerpoint(deck, path)
    assert str(path) in str(told.value)
    assert all(f"”{name}”" in str(told.value) for name in kept)


def test_a_place_that_is_too_small_for_a_chart_is_told(deck: Deck, tmp_path: Path) -> None:
    path = template(tmp_path / "mall.pptx")
    presentation: Any = Presentation(str(path))
    for layout in presentation.slide_layouts:
        for one in layout.placeholders:
            if one.placeholder_format.type.name == "OBJECT":
                one.left, one.top, one.width, one.height = Cm(1), Cm(1), Cm(8), Cm(4)
    presentation.save(str(path))
    with pytest.raises(TemplateError, match=re.escape("8,0 × 4,0 cm. Diagrammen behöver minst 14,0 × 6,0 cm")):
        write_powerpoint(deck, path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"inte en fil", b"\x00" * 500])
def test_a_file_that_is_no_template_is_told(deck: Deck, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mall.pptx"
    path.write_bytes(content)
    with pytest.raises(TemplateError, match="går inte att läsa som en PowerPoint-fil"):
        write_powerpoint(deck, path)


def test_a_zip_of_something_else_is_told(deck: Deck, tmp_path: Path) -> None:
    path = tmp_path / "mall.pptx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(TemplateError, match="går inte att läsa"):
        write_powerpoint(deck, path)


def test_a_template_that_is_not_there_is_told(deck: Deck, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="finns inte"):
        write_powerpoint(deck, tmp_path / "saknas.pptx")
