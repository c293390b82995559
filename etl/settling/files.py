"""The definitions and corrections of an installation as files: each written whole, and all taken back where one cannot stand."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import corrections as correction_files
from data import definitions as definition_files
from data.corrections import Corrections, load_corrections
from data.definitions import Definitions, load_definitions
from data.definitions.yaml_file import KeyPath, read_yaml
from data.faults import in_swedish as fault_in_swedish
from data.names import normalise_name, slug
from etl.settling.yaml_text import YamlTextError, quoted, with_field, with_list_item, without_field


class SettlingError(Exception):
    """The answer cannot be carried out; the message says in Swedish why. Nothing has been changed."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the definitions and corrections of the installation lie."""

    definitions: Path = field(default_factory=lambda: definition_files.FOLDER)
    corrections: Path = field(default_factory=lambda: correction_files.FOLDER)


class FileEdits:
    """Edits of YAML files that can all be taken back."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._before: dict[Path, bytes | None] = {}

    # -- definitions

    def add_indicator_name(self, indicator: str, name: str, why: str) -> Path:
        """Let the indicator of this slug answer to one more name."""
        path = self._folders.definitions / "indicators" / f"{indicator}.yaml"
        return self._change(path, lambda text: with_list_item(text, (), "other_names", [f"{quoted(name)}  # {why}"]))

    def add_indicator(self, values: Mapping[str, Any], why: str) -> Path:
        """Write a new definition; its slug is made from its name, numbered where the file is there already."""
        folder = self._folders.definitions / "indicators"
        stem = slug(str(values["name"]))[:80].strip("-") or "indikator"
        numbered = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 1000))
        path = next(each for each in (folder / f"{name}.yaml" for name in numbered) if not each.exists())
        lines = [f"# {why}", *(f"{name}: {_scalar(value)}" for name, value in values.items())]
        self._write(path, "\n".join(lines) + "\n")
        return path

    def set_direction(self, indicator: str, better: str) -> Path:
        """State which way the indicator is better, in place of the question about it."""
        path = self._folders.definitions / "indicators" / f"{indicator}.yaml"
        return self._change(
            path,
            lambda text: with_field(
                without_field(without_field(text, (), "open_question"), (), "better"), (), f"better: {better}"
            ),
        )

    def add_unit_name(self, unit: str, name: str, why: str) -> Path:
        """Let the unit of this slug answer to one more name."""
        path, at = self._unit(unit)
        return self._change(path, lambda text: with_list_item(text, at, "other_names", [f"{quoted(name)}  # {why}"]))

    def add_unit(self, parent: str, values: Mapping[str, Any], why: str) -> Path:
        """Place a new unit last under its parent."""
        path, at = self._unit(parent)
        (first, *rest) = [f"{name}: {_scalar(value)}" for name, value in values.items()]
        return self._change(path, lambda text: with_list_item(text, at, "units", [f"{first}  # {why}", *rest]))

    def add_goal_title(self, programme: str, number: str, title: str, why: str) -> Path:
        """Let the goal of the council's programme be known by one more title."""
        path, at = self._goal(programme, number)
        return self._change(path, lambda text: with_list_item(text, at, "other_titles", [f"{quoted(title)}  # {why}"]))

    # -- corrections

    def add_correction(self, file_name: str, values: Sequence[Mapping[str, Any]]) -> Path:
        """Write corrections last in the file of their document, which is made where there is none."""
        path = self._folders.corrections / f"{file_name}.yaml"
        if not path.exists():
            self._write(path, "# Svar på frågor om siffror. Fälten förklaras i README.md i den här mappen.\ncorrections:\n")
        for each in values:
            lines = [f"{name}: {_scalar(value)}" for name, value in each.items()]
            self._change(path, lambda text, lines=lines: with_list_item(text, (), "corrections", lines))
        return path

    # -- what they come to

    def definitions(self) -> Definitions:
        """The definitions as they are now; raises DefinitionError where an edit made them faulty."""
        return load_definitions(self._folders.definitions)

    def corrections(self) -> Corrections:
        """The corrections as they are now, likewise."""
        return load_corrections(self._folders.corrections)

    def undo(self) -> None:
        """Every file as it was before the first edit."""
        for path, before in self._before.items():
            if before is None:
                path.unlink(missing_ok=True)
            else:
                _replace(path, before)
        self._before.clear()

    def _unit(self, wanted: str) -> tuple[Path, KeyPath]:
        for path in sorted((self._folders.definitions / "units").glob("*.yaml")):
            for at, values in _with_below(read_yaml(path).values, ()):
                if values.get("slug", slug(str(values.get("name", "")))) == wanted:
                    return path, at
        raise SettlingError(f"Enheten {wanted} finns inte i {self._folders.definitions / 'units'}.")

    def _goal(self, programme: str, number: str) -> tuple[Path, KeyPath]:
        for path in sorted((self._folders.definitions / "programmes").glob("*.yaml")):
            values = read_yaml(path).values
            if normalise_name(str(values.get("name", ""))) != normalise_name(programme):
                continue
            for index, direction in enumerate(values.get("inriktningsmal") or []):
                top: KeyPath = ("inriktningsmal", index)
                for at, goal in (
                    (top, direction),
                    *(((*top, "mal", n), each) for n, each in enumerate(direction.get("mal") or [])),
                ):
                    if str(goal.get("number")) == number:
                        return path, at
        raise SettlingError(f"Målet {number} finns inte i programmet {programme} i {self._folders.definitions / 'programmes'}.")

    def _change(self, path: Path, change: Any) -> Path:
        try:
            text = path.read_text(encoding="utf-8-sig")
            self._write(path, change(text))
        except FileNotFoundError as error:
            raise SettlingError(f"{path} finns inte. Namnet står kanske i en annan fil.") from error
        except YamlTextError as error:
            raise SettlingError(f"{path} kan inte ändras: {error}") from error
        return path

    def _write(self, path: Path, text: str) -> None:
        before = path.read_bytes() if path.exists() else None
        try:
            _replace(path, text.encode("utf-8"))
        except OSError as error:
            raise SettlingError(
                f"{path} kan inte skrivas: {fault_in_swedish(error)}. Svaret är inte sparat. Svara där definitionerna får"
                " ändras, eller ge dig rätt att skriva i mappen."
            ) from error
        self._before.setdefault(path, before)


def _with_below(values: Mapping[str, Any], at: KeyPath) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    yield at, values
    for index, below in enumerate(values.get("units") or []):
        yield from _with_below(below, (*at, "units", index))


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, dt.date)):
        return str(value)
    return quoted(str(value))


def _replace(path: Path, content: bytes) -> None:
    """The file with this content, or as it was: never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            os.chmod(name, path.stat().st_mode)
        else:
            os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
