"""Charts with categories, native and editable: counts as bars, developments as lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from app import text
from app.chart_views import Development, Spot
from app.exports.cells import defused
from app.exports.powerpoint.look import axis_format, colour, number_format, tint
from app.exports.powerpoint.parts import Place, add_chart, add_error_bars, insert_before, soften
from app.slides.model import Bars, BarSeries

LABEL, SMALL = Pt(14), Pt(12)
_GAP_WIDTH = 55
_TARGET_SIZE = 24


def bar_chart(slide: Any, place: Place, view: Bars) -> Any:
    """Lying bars with their numbers, the first category on top."""
    data = CategoryChartData(number_format="#,##0")
    data.categories = [defused(category) for category in view.categories]
    for one in view.series:
        data.add_series(defused(one.name), one.values)
    kind = XL_CHART_TYPE.BAR_STACKED if view.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = add_chart(slide, kind, place, data)
    chart = frame.chart
    plot = chart.plots[0]
    plot.gap_width = _GAP_WIDTH
    if view.is_stacked:
        plot.overlap = 100
    plot.vary_by_categories = False
    for series, one in zip(plot.series, view.series, strict=True):
        _colour_bars(series, one)
        _label_bars(series, one, view)
    _bar_axes(chart)
    _key(chart, view.is_stacked)
    return frame


def _colour_bars(series: Any, view: BarSeries) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour(view.colours[0])
    if len(view.colours) > 1:
        for point, token in enumerate(view.colours):
            fill = series.points[point].format.fill
            fill.solid()
            fill.fore_color.rgb = colour(token)


def _label_bars(series: Any, view: BarSeries, bars: Bars) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "#,##0;;" if bars.is_stacked else "#,##0", False
    labels.position = XL_LABEL_POSITION.CENTER if bars.is_stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = LABEL
    labels.font.bold = view is bars.series[0]
    labels.font.color.rgb = colour("card" if bars.is_stacked else "ink")
    if not bars.is_stacked and view is not bars.series[0]:
        labels.show_series_name = True  # instead of a key, which could show but one of the first series' colours
        insert_before(labels._element, parse_xml(f"<c:separator {nsdecls('c')}> </c:separator>"), "c:showLeaderLines", "c:extLst")


def _bar_axes(chart: Any) -> None:
    categories, values = chart.category_axis, chart.value_axis
    categories.reverse_order = True
    categories.tick_labels.font.size = LABEL
    categories.format.line.color.rgb = colour("line")
    categories.has_major_gridlines = False
    values.has_major_gridlines = values.visible = False
    values.minimum_scale = 0


def line_chart(slide: Any, place: Place, view: Development, decimals: int, unit: str) -> Any:
    """Totalt, women and men as lines over the follow-ups, årsmål as steps. What has no value is a gap, never a nought."""
    shown = number_format(decimals, unit)
    data = CategoryChartData(number_format=shown)
    data.categories = [defused(row[0]) for row in view.table.rows]
    count = len(view.table.rows)
    lines = ((text.PPTX_TOTAL, view.total), (text.PPTX_WOMEN, view.women), (text.PPTX_MEN, view.men))
    drawn = [(name, pieces) for name, pieces in lines if pieces]
    for name, pieces in drawn:
        data.add_series(name, _values(pieces, count))
    targets = _targets(view, count)
    if any(value is not None for value in targets):
        data.add_series(text.PPTX_TARGET, targets)
    frame = add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, place, data)
    chart = frame.chart
    styled = list(chart.plots[0].series)
    for series, (name, pieces) in zip(styled, drawn, strict=False):
        _draw_line(series, name)
        _break(series, pieces)
    if len(styled) > len(drawn):
        _draw_target(styled[-1])
    if view.total:
        _label_last(styled[0], view.total[-1][-1].at, shown)
        _margins(styled[0], view.total, count)
    _line_axes(chart, view, shown, unit)
    _key(chart, True)
    return frame


def _values(pieces: Sequence[Sequence[Spot]], count: int) -> list[float | None]:
    found = {spot.at: spot.value for piece in pieces for spot in piece}
    return [found.get(at) for at in range(count)]


def _targets(view: Development, count: int) -> list[float | None]:
    return [next((mark.value for start, end, mark in view.targets if start <= at <= end), None) for at in range(count)]


_LOOKS = {
    text.PPTX_TOTAL: ("utfall", 3.0, None, XL_MARKER_STYLE.CIRCLE),
    text.PPTX_WOMEN: ("kvinnor", 1.75, MSO_LINE_DASH_STYLE.ROUND_DOT, XL_MARKER_STYLE.CIRCLE),
    text.PPTX_MEN: ("man", 1.75, MSO_LINE_DASH_STYLE.DASH, XL_MARKER_STYLE.DIAMOND),
}


def _draw_line(series: Any, name: str) -> None:
    token, width, dash, marker = _LOOKS[name]
    line = series.format.line
    line.color.rgb, line.width = colour(token), Pt(width)
    if dash is not None:
        line.dash_style = dash
    series.smooth = False
    series.marker.style, series.marker.size = marker, 9
    fill = series.marker.format.fill
    fill.solid()
    fill.fore_color.rgb = colour(token) if name == text.PPTX_TOTAL else tint(token)
    series.marker.format.line.color.rgb = colour(token)


def _draw_target(series: Any) -> None:
    """A dash at each follow-up: a level holds for its time, and does not grow towards the next."""
    series.format.line.fill.background()
    series.smooth = False
    series.marker.style, series.marker.size = XL_MARKER_STYLE.DASH, _TARGET_SIZE
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = series.marker.format.line.color.rgb = colour("ink")


def _break(series: Any, pieces: Sequence[Sequence[Spot]]) -> None:
    """A count that grows over the year begins anew each year: no line leads to its first value."""
    for before, piece in pairwise(pieces):
        if piece[0].at == before[-1].at + 1:
            series.points[piece[0].at].format.line.fill.background()


def _label_last(series: Any, at: int, shown: str) -> None:
    """The latest value beside its point."""
    label = series.points[at].data_label
    label.position = XL_LABEL_POSITION.RIGHT
    label.font.size, label.font.bold = LABEL, True
    label.font.color.rgb = colour("utfall")
    soften(label._dLbl, shown)


def _margins(series: Any, pieces: Sequence[Sequence[Spot]], count: int) -> None:
    spots = {spot.at: spot for piece in pieces for spot in piece if spot.interval is not None}
    if not spots:
        return
    plus = [spots[at].interval.high - spots[at].value if at in spots else 0.0 for at in range(count)]  # type: ignore[union-attr]
    minus = [spots[at].value - spots[at].interval.low if at in spots else 0.0 for at in range(count)]  # type: ignore[union-attr]
    add_error_bars(series, plus, minus, "muted", 1.25)


def _line_axes(chart: Any, view: Development, shown: str, unit: str) -> None:
    categories, values = chart.category_axis, chart.value_axis
    categories.tick_labels.font.size = SMALL
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.format.line.color.rgb = colour("line")
    values.minimum_scale, values.maximum_scale = view.scale.low, view.scale.high
    if len(view.scale.ticks) > 1:
        values.minimum_scale = min(view.scale.low, view.scale.ticks[0].value)
        values.major_unit = view.scale.ticks[1].value - view.scale.ticks[0].value
        shown = axis_format(values.major_unit, unit)
        values.minimum_scale = view.scale.ticks[0].value - (
            values.major_unit if view.scale.low < view.scale.ticks[0].value else 0
        )
    values.tick_labels.font.size = SMALL
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = shown, False
    values.major_gridlines.format.line.color.rgb = colour("line")
    values.format.line.fill.background()


def _key(chart: Any, is_shown: bool) -> None:
    chart.has_legend = is_shown
    if is_shown:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = SMALL
