"""What is written in a layout is what is read from it, whatever the widths, icons, page breaks and running heads are."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.readers.records import Activity, Indicator, Remark
from etl.readers.text import read_text
from tests.readers.printing import ACTIVITIES, DEVIATIONS, PLAN, REPORT, Layout, Page, Row

NAMES = (
    "Sjukfrånvaro",
    "Sjukfrånvaro dag 1-14",
    "Andel boende på vård- och omsorgsboende som upplever att måltiden är en trevlig stund på dagen",
    "Antal personal en hemtjänsttagare med minst två besök om dagen möter under en 14-dagarsperiod",
    "Andel medarbetare som vet vart de ska vända sig om hen upplever sig utsatt för diskriminering, kränkande särbehandling och repressalier",
    "Klimatpåverkan från upphandlade livsmedel och måltider",
    "Nöjdhet 65+",
)
VALUES = (
    "",
    "4,8 %",
    "83",
    "360 st",
    "0",
    "100 %",
    "1,9 kg CO2 per kg livsmedel",
    "3,13 GWh",
    "Max 10 personer",
    "öka",
    "-",
    "..",
)
DELEGATED = ("", "Tas fram av nämnd", "Tas fram av nämnd/styrelse", "87 %")
ANALYSES = (
    "",
    "Målet har inte nåtts.",
    "Resultatet har påverkats av en lång säsong med influensa och av att flera medarbetare har slutat under våren. Enheten har därför "
    "anställt två nya medarbetare, och arbetet med introduktion fortsätter under hösten.",
)
ACTIVITY_NAMES = (
    "Prognosuppföljning",
    "Varje hus går igenom sina förråd och lämnar tillbaka det som inte används.",
    "Köpa in 2 cyklar",
)

layouts = st.builds(
    Layout,
    name_width=st.integers(18, 70),
    cell_width=st.integers(6, 14),
    icons=st.integers(1, 3),
    icons_apart=st.booleans(),
    page_head=st.sampled_from([(), ("Tjänsteutlåtande",), ("Tjänsteutlåtande", "start.stockholm")]),
    blank_lines_in_cells=st.booleans(),
)
report_rows = st.builds(
    lambda name, values, kf, period, analysis, page_break: Row((name, *values, kf, period), analysis, page_break),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(VALUES), min_size=6, max_size=6),
    st.sampled_from(DELEGATED),
    st.sampled_from(["VB 2022", "2022", "T1 2022"]),
    st.sampled_from(ANALYSES),
    st.sampled_from(["", "", "before", "analysis"]),
)
plan_rows = st.builds(
    lambda name, value, kf, often, page_break: Row((name, value, kf, often), "", page_break),
    st.sampled_from(NAMES),
    st.sampled_from(VALUES),
    st.sampled_from(DELEGATED),
    st.sampled_from(["Tertial", "År"]),
    st.sampled_from(["", "", "before"]),
)
dates = st.dates().map(lambda day: day.replace(year=2022).isoformat() if (day.month, day.day) != (2, 29) else "2022-03-01")


def document(layout: Layout, header: tuple[str, ...], rows: list[Row]) -> str:
    page = Page(layout).running("Verksamhetsberättelse VB 2022 för Serafens servicehus ", "Inledning")
    page.label("KF:s inriktningsmål", "1. En stad som håller ihop").label(
        "KF:s mål för verksamhetsområdet", "1.4 En bra stad att åldras i"
    )
    return page.table(header, rows).label("Nämndmål", "Den enskilde har det bra").running("Beskrivning", "Löpande text.").text()


def read(text: str) -> tuple[list[tuple[tuple[str, ...], str]], list[Remark]]:
    """Cells and analysis of every row, and what the reader asks about."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dokument.txt"
        path.write_text(text, encoding="utf-8")
        records = list(read_text(path))
    rows: list[tuple[tuple[str, ...], str]] = []
    for record in records:
        if isinstance(record, Indicator):
            rows.append(((record.name, *(getattr(record, column) for column in record.columns)), record.analysis))
        elif isinstance(record, Activity):
            rows.append(((record.name, record.start, record.end, record.deviation), record.analysis))
    return rows, [record for record in records if isinstance(record, Remark) and record.code != "no-indicators"]


def as_written(rows: list[Row]) -> list[tuple[tuple[str, ...], str]]:
    return [((*row.cells, "") if len(row.cells) == len(ACTIVITIES) else row.cells, row.analysis) for row in rows]


@settings(max_examples=120, deadline=None)
@given(layouts, st.lists(report_rows, min_size=1, max_size=5))
def test_reports(layout: Layout, rows: list[Row]) -> None:
    got, remarks = read(document(layout, REPORT, rows))
    assert got == as_written(rows)
    assert remarks == []


@settings(max_examples=120, deadline=None)
@given(layouts, st.lists(plan_rows, min_size=1, max_size=6))
def test_plans(layout: Layout, rows: list[Row]) -> None:
    got, remarks = read(document(layout, PLAN, rows))
    assert got == as_written(rows)
    assert remarks == []


@settings(max_examples=80, deadline=None)
@given(
    layouts,
    st.lists(
        st.tuples(st.sampled_from(ACTIVITY_NAMES), dates, dates, st.sampled_from(["", "Avvikelse"])), min_size=1, max_size=5
    ),
    st.booleans(),
)
def test_activities(layout: Layout, cells: list[tuple[str, str, str, str]], with_deviation: bool) -> None:
    rows = [Row(row if with_deviation else row[:3]) for row in cells]
    got, remarks = read(document(layout, DEVIATIONS if with_deviation else ACTIVITIES, rows))
    assert got == as_written(rows)
    assert remarks == []


@settings(max_examples=150, deadline=None)
@given(layouts, st.lists(report_rows, min_size=1, max_size=4), st.data())
def test_a_row_cut_by_a_page_break_is_read_right_or_asked_about(layout: Layout, rows: list[Row], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    rows = [replace(row, page_break="inside" if at == place else "") for at, row in enumerate(rows)]
    got, remarks = read(document(layout, REPORT, rows))
    assert got == as_written(rows) or remarks
