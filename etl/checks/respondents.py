"""Numbers of respondents that cannot be: the value behind which they stand may be as wrong as they."""

from __future__ import annotations

from collections.abc import Iterator

from data.vocabulary import FindingKind
from etl.checks.problem import Problem
from etl.checks.row import Row


def impossible_respondents(row: Row) -> Iterator[Problem]:
    """A question for every number of respondents below 0, not whole, or not readable. The outcome is kept and not judged.

    Without its number of respondents nobody can tell whether the outcome may be shown, or how much chance there is in it.
    """
    for name, printed in row.odd_respondents.items():
        yield Problem(
            kind=FindingKind.QUESTION,
            code="impossible_respondents",
            message=f"Antalet svarande bakom {name.value} för «{row.name}» {_why(printed.value)}. Utfallet bedöms inte.",
            action="Fråga enheten hur många som har svarat, rätta antalet i källan och läs in den igen.",
            printed=printed.printed,
            line=row.line,
            indicator=row.indicator,
            doubtful=frozenset({name}),
        )


def _why(number: float | None) -> str:
    if number is None:
        return "går inte att läsa"
    if number < 0:
        return "är mindre än 0"
    return "är inget heltal" if number % 1 else "har en måttenhet som inte räknar personer"
