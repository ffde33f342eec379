"""The daily series of a reduction: what was counted on each day, with the stretches that are compared.

The counting and the test are those of `holdfast.agreements`; this lays them out day by day so that they can be drawn.
"""

from __future__ import annotations

import math
from collections.abc import Set
from datetime import date, timedelta

import msgspec

from holdfast.agreements.camps import Camps
from holdfast.agreements.evaluate import Court
from holdfast.agreements.facts import Facts
from holdfast.agreements.meaning import first_day
from holdfast.agreements.reduction import Series, Stretch, measures_of, series, stretch_of
from holdfast.agreements.shifting import shifted
from holdfast.agreements.statistics import compare
from holdfast.model import Agreement, Clause
from holdfast.model.terms import ReductionTerms
from holdfast.record.store import View

__all__ = ["Comparison", "DailySeries", "Day", "daily_series"]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a series.

    Attributes:
        count: Happenings on it, each once however many tell of it.
        contested: Those of them about which named sides contradict each other.
        observed: Whether any document of that day spoke of the area: a day without one is silent, not quiet.
        settled: Whether the delay of reporting is over, so that the count is taken to be whole.
    """

    day: date
    count: int
    contested: int
    observed: bool
    settled: bool


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The daily rate after the promise divided by the rate before, with its 95 % interval.

    Attributes:
        high: None where the interval has no upper end.
    """

    first: date
    last: date
    rate_before: float
    rate_after: float
    ratio: float | None
    low: float
    high: float | None


class DailySeries(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted for one area and one measure of a reduction, day by day.

    Attributes:
        instance: As the verdict names it; None where there is one only.
        promised: The day from which the promise binds.
        target: The ratio that the reading allows at most; 1 is any reduction.
        comparison: None while too few days have settled, or were observed, to compare.
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


def daily_series(agreement: Agreement, clause: Clause, view: View, *, on: date) -> tuple[DailySeries, ...]:
    """The series of a reduction for each of its areas and measures; none for other clauses, or without a baseline.

    Args:
        agreement: The agreement.
        clause: Its clause, with the fields that a reading sets.
        view: What is known.
        on: The last day.
    """
    terms = clause.terms
    if not isinstance(terms, ReductionTerms):
        return ()
    facts = Facts(agreement, view, on=on)
    court = Court(facts=facts, camps=Camps(agreement), policy=clause.evidence or agreement.evidence)
    stretch = stretch_of(clause, terms, agreement, court)
    if stretch is None:
        return ()
    promised, measures = first_day(clause, agreement), measures_of(clause)
    found = []
    for area in clause.where or (None,):
        for measure in measures:
            named = [part for part in (area, measure.id if len(measures) > 1 else None) if part]
            areas = (area,) if area else ()
            counted = series(clause, measure, areas, court)
            instance = " · ".join(named) or None
            seen = facts.days_observed(areas, ())
            found.append(
                DailySeries(
                    instance=instance,
                    measure=measure.title or measure.id,
                    promised=promised,
                    baseline_first=stretch.before[0],
                    baseline_last=stretch.before[1],
                    target=terms.target_ratio,
                    days=_days(counted, stretch, seen, on=on),
                    undated=counted.undated,
                    comparison=_comparison(counted, stretch, terms),
                )
            )
    return tuple(found)


def _days(counted: Series, stretch: Stretch, seen: Set[date], *, on: date) -> tuple[Day, ...]:
    """Each day from the beginning of the baseline to the day that is asked for."""
    first = stretch.before[0]
    length = (max(on, stretch.before[1]) - first).days + 1
    return tuple(
        Day(
            day=day,
            count=counted.counts.get(day, 0),
            contested=counted.contested.get(day, 0),
            # Reports come out on the day itself or on the next.
            observed=bool({day, shifted(day, 1)} & seen),
            settled=day <= stretch.settled,
        )
        for day in (first + timedelta(days=step) for step in range(length))
    )


def _comparison(counted: Series, stretch: Stretch, terms: ReductionTerms) -> Comparison | None:
    """The two rates, over the days that were observed; None where these are too few, as the evaluator has it."""
    before, after = counted.between(*stretch.before), counted.between(*stretch.after)
    least = max(2, terms.min_observed_days)
    if stretch.days < max(2, terms.min_days) or min(len(before), len(after)) < least:
        return None
    ratio = compare(before, after)
    return Comparison(
        first=stretch.after[0],
        last=stretch.after[1],
        rate_before=sum(before) / len(before),
        rate_after=sum(after) / len(after),
        ratio=ratio.value if math.isfinite(ratio.value) else None,
        low=ratio.low,
        high=ratio.high if math.isfinite(ratio.high) else None,
    )
