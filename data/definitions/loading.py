"""Definitions from their folder: every file read, every fault told, and nothing used that has one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.definitions.contradictions import (
    indicator_contradictions,
    layout_contradictions,
    name_clashes,
    programme_contradictions,
    programme_overlaps,
    unit_contradictions,
)
from data.definitions.models import (
    Definitions,
    IndicatorDefinition,
    LayoutDefinition,
    ProgrammeDefinition,
    ProgrammeGoal,
    UnitDefinition,
)
from data.definitions.problems import DefinitionError, DefinitionProblem
from data.definitions.validation import quoted, validated
from data.definitions.yaml_file import KeyPath, YamlFile, read_yaml
from data.names import slug

FOLDER = Path(__file__).resolve().parent
"""The folder of the installation's own definitions."""

Located = tuple[YamlFile, KeyPath]
"""Where a definition stands: its file and the path of its mapping within it."""


def load_definitions(folder: Path | None = None) -> Definitions:
    """All definitions of ``folder`` (default: the installation's own), with ``indicators/``, ``units/``, ``programmes/`` and
    ``layouts/``.

    Raises DefinitionError with every fault found: file, line, field, what stands there and what is expected.
    """
    root = folder or FOLDER
    problems: list[DefinitionProblem] = []
    indicators = _indicators(root / "indicators", problems)
    units = _units(root / "units", problems)
    programmes = _programmes(root / "programmes", problems)
    layouts = _layouts(root / "layouts", problems)
    if problems:
        raise DefinitionError(tuple(problems))
    return Definitions(
        indicators=tuple(sorted(indicators, key=lambda each: (each.sort_order, each.name))),
        units=tuple(units),
        programmes=tuple(sorted(programmes, key=lambda each: each.first_year)),
        layouts=tuple(sorted(layouts, key=lambda each: (each.sort_order, each.slug))),
        sha256=fingerprint(root),
    )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _read(folder: Path, problems: list[DefinitionProblem]) -> Iterator[YamlFile]:
    for path in _files(folder):
        try:
            yield read_yaml(path)
        except DefinitionError as error:
            problems.extend(error.problems)


def _indicators(folder: Path, problems: list[DefinitionProblem]) -> list[IndicatorDefinition]:
    found: list[tuple[IndicatorDefinition, Located]] = []
    for file in _read(folder, problems):
        if "slug" in file.values:
            line = file.line_of(("slug",))
            problems.append(DefinitionProblem(file.path, line, "slug", "ett fält", "inget: filens namn är indikatorns slug"))
            continue
        values = file.values | {"slug": file.path.stem}
        definition = validated(IndicatorDefinition, file, values, problems)
        if definition is not None:
            problems.extend(indicator_contradictions(definition, file))
            found.append((definition, (file, ())))
    problems.extend(name_clashes(found, "short_name", lambda one: (one.short_name,)))
    problems.extend(name_clashes(found, "name", lambda one: one.all_names))
    return [definition for definition, _ in found]


def _units(folder: Path, problems: list[DefinitionProblem]) -> list[UnitDefinition]:
    found: list[tuple[UnitDefinition, Located]] = []
    for file in _read(folder, problems):
        found.extend(_unit_and_below(file, file.values, (), None, problems))
    problems.extend(unit_contradictions(found))
    return [unit for unit, _ in found]


def _unit_and_below(
    file: YamlFile, values: dict[str, Any], at: KeyPath, parent: UnitDefinition | None, problems: list[DefinitionProblem]
) -> Iterator[tuple[UnitDefinition, Located]]:
    """A unit and the ``units`` written under it, in the order of the file; what stands above is inherited by those below."""
    own = {key: value for key, value in values.items() if key != "units"}
    own.setdefault("slug", slug(str(own.get("name", ""))))
    if parent is not None:
        own |= {"parent": parent.slug}
        own.setdefault("is_example", parent.is_example)
    unit = validated(UnitDefinition, file, own, problems, at)
    if unit is None:
        return
    yield unit, (file, at)
    for index, below in enumerate(_list_of_fields(file, values.get("units"), (*at, "units"), problems)):
        yield from _unit_and_below(file, {"sort_order": index} | below, (*at, "units", index), unit, problems)


def _programmes(folder: Path, problems: list[DefinitionProblem]) -> list[ProgrammeDefinition]:
    found: list[tuple[ProgrammeDefinition, Located]] = []
    for file in _read(folder, problems):
        values = {key: value for key, value in file.values.items() if key != "inriktningsmal"}
        goals = list(_programme_goals(file, problems))
        definition = validated(ProgrammeDefinition, file, values | {"goals": goals}, problems)
        if definition is not None:
            problems.extend(programme_contradictions(definition, file))
            found.append((definition, (file, ())))
    problems.extend(name_clashes(found, "name", lambda one: (one.name,)))
    problems.extend(programme_overlaps(found))
    return [definition for definition, _ in found]


def _programme_goals(file: YamlFile, problems: list[DefinitionProblem]) -> Iterator[ProgrammeGoal]:
    """The goals in the order of the file, each mål after the inriktningsmål that it stands under."""
    top: KeyPath = ("inriktningsmal",)
    for index, direction in enumerate(_list_of_fields(file, file.values.get("inriktningsmal"), top, problems)):
        own = {key: value for key, value in direction.items() if key != "mal"}
        goals = [(own | {"level": "kf_inriktningsmal"}, (*top, index))]
        below: KeyPath = (*top, index, "mal")
        for place, goal in enumerate(_list_of_fields(file, direction.get("mal"), below, problems)):
            goals.append((goal | {"level": "kf_mal", "parent_number": own.get("number", "")}, (*below, place)))
        for values, at in goals:
            goal_read = validated(ProgrammeGoal, file, values, problems, at)
            if goal_read is not None:
                yield goal_read


def _layouts(folder: Path, problems: list[DefinitionProblem]) -> list[LayoutDefinition]:
    found = []
    for file in _read(folder, problems):
        definition = validated(LayoutDefinition, file, file.values | {"slug": file.path.stem}, problems)
        if definition is not None:
            problems.extend(layout_contradictions(definition, file))
            found.append(definition)
    return found


def _list_of_fields(file: YamlFile, values: object, at: KeyPath, problems: list[DefinitionProblem]) -> list[dict[str, Any]]:
    """The list under a key, which may be left out; anything in it that is no mapping is a fault."""
    if values is None:
        return []
    if isinstance(values, list) and all(isinstance(each, dict) for each in values):
        return values
    expected = "en lista där varje punkt börjar med ett bindestreck och har egna fält"
    problems.append(DefinitionProblem(file.path, file.line_of(at), str(at[-1]), quoted(values), expected))
    return []


def fingerprint(folder: Path | None = None) -> str:
    """The ``sha256`` of ``load_definitions`` from the files' bytes alone: tells quickly whether any of them has changed."""
    root = folder or FOLDER
    digest = hashlib.sha256()
    for kind in ("indicators", "units", "programmes", "layouts"):
        for path in _files(root / kind):
            digest.update(f"{kind}/{path.name}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
