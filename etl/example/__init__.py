"""Example data: a fictional district, Exempelstaden, with three years of plans and reports.

Everything is invented and made by a seeded generator: the same seed gives the same bytes. No unit that exists is given a
figure. What is written is a folder that ``etl.readers.figures`` reads, marked as example in its sidecars.
"""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from data.definitions import load_definitions
from etl.example.documents import Row, documents
from etl.readers.figures import ACTIVITIES, COLUMNS, FIGURES, GOALS, TEXTS
from etl.readers.sidecar import sidecar_path

SEED = 2126
"""Of the seeds tried, one whose chance lets the stories of the district be seen (see ``district``)."""

_SIDECAR = """\
# Påhittade uppgifter om Exempelstaden, som inte finns. Gjorda av etl/example med fröet {seed}: ändra där, inte här.
publisher: Målbild (exempeldata)
reference: Exempelstaden, påhittade planer och uppföljningar 2023–2025
date: 2026-11-22
licence: >-
  Påhittade uppgifter, fria att använda (CC0 1.0). Namn på indikatorer och kommunfullmäktiges mål är Stockholms stads.
origin: example
sha256: {sha256}
"""


def write_example(folder: Path, seed: int = SEED) -> tuple[Path, ...]:
    """Write the example's CSV files with their sidecars into ``folder``, which is made if it is missing.

    The same seed always gives the same bytes. Gives the paths of the CSV files written.
    """
    written = documents(load_definitions(), seed)
    folder.mkdir(parents=True, exist_ok=True)
    rows = {FIGURES: written.figures, GOALS: written.goals, ACTIVITIES: written.activities, TEXTS: written.texts}
    return tuple(_write(folder / name, rows[name], seed) for name in COLUMNS)


def _write(path: Path, rows: list[Row], seed: int) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS[path.name])
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(content)
    sidecar_path(path).write_bytes(_SIDECAR.format(seed=seed, sha256=hashlib.sha256(content).hexdigest()).encode())
    return path
