"""What each kind of unit plans: the council's goals, the board's and the unit's own, and the indicators under each.

The council's goals are those of the programme 2023–2026 in the definitions; the board's and the units' are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.definitions import ProgrammeDefinition
from data.vocabulary import GoalLevel
from etl.example.district import Service

NAMNDMAL = {
    "1.3.1": "Våld i nära relationer upptäcks tidigt och den som är utsatt får stöd",
    "1.3.2": "Personer med funktionsnedsättning bestämmer över sin egen vardag",
    "1.4.1": "Omsorgen om äldre är trygg och av god kvalitet",
    "1.4.2": "Äldre har inflytande över sin vardag",
    "1.5.1": "Äldre och anhöriga har någonstans att gå och någon att vända sig till",
    "2.1.1": "Nämndens verksamheter minskar sitt klimatavtryck",
    "3.1.1": "Nämnden har en ekonomi i balans",
    "3.1.2": "Unga får en väg in på arbetsmarknaden",
    "3.3.1": "Fler får behålla sin bostad",
    "3.4.1": "Exempelstaden är en arbetsgivare som medarbetare väljer och stannar hos",
}

EXPECTED = {
    "Medarbetarna känner igen tecken på våld": "Den som är utsatt blir tillfrågad och får hjälp vidare samma dag.",
    "Frågan om våld ställs i varje utredning": "Fler som är utsatta upptäcks och erbjuds stöd.",
    "Varje boende har en vardag som planeras tillsammans med hen": "De boende känner igen sina vanor i den hjälp de får.",
    "Kunderna möter få och kända medarbetare": "Kunderna vet vem som kommer och när.",
    "Hjälpen följer det som har avtalats": "Kunder och anhöriga kan lita på att avtalad tid och hjälp gäller.",
    "Deltagarna väljer själva sina aktiviteter": "Deltagarna vill komma tillbaka och anhöriga får avlastning.",
    "Utredningar görs tillsammans med den äldre": "Den äldre förstår sitt beslut och känner igen sina behov i det.",
    "Anhöriga hittar till sitt stöd": "Anhöriga vet vilket stöd som finns och känner sig trygga med det.",
    "Fler får hjälp med vardagens småsysslor": "Fall och olyckor i hemmet blir färre.",
    "De boende bestämmer om det som är viktigt för dem": "De boende väljer mat, aktiviteter och vem som hjälper dem.",
    "De boende är trygga hemma, dygnet runt": "Den som är rädd berättar det och får hjälp.",
    "Stödet följer den enskildes egna mål": "Den enskilde klarar mer av det hen själv vill klara.",
    "Enheten slänger mindre mat och sparar energi": "Matsvinn och energianvändning minskar varje år.",
    "Enheten håller sin budget": "Verksamheten bedrivs inom sin ram hela året.",
    "Sommarjobben leder vidare": "Unga får ett intyg, en referens och lust att söka sig till omsorgen.",
    "Ingen ska behöva lämna sin bostad i onödan": "Kontakt tas inom två dagar efter hyresvärdens meddelande.",
    "Alla som arbetar i omsorgen har en utbildning för den": "Utbildade medarbetare ger säkrare hjälp och stannar längre.",
    "Medarbetarna är med och formar sin arbetsmiljö": "Frånvaron sjunker och fler vill arbeta kvar.",
}
"""The units' own goals, each with the result that is expected of it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the goal tree with the indicators that stand there: under the deepest goal that is named."""

    kf_mal: str
    namndmal: str = ""
    enhetsmal: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal as a document prints it, with its indicators' slugs; parents come before what stands under them."""

    level: GoalLevel
    number: str
    title: str
    indicators: tuple[str, ...]


_SICK_LEAVE = ("sjukfranvaro", "sjukfranvaro-dag-1-14")
_STAFF_OF_THE_OLD = ("rekommenderar-arbetsplatsen", "vet-vart-vanda-sig-vid-utsatthet", "ledarskapsindex")
_STAFF = ("vet-vart-vanda-sig-vid-utsatthet", "ledarskapsindex")
_VIOLENCE_COURSE = Place("1.3", "1.3.1", "Medarbetarna känner igen tecken på våld", ("webbutbildning-vald-i-nara-relationer",))
_BUDGET = Place("3.1", "3.1.1", "Enheten håller sin budget")
_WORKPLACE = Place("3.4", "", "", ("aktivt-medskapandeindex", *_SICK_LEAVE))
_OUR_WORKPLACE = Place("3.4", "3.4.1", "Medarbetarna är med och formar sin arbetsmiljö")
_TRAINED = Place("3.4", "3.4.1", "Alla som arbetar i omsorgen har en utbildning för den", ("grundutbildning-vard-och-omsorg",))
_LESS_WASTE = Place("2.1", "2.1.1", "Enheten slänger mindre mat och sparar energi")

PLACES: dict[Service, tuple[Place, ...]] = {
    Service.BOENDE: (
        _VIOLENCE_COURSE,
        Place(
            "1.4",
            indicators=(
                "nojda-vard-och-omsorgsboende",
                "trygga-vard-och-omsorgsboende",
                "paverka-hjalpen-vard-och-omsorgsboende",
                "maltiden-en-trevlig-stund",
                "mojlighet-att-komma-utomhus",
            ),
        ),
        Place("1.4", "1.4.1", "", ("basala-hygienrutiner", "digitalt-signerade-insatser")),
        Place(
            "1.4",
            "1.4.2",
            "Varje boende har en vardag som planeras tillsammans med hen",
            ("aktuell-genomforandeplan", "adl-bedomningar"),
        ),
        Place("2.1", indicators=("ekologiska-inkop", "klimatpaverkan-livsmedel", "kopt-energi")),
        _LESS_WASTE,
        _BUDGET,
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF_OF_THE_OLD),
        _TRAINED,
    ),
    Service.SERVICEHUS: (
        _VIOLENCE_COURSE,
        Place("1.4", indicators=("nojda-hemtjanst", "paverka-hjalpen-hemtjanst")),
        Place("1.4", "1.4.1", "", ("tryggt-att-bo-hemma", "basala-hygienrutiner", "digitalt-signerade-insatser")),
        Place("1.4", "1.4.2", "Hjälpen följer det som har avtalats", ("hjalp-som-overenskommet", "aktuell-genomforandeplan")),
        Place("1.4", "1.4.2", "Varje boende har en vardag som planeras tillsammans med hen", ("adl-bedomningar",)),
        Place("2.1", indicators=("kopt-energi",)),
        _LESS_WASTE,
        _BUDGET,
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF_OF_THE_OLD),
        _OUR_WORKPLACE,
    ),
    Service.HEMTJANST: (
        _VIOLENCE_COURSE,
        Place("1.4", indicators=("nojda-hemtjanst", "paverka-hjalpen-hemtjanst", "personalkontinuitet-hemtjanst")),
        Place("1.4", "1.4.1", "", ("tryggt-att-bo-hemma", "basala-hygienrutiner", "digitalt-signerade-insatser")),
        Place("1.4", "1.4.1", "Kunderna möter få och kända medarbetare"),
        Place("1.4", "1.4.2", "Hjälpen följer det som har avtalats", ("hjalp-som-overenskommet", "aktuell-genomforandeplan")),
        _BUDGET,
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF_OF_THE_OLD),
        _TRAINED,
    ),
    Service.DAGVERKSAMHET: (
        _VIOLENCE_COURSE,
        Place("1.4", indicators=("nojda-dagverksamhet",)),
        Place("1.4", "1.4.1", "", ("basala-hygienrutiner",)),
        Place("1.4", "1.4.2", "Deltagarna väljer själva sina aktiviteter", ("aktuell-genomforandeplan",)),
        Place("2.1", indicators=("ekologiska-inkop", "klimatpaverkan-livsmedel", "kopt-energi")),
        _BUDGET,
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF_OF_THE_OLD),
        _OUR_WORKPLACE,
    ),
    Service.BESTALLARE: (
        Place(
            "1.3",
            "1.3.1",
            "Frågan om våld ställs i varje utredning",
            (
                "identifierade-aldre-i-valdsutsatt-situation",
                "erbjudna-stod-vid-vald",
                "webbutbildning-vald-i-nara-relationer",
            ),
        ),
        Place("1.4", "1.4.1", "", ("beslut-efter-behov",)),
        Place(
            "1.4",
            "1.4.2",
            "Utredningar görs tillsammans med den äldre",
            ("tydliga-beslut", "delaktig-i-utredningen", "behov-framgar-i-utredningen"),
        ),
        _BUDGET,
        Place("3.3", indicators=("avvarjda-avhysningar",)),
        Place("3.3", "3.3.1", "Ingen ska behöva lämna sin bostad i onödan"),
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF_OF_THE_OLD),
        _OUR_WORKPLACE,
    ),
    Service.FOREBYGGANDE: (
        _VIOLENCE_COURSE,
        Place("1.5", "1.5.1", "Anhöriga hittar till sitt stöd", ("anhoriga-informerade", "anhoriga-trygga")),
        Place("1.5", "1.5.1", "Fler får hjälp med vardagens småsysslor", ("nojda-seniorfixaren", "hjalpta-av-seniorfixaren")),
        _BUDGET,
        Place("3.1", "3.1.2", "Sommarjobben leder vidare", ("feriejobb",)),
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF_OF_THE_OLD),
        _OUR_WORKPLACE,
    ),
    Service.GRUPPBOSTAD: (
        _VIOLENCE_COURSE,
        Place("1.3", "1.3.2", "", ("basala-hygienrutiner",)),
        Place(
            "1.3",
            "1.3.2",
            "De boende bestämmer om det som är viktigt för dem",
            ("gruppbostad-far-bestamma", "gruppbostad-trygg-med-personalen"),
        ),
        Place("2.1", indicators=("ekologiska-inkop", "kopt-energi")),
        _LESS_WASTE,
        _BUDGET,
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF),
        _TRAINED,
    ),
    Service.SERVICEBOSTAD: (
        _VIOLENCE_COURSE,
        Place("1.3", "1.3.2", "", ("basala-hygienrutiner",)),
        Place("1.3", "1.3.2", "De boende bestämmer om det som är viktigt för dem", ("servicebostad-far-bestamma",)),
        Place("1.3", "1.3.2", "De boende är trygga hemma, dygnet runt", ("servicebostad-aldrig-radd",)),
        Place("2.1", indicators=("ekologiska-inkop", "kopt-energi")),
        _BUDGET,
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF),
        _TRAINED,
    ),
    Service.BOENDESTOD: (
        _VIOLENCE_COURSE,
        Place("1.3", "1.3.1", "Frågan om våld ställs i varje utredning", ("erbjudna-stod-vid-vald",)),
        Place("1.3", "1.3.2", "", ("basala-hygienrutiner",)),
        Place("1.3", "1.3.2", "Stödet följer den enskildes egna mål", ("boendestod-far-bestamma", "boendestod-far-ratt-hjalp")),
        _BUDGET,
        Place("3.3", indicators=("avvarjda-avhysningar",)),
        Place("3.3", "3.3.1", "Ingen ska behöva lämna sin bostad i onödan"),
        _WORKPLACE,
        Place("3.4", "3.4.1", "", _STAFF),
        _TRAINED,
    ),
}


def followed(service: Service) -> tuple[str, ...]:
    """The slugs of the indicators that a kind of unit follows, in the order of its plan."""
    return tuple(slug for place in PLACES[service] for slug in place.indicators)


def goals_of(service: Service, programme: ProgrammeDefinition) -> tuple[PlannedGoal, ...]:
    """The goals of a unit's plan in print order, with the council's goals named as in the programme."""
    return tuple(_goals(PLACES[service], {goal.number: goal.title for goal in programme.goals}))


def _goals(places: tuple[Place, ...], kf_titles: dict[str, str]) -> Iterator[PlannedGoal]:
    standing: dict[GoalLevel, str] = {}
    for place in places:
        direction = place.kf_mal.partition(".")[0]
        path = (
            (GoalLevel.KF_INRIKTNINGSMAL, direction, kf_titles[direction]),
            (GoalLevel.KF_MAL, place.kf_mal, kf_titles[place.kf_mal]),
            (GoalLevel.NAMNDMAL, place.namndmal, NAMNDMAL.get(place.namndmal, "")),
            (GoalLevel.ENHETSMAL, "", place.enhetsmal),
        )
        named = [(level, number, title) for level, number, title in path if title]
        for level, number, title in named:
            if standing.get(level) == title:
                continue
            standing = {each: other for each, other in standing.items() if each.depth < level.depth} | {level: title}
            yield PlannedGoal(level, number, title, place.indicators if level is named[-1][0] else ())
