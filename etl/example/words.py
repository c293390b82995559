"""What the units write: analyses that fit their figures, activities and what came in their way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.vocabulary import Period, PeriodKind
from etl.example.chance import Chance
from etl.example.district import ExampleUnit, Service


class Standing(StrEnum):
    """How an outcome stands against its target, as the writer of the analysis sees it."""

    REACHED = "reached"
    NEAR = "near"
    MISSED = "missed"
    UNSAID = "unsaid"
    """Nothing tells which way is better."""


SICK_LEAVE = "sjukfrånvaro"
_USERS, _CARE, _STAFF, _COURSE = "användare", "vård", "medarbetare", "utbildning"
_FOOD, _ENERGY, _CASES, _COUNT, _VIOLENCE = "mat", "energi", "handläggning", "antal", "våld"

_SUBJECTS = {
    "identifierade-aldre-i-valdsutsatt-situation": _VIOLENCE,
    "erbjudna-stod-vid-vald": _VIOLENCE,
    "webbutbildning-vald-i-nara-relationer": _COURSE,
    "grundutbildning-vard-och-omsorg": _COURSE,
    "avvarjda-avhysningar": _CASES,
    "behov-framgar-i-utredningen": _CASES,
    "tydliga-beslut": _CASES,
    "delaktig-i-utredningen": _CASES,
    "beslut-efter-behov": _CASES,
    "feriejobb": _COUNT,
    "hjalpta-av-seniorfixaren": _COUNT,
    "basala-hygienrutiner": _CARE,
    "digitalt-signerade-insatser": _CARE,
    "adl-bedomningar": _CARE,
    "aktuell-genomforandeplan": _CARE,
    "ekologiska-inkop": _FOOD,
    "klimatpaverkan-livsmedel": _FOOD,
    "kopt-energi": _ENERGY,
    "sjukfranvaro": SICK_LEAVE,
    "sjukfranvaro-dag-1-14": SICK_LEAVE,
    "aktivt-medskapandeindex": _STAFF,
    "ledarskapsindex": _STAFF,
    "rekommenderar-arbetsplatsen": _STAFF,
    "vet-vart-vanda-sig-vid-utsatthet": _STAFF,
}
"""What an indicator is about; the others are about what users say."""

_ANALYSES: dict[tuple[str, Standing], tuple[str, ...]] = {
    (_USERS, Standing.REACHED): (
        "Målet nås. Arbetet med fast kontaktperson och mer tid för samtal syns i svaren.",
        "Fler än vad målet anger svarar positivt. Enheten går igenom svaren med dem som har svarat och fortsätter på samma väg.",
        "Målet nås med utfallet {outcome}. Det som lyfts mest i kommentarerna är bemötandet.",
    ),
    (_USERS, Standing.NEAR): (
        "Utfallet {outcome} ligger strax från målet {target}. Antalet svar är litet, så enstaka svar påverkar resultatet.",
        "Nästan i mål. Enheten tar upp svaren på vårens möten med dem som har svarat.",
        "Resultatet når inte riktigt fram. Information vid förändringar är det som flest vill ha mer av.",
    ),
    (_USERS, Standing.MISSED): (
        "Målet nås inte. I svaren återkommer att för många nya medarbetare kommer och går.",
        "Utfallet {outcome} är långt från målet {target}. En plan för förbättring är framtagen tillsammans med dem som berörs.",
        "Svaren är sämre än väntat. Enheten har bett om stöd av förvaltningens utvecklingsledare.",
    ),
    (_CARE, Standing.REACHED): (
        "Målet nås. Egenkontrollerna görs enligt plan och resultaten tas upp på varje arbetsplatsträff.",
        "Rutinerna sitter. Ombuden följer upp varje månad och stöttar nya kollegor.",
    ),
    (_CARE, Standing.NEAR): (
        "Nära målet. Det som brister är framför allt kvällar och helger, när vikarierna är fler.",
        "Utfallet {outcome} är strax under målet. Introduktionen av nya medarbetare ses över.",
    ),
    (_CARE, Standing.MISSED): (
        "Målet nås inte. Uppföljningen har inte hunnits med i alla arbetslag; egenkontroll görs nu varannan vecka.",
        "Många vikarier under perioden gör att rutinerna inte har följts fullt ut.",
    ),
    (SICK_LEAVE, Standing.REACHED): (
        "Sjukfrånvaron är lägre än målet. Tidiga samtal efter upprepad korttidsfrånvaro har gett effekt.",
        "Bemanningen har varit stabil under perioden och frånvaron är låg.",
    ),
    (SICK_LEAVE, Standing.NEAR): (
        "Frånvaron ligger strax över målet. Några få längre sjukskrivningar förklarar det mesta.",
        "Utfallet {outcome} är något högre än målet {target}. Scheman och återhämtning ses över.",
    ),
    (SICK_LEAVE, Standing.MISSED): (
        "Sjukfrånvaron är för hög. Enheten arbetar med företagshälsovården och följer frånvaron varje månad.",
        "Utfallet {outcome} är klart över målet. Företagshälsovården deltar i samtalen.",
    ),
    (_STAFF, Standing.REACHED): (
        "Målet nås. Medarbetarna lyfter tydliga uppdrag och närvarande chefer.",
        "Resultatet är bra. Arbetsgrupperna har själva valt vad de vill utveckla vidare.",
    ),
    (_STAFF, Standing.NEAR): (
        "Nära målet. Svaren varierar mellan arbetsgrupperna, och var och en tar fram egna åtgärder.",
        "Utfallet {outcome} är strax under målet {target}. Tid för reflektion efterfrågas av flera.",
    ),
    (_STAFF, Standing.MISSED): (
        "Målet nås inte. Chefsbyten och hög arbetsbelastning märks i svaren.",
        "Resultatet är lågt. Ledningen har träffat alla arbetsgrupper och en handlingsplan är klar.",
    ),
    (_COURSE, Standing.REACHED): (
        "Målet nås. Utbildningen ingår numera i introduktionen.",
        "Alla som har kunnat har gått utbildningen under arbetstid.",
    ),
    (_COURSE, Standing.NEAR): (
        "Några få återstår, de flesta nyanställda eller föräldralediga.",
        "Strax under målet. Resterande medarbetare är anmälda till nästa tillfälle.",
    ),
    (_COURSE, Standing.MISSED): (
        "Målet nås inte. Utbildningstid har fått stå tillbaka för bemanning.",
        "För få har hunnit gå utbildningen. Den schemaläggs från och med nästa period.",
    ),
    (_FOOD, Standing.REACHED): (
        "Målet nås. Menyn har gjorts om och inköpen planeras bättre.",
        "Utfallet {outcome} klarar målet. Förändringen har gjorts utan att maten blivit dyrare.",
    ),
    (_FOOD, Standing.NEAR): (
        "Nära målet. Leverantören har tidvis saknat de varor som efterfrågats.",
        "Utfallet {outcome} är nära målet. Fler åtgärder är beslutade.",
    ),
    (_FOOD, Standing.MISSED): (
        "Målet nås inte. Högre priser har gjort att billigare varor har valts.",
        "Utvecklingen går för långsamt. Enheten går igenom sina inköp tillsammans med leverantören.",
    ),
    (_ENERGY, Standing.REACHED): (
        "Målet nås. Belysning och ventilation styrs efter hur lokalerna används.",
        "Den milda vintern och nya fönster har minskat behovet av värme.",
    ),
    (_ENERGY, Standing.NEAR): ("Nära målet. Två kalla vintermånader påverkar utfallet.",),
    (_ENERGY, Standing.MISSED): ("Målet nås inte. Ventilationen har gått på full styrka under ombyggnaden.",),
    (_CASES, Standing.REACHED): (
        "Målet nås. Mallen för utredning har förenklats och granskas kollegialt.",
        "Handläggarna har haft tid för återbesök, vilket märks i resultatet.",
    ),
    (_CASES, Standing.NEAR): (
        "Nära målet. Antalet granskade ärenden är litet och varierar mellan åren.",
        "Utfallet {outcome} är strax under målet {target}. Skriftliga beslut ska bli kortare och klarare.",
    ),
    (_CASES, Standing.MISSED): (
        "Målet nås inte. Flera vakanser har gett längre handläggningstid.",
        "Resultatet är sämre än väntat. Ärendena fördelas om och nya handläggare får handledning.",
    ),
    (_COUNT, Standing.REACHED): ("Målet nås. Intresset är större än tidigare år.", "Antalet följer planen."),
    (_COUNT, Standing.NEAR): ("Antalet är strax under det planerade.", "Något färre än planerat, främst i början av året."),
    (_COUNT, Standing.MISSED): ("Antalet är lägre än planerat. Informationen behöver nå fler.",),
    (_VIOLENCE, Standing.UNSAID): (
        "Antalet är litet och varierar mellan åren. Frågan om våld ställs i varje ny kontakt.",
        "Varje ärende har följts upp tillsammans med socialtjänstens våldsteam.",
    ),
}

_FLU = (
    "Influensan slog till på bred front under årets första månader och korttidsfrånvaron steg i hela arbetsgruppen.",
    "En svår influensasäsong förklarar ökningen. Läget var åter det vanliga i slutet av april.",
    "Många var sjuka samtidigt i influensan under februari och mars, och vikarier var svåra att få.",
)
_TURNING = {
    2023: "Enheten har haft tre chefer på två år och många vikarier. Ett förändringsarbete har börjat med boende och anhöriga.",
    2024: "Förändringsarbetet ger resultat: fast bemanning på varje våning och en chef som stannar märks i svaren.",
    2025: "Resultatet {outcome} är ett helt annat än för två år sedan. Fast bemanning, matråd och anhörigträffar fortsätter.",
}
_LOSING = {
    2024: "Flera erfarna medarbetare har slutat under året och kunderna möter fler nya ansikten.",
    2025: "Omsättningen på medarbetare är fortsatt hög. Kunderna beskriver täta byten och sena besked.",
}
STORIES = {"fyrliden": _TURNING, "sjolyckan": _LOSING}
"""What the units with a story of their own say about it, by unit and year."""
NOT_MEASURED = (
    "Resultatet har inte kommit när rapporten skrivs.",
    "Mätningen har inte kunnat göras under perioden.",
)
CORRECTED = "Uppgiften för {period} har rättats från {before} till {after} sedan underlaget kontrollerats."


def subject(slug: str) -> str:
    return _SUBJECTS.get(slug, _USERS)


def analysis(unit: ExampleUnit, slug: str, period: Period, standing: Standing, outcome: str, target: str, chance: Chance) -> str:
    """Some sentences that fit the outcome; empty where the unit has nothing to say."""
    about = subject(slug)
    story = STORIES.get(unit.code, {}).get(period.year, "")
    if about == SICK_LEAVE and period == Period(2024, PeriodKind.T1):
        text = chance.pick(_FLU)
    elif story and slug.startswith("nojda-"):
        text = story
    else:
        text = chance.pick(_ANALYSES.get((about, standing), ("",)))
    return text.format(outcome=outcome, target=target)


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity under one of the board's goals, for the kinds of unit that do it (none named: all)."""

    namndmal: str
    name: str
    services: frozenset[Service] = frozenset()


_HOMES = frozenset({Service.BOENDE, Service.SERVICEHUS})
_AT_HOME = frozenset({Service.HEMTJANST, Service.SERVICEHUS})
_OLD = _HOMES | _AT_HOME | {Service.DAGVERKSAMHET}
_DISABILITY = frozenset({Service.GRUPPBOSTAD, Service.SERVICEBOSTAD, Service.BOENDESTOD})

ACTIVITIES = (
    PlannedActivity("1.3.1", "Alla nyanställda går webbutbildningen om våld i nära relationer under sin första månad"),
    PlannedActivity("1.3.1", "Rutinen för att fråga om våld prövas i alla nya utredningar", frozenset({Service.BESTALLARE})),
    PlannedActivity("1.3.2", "Husmöten hålls varje månad med dagordning i bildstöd", _DISABILITY - {Service.BOENDESTOD}),
    PlannedActivity("1.3.2", "Var och en väljer själv vem som är ens stödperson", _DISABILITY),
    PlannedActivity("1.4.1", "Hygienombuden gör egenkontroller varje månad", _OLD),
    PlannedActivity("1.4.1", "Signeringslistorna i Appva gås igenom varje vecka", _OLD - {Service.DAGVERKSAMHET}),
    PlannedActivity("1.4.1", "Besluten granskas i par innan de skickas", frozenset({Service.BESTALLARE})),
    PlannedActivity("1.4.2", "Kontaktpersonen går igenom genomförandeplanen tillsammans med den äldre varje halvår", _OLD),
    PlannedActivity("1.4.2", "De boende bestämmer månadens måltider i ett matråd", _HOMES),
    PlannedActivity("1.4.2", "Arbetslag på högst tio prövas för dem som har många besök", frozenset({Service.HEMTJANST})),
    PlannedActivity("1.4.2", "Beslutsbreven skrivs om på klarspråk", frozenset({Service.BESTALLARE})),
    PlannedActivity("1.5.1", "Träffpunkten öppnar en kväll i veckan", frozenset({Service.FOREBYGGANDE})),
    PlannedActivity("1.5.1", "Seniorfixaren berättar om tjänsten på bibliotek", frozenset({Service.FOREBYGGANDE})),
    PlannedActivity("2.1.1", "Matsvinnet vägs två veckor varje tertial"),
    PlannedActivity("2.1.1", "Belysningen byts till lysdioder i gemensamma lokaler", _HOMES),
    PlannedActivity("3.1.1", "Bemanningen planeras månadsvis efter behov och budget"),
    PlannedActivity("3.1.2", "Varje feriearbetare får en handledare och ett intyg", frozenset({Service.FOREBYGGANDE})),
    PlannedActivity("3.3.1", "Hembesök erbjuds inom två dagar efter hyresvärdens meddelande"),
    PlannedActivity("3.4.1", "Arbetstiderna ses över tillsammans med medarbetarna"),
    PlannedActivity("3.4.1", "Samtal hålls efter det tredje frånvarotillfället på sex månader"),
)

DEVIATION = "Avvikelse"
DEVIATIONS = (
    "Starten blev försenad av vakanser; aktiviteten fortsätter nästa år.",
    "Genomförd i två av tre arbetslag. Det tredje börjar under nästa period.",
    "Pausades under våren då sjukfrånvaron krävde all bemanning.",
    "Ersatt av en gemensam aktivitet för hela avdelningen.",
)
"""Why an activity did not go as planned."""
