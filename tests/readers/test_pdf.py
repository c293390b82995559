"""Plans and reports as PDF: what is read is what was written, cell by cell, in every layout that a controller meets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from etl.readers.pdf import read_pdf
from etl.readers.records import Document, Goal, Indicator, Record
from tests.readers.fragments import codes, only
from tests.readers.fuzzing.pdf import report
from tests.readers.making import platypus, press
from tests.readers.making.known import ANALYSES, KnownDocument, KnownGoal, KnownRow, KnownTable, compared, documents, doubts
from tests.readers.making.platypus import Look
from tests.readers.making.press import Setting

Write = Callable[[Path, KnownDocument], None]
_QUICK = settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def _written(path: Path, write: Write, document: KnownDocument) -> list[Record]:
    write(path, document)
    return list(read_pdf(path))


def _looking(look: Look) -> Write:
    return lambda path, document: platypus.write(path, [look], document)


def _set(setting: Setting) -> Write:
    return lambda path, document: press.write(path, setting, document)


def unasked(records: list[Record], document: KnownDocument) -> list[tuple[str, ...]]:
    """What was read otherwise than it was written and no question is asked about: a question names its row."""
    extra, left = compared(records, document)
    asked = [remark.printed for remark in doubts(records)]
    rows = ("indicator", "activity")
    return [each for each in (*extra, *left) if each[0] not in rows or not any(each[2] in printed for printed in asked)]


LAYOUTS: dict[str, Write] = {
    "bordered": _looking(Look()),
    "bordered, many small signs, landscape": _looking(Look(size=6.0, padding=2.0, is_landscape=True, label_above=False)),
    "no outer borders": _looking(Look(lines="inner", has_icons=True)),
    "a title over the table": _looking(Look(has_title_row=True, has_icons=True)),
    "double lines": _looking(Look(lines="double")),
    "rules between rows": _looking(Look(lines="rules", contents=True)),
    "rules around the header only": _looking(Look(lines="head")),
    "rules around the header only, another font": _looking(Look(lines="head", font="Times-Roman", is_repeated=False)),
    "coloured rows": _looking(Look(lines="zebra", is_landscape=True)),
    "no lines at all": _looking(Look(lines="none")),
    "rows broken over pages": _looking(Look(splits_rows=True)),
    "as Word writes": _set(Setting()),
    "as Word writes, header not repeated": _set(Setting(is_repeated=False, border="strokes")),
    "as Stratsys writes": _set(Setting(border="strokes", head="#1f3864", is_middle=True, size=8.5)),
    "without spaces behind lines": _set(Setting(draws_spaces=False)),
    "double strokes, no-break spaces": _set(Setting(border="double", signs="no-break")),
    "ligatures and soft hyphens": _set(Setting(signs="ligatures", hyphen=True, border="inner")),
    "loose accents": _set(Setting(signs="loose")),
    "text that runs up the page": _set(Setting(is_sideways=True, is_landscape=True)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_is_read_as_written(tmp_path_factory: pytest.TempPathFactory, layout: str) -> None:
    path = tmp_path_factory.mktemp("pdf") / "dokument.pdf"

    @_QUICK
    @given(documents(14))
    def check(document: KnownDocument) -> None:
        records = _written(path, LAYOUTS[layout], document)
        assert unasked(records, document) == []

    check()


@pytest.mark.parametrize("lines", ["head", "none"])
def test_cells_in_the_middle_of_rows_without_lines_are_asked_about(tmp_path: Path, lines: str) -> None:
    @_QUICK
    @given(documents(6))
    def check(document: KnownDocument) -> None:
        records = _written(tmp_path / "mitt.pdf", _looking(Look(lines=lines, align="MIDDLE")), document)
        extra, left = compared(records, document)
        assert not (extra or left) or doubts(records)

    check()


def test_few_rows_are_asked_about_in_a_bordered_table(tmp_path: Path) -> None:
    for name in ("bordered", "as Word writes", "as Stratsys writes", "rules between rows"):
        records = _written(tmp_path / "fragor.pdf", LAYOUTS[name], report())
        assert doubts(records) == [], name


def test_two_documents_one_upright_and_one_level(tmp_path: Path) -> None:
    first = report()
    second = KnownDocument("Verksamhetsplan 2024 för Enheten för utveckling", "Enheten för utveckling", "VP", "2024", first.goals)
    platypus.write(tmp_path / "tva.pdf", [Look(), Look(is_landscape=True, lines="rules")], first, second)
    records = list(read_pdf(tmp_path / "tva.pdf"))
    assert compared(records, first, second) == ([], [])
    assert [each.unit_name for each in only(Document, records)] == ["Förskolan Myran", "Enheten för utveckling"]


def test_the_place_is_the_page_and_the_row_on_it(tmp_path: Path) -> None:
    records = _written(tmp_path / "plats.pdf", _looking(Look()), report())
    rows = only(Indicator, records)
    # two lines of page head, title on two lines, heading, a sentence, label, title, header: the first row is the tenth
    assert only(Goal, records)[0].place == "sida 1, rad 7"
    assert [row.place for row in rows][:2] == ["sida 1, rad 10", "sida 1, rad 12"]
    assert rows[-1].place.startswith("sida 2, rad ")
    assert len({record.line for record in rows}) == len(rows)


def test_a_printed_empty_cell_is_not_an_absent_column(tmp_path: Path) -> None:
    row = only(Indicator, _written(tmp_path / "tom.pdf", _looking(Look()), report()))[0]
    assert "outcome_men" in row.columns
    assert row.outcome_men == ""
    assert "periodicity" not in row.columns


def test_a_raised_digit_is_a_note_and_no_part_of_the_number(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "not.pdf"))
    _grid(canvas, [["Indikator", "Årsmål", "Periodicitet"], ["Sjukfrånvaro", "95", "År"]])
    canvas.setFont("Helvetica", 5)
    canvas.drawString(214, 680, "1")
    canvas.save()
    (row,) = only(Indicator, list(read_pdf(tmp_path / "not.pdf")))
    assert row.target == "95¹"


def test_a_table_whose_columns_are_unknown_is_asked_about(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "okand.pdf"))
    _grid(canvas, [["Indikator", "Läge", "Bedömning"], ["Sjukfrånvaro", "95", "God"]])
    canvas.save()
    assert "unknown-table" in codes(list(read_pdf(tmp_path / "okand.pdf")))


def _grid(canvas: object, rows: list[list[str]]) -> None:
    """A bordered table at the top of a page."""
    from reportlab.pdfgen.canvas import Canvas

    assert isinstance(canvas, Canvas)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.rect(60 + 140 * column, 690 - 20 * at, 140, 20)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(64 + 140 * column, 696 - 20 * at, text)


@pytest.mark.parametrize("many", [1, 2, 4])
@pytest.mark.parametrize("layout", ["as Word writes", "no outer borders", "as Stratsys writes", "rows broken over pages"])
def test_an_analysis_that_goes_on_on_the_next_page_is_one(tmp_path: Path, layout: str, many: int) -> None:
    cells = {"Årsmål": "9,5 %", "KF:s årsmål": "", "Periodicitet": "År"}
    rows = tuple(KnownRow(f"Andel nöjda medarbetare i grupp {at}", cells, " ".join(ANALYSES[2:] * many)) for at in range(14))
    goal = KnownGoal("namndmal", "", "Trygga barn och unga", tables=(KnownTable("Indikator", tuple(cells), rows),))
    document = KnownDocument("Verksamhetsplan 2024 för Förskolan Myran", "Förskolan Myran", "VP", "2024", (goal,))
    assert compared(_written(tmp_path / "analys.pdf", LAYOUTS[layout], document), document) == ([], [])
