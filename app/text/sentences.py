"""Sentences about one figure. {value} and {target} are formatted with their unit of measure."""

from __future__ import annotations

from data.vocabulary import StatusReason

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
    StatusReason.PREVIOUS_YEAR_WITHHELD: "{value}. Årsmålet är att {aim}, men fjolårets utfall visas inte: för få svarande.",
    StatusReason.NOT_COMPARABLE: "{value}. Årsmålet ”{target_printed}” mäter något annat och jämförs inte.",
    StatusReason.OUTCOME_UNREADABLE: "Utfallet ”{printed}” går inte att läsa med säkerhet.",
    StatusReason.OUTCOME_DOUBTFUL: "Utfallet ”{printed}” ser felaktigt ut eller är struket, och bedöms inte.",
    StatusReason.TARGET_DOUBTFUL: "{value}. Årsmålet ”{target_printed}” ser felaktigt ut eller är struket, och används inte.",
    StatusReason.NOT_APPLICABLE: "Indikatorn är inte aktuell för enheten den här perioden.",
    StatusReason.DROPPED_OUT: "Uppgiften har fallit bort i källan.",
    StatusReason.WITHHELD: "Visas inte: för få svarande.",
    StatusReason.NOT_ADDED_UP: "Enheternas utfall går inte att räkna samman till ett värde.",
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
    StatusReason.PREVIOUS_YEAR_WITHHELD: "{n} där fjolåret inte visas",
    StatusReason.NOT_ADDED_UP: "{n} som inte kan räknas samman",
}
