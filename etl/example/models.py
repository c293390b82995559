"""How every indicator of the example behaves: its usual level, how it moves, whom it is counted on, and its targets.

Shares and their movements are in per cent and percentage points. The numbers are invented; their size and spread are
those that such indicators ordinarily have.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.vocabulary import TargetForm

DELEGATED = "Tas fram av nämnd"
DELEGATED_ALSO_TO_COMPANIES = "Tas fram av nämnd/styrelse"
_CO2 = "{} kg CO2 per kg livsmedel"


class Drawn(StrEnum):
    """How an outcome comes about."""

    SHARE = "share"
    """Each of n answers or cases is a yes or a no."""
    MEAN = "mean"
    """The average of a group of n: an index, or a share of working time."""
    COUNT = "count"
    """A number of persons or places, growing through the year."""
    AMOUNT = "amount"
    """One measured quantity, without a group behind it."""


class Basis(StrEnum):
    """Whom or what an indicator is counted on."""

    USERS = "users"
    STAFF = "staff"
    OBSERVATIONS = "observations"


@dataclass(frozen=True, slots=True)
class Ambition:
    """The targets of 2023, 2024 and 2025: the unit's årsmål, and KF:s årsmål as printed.

    ``form`` LEVEL and MAX print the level; INCREASE and DECREASE print ``öka`` and ``minska``. With ``of_previous`` the
    årsmål is that share of the previous year's outcome. ``is_bare`` leaves the unit of measure out, as plans often do.
    """

    target: tuple[float, float, float] = (0, 0, 0)
    kf: tuple[str, str, str] = ("", "", "")
    form: TargetForm = TargetForm.LEVEL
    of_previous: float = 0.0
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """``level`` is the usual value 2023, ``drift`` its yearly movement, ``spread`` the difference between units (sd).

    ``gap`` is women less men. ``answering`` is the part of the basis that answers, or the number of observations.
    ``quality`` and ``strain`` tell how much of the unit's own story (see ``district``) the outcome feels.
    """

    drawn: Drawn
    level: float
    ambition: Ambition
    basis: Basis = Basis.USERS
    answering: float = 0.55
    drift: float = 0.6
    spread: float = 2.0
    gap: float = 0.0
    noise: float = 0.0
    women: float = 0.5
    """The part of a count that are women."""
    by_gender: bool = True
    quality: float = 0.0
    strain: float = 0.0
    season: tuple[float, float, float] = (0.0, 0.0, 0.0)
    flu: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """What the flu of early 2024 added at T1, T2 and for the full year."""


def same(text: str) -> tuple[str, str, str]:
    return (text, text, text)


def _users(level: float, gap: float, target: tuple[float, float, float], *kf: str, answering: float = 0.55) -> Model:
    """What users say in a survey: by sex, feeling the unit's quality. No ``kf`` means that the council set no level."""
    printed = (kf[0], kf[-2], kf[-1]) if len(kf) == 3 else same(kf[0] if kf else "")
    return Model(Drawn.SHARE, level, Ambition(target, printed), answering=answering, gap=gap, quality=1.0)


def _staff_share(
    level: float, gap: float, target: tuple[float, float, float], answering: float = 0.75, strain: float = -1.5
) -> Model:
    return Model(Drawn.SHARE, level, Ambition(target), Basis.STAFF, answering, drift=0.8, gap=gap, strain=strain)


MODELS: dict[str, Model] = {
    "identifierade-aldre-i-valdsutsatt-situation": Model(
        Drawn.COUNT, 11, Ambition((7, 8, 10)), drift=1.0, spread=2.5, women=0.7, noise=2.0
    ),
    "erbjudna-stod-vid-vald": Model(Drawn.COUNT, 8, Ambition((7, 7, 8)), drift=1.0, spread=1.5, women=0.7, noise=1.5),
    "webbutbildning-vald-i-nara-relationer": _staff_share(85, 4, (90, 90, 95), answering=1.0, strain=-1.0),
    "avvarjda-avhysningar": Model(
        Drawn.SHARE, 58, Ambition((55, 60, 65), same(DELEGATED)), Basis.OBSERVATIONS, 16, drift=3, spread=4, by_gender=False
    ),
    "feriejobb": Model(Drawn.COUNT, 118, Ambition((120, 125, 130), same(DELEGATED)), drift=5, spread=4, women=0.54, noise=5),
    "nojda-vard-och-omsorgsboende": _users(82, -1, (83, 84, 85), "83 %", "84 %", "85 %"),
    "trygga-vard-och-omsorgsboende": _users(87, -3, (87, 88, 88), DELEGATED),
    "paverka-hjalpen-vard-och-omsorgsboende": _users(76, -5, (77, 78, 79), "77 %", "78 %", "79 %"),
    "maltiden-en-trevlig-stund": _users(68, -2, (68, 70, 70), DELEGATED),
    "mojlighet-att-komma-utomhus": Model(
        Drawn.SHARE, 55, Ambition(kf=same(DELEGATED), form=TargetForm.INCREASE), gap=-6, drift=1.2, spread=4, quality=0.8
    ),
    "nojda-hemtjanst": _users(85, -2, (86, 86, 87), "86 %", "86 %", "87 %"),
    "tryggt-att-bo-hemma": _users(81, -8, (81, 82, 82)),
    "paverka-hjalpen-hemtjanst": _users(84, -7, (86, 87, 87), "87 %"),
    "hjalp-som-overenskommet": _users(89, -3, (90, 90, 91)),
    "personalkontinuitet-hemtjanst": Model(
        Drawn.MEAN,
        12.4,
        Ambition((12, 11, 10), same("Max 10 personer"), TargetForm.MAX),
        answering=0.4,
        drift=-0.4,
        spread=0.8,
        gap=0.4,
        noise=0.4,
        quality=-0.35,
    ),
    "nojda-dagverksamhet": _users(93, -1, (93, 93, 94), "93 %", "93 %", "94 %", answering=0.8),
    "basala-hygienrutiner": Model(
        Drawn.SHARE,
        75,
        Ambition((75, 80, 82)),
        Basis.OBSERVATIONS,
        84,
        drift=3,
        spread=4,
        by_gender=False,
        quality=0.5,
        season=(-1.5, 0, 1),
    ),
    "digitalt-signerade-insatser": Model(
        Drawn.SHARE, 94, Ambition((95, 95, 96)), Basis.OBSERVATIONS, 4200, spread=1.2, by_gender=False, quality=0.25
    ),
    "adl-bedomningar": Model(
        Drawn.SHARE, 74, Ambition((75, 80, 85), is_bare=True), answering=1.0, drift=5, spread=4, quality=0.8, season=(-4, -1, 1)
    ),
    "aktuell-genomforandeplan": Model(
        Drawn.SHARE, 88, Ambition((90, 90, 92), is_bare=True), answering=1.0, spread=3, gap=1, quality=0.7, season=(-2, 0, 1)
    ),
    "beslut-efter-behov": _users(71, -4, (71, 72, 73), answering=0.4),
    "tydliga-beslut": _users(84, -2, (85, 85, 86), answering=0.3),
    "delaktig-i-utredningen": _users(83, -3, (85, 85, 86), answering=0.3),
    "behov-framgar-i-utredningen": Model(
        Drawn.SHARE, 88, Ambition((90, 90, 92)), Basis.OBSERVATIONS, 40, spread=2, by_gender=False, quality=1.0
    ),
    "anhoriga-informerade": _users(73, 5, (74, 75, 76), answering=0.45),
    "anhoriga-trygga": Model(Drawn.SHARE, 89, Ambition((90, 90, 90), is_bare=True), answering=0.4, gap=-3, quality=0.6),
    "nojda-seniorfixaren": _users(94, 1, (90, 90, 92), answering=0.5),
    "hjalpta-av-seniorfixaren": Model(Drawn.COUNT, 236, Ambition((240, 250, 260)), drift=14, spread=5, women=0.68, noise=8),
    "gruppbostad-far-bestamma": _users(81, -4, (82, 83, 84), answering=0.85),
    "gruppbostad-trygg-med-personalen": _users(83, -6, (84, 85, 85), answering=0.85),
    "servicebostad-far-bestamma": _users(80, -3, (82, 82, 83), answering=0.75),
    "servicebostad-aldrig-radd": _users(71, -17, (72, 74, 75), answering=0.75),
    "boendestod-far-bestamma": _users(86, -2, (86, 87, 88), answering=0.5),
    "boendestod-far-ratt-hjalp": _users(89, -3, (90, 90, 90), answering=0.5),
    "ekologiska-inkop": Model(Drawn.AMOUNT, 53, Ambition((55, 57, 60), ("55 %", "57 %", "60 %")), drift=2.6, spread=4, noise=1.2),
    "klimatpaverkan-livsmedel": Model(
        Drawn.AMOUNT,
        1.86,
        Ambition((1.8, 1.8, 1.7), (_CO2.format("1,8"), _CO2.format("1,8"), _CO2.format("1,7"))),
        drift=-0.07,
        spread=0.1,
        noise=0.04,
    ),
    "kopt-energi": Model(
        Drawn.AMOUNT, 0.018, Ambition(kf=("1 920 GWh", "1 900 GWh", "1 880 GWh"), of_previous=0.98), drift=-0.03, spread=0.0015
    ),
    "sjukfranvaro": Model(
        Drawn.MEAN,
        8.6,
        Ambition((9, 8.5, 8), same(DELEGATED_ALSO_TO_COMPANIES)),
        Basis.STAFF,
        1.0,
        drift=-0.2,
        spread=0.7,
        gap=2.2,
        noise=0.25,
        strain=1.0,
        season=(0.4, -0.4, 0.0),
        flu=(2.3, 0.5, 0.9),
    ),
    "sjukfranvaro-dag-1-14": Model(
        Drawn.MEAN,
        2.9,
        Ambition((2.9, 2.9, 2.8), same(DELEGATED_ALSO_TO_COMPANIES)),
        Basis.STAFF,
        1.0,
        drift=-0.05,
        spread=0.25,
        gap=0.5,
        noise=0.1,
        strain=0.25,
        season=(0.3, -0.3, 0.0),
        flu=(1.4, 0.2, 0.5),
    ),
    "aktivt-medskapandeindex": Model(
        Drawn.MEAN,
        81,
        Ambition((82, 82, 83), ("82", "83", "83")),
        Basis.STAFF,
        0.75,
        spread=2,
        gap=1,
        noise=1.0,
        strain=-2.0,
    ),
    "ledarskapsindex": Model(
        Drawn.MEAN, 79, Ambition((80, 80, 81)), Basis.STAFF, 0.75, spread=2.5, gap=1, noise=1.2, strain=-2.2
    ),
    "rekommenderar-arbetsplatsen": _staff_share(72, 3, (72, 73, 75), strain=-3.0),
    "vet-vart-vanda-sig-vid-utsatthet": _staff_share(87, -4, (88, 90, 90), strain=-1.0),
    "grundutbildning-vard-och-omsorg": _staff_share(80, 5, (80, 82, 85), answering=1.0, strain=-1.0),
}
