"""The daily series of a reduction: what was counted on each day, with the stretches that are compared.

The counting and the test are those of `holdfast.agreements`; this lays them out day by day so that they can be drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from holdfast.agreements.comparison import interval_words
from holdfast.agreements.evaluate import Court
from holdfast.agreements.facts import Facts
from holdfast.agreements.meaning import first_day
from holdfast.agreements.readings import read_as, readings_of
from holdfast.agreements.reduction import Series, Stretch, measures_of, series, stretch_of
from holdfast.agreements.shifting import shifted
from holdfast.agreements.statistics import Ratio, compare, difference
from holdfast.model import Agreement, Clause
from holdfast.model.terms import Measure, ReductionTerms
from holdfast.record.store import View

__all__ = ["Against", "Comparison", "Control", "DailySeries", "Day", "daily_series", "series_by_reading"]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a series.

    Attributes:
        count: Happenings on it, each once however many tell of it.
        contested: Those of them about which named sides contradict each other.
        observed: Whether any document of that day spoke of the area: a day without one is silent, not quiet.
        settled: Whether the delay of reporting is over, so that the count is taken to be whole.
        told: Of each happening, the ids of the statements that affirm it.
    """

    day: date
    count: int
    contested: int
    observed: bool
    settled: bool
    told: tuple[tuple[str, ...], ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The daily rate after the promise divided by the rate before, with its 95 % interval.

    Attributes:
        first, last: Days after the promise that are compared.
        counted_before, counted_after: What was counted in each stretch, on the days with reports.
        days_before, days_after: How many days with reports each stretch has.
        high: None where the interval has no upper end.
    """

    first: date
    last: date
    counted_before: int
    counted_after: int
    days_before: int
    days_after: int
    rate_before: float
    rate_after: float
    ratio: float | None
    low: float
    high: float | None

    @property
    def interval(self) -> str:
        """The interval in words."""
        return interval_words(self.low, self.high)


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """The ratio of an area divided by that of its control areas, with its 95 % interval."""

    ratio: float
    low: float
    high: float


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """The same measure in areas where nothing was promised, counted together.

    Attributes:
        comparison: As for the series.
        against: None where either ratio has no interval.
    """

    areas: tuple[str, ...]
    days: tuple[Day, ...]
    comparison: Comparison | None
    against: Against | None


class DailySeries(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted for one area and one measure of a reduction, day by day.

    Attributes:
        instance: As the verdict names it; None where there is one only.
        promised: The day from which the promise binds.
        target: The ratio that the reading allows at most; 1 is any reduction.
        comparison: None while too few days have settled, or were observed, to compare.
        control: None where the clause names no control areas.
    """

    instance: str | None
    measure: str
    promised: date
    baseline_first: date
    baseline_last: date
    target: float
    days: tuple[Day, ...]
    undated: int
    comparison: Comparison | None
    control: Control | None = None


def daily_series(agreement: Agreement, clause: Clause, view: View, *, on: date) -> tuple[DailySeries, ...]:
    """The series of a reduction for each of its areas and measures; none for other clauses, or without a baseline.

    Args:
        agreement: The agreement.
        clause: Its clause, with the fields that a reading sets.
        view: What is known.
        on: The last day.
    """
    return _laid_out(clause, Court.of(Facts(agreement, view, on=on)))


def series_by_reading(clause: Clause, court: Court) -> dict[str, tuple[DailySeries, ...]]:
    """The same for each reading of a clause, by its id, before a court of its agreement on the last day.

    What the readings ask alike is fetched and judged once.
    """
    return {one.id: _laid_out(read_as(clause, one), court) for one in readings_of(clause)}


def _laid_out(clause: Clause, court: Court) -> tuple[DailySeries, ...]:
    agreement = court.facts.agreement
    terms = clause.terms
    if not isinstance(terms, ReductionTerms):
        return ()
    court = court.under(clause.evidence or agreement.evidence)
    stretch = stretch_of(clause, terms, agreement, court)
    if stretch is None:
        return ()
    counter = _Counter(clause=clause, terms=terms, court=court, stretch=stretch, promised=first_day(clause, agreement))
    measures = measures_of(clause)
    return tuple(
        counter.series(area, measure, of_several=len(measures) > 1)
        for area in clause.where or (None,)
        for measure in measures
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counter:
    """Counts one clause's happenings by day, on the evaluator's terms."""

    clause: Clause
    terms: ReductionTerms
    court: Court
    stretch: Stretch
    promised: date

    def series(self, area: str | None, measure: Measure, *, of_several: bool) -> DailySeries:
        """One measure in one area."""
        areas = (area,) if area else ()
        counted = series(self.clause, measure, areas, self.court)
        named = [part for part in (area, measure.id if of_several else None) if part]
        ratio = self._ratio(counted)
        return DailySeries(
            instance=" · ".join(named) or None,
            measure=measure.title or measure.id,
            promised=self.promised,
            baseline_first=self.stretch.before[0],
            baseline_last=self.stretch.before[1],
            target=self.terms.target_ratio,
            days=self._days(counted, areas),
            undated=counted.undated,
            comparison=self._comparison(counted, ratio) if ratio else None,
            control=self._control(measure, ratio) if self.terms.control_areas else None,
        )

    def _control(self, measure: Measure, ratio: Ratio | None) -> Control:
        areas = self.terms.control_areas
        counted = series(self.clause, measure, areas, self.court)
        own = self._ratio(counted)
        found = difference(ratio, own) if ratio and own else None
        return Control(
            areas=areas,
            days=self._days(counted, areas),
            comparison=self._comparison(counted, own) if own else None,
            against=Against(ratio=found[0], low=found[1], high=found[2]) if found else None,
        )

    def _days(self, counted: Series, areas: tuple[str, ...]) -> tuple[Day, ...]:
        """Each day from the beginning of the baseline to the day that is asked for."""
        first, seen = self.stretch.before[0], self.court.facts.days_observed(areas, ())
        length = (max(self.court.facts.on, self.stretch.before[1]) - first).days + 1
        return tuple(
            Day(
                day=day,
                count=counted.counts.get(day, 0),
                contested=counted.contested.get(day, 0),
                # Reports come out on the day itself or on the next.
                observed=bool({day, shifted(day, 1)} & seen),
                settled=day <= self.stretch.settled,
                told=tuple(counted.told.get(day, ())),
            )
            for day in (first + timedelta(days=step) for step in range(length))
        )

    def _ratio(self, counted: Series) -> Ratio | None:
        """The rates over the days with reports; None where these are too few, as the evaluator has it."""
        before, after = counted.between(*self.stretch.before), counted.between(*self.stretch.after)
        least = max(2, self.terms.min_observed_days)
        if self.stretch.days < max(2, self.terms.min_days) or min(len(before), len(after)) < least:
            return None
        return compare(before, after)

    def _comparison(self, counted: Series, ratio: Ratio) -> Comparison:
        before, after = counted.between(*self.stretch.before), counted.between(*self.stretch.after)
        return Comparison(
            first=self.stretch.after[0],
            last=self.stretch.after[1],
            counted_before=sum(before),
            counted_after=sum(after),
            days_before=len(before),
            days_after=len(after),
            rate_before=sum(before) / len(before),
            rate_after=sum(after) / len(after),
            ratio=ratio.value if math.isfinite(ratio.value) else None,
            low=ratio.low,
            high=ratio.high if math.isfinite(ratio.high) else None,
        )
