"""The names that the store knows: which unit, indicator or goal a printed name stands for, and drafts for new names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from data.definitions import Definitions
from data.names import normalise_name, slug
from data.schema import Goal, Indicator, IndicatorName, Unit, UnitName
from data.vocabulary import Better, GoalLevel, Measure, UnitKind


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: int
    slug: str
    name: str
    kind: str
    parent_id: int | None
    first_year: int | None
    last_year: int | None
    is_defined: bool

    def existed(self, year: int) -> bool:
        """Whether the unit existed some time in the year."""
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    id: int
    slug: str
    name: str
    measure: Measure | None
    unit_of_measure: str
    is_defined: bool
    kf_target_is_local: bool = True
    better: Better | None = None


class Register:
    """Names within one transaction. Example units and real units never answer to each other's names."""

    def __init__(self, connection: Connection, definitions: Definitions, *, is_example: bool) -> None:
        self._connection = connection
        self._definitions = definitions
        self._is_example = is_example
        self._goals: dict[str, dict[str, tuple[int, str]]] = {}
        self._units = self._read_units()
        self._unit_names = self._read_names(UnitName.normalised, UnitName.unit_id)
        self._indicators = self._read_indicators()
        self._indicator_names = self._read_names(IndicatorName.normalised, IndicatorName.indicator_id)

    # -- units

    def units_named(self, name: str, year: int | None) -> list[KnownUnit]:
        """The units that bear the name (or slug); only those that existed that year, if it is known and any of them did."""
        ids = self._unit_names.get(normalise_name(name), [])
        named = [self._units[id_] for id_ in ids if id_ in self._units] or [u for u in self._units.values() if u.slug == name]
        return [unit for unit in named if year is None or unit.existed(year)] or named

    def unit_names(self) -> list[str]:
        """Names to propose: those of units that are placed in the organisation."""
        return [unit.name for unit in self._units.values() if unit.is_defined]

    def add_draft_unit(self, name: str, code: str = "") -> KnownUnit:
        """A unit for a name (and its source's mark) that nobody has defined; a question about it is for the caller to ask."""
        new_slug = self._free_slug(Unit.slug, name, "enhet")
        values = {"slug": new_slug, "name": name, "kind": UnitKind.ENHET.value, "is_example": self._is_example, "is_draft": True}
        id_ = _inserted(self._connection, Unit, values)
        unit = KnownUnit(id_, new_slug, name, UnitKind.ENHET.value, None, None, None, is_defined=False)
        self._units[id_] = unit
        for normalised, each in _answers_to(name, code).items():
            self._connection.execute(insert(UnitName).values(unit_id=id_, name=each, normalised=normalised))
            self._unit_names.setdefault(normalised, []).append(id_)
        return unit

    def authority_of(self, unit: KnownUnit) -> KnownUnit:
        """The förvaltning above the unit, whose board sets nämndmål; the unit itself while it is not placed under one."""
        above: KnownUnit | None = unit
        while above is not None and above.kind != UnitKind.FORVALTNING:
            above = self._units.get(above.parent_id) if above.parent_id is not None else None
        return above or unit

    # -- indicators

    def indicator_named(self, name: str) -> KnownIndicator | None:
        ids = self._indicator_names.get(normalise_name(name), [])
        return self._indicators[ids[0]] if ids else None

    def indicator_coded(self, code: str) -> KnownIndicator | None:
        """The indicator that a source's own mark stands for: its slug, or a mark that its definition tells."""
        by_slug = (each for each in self._indicators.values() if each.slug == code)
        return (self.indicator_named(code) or next(by_slug, None)) if code else None

    def indicator_names(self) -> list[str]:
        """Names to propose: those of indicators that are defined."""
        return [indicator.name for indicator in self._indicators.values() if indicator.is_defined]

    def add_draft_indicator(self, name: str, code: str = "") -> KnownIndicator:
        """An indicator for a name (and its source's mark) that nobody has defined: what it measures is not known."""
        new_slug = self._free_slug(Indicator.slug, name, "indikator")
        id_ = _inserted(self._connection, Indicator, {"slug": new_slug, "name": name, "short_name": name, "is_draft": True})
        indicator = KnownIndicator(id_, new_slug, name, None, "", is_defined=False)
        self._indicators[id_] = indicator
        for normalised, each in _answers_to(name, code).items():
            self._connection.execute(insert(IndicatorName).values(indicator_id=id_, name=each, normalised=normalised))
            self._indicator_names.setdefault(normalised, []).append(id_)
        return indicator

    # -- goals

    def programme(self, year: int) -> str:
        """The council's programme of the year; the year itself where no programme is defined for it."""
        programme = self._definitions.programme_of(year)
        return programme.name if programme else str(year)

    def goal_id(self, level: GoalLevel, number: str, title: str, unit: KnownUnit, year: int) -> int:
        """The goal of this level and title: the council's, the board's, or the unit's own. Made if it is new."""
        owner = {GoalLevel.NAMNDMAL: self.authority_of(unit), GoalLevel.ENHETSMAL: unit}.get(level)
        programme = self.programme(year)
        title = title if owner else self._decided_title(level, title, year)
        key = "|".join((level.value, programme, str(owner.id) if owner else "", normalise_name(title)))
        goals = self._goals_of(programme)
        if key not in goals:
            values: dict[str, Any] = {"key": key, "level": level.value, "programme": programme, "number": number, "title": title}
            values["owner_unit_id"] = owner.id if owner else None
            goals[key] = (_inserted(self._connection, Goal, values), number)
        id_, known_number = goals[key]
        if number and not known_number:
            self._connection.execute(update(Goal).where(Goal.id == id_).values(number=number))
            goals[key] = (id_, number)
        return id_

    def programme_title(self, number: str, year: int) -> str:
        """The title that the council's programme has under the number; empty where it is not known."""
        programme = self._definitions.programme_of(year)
        return next((goal.title for goal in programme.goals if goal.number == number), "") if programme else ""

    def programme_titles(self, level: GoalLevel, year: int) -> list[str]:
        """The titles of the programme's goals of a level."""
        programme = self._definitions.programme_of(year)
        return [goal.title for goal in programme.goals if goal.level is level] if programme else []

    def is_programme_title(self, level: GoalLevel, title: str, year: int) -> bool:
        """Whether a goal of the level in the year's programme has this title, or is known by it."""
        decided = {normalise_name(each) for each in self.programme_titles(level, year)}
        return normalise_name(self._decided_title(level, title, year)) in decided

    def _decided_title(self, level: GoalLevel, title: str, year: int) -> str:
        """The programme's own title where the printed one is another that the goal is known by."""
        programme = self._definitions.programme_of(year)
        for goal in programme.goals if programme else ():
            if goal.level is level and normalise_name(title) in map(normalise_name, goal.other_titles):
                return goal.title
        return title

    # -- reading

    def _goals_of(self, programme: str) -> dict[str, tuple[int, str]]:
        """Id and number of the programme's goals by their keys, read once."""
        if programme not in self._goals:
            query = select(Goal.key, Goal.id, Goal.number).where(Goal.programme == programme)
            self._goals[programme] = {row.key: (row.id, row.number) for row in self._connection.execute(query)}
        return self._goals[programme]

    def _read_units(self) -> dict[int, KnownUnit]:
        defined = {each.slug for each in self._definitions.units}
        columns = (Unit.id, Unit.slug, Unit.name, Unit.kind, Unit.parent_id, Unit.valid_from, Unit.valid_to)
        rows = self._connection.execute(select(*columns).where(Unit.is_example == self._is_example).order_by(Unit.id))
        return {
            row.id: KnownUnit(
                *row[:5],
                row.valid_from.year if row.valid_from else None,
                row.valid_to.year if row.valid_to else None,
                row.slug in defined,
            )
            for row in rows
        }

    def _read_indicators(self) -> dict[int, KnownIndicator]:
        defined = {each.slug for each in self._definitions.indicators}
        columns = (Indicator.id, Indicator.slug, Indicator.name, Indicator.measure, Indicator.unit_of_measure)
        more = (Indicator.kf_target_is_local, Indicator.better)
        return {
            row.id: KnownIndicator(
                *(row.id, row.slug, row.name, Measure(row.measure) if row.measure else None, row.unit_of_measure),
                is_defined=row.slug in defined,
                kf_target_is_local=bool(row.kf_target_is_local),
                better=Better(row.better) if row.better else None,
            )
            for row in self._connection.execute(select(*columns, *more))
        }

    def _read_names(self, name: Any, owner: Any) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for normalised, owner_id in self._connection.execute(select(name, owner).order_by(owner)):
            found[normalised].append(owner_id)
        return dict(found)

    def _free_slug(self, column: Any, name: str, fallback: str) -> str:
        wanted = slug(name)[:80].strip("-") or fallback
        taken = set(self._connection.execute(select(column).where(column.startswith(wanted))).scalars())
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return wanted if wanted not in taken else next(each for each in numbered if each not in taken)


def _answers_to(name: str, code: str) -> dict[str, str]:
    """The name and the mark as they are compared, once each."""
    return {normalise_name(each): each for each in (name, code) if each}


def _inserted(connection: Connection, table: Any, values: dict[str, Any]) -> int:
    return int(connection.execute(insert(table).values(**values).returning(table.id)).scalar_one())
