"""An ordinary reader who tries to find what is withheld in everything that the read model shows, row by row and column by column.

The reader knows the organisation, the plans, the calendar and how Målbild works. Subtraction is ``tests.rules.attack``'s; here
are the columns that are made of more than their own figure: what they say beyond what the published figures say is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from data.vocabulary import FOLLOW_UPS, Better, Gender, PeriodKind, Status
from etl.rules.change import change_since
from etl.rules.figures import Figure
from etl.rules.margin import margin_of_change, newcombe, wilson
from etl.rules.process_behaviour import judge_process, process_points
from etl.rules.withholding import Key
from tests.etl.town import ABOVE, GOAL, Place, Row, Town, period_of
from tests.rules.attack import World, what_is_found

_JUDGED = (Status.UPPFYLLS_HELT, Status.UPPFYLLS_DELVIS, Status.UPPFYLLS_INTE)
_LARGEST_GROUP = 70


def found_by_subtraction(town: Town, hidden: set[Place]) -> set[Place]:
    """What all sums over sexes, units and follow-ups leave one value for, when these places are hidden."""
    found = set()
    for year, world in town.worlds.items():
        keys = {place.key for place in hidden if place.year == year} | _withheld_in_source(world)
        in_year = what_is_found(world, keys)
        found |= {Place(key.unit_id, year, key.period, key.gender) for key in in_year}
    return found


def _withheld_in_source(world: World) -> set[Key]:
    return {key for key, cell in world.cells.items() if cell.figure.missing is not None}


def found_in_columns(town: Town, rows: Mapping[Place, Row]) -> set[Place]:
    """The hidden places of which a column of some row says something that no published figure says."""
    hidden = town.hidden
    found: set[Place] = set()
    for place, row in rows.items():
        if place in hidden and _tells_of_itself(row):
            found.add(place)
        found |= {other for other in _told_of(place, row) if other in hidden}
        if not _is_of_the_published(town, rows, place):
            found |= hidden.intersection(_earlier(place))
    return found | _in_counts(town, rows) | _in_processes(town, rows)


def _tells_of_itself(row: Row) -> bool:
    """Whether the row of a hidden figure has anything that is made of it."""
    told: tuple[str, ...] = (
        "value",
        "n",
        "interval_low",
        "interval_high",
        "outcome_id",
        "judged_level",
        "judged_limit",
        "change",
        "change_low",
    )
    told += ("within_margin", "kf_judged_level", "kf_within_margin", "year_ago_change", "year_ago_low", "gap", "gap_low")
    told += ("forecast_value", "forecast_status", "process_mean", "variation", "assurance", "units_reached", "units_judged")
    statuses = {row["status_reason"], row["kf_status_reason"]}
    return any(row[column] is not None for column in told) or bool(row["outcome_printed"]) or statuses != {"withheld"}


def _told_of(place: Place, row: Row) -> Iterator[Place]:
    """The places that a row holds its own figure against: named by the row itself, or by the calendar."""
    year_ago, last_full_year = place._replace(year=place.year - 1), place._replace(year=place.year - 1, period=PeriodKind.VB)
    if row["previous_value"] is not None:
        yield place._replace(year=row["previous_year"], period=PeriodKind(row["previous_period"]))
    if row["year_ago_value"] is not None or row["year_ago_change"] is not None or _says(row, "year_ago"):
        yield year_ago
    for target, prefix in (("target", ""), ("kf_target", "kf_")):
        if row[f"{target}_form"] == "increase" and row[f"{prefix}judged_level"] is not None:
            yield last_full_year
    if row["target_form"] == "increase" and row["forecast_status"] in _JUDGED:
        yield last_full_year
    if row["gap"] is not None or _says(row, "gap"):
        yield place._replace(gender=Gender.K)
        yield place._replace(gender=Gender.M)


def _is_of_the_published(town: Town, rows: Mapping[Place, Row], place: Place) -> bool:
    """Whether the change and its interval are those of the two published figures that the row names."""
    row, rules = rows[place], next(iter(town.worlds.values())).indicator
    told = (row["change"], row["change_low"], row["change_high"])
    if row["previous_value"] is None or row["value"] is None:
        return told == (None, None, None)
    before = place._replace(year=row["previous_year"], period=PeriodKind(row["previous_period"]))
    now, then = Figure(row["value"]), Figure(row["previous_value"])
    margin = margin_of_change(now, row["n"], period_of(place), then, rows[before]["n"], period_of(before), rules)
    change = change_since(now, then, replace(rules, better=Better.HIGHER))
    return told == (change, margin and margin.low, margin and margin.high)


def _says(row: Row, name: str) -> bool:
    return any(row[f"{name}_{part}"] is not None for part in ("low", "high", "within_margin"))


def _earlier(place: Place) -> Iterator[Place]:
    for year in range(place.year - 5, place.year + 1):
        for kind in FOLLOW_UPS:
            if (year, kind.order) < (place.year, place.period.order):
                yield place._replace(year=year, period=kind)


def _in_counts(town: Town, rows: Mapping[Place, Row]) -> set[Place]:
    """Counts of units and indicators by status that are not those of the published rows: the rest are hidden ones'."""
    found: set[Place] = set()
    parents = next(iter(town.worlds.values())).parents
    for place, row in rows.items():
        below = [place._replace(unit_id=child) for child, parent in parents.items() if parent == place.unit_id]
        statuses = Counter(rows[each]["status"] for each in below if each in rows)
        judged = sum(statuses[each] for each in _JUDGED)
        if row["units_judged"] is not None and (row["units_reached"], row["units_judged"]) != (statuses[_JUDGED[0]], judged):
            found |= town.hidden.intersection(below)
    for goal in town.goals:
        place = Place(goal["unit_id"] - 1, goal["year"], PeriodKind(goal["period"]), Gender.T)
        counted = [goal[name] for name in ("reached", "partly", "missed", "not_judged", "not_reported")]
        if goal["goal_id"] in (GOAL, ABOVE) and counted != [int(rows[place]["status"] == each) for each in Status]:
            found |= town.hidden & {place}
    return found


def _in_processes(town: Town, rows: Mapping[Place, Row]) -> set[Place]:
    """Lines of a chart that are not those of the published points: the reader finds which points fit."""
    rules = next(iter(town.worlds.values())).indicator
    found: set[Place] = set()
    for place, row in rows.items():
        if row["process_mean"] is None and row["variation"] is None:
            continue
        series = {each: rows[each]["value"] for each in (*_earlier(place), place) if each in rows}
        published = {period_of(each): Figure(value) for each, value in series.items()}
        points = process_points(published, period_of(place), rules, is_annual=False)
        lines = judge_process(points, target=None, better=rules.better)
        drawn = (row["process_mean"], row["process_low"], row["process_high"])
        if lines is None or drawn != (lines.mean, lines.lower, lines.upper):
            found |= town.hidden.intersection(series)
    return found


def people_behind(interval: tuple[float, float], share: float | None = None, n: int = 0) -> set[tuple[int, int]]:
    """The groups (respondents, of whom yes) that an interval can be of: of a share, or of a known share less theirs."""
    found = set()
    for size in range(1, _LARGEST_GROUP):
        for hits in range(size + 1):
            their = float(Fraction(100 * hits, size))
            made = wilson(their, size) if share is None else newcombe(share, n, their, size)
            if (made.low, made.high) == interval:
                found.add((size, hits))
    return found
