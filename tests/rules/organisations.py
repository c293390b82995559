"""Organisations as the tables write them: units with their figures, each unit under the one that its path names.

``N*: T 30; N/Eken: T 12 (12), K 5 (5), M 7 (7); T1 N/Linden: T ..`` – N is the parent of Eken and Linden, a number of
respondents stands in parentheses, ``*`` marks a parent that is added up, and a follow-up goes first (VB where none is said).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from data.vocabulary import Gender, MissingReason, PeriodKind
from etl.rules.figures import Figure
from etl.rules.withholding import Cell, Key
from tests.rules.printed import figure

_UNIT = re.compile(r"(?:(?P<period>T1|T2|VB) )?(?P<path>[^:*]+)(?P<added>\*)?: (?P<figures>.+)")
_FIGURE = re.compile(r"(?P<gender>[TKM]) (?P<figure>\.\.|\([^)]+\)|[^(]+?)(?: \((?P<n>\d+)\))?")


@dataclass(frozen=True)
class Organisation:
    names: list[str]
    parents: dict[int, int | None]
    cells: dict[Key, Cell]

    def written(self, keys: Iterable[Key]) -> str:
        """``Eken K M, Linden K M``, in the order of the table, with the follow-up where there are several."""
        several = len({key.period for key in self.cells}) > 1
        found: dict[str, list[str]] = {}
        for key in sorted(keys, key=lambda key: (key.unit_id, key.period, "TKM".index(key.gender))):
            found.setdefault(f"{key.period} " * several + self.names[key.unit_id], []).append(key.gender)
        return ", ".join(f"{unit} {' '.join(genders)}" for unit, genders in found.items()) or "inget"


def organisation(text: str) -> Organisation:
    paths: list[str] = []
    cells: dict[Key, Cell] = {}
    for part in text.split("; "):
        unit = _UNIT.fullmatch(part)
        assert unit is not None, f"ingen enhet: {part}"
        for path in accumulate(unit["path"].split("/"), "{}/{}".format):
            if path not in paths:
                paths.append(path)
        for printed in unit["figures"].split(", "):
            one = _FIGURE.fullmatch(printed)
            assert one is not None, f"ingen siffra: {printed}"
            key = Key(paths.index(unit["path"]), PeriodKind(unit["period"] or "VB"), Gender(one["gender"]))
            cells[key] = Cell(outcome(one["figure"]), int(one["n"]) if one["n"] else None, bool(unit["added"]))
    parents = {number: paths.index(path.rpartition("/")[0]) if "/" in path else None for number, path in enumerate(paths)}
    return Organisation([path.rpartition("/")[2] for path in paths], parents, cells)


def outcome(text: str) -> Figure:
    """A figure as printed; ``..`` is what the source withholds."""
    return Figure(None, missing=MissingReason.WITHHELD) if text == ".." else figure(text)
