"""Charts on a scale, built of PowerPoint's scatter chart: the bullet, the dot plot and the dumbbell.

A scatter chart is the only native one that sets several signs on one scale at their exact values. The rows' names stand in a
column of the workbook, and beside the plot as texts that are level with their rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import XyChartData
from pptx.chart.xlsx import XyWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Cm, Pt

from app import text
from app.chart_views import DotPlot, Dumbbell, Pair, Scale
from app.exports.cells import defused
from app.exports.powerpoint.look import axis_format, colour, number_format, tint
from app.exports.powerpoint.parts import Place, add_chart, add_error_bars, add_text, describe, inner_plot, leave_out_of_key
from app.presenters.scale import marks
from app.views import Bullet, Mark, Span
from data.vocabulary import Status

_NAMES = 0.3
"""The part of the width that the rows' names take."""
_TOP, _BOTTOM = 0.02, Cm(2.6)
"""The part of the chart's height above the plot, and what is below it for axis and key."""
_STANDS = 0.32
"""How far an upright dash reaches above and below its row, in rows."""


@dataclass(frozen=True, slots=True)
class Point:
    """A sign at a value in a row, with the row's name."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Signs:
    """A series of the chart: its name, points and look. A ``line`` is its width in points, nought for none; what is not
    ``in_key`` looks like a series that is.
    """

    name: str
    points: tuple[Point, ...]
    token: str
    marker: Any = XL_MARKER_STYLE.NONE
    size: int = 11
    line: float = 0.0
    dash: Any = None
    is_hollow: bool = False
    in_key: bool = True
    stands: bool = False
    """An upright dash at each point instead of a sign."""


def bullet_chart(slide: Any, place: Place, view: Bullet, decimals: int, unit: str) -> Any:
    """Outcome as a bar from nought, årsmål and KF:s årsmål as lines across, the rest as marks; the key says the values."""
    scale = Scale(view.low, view.high, marks(view.low, view.high, unit))
    series = [
        _across(view.kf_target, "muted", 0.28, 3.0),
        _across(view.target, "ink", 0.42, 4.0),
        _across(view.previous, "edge", 0.1, 2.5, at=-0.3),
        _mark(view.women, "kvinnor", XL_MARKER_STYLE.CIRCLE),
        _mark(view.men, "man", XL_MARKER_STYLE.DIAMOND),
    ]
    outcome = view.outcome
    start = max(0.0, view.low) if outcome.value >= 0 else min(0.0, view.high)
    bar = Signs(outcome.text, (Point(start, 0.0, outcome.text), Point(outcome.value, 0.0, outcome.text)), "utfall", line=36.0)
    margin = _margin(view.interval, 0.0, view.interval.text) if view.interval is not None else None
    shown = [bar, *filter(None, [*series[:3], margin, *series[3:]])]
    return _draw(slide, place, shown, scale, (-1.0, 1.0), decimals, unit, left=0.02)


def _margin(span: Span, at: float, name: str, *, in_key: bool = True) -> Signs:
    """A margin of error as a line of its own, from its lower end to its upper one."""
    ends = (Point(span.low, at, name), Point(span.high, at, name))
    return Signs(name, ends, "muted", line=2.0, in_key=in_key)


def _across(mark: Mark | None, token: str, half: float, width: float, at: float = 0.0) -> Signs | None:
    if mark is None:
        return None
    ends = (Point(mark.value, at - half, mark.text), Point(mark.value, at + half, mark.text))
    return Signs(mark.text, ends, token, line=width)


def _mark(mark: Mark | None, token: str, marker: Any) -> Signs | None:
    """Women and men below the bar, where the bar does not hide them."""
    return Signs(mark.text, (Point(mark.value, -0.6, mark.text),), token, marker, size=13) if mark is not None else None


_FORMS = {
    Status.UPPFYLLS_HELT: XL_MARKER_STYLE.CIRCLE,
    Status.UPPFYLLS_DELVIS: XL_MARKER_STYLE.DIAMOND,
    Status.UPPFYLLS_INTE: XL_MARKER_STYLE.X,
    Status.EJ_BEDOMD: XL_MARKER_STYLE.SQUARE,
    Status.EJ_RAPPORTERAD: XL_MARKER_STYLE.SQUARE,
}


def dots_chart(slide: Any, place: Place, view: DotPlot, decimals: int, unit: str) -> tuple[Any, Any]:
    """Units against their own targets, a form and a colour for each status: the chart, and its rows' names."""
    rows = [(len(view.dots) - at, dot) for at, dot in enumerate(view.dots)]
    targets = tuple(Point(dot.target, y, dot.name) for y, dot in rows if dot.target is not None)
    series = [Signs(text.PPTX_TARGET, targets, "ink", XL_MARKER_STYLE.SQUARE, size=4, stands=True)] if targets else []
    spans = [(y, dot.interval, dot.name) for y, dot in rows if dot.interval is not None]
    for at, (y, span, name) in enumerate(spans):
        series.append(_margin(span, y, text.PPTX_MARGIN if at == 0 else name, in_key=at == 0))
    for status in Status:
        css = text.STATUS_CLASS[status]
        mine = [(y, dot) for y, dot in rows if dot.css == css]
        if mine:
            points = tuple(Point(dot.value, y, dot.name) for y, dot in mine)
            name, hollow = text.STATUS_WORD[status].capitalize(), status is Status.UPPFYLLS_DELVIS
            series.append(Signs(name, points, css, _FORMS[status], is_hollow=hollow))
    return _rows(slide, place, series, view.scale, [dot.name for dot in view.dots], decimals, unit)


def dumbbell_chart(slide: Any, place: Place, view: Dumbbell, decimals: int, unit: str) -> tuple[Any, Any]:
    """Women and men with the line between them; hollow signs and a dotted line where chance can explain it."""
    rows = [(float(len(view.pairs) - at), pair) for at, pair in enumerate(view.pairs)]
    lines: tuple[tuple[bool | None, str, float, Any], ...] = (
        (True, text.PAIR_LEGEND_CERTAIN, 3.0, None),
        (False, text.PAIR_LEGEND_CHANCE, 1.5, MSO_LINE_DASH_STYLE.ROUND_DOT),
        (None, text.PAIR_LEGEND_UNKNOWN, 1.5, MSO_LINE_DASH_STYLE.DASH),
    )
    series: list[Signs] = []
    for told, name, width, dash in lines:
        mine = [(y, pair) for y, pair in rows if pair.is_told_from_chance is told]
        for at, (y, pair) in enumerate(mine):
            ends = (Point(pair.women.value, y, pair.name), Point(pair.men.value, y, pair.name))
            said = name[0].upper() + name[1:] if at == 0 else pair.name
            series.append(Signs(said, ends, "ink" if told else "muted", line=width, dash=dash, in_key=at == 0))
    series += _of_gender(rows, "women", text.PPTX_WOMEN, "kvinnor", XL_MARKER_STYLE.CIRCLE)
    series += _of_gender(rows, "men", text.PPTX_MEN, "man", XL_MARKER_STYLE.DIAMOND)
    names = [f"{pair.name}, {pair.below}" if pair.below else pair.name for pair in view.pairs]
    return _rows(slide, place, series, view.scale, names, decimals, unit)


def _of_gender(rows: Sequence[tuple[float, Pair]], who: str, name: str, token: str, marker: Any) -> list[Signs]:
    """Filled signs where the difference is told from chance, hollow ones where it is not."""
    series: list[Signs] = []
    for is_hollow in (False, True):
        mine = [(y, pair) for y, pair in rows if is_hollow is not bool(pair.is_told_from_chance)]
        if mine:
            points = tuple(Point(getattr(pair, who).value, y, pair.name) for y, pair in mine)
            series.append(Signs(name, points, token, marker, is_hollow=is_hollow, in_key=not series))
    return series


def _rows(
    slide: Any, place: Place, series: Sequence[Signs], scale: Scale, names: Sequence[str], decimals: int, unit: str
) -> tuple[Any, Any]:
    """A chart with a row for each name, and the names as a group of texts."""
    frame = _draw(slide, place, series, scale, (0.5, len(names) + 0.5), decimals, unit, left=_NAMES)
    height = place.height * _plot_height(place) / len(names)
    group = slide.shapes.add_group_shape()
    for at, name in enumerate(names):
        top = place.top + place.height * _TOP + height * at
        beside = Place(place.left, round(top), round(place.width * (_NAMES - 0.015)), round(height))
        box = add_text(group_as_slide(group), beside, name, size=Pt(12), right=True, anchor=MSO_ANCHOR.MIDDLE)
        describe(box, text.PPTX_ROW_NAME.format(name=name)[:120], name)
    describe(group, text.PPTX_ROW_NAMES, f"{text.PPTX_ROW_NAMES}: {'; '.join(names)}")
    return frame, group


class _Group:
    """A group of shapes where a slide is expected: both hold shapes."""

    def __init__(self, group: Any) -> None:
        self.shapes = group.shapes


def group_as_slide(group: Any) -> Any:
    """The group, as what texts are added to."""
    return _Group(group)


def _draw(
    slide: Any,
    place: Place,
    series: Sequence[Signs],
    scale: Scale,
    rows: tuple[float, float],
    decimals: int,
    unit: str,
    *,
    left: float,
) -> Any:
    series = _longest_first(series)
    data = _NamedXyData(series, number_format=number_format(decimals, unit))
    for one in series:
        added = data.add_series(defused(one.name))
        for point in one.points:
            added.add_data_point(point.x, point.y)
    frame = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, place, data)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_NamedWorkbook(data).xlsx_blob)
    for drawn, one in zip(chart.plots[0].series, series, strict=True):
        _style(drawn, one)
    _axes(chart, scale, rows, unit)
    inner_plot(chart, left, _TOP, 1 - left - 0.03, _plot_height(place))
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = Pt(12)
    leave_out_of_key(chart, [at for at, one in enumerate(series) if not one.in_key])
    return frame


def _plot_height(place: Place) -> float:
    """The plot's part of the chart's height."""
    return 1 - _TOP - _BOTTOM / place.height


def _longest_first(series: Sequence[Signs]) -> list[Signs]:
    """The series with most points first: LibreOffice loses the shorter ones before it."""
    first = max(series, key=lambda one: len(one.points))
    return [first, *(one for one in series if one is not first)]


def _style(drawn: Any, one: Signs) -> None:
    line = drawn.format.line
    if one.line:
        line.color.rgb, line.width = colour(one.token), Pt(one.line)
        if one.dash is not None:
            line.dash_style = one.dash
        _square_ends(drawn)
    else:
        line.fill.background()
    drawn.marker.style = one.marker
    if one.marker is not XL_MARKER_STYLE.NONE:
        drawn.marker.size = one.size
        _fill(drawn.marker, one.token, is_hollow=one.is_hollow)
    if one.stands:
        lengths = [_STANDS] * len(one.points)
        add_error_bars(drawn, lengths, lengths, one.token, 3.0)


def _square_ends(drawn: Any) -> None:
    """A bar ends where its value is, not half its height beyond."""
    drawn.format.line._get_or_add_ln().set("cap", "flat")


def _fill(marker: Any, token: str, *, is_hollow: bool) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = tint(token) if is_hollow else colour(token)
    marker.format.line.color.rgb = colour(token)
    marker.format.line.width = Pt(2)


def _axes(chart: Any, scale: Scale, rows: tuple[float, float], unit: str) -> None:
    values, places = chart.category_axis, chart.value_axis
    values.minimum_scale, values.maximum_scale = scale.low, scale.high
    step = scale.high - scale.low
    if len(scale.ticks) > 1:
        step = scale.ticks[1].value - scale.ticks[0].value
        values.major_unit = step
        values.minimum_scale = scale.ticks[0].value - (step if scale.low < scale.ticks[0].value else 0.0)
        values.maximum_scale = scale.ticks[-1].value + (step if scale.high > scale.ticks[-1].value else 0.0)
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = colour("line")
    values.tick_labels.font.size = Pt(12)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = axis_format(step, unit), False
    values.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.format.line.fill.background()
    places.minimum_scale, places.maximum_scale = rows
    places.has_major_gridlines = places.visible = False


class _NamedXyData(XyChartData):
    """The points of a scatter chart, which know the names of their rows."""

    def __init__(self, named: Sequence[Signs], number_format: str) -> None:
        super().__init__(number_format)
        self.named = named


class _NamedWorkbook(XyWorkbookWriter):
    """The workbook behind the chart: values in the columns that the chart reads, and beside them the names of the rows."""

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        super()._populate_worksheet(workbook, worksheet)
        worksheet.set_column(0, 1, 14)
        worksheet.set_column(2, 2, 60)
        for series, one in zip(self._chart_data, self._chart_data.named, strict=True):
            offset = self.series_table_row_offset(series)
            worksheet.write_string(offset, 0, text.PPTX_VALUE_COLUMN)
            worksheet.write_string(offset, 2, text.PPTX_ROW_COLUMN)
            for at, point in enumerate(one.points, start=1):
                worksheet.write_string(offset + at, 2, defused(point.name))
