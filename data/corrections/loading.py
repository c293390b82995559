"""Corrections from their folder: every file read, every fault told, and nothing used that has one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from data.corrections.models import Act, CellWord, Correction, CorrectionDefinition, Corrections
from data.definitions.problems import DefinitionError, DefinitionProblem
from data.definitions.validation import quoted, validated
from data.definitions.yaml_file import KeyPath, YamlFile, read_yaml
from data.vocabulary import MissingReason, Period

FOLDER = Path(__file__).resolve().parent
"""The folder of the installation's own corrections."""

_LIST = "corrections"
_REASONS = (MissingReason.NOT_REPORTED, MissingReason.NOT_APPLICABLE, MissingReason.WITHHELD, MissingReason.DROPPED_OUT)
_OUTCOMES = (CellWord.OUTCOME, CellWord.OUTCOME_MEN, CellWord.OUTCOME_WOMEN, CellWord.PREVIOUS)


def load_corrections(folder: Path | None = None) -> Corrections:
    """All corrections of ``folder`` (default: the installation's own).

    Raises DefinitionError with every fault found: file, line, field, what stands there and what is expected.
    """
    root = folder or FOLDER
    problems: list[DefinitionProblem] = []
    found: list[Correction] = []
    for path in _files(root):
        try:
            found.extend(_of_file(read_yaml(path), problems))
        except DefinitionError as error:
            problems.extend(error.problems)
    problems.extend(_repeated(found, root))
    if problems:
        raise DefinitionError(tuple(problems))
    return Corrections(tuple(found), fingerprint(root))


def fingerprint(folder: Path | None = None) -> str:
    """The ``sha256`` of ``load_corrections`` from the files' bytes alone."""
    digest = hashlib.sha256()
    for path in _files(folder or FOLDER):
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _of_file(file: YamlFile, problems: list[DefinitionProblem]) -> Iterator[Correction]:
    for name in file.values:
        if name != _LIST:
            line = file.line_of((name,))
            problems.append(DefinitionProblem(file.path, line, name, "ett fält som inte finns", f"fältet {_LIST}"))
    listed = file.values.get(_LIST)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        expected = "en lista där varje rättelse börjar med ett bindestreck och har egna fält"
        problems.append(DefinitionProblem(file.path, file.line_of((_LIST,)), _LIST, quoted(listed), expected))
        return
    for index, values in enumerate(listed):
        at: KeyPath = (_LIST, index)
        says = validated(CorrectionDefinition, file, values, problems, at)
        if says is not None:
            problems.extend(_contradictions(says, file, at))
            yield Correction(says, file.path.name, file.line_of(at))


def _contradictions(one: CorrectionDefinition, file: YamlFile, at: KeyPath) -> Iterator[DefinitionProblem]:
    """Fields that cannot both be true, or that the act needs."""

    def fault(field: str, found: str, expected: str) -> DefinitionProblem:
        return DefinitionProblem(file.path, file.line_of((*at, field)), field, found, expected)

    if one.sha256 is None and not one.unit:
        yield fault("unit", "inget", "enhetens namn (med period), eller sha256")
    if one.sha256 is None and (one.document_period is None or not _names_its_kind(one.period)):
        yield fault("period", quoted(one.period), "dokumentets typ och år: VP, T1, T2 eller VB och ett årtal")
    if one.sha256 is not None and (one.unit or one.period):
        yield fault("sha256", "både sha256 och unit eller period", "antingen sha256, eller unit och period")
    needed = {Act.OVERRIDE: ("value", bool(one.value)), Act.SCALE: ("factor", one.factor is not None)}
    for act, (field, is_given) in needed.items():
        if one.do is act and not is_given:
            yield fault(field, "inget", f"ett värde, för {act}")
        if one.do is not act and is_given:
            yield fault(field, f"ett värde för {one.do}", f"inget: {field} hör till {act}")
    if one.unit_of_measure and one.do is not Act.SCALE:
        yield fault("unit_of_measure", f"ett värde för {one.do}", "inget: unit_of_measure hör till scale")
    if one.missing is not None and (one.do is not Act.DROP or one.cell not in _OUTCOMES or one.missing not in _REASONS):
        expected = "not_reported, not_applicable, withheld eller dropped_out, och bara för drop av ett utfall"
        yield fault("missing", quoted(one.missing), expected)


def _names_its_kind(period: str) -> bool:
    """``VB 2020``, not the bare year: a correction says which document it means."""
    read = Period.printed(period)
    return read is not None and period.strip()[:1].isalpha()


def _repeated(found: list[Correction], folder: Path) -> Iterator[DefinitionProblem]:
    taken: dict[tuple[str, ...], Correction] = {}
    for each in found:
        first = taken.setdefault(each.says.target, each)
        if first is not each:
            told = f"samma cell som i {first.file_name}, rad {first.line}"
            yield DefinitionProblem(folder / each.file_name, each.line, "indicator", told, "högst en rättelse av varje cell")
