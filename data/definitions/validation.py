"""Pydantic's verdict on a definition, as faults with line, field and Swedish words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from data.definitions.problems import DefinitionProblem
from data.definitions.yaml_file import KeyPath, YamlFile

Model = TypeVar("Model", bound=BaseModel)

_LONGEST_QUOTE = 60


def validated(
    model: type[Model], file: YamlFile, values: dict[str, Any], problems: list[DefinitionProblem], at: KeyPath = ()
) -> Model | None:
    """The values as a model, or None with the faults appended to ``problems``.

    ``at`` is where in the file the values stand. Fields that the model knows but the file may not write (such as an
    indicator's slug, which is the file's name) are in ``values`` already.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems.extend(_problems(model, file, error, at))
        return None


def quoted(value: object) -> str:
    """A value as it is told to the controller: text in quotation marks, truth values and lists in Swedish words."""
    if value is None:
        return "inget värde"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (int, float, dt.date)):
        return str(value)
    if isinstance(value, dict):
        return "flera fält"
    if isinstance(value, (list, tuple)):
        return "en lista"
    text = str(value)
    return f"”{text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + '…'}”"


def _problems(model: type[BaseModel], file: YamlFile, error: ValidationError, at: KeyPath) -> Iterator[DefinitionProblem]:
    known = model.model_fields
    for each in error.errors(include_url=False):
        name = str(each["loc"][0]) if each["loc"] else "definitionen"
        line = file.line_of((*at, *each["loc"]))
        if each["type"] == "extra_forbidden":
            yield DefinitionProblem(file.path, line, name, "ett fält som inte finns", _nearest(name, tuple(known)))
            continue
        found = "inget" if each["type"] == "missing" else quoted(each["input"])
        description = known[name].description if name in known else None
        yield DefinitionProblem(file.path, line, name, found, description or "ett giltigt värde")


def _nearest(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"fältet {close[0]}" if close else f"ett av fälten {', '.join(known)}"
