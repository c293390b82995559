"""What is wrong with a definition, said to the person who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DefinitionProblem:
    """One fault: in which file and line (from 1), in which field, what stands there and what is expected (Swedish)."""

    file: Path
    line: int
    field: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}, rad {self.line}, {self.field}: här står {self.found}. Väntat: {self.expected}."


class DefinitionError(Exception):
    """The definitions cannot be used. ``problems`` holds every fault found; the message has them one on each line.

    ``file``, ``line``, ``field``, ``found`` and ``expected`` are those of the first.
    """

    def __init__(self, problems: tuple[DefinitionProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    @property
    def file(self) -> Path:
        return self.problems[0].file

    @property
    def line(self) -> int:
        return self.problems[0].line

    @property
    def field(self) -> str:
        return self.problems[0].field

    @property
    def found(self) -> str:
        return self.problems[0].found

    @property
    def expected(self) -> str:
        return self.problems[0].expected
