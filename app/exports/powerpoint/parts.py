"""The parts of a slide: texts, tables, charts with what python-pptx has no word for, each with its alternative text."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Length, Pt

from app.exports.powerpoint.look import FONT, TOKENS, colour

SMALLEST = Pt(12)
"""24 px on a screen of 1920 × 1080."""


_WRAPPED, _CELL_EDGES, _BOLD = 28, 3, 1.2
"""Letters of a cell beyond which it is wrapped, what its edges take in letters, and how much wider bold ones are."""


class Place(NamedTuple):
    """Where something lies on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def describe(shape: Any, name: str, alternative: str) -> None:
    """Name the object, and say what a screen reader reads in its place."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", " ".join(alternative.split()))


def add_text(
    slide: Any,
    place: Place,
    words: str,
    *,
    size: Length = SMALLEST,
    token: str = "ink",
    bold: bool = False,
    right: bool = False,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> Any:
    """A text of its own, as large as its place."""
    box = slide.shapes.add_textbox(*map(Emu, place))
    frame = box.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = words
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = size, bold
    paragraph.font.color.rgb = colour(token)
    in_swedish(frame)
    return box


def in_swedish(frame: Any) -> None:
    """Say that the words are Swedish, so that no program marks them as misspelt."""
    for run in frame._txBody.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", "sv-SE")


def add_chart(slide: Any, kind: Any, place: Place, data: Any) -> Any:
    """A native chart with its workbook; nothing in it is drawn by us."""
    frame = slide.shapes.add_chart(kind, *map(Emu, place), data)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.name = SMALLEST, FONT
    chart.font.color.rgb = colour("ink")
    _gaps_for_nothing(chart)
    return frame


def _gaps_for_nothing(chart: Any) -> None:
    """A value that is missing is a gap."""
    shown = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if shown is not None:
        shown.set("val", "gap")


def add_error_bars(series: Any, plus: Sequence[float], minus: Sequence[float], token: str, width: float) -> None:
    """PowerPoint's own error bars along the y axis, of their own length for each point, so many points wide."""
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/><c:plus>{_numbers(plus)}</c:plus><c:minus>{_numbers(minus)}</c:minus><c:spPr>'
        f'<a:ln w="{round(width * 12_700)}"><a:solidFill><a:srgbClr val="{TOKENS[token]}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    insert_before(series._element, bars, "c:xVal", "c:yVal", "c:cat", "c:val", "c:smooth", "c:extLst")


def _numbers(values: Sequence[float]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value:.10g}</c:v></c:pt>' for at, value in enumerate(values))
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'


def insert_before(parent: Any, child: Any, *names: str) -> None:
    """Insert a child before the first of these that there is, else last: the schema prescribes the order."""
    following = next((one for one in parent if one.tag in {qn(name) for name in names}), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)


def soften(label: Any, shown: str) -> None:
    """A label of one point shows its value alone, in the measure's own format, and no line that leads to it."""
    for name in ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
        found = label.find(qn(name))
        if found is not None:
            found.set("val", "1" if name == "c:showVal" else "0")
    if label.find(qn("c:numFmt")) is None:
        form = parse_xml(f'<c:numFmt {nsdecls("c")} sourceLinked="0"/>')
        form.set("formatCode", shown)
        insert_before(label, form, "c:spPr", "c:txPr", "c:dLblPos", "c:showLegendKey")


def leave_out_of_key(chart: Any, places: Sequence[int]) -> None:
    """Series that look like another one are not named once more."""
    legend = chart.legend._element
    for at in places:
        entry = parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>')
        insert_before(legend, entry, "c:layout", "c:overlay", "c:spPr", "c:txPr", "c:extLst")


def inner_plot(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Where the plot itself lies within the chart, as parts of it, so that what stands beside it is level with it."""
    area = chart._chartSpace.chart.plotArea
    for layout in area.findall(qn("c:layout")):
        area.remove(layout)
    measures = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in (("x", x), ("y", y), ("w", width), ("h", height)))
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{measures}</c:manualLayout></c:layout>"
        ),
    )


def put_in_placeholder(frame: Any, placeholder: Any) -> None:
    """Let the object take the placeholder's place, so that the layout still knows it; the empty placeholder goes."""
    mark = copy.deepcopy(placeholder._element.xpath(".//p:nvPr/p:ph")[0])
    frame._element.xpath(".//p:nvPr")[0].insert(0, mark)
    placeholder._element.getparent().remove(placeholder._element)


def add_table(slide: Any, place: Place, head: Sequence[str], rows: Sequence[Sequence[str]], size: Length) -> Any:
    """A native table, its first row the heads; the last column stands out."""
    frame = slide.shapes.add_table(len(rows) + 1, len(head), *map(Emu, place))
    table = frame.table
    table.horz_banding = False
    for row, cells in enumerate((head, *rows)):
        for column, words in enumerate(cells):
            cell = table.cell(row, column)
            cell.text = words
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.font.size = SMALLEST if row == 0 else size
            paragraph.font.bold = row == 0 or column in (0, len(head) - 1)
            in_swedish(cell.text_frame)
    widths = _widths(head, rows)
    for column, share in enumerate(widths):
        table.columns[column].width = Emu(round(place.width * share))
    return frame


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column's part of the width, by its longest text."""
    letters = [max(min(_WRAPPED, len(row[column])) for row in (head, *rows)) + _CELL_EDGES for column in range(len(head))]
    longest = [one * (_BOLD if column in (0, len(head) - 1) else 1.0) for column, one in enumerate(letters)]
    return [one / sum(longest) for one in longest]
