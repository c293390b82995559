"""The reader of plans and reports as text, on small documents printed as the city's are."""

from __future__ import annotations

import pytest

from etl.readers.records import Activity, Document, Goal, Indicator, Remark, Text
from tests.readers.fragments import GOALS, PLAN_HEAD, PLAN_TABLE, REPORT_TABLE, Read, codes, only


class TestDocuments:
    @pytest.mark.parametrize(
        ("title", "kind", "year", "unit"),
        [
            ("Verksamhetsplan 2024 för Strandgläntans servicehus  \n", "VP", "2024", "Strandgläntans servicehus"),
            (
                "Verksamhetsberättelse VB 2021 för \n\nStrandgläntans vård- och \n\nomsorgsboende  \n",
                "VB",
                "2021",
                "Strandgläntans vård- och omsorgsboende",
            ),
            ("Tertialrapport T1 2022 för Bäckens hemtjänst \n", "T1", "2022", "Bäckens hemtjänst"),
            ("Tertialrapport 2 2022 för Bäckens hemtjänst \n", "T2", "2022", "Bäckens hemtjänst"),
            ("Verksamhetsplan för Bäckens hemtjänst 2025 \n", "VP", "2025", "Bäckens hemtjänst"),
        ],
    )
    def test_title_gives_kind_year_and_unit(self, read: Read, title: str, kind: str, year: str, unit: str) -> None:
        document = only(Document, read(title + "\n \n\nInledning \n\n" + GOALS))[0]
        assert (document.document_type, document.year, document.unit_name) == (kind, year, unit)

    def test_a_document_without_title_is_not_guessed(self, read: Read) -> None:
        text = " Inledning \n\nVerksamhetsplanen är genomgången med alla i januari 2024. \n\n" + GOALS
        document = only(Document, read(text))[0]
        assert (document.document_type, document.year, document.unit_name, document.line) == ("", "", "", 1)

    def test_several_documents_in_one_file(self, read: Read) -> None:
        second = "\n Verksamhetsplan 2024 för Bäckens hemtjänst  \n\n \n\n" + GOALS
        records = read(PLAN_HEAD + GOALS + second)
        assert [document.unit_name for document in only(Document, records)] == ["Strandgläntans servicehus", "Bäckens hemtjänst"]
        assert [type(record) for record in records[:3]] == [Document, Goal, Goal]

    def test_a_title_repeated_as_running_head_begins_no_document(self, read: Read) -> None:
        records = read(
            PLAN_HEAD + GOALS + "Verksamhetsplan 2024 för Strandgläntans servicehus  \n\nNämndmål: Bra \n\nBeskrivning \n"
        )
        assert len(only(Document, records)) == 1

    def test_goal_tree_that_begins_again_is_asked_about(self, read: Read) -> None:
        row = "  Aktivitet Startdatum Slutdatum \n\n Köpa cyklar 2024-02-01 2024-12-31 \n\n"
        other = "KF:s inriktningsmål: \n\n3. En ekonomi i balans \n\n"
        records = read(PLAN_HEAD + GOALS + row + other + GOALS + row)
        assert [document.unit_name for document in only(Document, records)] == ["Strandgläntans servicehus", ""]
        assert "untitled-document" in codes(records)


class TestGoals:
    @pytest.mark.parametrize(
        ("printed", "level", "number", "title"),
        [
            ("KF:s inriktningsmål: \n\n2. En växande stad \n", "kf_inriktningsmal", "2", "En växande stad"),
            (
                "KF:s mål för verksamhetsområdet: 1.4 Stockholm ska vara en bra stad \n\natt åldras i \n",
                "kf_mal",
                "1.4",
                "Stockholm ska vara en bra stad att åldras i",
            ),
            ("Nämndmål: 1.3.3 Våldsutsatta får stöd. \n", "namndmal", "1.3.3", "Våldsutsatta får stöd."),
            (" Enhetsmål: Enheten har budget i balans \n", "enhetsmal", "", "Enheten har budget i balans"),
            ("Enhetsmål: \n\nFlygresor upphör 2030 \n", "enhetsmal", "", "Flygresor upphör 2030"),
            ("Åtagande: Vi lyssnar \n", "enhetsmal", "", "Vi lyssnar"),
        ],
    )
    def test_label_number_and_title(self, read: Read, printed: str, level: str, number: str, title: str) -> None:
        goal = only(Goal, read(f"{PLAN_HEAD}{printed}\nBeskrivning \n\nText. \n"))[0]
        assert (goal.level, goal.number, goal.title, goal.line) == (level, number, title, 6)

    def test_contents_and_bare_headings_are_no_goals(self, read: Read) -> None:
        contents = "Innehållsförteckning \n\n1. En stad som håller ihop ........ 5 \n\n1.2 Äldre har en tillvaro ..... 6 \n\n1. En stad som håller ihop \n\n"
        assert len(only(Goal, read(PLAN_HEAD + contents + GOALS))) == 2

    @pytest.mark.parametrize("words", ["Uppfylls helt", "Uppfylls delvis", "Uppfylls ej", "Uppfylls inte alls"])
    def test_stated_judgement_is_kept_as_printed(self, read: Read, words: str) -> None:
        text = f"{PLAN_HEAD}Enhetsmål: \n\nVi ger god omsorg \n\n {words} \n\nFörväntat resultat \n\nNöjda äldre. \n"
        assert only(Goal, read(text))[0].fulfilment == words

    def test_running_text_after_an_unsectioned_goal_is_not_its_title(self, read: Read) -> None:
        prose = "Enheten arbetar under året med att stärka de äldres möjlighet att vara delaktiga i sin vardag. \n"
        assert only(Goal, read(f"{PLAN_HEAD}Enhetsmål: Äldre är delaktiga \n\n{prose}"))[0].title == "Äldre är delaktiga"

    def test_sections_are_given_with_their_goal(self, read: Read) -> None:
        text = f"{PLAN_HEAD}Enhetsmål: Vi ger god omsorg \n\nAnalys \n\nMålet har nåtts trots en svår \n\nvår. \n\nUppföljning av ekonomi \n\nAnnat. \n"
        section = only(Text, read(text))[0]
        assert (section.goal, section.section, section.text) == (
            "Vi ger god omsorg",
            "Analys",
            "Målet har nåtts trots en svår vår.",
        )


class TestPlanTables:
    def rows(self, read: Read, printed: str) -> list[Indicator]:
        return only(Indicator, read(PLAN_HEAD + GOALS + PLAN_TABLE + printed + "\nNämndmål: Nästa mål \n"))

    @pytest.mark.parametrize(
        ("printed", "name", "target", "kf_target", "periodicity"),
        [
            (" Antal identifierade personer 7  Tertial \n", "Antal identifierade personer", "7", "", "Tertial"),
            (
                " Antal platser för feriejobb  Tas fram av \nnämnd \n\nTertial \n",
                "Antal platser för feriejobb",
                "",
                "Tas fram av nämnd",
                "Tertial",
            ),
            (
                " \n\n \n\nSjukfrånvaro dag 1-14 2,9 % Tas fram av \nnämnd/styrel\n\nse \n\nTertial \n",
                "Sjukfrånvaro dag 1-14",
                "2,9 %",
                "Tas fram av nämnd/styrelse",
                "Tertial",
            ),
            (
                " Antal personal under en 14-dagarsperiod \n\n Max 10 \npersoner \n\nÅr \n",
                "Antal personal under en 14-dagarsperiod",
                "",
                "Max 10 personer",
                "År",
            ),
            (
                " Klimatpåverkan från livsmedel  1,8 kg CO2 \nper kg \nlivsmedel \n\nÅr \n",
                "Klimatpåverkan från livsmedel",
                "",
                "1,8 kg CO2 per kg livsmedel",
                "År",
            ),
            (" Köpt energi 1 945 GWh 1 945 GWh År \n", "Köpt energi", "1 945 GWh", "1 945 GWh", "År"),
            (" Andel nöjda öka minska År \n", "Andel nöjda", "öka", "minska", "År"),
            (" Andel nöjda 4,8 %% 1,2,3 År \n", "Andel nöjda", "4,8 %%", "1,2,3", "År"),
            (
                " Andel boende på vård- \noch omsorgsboende \n\n81 %  År \n",
                "Andel boende på vård- och omsorgsboende",
                "81 %",
                "",
                "År",
            ),
        ],
    )
    def test_cells(self, read: Read, printed: str, name: str, target: str, kf_target: str, periodicity: str) -> None:
        (row,) = self.rows(read, printed)
        assert (row.name, row.target, row.kf_target, row.periodicity) == (name, target, kf_target, periodicity)

    def test_rows_refer_to_the_goal_directly_above(self, read: Read) -> None:
        (row,) = self.rows(read, " Ledarskapsindex 82  År \n")
        assert row.goal == "1.2. Äldre har en tillvaro som präglas av kvalitet, trygghet och självbestämmande"
        assert row.columns == ("target", "kf_target", "periodicity")

    def test_a_repeated_header_after_a_page_break_goes_on_with_the_table(self, read: Read) -> None:
        rows = self.rows(read, " Ledarskapsindex 82  År \n " + PLAN_TABLE + " Medskapandeindex 83 83 År \n")
        assert [(row.name, row.kf_target) for row in rows] == [("Ledarskapsindex", ""), ("Medskapandeindex", "83")]

    def test_a_page_number_and_running_head_inside_a_row_are_left_out(self, read: Read) -> None:
        head = "Tjänsteutlåtande \nSid 7 (15) \n\nstart.stockholm \n08-508 00 000 \n\n"
        rows = self.rows(read, f" Andel medarbetare som kan \n{head}rekommendera sin arbetsplats \n\n75 %  År \n")
        assert [(row.name, row.target) for row in rows] == [("Andel medarbetare som kan rekommendera sin arbetsplats", "75 %")]

    def test_two_equally_good_readings_are_a_question(self, read: Read) -> None:
        records = read(PLAN_HEAD + GOALS + PLAN_TABLE + " Antal barn i grupp 2 300  Tertial \n")
        assert "doubtful-row" in codes(records)

    def test_a_row_that_cannot_be_cut_is_rejected_with_its_words(self, read: Read) -> None:
        records = read(PLAN_HEAD + GOALS + PLAN_TABLE + " Andel nöjda 80 % 90 % 95 % 97 % 99 %  År \n\nNämndmål: Nästa \n")
        remark = next(remark for remark in only(Remark, records) if remark.code in ("unreadable-row", "doubtful-row"))
        assert "95 %" in remark.printed
        assert remark.line == 22
        assert remark.action

    def test_a_document_cut_off_inside_a_row(self, read: Read) -> None:
        records = read(PLAN_HEAD + GOALS + PLAN_TABLE + " Ledarskapsindex 82  År \n\n Andel medarbetare som kan reko")
        assert [row.name for row in only(Indicator, records)] == ["Ledarskapsindex"]
        assert codes(records) == ["cut-off-row"]

    def test_a_column_that_is_not_known_is_kept_by_its_printed_title(self, read: Read) -> None:
        table = "  Indikator Årsmål Nämndens bedömning Periodicitet \n\n Ledarskapsindex 82 God År \n"
        (row,) = only(Indicator, read(PLAN_HEAD + GOALS + table))
        assert (row.target, row.other, row.periodicity) == ("82", {"Nämndens bedömning": "God"}, "År")


class TestReportTables:
    def test_outcomes_by_gender_previous_forecast_and_analysis(self, read: Read) -> None:
        rows = (
            " \n Andel trygga boende på vård- \noch omsorgsboende \n36 % 34 % 38 % 94 % 40 % 87 % Tas \nfram av \nnämnd \n\nVB \n2022 \n\n"
            "Analys \n\nTryggheten har minskat till följd av många nya medarbetare under \nhösten. \n\n"
            "   \n\n \n\nSjukfrånvaro dag 1-14 3,9 %     2,5 % Tas \nfram av \nnämnd/\nstyrelse \n\nVB \n2022 \n\n"
        )
        first, second = only(Indicator, read("Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + REPORT_TABLE + rows))
        assert (first.name, first.outcome, first.outcome_men, first.outcome_women) == (
            "Andel trygga boende på vård- och omsorgsboende",
            "36 %",
            "34 %",
            "38 %",
        )
        assert (first.previous_outcome, first.previous_period, first.forecast) == ("94 %", "VB 2021", "40 %")
        assert (first.target, first.kf_target, first.period) == ("87 %", "Tas fram av nämnd", "VB 2022")
        assert first.analysis == "Tryggheten har minskat till följd av många nya medarbetare under hösten."
        assert (second.outcome, second.previous_outcome, second.target, second.kf_target) == (
            "3,9 %",
            "",
            "2,5 %",
            "Tas fram av nämnd/styrelse",
        )

    def test_the_spaces_say_which_cells_are_empty(self, read: Read) -> None:
        rows = "  Köpt energi i stadens \nverksamheter \n   3,13 \n\nGWh \n 3,3 \n\nGWh \n1945 \nGWh \n\n2022 \n"
        (row,) = only(Indicator, read("Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + REPORT_TABLE + rows))
        assert (row.outcome, row.previous_outcome, row.forecast, row.target, row.kf_target) == (
            "",
            "3,13 GWh",
            "",
            "3,3 GWh",
            "1945 GWh",
        )

    def test_columns_of_a_tertial_report_follow_its_header(self, read: Read) -> None:
        table = "  Indikator Periodens utfall Prognos helår Årsmål Period \n\n Sjukfrånvaro 8,1 % 7,9 % 7,5 % T1 2023 \n"
        (row,) = only(Indicator, read("Tertialrapport T1 2023 för Boendet A  \n\n" + GOALS + table))
        assert (row.outcome, row.forecast, row.target, row.kf_target, row.period) == ("8,1 %", "7,9 %", "7,5 %", "", "T1 2023")
        assert row.columns == ("outcome", "forecast", "target", "period")

    def test_running_text_after_a_table_is_the_goals_analysis_and_no_rows(self, read: Read) -> None:
        rows = "  Sjukfrånvaro 4,8 %     7,5 %  2022 \n\nAnalys \n\nEnheten har under hela året arbetat med att på olika sätt försöka minska \n\nsjukfrånvaron genom tidiga samtal. \n"
        records = read("Verksamhetsberättelse VB 2022 för Boendet A  \n\n" + GOALS + REPORT_TABLE + rows)
        assert only(Indicator, records)[0].analysis == ""
        assert (
            only(Text, records)[0].text
            == "Enheten har under hela året arbetat med att på olika sätt försöka minska sjukfrånvaron genom tidiga samtal."
        )


class TestActivities:
    def test_dates_and_deviation(self, read: Read) -> None:
        table = (
            "   Aktivitet Startdatum Slutdatum Avvikelse \n\n  Hösten ägnas åt sång och \nmusik i alla hus. \n\n2023-01-01 2023-12-31 Avvikelse \n\n"
            "Analys \n\nKörledaren slutade i augusti. \n\n  Prognosuppföljning 2023-01-01 2023-12-31  \n\nUppföljning av ekonomi \n"
        )
        first, second = only(Activity, read(PLAN_HEAD + GOALS + table))
        assert (first.name, first.start, first.end, first.deviation) == (
            "Hösten ägnas åt sång och musik i alla hus.",
            "2023-01-01",
            "2023-12-31",
            "Avvikelse",
        )
        assert first.analysis == "Körledaren slutade i augusti."
        assert (second.name, second.deviation) == ("Prognosuppföljning", "")


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "empty-file"),
            (b" \n\n  \n", "empty-file"),
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "not-text-pdf"),
            (b"PK\x03\x04\x14\x00\x06\x00", "not-text-zip"),
            (bytes(range(256)) * 40, "binary"),
        ],
        ids=["empty", "only white space", "renamed PDF", "renamed Word", "binary noise"],
    )
    def test_what_is_no_text_is_refused_with_what_to_do(self, read: Read, content: bytes, code: str) -> None:
        (remark,) = only(Remark, read(content))
        assert (remark.kind, remark.code) == ("rejection", code)
        assert remark.action

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
    def test_encodings(self, read: Read, encoding: str) -> None:
        goal = only(Goal, read((PLAN_HEAD + "Nämndmål: Äldre är trygga på ålderdomshemmet \n\nBeskrivning \n").encode(encoding)))[
            0
        ]
        assert goal.title == "Äldre är trygga på ålderdomshemmet"

    def test_windows_line_ends(self, read: Read) -> None:
        content = (PLAN_HEAD + GOALS + PLAN_TABLE + " Ledarskapsindex 82  År \n").replace("\n", "\r\n")
        assert [row.target for row in only(Indicator, read(content))] == ["82"]

    def test_lost_line_end_spaces_are_asked_about(self, read: Read) -> None:
        content = (
            PLAN_HEAD
            + GOALS
            + "Nämndmål: Text \n\nBeskrivning \n"
            + "Löpande text. \n" * 60
            + "Nämndmål: Nästa \n\n"
            + PLAN_TABLE
        )
        stripped = "\n".join(line.rstrip() for line in content.split("\n"))
        records = read("Löpande text.\n" * 60 + stripped)
        assert "spaces-lost" in codes(records)

    def test_no_indicator_table_is_said(self, read: Read) -> None:
        assert codes(read(PLAN_HEAD + GOALS + "Beskrivning \n\nText. \n")) == ["no-indicators"]


def test_what_stands_under_a_bare_title_is_not_taken_for_a_unit(read: Read) -> None:
    for below in ("Dnr: HÄ 2020/362", "2021-02-03", "Förslag till beslut", "Handläggare", "Till"):
        document = only(Document, read(f"Verksamhetsplan 2024 \n\n{below} \n\n{GOALS}"))[0]
        assert (document.document_type, document.year, document.unit_name) == ("VP", "2024", "")


def test_a_hyphenated_header_and_a_range_are_read(read: Read) -> None:
    table = "  Indikator Årsmål KF:s års-\nmål Periodi-\ncitet \n\n Antal besök per dag 2-3 personer  År \n\n Ledarskapsindex 82 83 År \n"
    first, second = only(Indicator, read(PLAN_HEAD + GOALS + table))
    assert (first.name, first.target) == ("Antal besök per dag", "2-3 personer")
    assert (second.target, second.kf_target) == ("82", "83")
