"""Known figures: what a made document says, and the comparison of what was read with it, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from etl.readers.records import Activity, Document, Goal, Indicator, Record, Remark, Text

LABELS = {
    "kf_inriktningsmal": "KF:s inriktningsmål",
    "kf_mal": "KF:s mål för verksamhetsområdet",
    "namndmal": "Nämndmål",
    "enhetsmal": "Enhetsmål",
}
FIELDS = {
    "Periodens utfall": "outcome",
    "Utfall män/pojkar": "outcome_men",
    "Utfall kvinnor/flickor": "outcome_women",
    "Periodens utfall VB 2022": "previous_outcome",
    "Prognos helår": "forecast",
    "Årsmål": "target",
    "KF:s årsmål": "kf_target",
    "Periodicitet": "periodicity",
    "Period": "period",
    "Startdatum": "start",
    "Slutdatum": "end",
    "Avvikelse": "deviation",
}
REPORT = (*tuple(FIELDS)[:7], "Period")
PLAN = ("Årsmål", "KF:s årsmål", "Periodicitet")
ACTIVITIES = ("Startdatum", "Slutdatum", "Avvikelse")


@dataclass(frozen=True)
class KnownRow:
    """The name, the cells by column title, and the analysis below."""

    name: str
    cells: dict[str, str]
    analysis: str = ""


@dataclass(frozen=True)
class KnownTable:
    """A table: its name's title, its other titles in print order, and its rows."""

    name_title: str
    titles: tuple[str, ...]
    rows: tuple[KnownRow, ...]

    @property
    def is_activity(self) -> bool:
        return self.name_title == "Aktivitet"


@dataclass(frozen=True)
class KnownGoal:
    level: str
    number: str
    title: str
    fulfilment: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    tables: tuple[KnownTable, ...] = ()

    @property
    def printed(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True)
class KnownDocument:
    title: str
    unit_name: str
    document_type: str
    year: str
    goals: tuple[KnownGoal, ...] = field(default=())


# -- what hypothesis chooses from

NAMES = (
    "Sjukfrånvaro",
    "Sjukfrånvaro dag 1-14",
    "Andel boende på vård- och omsorgsboende som upplever att måltiden är en trevlig stund på dagen",
    "Andel trygga omsorgstagare i vård- och omsorgsboende",
    "Antal tillhandahållna platser för feriejobb",
    "Klimatpåverkan från upphandlade livsmedel och måltider",
    "Totalt köpt energi i stadens verksamheter",
    "Andel omsorgstagare som under en 14-dagarsperiod har mött högst 10 medarbetare",
    "Aktivt medskapandeindex",
    "Index Bra arbetsgivare",
)
ACTIVITY_NAMES = (
    "Förvaltningens verksamheter ska ta fram en plan för kompetensförsörjning och introduktion av nya medarbetare",
    "Mat- och måltidspolicyn ska implementeras genom utbildning av kostombuden",
    "Temaveckor kring mat, kost och hälsa",
    "Prognosuppföljning",
    "Utveckla arbetet med välfärdsteknik i hemtjänst och på servicehus tillsammans med stadens övriga nämnder",
)
VALUES = ("", "4,8 %", "45 %", "100 %", "0", "83", "1 945 GWh", "1,8 kg CO2 per kg livsmedel", "360 st", "-0,5 %", "3,13 GWh")
TARGETS = ("", "9,5 %", "Tas fram av nämnd", "Tas fram av nämnd/styrelse", "Max 10 personer", "öka", "90 %", "1 945 GWh")
PERIODS = ("VB 2023", "2023")
OFTEN = ("Tertial", "År")
ANALYSES = (
    "",
    "",
    "Målet nås inte på grund av hög personalomsättning under våren.",
    "Enheten har arbetat med rutiner för introduktion. Resultatet väntas bli bättre nästa år, när alla medarbetare har gått"
    " utbildningen och de nya arbetssätten har hunnit sätta sig i hela verksamheten.",
)
TITLES = (
    "En modern storstad med möjligheter och valfrihet för alla",
    "I Stockholm har äldre en tillvaro som präglas av hög kvalitet, trygghet och självbestämmande",
    "Äldre får insatser av hög kvalitet som ger trygghet, valfrihet och stärker förmågan att leva ett värdigt liv",
    "Vi erbjuder insatser med hög kvalitet",
    "Enhetens medarbetare arbetar aktivt för att göra miljövänliga val i verksamheten",
)
PROSE = (
    "Verksamheten arbetar i team med kontaktman, sjuksköterska och arbetsterapeut för att säkerställa en trygg vård.",
    "Korrekt och tillgänglig information är ett uppdrag för alla enheter inom äldreomsorgen, och den enskilde ska i varje"
    " kontakt få veta vad som händer härnäst, vem som ansvarar och hur man kan påverka hjälpen.",
)


def _rows(names: Sequence[str], titles: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[KnownRow, ...]]:
    choices = {
        "Period": st.sampled_from(PERIODS),
        "Periodicitet": st.sampled_from(OFTEN),
        "Årsmål": st.sampled_from(TARGETS),
        "KF:s årsmål": st.sampled_from(TARGETS),
        "Startdatum": st.sampled_from(("2023-01-01", "2023-04-15")),
        "Slutdatum": st.sampled_from(("2023-08-31", "2023-12-31")),
        "Avvikelse": st.sampled_from(("", "", "Avvikelse")),
    }
    cells = st.fixed_dictionaries({title: choices.get(title, st.sampled_from(VALUES)) for title in titles})
    row = st.builds(KnownRow, st.sampled_from(names), cells, st.sampled_from(ANALYSES))
    return st.lists(row, min_size=1, max_size=most, unique_by=lambda each: each.name).map(tuple)


def tables(most: int = 5) -> st.SearchStrategy[KnownTable]:
    """Tables of indicators of a plan or report, with some of the columns in some order, or of activities."""

    def of(name_title: str, names: Sequence[str], titles: tuple[str, ...]) -> st.SearchStrategy[KnownTable]:
        return _rows(names, titles, most).map(lambda rows: KnownTable(name_title, titles, rows))

    some = st.lists(st.sampled_from(REPORT[:-1]), min_size=2, max_size=7, unique=True).map(lambda titles: (*titles, "Period"))
    return st.one_of(
        of("Indikator", NAMES, REPORT),
        of("Indikator", NAMES, PLAN),
        some.flatmap(lambda titles: of("Indikator", NAMES, titles)),
        of("Aktivitet", ACTIVITY_NAMES, ACTIVITIES[:2]),
        of("Aktivitet", ACTIVITY_NAMES, ACTIVITIES),
    )


@st.composite
def documents(draw: st.DrawFn, most_rows: int = 5) -> KnownDocument:
    """A report with one to three goals of falling level, each with up to two tables."""
    kind, marks = draw(st.sampled_from((("VB", "Verksamhetsberättelse VB 2023"), ("VP", "Verksamhetsplan 2023"))))
    unit = draw(st.sampled_from(("Axelsbergs vård- och omsorgsboende", "Enheten för utveckling", "Förskolan Myran")))
    goals = [KnownGoal("kf_inriktningsmal", "1", TITLES[0])]
    numbered = 0
    for level in draw(st.lists(st.sampled_from(tuple(LABELS)[1:]), min_size=1, max_size=3)):
        numbered += level == "kf_mal"
        number = f"1.{1 + numbered}" if level == "kf_mal" else ""
        texts = tuple(
            (section, draw(st.sampled_from(PROSE))) for section in draw(st.sampled_from(((), ("Beskrivning",), ("Arbetssätt",))))
        )
        stated = draw(st.sampled_from(("", "Uppfylls helt", "Uppfylls delvis"))) if level == "enhetsmal" else ""
        title = draw(st.sampled_from(TITLES[1:]))
        goals.append(KnownGoal(level, number, title, stated, texts, tuple(draw(st.lists(tables(most_rows), max_size=2)))))
    if not any(goal.tables for goal in goals):
        last = goals[-1]
        goals[-1] = KnownGoal(last.level, last.number, last.title, last.fulfilment, last.texts, (draw(tables(most_rows)),))
    return KnownDocument(f"{marks} för {unit}", unit, kind, "2023", tuple(goals))


# -- comparison


def said(document: KnownDocument) -> list[tuple[str, ...]]:
    """Everything that a document says, one tuple for each goal, text, row and cell."""
    out: list[tuple[str, ...]] = [("document", document.unit_name, document.document_type, document.year)]
    for goal in document.goals:
        out.append(("goal", goal.level, goal.number, goal.title, goal.fulfilment))
        for section, text in goal.texts:
            out.append(("text", goal.printed, section, text))
        for table in goal.tables:
            kind = "activity" if table.is_activity else "indicator"
            for row in table.rows:
                out += [(kind, goal.printed, row.name, FIELDS[title], row.cells[title]) for title in table.titles]
                out.append((kind, goal.printed, row.name, "analysis", row.analysis))
    return out


def read(records: Sequence[Record]) -> list[tuple[str, ...]]:
    """The same of what was read."""
    out: list[tuple[str, ...]] = []
    for record in records:
        if isinstance(record, Document):
            out.append(("document", record.unit_name, record.document_type, record.year))
        elif isinstance(record, Goal):
            out.append(("goal", record.level, record.number, record.title, record.fulfilment))
        elif isinstance(record, Text):
            out.append(("text", record.goal, record.section, plain(record.text)))
        elif isinstance(record, Indicator):
            out += [("indicator", record.goal, record.name, name, getattr(record, name)) for name in record.columns]
            out.append(("indicator", record.goal, record.name, "analysis", plain(record.analysis)))
        elif isinstance(record, Activity):
            names = ("start", "end", "deviation")
            out += [("activity", record.goal, record.name, name, getattr(record, name)) for name in names]
            out.append(("activity", record.goal, record.name, "analysis", plain(record.analysis)))
    return out


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def compared(records: Sequence[Record], *written: KnownDocument) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """What was read and not written, and what was written and not read. The order is compared by whoever needs it."""
    left = [each for document in written for each in said(document)]
    extra = []
    for each in read(records):
        if each in left:
            left.remove(each)
        elif not (each[0] == "activity" and each[3] == "deviation" and not each[4]):  # a column that is not printed
            extra.append(each)
    return extra, left


def doubts(records: Sequence[Record]) -> list[Remark]:
    return [record for record in records if isinstance(record, Remark) and record.kind in ("question", "rejection")]
