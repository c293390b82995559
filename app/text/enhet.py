"""Enhet."""

from __future__ import annotations

from data.vocabulary import Periodicity

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
LATE = "Sista dagen var {date}, {days} sedan."
LATE_TODAY = "Sista dagen är {date}."
LIMIT_DOWN, LIMIT_UP = "ned till {limit}", "upp till {limit}"
ADDED_UP_REACHED = "{reached} av {judged} enheter når årsmålet."
ADDED_UP_NONE_JUDGED = "Ingen av enheterna går att bedöma mot ett årsmål."
ADDED_UP_VALUE = "Sammanräknat utfall: {value}."
ADDED_UP_NO_VALUE = "Enheternas utfall går inte att räkna samman till ett värde."
ADDED_UP_WITHHELD = "Det sammanräknade utfallet visas inte: för få svarande."
ADDED_UP_FACT = "Underlag"
ADDED_UP_REPORTED = "sammanräknat av {reported} av {total} enheter"
ADDED_UP_SOURCE = "Källa: sammanräknat av enheternas uppföljningar"
BELOW_SHOW = "Enheterna ({n})"
UNIT_ADDED_UP = "Sidan visar vad enheterna under {unit} har rapporterat, sammanräknat där det går."
DEVELOPMENT_SHOW = "Visa utvecklingen"
COUNTED_UNDER = "Indikatorer under målet:"
CONTRAST_STATED_BETTER = "Enheten anger att målet {word}, men {n} av {m} bedömda indikatorer under det når inte sina årsmål."
CONTRAST_STATED_WORSE = "Enheten anger att målet {word}, men {n} av {m} bedömda indikatorer under det når sina årsmål."
PRINTED_OUTCOME = "Som utfall står ”{printed}” i {file}, {locator}."
PRINTED_TARGET = "Som årsmål står ”{printed}” i {file}, {locator}."
SOURCE_UNKNOWN = "Källa: inget utfall inläst"
ANALYSIS_HEADING = "Enhetens analys, ur dokumentet"
TABLE_SHOW = "Visa som tabell"
TABLE_CAPTION = "{indicator}, {unit}, {period}"
TABLE_HEAD = ("Kön", "Utfall", "n", "Årsmål", "Status", "Föregående", "Prognos helår")
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
    "strecket under stapeln föregående utfall. Ringen är kvinnor, romben män. Den tunna linjen med ändar är felmarginalen: "
    "så mycket kan slumpen ensam flytta utfallet.",
    "Säkerhet talar om ifall avståndet till årsmålet är större än felmarginalen. Den räknas ut när antalet svarande är känt.",
    "Statusen vid en indikator räknar Målbild fram. Bedömningen vid ett mål har enheten själv gjort; Målbild ändrar den aldrig.",
)
