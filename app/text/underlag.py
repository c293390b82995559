"""Underlag: all figures as a table, and the files made of it."""

from __future__ import annotations

from data.vocabulary import MissingReason

NAV_FIGURES = "Underlag"
FIGURES_TITLE = "Underlag för {part}, {period}"
FIGURES_ALL_YEARS, FIGURES_WHOLE_YEAR = "alla perioder", "hela {year}"
FIGURES_ONE, FIGURES_MANY = "uppgift", "uppgifter"
FIGURES_FINDING = "{figures} i urvalet."
FIGURES_FINDING_MANY = "Fler än {most} uppgifter i urvalet. Avgränsa det för att sortera eller bläddra längre."
FIGURES_NONE = "Inga uppgifter svarar mot urvalet. Ta bort något av valen, så visas fler."
FIGURES_SHOWN = "Visar {first}–{last}"
FIGURES_NEXT, FIGURES_PREVIOUS, FIGURES_PAGES = "Nästa sida", "Föregående sida", "Sidor"
FIGURES_CAPTION = "Uppgifter i urvalet, en rad för varje enhet, indikator, period och kön"
FIGURES_CSV, FIGURES_EXCEL, FIGURES_COPY = "Hämta som CSV", "Hämta som Excel", "Kopiera länk"
FIGURES_COPIED = "Länken är kopierad."
FIGURES_ACTIONS = "Hämta och dela"
FIGURES_CLEAR = "Rensa urvalet"
FIGURES_APPLY = "Visa"
FIGURES_FILTER = "Urval"
FILTER_INDICATOR, FILTER_GENDER, FILTER_STATUS = "Indikator", "Kön", "Status"
FILTER_MISSING, FILTER_ORIGIN, FILTER_SPAN, FILTER_SEARCH = "Värde saknas", "Källa", "Perioder", "Sök enhet eller indikator"
FILTER_ALL_INDICATORS, FILTER_ALL, FILTER_ANY_MISSING = "Alla indikatorer", "Alla", "Alla uppgifter"
FILTER_PERIOD_ONLY, FILTER_PERIOD_YEAR, FILTER_PERIOD_ALL = "Bara {period}", "Hela {year}", "Alla år"
FILTER_GENDER_WORD = {"totalt": "Totalt", "kvinnor": "Kvinnor", "man": "Män"}
ORIGIN_WORD = {
    "dokument": "Inlästa dokument",
    "medfoljande": "Uppgifter som följer med Målbild",
    "exempel": "Exempeldata",
    "kolada": "Kolada",
}
COLUMNS_CHOOSE, COLUMNS_USUAL, COLUMN_IN, COLUMN_OUT = "Välj kolumner", "Visa de vanliga kolumnerna", "visas", "visas inte"
SORT_UP, SORT_DOWN = "stigande", "fallande"
SORT_BY = "Sortera efter {column}, {way}"
FAULT_COLUMN = "Det finns ingen kolumn som heter ”{given}”. Den är utelämnad."
FAULT_NO_SUCH_SORT = "Det går inte att sortera efter ”{given}”. Den vanliga ordningen används."
FAULT_TOO_FAR = "Urvalet har inte så många sidor. Den sista visas."
FAULT_TOO_MANY_TO_SORT = "Urvalet är för stort för att sorteras om. Avgränsa det till högst {most} uppgifter."
FAULT_SUCH_INDICATOR = "Det finns ingen indikator med adressen ”{given}”. Alla visas."

COLUMN_HEAD = {
    "enhet": "Enhet",
    "indikator": "Indikator",
    "period": "Period",
    "kon": "Kön",
    "utfall": "Utfall",
    "n": "Svarande (n)",
    "felmarginal": "Felmarginal 95 %",
    "arsmal": "Årsmål",
    "status": "Status mot årsmål",
    "kf-arsmal": "KF:s årsmål",
    "kf-status": "Status mot KF:s årsmål",
    "foregaende": "Föregående utfall",
    "prognos": "Prognos helår",
    "saknas": "Varför värde saknas",
    "kalla": "Källa",
    "plats": "Plats i källan",
    "tryckt": "Står i källan",
    "inlast": "Inläst",
}
EXPORT_YEAR, EXPORT_FOLLOW_UP, EXPORT_MEASURE = "År", "Uppföljning", "Måttenhet"
EXPORT_LOW, EXPORT_HIGH, EXPORT_TARGET_PRINTED, EXPORT_FILE = "Felmarginal från", "Felmarginal till", "Årsmål i ord", "Fil"
EXPORT_KF_PRINTED, EXPORT_PREVIOUS_PERIOD, EXPORT_EARLIER = "KF:s årsmål i ord", "Föregående period", "Tidigare värden"
EXPORT_EXAMPLE = "Exempeldata"
EXPORT_YES, EXPORT_NO = "ja", "nej"
MISSING_WORD = {
    MissingReason.NOT_REPORTED: "Ej rapporterat",
    MissingReason.NOT_APPLICABLE: "Ej aktuellt",
    MissingReason.WITHHELD: "Visas inte, få svarande",
    MissingReason.DROPPED_OUT: "Bortfallet i källan",
    MissingReason.NOT_YET_DUE: "Perioden pågår",
    MissingReason.UNREADABLE: "Går inte att läsa säkert",
    MissingReason.DOUBTFUL: "Tveksam uppgift",
    MissingReason.NOT_ADDED_UP: "Går inte att räkna samman",
}
SOURCE_ADDED_UP = "Sammanräknat av enheternas utfall"
SOURCE_NONE = "–"
SOURCE_KOLADA = "Källa: Kolada"
SOURCE_FILE = "{kind} {year}, {file}"
EARLIER_SUMMARY_ONE, EARLIER_SUMMARY = "1 tidigare värde", "{n} tidigare värden"
EARLIER_ENDED = "{value} – {file}, {place}, inläst {loaded}, ersatt {ended}"
EARLIER_OTHER = "{value} – står även i {file}, {place}, inläst {loaded}"
HOW_TO_READ_FIGURES = (
    "Varje rad är en uppgift: en enhet, en indikator, en period och ett kön. Klicka på en rubrik för att sortera. Urval, ordning "
    "och kolumner står i adressen, så en kopierad länk öppnar samma tabell.",
    "Ett värde som har rättats står kvar som tidigare värde, med dokumentet det stod i och dagen då det ersattes.",
    "Det som visas för få svarande döljs överallt: i tabellen, i filerna, i sorteringen och i tidigare värden.",
)

FILE_NAME = "malbild-underlag-{part}-{period}"
SHEET_FIGURES, SHEET_ABOUT = "Uppgifter", "Om uppgifterna"
ABOUT_TITLE = "Om uppgifterna"
ABOUT_PART, ABOUT_PERIOD, ABOUT_SELECTION = "Del av organisationen", "Period", "Urval"
ABOUT_WRITTEN, ABOUT_VERSION, ABOUT_LINK, ABOUT_ROWS = "Uttaget", "Uppgifternas version", "Samma tabell", "Antal uppgifter"
ABOUT_VERSION_WORDS = "{version}, inläst {date}"
ABOUT_KIND = "Slag av uppgifter"
ABOUT_REAL, ABOUT_EXAMPLE, ABOUT_BOTH = (
    "Uppgifter ur inlästa källor",
    "Exempeldata: påhittade uppgifter som inte gäller någon verklig enhet",
    "Både uppgifter ur källor och exempeldata; kolumnen Exempeldata säger vilka",
)
ABOUT_SOURCES = "Källor"
ABOUT_SOURCES_WORDS = (
    "Varje rad har sin källa i tabellen. Uppgifter ur Kolada anges med Källa: Kolada; det som är beräknat är Målbilds eget."
)
ABOUT_RULES = "Regler i korthet"
ABOUT_RULES_WORDS = (
    "Status räknas fram av utfall, årsmål och definitionens riktning. Uppfylls delvis: årsmålet missas inom toleransen.",
    "Felmarginalen är 95 % och räknas för andelar med känt antal svarande.",
    "Andelar står i procent. Belopp och antal står i den måttenhet som tabellen anger.",
    "Uppgifter om för få svarande visas inte, och inte heller de som de kan räknas fram ur. Cellerna är tomma.",
)
ABOUT_WITHHELD = "Visas inte"
ABOUT_WITHHELD_WORDS = "{n} av uppgifterna visas inte: få personer ligger bakom dem, eller så skulle andra kunna räknas fram."
ABOUT_WITHHELD_NONE = "Ingen uppgift i urvalet är dold."
ABOUT_NOTHING_CHOSEN = "Inget särskilt urval"
TOO_MANY_TITLE = "Urvalet är för stort för Excel"
TOO_MANY_TEXT = "Urvalet har fler än {most} uppgifter. Avgränsa det, eller hämta tabellen som CSV, som rymmer alla."
TOO_MANY_BACK = "Till underlaget"
