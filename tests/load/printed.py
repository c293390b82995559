"""A small annual report as its text is taken out of a PDF: every cell followed by one space, an empty cell that space alone."""

from __future__ import annotations

from collections.abc import Iterable

_BEFORE_YEAR = (
    "   Indikator ",
    "Periodens ",
    "utfall ",
    "Utfall ",
    "män/ ",
    "pojkar ",
    "Utfall ",
    "kvinn",
    "or/ ",
    "flicko",
    "r ",
)
_AFTER_YEAR = ("Progno", "s helår ", "Årsmål ", "KF:s ", "årsmål ", "Period ", " ", "")


def _header(year_before: int) -> str:
    """The titles of the columns, wrapped and broken inside words as they are printed."""
    return "\n".join((*_BEFORE_YEAR, "Perio", "dens ", "utfall ", "VB ", f"{year_before} ", *_AFTER_YEAR))


def annual_report(unit: str, year: int, rows: Iterable[str]) -> str:
    """``rows`` are cells as printed: ``Sjukfrånvaro 4,8 %     7,5 % Tas fram av nämnd VB 2020 `` with a space after each."""
    return (
        f" \n\n{unit} \n\nVerksamhetsberättelse VB {year} för \n\n{unit}  \n\n \n\nSammanfattande analys \n\n"
        "Året har varit som väntat. \n\n \n\nKF:s inriktningsmål: \n\n1. En stad för alla \n\n"
        "KF:s mål för verksamhetsområdet: \n\n1.5 Äldre har en trygg tillvaro \n\n"
        + _header(year - 1)
        + "".join(f" {row}\n" for row in rows)
        + "\nAnalys \n\nVi fortsätter. \n\n"
    )
