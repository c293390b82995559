"""Files that are damaged, empty, or something else than they seem: said clearly, and nothing else suffers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.schema import Finding, Load, Outcome, SourceDocument
from etl.sources import NotRead, Source, find_sources
from tests.load.desk import AXELSBERG, PILTRADET, Desk
from tests.load.printed import annual_report

REPORT = annual_report(AXELSBERG, 2020, ["Sjukfrånvaro 4,8 %     7,5 % Tas fram av nämnd VB 2020 "])
OTHER = annual_report(PILTRADET, 2020, ["Sjukfrånvaro 6,1 %     7,5 % Tas fram av nämnd VB 2020 "])

BAD_FILES = {
    "tom.txt": b"",
    "rapport.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "brus.txt": bytes(range(256)) * 20,
    "word.txt": b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 200,
}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inkorg"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_document_is_rejected_by_name_and_reason(desk: Desk, inbox: Path, name: str) -> None:
    (inbox / name).write_bytes(BAD_FILES[name])
    report = desk.load_sources(inbox)
    assert report.exit_status == 2
    ((file_name, place, kind, message, action),) = desk.questions("file_name", "locator", "kind", "message", "action")
    assert (file_name, place, kind) == (name, "rad 1", "rejection")
    assert message.endswith(".")
    assert action


def test_what_can_be_loaded_is_loaded_whatever_lies_beside_it(desk: Desk, inbox: Path) -> None:
    for name, content in BAD_FILES.items():
        (inbox / name).write_bytes(content)
    (inbox / "kalkyl.xlsx").write_bytes(b"PK")
    (inbox / "vb.txt").write_text(REPORT, encoding="utf-8")
    report = desk.load_sources(inbox)
    assert report.exit_status == 1
    assert desk.rows(Outcome, "value") == [(4.8,)]
    assert {name for (name,) in desk.questions("file_name")} == {*BAD_FILES, "kalkyl.xlsx"}
    before = desk.dump()
    assert desk.load_sources(inbox).exit_status == 1
    assert desk.dump() == before


def test_a_mended_file_ends_its_rejection(desk: Desk, inbox: Path) -> None:
    (inbox / "vb.txt").write_bytes(b"")
    desk.load_sources(inbox)
    (inbox / "vb.txt").write_text(REPORT, encoding="utf-8")
    assert desk.load_sources(inbox).exit_status == 0
    assert desk.questions() == []
    assert len(desk.rows(Finding, "id")) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_the_encodings_of_the_citys_files_are_read(desk: Desk, inbox: Path, encoding: str) -> None:
    (inbox / "vb.txt").write_text(REPORT, encoding=encoding)
    assert desk.load_sources(inbox).exit_status == 0
    assert desk.rows(SourceDocument, "unit_id") == [(desk.unit_id("axelsberg"),)]


def test_a_document_cut_off_in_its_table_is_loaded_with_a_question_or_rejection(desk: Desk, inbox: Path) -> None:
    (inbox / "vb.txt").write_text(REPORT[: REPORT.index("Tas fram")], encoding="utf-8")
    report = desk.load_sources(inbox)
    assert report.exit_status in (1, 2)
    assert desk.questions()


def test_a_document_without_table_is_loaded_and_told_of(desk: Desk, inbox: Path) -> None:
    (inbox / "vb.txt").write_text(REPORT[: REPORT.index("   Indikator")], encoding="utf-8")
    assert desk.load_sources(inbox).exit_status == 0
    assert desk.questions("kind", "code") == [("warning", "no-indicators")]


def test_the_mark_that_excel_leaves_beside_an_open_workbook_is_no_file(desk: Desk, inbox: Path) -> None:
    (inbox / "vb.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "~$uttag.xlsx").write_bytes(b"\x04Anna")
    assert desk.load_sources(inbox).exit_status == 0
    assert len(desk.rows(SourceDocument, "id")) == 1


def test_a_file_of_another_kind_is_told_what_is_read(desk: Desk, inbox: Path) -> None:
    (inbox / "bilder.pptx").write_bytes(b"PK")
    desk.load_sources(inbox)
    ((message,),) = desk.questions("message")
    assert message.startswith("bilder.pptx är en fil av slaget .pptx, som inte kan läsas in.")
    assert "Målbild läser textfiler (.txt), PDF-filer (.pdf), Word-dokument (.docx)" in message


@pytest.mark.skipif(os.geteuid() == 0, reason="den som är root får läsa allt")
def test_a_file_that_may_not_be_read_is_told_of(desk: Desk, inbox: Path) -> None:
    (inbox / "hemlig.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "hemlig.txt").chmod(0)
    assert desk.load_sources(inbox).exit_status == 2
    assert desk.questions("code") == [("file_unreadable",)]


@pytest.mark.parametrize("deep", ["hemlig", "2020/hemlig"])
def test_a_folder_that_may_not_be_entered_is_rejected_and_the_rest_is_loaded(
    desk: Desk, inbox: Path, deep: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / deep).mkdir(parents=True)
    (inbox / "vb.txt").write_text(REPORT, encoding="utf-8")
    looked_for = Path.is_file

    def refused(path: Path) -> bool:
        if path.parent == inbox / deep:
            raise PermissionError(13, "Permission denied")
        return looked_for(path)

    monkeypatch.setattr(Path, "is_file", refused)
    report = desk.load_sources(inbox)
    assert report.exit_status == 1
    assert [(each.kind, each.file_name) for each in report.remarks] == [("rejection", "hemlig")]
    assert desk.rows(Outcome, "value") == [(4.8,)]


def test_a_file_that_vanishes_while_it_is_read_is_told_of(desk: Desk, inbox: Path) -> None:
    (inbox / "vb.txt").write_text(REPORT, encoding="utf-8")
    (source,) = find_sources([inbox])
    assert isinstance(source, Source)
    (inbox / "vb.txt").unlink()
    report = desk.load_sources(source)
    assert report.exit_status == 2
    assert desk.questions("code", "file_name") == [("file_unreadable", "vb.txt")]


def test_a_path_that_is_not_there_and_an_empty_folder_are_told_but_not_kept(desk: Desk, inbox: Path) -> None:
    report = desk.load_sources(inbox, inbox / "finns-inte.txt")
    assert report.exit_status == 2
    assert [remark.message for remark in report.remarks] == [f"Mappen {inbox} är tom.", f"{inbox / 'finns-inte.txt'} finns inte."]
    assert desk.questions() == []


def test_a_folder_is_read_with_all_it_holds_in_the_order_of_names(inbox: Path) -> None:
    for name in ("2023/b.txt", "2023/a.txt", "2022/c.TXT", ".gömd.txt", "figurer/figures.csv", "figurer/goals.csv"):
        (inbox / name).parent.mkdir(exist_ok=True)
        (inbox / name).write_text("", encoding="utf-8")
    (inbox / "rundgång").symlink_to(inbox)
    found = find_sources([inbox])
    assert [each.file_name for each in found] == ["c.TXT", "a.txt", "b.txt", "figurer/figures.csv"]
    assert not any(isinstance(each, NotRead) for each in found)


def test_files_of_the_same_name_in_different_folders_are_told_apart(desk: Desk, inbox: Path) -> None:
    for folder, text in (("axelsberg", REPORT), ("piltradet", OTHER), ("tom", "")):
        (inbox / folder).mkdir()
        (inbox / folder / "vb.txt").write_text(text, encoding="utf-8")
    desk.load_sources(inbox)
    assert desk.rows(SourceDocument, "file_name") == [("axelsberg/vb.txt",), ("piltradet/vb.txt",)]
    before, loads = desk.dump(), len(desk.rows(Load, "id"))
    desk.load_sources(inbox)
    assert len(desk.rows(Load, "id")) == loads
    assert desk.dump() == before
