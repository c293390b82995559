"""Every Swedish word that the screens show, in one place. Sentences are templates filled by the presenters.

Words of the field follow docs/ordlista.md; numbers come ready from ``app.numbers``.
"""

from __future__ import annotations

from data.vocabulary import Better, Change, GoalLevel, Judgement, Period, Periodicity, PeriodKind, Status, StatusReason, UnitKind

PRODUCT = "Målbild"
SKIP_TO_CONTENT = "Hoppa till innehållet"
NAV_LABEL = "Huvudmeny"
NAV_OVERVIEW = "Läget"
NAV_UNITS = "Enheter"
EXAMPLE_BADGE = "Exempeldata"
EXAMPLE_EXPLAINED = "Påhittade uppgifter som visar hur Målbild fungerar. De gäller ingen verklig enhet."
DRAFT_BADGE = "Inte placerad i organisationen"
LINE_BREAK_DOT = " · "

STATUS_WORD = {
    Status.UPPFYLLS_HELT: "uppfylls helt",
    Status.UPPFYLLS_DELVIS: "uppfylls delvis",
    Status.UPPFYLLS_INTE: "uppfylls inte",
    Status.EJ_BEDOMD: "ej bedömd",
    Status.EJ_RAPPORTERAD: "ej rapporterad",
}
STATUS_PLURAL = {**STATUS_WORD, Status.EJ_BEDOMD: "ej bedömda", Status.EJ_RAPPORTERAD: "ej rapporterade"}
STATUS_SYMBOL = {
    Status.UPPFYLLS_HELT: "●",
    Status.UPPFYLLS_DELVIS: "◐",
    Status.UPPFYLLS_INTE: "✕",
    Status.EJ_BEDOMD: "–",
    Status.EJ_RAPPORTERAD: "…",
}
STATUS_CLASS = {
    Status.UPPFYLLS_HELT: "helt",
    Status.UPPFYLLS_DELVIS: "delvis",
    Status.UPPFYLLS_INTE: "inte",
    Status.EJ_BEDOMD: "ejb",
    Status.EJ_RAPPORTERAD: "ejr",
}
STATUS_EXPLAINED = {
    Status.UPPFYLLS_HELT: "utfallet når årsmålet",
    Status.UPPFYLLS_DELVIS: "utfallet missar årsmålet, men inom den tolerans som gäller för indikatorn (oftast 10 % av målet)",
    Status.UPPFYLLS_INTE: "utfallet missar årsmålet med mer än toleransen",
    Status.EJ_BEDOMD: "det går inte att bedöma; skälet står vid indikatorn, till exempel att årsmål saknas",
    Status.EJ_RAPPORTERAD: "perioden är slut och inget utfall har kommit in",
}
COMPUTED = "Beräknad"
COMPUTED_EXPLAINED = "Målbild räknar ut statusen av utfall, årsmål och definitionens riktning."
STATED_UNIT = "Enhetens bedömning"
STATED_EXPLAINED = "Enheten själv har angett bedömningen i dokumentet. Målbild räknar den inte ut och ändrar den inte."

JUDGEMENT_WORD = {
    Judgement.UPPFYLLS_HELT: "uppfylls helt",
    Judgement.UPPFYLLS_DELVIS: "uppfylls delvis",
    Judgement.UPPFYLLS_INTE: "uppfylls inte",
}
LEVEL_WORD = {
    GoalLevel.KF_INRIKTNINGSMAL: "KF:s inriktningsmål",
    GoalLevel.KF_MAL: "KF:s mål för verksamhetsområdet",
    GoalLevel.NAMNDMAL: "Nämndmål",
    GoalLevel.ENHETSMAL: "Enhetsmål",
}
UNIT_KIND_WORD = {
    UnitKind.STAD: "Stad",
    UnitKind.FORVALTNING: "Förvaltning",
    UnitKind.AVDELNING: "Avdelning",
    UnitKind.ENHET: "Enhet",
}
BETTER_CLAUSE = {Better.HIGHER: "högre är bättre", Better.LOWER: "lägre är bättre"}
CHANGE_WORD = {
    Change.BETTER: "bättre",
    Change.WORSE: "sämre",
    Change.UNCHANGED: "oförändrat",
    Change.UNDIRECTED: "riktningen är inte bestämd",
}

_PERIOD_TITLE = {
    PeriodKind.VP: "verksamhetsplan {year}",
    PeriodKind.T1: "tertial 1 {year}",
    PeriodKind.T2: "tertial 2 {year}",
    PeriodKind.VB: "helåret {year}",
}
DOCUMENT_KIND = {
    PeriodKind.VP: "verksamhetsplan",
    PeriodKind.T1: "tertialrapport 1",
    PeriodKind.T2: "tertialrapport 2",
    PeriodKind.VB: "verksamhetsberättelse",
}


def period_title(period: Period) -> str:
    """The period as a heading says it: ``tertial 2 2025``, ``helåret 2025``."""
    return _PERIOD_TITLE[period.kind].format(year=period.year)


def period_code(period: Period) -> str:
    """The short form with a no-break space: ``T2 2025``."""
    return f"{period.kind}\u00a0{period.year}"


def counted(number: str, one: str, many: str) -> str:
    """``1 enhet``, ``7 enheter``; ``number`` is already formatted."""
    return f"{number}\u00a0{one if number == '1' else many}"


UNIT_ONE, UNIT_MANY = "enhet", "enheter"
INDICATOR_ONE, INDICATOR_MANY = "indikator", "indikatorer"
UPDATED = "uppdaterad {date}"
PERCENTAGE_POINT, PERCENTAGE_POINTS = "procentenhet", "procentenheter"

# Sentences about one figure. {value} and {target} are formatted with their unit of measure.
FIGURE_AGAINST_LEVEL = "{value} mot årsmålet {target} – {better}."
FIGURE_AGAINST_MAX = "{value} mot årsmålet högst {target}."
FIGURE_AGAINST_MIN = "{value} mot årsmålet minst {target}."
FIGURE_AGAINST_PART = "{value} mot {level} så här långt på året (årsmålet är {target})."
FIGURE_AGAINST_LAST_YEAR_INCREASE = "{value} mot {level} året före; årsmålet är att öka."
FIGURE_AGAINST_LAST_YEAR_DECREASE = "{value} mot {level} året före; årsmålet är att minska."
REASON_SENTENCE = {
    StatusReason.NO_TARGET: "{value}. Inget årsmål är satt.",
    StatusReason.TARGET_DELEGATED: "{value}. Årsmålet är inte satt: KF överlåter det till nämnden.",
    StatusReason.TARGET_IN_WORDS: "{value}. Årsmålet är skrivet i ord: ”{target_printed}”.",
    StatusReason.DIRECTION_UNKNOWN: "{value}, årsmål {target}. Det är inte bestämt om högre eller lägre är bättre.",
    StatusReason.NO_PREVIOUS_YEAR: "{value}. Årsmålet är att {aim}, men fjolårets utfall saknas.",
    StatusReason.NOT_COMPARABLE: "{value}. Årsmålet ”{target_printed}” mäter något annat och jämförs inte.",
    StatusReason.OUTCOME_UNREADABLE: "Utfallet ”{printed}” går inte att läsa med säkerhet.",
    StatusReason.OUTCOME_DOUBTFUL: "Utfallet ”{printed}” ser felaktigt ut och bedöms inte förrän en controller har svarat.",
    StatusReason.TARGET_DOUBTFUL: (
        "{value}. Årsmålet ”{target_printed}” ser felaktigt ut och används inte förrän en controller har svarat."
    ),
    StatusReason.NOT_APPLICABLE: "Indikatorn är inte aktuell för enheten den här perioden.",
    StatusReason.DROPPED_OUT: "Uppgiften har fallit bort i källan.",
    StatusReason.WITHHELD: "Visas inte: för få svarande.",
}
NOT_REPORTED_WITH_TARGET = "Inget utfall är rapporterat. Årsmålet är {target}."
NOT_REPORTED_WITHOUT_TARGET = "Inget utfall är rapporterat."
NOT_YET_DUE = "Perioden pågår till {date}; inget utfall behövs än."
NO_VALUE = "Inget värde"
AIM_INCREASE, AIM_DECREASE = "öka", "minska"
TARGET_MAX, TARGET_MIN = "högst {target}", "minst {target}"

NOT_ASSESSED_WHY = {
    StatusReason.NO_TARGET: "{n} utan årsmål",
    StatusReason.TARGET_DELEGATED: "{n} där nämnden ska sätta målet",
    StatusReason.TARGET_IN_WORDS: "{n} med mål i ord",
    StatusReason.DIRECTION_UNKNOWN: "{n} utan bestämd riktning",
    StatusReason.NO_PREVIOUS_YEAR: "{n} utan fjolårsvärde",
    StatusReason.NOT_COMPARABLE: "{n} ej jämförbara",
    StatusReason.OUTCOME_UNREADABLE: "{n} oläsliga",
    StatusReason.OUTCOME_DOUBTFUL: "{n} med tveksamt utfall",
    StatusReason.TARGET_DOUBTFUL: "{n} med tveksamt mål",
    StatusReason.NOT_YET_DUE: "{n} ännu inte aktuella",
    StatusReason.NOT_APPLICABLE: "{n} ej aktuella",
    StatusReason.DROPPED_OUT: "{n} bortfallna",
    StatusReason.WITHHELD: "{n} med få svarande",
}

FAULT_PARAMETER = "Adressen har ett val som Målbild inte känner till: ”{name}”. Det är utelämnat."
FAULT_REPEATED = "Adressen anger ”{name}” mer än en gång. Det första värdet används."
FAULT_PERIOD = "Perioden ”{given}” gick inte att förstå. Skriv till exempel T2-2025 eller VB-2025."
FAULT_STATUS = "Statusen ”{given}” finns inte. Alla statusar visas."
FAULT_UNIT_SHOWN = "Det finns ingen del av organisationen med adressen ”{given}”. Här visas {shown}."
FAULT_NO_SUCH_PERIOD = "Det finns inga uppgifter för {given} här. Närmaste period visas: {shown}."
FAULT_PLAN_ON_OVERVIEW = "En verksamhetsplan har inga utfall. Här visas i stället {shown}."

# Läget
OVERVIEW_TITLE = "{part}, {period}"
OVERVIEW_SUBTITLE = "{units}, {indicators}"
TILE_MORE, TILE_FEWER, TILE_SAME = "{n} fler än {period}", "{n} färre än {period}", "lika många som {period}"
TILE_FROM_UNITS = "från {units}"
TILES_LABEL = "Antal utfall med varje status. Välj en för att visa bara dem."
TILE_CHOOSE, TILE_CHOSEN = "visa bara dessa", "visas nu, välj för att visa alla"
MATRIX_HEADING = "Måluppfyllelse per enhet och indikator"
MATRIX_CAPTION = "Status för varje enhet (rader) och indikator (kolumner), {period}. Utfall för män och kvinnor tillsammans."
MATRIX_HELP = "Piltangenterna flyttar mellan cellerna, Enter öppnar indikatorn hos enheten."
MATRIX_UNIT_HEAD = "Enhet"
MATRIX_NO_GOAL = "Utan KF-mål"
MATRIX_NOT_FOLLOWED = "Tom ruta: enheten följer inte indikatorn."
FINDING_REACHED = "{reached} av {judged} bedömda utfall når årsmålet ({share})."
FINDING_WORST = "Flest utfall som inte når målet har {unit}: {n} av {m}."
FINDING_NONE_JUDGED = "Inget utfall går att bedöma för perioden."
FINDING_NONE_REPORTED = "Inga utfall är rapporterade för {period}. Matrisen visar vad enheternas planer lovar."
FILTER_NOTE = "Visar bara ”{status}”."
FILTER_CLEAR = "Visa alla"
FILTER_EMPTY = "Inget utfall har statusen ”{status}”."
NO_FIGURES = "Det finns inga indikatorer att följa upp för {part} i {period}."
NO_FIGURES_AT_ALL = (
    "Det finns inga indikatorer att följa upp för {part} än. Läs in enheternas planer och rapporter, så visas de här."
)
OVERVIEW_SOURCE = "Källa: enheternas verksamhetsplaner och {reports} {year}"
REPORTS = {
    PeriodKind.VP: "verksamhetsplaner",
    PeriodKind.T1: "tertialrapporter 1",
    PeriodKind.T2: "tertialrapporter 2",
    PeriodKind.VB: "verksamhetsberättelser",
}
HOW_TO_READ = "Så läser du sidan"
HOW_TO_READ_OVERVIEW = (
    "Varje ruta är en indikator hos en enhet. Målbild räknar fram statusen ur utfall och årsmål. Hur enheten själv bedömer sina "
    "mål står på enhetens sida.",
    "Peka på en ruta, eller flytta dit med piltangenterna, för att läsa utfall och årsmål. Öppna rutan för att se hela "
    "indikatorn hos enheten.",
    "Siffrorna högst upp är val: de visar bara utfall med den statusen. Valet står i adressen, så en länk visar samma sak.",
)
CELL_LABEL = "{indicator}, {unit}: {status}. {sentence}"

# Enhet
UNIT_TITLE = "{unit}, {period}"
PATH_LABEL = "Plats i organisationen"
SHORTCUTS_LABEL = "Indikatorer på sidan"
WITHOUT_GOAL = "Utan mål i planen"
UNIT_NONE_REPORTED = "Inga utfall är rapporterade för {period}. Sidan visar vad enhetens plan lovar."
UNIT_PLAN = "Det här är planen för {year}: mål, årsmål och aktiviteter. Utfallen står i årets uppföljningar."
UNIT_PLAN_ONLY = "Det här är planen för {year}: mål, årsmål och aktiviteter. Inga utfall är rapporterade."
UNIT_NOTHING = "Det finns inga uppgifter om {unit} för {period}."
UNIT_NOTHING_AT_ALL = "Det finns inga uppgifter om {unit} än. Läs in enhetens plan eller rapport, så visas den här."
UNIT_SOURCE = "Källa: {documents}"
FACT_FORECAST = "Prognos helår"
FACT_KF = "KF:s årsmål"
FACT_N = "Underlag"
N_KNOWN, N_UNKNOWN = "n\u00a0=\u00a0{n}", "n är inte angivet"
CHANGE_MOVED, CHANGE_SAME = "{value}, {arrow}\u00a0{distance} – {word}", "{value}, →\u00a0oförändrat"
ARROW_UP, ARROW_DOWN = "↑", "↓"
KF_DELEGATED = "sätts av nämnden"
KF_WHOLE_CITY = "{printed} – gäller hela staden eller ett annat mått och jämförs inte"
SOURCE_OUTCOME = "Källa: {document}, {locator}"
SOURCE_BOTH = "Källa för utfall och årsmål: {document}, {locator}"
SOURCE_TARGET = "Årsmål: {document}, {locator}"
PRINTED_OUTCOME = "Som utfall står ”{printed}” i {file}, {locator}."
PRINTED_TARGET = "Som årsmål står ”{printed}” i {file}, {locator}."
SOURCE_UNKNOWN = "Källa: inget utfall inläst"
ANALYSIS_HEADING = "Enhetens analys"
TABLE_SHOW = "Visa som tabell"
TABLE_CAPTION = "{indicator}, {unit}, {period}"
TABLE_HEAD = ("", "Utfall", "n", "Årsmål", "Status", "Föregående", "Prognos helår")
GENDER_ROW = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}
NOT_GIVEN = "–"
PLAN_HEAD = ("Indikator", "Årsmål", "KF:s årsmål", "Följs upp")
PLAN_CAPTION = "Indikatorer i planen"
HOW_OFTEN = {Periodicity.TERTIAL: "varje tertial", Periodicity.AR: "en gång om året"}
ACTIVITIES_OF_PLAN = "Aktiviteter enligt verksamhetsplanen"
ACTIVITIES_OF_REPORT = "Aktiviteter, {period}"
ACTIVITY_DATES = "{start} – {end}"
ACTIVITY_DEVIATES, ACTIVITY_DEVIATION = "Avvikelse", "Avvikelse: {deviation}"
TEXT_OF_PLAN = "{section} (ur verksamhetsplanen)"
TEXTS_SHOW = "Enhetens texter"
JUDGEMENT_UNCLEAR = "”{printed}”, går inte att tolka säkert"
CONTRAST_BETTER_STATED = "Enheten anger att målet uppfylls helt, men {n} av {m} bedömda indikatorer under det uppfylls inte."
CONTRAST_WORSE_STATED = "Enheten anger att målet inte uppfylls, men alla {m} bedömda indikatorer under det uppfylls helt."
BULLET_TARGET, BULLET_KF, BULLET_BOTH = "årsmål {target}", "KF:s årsmål {target}", "årsmål och KF:s årsmål {target}"
BULLET_OUTCOME, BULLET_PREVIOUS = "utfall {value}", "{period} {value}"
BULLET_WOMEN, BULLET_MEN = "kvinnor {value}", "män {value}"
MARK_WOMEN, MARK_MEN = "○", "◇"
HOW_TO_READ_UNIT = (
    "Målen står som i enhetens plan: KF:s inriktningsmål, KF:s mål, nämndmål och enhetsmål. Under varje mål står "
    "dess indikatorer.",
    "I diagrammet är stapeln utfallet, det långa strecket årsmålet, det kortare, ljusare strecket KF:s årsmål och det lilla "
    "strecket under stapeln föregående utfall. Ringen är kvinnor, romben män.",
    "Statusen vid en indikator räknar Målbild fram. Bedömningen vid ett mål har enheten själv gjort; Målbild ändrar den aldrig.",
)

# Enheter
UNITS_TITLE = "Enheter i {part}, {period}"
UNITS_TABLE_CAPTION = "Antal indikatorer med varje status för varje enhet"

# Runt varje sida
CHOOSE_UNIT, CHOOSE_PERIOD = "Del av organisationen", "Period"
CHOOSE_PERIOD_NONE = "Välj period"
SEARCH_UNIT = "Sök enhet eller avdelning"
SEARCH_NOTHING = "Ingen del av organisationen heter så."
FOOTER_DATA = "Uppgifterna lästes senast in {date}. Version {version}."
FOOTER_PRIVATE = "Målbild visar bara det som är inläst från dokument och filer."

# När något inte går
NOT_FOUND_TITLE = "Sidan finns inte"
NOT_FOUND_TEXT = "Det finns ingen sida med adressen ”{address}”."
NOT_FOUND_UNIT_TITLE = "Enheten finns inte"
NOT_FOUND_UNIT_TEXT = "Det finns ingen enhet med adressen ”{address}”. Den kan ha bytt namn eller vara felskriven."
NOT_FOUND_MAYBE = "Menade du någon av de här?"
TO_UNITS, TO_OVERVIEW = "Visa alla enheter", "Till läget"
EMPTY_TITLE = "Det finns inga uppgifter än"
EMPTY_TEXT = "Läs in dina dokument så här, i ett terminalfönster i Målbilds mapp:"
EMPTY_COMMAND = "python -m etl load mapp-med-dokument"
EMPTY_COMMAND_EXAMPLE = "python -m etl load --bundled"
EMPTY_TEXT_EXAMPLE = "Vill du först se hur Målbild ser ut med uppgifter i? Läs in det som följer med:"
EMPTY_AFTER = "Ladda sedan om sidan."
ERROR_TITLE = "Något gick fel"
ERROR_TEXT = (
    "Målbild kunde inte visa sidan. Felet är antecknat med koden {code}. Försök igen, eller lämna koden till den som "
    "sköter Målbild."
)
ERROR_RETRY = "Försök igen"
BAD_REQUEST_TEXT = "Begäran gick inte att förstå."
NO_SCRIPT = "Sidan visas utan skript. Länkarna fungerar, men diagrammen ritas inte och sökningen i listor är avstängd."

# Servern
SERVER_STARTED = "Målbild finns på {address}  (avsluta med Ctrl+C)"
SERVER_PORT_TAKEN = (
    "Port {port} på {host} används redan, kanske av ett annat fönster med Målbild. Stäng det, eller välj en annan port: "
    "PORT={other} make run"
)
SERVER_PORT_FORBIDDEN = "Port {port} får inte användas av den här användaren. Välj en port över 1023, till exempel PORT=8050."
SERVER_HOST_UNKNOWN = "Adressen {host} finns inte på den här datorn. Ändra MALBILD_HOST, till exempel till 127.0.0.1."
SERVER_PORT_NOT_A_PORT = "PORT={given} är inget portnummer. Ange ett heltal mellan 1 och 65535."
SERVER_SETTINGS_WRONG = "En inställning är fel: {problem}"
