"""The part of the specification about groups of people and units: withholding, adding up, stated judgements, what is missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from data.vocabulary import Aggregate, Judgement, JudgementRemark, MissingReason, Period, Status
from etl.rules.adding_up import Part, add_up, units_that_reach
from etl.rules.judgements import remark_on, with_goals_above
from etl.rules.reporting import as_reported, due_on, is_owed
from etl.rules.withholding import expects_too_few, is_too_few, withheld_cells
from tests.rules.cases import YES_NO, Case, indicator
from tests.rules.organisations import organisation, outcome
from tests.rules.printed import figure, written

AGGREGATE = {"vägt medelvärde": Aggregate.WEIGHTED_MEAN, "summa": Aggregate.SUM, "räknas inte": Aggregate.NONE}
WHY_NONE = {
    MissingReason.NOT_ADDED_UP: "kan inte räknas samman",
    MissingReason.NOT_REPORTED: "ej rapporterad",
    MissingReason.NOT_YET_DUE: "ännu inte dags",
    MissingReason.NOT_APPLICABLE: "inte tillämpligt",
    MissingReason.WITHHELD: "undertryckt",
    MissingReason.DROPPED_OUT: "bortfall",
}
STATUS_SHOWN = {
    "uppfylls helt": Status.UPPFYLLS_HELT,
    "uppfylls delvis": Status.UPPFYLLS_DELVIS,
    "uppfylls inte": Status.UPPFYLLS_INTE,
    "ej bedömd": Status.EJ_BEDOMD,
    "ej rapporterad": Status.EJ_RAPPORTERAD,
    "undertryckt": Status.EJ_BEDOMD,
}
STATED = {
    "": None,
    "uppfylls helt": Judgement.UPPFYLLS_HELT,
    "uppfylls delvis": Judgement.UPPFYLLS_DELVIS,
    "uppfylls inte": Judgement.UPPFYLLS_INTE,
}
REMARK = {None: "", JudgementRemark.STATED_BETTER: "angivet bättre", JudgementRemark.STATED_WORSE: "angivet sämre"}


def _n(text: str) -> int | None:
    return int(text) if text else None


def _few(case: Case) -> dict[str, str]:
    too_few = is_too_few(
        outcome(case.cell("utfall")),
        _n(case.cell("svarande")),
        min_group=int(case.cell("minsta grupp")),
        is_sensitive=YES_NO[case.cell("känslig")],
        indicator=indicator(case),
    )
    return {"undertrycks": "ja" if too_few else "nej"}


def _few_expected(case: Case) -> dict[str, str]:
    too_few = expects_too_few(
        figure(case.cell("prognos")),
        min_group=int(case.cell("minsta grupp")),
        is_sensitive=YES_NO[case.cell("känslig")],
        indicator=indicator(case),
    )
    return {"undertrycks": "ja" if too_few else "nej"}


def _withheld(case: Case) -> dict[str, str]:
    given, rules = organisation(case.cell("siffror")), indicator(case)
    min_group, is_sensitive = int(case.cell("minsta grupp")), YES_NO[case.cell("känslig")]
    withheld = withheld_cells(given.cells, given.parents, rules, min_group=min_group, is_sensitive=is_sensitive)
    few = {
        key
        for key, cell in given.cells.items()
        if is_too_few(cell.figure, cell.n, min_group=min_group, is_sensitive=is_sensitive, indicator=rules)
    }
    return {"för få": given.written(few), "dessutom": given.written(withheld - few)}


def _added_up(case: Case) -> dict[str, str]:
    added = add_up(
        [_part(text) for text in case.cell("enheter").split("; ")],
        replace(
            indicator(case),
            aggregate=AGGREGATE[case.cell("räknas samman som")],
            decimals=int(case.cell("decimaler", "0")),
        ),
    )
    total = added.figure
    return {
        "blir": written(total.value, total.unit) if total.missing is None else WHY_NONE[total.missing],
        "med svarande": "" if added.n is None else str(added.n),
        "täckning": f"{added.units_reported} av {added.units_total}",
    }


def _part(text: str) -> Part:
    printed, _, n = text.removesuffix(" utan plan").partition(" n ")
    return Part(outcome(printed), _n(n), owes=not text.endswith(" utan plan"))


def _reach(case: Case) -> dict[str, str]:
    reached, judged = units_that_reach(STATUS_SHOWN[status] for status in case.cell("enheternas status").split("; "))
    return {"når årsmålet": f"{reached} av {judged}"}


def _remark(case: Case) -> dict[str, str]:
    reached, partly, missed = (int(case.cell(column)) for column in ("nås", "nås delvis", "nås inte"))
    return {"anmärkning": REMARK[remark_on(STATED[case.cell("angivet")], reached, partly, missed)]}


def _picture(case: Case) -> dict[str, str]:
    """Goals are written as paths, ``A/B`` for B under A; an indicator as the goal that it stands under and its status."""
    paths = case.cell("planens mål").split("; ")
    above = {path.rpartition("/")[2]: path.rpartition("/")[0].rpartition("/")[2] or None for path in paths}
    counted: dict[str, Counter[str]] = {}
    for said in case.cell("indikatorer").split("; "):
        goal, _, status = said.partition(": ")
        counted.setdefault(goal, Counter())[STATUS_SHOWN[status]] += 1
    of_goal = with_goals_above(counted, above).get(case.cell("mål"), Counter())
    words = {"helt": Status.UPPFYLLS_HELT, "delvis": Status.UPPFYLLS_DELVIS, "inte": Status.UPPFYLLS_INTE}
    numbers = {word: of_goal[status] for word, status in words.items()}
    numbers["övriga"] = of_goal.total() - sum(numbers.values())
    return {"målet får": ", ".join(f"{number} {word}" for word, number in numbers.items() if number) or "inga"}


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _missing(case: Case) -> dict[str, str]:
    period, today = Period.from_code(case.cell("uppföljning")), dt.date.fromisoformat(case.cell("idag"))
    valid_from, valid_to = (_day(case.cell(column)) for column in ("finns från", "finns till"))
    owed = YES_NO[case.cell("utlovad")] and is_owed(period, valid_from=valid_from, valid_to=valid_to)
    came = as_reported(outcome(case.cell("utfall")) if case.cell("utfall") else None, period, today, is_owed=owed)
    due = due_on(period, is_owed=owed)
    return {
        "läge": "rapporterad" if came.missing is None else WHY_NONE[came.missing],
        "senast": due.isoformat() if due is not None else "",
    }


RULES: dict[str, Callable[[Case], dict[str, str]]] = {
    "för få": _few,
    "för få i prognosen": _few_expected,
    "undertryckning": _withheld,
    "sammanräkning": _added_up,
    "enheter som når årsmålet": _reach,
    "angiven bedömning": _remark,
    "målets indikatorer": _picture,
    "saknade uppgifter": _missing,
}
EXPECTED_COLUMNS = frozenset(
    {"undertrycks", "för få", "dessutom", "blir", "med svarande", "täckning", "når årsmålet", "anmärkning"}
    | {"läge", "senast", "målet får"}
)
