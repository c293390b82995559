"""The commands as a controller gives them: the walk through the questions, single answers, and what is taken back."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import corrections, definitions
from data.settings import settings
from etl.cli import main
from tests.load.printed import annual_report
from tests.settling.office import furnished

AXELSBERG = "Axelsbergs vård- och omsorgsboende"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store, definitions and corrections of its own."""
    folder = furnished(None, tmp_path).folders  # type: ignore[arg-type]
    for module, place in ((definitions, folder.definitions), (corrections, folder.corrections)):
        monkeypatch.setattr(module, "FOLDER", place)
        monkeypatch.setattr(module.loading, "FOLDER", place)
    monkeypatch.setenv("MALBILD_STORE_URL", f"sqlite:///{tmp_path / 'malbild.sqlite'}")
    settings.cache_clear()
    rows = [
        "Andel medarbetare som utfört webbutbildningen 85 %     90 %  VB 2020 ",
        "Antal platser för feriejobb 360 st     90 %  VB 2020 ",
    ]
    (tmp_path / "vb-2020.txt").write_text(annual_report(AXELSBERG, 2020, rows), encoding="utf-8")
    assert main(["load", str(tmp_path / "vb-2020.txt")]) == 1
    yield tmp_path
    settings.cache_clear()


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    capsys.readouterr()
    assert main(list(arguments)) == status
    shown = capsys.readouterr()
    return shown.out + shown.err


def questions(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    return {each["code"]: each["id"] for each in json.loads(said(capsys, "settle", "--json"))}


def test_the_questions_are_listed_with_their_numbers_and_answers(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "settle", "--list")
    assert "Öppna frågor (3)" in shown
    assert "samma, ny" in shown


def test_a_question_that_is_not_there_is_told_of_with_or_without_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Det finns ingen fråga med numret 9999" in said(capsys, "settle", "9999", status=2)
    assert "Det finns ingen fråga med numret 9999" in said(capsys, "settle", "9999", "--answer", "sett", status=2)


def test_one_question_is_answered_by_its_number(capsys: pytest.CaptureFixture[str], office: Path) -> None:
    number = questions(capsys)["unknown_indicator"]
    shown = said(capsys, "settle", str(number), "--answer", "samma=utbildning", "--by", "Anna")
    assert "är ett annat namn på «Andel medarbetare som genomfört webbutbildningen»" in shown
    assert "svar av Anna" in (office / "definitions" / "indicators" / "utbildning.yaml").read_text(encoding="utf-8")
    assert f"Frågan {number} besvarades av Anna" in said(capsys, "settle", str(number), "--answer", "samma=utbildning", status=2)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("kanske", "«kanske» är inget svar"),
        ("stryk", "Skriv varför siffran är fel"),
        ("sett", "Frågan kan inte besvaras med sett"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_of(capsys: pytest.CaptureFixture[str], answer: str, expected: str) -> None:
    number = questions(capsys)["unit_against_measure"]
    assert expected in said(capsys, "settle", str(number), "--answer", answer, status=2)


def walk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return said(capsys, "settle")


def test_the_walk_asks_one_question_after_another(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, office: Path
) -> None:
    drop = ("2", "Ett antal har inget mål i procent.")
    shown = walk(capsys, monkeypatch, "Anna", "2", *drop, "1")
    assert "Vem svarar?" in shown
    assert "Samma som «Andel medarbetare som genomfört webbutbildningen». Det som skiljer: «utfört»" in shown
    assert "3 av 3 frågor är besvarade" in shown, shown
    assert (office / "corrections" / "axelsberg-vb-2020.yaml").is_file()
    assert said(capsys, "settle", "--list") == "Inga frågor är öppna.\n"


def test_the_walk_can_be_left_at_any_time(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "0 av 3 frågor är besvarade" in walk(capsys, monkeypatch, "Anna", "s")
    assert "0 av 3 frågor är besvarade" in walk(capsys, monkeypatch, "Anna", "9", "x")
    assert "0 av 3 frågor är besvarade" in walk(capsys, monkeypatch)


def test_a_new_indicator_is_asked_what_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, office: Path
) -> None:
    number = questions(capsys)["unknown_indicator"]
    monkeypatch.setattr("sys.stdin", io.StringIO("Anna\n3\n1\n1\n2\n\n\n\n\n\n"))
    shown = said(capsys, "settle", str(number))
    assert "1 av 1 frågor är besvarade" in shown, shown
    (written,) = (office / "definitions" / "indicators").glob("andel-medarbetare-som-utfort*.yaml")
    assert 'better: "higher"' in written.read_text(encoding="utf-8")


def test_a_document_is_taken_back_after_a_question(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "vb-2020.txt" in said(capsys, "withdraw", "--list")
    monkeypatch.setattr("sys.stdin", io.StringIO("nej\n"))
    assert "Ingenting är ändrat" in said(capsys, "withdraw", "1", status=1)
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\n"))
    assert "är återtaget" in said(capsys, "withdraw", "--unit", "Axelsberg", "--period", "VB 2020")
    shown = said(capsys, "withdraw", "--list")
    assert "Återtagna (1)" in shown
    mark = next(line.split()[0] for line in shown.splitlines() if line.endswith(tuple("0123456789  ")) and AXELSBERG in line)
    assert "får läsas in igen" in said(capsys, "withdraw", "--undo", mark)


def test_withdrawing_nothing_tells_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Ange vilket" in said(capsys, "withdraw", status=2)
    assert "Inget gällande dokument är numret 9" in said(capsys, "withdraw", "9", "--yes", status=2)
    assert "är inget dokument" in said(capsys, "withdraw", "--unit", "Axelsberg", "--period", "hösten", status=2)


@pytest.mark.parametrize("name", ["rapport.csv", "rapport.md"])
def test_a_load_can_be_reported_to_a_file(capsys: pytest.CaptureFixture[str], office: Path, name: str) -> None:
    (office / "tom.txt").write_bytes(b"")
    shown = said(capsys, "load", str(office / "tom.txt"), str(office / "vb-2020.txt"), "--report", str(office / name), status=1)
    assert f"Rapporten är skriven till {office / name}" in shown
    text = (office / name).read_text(encoding="utf-8-sig")
    assert "vb-2020.txt" in text
    assert "Årsmålet har måttenheten %" in text
    assert "tom.txt" in text


def test_a_report_that_cannot_be_written_stops_the_load(capsys: pytest.CaptureFixture[str], office: Path) -> None:
    assert "slutar på .csv eller .md" in said(capsys, "load", str(office), "--report", "rapport.pdf", status=2)
    assert "mappen finns inte" in said(capsys, "load", str(office), "--report", str(office / "x" / "r.csv"), status=2)
