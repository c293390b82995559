"""The fictional district: its units, how big they are, and what happens in them over the years.

The names stand in ``data/definitions/units/exempelstaden.yaml`` too, which places them in the organisation; a test holds
the two together. The sizes are those of ordinary units of their kind, chosen so that some groups are too small to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.vocabulary import Period, PeriodKind

YEARS = (2023, 2024, 2025)
BASE_YEAR = 2022
"""The year before the first: only its full-year outcomes are known, as the previous year's of 2023."""


class Service(StrEnum):
    """What kind of work a unit does; it decides which indicators the unit follows."""

    BOENDE = "vård- och omsorgsboende"
    SERVICEHUS = "servicehus"
    HEMTJANST = "hemtjänst"
    DAGVERKSAMHET = "dagverksamhet"
    BESTALLARE = "beställarenhet"
    FOREBYGGANDE = "förebyggande arbete"
    GRUPPBOSTAD = "gruppbostad"
    SERVICEBOSTAD = "servicebostad"
    BOENDESTOD = "boendestöd"


@dataclass(frozen=True, slots=True)
class ExampleUnit:
    """A unit with the numbers of women and men who work there and whom it is there for.

    ``quality`` is added to what users and records say (percentage points, 2023 to 2025), ``strain`` to the sick leave
    (percentage points, same years).
    """

    code: str
    name: str
    service: Service
    staff: tuple[int, int]
    users: tuple[int, int]
    quality: tuple[float, float, float] = (0.0, 0.0, 0.0)
    strain: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def quality_in(self, year: int) -> float:
        return self.quality[max(year - YEARS[0], 0)]

    def strain_in(self, year: int) -> float:
        return self.strain[max(year - YEARS[0], 0)]


# fmt: off
UNITS = (
    ExampleUnit(
        "klockangen", "Klockängens vård- och omsorgsboende", Service.BOENDE,
        staff=(62, 18), users=(48, 29), quality=(3, 3, 4), strain=(-0.8, -0.8, -1),
    ),
    # The home that turns around.
    ExampleUnit(
        "fyrliden", "Fyrlidens vård- och omsorgsboende", Service.BOENDE,
        staff=(55, 14), users=(44, 25), quality=(-21, -9, 4), strain=(3.4, 1.2, -1.2),
    ),
    ExampleUnit(
        "vidlyckan", "Vidlyckans vård- och omsorgsboende", Service.BOENDE,
        staff=(71, 20), users=(55, 33), quality=(0, -1, -1), strain=(0.4, 0.4, 0.6),
    ),
    ExampleUnit(
        "mandelgarden", "Mandelgårdens vård- och omsorgsboende", Service.BOENDE,
        staff=(33, 8), users=(22, 12), quality=(2, 3, 2), strain=(-0.3, 0, 0.2),
    ),
    ExampleUnit(
        "lonnboda", "Lönnbodas servicehus", Service.SERVICEHUS,
        staff=(38, 13), users=(41, 27), quality=(1, 1, 2), strain=(0, 0.2, -0.2),
    ),
    ExampleUnit(
        "stjarnliden", "Stjärnlidens servicehus", Service.SERVICEHUS,
        staff=(29, 11), users=(33, 22), quality=(-3, -3, -2), strain=(0.8, 0.6, 0.6),
    ),
    ExampleUnit(
        "nordlyckan", "Nordlyckans hemtjänst", Service.HEMTJANST,
        staff=(58, 17), users=(176, 81), quality=(2, 2, 3), strain=(-0.4, -0.6, -0.8),
    ),
    ExampleUnit(
        "soderlyckan", "Söderlyckans hemtjänst", Service.HEMTJANST,
        staff=(71, 24), users=(231, 97), quality=(-1, 0, 0), strain=(0.5, 0.4, 0.2),
    ),
    # The home care that loses its regular staff.
    ExampleUnit(
        "sjolyckan", "Sjölyckans hemtjänst", Service.HEMTJANST,
        staff=(49, 14), users=(143, 66), quality=(2, -4, -10), strain=(0, 1.1, 2.3),
    ),
    ExampleUnit(
        "vinkelglantan", "Vinkelgläntans dagverksamhet", Service.DAGVERKSAMHET,
        staff=(9, 2), users=(21, 13), quality=(1, 1, 1), strain=(-1.5, -1, -1),
    ),
    ExampleUnit(
        "best-nordlyckan", "Beställarenheten Nordlyckan", Service.BESTALLARE,
        staff=(21, 6), users=(210, 96), quality=(1, 1, 2), strain=(-0.6, -0.4, 0),
    ),
    ExampleUnit(
        "best-soderlyckan", "Beställarenheten Söderlyckan", Service.BESTALLARE,
        staff=(26, 8), users=(264, 118), quality=(-3, -1, 0), strain=(1, 0.4, 0.2),
    ),
    ExampleUnit(
        "forebyggande", "Lyckornas enhet för förebyggande arbete", Service.FOREBYGGANDE,
        staff=(14, 5), users=(96, 34), quality=(2, 2, 3), strain=(-1.8, -1.4, -1),
    ),
    ExampleUnit(
        "klovervallen", "Gruppbostäderna Klövervallen", Service.GRUPPBOSTAD,
        staff=(31, 19), users=(13, 18), quality=(0, 1, 2), strain=(0, 0.3, 0),
    ),
    ExampleUnit(
        "humleangen", "Gruppbostäderna Humleängen", Service.GRUPPBOSTAD,
        staff=(18, 14), users=(7, 10), quality=(-4, -2, -2), strain=(1, 1.2, 0.6),
    ),
    ExampleUnit(
        "lyktstigen", "Servicebostäderna Lyktstigen", Service.SERVICEBOSTAD,
        staff=(16, 12), users=(19, 24), quality=(1, 1, 0), strain=(-0.5, 0, 0),
    ),
    ExampleUnit(
        "glimmerstigen", "Servicebostäderna Glimmerstigen", Service.SERVICEBOSTAD,
        staff=(14, 9), users=(16, 19), quality=(-2, 0, 2), strain=(0.6, 0, -0.4),
    ),
    ExampleUnit(
        "boendestod", "Lyckornas boendestöd", Service.BOENDESTOD,
        staff=(15, 11), users=(38, 44), quality=(1, 0, 1), strain=(0.2, 0, 0.3),
    ),
)
# fmt: on

NOT_REPORTED = frozenset(
    {
        ("soderlyckan", Period(2024, PeriodKind.T1)),
        ("glimmerstigen", Period(2025, PeriodKind.T1)),
        ("vidlyckan", Period(2025, PeriodKind.T2)),
        ("humleangen", Period(2025, PeriodKind.T2)),
        ("best-soderlyckan", Period(2025, PeriodKind.VB)),
        ("boendestod", Period(2025, PeriodKind.VB)),
    }
)
"""Reports that never came."""
