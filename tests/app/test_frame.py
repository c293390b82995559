"""What stands around every page: the choice of a period."""

from __future__ import annotations

from app.presenters.frame import period_choices
from data.vocabulary import Period


def test_every_year_has_the_same_columns_and_what_it_lacks_leads_nowhere() -> None:
    periods = [Period.from_code(code) for code in ("VB 2022", "T1 2023", "T2 2023", "VB 2023", "T1 2024")]
    choices = period_choices(periods, lambda period: f"/{period}", Period.from_code("T2 2023"))
    assert [year.name for year in choices] == ["2024", "2023", "2022"]
    assert {tuple(one.name for one in year.below) for year in choices} == {("T1", "T2", "VB")}
    assert [[bool(one.href) for one in year.below] for year in choices] == [
        [True, False, False],
        [True, True, True],
        [False, False, True],
    ]
    assert [one.hint for year in choices for one in year.below if one.is_chosen] == ["tertial 2 2023"]
    assert sum(bool(one.href) for year in choices for one in year.below) == len(periods)
