"""What may be shown of the facts that stand beside the read model.

``attainment`` and ``goal_attainment`` hold nothing that is withheld. The tables of facts, the findings and the units' own texts
hold the true numbers (docs/decisions/0006-withholding.md). Whoever reads them for a view goes through this module, and
nothing else decides:

* rows of ``outcome`` or ``forecast`` (value, n, printed text, locator, history): ``may_be_seen(table)`` in the WHERE clause;
* earlier rows that a correction has ended: ``may_be_seen_though_ended(table, min_group)`` in the WHERE clause;
* texts of units, activities and findings: ``withheld_numbers(…)``, then ``.masked(…)`` on each text before it leaves the query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, or_, select

from app.queries.tables import ATTAINMENT, INDICATOR, WITHHELD_ATTAINMENT

MASK = ".."
"""What stands in place of a number that is not shown, as in official statistics."""

_WORDS = (
    "noll", "", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton", "femton",
    "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
_NUMBER_OF_WORD = {word: number for number, word in enumerate(_WORDS) if word}
_NUMERAL = re.compile(
    rf"(?<![\w,.-])(?:\d{{1,3}}(?:[\u00a0\u202f ]\d{{3}})+|\d+)(?:[,.]\d+)?(?!\d|-\w)|\b(?:{'|'.join(_NUMBER_OF_WORD)})\b",
    re.IGNORECASE,
)
"""Numbers in digits, and in words up to twenty; not *en* and *ett*, which are articles, nor parts of dates and names."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def may_be_seen(fact: Table) -> ColumnElement[bool]:
    """That the read model shows the figure of this row. What the read model does not know is not shown either."""
    of = ATTAINMENT.c
    return exists().where(*_same_follow_up(fact), of.gender == fact.c.gender, of.is_withheld.is_(False))


def may_be_seen_though_ended(fact: Table, min_group: int) -> ColumnElement[bool]:
    """The same of an earlier, corrected row of ``outcome``: its own group must have been large enough too.

    Nothing of the unit, indicator and follow-up may be withheld in any gender: the earlier rows could be subtracted from
    the later. ``min_group`` is the installation's default for indicators that have none of their own.
    """
    of, definition = ATTAINMENT.c, INDICATOR.c
    is_hidden = exists().where(*_same_follow_up(fact), of.is_withheld.is_(True))
    least = select(definition.min_group).where(definition.id == fact.c.indicator_id).scalar_subquery()
    is_sensitive = exists().where(definition.id == fact.c.indicator_id, definition.is_sensitive.is_(True))
    group = or_(fact.c.n.is_(None), fact.c.n >= least, and_(least.is_(None), fact.c.n >= min_group))
    count = or_(~is_sensitive, fact.c.value >= least, and_(least.is_(None), fact.c.value >= min_group))
    return and_(may_be_seen(fact), ~is_hidden, group, count)


def _same_follow_up(fact: Table) -> tuple[ColumnElement[bool], ...]:
    of = ATTAINMENT.c
    return (
        of.unit_id == fact.c.unit_id,
        of.year == fact.c.year,
        of.period == fact.c.period,
        of.indicator_id == fact.c.indicator_id,
    )


class _Hidden(NamedTuple):
    unit_id: int
    year: int
    period: str
    indicator_id: int
    value: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class WithheldNumbers:
    """The numbers that are withheld in some units and years. Used to mask texts, never shown."""

    _rows: tuple[_Hidden, ...]

    def masked(self, words: str, unit_id: int, *, indicator_id: int | None = None, period: str | None = None) -> str:
        """The text without the numbers that must not be told.

        In a text about an indicator of which something is withheld every number is masked, for others can follow from it.
        In any other text of the unit it is the withheld values and numbers of respondents themselves, rounded or not. ``period``
        narrows to one follow-up; a finding or an activity has none. Years stay as they are.
        """
        mine = [row for row in self._rows if row.unit_id == unit_id]
        if not mine or not words:
            return words
        about = [row for row in mine if row.indicator_id == indicator_id and period in (None, row.period)]
        told = None if about else _told(mine)
        return _NUMERAL.sub(lambda found: _shown(found[0], told), words)

    def concerns(self, unit_id: int, indicator_id: int, period: str | None = None) -> bool:
        """Whether anything of the unit and indicator is withheld."""
        return any(
            row.unit_id == unit_id and row.indicator_id == indicator_id and period in (None, row.period) for row in self._rows
        )


def withheld_numbers(connection: Connection, unit_ids: Collection[int], years: Collection[int] = ()) -> WithheldNumbers:
    """What is withheld of these units, in these years and the years before them; without years in all."""
    of, shown = WITHHELD_ATTAINMENT.c, ATTAINMENT.c
    query = (
        select(of.unit_id, of.year, of.period, of.indicator_id, of.value, of.n)
        .join_from(
            WITHHELD_ATTAINMENT,
            ATTAINMENT,
            and_(
                shown.unit_id == of.unit_id,
                shown.year == of.year,
                shown.period == of.period,
                shown.indicator_id == of.indicator_id,
                shown.gender == of.gender,
            ),
        )
        .where(of.unit_id.in_(unit_ids), shown.is_withheld.is_(True))
    )
    if years:
        query = query.where(of.year.in_({*years, *(year - 1 for year in years)}))
    return WithheldNumbers(tuple(map(_Hidden._make, connection.execute(query))))


def _told(rows: Iterable[_Hidden]) -> set[float]:
    """The withheld numbers with what they are rounded to: 42.9 is told by 43 too."""
    exact = {float(number) for row in rows for number in (row.value, row.n) if number is not None}
    return {rounded for number in exact for rounded in (number, round(number, 1), float(round(number)))}


def _shown(printed: str, told: set[float] | None) -> str:
    if _YEAR.fullmatch(printed):
        return printed
    if told is None:
        return MASK
    return MASK if _number(printed) in told else printed


def _number(printed: str) -> float:
    word = _NUMBER_OF_WORD.get(printed.casefold())
    if word is not None:
        return float(word)
    return float(re.sub(r"[\u00a0\u202f ]", "", printed).replace(",", "."))
