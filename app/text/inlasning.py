"""Inläsning: what is loaded, what there is to settle, what is owed."""

from __future__ import annotations

from data.vocabulary import FindingKind, FindingState

NAV_LOADING = "Inläsning"
LOADING_TITLE = "Inläsning för {part}"
LOADING_SHORTCUTS = "På sidan"
OWED_HEADING, FINDINGS_HEADING, DOCUMENTS_HEADING = "Ej rapporterat", "Frågor och anmärkningar", "Dokument {year}"
LOADS_HEADING, HOW_HEADING = "Inläsningar", "Så läser du in"
OWED_FINDING = "{owed} saknas från {units} för {period}."
OWED_FINDING_NONE = "Alla enheter har rapporterat det som ska vara inne för {period}."
OWED_ONE, OWED_MANY = "utfall", "utfall"
OWED_CAPTION = "Antal utfall som varje enhet inte har rapporterat, för varje uppföljning"
OWED_UNIT, OWED_NOTHING, OWED_NOTHING_SAID = "Enhet", "–", "inget saknas"
OWED_CELL_SAID = "{n} saknas, {unit}, {period}"
OWED_LIST = "Visa vilka indikatorer som saknas för {period}"
OWED_LIST_CAPTION = "Indikatorer som inte är rapporterade för {period}"
OWED_LIST_HEAD = ("Enhet", "Indikator", "Perioden slutade", "Försenat")
OWED_DAYS_ONE, OWED_DAYS = "dag", "dagar"
OWED_NO_DAY = "ej angivet"
OWED_MORE_UNITS = "Matrisen visar de {most} första enheterna. Välj en mindre del av organisationen för att se de övriga."
OWED_MORE = "Listan visar de {most} första."
OWED_ALL = "Visa alla i underlaget"

FINDING_WORD = {FindingKind.QUESTION: "Fråga", FindingKind.WARNING: "Varning", FindingKind.REJECTION: "Avvisad"}
FINDING_PLURAL = {FindingKind.QUESTION: "Frågor", FindingKind.WARNING: "Varningar", FindingKind.REJECTION: "Avvisade"}
STATE_WORD = {FindingState.OPEN: "öppen", FindingState.SETTLED: "avgjord"}
STATE_PLURAL = {FindingState.OPEN: "Öppna", FindingState.SETTLED: "Avgjorda"}
FINDING_ALL = "Alla"
FINDING_KIND_LABEL, FINDING_STATE_LABEL = "Slag", "Läge"
FINDINGS_FINDING = "{questions} väntar på svar, {warnings} är bra att veta och {rejections}."
FINDINGS_NONE = "Ingen fråga, varning eller avvisning svarar mot valen."
FINDINGS_QUESTION_ONE, FINDINGS_QUESTION_MANY = "fråga", "frågor"
FINDINGS_WARNING_ONE, FINDINGS_WARNING_MANY = "varning", "varningar"
FINDINGS_REJECTION_ONE, FINDINGS_REJECTION_MANY = "rad eller fil är avvisad", "rader eller filer är avvisade"
FINDINGS_REJECTION_NONE = "ingenting är avvisat"
FINDING_WHERE = "{file}, {place}"
FINDING_PRINTED = "Där står: ”{printed}”"
FINDING_ABOUT = "Gäller {about}"
FINDING_DO = "Gör så här: {action}"
FINDING_ANSWER = "Svar: {answer}"
FINDING_ANSWERED_BY = "{by}, {at}"
FINDING_MASKED = "Gäller en uppgift som inte visas, eftersom få personer ligger bakom den. Siffrorna är utbytta mot två punkter."
FINDINGS_SHOWN = "Visar {first}–{last} av {count}"

DOCUMENTS_FINDING = "{current} gäller, {replaced} är ersatta."
DOCUMENT_ONE, DOCUMENT_MANY = "dokument", "dokument"
DOCUMENTS_NONE = "Inga dokument är inlästa för {part} {year}."
DOCUMENTS_CAPTION = "Dokument för {part} {year}"
DOCUMENTS_HEAD = ("Enhet", "Dokument", "Fil", "Poster", "Inläst", "Läge")
DOCUMENT_CURRENT, DOCUMENT_REPLACED = "gäller", "ersatt {date}"
DOCUMENTS_MORE = "Tabellen visar de {most} första. Välj en mindre del av organisationen för att se de övriga."
DOCUMENT_NAME = "{kind} {year}"

LOADS_FINDING = "{loads} har gjorts, den senaste {date}."
LOAD_ONE, LOAD_MANY = "inläsning", "inläsningar"
LOADS_CAPTION = "De senaste inläsningarna"
LOADS_HEAD = ("Nr", "När", "Vad", "Nya uppgifter", "Ersatta", "Oförändrade")
LOADS_SHOWN = "Tabellen visar de {most} senaste."

HOW_TO_LOAD = (
    "Lägg dokumenten i en mapp och skriv i ett terminalfönster i Målbilds mapp:",
    "Textfiler, PDF-filer, Word-dokument och kalkylblad kan läsas. Samma fil igen ändrar ingenting; en rättad version ändrar "
    "just det som är ändrat. Frågorna som uppstår besvaras så här:",
    "Mer står i handboken.",
)
HOW_TO_LOAD_COMMANDS = ("python -m etl load mapp-med-dokument", "python -m etl settle")
HOW_TO_READ_LOADING = (
    "En fråga väntar på svar av en controller. En varning är bra att veta. Det som är avvisat är inte inläst, "
    "och skälet står intill.",
    "Ej rapporterat räknar utfall som enhetens plan lovar och vars sista dag har passerat. Dagarna räknas till den dag då "
    "uppgifterna senast bedömdes.",
)
