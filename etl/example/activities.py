"""The activities of a unit's year: which it plans, when, and what comes in their way."""

from __future__ import annotations

from dataclasses import dataclass

from data.vocabulary import PeriodKind
from etl.example.chance import Chance
from etl.example.district import Service
from etl.example.plan import PLACES
from etl.example.words import ACTIVITIES, DEVIATION, DEVIATIONS

_PLANNED = 0.6
_DEVIATES = 0.18
_STARTS = ("01-01", "01-01", "02-01", "03-01", "09-01")
_ENDS = ("12-31", "12-31", "12-31", "11-30", "06-30")


@dataclass(frozen=True, slots=True)
class ActivityStory:
    """An activity of one year with its dates (ISO) and, if it deviates, why."""

    namndmal: str
    name: str
    starts: str
    ends: str
    why_it_deviates: str = ""

    def told_in(self, kind: PeriodKind) -> tuple[str, str]:
        """The deviation and its analysis as a report prints them; a plan knows of none."""
        if kind is PeriodKind.VP or not self.why_it_deviates:
            return "", ""
        return DEVIATION, self.why_it_deviates


def activities_of(service: Service, year: int, chance: Chance) -> tuple[ActivityStory, ...]:
    """The activities that a unit of this kind plans for the year, in the order of the board's goals."""
    namndmal = {place.namndmal for place in PLACES[service]}
    stories = []
    for activity in ACTIVITIES:
        fits = activity.namndmal in namndmal and (not activity.services or service in activity.services)
        if not fits or not chance.happens(_PLANNED):
            continue
        starts, ends = chance.pick(_STARTS), chance.pick(_ENDS)
        if starts >= ends:
            ends = _ENDS[0]
        why = chance.pick(DEVIATIONS) if chance.happens(_DEVIATES) else ""
        stories.append(ActivityStory(activity.namndmal, activity.name, f"{year}-{starts}", f"{year}-{ends}", why))
    return tuple(stories)
