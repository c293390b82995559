"""What no single field tells: fields that contradict each other, and names that two definitions claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from data.definitions.models import IndicatorDefinition, ProgrammeDefinition, UnitDefinition
from data.definitions.problems import DefinitionProblem
from data.definitions.validation import quoted
from data.definitions.yaml_file import KeyPath, YamlFile
from data.names import normalise_name
from data.vocabulary import Aggregate, Measure, UnitKind

Located = tuple[YamlFile, KeyPath]
Model = TypeVar("Model")

_KIND_ORDER = tuple(UnitKind)


def indicator_contradictions(one: IndicatorDefinition, file: YamlFile) -> Iterator[DefinitionProblem]:
    """Fields of one indicator that cannot both be true."""

    def fault(field: str, found: str, expected: str) -> DefinitionProblem:
        return DefinitionProblem(file.path, file.line_of((field,)), field, found, expected)

    adds_up = one.measure in (Measure.COUNT, Measure.AMOUNT)
    if one.accumulates and not adds_up:
        yield fault("accumulates", f"true för måttet {one.measure}", "true bara för count (antal) eller amount (mängd)")
    if one.aggregate is Aggregate.SUM and not adds_up:
        yield fault("aggregate", f"sum för måttet {one.measure}", "weighted_mean eller none: andelar och index summeras inte")
    if one.measure is Measure.SHARE and one.unit_of_measure != "%":
        yield fault("unit_of_measure", quoted(one.unit_of_measure), '"%" för måttet share (andel)')
    if one.better is None and not one.open_question and not one.is_draft:
        yield fault("better", "inget", "higher eller lower, eller en fråga i open_question")
    if one.better is not None and one.open_question:
        yield fault("open_question", "en fråga trots att better är angivet", "en fråga bara när better inte är angivet")
    if one.is_sensitive and one.min_group is None:
        yield fault("min_group", "inget", "ett minsta antal personer när is_sensitive är true")


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
