"""What is to be read: the files and folders that were named, each with its reader and where it comes from."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from data.vocabulary import FindingKind, Origin
from etl.checks import Problem
from etl.readers.figures import COLUMNS, FIGURES, is_figures_folder, read_figures
from etl.readers.records import Record
from etl.readers.sidecar import SidecarError, read_sidecar, sidecar_path

KINDS_READ = f"textfiler (.txt) och mappar med {FIGURES}"

_CHUNK = 1 << 20
_RIGHTS = "Ge dig själv rätt att läsa den, eller be den som äger den."


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one folder of figures, to read. ``file_name`` is what it is called in the store, wherever it lies."""

    path: Path
    file_name: str
    records: Callable[[], Iterator[Record]]
    parts: tuple[Path, ...]
    origin: Origin = Origin.DOCUMENT
    publisher: str = ""
    reference: str = ""
    published_on: dt.date | None = None

    @property
    def is_example(self) -> bool:
        return self.origin is Origin.EXAMPLE

    def sha256(self) -> str:
        """The fingerprint of its bytes; raises OSError when they cannot be read."""
        digest = hashlib.sha256()
        for part in self.parts:
            with part.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class NotRead:
    """Something named that cannot be read, and why. ``is_kept``: the store is to remember it, for it is a file that is there."""

    path: Path
    file_name: str
    problem: Problem
    is_kept: bool


def find_sources(paths: Iterable[Path]) -> list[Source | NotRead]:
    """Everything to read under the paths: files as named, folders with all they hold, in the order of their names.

    Files of the same name in different folders are told apart by the folder's name.
    """
    found = list(_found(paths))
    names = Counter(each.file_name for each in found)
    return [each if names[each.file_name] == 1 else _with_folder(each) for each in found]


def _with_folder(source: Source | NotRead) -> Source | NotRead:
    return replace(source, file_name=f"{source.path.resolve().parent.name}/{source.file_name}")


def _found(paths: Iterable[Path]) -> Iterator[Source | NotRead]:
    for path in paths:
        try:
            is_there = path.exists()
        except OSError as error:
            yield _not_read(path, "path_unreadable", f"{path} kan inte nås: {error.strerror}.", _RIGHTS, is_kept=False)
            continue
        if not is_there:
            yield _not_read(path, "path_missing", f"{path} finns inte.", "Kontrollera sökvägen.", is_kept=False)
        elif path.is_dir():
            yield from _in_folder(path)
        else:
            yield _of_file(path)


def _in_folder(folder: Path) -> Iterator[Source | NotRead]:
    if is_figures_folder(folder):
        yield _of_figures(folder)
        return
    try:
        inside = sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    except OSError as error:
        yield _not_read(
            folder, "folder_unreadable", f"Mappen {folder} kan inte öppnas: {error.strerror}.", _RIGHTS, is_kept=False
        )
        return
    if not inside:
        yield _not_read(folder, "folder_empty", f"Mappen {folder} är tom.", f"Målbild läser {KINDS_READ}.", is_kept=False)
    for each in inside:
        if each.is_dir():
            if not each.is_symlink():  # a link may lead back here
                yield from _in_folder(each)
        else:
            yield _of_file(each)


def _of_file(path: Path) -> Source | NotRead:
    if path.suffix.casefold() == ".txt":
        return Source(path, path.name, lambda: _read_text(path), (path,))
    if path.name == FIGURES:
        return _of_figures(path.parent)
    kind = f"av slaget {path.suffix}" if path.suffix else "utan filändelse"
    message = f"{path.name} är en fil {kind}, som inte kan läsas in. Målbild läser {KINDS_READ}."
    return _not_read(
        path, "kind_not_read", message, "Ta ut texten ur dokumentet som .txt, eller flytta filen ur mappen.", is_kept=True
    )


def _read_text(path: Path) -> Iterator[Record]:
    from etl.readers.text import read_text  # its patterns take a while to compile: only when something is read

    return read_text(path)


def _of_figures(folder: Path) -> Source:
    parts = [folder / name for name in COLUMNS if (folder / name).is_file()]
    sidecars = [sidecar_path(part) for part in parts if sidecar_path(part).is_file()]
    name = f"{folder.resolve().name}/{FIGURES}"
    try:
        sidecar = read_sidecar(folder / FIGURES)
    except SidecarError:  # the reader rejects the folder and says why
        return Source(folder, name, lambda: read_figures(folder), (*parts, *sidecars), Origin.BUNDLED)
    return Source(
        path=folder,
        file_name=name,
        records=lambda: read_figures(folder),
        parts=(*parts, *sidecars),
        origin=sidecar.origin,
        publisher=sidecar.publisher,
        reference=sidecar.reference,
        published_on=sidecar.date,
    )


def unreadable(source: Source, error: OSError) -> NotRead:
    """A file that is there and cannot be opened."""
    return _not_read(
        source.path, "file_unreadable", f"{source.file_name} kan inte öppnas: {error.strerror}.", _RIGHTS, is_kept=True
    )


def _not_read(path: Path, code: str, message: str, action: str, *, is_kept: bool) -> NotRead:
    return NotRead(path, path.name or str(path), Problem(FindingKind.REJECTION, code, message, action), is_kept)
