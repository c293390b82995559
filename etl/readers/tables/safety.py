"""What a file of zipped XML must not hold: more than can be unpacked, document types with entities, passwords."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from xml.parsers import expat

from etl.readers.tables.grid import RefusedError, damaged

MOST_UNPACKED_BYTES = 160 * 1024 * 1024
MOST_BYTES_OF_A_PART = 60 * 1024 * 1024
"""Bytes of what is held in memory whole: texts, styles, the list of sheets."""
MOST_PARTS = 5_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 16


def open_zip(path: Path, kind: str, streamed: Iterable[str]) -> zipfile.ZipFile:
    """The file as a zip archive whose parts are safe to read; ``streamed`` begins the names of parts read piece by piece.

    Raises RefusedError for what is no zip file, holds too much, is encrypted or defines XML entities of its own.
    """
    name = path.name
    with path.open("rb") as file:
        beginning = file.read(512)
        if beginning.startswith(_OLE):
            raise _of_the_old_kind(name, file)
    if not beginning.strip():
        raise RefusedError("empty", f"{name} är tom.", "Kontrollera att rätt fil är sparad.")
    if beginning.lstrip()[:1] == b"<":
        raise RefusedError(
            "not_a_workbook",
            f"{name} är en webbsida eller XML som har fått ett kalkylblads namn.",
            "Öppna filen i Excel, spara den som Excel-arbetsbok (.xlsx) och läs in den.",
        )
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise damaged(name, kind) from error
    try:
        _check(archive, name, tuple(streamed))
    except BaseException:
        archive.close()
        raise
    return archive


def _of_the_old_kind(name: str, file: IO[bytes]) -> RefusedError:
    file.seek(0)
    before = b""
    while chunk := file.read(_CHUNK):
        if _ENCRYPTED in before + chunk:
            return locked(name)
        before = chunk[-len(_ENCRYPTED) :]
    return RefusedError(
        "old_workbook",
        f"{name} är sparad i Excels äldre format (.xls), som inte kan läsas.",
        "Öppna filen i Excel, spara den som Excel-arbetsbok (.xlsx) och läs in den.",
    )


def locked(name: str) -> RefusedError:
    """The refusal of a file with a password."""
    return RefusedError(
        "locked",
        f"{name} är skyddad med lösenord och kan inte läsas.",
        "Öppna filen, ta bort lösenordet, spara den och läs in den igen.",
    )


def _check(archive: zipfile.ZipFile, name: str, streamed: tuple[str, ...]) -> None:
    parts = archive.infolist()
    whole = [part for part in parts if part.filename.endswith((".xml", ".rels")) and not part.filename.startswith(streamed)]
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES
        or any(part.file_size > MOST_BYTES_OF_A_PART for part in whole)
    ):
        raise RefusedError(
            "too_large",
            f"{name} innehåller mer än vad som kan packas upp: högst {MOST_UNPACKED_BYTES >> 20} megabyte läses.",
            "Ta bort det som inte ska läsas in, eller dela filen i flera.",
        )
    for part in parts:
        if part.flag_bits & 1:
            raise locked(name)
        if part.filename.endswith((".xml", ".rels")):
            _refuse_document_type(archive, part, name)


class _SeenEnoughError(Exception):
    """The root element has begun: no document type can follow."""


def _refuse_document_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """An office file has no document type; one that has may define entities that grow without end or fetch other files."""
    parser = expat.ParserCreate()

    def document_type(*_: object) -> None:
        raise RefusedError(
            "entities",
            f"{name} innehåller en dokumenttyp, som kalkylprogram inte skriver och som kan vara skadlig.",
            "Läs inte in filen. Be avsändaren att spara den på nytt i Excel.",
        )

    def enough(*_: object) -> None:
        raise _SeenEnoughError

    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = enough
    try:
        with archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
    except _SeenEnoughError:
        return
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise damaged(name, "arbetsbok") from error
    except Exception as error:  # zlib.error and whatever another packing method raises
        if isinstance(error, RefusedError):
            raise
        raise damaged(name, "arbetsbok") from error
