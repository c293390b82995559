"""Corrections of printed figures: applied where a row is read, and held against what the document prints now.

The text as printed is kept; what is made of it changes, and a remark says so. A correction whose ``expect`` is not what
stands in the cell any more is not applied: the source has been mended or is another one, and a question tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.corrections import Act, CellWord, Correction
from data.names import normalise_name
from data.vocabulary import FindingKind, MissingReason, Period, TargetForm
from etl.checks import CellName, Problem
from etl.checks.row import Cell
from etl.loading.register import KnownIndicator, KnownUnit, Register
from etl.loading.rows import ReadRow
from etl.normalise.doubts import Doubt
from etl.normalise.outcomes import parse_outcome
from etl.normalise.printed import folded
from etl.normalise.targets import parse_target
from etl.places import locator as place_of

CORRECTED, OUTDATED = "corrected", "correction_outdated"

CELLS = {
    CellWord.OUTCOME: CellName.OUTCOME,
    CellWord.OUTCOME_MEN: CellName.OUTCOME_MEN,
    CellWord.OUTCOME_WOMEN: CellName.OUTCOME_WOMEN,
    CellWord.PREVIOUS: CellName.PREVIOUS,
    CellWord.FORECAST: CellName.FORECAST,
    CellWord.TARGET: CellName.TARGET,
    CellWord.KF_TARGET: CellName.KF_TARGET,
}
_TARGETS = (CellName.TARGET, CellName.KF_TARGET)
_SIGNIFICANT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a cell holds after its correction: a value or words (``cell``), or why there is none (``missing``).

    ``is_doubtful``: it is shown as printed and never judged.
    """

    cell: Cell | None
    missing: MissingReason | None = None
    is_doubtful: bool = False


class DocumentCorrections:
    """The corrections of one document. ``sha256`` are its bytes; the unit is known by any of its names."""

    def __init__(
        self, corrections: Iterable[Correction], register: Register, unit: KnownUnit, document: Period, sha256: str
    ) -> None:
        self._register = register
        self._of = [each for each in corrections if is_of_document(each, register, unit, document, sha256)]
        self._applied: set[Correction] = set()
        self._met: dict[Correction, tuple[str, int]] = {}

    def apply(self, row: ReadRow) -> None:
        """Correct the row's cells; what was done is noted as problems of the row."""
        for correction in self._of:
            says = correction.says
            name = CELLS[says.cell]
            if not _is_named(self._register, says.indicator, row.indicator) or not _stands_at(says.locator, row.line):
                continue
            printed = row.printed(name)
            if folded(printed) != folded(says.expect):
                self._met.setdefault(correction, (printed, row.line))
                continue
            corrected = corrected_cell(correction, printed, row.cells.get(name))
            if isinstance(corrected, Doubt):
                row.problems.append(_cannot(correction, corrected, row.line, row.indicator.slug))
                self._applied.add(correction)
                continue
            self._applied.add(correction)
            _put(row, name, corrected, correction)

    def problems(self) -> Iterator[Problem]:
        """A question for every correction whose cell prints something else now: once all rows have been read.

        A unit may have several documents of one period: that one of them lacks the row says nothing, unless it is told by
        its bytes.
        """
        for correction in self._of:
            met = self._met.get(correction)
            if correction not in self._applied and (met is not None or correction.says.sha256 is not None):
                yield _outdated(correction, met)


def is_of_document(correction: Correction, register: Register, unit: KnownUnit, document: Period, sha256: str) -> bool:
    """Whether the correction concerns the document: these bytes, or the unit and period that it names."""
    says = correction.says
    if says.sha256 is not None:
        return says.sha256 == sha256
    return says.document_period == document and unit in register.units_named(says.unit, document.year)


def _is_named(register: Register, name: str, indicator: KnownIndicator) -> bool:
    known = register.indicator_named(name)
    return known.id == indicator.id if known else normalise_name(name) == normalise_name(indicator.name)


def _stands_at(locator: str, line: int) -> bool:
    return not locator or folded(locator) == place_of(line)


def corrected_cell(correction: Correction, printed: str, cell: Cell | None) -> Corrected | Doubt:
    """What the correction makes of a cell that prints ``printed`` and was read as ``cell``; a Doubt where it cannot be done."""
    says = correction.says
    name = CELLS[says.cell]
    if says.do is Act.CONFIRM:
        return Corrected(cell) if cell else Doubt("nothing_to_confirm", "Det finns inget värde att bekräfta.", "")
    if says.do is Act.DROP:
        if name in _TARGETS:
            return Corrected(Cell(printed, None, "", TargetForm.LEVEL), is_doubtful=True)
        return Corrected(None, says.missing or MissingReason.NOT_REPORTED)
    if says.do is Act.SCALE:
        return _scaled(correction, printed)
    return _read(name, printed, says.value)


def _scaled(correction: Correction, printed: str) -> Corrected | Doubt:
    says = correction.says
    read = _read(CELLS[says.cell], printed, printed)  # what is stored may have been scaled already
    cell = read.cell if isinstance(read, Corrected) else None
    if cell is None or cell.value is None:
        return Doubt("nothing_to_scale", "Det finns inget tal att räkna om.", "")
    value = float(f"{cell.value * (says.factor or 1.0):.{_SIGNIFICANT_DIGITS}g}")
    return Corrected(Cell(printed, value, says.unit_of_measure or cell.unit, cell.form))


def _read(name: CellName, printed: str, value: str) -> Corrected | Doubt:
    """The right value, read as if it were printed in the cell; the printed text stays."""
    if name in _TARGETS:
        target = parse_target(value)
        if isinstance(target, Doubt):
            return target
        return Corrected(Cell(printed, target.value, target.unit, target.form) if target else None)
    outcome = parse_outcome(value)
    if isinstance(outcome, Doubt):
        return outcome
    if outcome is None or outcome.missing is not None:
        return Corrected(None, outcome.missing if outcome else MissingReason.NOT_REPORTED)
    return Corrected(Cell(printed, outcome.value, outcome.unit))


def _put(row: ReadRow, name: CellName, corrected: Corrected, correction: Correction) -> None:
    """Let the row hold what is right, and say nothing more of what was wrong with the cell."""
    if correction.says.do is Act.CONFIRM:
        row.confirmed.add(name)
        return
    printed = row.printed(name)
    row.problems = [each for each in row.problems if each.printed != printed]
    row.cells.pop(name, None)
    row.missing.pop(name, None)
    row.doubtful.discard(name)
    if corrected.cell is not None:
        row.cells[name] = corrected.cell
    if corrected.missing is not None:
        row.missing[name] = corrected.missing
    if corrected.is_doubtful:
        row.doubtful.add(name)
    row.problems.append(remark_of(correction, row.indicator.name, row.indicator.slug, printed, row.line))


def remark_of(correction: Correction, indicator_name: str, indicator: str, printed: str, line: int) -> Problem:
    """What is said of a figure that is not taken as it is printed."""
    says = correction.says
    name = CELLS[says.cell]
    done = {
        Act.DROP: f"{printed} räknas inte",
        Act.OVERRIDE: f"{says.value} i stället för {printed}",
        Act.SCALE: f"{printed} gånger {says.factor:g}".replace(".", ",") if says.factor else "",
        Act.CONFIRM: f"{printed} stämmer",
    }[says.do]
    return Problem(
        kind=FindingKind.WARNING,
        code=CORRECTED,
        message=f"{name.at_start} för «{indicator_name}» är rättat: {done}. {says.why} ({says.by}, {says.date})",
        action=f"Rättelsen står i {correction.place}. Ta bort den och läs in dokumentet igen om den inte ska gälla.",
        printed=printed,
        line=line,
        indicator=indicator,
    )


def _outdated(correction: Correction, met: tuple[str, int] | None) -> Problem:
    says = correction.says
    name = CELLS[says.cell]
    if met is None:
        where = f" på {says.locator}" if says.locator else ""
        stands = f"«{says.indicator}» finns inte i dokumentet{where}"
    else:
        stands = f"i cellen står nu «{met[0]}»" if met[0] else "cellen är tom"
    return Problem(
        kind=FindingKind.QUESTION,
        code=OUTDATED,
        message=f"En rättelse av {name} för «{says.indicator}» är inte gjord: där skulle stå «{says.expect}», men {stands}.",
        action=f"Är källan rättad, ta bort rättelsen i {correction.place}. Skriv annars om dess expect.",
        printed=met[0] if met else says.expect,
        line=met[1] if met else 0,
    )


def _cannot(correction: Correction, doubt: Doubt, line: int, indicator: str) -> Problem:
    says = correction.says
    return Problem(
        kind=FindingKind.QUESTION,
        code="correction_unreadable",
        message=f"En rättelse av {CELLS[says.cell]} för «{says.indicator}» är inte gjord. {doubt.message}",
        action=f"Rätta den i {correction.place}.",
        printed=says.value or says.expect,
        line=line,
        indicator=indicator,
    )


def is_confirmed(problem: Problem, rows: Sequence[ReadRow]) -> bool:
    """Whether somebody has said that all that the problem doubts is right as it is printed."""
    concerned = [
        row for row in rows if row.indicator.slug == problem.indicator and row.line in {problem.line, *problem.other_lines}
    ]
    return bool(problem.doubtful and concerned) and all(
        problem.doubtful.intersection(row.cells) <= row.confirmed for row in concerned
    )
