"""Indikatorer and Indikator."""

from __future__ import annotations

from data.vocabulary import Aggregate, Better, Measure, MeasuredOver, MissingReason, Periodicity

NAV_INDICATORS = "Indikatorer"
INDICATORS_TITLE = "Indikatorer i {part}, {period}"
INDICATORS_TABLE_CAPTION = "Antal enheter med varje status för varje indikator"
INDICATOR_HEAD = "Indikator"
INDICATORS_SEARCH, INDICATORS_SEARCH_BUTTON = "Sök indikator", "Sök"
INDICATORS_FOUND = "Visar {indicators} där ”{search}” ingår."
INDICATORS_NOT_FOUND = "Ingen indikator här heter något med ”{search}”."
INDICATORS_ALL = "Visa alla"
INDICATORS_NONE = "Det finns inga indikatorer att följa upp för {part} i {period}."
INDICATORS_UNGROUPED = "Utan KF-mål"
HOW_TO_READ_INDICATORS = (
    "Varje rad är en indikator. Talen är antalet enheter med varje status, beräknad ur utfall och enhetens eget årsmål.",
    "Välj en indikator för att se hur den är definierad, alla enheter mot sina årsmål och utvecklingen över tid.",
)

INDICATOR_SUBTITLE = "{part}, {period}"
UNKNOWN_INDICATOR_TITLE = "Indikatorn finns inte"
UNKNOWN_INDICATOR_TEXT = "Det finns ingen indikator med adressen ”{address}”. Den kan ha bytt namn eller vara felskriven."
TO_INDICATORS = "Visa alla indikatorer"
INDICATOR_NO_SUCH_PERIOD = "Indikatorn följs inte upp i {asked} här. Närmaste uppföljning visas: {shown}."
INDICATOR_NOT_FOLLOWED = "Ingen enhet i {part} följer indikatorn."
INDICATOR_DRAFT = "Definitionen är ett utkast: indikatorn finns i ett dokument, men ingen har ännu bestämt hur den ska bedömas."

DEFINITION_HEADING = "Så är indikatorn definierad"
DEFINITION_NO_DESCRIPTION = "Beskrivning saknas."
DEF_BETTER, DEF_MEASURE, DEF_PERIODICITY, DEF_MEASURED_OVER = "Riktning", "Mått", "Följs upp", "Mäts över"
DEF_SET_BY, DEF_TOLERANCE = "Indikatorn sätts av", "Uppfylls delvis"
DEF_MIN_GROUP, DEF_AGGREGATE = "Minsta grupp", "Sammanräkning"
DEF_KF, DEF_SOURCE, DEF_CHECKED, DEF_NAMES = "KF:s årsmål", "Källa", "Genomgången", "Heter också"
BETTER_SAID = {Better.HIGHER: "högre är bättre", Better.LOWER: "lägre är bättre"}
BETTER_UNKNOWN = "inte bestämd, så utfallen bedöms inte"
MEASURE_SAID = {Measure.SHARE: "andel", Measure.COUNT: "antal", Measure.INDEX: "index", Measure.AMOUNT: "mängd"}
MEASURE_WITH_UNIT = "{measure} ({unit})"
MEASURE_UNKNOWN = "inte bestämt"
MEASURED_OVER_SAID = {
    MeasuredOver.OWN_PERIOD: "den egna perioden",
    MeasuredOver.YEAR_TO_DATE: "tiden från 1 januari",
    MeasuredOver.ROLLING_YEAR: "de senaste tolv månaderna",
}
PERIODICITY_SAID = {Periodicity.TERTIAL: "varje tertial", Periodicity.AR: "en gång om året"}
ACCUMULATES_SAID = "antalet växer under året, så T1 och T2 bedöms mot sin del av årsmålet"
SET_BY_SAID = {"kf": "kommunfullmäktige", "namnd": "nämnden", "enhet": "enheten"}
TOLERANCE_SAID = "när årsmålet missas med högst {tolerance}\u00a0% av målet"
MIN_GROUP_SAID = "minst {n} svarande för att visas"
SENSITIVE_SAID = "även små antal visas inte"
AGGREGATE_SAID = {
    Aggregate.WEIGHTED_MEAN: "enheternas utfall vägs samman efter hur många var och en gäller",
    Aggregate.SUM: "enheternas utfall summeras",
    Aggregate.NONE: "enheternas utfall räknas inte samman",
}
KF_LOCAL_SAID, KF_CITY_SAID = "jämförs med enheternas utfall", "gäller hela staden och jämförs inte med enheternas utfall"

TARGETS_HEADING = "Enheterna mot sina årsmål"
PARTS_HEADING = "Så många enheter når årsmålet"
DOTS_CAPTION = "{indicator}, {period}: enheternas utfall mot sina årsmål"
DOTS_HEAD = ("Enhet", "Utfall", "n", "Felmarginal", "Årsmål", "KF:s årsmål", "Status")
DOTS_REACHED = "{reached} av {judged} enheter når sitt årsmål."
DOTS_FURTHEST = "Längst från målet är {unit}: {value} mot {target}."
DOTS_WITHIN = "För {n} av de {judged} är avståndet till målet inom felmarginalen."
DOTS_ALL_WITHIN = "Alla avstånd till målet är inom felmarginalen."
DOTS_NONE_JUDGED = "Inget utfall går att bedöma mot ett årsmål."
DOTS_NONE = "Inget utfall finns att visa."
DOT_SAID = "{unit}: {value}, {target}"
DOT_NO_TARGET = "inget årsmål att jämföra med"
DOTS_DESCRIPTION = "{dots}."
LEFT_OUT_WHY = {
    MissingReason.NOT_REPORTED: "Ej rapporterat",
    MissingReason.WITHHELD: "Visas inte, få svarande",
    MissingReason.NOT_APPLICABLE: "Ej aktuellt",
    MissingReason.DROPPED_OUT: "Bortfallet i källan",
    MissingReason.UNREADABLE: "Går inte att läsa säkert",
    MissingReason.DOUBTFUL: "Tveksam uppgift",
    MissingReason.NOT_YET_DUE: "Perioden pågår",
    MissingReason.NOT_ADDED_UP: "Går inte att räkna samman",
}
LEFT_OUT_OTHER = "Inget utfall"
DOT_SIGN_KF = "▮"
DOT_LEGEND_TARGET, DOT_LEGEND_KF = "enhetens årsmål", "KF:s årsmål"
PARTS_HEAD = ("Del av organisationen", "Når årsmålet", "Bedömda", "Följer indikatorn")
PARTS_FINDING = "{reached} av {judged} bedömda enheter når årsmålet."
PARTS_NOTE = "{part} har {units}. Välj en del för att se dess enheter."
PART_SHARE = "{reached} av {judged} enheter"
PART_NONE = "ingen går att bedöma"

INDICATOR_DEVELOPMENT = "Utveckling: {unit}"
DEVELOPMENT_ADDED_UP = "Värdena är sammanräknade av enheternas utfall."
DEVELOPMENT_CHOOSE = "Enheternas utfall går inte att räkna samman till ett värde. Välj en enhet för att se dess utveckling."
DEVELOPMENT_OF = "Visa utvecklingen för en annan enhet"
PAGE_SOURCE_DEVELOPMENT = "Källa: uppföljningarna till och med {period}"
HOW_TO_READ_INDICATOR = (
    "Varje rad är en enhet. Pricken är utfallet, det långa lodräta strecket enhetens eget årsmål, det korta grå KF:s årsmål där "
    "det går att jämföra och den tunna linjen felmarginalen. Överst står de enheter som ligger bäst till mot sitt årsmål.",
    "Når felmarginalen över årsmålet kan slumpen ensam förklara avståndet. Den räknas ut när antalet svarande är känt.",
    "I utvecklingen bryts linjen där ett utfall saknas. Tecknet vid axeln säger varför.",
    "När minst tolv uppföljningar går att jämföra visas också ett styrdiagram: medelvärdet och gränserna för den vanliga "
    "variationen. Det skiljer en verklig förändring från sådant som alltid varierar.",
)
