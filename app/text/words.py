"""The words of the field as the screens write them: statuses, judgements, levels, periods."""

from __future__ import annotations

from data.vocabulary import Better, Change, GoalLevel, Judgement, Period, PeriodKind, Status, UnitKind

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
ONE_OF = {
    "personer": "person",
    "platser": "plats",
    "dagar": "dag",
    "timmar": "timme",
    "minuter": "minut",
    "veckor": "vecka",
    "enheter": "enhet",
    "tillfällen": "tillfälle",
}
"""Units of measure of which there can be just one: *1 person*."""
