"""Plans and reports as Word documents: what is read is what was written, cell by cell."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings

from etl.readers.records import Document, Goal, Indicator, Record, Remark, Text
from etl.readers.word import read_word
from tests.readers.fragments import codes, only
from tests.readers.fuzzing.pdf import report
from tests.readers.fuzzing.word import case
from tests.readers.making.known import KnownDocument, compared, documents, doubts
from tests.readers.making.word import Style, write

STYLES = {
    "icons and labels above": Style(),
    "labels before titles, a title over the table": Style(label_above=False, has_title_row=True),
    "numbers that stand in lists": Style(is_numbered=True, has_icons=False),
    "tracked changes": Style(is_tracked=True),
    "tables within tables": Style(is_nested=True, is_numbered=True),
    "headers of two rows": Style(two_rows=True),
}


@pytest.mark.parametrize("style", STYLES)
def test_every_cell_is_read_as_written(tmp_path_factory: pytest.TempPathFactory, style: str) -> None:
    path = tmp_path_factory.mktemp("word") / "dokument.docx"

    @settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(documents())
    def check(document: KnownDocument) -> None:
        write(path, STYLES[style], document)
        records = list(read_word(path))
        assert compared(records, document) == ([], [])
        assert doubts(records) == []

    check()


def test_two_documents_in_one_file(tmp_path: Path) -> None:
    first = report()
    second = KnownDocument("Verksamhetsplan 2024 för Enheten för utveckling", "Enheten för utveckling", "VP", "2024", first.goals)
    write(tmp_path / "tva.docx", Style(), first, second)
    assert compared(list(read_word(tmp_path / "tva.docx")), first, second) == ([], [])


def test_the_place_is_the_table_and_its_row(tmp_path: Path) -> None:
    write(tmp_path / "plats.docx", Style(), report())
    rows = only(Indicator, list(read_word(tmp_path / "plats.docx")))
    assert [row.place for row in rows][:2] == ["tabell 1, rad 2", "tabell 1, rad 4"]


def _read(tmp_path: Path, *body: str) -> list[Record]:
    """What is read of a document with these elements after its title."""
    word = docx.Document()
    word.add_paragraph("Verksamhetsplan 2024 för Förskolan Myran")
    word.add_paragraph("Nämndmål: Barn är trygga")
    for xml in body:
        word.element.body.insert(-1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))
    word.save(str(tmp_path / "stycke.docx"))
    return list(read_word(tmp_path / "stycke.docx"))


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_a_name_shared_by_two_rows_is_both_rows(tmp_path: Path) -> None:
    header = "".join(map(_tc, ("Indikator", "Årsmål", "Period")))
    first = _tc("Sjukfrånvaro", '<w:vMerge w:val="restart"/>') + _tc("9 %") + _tc("T1 2024")
    second = _tc("", "<w:vMerge/>") + _tc("8 %") + _tc("T2 2024")
    rows = only(Indicator, _read(tmp_path, f"<w:tbl><w:tr>{header}</w:tr><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"))
    assert [(row.name, row.target, row.period) for row in rows] == [
        ("Sjukfrånvaro", "9 %", "T1 2024"),
        ("Sjukfrånvaro", "8 %", "T2 2024"),
    ]


def test_a_value_over_several_columns_is_asked_about(tmp_path: Path) -> None:
    header = "".join(map(_tc, ("Indikator", "Årsmål", "KF:s årsmål", "Period")))
    row = _tc("Sjukfrånvaro") + _tc("9 %", '<w:gridSpan w:val="2"/>') + _tc("2024")
    records = _read(tmp_path, f"<w:tbl><w:tr>{header}</w:tr><w:tr>{row}</w:tr></w:tbl>")
    (remark,) = (each for each in only(Remark, records) if each.code == "doubtful-row")
    assert "Årsmål, KF:s årsmål" in remark.message
    assert remark.place == "tabell 1, rad 2"


def test_deleted_rows_and_hidden_text_are_not_read(tmp_path: Path) -> None:
    header = "".join(map(_tc, ("Indikator", "Årsmål", "Period")))
    row = "<w:tr>{0}" + "".join(map(_tc, ("Sjukfrånvaro", "9 %", "2024"))) + "</w:tr>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Nämndmål: Dolt</w:t></w:r></w:p>"
    deleted = row.format('<w:trPr><w:del w:id="1"/></w:trPr>')
    records = _read(tmp_path, f"<w:tbl><w:tr>{header}</w:tr>{row.format('')}{deleted}</w:tbl>", hidden)
    assert len(only(Indicator, records)) == 1
    assert [goal.title for goal in only(Goal, records)] == ["Barn är trygga"]


def test_a_text_box_is_read_before_its_paragraph(tmp_path: Path) -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>Enhetsmål: Mätt i en ruta</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:p><w:r><w:pict>{inner}</w:pict></w:r><w:r><w:t>Uppfylls helt</w:t></w:r></w:p>"
    goals = only(Goal, _read(tmp_path, box))
    assert [(goal.title, goal.fulfilment) for goal in goals] == [("Barn är trygga", ""), ("Mätt i en ruta", "Uppfylls helt")]


def test_a_raised_digit_is_a_note(tmp_path: Path) -> None:
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    name = f"<w:tc><w:p><w:r><w:t>Sjukfrånvaro</w:t></w:r>{note}</w:p></w:tc>"
    value = f"<w:tc><w:p><w:r><w:t>95</w:t></w:r>{note}</w:p></w:tc>"
    header = "".join(map(_tc, ("Indikator", "Årsmål", "Period")))
    (row,) = only(Indicator, _read(tmp_path, f"<w:tbl><w:tr>{header}</w:tr><w:tr>{name}{value}{_tc('2024')}</w:tr></w:tbl>"))
    assert (row.name, row.target) == ("Sjukfrånvaro", "95¹")


def test_running_text_goes_to_its_section(tmp_path: Path) -> None:
    records = _read(
        tmp_path, "<w:p><w:r><w:t>Arbetssätt</w:t></w:r></w:p>", "<w:p><w:r><w:t>Vi läser varje dag.</w:t></w:r></w:p>"
    )
    assert [(text.section, text.text) for text in only(Text, records)] == [("Arbetssätt", "Vi läser varje dag.")]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("entities", "unsafe-xml"),
        ("a zip bomb", "too-big-file"),
        ("an old document", "not-word-ole"),
        ("a locked document", "locked-file"),
        ("random bytes", "damaged-file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, kind: str, code: str) -> None:
    (tmp_path / "fil.docx").write_bytes(case(kind, 3))
    (remark,) = read_word(tmp_path / "fil.docx")
    assert isinstance(remark, Remark)
    assert (remark.kind, remark.code) == ("rejection", code)
    assert remark.action


@pytest.mark.parametrize(("content", "code"), [(b"", "empty-file"), (b"%PDF-1.7", "not-word-pdf"), (b"text", "not-word")])
def test_what_is_no_word_document(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "fil.docx").write_bytes(content)
    assert codes(list(read_word(tmp_path / "fil.docx"))) == [code]


def test_a_document_without_title_asks_for_it(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Nämndmål: Barn är trygga")
    word.save(str(tmp_path / "utan.docx"))
    (document,) = only(Document, list(read_word(tmp_path / "utan.docx")))
    assert (document.unit_name, document.year, document.document_type) == ("", "", "")
