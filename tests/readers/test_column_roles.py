"""Which column of a table is what, by its title and by the period of its document."""

from __future__ import annotations

import pytest

from data.vocabulary import Period
from etl.readers.columns import column_titled, header_of_titles


def kinds(document: str, *titles: str) -> dict[str, str]:
    """What each title of a table is taken for, in a document of the period."""
    found = header_of_titles(("Indikator", *titles), Period.from_code(document) if document else None)
    assert found is not None
    return {column.title: column.kind for column in found[0].columns[1:]}


def previous(document: str, *titles: str) -> str:
    found = header_of_titles(("Indikator", *titles), Period.from_code(document))
    assert found is not None
    return found[0].previous_period


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("KF-indikator", "name"),
        ("Kommunfullmäktiges indikatorer", "name"),
        ("Nämndens egna indikatorer", "name"),
        ("Utfall (män/pojkar)", "outcome_men"),
        ("Periodens utfall flickor och kvinnor", "outcome_women"),
        ("Utfall kvin\u2010nor/flickor", "outcome_women"),
        ("Helårsutfall", "dated_outcome"),
        ("Utfall januari–augusti", "dated_outcome"),
        ("Utfall samma period föregående år", "previous_outcome"),
        ("Stadens årsmål", "kf_target"),
        ("Årsmål*", "target"),
        ("KF:s årsmål 1)", "kf_target"),
        ("Målnivå", "target"),
        ("Mätfrekvens", "periodicity"),
        ("Uppföljningsperiod", "period"),
        ("Kommentar", "analysis"),
        ("Antal svarande", "other"),
        ("Budget", "other"),
    ],
)
def test_titles_that_mean_the_same(title: str, kind: str) -> None:
    assert column_titled(title).kind == kind


def test_the_outcome_of_the_documents_own_tertial() -> None:
    titles = ("Utfall T1", "Utfall T2", "Utfall helår", "Årsmål")
    assert kinds("T2 2023", *titles) == {
        "Utfall T1": "previous_outcome",
        "Utfall T2": "outcome",
        "Utfall helår": "other",
        "Årsmål": "target",
    }
    assert previous("T2 2023", *titles) == "T1 2023"
    assert kinds("VB 2023", *titles)["Utfall helår"] == "outcome"
    assert previous("VB 2023", *titles) == "T2 2023"


def test_a_forecast_of_another_follow_up_or_year_is_not_the_documents() -> None:
    assert kinds("T2 2023", "Prognos T1", "Prognos T2") == {"Prognos T1": "other", "Prognos T2": "forecast"}
    assert kinds("VB 2023", "Prognos T2", "Årsmål")["Prognos T2"] == "other"
    assert kinds("VP 2024", "Prognos 2023", "Årsmål 2024") == {"Prognos 2023": "other", "Årsmål 2024": "target"}
    assert kinds("T1 2023", "Prognos helår 2023")["Prognos helår 2023"] == "forecast"


def test_the_targets_of_the_documents_own_year() -> None:
    titles = ("Årsmål 2022", "Årsmål 2023", "KF:s årsmål 2022", "KF:s årsmål 2023")
    assert kinds("VB 2023", *titles) == dict(zip(titles, ("other", "target", "other", "kf_target"), strict=True))


def test_a_target_of_another_year_alone_is_not_the_documents() -> None:
    assert kinds("VB 2023", "Utfall", "Årsmål 2024") == {"Utfall": "outcome", "Årsmål 2024": "other"}


def test_genders_alone_tell_the_outcome_before_them() -> None:
    assert kinds("T1 2024", "Utfall T1", "Kvinnor", "Män", "Årsmål", "Flickor") == {
        "Utfall T1": "outcome",
        "Kvinnor": "outcome_women",
        "Män": "outcome_men",
        "Årsmål": "target",
        "Flickor": "other",
    }


def test_genders_of_the_year_before_are_not_the_documents() -> None:
    found = kinds("VB 2023", "Utfall 2022 kvinnor", "Utfall 2023 kvinnor", "Utfall 2023")
    assert found == {"Utfall 2022 kvinnor": "other", "Utfall 2023 kvinnor": "outcome_women", "Utfall 2023": "outcome"}


def test_without_the_documents_period_no_tertial_is_chosen() -> None:
    assert kinds("", "Utfall T1", "Utfall T2", "Prognos T2", "Årsmål") == {
        "Utfall T1": "other",
        "Utfall T2": "other",
        "Prognos T2": "other",
        "Årsmål": "target",
    }
