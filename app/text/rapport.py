"""Reports and PDF."""

from __future__ import annotations

PDF_NO_CHROMIUM = (
    "Målbild gör PDF med webbläsaren Chromium, och den finns inte på servern. Installera den (på Debian och Ubuntu: "
    "apt-get install chromium), eller ange var en annan Chromium eller Chrome ligger med MALBILD_CHROMIUM. "
    "Sidan går att skriva ut som PDF från din egen webbläsare under tiden."
)
PDF_CHROMIUM_WRONG = "MALBILD_CHROMIUM är «{path}», men där finns inget program att köra. Ange sökvägen till Chromium eller Chrome."
PDF_CHROMIUM_SILENT = "Chromium ({path}) går inte att starta på servern. Kontrollera installationen eller MALBILD_CHROMIUM."
PDF_CHROMIUM_GONE = "Webbläsaren som gör PDF avslutades oväntat. Försök igen."
PDF_BUSY = "Många PDF-filer görs just nu. Vänta en stund och försök igen."
PDF_TIMEOUT = "Det tog för lång tid att göra PDF-filen. Försök igen, eller välj en mindre del av organisationen."
PDF_REFUSED = "Webbläsaren kunde inte göra PDF av sidan ({why})."
PDF_PAGE_REFUSED = "Sidan som skulle bli PDF kunde inte visas (svar {status})."
PDF_FAILED_TITLE = "Ingen PDF"
PDF_PAGE = "Sida {page} av {pages}"
PDF_FOOTER = "Målbild · {title}"
PDF_FILE_NAME = "malbild-rapport-{unit}-{period}"

REPORT_TITLE = "Rapport: {unit}, {period}"
REPORT_KIND = "Uppföljningsrapport"
REPORT_MADE = "Gjord {date} av uppgifter som lästes in {loaded} (version {version})."
REPORT_PDF, REPORT_PRINT, REPORT_BACK, REPORT_MANY = "Hämta som PDF", "Skriv ut", "Till enhetens sida", "Rapporter för flera enheter"
REPORT_OPEN = "Rapport att skriva ut"
REPORT_ACTIONS = "Hämta eller skriv ut"
REPORT_SUMMARY = "Sammanfattning"
REPORT_COUNTS = "Av {indicators} {counts}."
REPORT_ATTENTION = "Att uppmärksamma"
REPORT_NO_ATTENTION = "Ingen bedömd indikator missar sitt årsmål."
REPORT_GOALS = "Målen och enhetens egen bedömning"
REPORT_GOALS_CAPTION = "Mål och enhetens bedömning"
REPORT_GOALS_HEAD = ("Mål", "Enhetens bedömning", "Indikatorer enligt Målbild")
REPORT_INDICATORS = "Mål, indikatorer och aktiviteter"
REPORT_SOURCES = "Källor"
REPORT_SOURCES_CAPTION = "Dokument som rapporten bygger på"
REPORT_SOURCES_HEAD = ("Dokument", "Fil", "Inläst", "Ursprung")
REPORT_ORIGIN = {"document": "inläst dokument", "bundled": "följer med Målbild", "example": "exempeldata"}
REPORT_NO_SOURCES = "Inga dokument är inlästa för enheten."
REPORT_RULES = "Bilaga: regler"
REPORT_RULES_LEAD = (
    "Så räknar Målbild. Statusen vid en indikator är beräknad; bedömningen av ett mål är enhetens egen och ändras aldrig. Alla regler "
    "med exempel står i Målbilds dokumentation (docs/regler.md)."
)
REPORT_WITHHELD = "Uppgifter om för få personer visas inte, och inte heller sådana som de kan räknas fram ur."
REPORT_UNITS = "Enheterna: {units}."
REPORT_EXAMPLE = "Exempeldata: uppgifterna är påhittade och gäller ingen verklig enhet."
