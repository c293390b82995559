"""How one indicator of one unit has developed over its follow-ups, for totalt, women and men."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from app import text
from app.answers.figures import HistoryFigure, Indicator
from app.chart_views import Development, Hole, ProcessLines, Spot
from app.numbers import PER_CENT, distance, number, telling_decimals
from app.presenters.certainty import interval_of, margins_meet
from app.presenters.judgement import JUDGED, amount
from app.presenters.process import REAL_CHANGES, process_lines, variation_sentence
from app.presenters.scale import scale_of
from app.presenters.status import status_view
from app.views import Mark, TableTwin
from data.vocabulary import FOLLOW_UPS, Gender, MissingReason, Period, PeriodKind, StatusReason, TargetForm, Variation

_LEVELS = (TargetForm.LEVEL, TargetForm.MAX, TargetForm.MIN)
_NOT_ON_THE_SCALE = (StatusReason.NOT_COMPARABLE, StatusReason.TARGET_DOUBTFUL)
_NOT_DRAWN = (StatusReason.OUTCOME_DOUBTFUL, StatusReason.OUTCOME_UNREADABLE)
MOST_NAMED = 12
"""With more follow-ups than this the time axis names the years alone."""


def development_of(history: Sequence[HistoryFigure], indicator: Indicator, unit_name: str) -> Development | None:
    """The development; None where no outcome of totalt, women or men can be shown.

    A follow-up that is due and has no value is a hole in the line, marked with its reason; one that is not due yet is left
    out. A count that grows during the year begins anew each year, so its line does too.
    """
    asked = _Asked(tuple(history), indicator, unit_name)
    if not any(figure.value is not None for figure in asked.drawn.values()):
        return None
    lines = {gender: tuple(asked.pieces(gender)) for gender in Gender}
    targets = tuple(asked.targets())
    process = asked.process
    usual = (process.low.value, process.high.value) if process is not None else ()
    values = [*asked.values(), *(mark.value for _, _, mark in targets), *usual]
    return Development(
        finding=asked.finding,
        description=asked.description,
        scale=scale_of(values, indicator),
        places=tuple(asked.places()),
        years=tuple(at for at, period in enumerate(asked.periods) if asked.begins_year(at) and period),
        total=lines[Gender.T],
        women=lines[Gender.K],
        men=lines[Gender.M],
        targets=targets,
        holes=tuple(asked.holes()),
        legend=tuple(asked.legend(lines, bool(targets))),
        table=asked.table(),
        process=process,
        real_changes=tuple(asked.real_changes()),
    )


@dataclass(frozen=True)
class _Asked:
    history: tuple[HistoryFigure, ...]
    indicator: Indicator
    unit_name: str

    @cached_property
    def drawn(self) -> Mapping[tuple[Period, str], HistoryFigure]:
        """What is due or has come, from the first follow-up with a value on; what looks mistaken has no value."""
        figures = {}
        for one in self.history:
            if one.missing == MissingReason.NOT_YET_DUE:
                continue
            shown = one._replace(value=None) if one.status_reason in _NOT_DRAWN else one
            figures[(Period(one.year, PeriodKind(one.period)), one.gender)] = shown
        first = min((period for (period, _), one in figures.items() if one.value is not None), default=None)
        return {key: one for key, one in figures.items() if first is not None and key[0] >= first}

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every follow-up from the first to the last of the kinds that occur, so that a hole is as wide as its time."""
        there_are = {period for period, _ in self.drawn}
        kinds = [kind for kind in FOLLOW_UPS if any(period.kind is kind for period in there_are)]
        first, last = min(there_are), max(there_are)
        every = (Period(year, kind) for year in range(first.year, last.year + 1) for kind in kinds)
        return tuple(period for period in every if first <= period <= last)

    @cached_property
    def decimals(self) -> int:
        totals = [one.value for (_, gender), one in self.drawn.items() if gender == Gender.T]
        ends = [value for value in totals if value is not None]
        return telling_decimals((ends[0], ends[-1]) if ends else (), self.indicator.decimals)

    @cached_property
    def outcomes(self) -> tuple[tuple[Period, HistoryFigure], ...]:
        """Those of totalt that are shown, oldest first."""
        return tuple((period, one) for period in self.periods if (one := self._shown(period)) is not None)

    @cached_property
    def process(self) -> ProcessLines | None:
        return process_lines([one for _, one in self.outcomes], self.indicator)

    def real_changes(self) -> Iterator[Spot]:
        for at, spot in self.spots(Gender.T).items():
            variation = self.drawn[self.periods[at], Gender.T].variation
            if variation in REAL_CHANGES:
                yield replace(spot, text=f"{spot.text}, {text.VARIATION_SHORT[Variation(variation)]}")

    def begins_year(self, at: int) -> bool:
        return at == 0 or self.periods[at - 1].year != self.periods[at].year

    def places(self) -> Iterator[str]:
        named = len(self.periods) <= MOST_NAMED and len({period.kind for period in self.periods}) > 1
        for at, period in enumerate(self.periods):
            year = self._year_at(at)
            yield f"{text.DEVELOPMENT_PLACE[period.kind]}<br>{year}" if named else year

    def _year_at(self, at: int) -> str:
        """The year where it begins; in short where two begin so close that they would run into each other."""
        if not self.begins_year(at):
            return ""
        year = self.periods[at].year
        return f"-{year % 100:02d}" if self._is_crowded else str(year)

    @cached_property
    def _is_crowded(self) -> bool:
        starts = [at for at in range(len(self.periods)) if self.begins_year(at)]
        is_mixed = len({period.kind for period in self.periods}) > 1
        return is_mixed and any(later - earlier == 1 for earlier, later in pairwise(starts))

    def spots(self, gender: Gender) -> dict[int, Spot]:
        found = {}
        for at, period in enumerate(self.periods):
            one = self.drawn.get((period, gender))
            if one is None or one.value is None:
                continue
            interval = interval_of(one.interval_low, one.interval_high, self.indicator) if gender is Gender.T else None
            found[at] = Spot(at, one.value, self._said(one, period, gender), interval)
        return found

    def _said(self, one: HistoryFigure, period: Period, gender: Gender) -> str:
        template = text.DEVELOPMENT_SPOT if one.n is None else text.DEVELOPMENT_SPOT_N
        value = amount(one.value or 0.0, self.indicator, self.decimals)
        said = template.format(period=text.period_code(period), value=value, n=number(one.n) if one.n is not None else "")
        return said if gender is Gender.T else f"{text.LEGEND_GENDER[gender].capitalize()} {said}"

    def pieces(self, gender: Gender) -> Iterator[tuple[Spot, ...]]:
        piece: list[Spot] = []
        spots = self.spots(gender)
        for at in range(len(self.periods)):
            starts_anew = self.indicator.accumulates and self.begins_year(at)
            if piece and (at not in spots or starts_anew):
                yield tuple(piece)
                piece = []
            if at in spots:
                piece.append(spots[at])
        if piece:
            yield tuple(piece)

    def targets(self) -> Iterator[tuple[float, float, Mark]]:
        """Årsmål as steps; a year of the same level goes on."""
        step: tuple[float, float, Mark] | None = None
        for at, period in enumerate(self.periods):
            one = self.drawn.get((period, Gender.T))
            level = self._level(one) if one is not None else None
            if step is not None and (level is None or level != step[2].value or step[1] != at - 0.5):
                yield step
                step = None
            if level is not None:
                words = text.DEVELOPMENT_TARGET.format(target=amount(level, self.indicator))
                step = (step[0] if step is not None else at - 0.5, at + 0.5, Mark(level, words))
        if step is not None:
            yield step

    @staticmethod
    def _level(one: HistoryFigure) -> float | None:
        """The level on the scale of the outcomes: for a count that grows the part of the year that is judged against."""
        if one.target_value is None or one.target_form not in _LEVELS or one.status_reason in _NOT_ON_THE_SCALE:
            return None
        return one.judged_level if one.status_reason in JUDGED and one.judged_level is not None else one.target_value

    def holes(self) -> Iterator[Hole]:
        for at, period in enumerate(self.periods):
            one = self.drawn.get((period, Gender.T))
            if one is None or one.value is not None:
                continue
            why = MissingReason(one.missing) if one.missing else None
            sign = text.HOLE_SIGN.get(why, text.HOLE_UNKNOWN_SIGN) if why else text.HOLE_UNKNOWN_SIGN
            yield Hole(at, sign, text.DEVELOPMENT_HOLE.format(period=text.period_code(period), why=_why(why)))

    def values(self) -> Iterator[float]:
        for (_, gender), one in self.drawn.items():
            if one.value is None:
                continue
            yield one.value
            if gender == Gender.T and one.interval_low is not None and one.interval_high is not None:
                yield from (one.interval_low, one.interval_high)

    def legend(self, lines: Mapping[Gender, Sequence[object]], has_target: bool) -> Iterator[tuple[str, str, str]]:
        if lines[Gender.T]:
            yield (text.SIGN_TOTAL, "total", text.LEGEND_TOTAL)
        if lines[Gender.K]:
            yield (text.MARK_WOMEN, "women", text.LEGEND_GENDER[Gender.K])
        if lines[Gender.M]:
            yield (text.MARK_MEN, "men", text.LEGEND_GENDER[Gender.M])
        if has_target:
            yield (text.SIGN_TARGET, "target", text.LEGEND_TARGET)
        if any(one.interval_low is not None for (_, gender), one in self.drawn.items() if gender == Gender.T):
            yield (text.SIGN_INTERVAL, "interval", text.LEGEND_INTERVAL)
        if self.process is not None:
            yield (text.SIGN_MEAN, "process", text.LEGEND_MEAN)
            yield (text.SIGN_USUAL, "process", text.LEGEND_USUAL)
        if next(self.real_changes(), None) is not None:
            yield (text.SIGN_REAL_CHANGE, "process", text.LEGEND_REAL_CHANGE)
        reasons = {one.missing for (_, gender), one in self.drawn.items() if gender == Gender.T and one.value is None}
        for reason in sorted(MissingReason(each) for each in reasons if each):
            yield (text.HOLE_SIGN.get(reason, text.HOLE_UNKNOWN_SIGN), "hole", _why(reason))

    @cached_property
    def finding(self) -> str:
        """Where it began, where it stands, and how often the årsmål was reached."""
        totals = self.outcomes
        if not totals:
            return text.DEVELOPMENT_NONE
        first_period, first = self._beginning
        last_period, last = totals[-1]
        words = {
            "first": amount(first.value or 0.0, self.indicator, self.decimals),
            "last": amount(last.value or 0.0, self.indicator, self.decimals),
            "first_period": text.period_code(first_period),
            "last_period": text.period_code(last_period),
        }
        sure = ""
        if len(totals) == 1:
            said = text.DEVELOPMENT_ONE.format(value=words["last"], period=words["last_period"])
        elif first is last:
            said = text.DEVELOPMENT_STANDS.format(value=words["last"], period=words["last_period"])
        elif first.value == last.value:
            said = text.DEVELOPMENT_SAME.format(value=words["last"], **words)
        else:
            unit = self.indicator.unit_of_measure if self.indicator.unit_of_measure == PER_CENT else ""
            far = distance(last.value or 0.0, first.value or 0.0, self.decimals, unit)
            is_up = (last.value or 0.0) > (first.value or 0.0)
            direction = text.DEVELOPMENT_UP if is_up else text.DEVELOPMENT_DOWN
            said = text.DEVELOPMENT_MOVED.format(direction=direction, distance=far, **words)
            sure = self._certainty(first, last)
        judged = [one for _, one in totals if one.status_reason in JUDGED]
        reached = sum(1 for one in judged if one.status_reason == StatusReason.REACHED)
        told = text.DEVELOPMENT_REACHED.format(reached=number(reached), judged=number(len(judged))) if len(judged) > 1 else ""
        return " ".join(filter(None, (said, sure, told, variation_sentence([one for _, one in totals]))))

    @property
    def _beginning(self) -> tuple[Period, HistoryFigure]:
        """The first outcome of the same follow-up as the last, as a tertial and a full year may differ by their season. Where
        there is none the first of all, but of what grows during the year the last itself: T1 says nothing beside a full year."""
        last_period, last = self.outcomes[-1]
        first = next((period, one) for period, one in self.outcomes if period.kind == last_period.kind)
        if first[1] is not last:
            return first
        return (last_period, last) if self.indicator.accumulates else self.outcomes[0]

    def _certainty(self, first: HistoryFigure, last: HistoryFigure) -> str:
        """What the margins of error say of the way from the first to the last; nothing of outcomes that have none."""
        if all(one.interval_low is None for _, one in self.outcomes):
            return ""
        meet = margins_meet(first, last)
        if meet is None:
            return text.DEVELOPMENT_UNSURE
        return text.DEVELOPMENT_MEETING if meet else text.DEVELOPMENT_APART

    def _shown(self, period: Period) -> HistoryFigure | None:
        one = self.drawn.get((period, Gender.T))
        return one if one is not None and one.value is not None else None

    @cached_property
    def description(self) -> str:
        values = "; ".join(spot.text for spot in self.spots(Gender.T).values())
        holes = "; ".join(hole.text for hole in self.holes())
        said = text.DEVELOPMENT_DESCRIPTION.format(values=values) if values else ""
        missing = f"{holes}. " if holes else ""
        return f"{said}{missing}{self.process.words if self.process is not None else ''}".strip()

    def table(self) -> TableTwin:
        caption = text.DEVELOPMENT_CAPTION.format(indicator=self.indicator.name, unit=self.unit_name)
        rows = tuple(self._row(period) for period in self.periods)
        if self.process is None:
            return TableTwin(caption, text.DEVELOPMENT_HEAD, rows)
        told = zip(rows, map(self._variation, self.periods), strict=True)
        return TableTwin(caption, (*text.DEVELOPMENT_HEAD, text.FACT_PROCESS), tuple((*row, said) for row, said in told))

    def _variation(self, period: Period) -> str:
        one = self.drawn.get((period, Gender.T))
        return text.VARIATION_SHORT[Variation(one.variation)] if one is not None and one.variation else text.NOT_GIVEN

    def _row(self, period: Period) -> tuple[str, ...]:
        total = self.drawn.get((period, Gender.T))

        def value(gender: Gender) -> str:
            one = self.drawn.get((period, gender))
            if one is None:
                return text.NOT_GIVEN
            if one.value is None:
                return _why(MissingReason(one.missing) if one.missing else None)
            return amount(one.value, self.indicator, self.decimals)

        level = self._level(total) if total is not None else None
        is_shown = total is not None and total.value is not None
        interval = (
            interval_of(total.interval_low, total.interval_high, self.indicator) if total is not None and is_shown else None
        )
        return (
            text.period_code(period),
            value(Gender.T),
            number(total.n) if total is not None and is_shown and total.n is not None else text.NOT_GIVEN,
            interval.text.removeprefix(text.MARGIN_SPAN.split("{")[0]) if interval is not None else text.NOT_GIVEN,
            value(Gender.K),
            value(Gender.M),
            amount(level, self.indicator) if level is not None else text.NOT_GIVEN,
            status_view(total.status).word if total is not None else text.NOT_GIVEN,
        )


def _why(reason: MissingReason | None) -> str:
    return text.HOLE_WHY.get(reason, text.HOLE_UNKNOWN) if reason is not None else text.HOLE_UNKNOWN
