"""YAML with its line numbers: the values of a file, and on which line each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from data.definitions.problems import DefinitionError, DefinitionProblem

KeyPath = tuple[str | int, ...]

_QUOTE_HINT = 'en giltig YAML-rad; text som börjar med % eller innehåller ": " ska stå inom citattecken'


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file read: ``values`` as plain Python, ``lines`` from the path of a key (``("units", 0, "name")``) to its line."""

    path: Path
    values: dict[str, Any]
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def line_of(self, key_path: KeyPath) -> int:
        """The line of the key, or of the nearest thing around it that has one."""
        while key_path and key_path not in self.lines:
            key_path = key_path[:-1]
        return self.lines.get(key_path, 1)


def read_yaml(path: Path) -> YamlFile:
    """The file with its lines; raises DefinitionError where it is not text, not YAML, or not fields with values."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _error(path, line, "filen", "tecken som inte är UTF-8", "en textfil sparad som UTF-8") from error
    try:
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise _error(path, 1, "filen", "inga fält", "rader av formen fält: värde")
        _refuse_repeated_keys(path, root)
        values = loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        printed = text.splitlines()[line - 1 : line]
        raise _error(path, line, "filen", f"”{''.join(printed).strip()}”", _QUOTE_HINT) from error
    except (yaml.YAMLError, ValueError) as error:
        raise _error(path, 1, "filen", f"något som inte kan läsas ({error})", "en giltig YAML-fil") from error
    return YamlFile(path, values, dict(_lines(root, ())))


def _error(path: Path, line: int, name: str, found: str, expected: str) -> DefinitionError:
    return DefinitionError((DefinitionProblem(path, line, name, found, expected),))


def _lines(node: yaml.Node, key_path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
    yield key_path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*key_path, str(key.value)))
            yield (*key_path, str(key.value)), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*key_path, index))


def _refuse_repeated_keys(path: Path, node: yaml.Node) -> None:
    """PyYAML lets the last of two equal keys win; here the first would be lost unseen."""
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeated_keys(path, value)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            raise _error(path, line, name, f"fältet en gång till (först på rad {seen[name]})", "varje fält högst en gång")
        seen[name] = line
        _refuse_repeated_keys(path, value)
