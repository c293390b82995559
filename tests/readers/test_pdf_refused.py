"""PDF files that cannot be read say why and what to do; a page that cannot be read does not stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from etl.readers.pdf import read_pdf
from etl.readers.records import Indicator, Remark
from tests.readers.fragments import codes, only
from tests.readers.fuzzing.pdf import case, report
from tests.readers.making.platypus import Look, write


def picture() -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("RGB", (60, 80), (200, 210, 220)))


def refused(path: Path) -> Remark:
    (remark,) = read_pdf(path)
    assert isinstance(remark, Remark)
    assert remark.kind == "rejection"
    assert remark.action
    return remark


def test_a_scanned_document_is_refused_with_what_to_do(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "bild.pdf"), pagesize=A4)
    for _ in range(3):
        canvas.drawImage(picture(), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    remark = refused(tmp_path / "bild.pdf")
    assert remark.code == "scanned-file"
    assert "textigenkänning" in remark.action


def test_a_scanned_page_among_others_is_asked_about(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "bland.pdf"), pagesize=A4)
    canvas.drawString(60, 780, "Verksamhetsplan 2024 för Förskolan Myran")
    canvas.drawString(60, 700, "Enheten redovisar här sina mål för året som kommer.")
    canvas.showPage()
    canvas.drawImage(picture(), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    remarks = only(Remark, list(read_pdf(tmp_path / "bland.pdf")))
    assert [(each.code, each.place) for each in remarks if each.code == "scanned-page"] == [("scanned-page", "sida 2, rad 1")]


def test_a_picture_under_the_text_is_asked_about_once(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "ocr.pdf"), pagesize=A4)
    for _ in range(3):
        canvas.drawImage(picture(), 0, 0, *A4)
        canvas.drawString(60, 780, "Verksamhetsplan 2024 för Förskolan Myran och dess mål under året")
        canvas.showPage()
    canvas.save()
    assert codes(list(read_pdf(tmp_path / "ocr.pdf"))).count("scanned-with-text") == 1


def test_a_large_picture_beside_the_text_is_told_of(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "bild.pdf"), pagesize=A4)
    canvas.drawImage(picture(), 60, 200, 450, 400)
    canvas.drawString(60, 780, "Verksamhetsplan 2024 för Förskolan Myran och dess mål under året")
    canvas.save()
    assert "large-image" in codes(list(read_pdf(tmp_path / "bild.pdf")))


def test_a_locked_file(tmp_path: Path) -> None:
    path = tmp_path / "last.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("hemligt", ownerPassword="mer hemligt"))
    canvas.drawString(60, 700, "Verksamhetsplan 2024 för Förskolan Myran")
    canvas.save()
    assert refused(path).code == "locked-file"


def test_a_file_that_only_may_not_be_printed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "laslig.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("", ownerPassword="hemligt", canPrint=0))
    canvas.drawString(60, 700, "Verksamhetsplan 2024 för Förskolan Myran")
    canvas.save()
    assert getattr(next(iter(read_pdf(path))), "unit_name", "") == "Förskolan Myran"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"PK\x03\x04word", "not-pdf"),
        (b"%PDF-1.7\nslut", "damaged-file"),
        (b"Verksamhetsplan 2024", "not-pdf"),
    ],
)
def test_what_is_no_pdf(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "fil.pdf").write_bytes(content)
    assert refused(tmp_path / "fil.pdf").code == code


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "finns-inte.pdf").code == "unreadable-file"


def test_a_file_packed_to_fill_the_memory(tmp_path: Path) -> None:
    (tmp_path / "bomb.pdf").write_bytes(case("packed zeros", 1))
    assert refused(tmp_path / "bomb.pdf").code == "too-big-file"


def test_a_page_that_draws_too_much_is_asked_about_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from etl.readers.pdf import guard

    monkeypatch.setattr(guard, "_DRAWN_AT_MOST", 5_000)
    path = tmp_path / "karta.pdf"
    write(path, [Look()], report())
    whole = len(only(Indicator, list(read_pdf(path))))
    canvas = Canvas(str(path))
    for at in range(6_000):
        canvas.rect(at % 590, at % 830, 9, 9)
    canvas.showPage()
    canvas.drawString(60, 700, "Verksamhetsplan 2024 för Förskolan Myran")
    canvas.save()
    assert whole
    assert [each for each in codes(list(read_pdf(path))) if each != "no-indicators"] == ["heavy-page"]
