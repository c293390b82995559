"""What no single field tells: fields that contradict each other, and names that two definitions claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from data.definitions.models import IndicatorDefinition, LayoutDefinition, ProgrammeDefinition, UnitDefinition
from data.definitions.problems import DefinitionProblem
from data.definitions.validation import quoted
from data.definitions.yaml_file import KeyPath, YamlFile
from data.names import normalise_name
from data.vocabulary import Aggregate, Measure, MeasuredOver, UnitKind

Located = tuple[YamlFile, KeyPath]
Fault = tuple[str, str, str]
"""The field, what stands there, what is expected."""
Model = TypeVar("Model")

_KIND_ORDER = tuple(UnitKind)
_PER_CENT = ("%", "procent")


def indicator_contradictions(one: IndicatorDefinition, file: YamlFile) -> Iterator[DefinitionProblem]:
    """Fields of one indicator that cannot both be true."""
    for field, found, expected in (*_about_adding_up(one), *_about_units(one), *_about_judging(one)):
        yield DefinitionProblem(file.path, file.line_of((field,)), field, found, expected)


def _about_adding_up(one: IndicatorDefinition) -> Iterator[Fault]:
    """Over the year and over units: counts and amounts are summed, shares and indices are averaged."""
    adds_up = one.measure in (Measure.COUNT, Measure.AMOUNT)
    if one.accumulates and not adds_up:
        yield "accumulates", f"true för måttet {one.measure}", "true bara för count (antal) eller amount (mängd)"
    if one.accumulates and one.measured_over not in (None, MeasuredOver.YEAR_TO_DATE):
        found = f"{one.measured_over} trots att accumulates är true"
        yield "measured_over", found, "year_to_date, eller inget, för det som räknas ihop under året"
    if one.aggregate is Aggregate.SUM and not adds_up:
        yield "aggregate", f"sum för måttet {one.measure}", "weighted_mean eller none: andelar och index summeras inte"
    if one.aggregate is Aggregate.WEIGHTED_MEAN and one.measure is Measure.COUNT:
        yield "aggregate", "weighted_mean för måttet count", "sum eller none; ett genomsnittligt antal har måttet amount"
    if one.aggregate is Aggregate.WEIGHTED_MEAN and one.measure is Measure.AMOUNT and one.accumulates:
        yield "aggregate", "weighted_mean trots att accumulates är true", "sum eller none för det som räknas ihop under året"


def _about_units(one: IndicatorDefinition) -> Iterator[Fault]:
    if one.measure is Measure.SHARE and one.unit_of_measure != "%":
        yield "unit_of_measure", quoted(one.unit_of_measure), '"%" för måttet share (andel)'
    if one.measure is not Measure.SHARE and one.unit_of_measure.casefold() in _PER_CENT:
        found = f"{quoted(one.unit_of_measure)} för måttet {one.measure}"
        yield "unit_of_measure", found, "en annan måttenhet, eller måttet share för det som mäts i procent"
    if one.measure is Measure.AMOUNT and not one.unit_of_measure:
        yield "unit_of_measure", quoted(one.unit_of_measure), 'en måttenhet för måttet amount (mängd), till exempel "GWh"'


def _about_judging(one: IndicatorDefinition) -> Iterator[Fault]:
    if one.better is None and not one.open_question and not one.is_draft:
        yield "better", "inget", "higher eller lower, eller en fråga i open_question"
    if one.better is not None and one.open_question:
        yield "open_question", "en fråga trots att better är angivet", "en fråga bara när better inte är angivet"
    if one.is_sensitive and one.min_group is None:
        yield "min_group", "inget", "ett minsta antal personer när is_sensitive är true"


def programme_contradictions(one: ProgrammeDefinition, file: YamlFile) -> Iterator[DefinitionProblem]:
    """Years in the wrong order, and numbers that two goals bear."""
    if one.last_year < one.first_year:
        yield DefinitionProblem(
            file.path, file.line_of(("last_year",)), "last_year", str(one.last_year), f"{one.first_year} eller senare"
        )
    numbers = [goal.number for goal in one.goals]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        at = file.line_of(("inriktningsmal",))
        yield DefinitionProblem(file.path, at, "number", f"{quoted(number)} på två mål", "ett eget nummer för varje mål")


def programme_overlaps(found: Iterable[tuple[ProgrammeDefinition, Located]]) -> Iterator[DefinitionProblem]:
    """Years that two programmes claim: the goals of such a year would be either's."""
    by_year = sorted(found, key=lambda each: each[0].first_year)
    for (earlier, (other_file, _)), (later, (file, at)) in pairwise(by_year):
        if later.first_year <= earlier.last_year:
            taken = f"{later.first_year}, som redan hör till {earlier.name} i {other_file.path.name}"
            yield _at(file, (*at, "first_year"), "first_year", taken, f"{earlier.last_year + 1} eller senare")


def layout_contradictions(one: LayoutDefinition, file: YamlFile) -> Iterator[DefinitionProblem]:
    """Headers that two sorts of columns claim, and columns that are asked for but have no header."""
    taken: dict[str, str] = {}
    for role, headers in one.columns.items():
        for index, header in enumerate(headers):
            other = taken.setdefault(normalise_name(header), role)
            if other != role and not {other, role} & one.values.keys():
                line = file.line_of(("columns", role, index))
                found = f"rubriken {quoted(header)}, som också står under {other}"
                yield DefinitionProblem(file.path, line, "columns", found, "varje rubrik på ett ställe, eller ord i values")
    for field, roles in (("required", one.required), ("fill_down", one.fill_down)):
        for index, each in enumerate(roles):
            if each not in one.columns and each not in one.across:
                line = file.line_of((field, index))
                yield DefinitionProblem(file.path, line, field, quoted(each), "ett slag som har rubriker i columns")


def unit_contradictions(found: Iterable[tuple[UnitDefinition, Located]]) -> Iterator[DefinitionProblem]:
    """Levels out of order, ends before beginnings, and slugs or names that two units claim."""
    units = list(found)
    by_slug = {unit.slug: unit for unit, _ in reversed(units)}
    for unit, (file, at) in units:
        parent = by_slug.get(unit.parent or "")
        if (parent is None) is not (unit.kind is UnitKind.STAD):
            yield _at(file, (*at, "kind"), "kind", quoted(unit.kind), "stad överst i filen, och ingen stad under en annan enhet")
        elif parent is not None and _KIND_ORDER.index(unit.kind) <= _KIND_ORDER.index(parent.kind):
            yield _at(file, (*at, "kind"), "kind", quoted(unit.kind), f"en nivå under {parent.kind}")
        if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
            yield _at(file, (*at, "valid_to"), "valid_to", str(unit.valid_to), f"{unit.valid_from} eller senare")
    yield from name_clashes(units, "slug", lambda unit: (unit.slug,))
    for parent_slug in {unit.parent for unit, _ in units}:
        siblings = [(unit, place) for unit, place in units if unit.parent == parent_slug]
        yield from name_clashes(siblings, "name", lambda unit: unit.all_names)


def name_clashes(
    found: Iterable[tuple[Model, Located]], field: str, names_of: Callable[[Model], Iterable[str]]
) -> Iterator[DefinitionProblem]:
    """One fault for every name that an earlier definition has already, however it is written."""
    taken: dict[str, Located] = {}
    for definition, (file, at) in found:
        for normalised, name in {normalise_name(name): name for name in names_of(definition)}.items():
            if normalised not in taken:
                taken[normalised] = (file, at)
                continue
            other_file, other_at = taken[normalised]
            where = f"{other_file.path.name}, rad {other_file.line_of((*other_at, field))}"
            yield _at(file, (*at, field), field, f"{quoted(name)}, som redan finns i {where}", "ett namn som inget annat har")


def _at(file: YamlFile, key_path: KeyPath, field: str, found: str, expected: str) -> DefinitionProblem:
    return DefinitionProblem(file.path, file.line_of(key_path), field, found, expected)
