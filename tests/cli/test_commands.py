"""The commands as a controller, or a Makefile, gives them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.settings import ROOT, settings
from etl.cli import main
from etl.cli.app import app
from tests.load.printed import annual_report

REPORT = annual_report(
    "Axelsbergs vård- och omsorgsboende",
    2018,
    ["Sjukfrånvaro 4,8 %     7,5 % Tas fram av nämnd VB 2018 ", "Ledarskapsindex 4,8 %     80  2018 "],
)
CORRECT = annual_report("Axelsbergs vård- och omsorgsboende", 2018, ["Sjukfrånvaro 4,8 %     7,5 % Tas fram av nämnd VB 2018 "])


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Each test has a store of its own."""
    path = tmp_path / "var" / "malbild.sqlite"
    monkeypatch.setenv("MALBILD_STORE_URL", f"sqlite:///{path}")
    settings.cache_clear()
    yield path
    settings.cache_clear()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "vb-2018.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_read_gives_one_json_object_a_line(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report), "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["type"] for record in records] == ["document", "goal", "goal", "indicator", "indicator"]
    told = {name: records[0][name] for name in ("unit_name", "document_type", "year", "line")}
    assert told == {"unit_name": "Axelsbergs vård- och omsorgsboende", "document_type": "VB", "year": "2018", "line": 1}
    assert records[3]["name"] == "Sjukfrånvaro"
    assert records[3]["outcome"] == "4,8 %"


def test_read_shows_tables_to_a_person(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(report)]) == 0
    shown = capsys.readouterr().out
    assert "Axelsbergs vård- och omsorgsboende – VB 2018" in shown
    assert "KF:s mål: 1.5 Äldre har en trygg tillvaro" in shown
    assert "Ledarskapsindex" in shown


def test_read_of_something_else_says_so_and_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "rapport.txt"
    pdf.write_bytes(b"%PDF-1.7\n")
    assert main(["read", str(pdf)]) == 2
    assert "PDF" in capsys.readouterr().err
    assert main(["read", str(tmp_path / "finns-inte.txt")]) == 2
    assert "finns inte" in capsys.readouterr().err


def test_load_tells_what_came_of_it_and_where_to_look(report: Path, own_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", str(report)]) == 1
    shown = capsys.readouterr().out
    for word in ("Källa", "Lästa", "Nya", "Oförändrade", "Frågor", "Avvisade", "vb-2018.txt"):
        assert word in shown
    assert "Fråga  vb-2018.txt, rad" in shown
    assert "Där står: 4,8 %" in shown
    assert "python -m etl status --all" in shown
    assert str(own_store) in shown


def test_load_of_the_same_again_says_that_nothing_is_new(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["load", str(report)])
    capsys.readouterr()
    assert main(["load", str(report)]) == 0
    assert capsys.readouterr().out == "Ingenting nytt: 1 dokument är redan inlästa och oförändrade.\n"


def test_load_without_questions_ends_with_0(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.write_text(CORRECT, encoding="utf-8")
    assert main(["load", str(report)]) == 0
    assert "Fråga" not in capsys.readouterr().out.replace("Frågor", "")


def test_load_of_nothing_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tom.txt").write_bytes(b"")
    assert main(["load", str(tmp_path / "tom.txt")]) == 2
    assert main(["load", str(tmp_path / "tom.txt")]) == 2
    assert main(["load"]) == 2
    assert "--bundled" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--year", "23"], "--year 23: Året är inget årtal"),
        (["--kind", "T3"], "--kind T3: Dokumenttypen är varken VP, T1, T2 eller VB."),
        (["--unit", "Piltredets servicehus"], "Menade du «Pilträdets servicehus»? Ingenting är inläst."),
        (["--enhet", "Pilträdet"], "Valet --enhet finns inte."),
        (["--year"], "Valet --year måste följas av ett värde."),
    ],
)
def test_a_mistaken_option_is_told_in_swedish(
    report: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(report), *options]) == 2
    assert said in capsys.readouterr().err


def test_options_load_a_document_that_prints_nothing_about_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untitled = tmp_path / "utan-rubrik.txt"
    untitled.write_text(CORRECT.replace("Verksamhetsberättelse VB 2018 för \n\n", ""), encoding="utf-8")
    assert main(["load", str(untitled)]) == 2
    assert "--unit" in capsys.readouterr().out
    assert main(["load", str(untitled), "--unit", "Axelsberg", "--year", "2018", "--kind", "VB"]) == 0


def test_check_of_a_good_store_and_of_a_meddled_one(report: Path, own_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    main(["load", str(report)])
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("Allt stämmer: ")
    store = sqlite3.connect(own_store)
    with store:
        store.execute("UPDATE attainment SET value = 99")
    store.close()
    assert main(["check"]) == 1
    assert "value är 99.0, borde vara" in capsys.readouterr().out


def test_status_for_people_and_for_programs(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 0
    assert "Databasen är tom" in capsys.readouterr().out
    main(["load", str(report)])
    capsys.readouterr()
    assert main(["status"]) == 0
    shown = capsys.readouterr().out
    for words in ("Perioder", "VB 2018", "Dokument (1)", "Ej rapporterat", "Öppet: "):
        assert words in shown
    assert main(["status", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["documents"][0]["file_name"] == "vb-2018.txt"
    assert told["documents"][0]["period"] == "VB 2018"


def test_a_store_that_is_none_is_told_in_swedish(own_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_store.parent.mkdir()
    own_store.write_text("ingen databas " * 50, encoding="utf-8")
    for command in ("status", "check"):
        assert main([command]) == 2
        assert "är ingen databas" in capsys.readouterr().err


def test_a_broken_reference_is_told_with_its_table_and_row(
    report: Path, own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    main(["load", str(report)])
    store = sqlite3.connect(own_store)
    with store:
        store.execute("UPDATE outcome SET indicator_id = 9999 WHERE id = 1")
    store.close()
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "Tabellen outcome, rad 1: hänvisar till en rad i indicator som inte finns" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["load", "rapport.txt"], ["status"], ["check"], ["export", "ut.csv"]])
def test_a_setting_that_is_no_number_is_told_by_its_name(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MALBILD_TOLERANCE_PCT", "tio")
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said == "Miljövariabeln MALBILD_TOLERANCE_PCT är «tio», men ska vara ett tal med decimalpunkt, till exempel 10.\n"


def test_example_writes_what_load_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["example", "--out", str(tmp_path / "exempel")]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert (tmp_path / "exempel" / "figures.csv") in written
    assert all(path.is_file() for path in written)


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "Användning: python -m etl" in capsys.readouterr().out


@pytest.mark.parametrize("command", [each.callback.__name__ for each in app.registered_commands if each.callback])
def test_the_help_of_every_command_is_swedish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Användning: " in shown
    for english in ("Usage", "Options", "Arguments", "Show this message", "required", "default:"):
        assert english not in shown


def test_an_unknown_command_is_told_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["las"]) == 2
    assert "Kommandot las finns inte." in capsys.readouterr().err


def test_reading_starts_without_the_database_and_pandas() -> None:
    program = "import sys, etl.cli.reading; print(sorted({'sqlalchemy', 'pandas', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_output_that_nobody_reads_on_is_no_fault(report: Path) -> None:
    command = f"{sys.executable} -m etl read {report} --json | head -1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["type"] == "document"
    assert done.stderr == ""


def test_export_writes_a_table_for_a_swedish_spreadsheet(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["load", str(report)])
    out = tmp_path / "maluppfyllelse.csv"
    assert main(["export", str(out), "--unit", "Axelsbergs vård- och omsorgsboende", "--period", "VB 2018"]) == 0
    head, *rows = out.read_text(encoding="utf-8-sig").splitlines()
    columns = head.split(";")
    illness = dict(zip(columns, next(row for row in rows if ";Sjukfrånvaro;" in row).split(";"), strict=True))
    assert (illness["Utfall"], illness["Årsmål"], illness["Status mot årsmål"]) == ("4,8", "7,5", "uppfylls helt")
    assert illness["Källa"].startswith("vb-2018.txt, rad ")


@pytest.mark.parametrize("wrong", [["--unit", "Finns inte"], ["--period", "våren"], ["--period", "VP 2018"]])
def test_export_of_what_is_not_there_writes_nothing(report: Path, tmp_path: Path, wrong: list[str]) -> None:
    main(["load", str(report)])
    assert main(["export", str(tmp_path / "ut.csv"), *wrong]) == 2
    assert not (tmp_path / "ut.csv").exists()


def test_export_writes_only_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "ut.xlsx")]) == 2
    assert "Välj ett namn som slutar på .csv." in capsys.readouterr().err
    assert not (tmp_path / "ut.xlsx").exists()


def test_what_a_load_gives_rise_to_about_another_file_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier, later = tmp_path / "t1-2018.txt", tmp_path / "vb-2018.txt"
    later.write_text(CORRECT, encoding="utf-8")
    told = CORRECT.replace("Verksamhetsberättelse VB 2018", "Tertialrapport T1 2018").replace(" VB 2018 ", " T1 2018 ")
    earlier.write_text(told.replace("7,5 %", "8,0 %"), encoding="utf-8")
    main(["load", str(later)])
    assert "Varning" not in capsys.readouterr().out.replace("Varningar", "")
    main(["load", str(earlier)])
    assert "Varning  vb-2018.txt, rad" in capsys.readouterr().out


def test_a_fault_of_our_own_has_a_status_that_no_command_promises(monkeypatch: pytest.MonkeyPatch, report: Path) -> None:
    def broken(*_: object, **__: object) -> int:
        raise RuntimeError("trasigt")

    monkeypatch.setattr("etl.cli.loading.load_paths", broken)
    assert main(["load", str(report)]) == 70
