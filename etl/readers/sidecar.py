"""The sidecar of a bundled source file: who published it, when, under which terms, and the fingerprint of its bytes.

``figures.csv`` has its sidecar in ``figures.csv.yaml``. A file whose bytes are not those of its sidecar is not read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

from data.vocabulary import Origin

SUFFIX = ".yaml"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What stands in a sidecar; ``date`` is the day of the selection, ``sha256`` that of the file's bytes."""

    publisher: str
    reference: str
    date: dt.date
    licence: str
    origin: Origin
    sha256: str


class SidecarError(Exception):
    """The file cannot be vouched for. ``message`` says why and ``action`` what to do, both in Swedish."""

    def __init__(self, path: Path, message: str, action: str) -> None:
        super().__init__(f"{path}: {message} {action}")
        self.path = path
        self.message = message
        self.action = action


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of a file lies: beside it, ``.yaml`` added to its name."""
    return path.with_name(path.name + SUFFIX)


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def verified_sidecar(path: Path) -> Sidecar:
    """The sidecar of a file, after the file's bytes were compared with it; raises SidecarError where anything is amiss."""
    sidecar = read_sidecar(path)
    found = fingerprint(path)
    if found != sidecar.sha256:
        raise SidecarError(
            path,
            f"Filen har ändrats: kontrollsumman är {found[:12]}… men i {sidecar_path(path).name} står {sidecar.sha256[:12]}….",
            f"Återställ filen, eller skriv den nya kontrollsumman {found} i fältet sha256 om ändringen är avsedd.",
        )
    return sidecar


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of a file as it stands; raises SidecarError where it is missing or incomplete."""
    place = sidecar_path(path)
    try:
        values = yaml.safe_load(place.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SidecarError(path, f"Följefilen {place.name} saknas.", f"Lägg till {place.name} med {_names()}.") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise SidecarError(path, f"Följefilen {place.name} kan inte läsas.", "Spara den som YAML i UTF-8.") from error
    if not isinstance(values, dict):
        raise SidecarError(path, f"Följefilen {place.name} har inga fält.", f"Skriv {_names()}.")
    missing = [each.name for each in fields(Sidecar) if not values.get(each.name)]
    if missing:
        raise SidecarError(path, f"I följefilen {place.name} saknas {', '.join(missing)}.", f"Skriv {_names()}.")
    date, origin = values["date"], str(values["origin"])
    if not isinstance(date, dt.date):
        raise SidecarError(path, f"Datumet ”{date}” i {place.name} är inget datum.", "Skriv det som 2026-11-22.")
    if origin not in {Origin.BUNDLED, Origin.EXAMPLE}:
        raise SidecarError(path, f"Ursprunget ”{origin}” i {place.name} är okänt.", "Skriv bundled eller example.")
    return Sidecar(
        publisher=str(values["publisher"]),
        reference=str(values["reference"]),
        date=date,
        licence=str(values["licence"]),
        origin=Origin(origin),
        sha256=str(values["sha256"]),
    )


def _names() -> str:
    return "fälten " + ", ".join(each.name for each in fields(Sidecar))
