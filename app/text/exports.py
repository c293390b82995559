"""Files of tables and pictures of charts."""

from __future__ import annotations

import re

TABLE_DOWNLOAD, TABLE_EXCEL, TABLE_CSV, TABLE_OTHER = "Hämta tabellen:", "Excel", "CSV", "andra format"
FIGURES_OTHER = "Andra format"
TABLE_DOWNLOAD_AS = "Hämta tabellen ”{table}” som {way}"
TABLE_SHEET, TABLE_UNNAMED, TABLE_GROUP = "Tabell", "Tabell", "Grupp"
TABLE_MEASURE, TABLE_NOTE = "{head}, måttenhet", "{head}, anmärkning"
TABLE_GONE_TITLE = "Tabellen finns inte"
TABLE_GONE = "Tabellen finns inte på sidan längre. Uppgifterna kan ha ändrats sedan sidan öppnades."
TABLE_GONE_BACK = "Till sidan"
FORMATS_TITLE = "Hämta tabellen"
FORMATS_OF = "Tabell: {table}"
FORMATS_BACK = "Tillbaka till sidan"
FORMATS = (
    ("xlsx", "sv", "", "Excel", "Tal och datum som tal och datum, filter, måttenheter och ett blad om uppgifterna."),
    ("csv", "sv", "excel", "CSV för svensk Excel", "Semikolon mellan cellerna och decimalkomma (UTF-8 med byteordningsmärke)."),
    ("csv", "sv", "rfc4180", "CSV enligt RFC 4180", "Komma mellan cellerna och decimalpunkt (UTF-8), för andra program."),
    ("xlsx", "en", "", "Excel med engelska rubriker", "Samma fil; kolumnernas rubriker står på engelska."),
    ("csv", "en", "excel", "CSV för svensk Excel med engelska rubriker", "Semikolon och decimalkomma."),
    ("csv", "en", "rfc4180", "CSV enligt RFC 4180 med engelska rubriker", "Komma och decimalpunkt."),
)
"""Ending, language, way of writing, name and explanation of every file that a table is given as."""

ABOUT_TABLE, ABOUT_PAGE, ABOUT_SOURCE, ABOUT_NOTICE, ABOUT_ADDRESS = "Tabell", "Sida", "Källa", "Att tänka på", "Samma sida"
ABOUT_EXAMPLE_PAGE = "Exempeldata: påhittade uppgifter som inte gäller någon verklig enhet"

PICTURE_DOWNLOAD = "Hämta diagrammet"

_ENGLISH_ADDED = {"måttenhet": "unit of measure", "anmärkning": "note"}
_ENGLISH = {
    "Enhet": "Unit",
    "Del av organisationen": "Part of the organisation",
    "Avdelning": "Department",
    "Indikator": "Indicator",
    "Period": "Period",
    "Kön": "Gender",
    "Utfall": "Outcome",
    "Svarande (n)": "Respondents (n)",
    "n": "n",
    "Felmarginal": "Margin of error",
    "Felmarginal 95 %": "Margin of error 95 %",
    "Felmarginal från": "Margin of error from",
    "Felmarginal till": "Margin of error to",
    "Årsmål": "Target",
    "Årsmål i ord": "Target in words",
    "Status": "Status",
    "Status mot årsmål": "Status against target",
    "KF:s årsmål": "City council's target",
    "KF:s årsmål i ord": "City council's target in words",
    "Status mot KF:s årsmål": "Status against city council's target",
    "Föregående": "Previous",
    "Föregående utfall": "Previous outcome",
    "Föregående period": "Previous period",
    "Prognos helår": "Full-year forecast",
    "Varför värde saknas": "Why there is no value",
    "Källa": "Source",
    "Plats i källan": "Place in source",
    "Står i källan": "As printed in source",
    "Inläst": "Loaded",
    "År": "Year",
    "Uppföljning": "Follow-up",
    "Måttenhet": "Unit of measure",
    "Tidigare värden": "Earlier values",
    "Exempeldata": "Example data",
    "Fil": "File",
    "Totalt": "Total",
    "Kvinnor": "Women",
    "Män": "Men",
    "Skillnad": "Difference",
    "Följs upp": "Followed up",
    "Mål": "Goal",
    "Grupp": "Group",
    "Säkerhet": "Certainty",
    "n kvinnor": "n women",
    "n män": "n men",
    "Når årsmålet": "Reach the target",
    "Bedömda": "Judged",
    "Följer indikatorn": "Follow the indicator",
    "Perioden slutade": "Period ended",
    "Försenat": "Late",
    "Dokument": "Document",
    "Poster": "Records",
    "Läge": "State",
    "Nr": "No.",
    "När": "When",
    "Vad": "What",
    "Nya uppgifter": "New figures",
    "Ersatta": "Superseded",
    "Oförändrade": "Unchanged",
    "Uppfylls helt": "Fully achieved",
    "Uppfylls delvis": "Partly achieved",
    "Uppfylls inte": "Not achieved",
    "Ej bedömd": "Not judged",
    "Ej bedömda": "Not judged",
    "Ej rapporterad": "Not reported",
    "Ej rapporterade": "Not reported",
    "Uppgifter": "Figures",
    "Tabell": "Table",
    "Om uppgifterna": "About the figures",
}


_UNIT_OR_ADDED = re.compile(r"(?P<head>.+?)(?P<unit> \([^()]+\))?(?:, (?P<added>måttenhet|anmärkning))?")


def head_in(language: str, head: str) -> str:
    """The head of a column in the language: ``sv`` or ``en``; one without an English name keeps its Swedish."""
    found = _UNIT_OR_ADDED.fullmatch(head) if language == "en" else None
    if found is None:
        return head
    if head in _ENGLISH:
        return _ENGLISH[head]
    name = found["head"]
    english = _ENGLISH.get(name) or _ENGLISH.get(name[:1].upper() + name[1:]) or name
    added = f", {_ENGLISH_ADDED[found['added']]}" if found["added"] else ""
    return f"{english}{found['unit'] or ''}{added}"
