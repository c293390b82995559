"""Folders of figures made from a seed, with every kind of fault that such files have been thought to have."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from etl.readers.figures import ACTIVITIES, CELLS, COLUMNS, FIGURES, GOALS, TEXTS
from etl.readers.sidecar import sidecar_path

UNITS = ("Axelsbergs vård- och omsorgsboende", "Pilträdets servicehus", "Axelsberg", "Okända enheten", "Dubbelgården", "")
INDICATORS = (
    "Sjukfrånvaro", "Andelen nöjda omsorgstagare", "Andel nöjda omsorgstagare", "Antal platser för feriejobb",
    "Klimatpåverkan från måltider", "Index för trygghet", "Antal okända saker", "Något helt annat",
)  # fmt: skip
VALUES = ("9,5 %", "10,1 %", "4,8 %", "12", "83", "0,4", "1 234,5", "7,5 kg", "70 platser")
ODD_VALUES = (
    "", " ", "0", "0 %", "0,9", "1", "105 %", "-3 %", "-3", "abc", "1.234", "12 GWh", "90 platser", "..", "-", ".", "i.u.", "nan",
    "∞", "1e400", "999999999999999", "9999999999999999", "9,5%", "9,5\u00a0%", "5 indexenheter", "\u200b", "400",
)  # fmt: skip
ODD_TARGETS = ("öka", "Max 10 %", "minst 5", "Tas fram av nämnd", "Tas fram av", "+inf", "∞ %", "fler ska trivas", "12 %", "-")
ODD_COUNTS = ("-5", "12,5", "abc", "9", "..", "0", "1 200", "3 personer", "3 %")
ODD_PERIODS = ("", "VB 2030", "VB 2019", "T1", "skräp", "2020", "T2 2021", "VP 2020")
GOALS_OF_ALL = (
    ("kf_mal", "1.5", "Äldre har en trygg tillvaro"), ("namndmal", "1.5.1", "Omsorgen är trygg"),
    ("enhetsmal", "", "Vi känner våra boende"),
)  # fmt: skip
ODD_GOALS = (("kf_mal", "1.5", "Ett annat mål"), ("enhetsmal", "", "…"), ("okänd nivå", "", "Mål"))


@dataclass
class Folder:
    """The rows of the files. ``oddity`` is how often, of a hundred times, something is not as it should be."""

    chance: random.Random
    oddity: float
    figures: list[list[str]] = field(default_factory=list)
    goals: list[list[str]] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    activities: list[list[str]] = field(default_factory=list)

    def is_odd(self) -> bool:
        return self.chance.random() * 100 < self.oddity

    def either(self, usual: Sequence[str], odd: Sequence[str]) -> str:
        return self.chance.choice(odd if self.is_odd() else usual)

    def add_document(self, name: str, unit: str, kind: str, year: int) -> None:
        number = len(GOALS_OF_ALL)
        for order, usual in enumerate(GOALS_OF_ALL, start=1):
            level, printed, title = self.chance.choice(ODD_GOALS) if self.is_odd() else usual
            judged = self.either(("", "", "Uppfylls helt"), ("nja", "Uppfylls ej"))
            place = str(order) if not self.is_odd() else self.chance.choice(("", "1"))
            self.goals.append([name, place, level, printed, title, judged, ""])
        for indicator in self.chance.sample(INDICATORS, k=5):
            goal = self.either([str(self.chance.randint(1, number))], ("", "99"))
            self._add_indicator([name, unit, kind, str(year)], goal, indicator, f"{kind} {year}")
            if self.is_odd():
                self._add_indicator([name, unit, kind, str(year)], "", indicator, f"{kind} {year}")
            if self.is_odd():
                self.texts.append([name, goal, indicator, "Analys", "Det går bättre.", ""])
        if self.is_odd():
            self.texts.append([name, "1", "", "Arbetssätt", "Vi träffas.", ""])
        if self.is_odd():
            self.activities.append(
                [name, "2", "Matråd", "2020-05-01", self.either(("2020-12-31",), ("2019-01-01", "sen")), "", "", ""]
            )

    def _add_indicator(self, document: list[str], goal: str, indicator: str, period: str) -> None:
        if self.is_odd():
            indicator = self.chance.choice(("", "\u200b", f" {indicator}  ", indicator.upper()))
        often = self.either(("Tertial", "År", ""), ("ibland",))
        line = str(self.chance.randint(1, 900)) if self.is_odd() else ""
        cells = [(what, str(gender)) for what, gender in CELLS if document[2] != "VP" or "mål" in what]
        for what, gender in cells:
            if self.chance.random() < 0.2:
                continue
            value = self.either(VALUES[:3], (*VALUES, *ODD_VALUES, *ODD_TARGETS))
            said = {"utfall": self.either((period,), ODD_PERIODS), "föregående_utfall": self.either(("VB 2018",), ODD_PERIODS)}
            count = self.either(("", "40", "12"), ODD_COUNTS) if what == "utfall" else ""
            row = [*document, goal, indicator, often, what, gender, said.get(what, ""), value, count, line]
            self.figures.append(row)
            if self.is_odd() and self.is_odd():
                odd = list(row)
                odd[self.chance.choice((1, 2, 3, 4, 5, 7, 8))] = self.chance.choice(("F", "2019", "annat", ""))
                self.figures.append(odd)

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        files = {FIGURES: self.figures, GOALS: self.goals, TEXTS: self.texts, ACTIVITIES: self.activities}
        for name, rows in files.items():
            write_file(folder / name, COLUMNS[name], rows)
        return folder


def write_file(path: Path, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A CSV file with the sidecar that vouches for it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([titles, *rows])
    fields = "publisher: Provstaden\nreference: dnr 1\ndate: 2024-10-01\nlicence: sakuppgifter\norigin: bundled\n"
    sidecar_path(path).write_text(f"{fields}sha256: {sha256(path.read_bytes()).hexdigest()}\n", encoding="utf-8")


def folder_of(seed: int, oddity: float, documents: int = 24) -> Folder:
    """Plans and follow-ups of some units in some years, a few of them twice or of a kind that is not known."""
    folder = Folder(random.Random(seed), oddity)
    kinds = [(kind, year) for year in (2019, 2020, 2021) for kind in ("VP", "T1", "T2", "VB")]
    for number in range(documents):
        kind, year = kinds[number // 2 % len(kinds)]
        unit = folder.either([UNITS[number % 2]], UNITS)
        start = len(folder.figures)
        folder.add_document(f"dok-{number}", unit, folder.either([kind], ("VB", "XX")), year)
        if folder.is_odd() and start:
            folder.figures.insert(start, folder.figures[start - 1][:1] + folder.figures[-1][1:])
    return folder
