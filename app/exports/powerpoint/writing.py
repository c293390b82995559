"""A deck as a file: each slide on a layout of the template, with chart or table, source, number, notes and alternative text."""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Length, Pt

from app import text
from app.chart_views import Development, DotPlot, Dumbbell
from app.exports.powerpoint.charts import bar_chart, line_chart
from app.exports.powerpoint.look import colour
from app.exports.powerpoint.parts import Place, add_table, add_text, describe, in_swedish, put_in_placeholder
from app.exports.powerpoint.template import LEAD_SIZE, SOURCE_SIZE, Template, content_of, open_template
from app.exports.powerpoint.xy import bullet_chart, dots_chart, dumbbell_chart
from app.slides.model import Bars, Deck, Listing, Quotes, Slide, SlideKind
from app.views import Bullet

_TITLE_SIZES: tuple[tuple[int, int | None], ...] = ((50, None), (95, 28), (150, 22), (200, 20))
"""Letters of a headline up to which it is set in so many points; None is the template's own size."""
_SMALLEST_TITLE = 18
_QUOTE_SIZES = ((420, 24), (700, 20))
_SMALLEST_QUOTE = 16
_TABLE_SIZE = Pt(14)
_LONGEST_PROPERTY = 255
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_powerpoint(deck: Deck, template: Path | None = None) -> bytes:
    """The deck as a .pptx file on the owner's template, else our own. Raises TemplateError for a template that lacks a layout."""
    deck = _printable(deck)
    opened = open_template(template)
    presentation = opened.presentation
    _properties(presentation, deck)
    for number, slide in enumerate(deck.slides, start=1):
        _Writing(opened, slide, deck, number).write()
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def _printable(value: Any) -> Any:
    """The same deck without what no XML may hold: control characters out of a badly read document, halves of letters."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return _NOT_IN_XML.sub("", value)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(map(_printable, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _printable(getattr(value, field.name)) for field in fields(value)})
    return value


def _properties(presentation: Any, deck: Deck) -> None:
    """What the file says of itself: nothing of who made the template."""
    told = presentation.core_properties
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
    told.title, told.subject = deck.title[:_LONGEST_PROPERTY], deck.subtitle[:_LONGEST_PROPERTY]
    told.keywords = text.PPTX_KEYWORDS
    told.author = told.last_modified_by = text.PRODUCT
    told.comments = told.category = ""
    told.created = told.modified = now
    told.language, told.revision = "sv-SE", 1


class _Writing:
    """One slide."""

    def __init__(self, template: Template, slide: Slide, deck: Deck, number: int) -> None:
        self.view, self.deck, self.number = slide, deck, number
        self.is_title = slide.ref.kind is SlideKind.TITLE
        self.layout = template.title if self.is_title else template.content
        self.width = template.presentation.slide_width
        self.height = template.presentation.slide_height
        self.slide = template.presentation.slides.add_slide(self.layout)

    def write(self) -> None:
        self._headline()
        if self.is_title:
            self._subtitle()
        else:
            self._content(self._lead())
        self._source()
        self._page_number()
        self._drop_empty()
        if self.view.note:
            frame = self.slide.notes_slide.notes_text_frame
            frame.text = self.view.note
            in_swedish(frame)

    def _headline(self) -> None:
        title = self.slide.shapes.title
        title.text_frame.text = self.view.headline
        letters = len(self.view.headline)
        size = next((size for most, size in _TITLE_SIZES if letters <= most), _SMALLEST_TITLE)
        if size is not None and not self.is_title:
            title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        in_swedish(title.text_frame)
        describe(title, text.PPTX_TITLE_NAME, self.view.headline)

    def _subtitle(self) -> None:
        subtitle = self._placeholder(PP_PLACEHOLDER.SUBTITLE)
        said = f"{self.view.lead} – {text.EXAMPLE_BADGE}" if self.view.is_example else self.view.lead
        subtitle.text_frame.text = said
        in_swedish(subtitle.text_frame)
        describe(subtitle, text.PPTX_SUBTITLE_NAME, said)

    def _lead(self) -> Place:
        """What the headline rests on: in a placeholder of the layout, else at the top of the content's place."""
        content = content_of(self.layout)
        place = Place(content.left, content.top, content.width, content.height)
        if not self.view.lead:
            return place
        body = self._placeholder(PP_PLACEHOLDER.BODY)
        if body is not None:
            body.text_frame.text = self.view.lead
            in_swedish(body.text_frame)
            describe(body, text.PPTX_LEAD_NAME, self.view.lead)
            return place
        room = Cm(1.4)
        box = add_text(self.slide, place._replace(height=room), self.view.lead, size=LEAD_SIZE, token="muted")
        describe(box, text.PPTX_LEAD_NAME, self.view.lead)
        return place._replace(top=place.top + room, height=place.height - room)

    def _content(self, place: Place) -> None:
        drawing = self.view.drawing
        holder = next((one for one in self.slide.placeholders if _idx(one) == _idx(content_of(self.layout))), None)
        if isinstance(drawing, Quotes):
            self._quotes(drawing, holder, place)
            return
        frame = self._object(place)
        if frame is None:
            return
        name = text.PPTX_TABLE_NAME if isinstance(drawing, Listing) else text.PPTX_CHART_NAME
        describe(frame, name, self.view.alternative)
        if holder is not None:
            put_in_placeholder(frame, holder)

    def _object(self, place: Place) -> Any:
        """The chart or the table; None where there is nothing to draw."""
        view, slide = self.view, self.slide
        drawing = view.drawing
        if isinstance(drawing, Bars):
            return bar_chart(slide, place, drawing)
        if isinstance(drawing, Development):
            return line_chart(slide, place, drawing, view.decimals, view.unit)
        if isinstance(drawing, Bullet):
            lower = place._replace(top=place.top + place.height // 8, height=place.height * 6 // 8)
            return bullet_chart(slide, lower, drawing, view.decimals, view.unit)
        if isinstance(drawing, DotPlot):
            return dots_chart(slide, place, drawing, view.decimals, view.unit)[0]
        if isinstance(drawing, Dumbbell):
            return dumbbell_chart(slide, place, drawing, view.decimals, view.unit)[0]
        if isinstance(drawing, Listing):
            height = min(place.height, Cm(1.35) * (len(drawing.rows) + 1))
            return add_table(slide, place._replace(height=height), drawing.head, drawing.rows, _TABLE_SIZE)
        return None

    def _quotes(self, view: Quotes, holder: Any, place: Place) -> None:
        """What the units write, in the content's own placeholder where it takes text."""
        box = holder if holder is not None and holder.has_text_frame else add_text(self.slide, place, "")
        frame = box.text_frame
        letters = sum(len(one.words) for one in view.quotes)
        size = Pt(next((size for most, size in _QUOTE_SIZES if letters <= most), _SMALLEST_QUOTE))
        for at, one in enumerate(view.quotes):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            _paragraph(paragraph, f"”{one.words}”", size, "ink")
            paragraph.space_before = Pt(0 if at == 0 else 18)
            _paragraph(frame.add_paragraph(), one.by, Pt(14), "muted")
        in_swedish(frame)
        describe(box, text.PPTX_QUOTE_NAME, self.view.description)

    def _source(self) -> None:
        """In the layout's footer where there is one, else at the foot of the slide."""
        said = f"{text.EXAMPLE_BADGE} · {self.view.source}" if self.view.is_example else self.view.source
        footer = self._copied(PP_PLACEHOLDER.FOOTER)
        if footer is not None:
            footer.text_frame.text = said
            _plain(footer.text_frame.paragraphs[0])
            in_swedish(footer.text_frame)
        else:
            edge = Cm(1.5)
            place = Place(edge, self.height - Cm(1.5), self.width - 2 * edge - Cm(3), Cm(0.9))
            footer = add_text(self.slide, place, said, size=SOURCE_SIZE, token="muted", anchor=MSO_ANCHOR.MIDDLE)
        describe(footer, text.PPTX_SOURCE_NAME, said)

    def _page_number(self) -> None:
        number = self._copied(PP_PLACEHOLDER.SLIDE_NUMBER)
        if number is None:
            edge = Cm(1.5)
            place = Place(self.width - edge - Cm(2.6), self.height - Cm(1.5), Cm(2.6), Cm(0.9))
            number = add_text(self.slide, place, "", size=SOURCE_SIZE, token="muted", right=True, anchor=MSO_ANCHOR.MIDDLE)
        _number_field(number.text_frame, self.number)
        describe(number, text.PPTX_NUMBER_NAME, text.SLIDE_OF.format(number=self.number, count=len(self.deck.slides)))

    def _copied(self, kind: Any) -> Any:
        """The layout's footer or number on the slide itself: only so is it shown."""
        mine = next((one for one in self.layout.placeholders if one.placeholder_format.type is kind), None)
        if mine is None:
            return None
        element = copy.deepcopy(mine._element)
        properties = element.spPr
        for child in list(properties):
            properties.remove(child)
        taken = [int(one.get("id")) for one in self.slide._element.iter(qn("p:cNvPr"))]
        element.nvSpPr.cNvPr.set("id", str(max(taken) + 1))
        self.slide.shapes._spTree.append(element)
        return self.slide.shapes[-1]

    def _placeholder(self, kind: Any) -> Any:
        return next((one for one in self.slide.placeholders if one.placeholder_format.type is kind), None)

    def _drop_empty(self) -> None:
        """An empty placeholder would show its prompt to whoever opens the file."""
        for one in list(self.slide.placeholders):
            if one.has_text_frame and not one.text_frame.text.strip() and one._element.tag.endswith("}sp"):
                one._element.getparent().remove(one._element)


def _plain(paragraph: Any) -> None:
    """As footers are: small, from the left, in the theme's letters, also in programs that do not ask the layout."""
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.name = SOURCE_SIZE, "+mn-lt"
    paragraph.font.color.theme_color = MSO_THEME_COLOR.TEXT_2


def _idx(placeholder: Any) -> int:
    return int(placeholder.placeholder_format.idx)


def _paragraph(paragraph: Any, words: str, size: Length, token: str) -> None:
    paragraph.text = words
    paragraph.font.size = size
    paragraph.font.color.rgb = colour(token)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    if not properties.xpath("a:buNone"):
        properties.insert_element_before(parse_xml(f"<a:buNone {nsdecls('a')}/>"), "a:tabLst", "a:defRPr", "a:extLst")


def _number_field(frame: Any, number: int) -> None:
    """The number as a field that PowerPoint keeps right when slides are moved."""
    paragraph = frame.paragraphs[0]._p
    for child in list(paragraph):
        if not child.tag.endswith("}pPr"):
            paragraph.remove(child)
    paragraph.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="sv-SE"/>'
            f"<a:t>{number}</a:t></a:fld>"
        )
    )
