"""Reports and PDF."""

from __future__ import annotations

from collections.abc import Sequence

PDF_NO_CHROMIUM = (
    "Målbild gör PDF med webbläsaren Chromium, och den finns inte på servern. Installera den (på Debian och Ubuntu: "
    "apt-get install chromium), eller ange var en annan Chromium eller Chrome ligger med MALBILD_CHROMIUM. "
    "Sidan går att skriva ut som PDF från din egen webbläsare under tiden."
)
PDF_CHROMIUM_WRONG = (
    "MALBILD_CHROMIUM är «{path}», men där finns inget program att köra. Ange sökvägen till Chromium eller Chrome."
)
PDF_CHROMIUM_SILENT = "Chromium ({path}) går inte att starta på servern. Kontrollera installationen eller MALBILD_CHROMIUM."
PDF_CHROMIUM_GONE = "Webbläsaren som gör PDF avslutades oväntat. Försök igen."
PDF_BUSY = "Många PDF-filer görs just nu. Vänta en stund och försök igen."
PDF_TIMEOUT = "Det tog för lång tid att göra PDF-filen. Försök igen, eller välj en mindre del av organisationen."
PDF_REFUSED = "Webbläsaren kunde inte göra PDF av sidan ({why})."
PDF_PAGE_REFUSED = "Sidan som skulle bli PDF kunde inte visas (svar {status})."
PDF_FAILED_TITLE = "Ingen PDF"
PDF_FOOTER = "Målbild · {title}"
PDF_LATEST = "senaste"
PDF_SLIDES_NAME = "malbild-presentation-{unit}-{period}"
PDF_FILE_NAME = "malbild-rapport-{unit}-{period}"


def listed(words: Sequence[str]) -> str:
    """``a, b och c``."""
    return f"{', '.join(words[:-1])} och {words[-1]}" if len(words) > 1 else "".join(words)


REPORT_TITLE = "Rapport: {unit}, {period}"
REPORT_KIND = "Uppföljningsrapport"
REPORT_MADE = "Gjord {date} av uppgifter som lästes in {loaded} (version {version})."
REPORT_PDF, REPORT_PRINT, REPORT_BACK, REPORT_MANY = (
    "Hämta som PDF",
    "Skriv ut",
    "Till enhetens sida",
    "Rapporter för flera enheter",
)
REPORT_OPEN = "Rapport att skriva ut"
REPORT_ACTIONS = "Hämta eller skriv ut"
REPORT_SUMMARY = "Sammanfattning"
REPORT_COUNTS = "{indicators}: {counts}."
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
    "Så räknar Målbild. Statusen vid en indikator är beräknad; bedömningen av ett mål är enhetens egen och ändras aldrig. Alla "
    "regler med exempel står i Målbilds dokumentation (docs/regler.md)."
)
REPORT_WITHHELD = "Uppgifter om för få personer visas inte, och inte heller sådana som de kan räknas fram ur."
REPORT_UNITS = "Hit hör {units}."
REPORT_EXAMPLE = "Exempeldata: uppgifterna är påhittade och gäller ingen verklig enhet."

REPORTS_TITLE = "Rapporter för {part}, {period}"
REPORTS_LEAD = (
    "Målbild gör en rapport som PDF för var och en av {n} enheter och delar av organisationen, och lägger dem i en zip-fil. "
    "Det tar några sekunder för varje rapport. Du kan stänga sidan under tiden och komma tillbaka till samma adress."
)
REPORTS_BEGIN = "Gör rapporterna"
REPORTS_UNITS = "Rapporterna ({n})"
REPORTS_NOTHING = "Det finns inget att göra rapport av här. Välj en annan period eller en annan del av organisationen."
REPORTS_TOO_MANY = "Det är {n} rapporter, och högst {most} görs på en gång. Välj en mindre del av organisationen."
JOB_OF = "{part}, {period}"
JOB_TITLE = "Rapporter: {title}"
JOB_PROGRESS = "Gjorda rapporter"
JOB_CANCEL, JOB_FETCH, JOB_BACK = "Avbryt", "Hämta rapporterna (zip)", "Till valet av rapporter"
JOB_LOOK_AGAIN = "Se hur långt arbetet har kommit"
JOB_SAYS = {
    "vantar": "Väntar på att ett annat arbete ska bli klart.",
    "gors": "{done} av {pieces} rapporter är klara. Nu görs {current}.",
    "klar": "Klart: {pieces} rapporter. De ligger kvar här i ett dygn.",
    "avbruten": "Arbetet är avbrutet. Inga rapporter är sparade.",
    "fel": "Rapporterna kunde inte göras.",
    "forlorad": "Arbetet avbröts när servern startades om. Gör om det.",
}
JOB_FAULTS = "{n} rapporter kunde inte göras:"
JOB_TOO_MANY_TITLE = "Andra rapporter görs just nu"
JOB_TOO_MANY = "Tre arbeten väntar redan eller pågår. Försök igen om en stund."
JOB_UNKNOWN_TITLE = "Arbetet finns inte"
JOB_UNKNOWN = "Det finns inget sådant arbete, eller så är det inte klart eller äldre än ett dygn. Gör rapporterna på nytt."
