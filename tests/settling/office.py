"""A controller's office: a store, and definitions and corrections in files with comments that somebody has written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.corrections import load_corrections
from data.definitions import load_definitions
from etl.loading import LoadReport, load
from etl.settling import Answer, AnswerKind, Folders, Question, Settled, open_questions, settle
from etl.sources import Source
from tests.load.desk import TODAY, Desk

UNITS = """\
# Organisationen i den lilla staden.
name: Staden
kind: stad
units:
  - name: Stadsdelsförvaltningen
    slug: district
    kind: forvaltning
    units:
      - name: Axelsbergs vård- och omsorgsboende   # flyttade 2019
        slug: axelsberg
        kind: enhet
        other_names:
          - Axelsberg
      # Sist i filen.
      - name: Pilträdets servicehus
        kind: enhet
"""
PROGRAMME = """\
name: 2019–2022
first_year: 2019
last_year: 2022
source: Kommunfullmäktiges budget 2019
checked_on: 2024-01-01
inriktningsmal:
  - number: "1"
    title: En stad för alla
    mal:
      - number: "1.5"   # äldreomsorgen
        title: Äldre har en trygg tillvaro
      - number: "1.6"
        title: Barn och unga har goda och jämlika uppväxtvillkor
"""
INDICATOR = """\
# {comment}
name: {name}
short_name: {slug}
description: Vad den mäter.
why: Därför.
measure: {measure}
unit_of_measure: "{unit}"
{direction}
periodicity: År
set_by: kf
source: enkät
checked_on: 2024-01-01
"""


@dataclass
class Office:
    """``load("vb.txt", records)`` loads a document; ``answer("unknown_unit", …)`` answers the only open question of that code."""

    desk: Desk
    folders: Folders

    def load(self, name: str, contents: Sequence[Any]) -> LoadReport:
        return self.load_source(self.desk.source(name, contents))

    def load_source(self, *sources: Source | Path) -> LoadReport:
        definitions, corrections = load_definitions(self.folders.definitions), load_corrections(self.folders.corrections)
        return load(self.desk.engine, sources, definitions=definitions, corrections=corrections, today=TODAY)

    def questions(self) -> list[Question]:
        with self.desk.engine.connect() as connection:
            return open_questions(connection, with_warnings=True)

    def question(self, code: str) -> Question:
        (found,) = [each for each in self.questions() if each.code == code]
        return found

    def answer(self, code: str, how: AnswerKind, value: str = "", why: str = "", by: str = "Anna", **fields: str) -> Settled:
        return self.settle(self.question(code).id, Answer(how, value, why, fields), by=by)

    def settle(self, number: int, answer: Answer, by: str = "Anna") -> Settled:
        return settle(self.desk.engine, number, answer, by=by, today=TODAY, folders=self.folders)

    def text(self, name: str) -> str:
        return (self.folders.definitions / name).read_text(encoding="utf-8")

    def files(self) -> Mapping[str, str]:
        """Every file of definitions and corrections with what is in it."""
        roots = (self.folders.definitions, self.folders.corrections)
        return {
            str(path): path.read_text(encoding="utf-8") for root in roots for path in sorted(root.rglob("*")) if path.is_file()
        }


def furnished(desk: Desk, folder: Path) -> Office:
    definitions, corrections = folder / "definitions", folder / "corrections"
    for name in ("indicators", "units", "programmes"):
        (definitions / name).mkdir(parents=True)
    corrections.mkdir()
    (definitions / "units" / "staden.yaml").write_text(UNITS, encoding="utf-8")
    (definitions / "programmes" / "2019.yaml").write_text(PROGRAMME, encoding="utf-8")
    _indicator(definitions, "utbildning", "Andel medarbetare som genomfört webbutbildningen", "share", "%", "better: higher")
    _indicator(definitions, "sjukfranvaro", "Sjukfrånvaro", "share", "%", "better: lower")
    _indicator(definitions, "platser", "Antal platser för feriejobb", "count", "st", "better: higher")
    _indicator(definitions, "fragad", "Antal anmälningar", "count", "st", "open_question: >-\n  Är fler anmälningar bra?")
    return Office(desk, Folders(definitions, corrections))


def _indicator(folder: Path, slug: str, name: str, measure: str, unit: str, direction: str) -> None:
    values = {"comment": f"Om {slug}", "name": name, "slug": slug, "measure": measure, "unit": unit, "direction": direction}
    (folder / "indicators" / f"{slug}.yaml").write_text(INDICATOR.format(**values), encoding="utf-8")
