"""A field or a list item added to the text of a YAML file: comments, order and layout stay as somebody wrote them.

Only lines are inserted or taken out, at places that the YAML parser itself points out. The result is for the caller to
load and validate.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import yaml

from data.definitions.yaml_file import KeyPath


class YamlTextError(Exception):
    """The file is written in a way that cannot be added to by inserting lines; the message says in Swedish what to do."""


def quoted(text: str) -> str:
    """The text as a YAML scalar that means exactly it, whatever signs are in it."""
    return json.dumps(text, ensure_ascii=False)


def with_list_item(text: str, at: KeyPath, key: str, item: Sequence[str]) -> str:
    """The text with one more item in the list ``key`` of the mapping at ``at``; the list is made where there is none.

    ``item`` is the item's lines without dash and indentation. Raises YamlTextError for a list or mapping within braces.
    """
    mapping = _mapping(text, at)
    value = _value(mapping, key)
    if value is None or _is_empty(value):
        return _with_new_list(text, mapping, key, item, value)
    if not isinstance(value, yaml.SequenceNode):
        raise YamlTextError(f"Fältet {key} är ingen lista.")
    if value.flow_style:
        if len(item) != 1:
            raise YamlTextError(f"Listan {key} är skriven inom hakparenteser. Skriv den med en punkt på varje rad först.")
        end = value.end_mark.index - 1
        comma = ", " if value.value else ""
        return f"{text[:end].rstrip()}{comma}{item[0]}{text[end:]}"
    return _inserted(text, _last_line(value), _item(item, value.start_mark.column))


def with_field(text: str, at: KeyPath, line: str) -> str:
    """The text with one more field, written as ``line``, last in the mapping at ``at`` before any list of mappings."""
    mapping = _mapping(text, at)
    return _inserted(text, _last_plain_line(mapping), [" " * mapping.start_mark.column + line])


def without_field(text: str, at: KeyPath, key: str) -> str:
    """The text without the field ``key`` of the mapping at ``at``; the same text where there is none."""
    for key_node, value in _mapping(text, at).value:
        if key_node.value == key:
            lines = text.splitlines(keepends=True)
            del lines[key_node.start_mark.line : _last_line(value) + 1]
            return "".join(lines)
    return text


def _mapping(text: str, at: KeyPath) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in at:
        if isinstance(step, int) and isinstance(node, yaml.SequenceNode):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = _value(node, str(step))
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise YamlTextError("Fälten är skrivna inom klammerparenteser. Skriv dem med ett fält på varje rad först.")
    return node


def _value(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for key_node, value in mapping.value if key_node.value == key), None)


def _is_empty(value: yaml.Node) -> bool:
    return (isinstance(value, yaml.ScalarNode) and value.tag == "tag:yaml.org,2002:null") or not value.value


def _with_new_list(text: str, mapping: yaml.MappingNode, key: str, item: Sequence[str], value: yaml.Node | None) -> str:
    column = mapping.start_mark.column
    lines = [" " * column + f"{key}:", *_item(item, column + 2)]
    if value is None:
        return _inserted(text, _last_plain_line(mapping), lines)
    at = next(key_node.start_mark.line for key_node, _ in mapping.value if key_node.value == key)
    return _inserted(text, at, lines, instead=True)


def _item(item: Sequence[str], column: int) -> list[str]:
    first, *rest = item
    return [" " * column + f"- {first}", *(" " * (column + 2) + line for line in rest)]


def _inserted(text: str, after_line: int, new: Sequence[str], *, instead: bool = False) -> str:
    """The text with new lines after the one of that number (from 0), or in its place."""
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[after_line].endswith(("\n", "\r")):
        lines[after_line] += ending
    lines[after_line + (not instead) : after_line + 1] = [line + ending for line in new]
    return "".join(lines)


def _last_plain_line(mapping: yaml.MappingNode) -> int:
    """The last line of the mapping's own fields, leaving out lists of mappings: those are read more easily last."""
    return max(_last_line(value) for _, value in mapping.value if not _holds_mappings(value))


def _holds_mappings(value: yaml.Node) -> bool:
    return isinstance(value, yaml.SequenceNode) and any(isinstance(each, yaml.MappingNode) for each in value.value)


def _last_line(node: yaml.Node) -> int:
    """The line (from 0) on which the node's text ends; the parser's own mark of a block lies beyond the comments after it."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1])
    is_block_scalar = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    if not is_block_scalar:
        return int(node.end_mark.line)
    lines = str(node.end_mark.buffer or "").splitlines() if node.end_mark.buffer else []
    last = int(node.end_mark.line) - (node.end_mark.column == 0)
    while lines and last > node.start_mark.line and not lines[min(last, len(lines) - 1)].strip():
        last -= 1
    return last
