"""Two documents about the same figure."""

from __future__ import annotations

from data.vocabulary import FindingKind, Period, PeriodKind, TargetForm
from etl.checks.contradictions import Said, contradictions


def said(printed: str, value: float | None, year: int, *, kind: PeriodKind = PeriodKind.VB, form: TargetForm | None = None,
         load: int = 1, key: str = "") -> Said:  # fmt: skip
    return Said(
        indicator="nojda", indicator_name="Andel nöjda", what="utfallet VB 2020", printed=printed, value=value, form=form,
        document_key=key or f"{kind} {year} {load}", document_id=load, file_name=f"{kind}-{year}.txt".lower(),
        reported=Period(year, kind), load_id=load, locator="rad 7",
    )  # fmt: skip


def test_the_later_reported_one_counts_and_it_is_said() -> None:
    ((latest, warning),) = contradictions([said("53 %", 53, 2021, load=1), said("54 %", 54, 2020, load=2)])
    assert latest.reported == Period(2021, PeriodKind.VB)
    assert warning.kind is FindingKind.WARNING
    assert "53 % i vb-2021.txt (VB 2021), men 54 % i vb-2020.txt (VB 2020)" in warning.message


def test_of_two_reported_at_the_same_time_the_one_loaded_last_counts() -> None:
    ((latest, _),) = contradictions([said("53 %", 53, 2020, load=2), said("54 %", 54, 2020, load=1)])
    assert latest.printed == "53 %"


def test_documents_that_say_the_same_are_named_together() -> None:
    plan = said("8,5 %", 8.5, 2024, kind=PeriodKind.VP, load=1)
    first = said("8,5 %", 8.5, 2024, kind=PeriodKind.T1, load=2)
    second = said("9,5 %", 9.5, 2024, kind=PeriodKind.T2, load=3)
    ((_, warning),) = contradictions([plan, first, second])
    assert "9,5 % i t2-2024.txt (T2 2024), men 8,5 % i vp-2024.txt (VP 2024) och t1-2024.txt (T1 2024)." in warning.message
    assert warning.printed == "9,5 % / 8,5 %"


def test_rounding_is_no_contradiction() -> None:
    assert not list(contradictions([said("54 %", 54, 2021), said("53,6 %", 53.6, 2020)]))
    assert list(contradictions([said("54 %", 54, 2021), said("53,4 %", 53.4, 2020)]))


def test_a_delegation_and_a_level_contradict_each_other_but_two_delegations_do_not() -> None:
    level = said("82 %", 82, 2020, form=TargetForm.LEVEL, load=1)
    delegated = said("Tas fram av nämnd", None, 2020, form=TargetForm.DELEGATED, load=2)
    same = said("Tas fram av nämnd/styrelse", None, 2020, form=TargetForm.DELEGATED, load=3)
    assert list(contradictions([level, delegated]))
    assert not list(contradictions([delegated, same]))


def test_within_one_document_it_is_for_another_check() -> None:
    assert not list(contradictions([said("53 %", 53, 2020, key="a"), said("54 %", 54, 2020, key="a")]))


def test_targets_are_compared_exactly() -> None:
    plan = said("9,5 %", 9.5, 2020, kind=PeriodKind.VP, form=TargetForm.LEVEL, load=1)
    assert list(contradictions([plan, said("10 %", 10, 2020, form=TargetForm.LEVEL, load=2)]))
    assert not list(contradictions([plan, said("9,50 %", 9.5, 2020, form=TargetForm.LEVEL, load=2)]))
