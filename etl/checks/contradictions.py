"""Documents that say different things about the same figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.vocabulary import FindingKind, Period, TargetForm
from etl.checks.precision import printed_step
from etl.checks.problem import Problem

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as one document says it. ``what`` names it in Swedish (``utfallet VB 2019 för kvinnor``)."""

    indicator: str
    indicator_name: str
    what: str
    printed: str
    value: float | None
    form: TargetForm | None
    document_key: str
    document_id: int
    file_name: str
    reported: Period
    load_id: int
    locator: str
    """Where it stands in the file, in words."""
    is_statistics: bool = False
    """It stands in a table of statistics, which is no plan or follow-up."""


def contradictions(figures: Iterable[Said]) -> Iterator[tuple[Said, Problem]]:
    """A warning for every figure that documents disagree on (outcomes: beyond rounding), with what the latest reported one says.

    Both are kept; the later reported one counts, of two reported at the same time the one loaded last.
    """
    alike: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for figure in figures:
        alike[figure.indicator, figure.what].append(figure)
    for told in alike.values():
        by_age = sorted(told, key=lambda each: (each.reported, each.load_id), reverse=True)
        if any(_differ(by_age[0], other) for other in by_age[1:]):
            yield by_age[0], _warning(by_age)


def _differ(one: Said, other: Said) -> bool:
    """Whether the latest reported of two says something else. Within one document it is for another rule to ask."""
    if one.document_key == other.document_key:
        return False
    if one.form is not other.form:
        return True
    if one.form is None and other.value is None:
        return False  # what was missing earlier has come; the other way round, a figure has gone
    if one.value is None or other.value is None:
        return one.value is not other.value
    if one.form is not None:  # a target is set, not measured: it has no rounding
        return abs(one.value - other.value) > _SAME
    slack = max(printed_step(one.printed), printed_step(other.printed)) / 2 + _SAME
    return abs(one.value - other.value) > slack


def _warning(by_age: Sequence[Said]) -> Problem:
    latest = by_age[0]
    told = [latest, *(each for each in by_age[1:] if _differ(latest, each))]
    by_print: dict[str, list[Said]] = defaultdict(list)
    for each in told:
        by_print[each.printed].append(each)
    in_one_file = len({each.file_name for each in told}) == 1
    listed = [f"{printed} i {_documents(figures, in_one_file)}" for printed, figures in by_print.items()]
    return Problem(
        kind=FindingKind.WARNING,
        code="contradiction",
        message=f"Dokumenten säger olika om {latest.what} för «{latest.indicator_name}»: {', men '.join(listed)}."
        " Det senast rapporterade gäller; alla är sparade.",
        action="Fråga enheten om du är osäker på vilket som är rätt. Rätta i så fall källan och läs in den igen.",
        printed=" / ".join(by_print),
        indicator=latest.indicator,
    )


def _documents(figures: Sequence[Said], in_one_file: bool) -> str:
    """``VP 2024 och T1 2024``, with the files' names where they are not all the same."""
    names = dict.fromkeys(_document(each, in_one_file) for each in figures)
    return " och ".join(reversed(names))


def _document(figure: Said, in_one_file: bool) -> str:
    if figure.is_statistics:
        return figure.file_name
    return str(figure.reported) if in_one_file else f"{figure.file_name} ({figure.reported})"
