"""What is to be read: the files and folders that were named, each with its reader and where it comes from."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.faults import in_swedish as fault_in_swedish
from data.vocabulary import KOLADA, FindingKind, Origin
from etl.checks import Problem
from etl.readers.figures import COLUMNS, FIGURES, is_figures_folder, read_figures
from etl.readers.records import Record
from etl.readers.sidecar import SidecarError, read_sidecar, sidecar_path

KINDS_READ = (
    "textfiler (.txt), PDF-filer (.pdf), Word-dokument (.docx), kalkylblad (.xlsx, .ods, .csv), svar ur Kolada (.json)"
    f" och mappar med {FIGURES}"
)

_CHUNK = 1 << 20
_DEEPEST = 100
"""Folders before a name at most."""
_RIGHTS = "Ge dig själv rätt att läsa den, eller be den som äger den."


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one folder of figures, to read.

    ``bare_name`` is what it is called wherever it lies and whatever is read beside it; ``file_name`` is what it is shown as:
    the same, with as many folders before it as tell it from the others of one load.
    """

    path: Path
    file_name: str
    records: Callable[[], Iterator[Record]]
    parts: tuple[Path, ...]
    origin: Origin = Origin.DOCUMENT
    publisher: str = ""
    reference: str = ""
    published_on: dt.date | None = None
    bare_name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "bare_name", self.bare_name or self.file_name)

    @property
    def place(self) -> str:
        """Where it lies: what tells it from every other file."""
        return str(self.path.resolve())

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

    @property
    def place(self) -> str:
        """Where it lies: what tells it from every other file."""
        return str(self.path.absolute())


def find_sources(paths: Iterable[Path]) -> list[Source | NotRead]:
    """Everything to read under the paths, once each: files as named, folders with all they hold, in the order of their names.

    Files of the same name in different folders are shown with as much of their paths as tells them apart.
    """
    found = list({each.place: each for each in _found(paths)}.values())
    names = Counter(each.file_name for each in found)
    alike = [each for each in found if names[each.file_name] > 1]
    shown = {each.place: each.file_name for each in alike}
    folders = 1
    while len(set(shown.values())) < len(shown) and folders < _DEEPEST:
        again = Counter(shown.values())
        shown.update({each.place: _with_folders(each, folders) for each in alike if again[shown[each.place]] > 1})
        folders += 1
    return [replace(each, file_name=shown.get(each.place, each.file_name)) for each in found]


def _with_folders(source: Source | NotRead, number: int) -> str:
    """The name with so many folders before it."""
    place = Path(source.place)
    above = place.parts[1:-1][-number:]
    return "/".join((*above, source.file_name if isinstance(source, NotRead) else source.bare_name))


def _found(paths: Iterable[Path]) -> Iterator[Source | NotRead]:
    for path in paths:
        try:
            is_there = path.exists()
        except OSError as error:
            yield _not_read(path, "path_unreadable", f"{path} kan inte nås: {fault_in_swedish(error)}.", _RIGHTS, is_kept=False)
            continue
        if not is_there:
            yield _not_read(path, "path_missing", f"{path} finns inte.", "Kontrollera sökvägen.", is_kept=False)
        elif path.is_dir():
            yield from _in_folder(path)
        else:
            yield _of_file(path)


def _in_folder(folder: Path) -> Iterator[Source | NotRead]:
    try:
        if is_figures_folder(folder):
            yield _of_figures(folder)
            return
        inside = sorted((each, each.is_dir()) for each in folder.iterdir() if not each.name.startswith((".", "~$")))
    except OSError as error:
        yield _not_read(
            folder, "folder_unreadable", f"Mappen {folder} kan inte öppnas: {fault_in_swedish(error)}.", _RIGHTS, is_kept=False
        )
        return
    answers = [each for each, is_folder in inside if not is_folder and each.suffix.casefold() == ".json"]
    if len(answers) > 1:  # the pages of one answer, and what describes them
        yield _of_kolada(folder, f"{folder.resolve().name}/*.json", answers)
        inside = [(each, is_folder) for each, is_folder in inside if each not in answers]
    elif not inside:
        yield _not_read(folder, "folder_empty", f"Mappen {folder} är tom.", f"Målbild läser {KINDS_READ}.", is_kept=False)
    for each, is_folder in inside:
        if is_folder:
            if not each.is_symlink():  # a link may lead back here
                yield from _in_folder(each)
        else:
            yield _of_file(each)


def _of_file(path: Path) -> Source | NotRead:
    if path.name == FIGURES:
        return _of_figures(path.parent)
    reader = _READERS.get(path.suffix.casefold())
    if reader is not None:
        return Source(path, path.name, lambda: reader(path), (path,))
    if path.suffix.casefold() == ".json":
        return _of_kolada(path, path.name, [path])
    kind = f"av slaget {path.suffix}" if path.suffix else "utan filändelse"
    message = f"{path.name} är en fil {kind}, som inte kan läsas in. Målbild läser {KINDS_READ}."
    return _not_read(
        path, "kind_not_read", message, "Ta ut texten ur dokumentet som .txt, eller flytta filen ur mappen.", is_kept=True
    )


def _read_text(path: Path) -> Iterator[Record]:
    from etl.readers.text import read_text  # its patterns take a while to compile: only when something is read

    return read_text(path)


def _read_pdf(path: Path) -> Iterator[Record]:
    from etl.readers.pdf import read_pdf

    return read_pdf(path)


def _read_word(path: Path) -> Iterator[Record]:
    from etl.readers.word import read_word

    return read_word(path)


def _read_table(path: Path) -> Iterator[Record]:
    from etl.tables import read_known_table

    return read_known_table(path)


_READERS: dict[str, Callable[[Path], Iterator[Record]]] = {
    **{".txt": _read_text, ".pdf": _read_pdf, ".docx": _read_word},
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"), _read_table),
}
"""The reader of each kind of file, by the end of its name."""


def _of_kolada(path: Path, name: str, answers: Sequence[Path]) -> Source:
    """Saved answers of Kolada's API."""

    def records() -> Iterator[Record]:
        from etl.readers.kolada import read_kolada

        return read_kolada(answers)

    return Source(path, name, records, tuple(answers), publisher=KOLADA, reference=f"Sparat svar: {name}")


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
    message = f"{source.file_name} kan inte öppnas: {fault_in_swedish(error)}."
    return replace(_not_read(source.path, "file_unreadable", message, _RIGHTS, is_kept=True), file_name=source.file_name)


def _not_read(path: Path, code: str, message: str, action: str, *, is_kept: bool) -> NotRead:
    return NotRead(path, path.name or str(path), Problem(FindingKind.REJECTION, code, message, action), is_kept)
