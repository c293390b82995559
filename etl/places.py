"""Where in a source something stands, in the words by which a person finds it there."""

from __future__ import annotations


class Line(int):
    """A line number of a source that is not read by lines, with the words for its place: ``sida 4, rad 3``.

    It is compared and counted as the number that it is, so whatever holds a line number can hold it.
    """

    place: str

    def __new__(cls, number: int, place: str) -> Line:
        line = super().__new__(cls, number)
        line.place = place
        return line

    def __reduce__(self) -> tuple[type[Line], tuple[int, str]]:
        return Line, (int(self), self.place)


def locator(line: int) -> str:
    """The words for a place: those that the source gives itself, otherwise ``rad 14``; empty where no place is known."""
    if isinstance(line, Line):
        return line.place
    return f"rad {line}" if line else ""
