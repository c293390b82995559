"""The specification of the rules: each case of the tables run through the rules.

The tests compare what the rules give with the columns that a table expects; ``document`` prints the same tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from data.vocabulary import (
    Better,
    Change,
    MissingReason,
    Period,
    Periodicity,
    PeriodKind,
    Status,
    StatusReason,
)
from etl.rules.attainment import status_against_kf_target, status_against_target, status_of_forecast
from etl.rules.change import change_since, difference, previous_follow_up
from etl.rules.comparability import is_same_measure
from etl.rules.precedence import outcome_that_counts, target_valid_from, target_valid_on
from etl.rules.reporting import as_reported, latest_due, next_due_change, promised_follow_ups
from tests.rules import chance, groups, lifted
from tests.rules.cases import GENDER, YES_NO, Case, Table, indicator, tables
from tests.rules.printed import Reading, figure, target, written

STATUS = {
    Status.UPPFYLLS_HELT: "uppfylls helt",
    Status.UPPFYLLS_DELVIS: "uppfylls delvis",
    Status.UPPFYLLS_INTE: "uppfylls inte",
    Status.EJ_BEDOMD: "ej bedömd",
    Status.EJ_RAPPORTERAD: "ej rapporterad",
}
REASON = {
    StatusReason.REACHED: "målet nått",
    StatusReason.WITHIN_TOLERANCE: "inom toleransen",
    StatusReason.MISSED: "målet missat",
    StatusReason.NO_TARGET: "inget mål",
    StatusReason.TARGET_DELEGATED: "delegerat mål",
    StatusReason.TARGET_IN_WORDS: "mål i ord",
    StatusReason.TARGET_DOUBTFUL: "tveksamt mål",
    StatusReason.DIRECTION_UNKNOWN: "riktning saknas",
    StatusReason.NO_PREVIOUS_YEAR: "förra årets utfall saknas",
    StatusReason.NOT_COMPARABLE: "inte jämförbart",
    StatusReason.OUTCOME_UNREADABLE: "oläsligt utfall",
    StatusReason.OUTCOME_DOUBTFUL: "tveksamt utfall",
    StatusReason.NOT_REPORTED: "inte rapporterat",
    StatusReason.NOT_YET_DUE: "ännu inte dags",
    StatusReason.NOT_APPLICABLE: "inte tillämpligt",
    StatusReason.DROPPED_OUT: "bortfall",
    StatusReason.WITHHELD: "undertryckt",
    StatusReason.PREVIOUS_YEAR_WITHHELD: "förra årets utfall undertryckt",
    StatusReason.NOT_ADDED_UP: "kan inte räknas samman",
}
MISSING = {
    MissingReason.NOT_REPORTED: "ej rapporterad",
    MissingReason.NOT_YET_DUE: "ännu inte dags",
    MissingReason.WITHHELD: "undertryckt",
    MissingReason.DROPPED_OUT: "bortfall",
}
CHANGE = {
    Change.BETTER: "bättre",
    Change.WORSE: "sämre",
    Change.UNCHANGED: "oförändrat",
    Change.UNDIRECTED: "ändrat, utan riktning",
    None: "jämförs inte",
}


def computed(case: Case) -> dict[str, str]:
    """What the rules give for a case, by the column that expects it."""
    return RULES[case.rule](case)


def _status(case: Case) -> dict[str, str]:
    last_year = figure(case.cell("förra året")) if case.cell("förra året") else None
    kind, gender = PeriodKind(case.cell("uppföljning", "VB")), GENDER[case.cell("kön")]
    goal = target(case.cell("årsmål")) if case.cell("årsmål") else None
    of, rules = figure(case.cell("utfall") or case.cell("prognos")), indicator(case)
    if case.rule == "prognos":
        judged = status_of_forecast(of, goal, rules, gender=gender, last_year=last_year)
    elif case.rule == "status mot KF:s årsmål":
        judged = status_against_kf_target(of, goal, rules, follow_up=kind, gender=gender, last_year=last_year)
    else:
        judged = status_against_target(of, goal, rules, follow_up=kind, gender=gender, last_year=last_year)
    return {
        "status": STATUS[judged.status],
        "skäl": REASON[judged.reason],
        "hålls mot": written(judged.judged_level),
        "delvis till": written(judged.judged_limit),
        "riktning": {None: "", Better.HIGHER: "högre", Better.LOWER: "lägre"}[judged.judged_better],
    }


def _same_measure(case: Case) -> dict[str, str]:
    same = is_same_measure(case.cell("utfallets enhet"), case.cell("målets enhet"), indicator(case))
    return {"jämförs": "ja" if same else "nej"}


def _change(case: Case) -> dict[str, str]:
    now, then, rules = figure(case.cell("nu")), figure(case.cell("då")), indicator(case)
    return {"förändring": CHANGE[change_since(now, then, rules)], "skillnad": written(difference(now, then, rules))}


def _previous(case: Case) -> dict[str, str]:
    measured = [Period.from_code(code) for code in case.cell("mätt").split(", ")]
    same_kind_only = YES_NO[case.cell("följs årsvis eller ackumuleras")]
    before = previous_follow_up(Period.from_code(case.cell("uppföljning")), measured, same_kind_only=same_kind_only)
    return {"föregående": str(before or "inget")}


def _promised(case: Case) -> dict[str, str]:
    plan, definition = (Periodicity(text) if text else None for text in (case.cell("planen"), case.cell("definitionen")))
    return {"rapporteras": ", ".join(promised_follow_ups(plan, definition))}


def _reporting(case: Case) -> dict[str, str]:
    outcome = figure(case.cell("utfall")) if case.cell("utfall") else None
    came = as_reported(outcome, Period.from_code(case.cell("uppföljning")), dt.date.fromisoformat(case.cell("idag")))
    return {"visas som": written(came.value, came.unit) if came.missing is None else MISSING[came.missing]}


def _calendar(case: Case) -> dict[str, str]:
    day = dt.date.fromisoformat(case.cell("idag"))
    return {"senast avslutad": str(latest_due(day)), "nästa ändring": next_due_change(day).isoformat()}


def _valid_target(case: Case) -> dict[str, str]:
    said = [Reading.parse(number, text) for number, text in enumerate(case.cell("dokumenten säger").split("; "), start=1)]
    by_valid_from = [reading.as_target(target_valid_from(reading.reported)) for reading in said]
    valid = target_valid_on(by_valid_from, Period.from_code(case.cell("uppföljning")).last_day)
    return {"gäller": valid.text if valid is not None else "inget"}


def _counting_outcome(case: Case) -> dict[str, str]:
    said = [Reading.parse(number, text) for number, text in enumerate(case.cell("dokumenten säger").split("; "), start=1)]
    counts = outcome_that_counts(said)
    return {"gäller": counts.text if counts is not None else "inget"}


RULES: dict[str, Callable[[Case], dict[str, str]]] = {
    "status mot årsmålet": _status,
    "status mot KF:s årsmål": _status,
    "prognos": _status,
    "samma slags mått": _same_measure,
    "förändring": _change,
    "föregående uppföljning": _previous,
    "utlovad uppföljning": _promised,
    "rapportering": _reporting,
    "kalender": _calendar,
    "gällande mål": _valid_target,
    "gällande utfall": _counting_outcome,
    **chance.RULES,
    **groups.RULES,
    **lifted.RULES,
}
EXPECTED_COLUMNS = frozenset(
    {"status", "skäl", "hålls mot", "delvis till", "riktning", "jämförs", "förändring", "skillnad", "föregående"}
    | {"rapporteras", "visas som", "senast avslutad", "nästa ändring", "gäller"}
    | chance.EXPECTED_COLUMNS
    | groups.EXPECTED_COLUMNS
    | lifted.EXPECTED_COLUMNS
)

__all__ = ["EXPECTED_COLUMNS", "REASON", "RULES", "STATUS", "Case", "Table", "computed", "tables"]
