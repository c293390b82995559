"""Folders of figures in CSV: the same records as from a document, and nothing read that is not vouched for."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from data.settings import ROOT
from etl.readers.figures import COLUMNS, FIGURES, GOALS, TEXTS, is_figures_folder, read_figures
from etl.readers.records import Activity, Document, Goal, Indicator, Record, Remark, Text
from etl.readers.sidecar import sidecar_path

Kind = TypeVar("Kind", bound=Record)

STOCKHOLM = ROOT / "data" / "sources" / "stockholm"

SIDECAR = """\
publisher: Provstadens stadsdelsförvaltning
reference: dnr 2024/12
date: 2024-10-01
licence: sakuppgifter
origin: bundled
sha256: {sha256}
"""

GOAL_ROWS = [
    ("fyren-t2-2024", "1", "kf_inriktningsmal", "1", "En stad som håller samman", "", ""),
    ("fyren-t2-2024", "2", "namndmal", "1.4.1", "Omsorgen är trygg", "", ""),
    ("fyren-t2-2024", "3", "enhetsmal", "", "Vi känner våra boende", "Uppfylls delvis", "212"),
]
FYREN = ("fyren-t2-2024", "Fyrens vård- och omsorgsboende", "T2", "2024")
FIGURE_ROWS = [
    (*FYREN, "2", "Sjukfrånvaro", "", "utfall", "T", "T2 2024", "9,8 %", "64", "140"),
    (*FYREN, "2", "Sjukfrånvaro", "", "utfall", "M", "T2 2024", "7,4 %", "9", "140"),
    (*FYREN, "2", "Sjukfrånvaro", "", "utfall", "K", "T2 2024", "10,2 %", "55", "140"),
    (*FYREN, "2", "Sjukfrånvaro", "", "föregående_utfall", "T", "T2 2023", "11,7 %", "", "140"),
    (*FYREN, "2", "Sjukfrånvaro", "", "prognos", "T", "", "10,8 %", "", "140"),
    (*FYREN, "2", "Sjukfrånvaro", "", "årsmål", "T", "", "10,5 %", "", "140"),
    (*FYREN, "2", "Sjukfrånvaro", "", "kf_årsmål", "T", "", "Tas fram av nämnd", "", "140"),
    (*FYREN, "3", "ADL-bedömningar", "", "utfall", "T", "T2 2024", "", "", ""),
]


def write(folder: Path, name: str, rows: Sequence[Sequence[str]], header: Sequence[str] | None = None) -> None:
    """A CSV file with a sidecar that vouches for it."""
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header or COLUMNS[name])
        writer.writerows(rows)
    vouch(folder / name)


def vouch(path: Path) -> None:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    sidecar_path(path).write_text(SIDECAR.format(sha256=sha256), encoding="utf-8")


def folder_of(tmp_path: Path, figures: Sequence[Sequence[str]] = FIGURE_ROWS) -> Path:
    write(tmp_path, GOALS, GOAL_ROWS)
    write(tmp_path, FIGURES, figures)
    return tmp_path


def of_type(records: Sequence[Record], kind: type[Kind]) -> list[Kind]:
    return [record for record in records if isinstance(record, kind)]


def only_remark(folder: Path) -> Remark:
    (remark,) = list(read_figures(folder))
    assert isinstance(remark, Remark)
    assert remark.kind == "rejection"
    return remark


def test_a_folder_of_figures_is_told_by_its_figures(tmp_path: Path) -> None:
    assert not is_figures_folder(tmp_path)
    assert is_figures_folder(folder_of(tmp_path))


def test_records_come_as_a_document_prints_them(tmp_path: Path) -> None:
    records = list(read_figures(folder_of(tmp_path)))
    assert [record.type for record in records] == ["document", "goal", "goal", "indicator", "goal", "indicator"]
    assert records[0] == Document("Fyrens vård- och omsorgsboende", "T2", "2024", line=2)
    assert records[4] == Goal("enhetsmal", "", "Vi känner våra boende", "Uppfylls delvis", 212, "Vi känner våra boende")


def test_cells_of_one_indicator_become_one_row_with_its_columns(tmp_path: Path) -> None:
    sick_leave = of_type(list(read_figures(folder_of(tmp_path))), Indicator)[0]
    assert sick_leave == Indicator(
        goal="1.4.1 Omsorgen är trygg",
        name="Sjukfrånvaro",
        outcome="9,8 %",
        outcome_men="7,4 %",
        outcome_women="10,2 %",
        previous_outcome="11,7 %",
        previous_period="T2 2023",
        forecast="10,8 %",
        target="10,5 %",
        kf_target="Tas fram av nämnd",
        period="T2 2024",
        line=140,
        columns=(
            "name",
            "outcome",
            "outcome_men",
            "outcome_women",
            "previous_outcome",
            "forecast",
            "target",
            "kf_target",
            "period",
        ),
        n="64",
        n_men="9",
        n_women="55",
    )


def test_empty_cell_is_told_from_a_column_that_is_not_there(tmp_path: Path) -> None:
    adl = of_type(list(read_figures(folder_of(tmp_path))), Indicator)[1]
    assert adl.outcome == ""
    assert adl.columns == ("name", "outcome", "period")


def test_line_is_that_of_the_document_else_that_of_the_csv_file(tmp_path: Path) -> None:
    sick_leave, adl = of_type(list(read_figures(folder_of(tmp_path))), Indicator)
    assert (sick_leave.line, adl.line) == (140, 9)


def test_analyses_texts_and_activities_stand_under_their_goals(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    write(
        folder,
        TEXTS,
        [
            ("fyren-t2-2024", "2", "Sjukfrånvaro", "Analys", "Frånvaron sjunker.", ""),
            ("fyren-t2-2024", "3", "", "Förväntat resultat", "Vanor är kända.", ""),
        ],
    )
    write(folder, "activities.csv", [("fyren-t2-2024", "3", "Matråd", "2024-01-01", "2024-12-31", "Avvikelse", "Försenat.", "")])
    records = list(read_figures(folder))
    assert of_type(records, Indicator)[0].analysis == "Frånvaron sjunker."
    assert of_type(records, Text) == [Text("Vi känner våra boende", "Förväntat resultat", "Vanor är kända.", 3)]
    (activity,) = of_type(records, Activity)
    assert (activity.goal, activity.name, activity.deviation) == ("Vi känner våra boende", "Matråd", "Avvikelse")


def test_documents_follow_one_another(tmp_path: Path) -> None:
    other = ("fyren-vb-2024", "Fyrens vård- och omsorgsboende", "VB", "2024")
    figures = [*FIGURE_ROWS, (*other, "", "Sjukfrånvaro", "", "utfall", "T", "VB 2024", "9,1 %", "", "")]
    records = list(read_figures(folder_of(tmp_path, figures)))
    assert [each.document_type for each in of_type(records, Document)] == ["T2", "VB"]
    assert of_type(records, Indicator)[-1].goal == ""


# ---- what is not vouched for -----------------------------------------------------------------------------------------


def test_changed_file_is_not_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    text = (folder / FIGURES).read_text(encoding="utf-8")
    (folder / FIGURES).write_text(text.replace("9,8 %", "8,9 %"), encoding="utf-8")
    remark = only_remark(folder)
    assert remark.code == "sidecar"
    assert "Filen har ändrats" in remark.message
    assert "sha256" in remark.action


def test_file_without_sidecar_is_not_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    sidecar_path(folder / GOALS).unlink()
    assert "Följefilen goals.csv.yaml saknas" in only_remark(folder).message


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("publisher: Provstadens stadsdelsförvaltning", "", "saknas publisher"),
        ("date: 2024-10-01", "date: i oktober", "är inget datum"),
        ("origin: bundled", "origin: hittad", "Ursprunget ”hittad”"),
        ("publisher: Provstadens", "publisher: [Provstadens", "kan inte läsas"),
    ],
)
def test_incomplete_sidecar_is_told(tmp_path: Path, before: str, after: str, told: str) -> None:
    folder = folder_of(tmp_path)
    place = sidecar_path(folder / FIGURES)
    place.write_text(place.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert told in only_remark(folder).message


def test_missing_goals_are_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / GOALS).unlink()
    remark = only_remark(folder)
    assert remark.code == "file_missing"
    assert remark.action == "Lägg till goals.csv."


def test_missing_column_is_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    write(folder, FIGURES, [row[:-1] for row in FIGURE_ROWS], header=COLUMNS[FIGURES][:-1])
    assert "saknas kolumnerna line" in only_remark(folder).message


def test_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    text = (folder / FIGURES).read_text(encoding="utf-8")
    (folder / FIGURES).write_bytes(text.encode("latin-1"))
    vouch(folder / FIGURES)
    assert only_remark(folder).code == "encoding"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((*FYREN, "2", "ADL", "", "resultat", "T", "T2 2024", "70 %", "", ""), "”resultat T” är ingen känd uppgift"),
        ((*FYREN, "2", "ADL", "", "utfall", "F", "T2 2024", "70 %", "", ""), "”utfall F” är ingen känd uppgift"),
        ((*FYREN, "7", "ADL", "", "utfall", "T", "T2 2024", "70 %", "", ""), "ordningstalet ”7” finns inte"),
        ((*FYREN, "2", "", "", "utfall", "T", "T2 2024", "70 %", "", ""), "saknar indikator"),
        ((*FYREN, "2", "Sjukfrånvaro", "", "utfall", "T", "T2 2024", "9,9 %", "", ""), "står två gånger"),
        ((*FYREN[:3], "2023", "2", "ADL", "", "utfall", "T", "T2 2024", "70 %", "", ""), "annan enhet, annat år"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_alone(tmp_path: Path, row: tuple[str, ...], told: str) -> None:
    records = list(read_figures(folder_of(tmp_path, [*FIGURE_ROWS, row])))
    (remark,) = of_type(records, Remark)
    assert told in remark.message
    assert remark.message.startswith("figures.csv, rad 10:")
    assert remark.action
    assert len(of_type(records, Indicator)) == 2


def test_document_in_two_places_is_told(tmp_path: Path) -> None:
    other = ("fyren-vb-2024", "Fyrens vård- och omsorgsboende", "VB", "2024", "", "ADL", "", "utfall", "T", "", "70 %", "", "")
    records = list(read_figures(folder_of(tmp_path, [*FIGURE_ROWS, other, FIGURE_ROWS[0]])))
    (remark,) = of_type(records, Remark)
    assert "två ställen" in remark.message


def test_goals_of_an_unknown_document_are_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    write(folder, GOALS, [*GOAL_ROWS, ("fyren-t1-2024", "1", "namndmal", "1.4.1", "Omsorgen är trygg", "", "")])
    (remark,) = of_type(list(read_figures(folder)), Remark)
    assert "inga siffror" in remark.message


# ---- the bundled selection -------------------------------------------------------------------------------------------


def test_the_bundled_selection_reads_without_remark() -> None:
    counts = Counter(record.type for record in read_figures(STOCKHOLM))
    assert counts == {"document": 5, "goal": 148, "indicator": 75}


def test_sick_leave_at_axelsberg_as_its_report_prints_it() -> None:
    records = list(read_figures(STOCKHOLM))
    first = records.index(next(each for each in of_type(records, Document) if each.unit_name.startswith("Axelsberg")))
    sick_leave = next(each for each in of_type(records[first:], Indicator) if each.name == "Sjukfrånvaro")
    assert (sick_leave.outcome, sick_leave.target, sick_leave.kf_target) == ("4,8 %", "7,5 %", "Tas fram av nämnd/styrelse")
    assert (sick_leave.period, sick_leave.previous_period, sick_leave.line) == ("VB 2020", "VB 2019", 1017)
    assert sick_leave.outcome_women == ""
    assert "outcome_women" in sick_leave.columns
