"""The goal tree of one document, made from the order in which its goals stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.names import normalise_name
from data.vocabulary import FindingKind, GoalLevel, Period
from etl.checks import Problem
from etl.loading.register import KnownUnit, Register
from etl.normalise.printed import folded
from etl.normalise.proposals import difference, nearest_names
from etl.readers import records

TITLE_DIFFERS, TITLE_NEAR = "goal_title_differs", "goal_title_near"

LEAST_LIKENESS_OF_GOALS = 0.85
"""Titles of goals are long and share many words: only what differs by a word or two is worth asking about."""

_COUNCIL = (GoalLevel.KF_INRIKTNINGSMAL, GoalLevel.KF_MAL)


@dataclass(slots=True)
class GoalNode:
    """A goal in its place: ``parent_id`` is the nearest goal above it of a higher level, ``order`` counts from 0."""

    id: int
    level: GoalLevel
    title: str
    parent_id: int | None
    order: int
    problems: list[Problem] = field(default_factory=list)


class GoalTree:
    """Goals by their place: each stands under the last one before it of a higher level."""

    def __init__(self, unit: KnownUnit, document: Period, register: Register) -> None:
        self._unit = unit
        self._document = document
        self._register = register
        self._above: list[GoalNode] = []
        self._by_printed: dict[str, int] = {}
        self._count = 0

    def add(self, record: records.Goal) -> GoalNode | Problem:
        """The goal's node, or what is wrong with it when it has no level or title."""
        title, number = folded(record.title), folded(record.number).rstrip(".")
        if record.level not in {level.value for level in GoalLevel} or not normalise_name(title):
            return Problem(
                kind=FindingKind.QUESTION,
                code="goal_without_title",
                message="Ett mål saknar rubrik eller nivå och är inte inläst. Det som står under det hör till målet före.",
                action="Jämför med originaldokumentet, rätta målets rubrik i källan och läs in den igen.",
                printed=record.printed,
                line=record.line,
            )
        level = GoalLevel(record.level)
        self._above = [node for node in self._above if node.level.depth < level.depth]
        node = GoalNode(
            id=self._register.goal_id(level, number, title, self._unit, self._document.year),
            level=level,
            title=title,
            parent_id=self._above[-1].id if self._above else None,
            order=self._count,
        )
        node.problems.extend(self._against_programme(record, level, number, title))
        self._above.append(node)
        self._by_printed[folded(record.printed)] = node.id
        self._count += 1
        return node

    def id_of(self, printed: str) -> int | None:
        """The goal that a row refers to by what is printed; the last goal where it is not found; None before any goal."""
        plain = folded(printed)
        last = self._above[-1].id if self._above else None
        return self._by_printed.get(plain, last) if plain else None

    def _against_programme(self, record: records.Goal, level: GoalLevel, number: str, title: str) -> list[Problem]:
        year = self._document.year
        if level not in _COUNCIL or self._register.is_programme_title(level, title, year):
            return []
        decided = self._register.programme_title(number, year) if number else ""
        near = [] if decided else nearest_names(title, self._register.programme_titles(level, year), LEAST_LIKENESS_OF_GOALS)
        if not decided and not near:
            return []
        meant = f"heter «{decided}»" if decided else f"«{near[0]}» har nästan samma rubrik"
        return [
            Problem(
                kind=FindingKind.QUESTION,
                code=TITLE_DIFFERS if decided else TITLE_NEAR,
                message=f"KF:s mål {f'{number} ' if decided else ''}{meant} i programmet {self._register.programme(year)}."
                f" I dokumentet står «{title}». {difference(title, decided or near[0])}".rstrip(),
                action="Är det samma mål, svara det med python -m etl settle: rubriken läggs bland målets other_titles."
                " Rätta annars källan, eller programmet i data/definitions/programmes.",
                printed=title,
                line=record.line,
            )
        ]
