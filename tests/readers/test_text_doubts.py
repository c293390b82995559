"""What the reader makes of texts that are nearly, or only look like, what plans and reports print."""

from __future__ import annotations

import unicodedata

import pytest

from etl.readers.records import Activity, Document, Goal, Indicator, Remark
from tests.readers.fragments import GOALS, PLAN_HEAD, PLAN_TABLE, REPORT_TABLE, Read, codes, only


class TestRowsThatLackCells:
    """A row without its last cells neither hides the rows after it nor disappears into an analysis."""

    def test_activities_without_dates(self, read: Read) -> None:
        table = (
            "  Aktivitet Startdatum Slutdatum \n\n Öppna gym 2022-01-01 2022-12-31 \n\n Köpa cyklar   \n\n"
            " Städa förråd 2022-01-01 2022-12-31 \n\n Måla 2022-01-01 2022-12-31 \n\n"
        )
        rows = only(Activity, read(PLAN_HEAD + GOALS + table + "Nämndmål: Nästa \n"))
        assert [(row.name, row.start) for row in rows] == [
            ("Öppna gym", "2022-01-01"),
            ("Köpa cyklar", ""),
            ("Städa förråd", "2022-01-01"),
            ("Måla", "2022-01-01"),
        ]

    def test_an_activity_without_end_after_an_analysis(self, read: Read) -> None:
        table = (
            "   Aktivitet Startdatum Slutdatum Avvikelse \n\n  Öppna gym 2022-01-01 2022-12-31  \n\nAnalys \n\nDet blev sent. \n\n"
            "  Köpa cyklar 2022-01-01   \n\n  Städa förråd 2022-01-01 2022-12-31  \n\n"
        )
        rows = only(Activity, read(PLAN_HEAD + GOALS + table + "Nämndmål: Nästa \n"))
        assert [(row.name, row.end, row.analysis) for row in rows] == [
            ("Öppna gym", "2022-12-31", "Det blev sent."),
            ("Köpa cyklar", "", ""),
            ("Städa förråd", "2022-12-31", ""),
        ]

    def test_an_indicator_of_which_nothing_is_reported(self, read: Read) -> None:
        rows = "  Andel nöjda         \n\n  Ledarskapsindex 82   80  81 82 2022 \n\nNämndmål: Nästa \n"
        first, second = only(Indicator, read("Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + REPORT_TABLE + rows))
        assert (first.name, first.outcome, first.period) == ("Andel nöjda", "", "")
        assert (second.name, second.target) == ("Ledarskapsindex", "81")


@pytest.mark.parametrize(
    ("row", "name", "target"),
    [
        ("Andel personer över 65 år 1 200 st  År", "Andel personer över 65 år", "1 200 st"),
        ("Antal besökare 1 200 1 500 År", "Antal besökare", "1 200"),
        ("Andel nöjda 82 % ska öka År", "Andel nöjda", "82 %"),
        ("Andel nöjda Nivå 2  År", "Andel nöjda", "Nivå 2"),
        ("Antal möten 3 av 5  År", "Antal möten", "3 av 5"),
        ("Andel nöjda 77 ± 2 %  År", "Andel nöjda", "77 ± 2 %"),
        ("Andel nöjda Utgår  År", "Andel nöjda", "Utgår"),
    ],
)
def test_values_that_could_be_cut_in_two(read: Read, row: str, name: str, target: str) -> None:
    (indicator,) = only(Indicator, read(f"{PLAN_HEAD}{GOALS}{PLAN_TABLE} {row} \n\nNämndmål: Nästa \n"))
    assert (indicator.name, indicator.target) == (name, target)


@pytest.mark.parametrize("period", ["T1 2022", "HT 2022", "jan-dec 2022", "2021/2022", "2022-08", "VB 22"])
def test_periods_that_reports_print(read: Read, period: str) -> None:
    table = "  Indikator Periodens utfall KF:s årsmål Period \n\n Andel nöjda 83 % 85 % " + period + " \n\n"
    (row,) = only(Indicator, read("Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + table))
    assert (row.kf_target, row.period) == ("85 %", period)


class TestWhatOnlyLooksLikeStructure:
    def test_prose_that_begins_like_a_title(self, read: Read) -> None:
        prose = (
            "Arbetet beskrivs närmare i avdelningens gemensamma plan och i \n\nTertialrapport 1 2022 samt vid uppföljningar \n\n"
        )
        assert len(only(Document, read(PLAN_HEAD + GOALS + "Beskrivning \n\n" + prose))) == 1

    @pytest.mark.parametrize("prose", ["Enhetsmål 2 bidrar även till att", "KF:s mål 1.3 och 1.4 genom att", "Enhetens mål"])
    def test_prose_that_begins_like_a_label(self, read: Read, prose: str) -> None:
        assert len(only(Goal, read(f"{PLAN_HEAD}{GOALS}Beskrivning \n\n{prose} \n\nannat. \n"))) == 2

    def test_contents_with_labels(self, read: Read) -> None:
        contents = "Innehållsförteckning \n\nKF:s mål för verksamhetsområdet: 1.2 Äldre har en tillvaro som \n\npräglas av kvalitet ......... 6 \n\n"
        assert len(only(Goal, read(PLAN_HEAD + contents + GOALS))) == 2

    def test_an_analysis_over_a_page_break_stays_with_its_row(self, read: Read) -> None:
        header = "   Aktivitet Startdatum Slutdatum Avvikelse \n\n"
        table = (
            header
            + "  Gym 2022-01-01 2022-12-31  \n\nAnalys \n\nGymmet öppnades sent på grund av att entreprenören som hade fått uppdraget \n "
        )
        rows = only(Activity, read(PLAN_HEAD + GOALS + table + header + "gick i konkurs. \n\nNämndmål: Nästa \n"))
        assert rows[0].analysis.endswith("fått uppdraget gick i konkurs.")

    def test_a_chapter_after_an_analysis_is_not_part_of_it(self, read: Read) -> None:
        rows = "  Sjukfrånvaro 4,8 %     7,5 %  2022 \n\nAnalys \n\nSjukfrånvaron har minskat. \n\nDriftbudgetens utfall \n\n"
        prose = "Enheten redovisar ett underskott som beror på lägre beläggning under hela våren \n\noch hösten. \n"
        records = read("Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + REPORT_TABLE + rows + prose)
        assert only(Indicator, records)[0].analysis == "Sjukfrånvaron har minskat."


class TestBetweenDocuments:
    @pytest.mark.parametrize("header", ["  Indikator Periodens utfall Årsmål Period \n\n", REPORT_TABLE])
    def test_a_table_directly_before_the_next_title(self, read: Read, header: str) -> None:
        cells = "4,8 % 7,5 % VB 2022 " if "Periodens utfall Å" in header else "4,8 %     7,5 %  VB 2022 "
        first = "Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + header + f"  Sjukfrånvaro {cells}\n"
        second = (
            " Verksamhetsberättelse VB 2022 för Boendet B  \n\n"
            + GOALS
            + header
            + f"  Sjukfrånvaro {cells.replace('4,8', '5,5')}\n"
        )
        records = [record for record in read(first + second) if isinstance(record, Document | Indicator | Remark)]
        assert [getattr(record, "unit_name", None) or getattr(record, "outcome", None) for record in records] == [
            "Boendet A",
            "4,8 %",
            "Boendet B",
            "5,5 %",
        ]

    def test_a_page_number_after_the_last_row_is_no_row(self, read: Read) -> None:
        table = "  Aktivitet Startdatum Slutdatum \n\n Köpa cyklar 2024-02-01 2024-12-31 \n\n \n\n \n\n73 \n\n \n\nRedovisning av ekonomi \n"
        records = read(PLAN_HEAD + GOALS + table)
        assert codes(records) == ["no-indicators"]


class TestWhatIsAlmostRight:
    @pytest.mark.parametrize("printed", ["UPPFYLLS DELVIS", "Uppfylls nästan helt", "Uppfyllas helt"])
    def test_a_judgement_in_other_words_is_kept_for_the_question(self, read: Read, printed: str) -> None:
        goal = only(Goal, read(f"{PLAN_HEAD}Enhetsmål: \n\nVi ger god omsorg \n\n {printed} \n\nAnalys \n\nText. \n"))[0]
        assert (goal.title, goal.fulfilment) == ("Vi ger god omsorg", printed)

    @pytest.mark.parametrize("value", ["36 % *", "36 % (n=12)", "36 %1)"])
    def test_a_footnote_stays_with_its_value(self, read: Read, value: str) -> None:
        table = "  Indikator Periodens utfall Årsmål Period \n\n Andel nöjda " + value + " 80 % VB 2022 \n\n"
        (row,) = only(Indicator, read("Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + table))
        assert (row.name, row.outcome, row.target) == ("Andel nöjda", value, "80 %")

    def test_letters_in_two_parts_are_put_together(self, read: Read) -> None:
        decomposed = unicodedata.normalize("NFD", PLAN_HEAD + GOALS + PLAN_TABLE + " Ledarskapsindex 82  År \n")
        assert [row.periodicity for row in only(Indicator, read(decomposed))] == ["År"]

    def test_a_single_broken_byte_does_not_make_the_file_latin_1(self, read: Read) -> None:
        content = (PLAN_HEAD + GOALS + PLAN_TABLE + " Andel äldre på ålderdomshem 82  År \n").encode()
        records = read(content.replace("håller".encode(), b"h\xe5ller"))
        assert [row.name for row in only(Indicator, records)] == ["Andel äldre på ålderdomshem"]
        assert "broken-letters" in codes(records)

    def test_squeezed_spaces_are_asked_about(self, read: Read) -> None:
        rows = "".join(f" Andel nöjda med sak {letter} 80 % 90 % År \n\n" for letter in "abcdefghij")
        assert "spaces-lost" in codes(read(PLAN_HEAD + GOALS + "Indikator Årsmål KF:s årsmål Periodicitet \n\n" + rows))


class TestTitlesInsideTables:
    TABLE = "  Aktivitet Startdatum Slutdatum \n\n Köpa cyklar 2022-02-01 2022-12-31 \n\n"
    REST = " Byta lampor 2022-02-01 2022-12-31 \n\nNämndmål: Nästa \n"

    @pytest.mark.parametrize(
        "title", ["Verksamhetsberättelse VB 2022 för \n\nBoendet B  \n", "Verksamhetsberättelse VB 2022 för Boendet A natt  \n"]
    )
    def test_the_next_documents_title_is_no_running_head(self, read: Read, title: str) -> None:
        first = "Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + self.TABLE
        units = [document.unit_name for document in only(Document, read(first + title + "\n" + GOALS + self.TABLE))]
        assert units == ["Boendet A", "Boendet B" if "Boendet B" in title else "Boendet A natt"]

    @pytest.mark.parametrize(
        "head",
        [
            "Verksamhetsberättelse VB 2022 för Boendet A  \n",
            "Verksamhetsberättelse VB 2022 för \n",
            "Verksamhetsberättelse VB 2022 \n",
        ],
    )
    def test_a_running_head_ends_no_table(self, read: Read, head: str) -> None:
        name_below = "Boendet A  \n\n" if head.endswith("för \n") else ""
        text = "Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + self.TABLE + head + "\n" + name_below + self.REST
        records = read(text)
        assert [row.name for row in only(Activity, records)] == ["Köpa cyklar", "Byta lampor"]
        assert len(only(Document, records)) == 1


class TestTablesWithoutPeriods:
    """A row that ends with a value may be followed by the icon cell of the next: that is no empty cell of its own."""

    HEAD = "Tertialrapport 2 2023 för Hemtjänsten Farsta  \n\n" + GOALS
    HEADER = "   Indikator Årsmål KF:s \nårsmål \n\nUtfall T1 Utfall T2 Prognos T2 \n\n"

    def test_the_first_value_is_no_part_of_the_name(self, read: Read) -> None:
        rows = " \n Andel nöjda kunder Max 10 personer 90 % - 100 % 0 \n \n Antal besök 7  12 345 83 5 \n\nNämndmål: Nästa \n"
        first, second = only(Indicator, read(self.HEAD + self.HEADER + rows))
        assert (first.name, first.target, first.forecast) == ("Andel nöjda kunder", "Max 10 personer", "0")
        assert (second.name, second.kf_target, second.previous_outcome, second.outcome) == ("Antal besök", "", "12 345", "83")

    def test_no_name_ends_before_its_number(self, read: Read) -> None:
        rows = " \n Andel som inte återkommer inom 12 månader 83  83 83 5 \n\nNämndmål: Nästa \n"
        (row,) = only(Indicator, read(self.HEAD + self.HEADER + rows))
        assert (row.name, row.target, row.kf_target) == ("Andel som inte återkommer inom 12 månader", "83", "")


def test_a_period_on_a_line_of_its_own_ends_the_row_above(read: Read) -> None:
    rows = "  Andel nöjda 45 %   50 %  tas \nfram \n2023 \n T1 \n2022 \n\nNämndmål: Nästa \n"
    head = "Tertialrapport 1 2022 för Boendet A  \n\n" + GOALS
    (row,) = only(Indicator, read(head + REPORT_TABLE + rows))
    assert (row.name, row.outcome, row.target, row.kf_target, row.period) == (
        "Andel nöjda",
        "45 %",
        "tas fram 2023",
        "",
        "T1 2022",
    )


@pytest.mark.parametrize(
    ("title", "kind", "year", "name"),
    [
        ("Verksamhetsplan 2024–2026 för Förskolan Solen", "VP", "2024", "Förskolan Solen"),
        ("Verksamhetsplan 2024 med inriktning 2025 och 2026 för Boendet A", "VP", "2024", "Boendet A"),
        ("Tertialrapport 2 med delårsbokslut 2024 för Bromma stadsdelsnämnd", "T2", "2024", "Bromma stadsdelsnämnd"),
    ],
)
def test_titles_that_say_more_than_their_year(read: Read, title: str, kind: str, year: str, name: str) -> None:
    (document,) = only(Document, read(f"{title}  \n\n" + GOALS + PLAN_TABLE + "  Andel nöjda 9 %  År \n"))
    assert (document.document_type, document.year, document.unit_name) == (kind, year, name)
