"""The template of a presentation: Målbild's own, made here, or the owner's file, whose layouts are found by their placeholders.

Our own is python-pptx's blank presentation with its slide made 16:9, its colours and letters ours and its layouts cut down to the
two that are used. Nothing else is in it, so it opens in every program.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Emu, Pt

from app import text
from app.exports.powerpoint.look import FONT, THEME_COLOURS

WIDTH, HEIGHT = Emu(12_192_000), Emu(6_858_000)
"""16:9 as PowerPoint makes it: 33.87 × 19.05 cm."""
EDGE = Cm(1.5)
LEAST_WIDTH, LEAST_HEIGHT = Cm(14), Cm(6)
"""A chart in less room cannot be read from the back."""
LEAD_INDEX, SOURCE_SIZE, LEAD_SIZE = 13, Pt(12), Pt(15)

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_CONTENTS = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE)
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)
_POTX = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


class TemplateError(Exception):
    """The template cannot be used; the message says why and what to do, in Swedish."""


@dataclass(frozen=True, slots=True)
class Template:
    """A presentation without slides, and the layouts for the title and for everything else."""

    presentation: Any
    title: Any
    content: Any


def open_template(path: Path | None) -> Template:
    """The owner's template, else our own. Raises TemplateError where the file or a layout in it is lacking."""
    if path is None:
        presentation = Presentation(io.BytesIO(_own_template()))
        return Template(presentation, presentation.slide_layouts[0], presentation.slide_layouts[1])
    presentation = _opened(path)
    _empty(presentation)
    layouts = list(presentation.slide_layouts)
    names = ", ".join(f"”{layout.name}”" for layout in layouts)
    title = next(filter(_is_title, layouts), None)
    if title is None:
        raise TemplateError(text.TEMPLATE_NO_TITLE.format(path=path, layouts=names))
    content = min(filter(_is_content, layouts), key=_extra, default=None)
    if content is None:
        raise TemplateError(text.TEMPLATE_NO_CONTENT.format(path=path, layouts=names))
    _check_room(content, path)
    return Template(presentation, title, content)


def content_of(layout: Any) -> Any:
    """The placeholder for chart, table or text, the largest where there are several."""
    return max((one for one in layout.placeholders if _type(one) in _CONTENTS), key=lambda one: one.width * one.height)


def _opened(path: Path) -> Any:
    try:
        whole = path.read_bytes()
    except OSError as error:
        raise TemplateError(text.TEMPLATE_NOT_FOUND.format(path=path)) from error
    try:
        presentation = Presentation(io.BytesIO(_as_presentation(whole)))
        list(presentation.slide_layouts)
        return presentation
    except Exception as error:  # what a broken file makes of the reader is without end
        raise TemplateError(text.TEMPLATE_UNREADABLE.format(path=path)) from error


def _as_presentation(whole: bytes) -> bytes:
    """A template file (.potx) differs from a presentation in one word of its list of contents."""
    with zipfile.ZipFile(io.BytesIO(whole)) as given:
        if _POTX.encode() not in given.read("[Content_Types].xml"):
            return whole
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
            for name in given.namelist():
                content = given.read(name)
                is_list = name == "[Content_Types].xml"
                made.writestr(name, content.replace(_POTX.encode(), _PPTX.encode()) if is_list else content)
    return written.getvalue()


def _empty(presentation: Any) -> None:
    """Take away the slides that a template may hold as examples; their parts go too, as nothing refers to them."""
    ids = presentation.slides._sldIdLst
    for one in list(ids):
        presentation.part.drop_rel(one.rId)
        ids.remove(one)


def _is_title(layout: Any) -> bool:
    types = _types(layout)
    return bool(types & set(_TITLES)) and PP_PLACEHOLDER.SUBTITLE in types


def _is_content(layout: Any) -> bool:
    types = _types(layout)
    return bool(types & set(_TITLES)) and bool(types & set(_CONTENTS))


def _extra(layout: Any) -> tuple[int, int]:
    """How many placeholders a slide would leave empty; pictures and second contents weigh most."""
    types = [_type(one) for one in layout.placeholders if _type(one) not in (*_FURNITURE, *_TITLES)]
    contents = sum(1 for one in types if one in _CONTENTS)
    return (contents - 1 + sum(1 for one in types if one not in (*_CONTENTS, PP_PLACEHOLDER.BODY)), len(types))


def _check_room(layout: Any, path: Path) -> None:
    place = content_of(layout)
    if place.width >= LEAST_WIDTH and place.height >= LEAST_HEIGHT:
        return
    measures = {"width": place.width, "height": place.height, "least_width": LEAST_WIDTH, "least_height": LEAST_HEIGHT}
    shown = {name: f"{Emu(value).cm:.1f}".replace(".", ",") for name, value in measures.items()}
    raise TemplateError(text.TEMPLATE_TOO_NARROW.format(path=path, layout=layout.name, **shown))


def _types(layout: Any) -> set[Any]:
    return {_type(one) for one in layout.placeholders}


def _type(placeholder: Any) -> Any:
    return placeholder.placeholder_format.type


@lru_cache
def _own_template() -> bytes:
    """Our own template as a file, made once for a process."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    _keep_two_layouts(presentation)
    _drop_what_is_not_ours(presentation)
    _colour(presentation)
    _arrange_master(presentation.slide_master)
    title, content = presentation.slide_layouts
    _arrange_title(title)
    _arrange_content(content)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def _keep_two_layouts(presentation: Any) -> None:
    layouts = presentation.slide_layouts
    for layout in list(layouts)[2:]:
        layouts.remove(layout)
    layouts[0]._element.cSld.set("name", text.PPTX_LAYOUT_TITLE)
    layouts[1]._element.cSld.set("name", text.PPTX_LAYOUT_CONTENT)


def _drop_what_is_not_ours(presentation: Any) -> None:
    """The blank presentation carries a picture of itself, the settings of a printer, and which program made it."""
    of_whole = ("thumbnail", "extended-properties")
    for part, kinds in ((presentation.part, ("printerSettings",)), (presentation.part.package, of_whole)):
        rels = part._rels
        for key in [key for key, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] in kinds]:
            rels.pop(key)


def _colour(presentation: Any) -> None:
    """The theme's colours and letters."""
    theme = next(rel.target_part for rel in presentation.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    tree: Any = etree.fromstring(theme.blob)
    for name, colour in THEME_COLOURS.items():
        slot = tree.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        slot[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>')]
    tree.find(f".//{qn('a:clrScheme')}").set("name", text.PRODUCT)
    for latin in tree.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", FONT)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _arrange_master(master: Any) -> None:
    across = WIDTH - 2 * EDGE
    for shape in list(master.placeholders):
        kind = _type(shape)
        if kind is PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
        elif kind is PP_PLACEHOLDER.TITLE:
            _place(shape, EDGE, Cm(1.0), across, Cm(3.0), anchor="t")
        elif kind is PP_PLACEHOLDER.BODY:
            _place(shape, EDGE, Cm(5.5), across, Cm(11.2))
        elif kind is PP_PLACEHOLDER.FOOTER:
            _place(shape, EDGE, Cm(17.5), Cm(27.5), Cm(0.9))
            _align(shape, "l")
        elif kind is PP_PLACEHOLDER.SLIDE_NUMBER:
            _place(shape, WIDTH - EDGE - Cm(2.6), Cm(17.5), Cm(2.6), Cm(0.9))
            _align(shape, "r")
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    properties = title.find(qn("a:defRPr"))
    properties.set("sz", "3200")
    properties.set("b", "1")
    for level, size in zip(styles.find(qn("p:bodyStyle")), ("2000", "1800", "1600", "1600", "1600"), strict=False):
        level.find(qn("a:defRPr")).set("sz", size)
    _in_swedish(master)


def _arrange_title(layout: Any) -> None:
    for shape in list(layout.placeholders):
        kind = _type(shape)
        if kind is PP_PLACEHOLDER.CENTER_TITLE:
            _place(shape, EDGE, Cm(5.2), Cm(26), Cm(4.6), anchor="b")
            _size(shape, 48)
        elif kind is PP_PLACEHOLDER.SUBTITLE:
            _place(shape, EDGE, Cm(10.2), Cm(26), Cm(3))
            _align(shape, "l")
    _without_own_furniture(layout)


def _arrange_content(layout: Any) -> None:
    _without_own_furniture(layout)
    content = next(shape for shape in layout.placeholders if _type(shape) is PP_PLACEHOLDER.OBJECT)
    _place(content, EDGE, Cm(5.5), WIDTH - 2 * EDGE, Cm(11.6))
    lead = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="20" name="{text.PPTX_LEAD_NAME}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="{LEAD_INDEX}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>'
        '<a:bodyPr anchor="t"><a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="0"/>'
        f'</a:spcBef><a:buNone/><a:defRPr sz="{LEAD_SIZE.pt * 100:.0f}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        f'</a:defRPr></a:lvl1pPr></a:lstStyle><a:p><a:r><a:rPr lang="sv-SE"/><a:t>{text.PPTX_LEAD_NAME}</a:t></a:r></a:p>'
        "</p:txBody></p:sp>"
    )
    content._element.addprevious(lead)  # read before the content, as it stands above it
    _place(
        next(one for one in layout.placeholders if one.placeholder_format.idx == LEAD_INDEX),
        EDGE,
        Cm(4.0),
        WIDTH - 2 * EDGE,
        Cm(1.4),
    )


def _without_own_furniture(layout: Any) -> None:
    """Footer and number lie where the master puts them; the date is not shown."""
    for shape in list(layout.placeholders):
        if _type(shape) is PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
        elif _type(shape) in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            properties = shape._element.spPr
            for child in list(properties):
                properties.remove(child)
    _in_swedish(layout)


def _place(shape: Any, left: int, top: int, width: int, height: int, anchor: str = "") -> None:
    shape.left, shape.top, shape.width, shape.height = Emu(left), Emu(top), Emu(width), Emu(height)
    body = shape._element.txBody.bodyPr
    for side in ("lIns", "rIns"):
        body.set(side, "0")
    if anchor:
        body.set("anchor", anchor)


def _size(shape: Any, points: int) -> None:
    for properties in _list_style(shape).iter(qn("a:defRPr")):
        properties.set("sz", str(points * 100))
    if _list_style(shape).find(qn("a:lvl1pPr")) is None:
        _list_style(shape).append(parse_xml(f'<a:lvl1pPr {nsdecls("a")} algn="l"><a:defRPr sz="{points * 100}"/></a:lvl1pPr>'))


def _align(shape: Any, where: str) -> None:
    for level in _list_style(shape):
        level.set("algn", where)


def _list_style(shape: Any) -> Any:
    return shape._element.txBody.find(qn("a:lstStyle"))


def _in_swedish(layout: Any) -> None:
    prompts = {
        "title": "Klicka för att skriva en rubrik",
        "subtitle": "Klicka för att skriva en underrubrik",
        "text": "Klicka för att skriva text",
        "level": "Nivå",
    }
    for shape in layout.placeholders:
        for run in _runs(shape):
            run.get_or_add_rPr().set("lang", "sv-SE")
            said = next((prompts[word] for word in prompts if re.search(word, run.text.lower())), None)
            run.text = said if said is not None else run.text


def _runs(shape: Any) -> Iterator[Any]:
    return iter(shape._element.findall(f".//{qn('a:r')}"))
