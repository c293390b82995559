"""KF:s årsmål of the whole city beside a unit's own figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data.vocabulary import FindingKind, Measure
from etl.checks import CellName
from etl.checks.city_target import MAYBE_OF_THE_CITY, OF_THE_CITY, city_target_beside_local
from tests.checks.rows import row

ENERGY = row("Köpt energi", Measure.AMOUNT, "GWh", previous="3,13 GWh", target="3,3 GWh", kf_target="1 945 GWh")


def test_what_is_known_to_be_the_citys_is_a_remark_and_not_compared() -> None:
    (remark,) = city_target_beside_local(replace(ENERGY, kf_target_is_local=False))
    assert (remark.kind, remark.code, remark.doubtful) == (FindingKind.WARNING, OF_THE_CITY, frozenset())
    assert "(1 945 GWh, bredvid enhetens 3,3 GWh) gäller hela staden" in remark.message


def test_what_may_be_the_citys_is_asked_and_not_compared_before_it_is_answered() -> None:
    (question,) = city_target_beside_local(ENERGY)
    assert (question.kind, question.code) == (FindingKind.QUESTION, MAYBE_OF_THE_CITY)
    assert question.doubtful == {CellName.KF_TARGET}
    assert "kf_target_is_local: false" in question.action


@pytest.mark.parametrize(
    "cells",
    [
        {"target": "3,3 GWh", "kf_target": "50 GWh"},
        {"kf_target": "1 945 GWh"},
        {"target": "3,3 GWh", "kf_target": "Tas fram av nämnd"},
        {"target": "3,3 GWh", "kf_target": "1 945 000 kr"},
        {"target": "0 GWh", "kf_target": "10 GWh"},
    ],
    ids=["fifteen times", "nothing beside it", "delegated", "another unit of measure", "beside nought"],
)
def test_what_tells_nothing_is_not_asked(cells: dict[str, Any]) -> None:
    assert list(city_target_beside_local(row("Köpt energi", Measure.AMOUNT, "GWh", **cells))) == []


def test_a_share_is_never_the_citys_by_its_size() -> None:
    assert list(city_target_beside_local(row(outcome="2 %", target="3 %", kf_target="90 %"))) == []
