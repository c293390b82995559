"""Decks of Provstaden, and what is in a PowerPoint file: what the tests of slides and of the file share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from pptx import Presentation
from pptx.util import Emu
from sqlalchemy import Engine

from app.pages.presentation import opened
from app.pages.router import Router
from app.slides.building import Workshop
from app.slides.model import Deck

PART = "enhet=provstadens-forvaltning&period=T2-2025"


def workshop_of(engine: Engine, query: str) -> Workshop:
    """The workshop of an address; the connection is closed, so what is asked of the store is asked within."""
    with Router(engine).visiting("/presentation", query) as visit:
        assert visit is not None
        built = opened(visit)[1]
        assert built is not None
        assert built.deck is not None
        assert built.offered is not None
        return built


def deck_of(engine: Engine, query: str) -> Deck:
    return workshop_of(engine, query).deck


def every_object(file: bytes) -> list[dict[str, Any]]:
    """Each slide of a file with each of its objects: what it is, where it lies, what it says, and the figures behind it."""
    told = []
    for slide in Presentation(io.BytesIO(file)).slides:
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        told.append({"layout": slide.slide_layout.name, "notes": notes, "objects": [_object(one) for one in slide.shapes]})
    return told


def _object(shape: Any) -> dict[str, Any]:
    place = [round(Emu(each).cm, 1) for each in (shape.left, shape.top, shape.width, shape.height)]
    told: dict[str, Any] = {"name": shape.name, "kind": str(shape.shape_type).split(" ")[0], "place": place}
    if shape.is_placeholder:
        told["placeholder"] = str(shape.placeholder_format.type).split(" ")[0]
    told["alternative"] = shape._element.xpath(".//p:cNvPr")[0].get("descr", "")
    if shape.has_text_frame:
        told["text"] = shape.text_frame.text
    if getattr(shape, "has_table", False) and shape.has_table:
        told["table"] = [[cell.text for cell in row.cells] for row in shape.table.rows]
    if getattr(shape, "has_chart", False) and shape.has_chart:
        told["chart"] = _chart(shape.chart)
    if hasattr(shape, "shapes"):
        told["objects"] = [_object(one) for one in shape.shapes]
    return told


def _chart(chart: Any) -> dict[str, Any]:
    plot = chart.plots[0]
    series = [{"name": one.name, "values": list(one.values), **_along(one)} for one in plot.series]
    return {"type": str(chart.chart_type).split(" ")[0], "categories": list(plot.categories), "series": series}


def _along(series: Any) -> dict[str, Any]:
    found = series._element.xpath("./c:xVal//c:v")
    return {"x": [float(one.text) for one in found]} if found else {}


def every_text(file: bytes, where: str = "") -> Iterator[tuple[str, str]]:
    """Every part of a package as text with its name, packages within it opened too."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for name in package.namelist():
            content = package.read(name)
            if content.startswith(b"PK"):
                yield from every_text(content, f"{where}{name}/")
            else:
                yield f"{where}{name}", content.decode("utf-8", "replace")


def workbooks(file: bytes) -> list[list[list[Any]]]:
    """The cells of the workbook behind each chart, chart by chart in the order of the slides."""
    found = []
    for slide in Presentation(io.BytesIO(file)).slides:
        for shape in slide.shapes:
            if getattr(shape, "has_chart", False) and shape.has_chart:
                blob = shape.chart.part.chart_workbook.xlsx_part.blob
                sheet: Any = openpyxl.load_workbook(io.BytesIO(blob)).active
                found.append([list(row) for row in sheet.iter_rows(values_only=True)])
    return found
