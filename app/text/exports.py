"""Files of tables and pictures of charts."""

from __future__ import annotations

TABLE_DOWNLOAD, TABLE_EXCEL, TABLE_CSV, TABLE_OTHER = "Hämta tabellen:", "Excel", "CSV", "andra format"
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
ABOUT_REAL_OR_MARKED = "Uppgifter ur inlästa källor"
ABOUT_EXAMPLE_PAGE = "Exempeldata: påhittade uppgifter som inte gäller någon verklig enhet"

PICTURE_DOWNLOAD = "Hämta diagrammet som {way}"
PICTURE_PNG, PICTURE_SVG = "PNG", "SVG"

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


def head_in(language: str, head: str) -> str:
    """The head of a column in the language: ``sv`` or ``en``; one without an English name keeps its Swedish."""
    if language != "en":
        return head
    found = _ENGLISH.get(head) or _ENGLISH.get(head[:1].upper() + head[1:])
    return found or head
