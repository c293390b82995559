"""What charts say: developments, margins of error, legends."""

from __future__ import annotations

from data.vocabulary import Assurance, Gender, MissingReason, PeriodKind, Variation

FACT_MARGIN, FACT_PROCESS, FACT_LIMIT = "Säkerhet", "Styrdiagram", "Delvis"
MARGIN_SPAN = "felmarginal {low}–{high}"
MARGIN_SIZE = "±\u00a0{half}"
MARGIN_SIZE_N = "n\u00a0=\u00a0{n}, ±\u00a0{half}"
MARGIN_ALONE_N = "Felmarginalen är ±\u00a0{half} (n\u00a0=\u00a0{n})."
MARGIN_WITHIN = "Avståndet till årsmålet är inom felmarginalen ({size})."
MARGIN_BEYOND = "Avståndet till årsmålet är större än felmarginalen ({size})."
MARGIN_ALONE = "Felmarginalen är {size}."
MARGIN_UNKNOWN = "n är inte angivet, så felmarginalen går inte att räkna ut."
CHANGE_WITHIN, CHANGE_BEYOND = ", inom felmarginalen", ", större än felmarginalen"
CHANGE_UNKNOWN = ", hur säkert går inte att säga"
VARIATION_SAYS = {
    Variation.IMPROVEMENT: "Förbättringen är större än den vanliga variationen.",
    Variation.CONCERN: "Försämringen är större än den vanliga variationen.",
    Variation.COMMON: "Utfallet varierar som det brukar.",
}
VARIATION_SHORT = {
    Variation.IMPROVEMENT: "verklig förbättring",
    Variation.CONCERN: "verklig försämring",
    Variation.COMMON: "vanlig variation",
}
PROCESS_MEAN, PROCESS_LOW, PROCESS_HIGH = "medelvärde {value}", "nedre gräns {value}", "övre gräns {value}"
PROCESS_SPAN = "{low}–{high}"
PROCESS_WORDS = "Styrdiagram: medelvärdet är {mean}, och den vanliga variationen ligger inom {span}."
PROCESS_HELP_HEADING = "Så läser du styrdiagrammet"
PROCESS_HELP = (
    "Styrdiagrammet skiljer en verklig förändring från sådant som alltid varierar. Det ritas när minst tolv uppföljningar går "
    "att jämföra. Gränserna räknas fram ur hur mycket utfallet brukar ändras från en uppföljning till nästa.",
    "En verklig förändring (◎) är ett utfall utanför gränserna, två av tre i rad nära samma gräns, sju i rad på samma sida om "
    "medelvärdet eller sju i rad åt samma håll. Varje utfall bedöms när det kommer; linjerna är de som gäller nu.",
    "Ligger årsmålet mellan gränserna nås det ibland och missas ibland, så länge ingenting ändras i arbetet.",
)

ASSURANCE_SAYS = {
    Assurance.REACHES: "Om inget ändras nås årsmålet.",
    Assurance.MISSES: "Om inget ändras nås inte årsmålet.",
    Assurance.VARIES: "Om inget ändras nås årsmålet ibland.",
}

DEVELOPMENT_NONE = "Det finns inga utfall att visa över tid."
DEVELOPMENT_ONE = "Ett utfall hittills: {value} ({period})."
DEVELOPMENT_STANDS = "{value} ({period})."
DEVELOPMENT_SAME = "Oförändrat sedan {first_period}: {value}."
DEVELOPMENT_MOVED = "Från {first} ({first_period}) till {last} ({last_period}), {direction} {distance}."
DEVELOPMENT_UP, DEVELOPMENT_DOWN = "upp", "ned"
DEVELOPMENT_MEETING, DEVELOPMENT_APART = "Felmarginalerna överlappar varandra.", "Felmarginalerna överlappar inte varandra."
DEVELOPMENT_UNSURE = "Hur säker förändringen är går inte att säga."
DEVELOPMENT_REACHED = "{reached} av {judged} bedömda utfall når årsmålet."
DEVELOPMENT_SPOT = "{period}: {value}"
DEVELOPMENT_SPOT_N = "{period}: {value} (n\u00a0=\u00a0{n})"
DEVELOPMENT_TARGET = "årsmål {target}"
DEVELOPMENT_HOLE = "{period}: {why}"
DEVELOPMENT_DESCRIPTION = "Utfall totalt: {values}. "
DEVELOPMENT_CAPTION = "{indicator}, {unit}, utveckling"
DEVELOPMENT_HEAD = ("Period", "Totalt", "n", "Felmarginal", "Kvinnor", "Män", "Årsmål", "Status")
DEVELOPMENT_PLACE = {PeriodKind.T1: "T1", PeriodKind.T2: "T2", PeriodKind.VB: "VB"}
LEGEND_TOTAL, LEGEND_TARGET, LEGEND_INTERVAL = "totalt", "årsmål", "felmarginal"
LEGEND_GENDER = {Gender.T: "totalt", Gender.K: "kvinnor", Gender.M: "män"}
LEGEND_MEAN, LEGEND_USUAL, LEGEND_REAL_CHANGE = "medelvärde", "vanlig variation", "verklig förändring"
SIGN_TOTAL, SIGN_TARGET, SIGN_INTERVAL = "●", "┅", "│"
SIGN_MEAN, SIGN_USUAL, SIGN_REAL_CHANGE = "─", "▒", "◎"
HOLE_SIGN = {
    MissingReason.NOT_REPORTED: "…",
    MissingReason.WITHHELD: "..",
    MissingReason.NOT_APPLICABLE: "–",
    MissingReason.DROPPED_OUT: "–",
    MissingReason.UNREADABLE: "?",
    MissingReason.DOUBTFUL: "?",
    MissingReason.NOT_ADDED_UP: "–",
}
HOLE_WHY = {
    MissingReason.NOT_REPORTED: "ej rapporterat",
    MissingReason.WITHHELD: "visas inte, få svarande",
    MissingReason.NOT_APPLICABLE: "ej aktuellt",
    MissingReason.DROPPED_OUT: "bortfallet i källan",
    MissingReason.UNREADABLE: "går inte att läsa säkert",
    MissingReason.DOUBTFUL: "tveksam uppgift",
    MissingReason.NOT_ADDED_UP: "går inte att räkna samman",
}
HOLE_UNKNOWN_SIGN, HOLE_UNKNOWN = "·", "inget utfall"
MARK_INTERVAL = "├┤"
DOT_SIGN = {"helt": "●", "delvis": "○", "inte": "✕", "ejb": "□", "ejr": "□"}
"""The forms of outcomes in a chart of dots, by the class of their status: half a disc is too small to be told there."""
