"""What the comparison of a reduction found: in plain words first, its numbers and its method below."""

from __future__ import annotations

import math
from datetime import date

from holdfast.agreements.statistics import Ratio
from holdfast.model import Why
from holdfast.model.terms import Measure
from holdfast.model.verdict import Level

__all__ = ["bounds", "in_plain_words", "interval_words", "promised_words"]

_NO_END = 10
"""An interval that reaches further up than this says nothing, and is told so."""

_NO_BEGINNING = 0.1
"""An interval without an upper end that begins below this says nothing either."""

Counts = tuple[list[int], list[int]]
Stretches = tuple[tuple[date, date], tuple[date, date]]


def in_plain_words(measure: Measure, ratio: Ratio, counts: Counts, *, aim: float, level: Level, days: Stretches) -> Why:
    """The verdict of a comparison in a sentence of counts, with the ratio, its interval and the method below it.

    Args:
        measure: What was counted.
        ratio: As compared.
        counts: Daily counts before and after, of days with reports.
        aim: The ratio that is promised.
        level: What came out.
        days: First and last day of the stretches before and after.
    """
    before, after = counts
    unkept = "It has not become less" if aim >= 1 else "It has not become as much less as promised"
    verdict = {"holds": "It has become less, as far as promised", "breached": unkept}.get(level, "Undecided")
    counted = f"{_counted(measure, sum(before))} on {len(before)} days with reports before"
    sentence = f"{verdict}: {counted}, {sum(after)} on {len(after)} after; {_meaning(ratio, aim, level)}."
    return Why(sentence=sentence, because=_numbers(ratio, aim, days))


def _counted(measure: Measure, number: int) -> str:
    """Such as "22 attacks"; a name that is no plural of what is counted stands before its number."""
    if measure.title.endswith("s") and number != 1:
        return f"{number} {measure.title}"
    return f"{measure.title or measure.id}: {number}"


def _meaning(ratio: Ratio, aim: float, level: Level) -> str:
    if level == "holds":
        return "so large a fall is hardly chance"
    if level == "breached":
        return "so large a rise is hardly chance" if aim >= 1 else "chance hardly hides a fall as large as promised"
    if math.isnan(ratio.value):
        return "nothing was counted that could fall"
    if ratio.value == 1:
        return "there is no change, and too few were counted to rule one out"
    if ratio.value > 1:
        return "the rise could be chance"
    return "the fall could be chance" if ratio.high >= 1 else "it fell, but perhaps less than promised"


def _numbers(ratio: Ratio, aim: float, days: Stretches) -> tuple[Why, ...]:
    (first, last), (start, end) = days
    compared = f"Compared are the days before ({first} to {last}) and after ({start} to {end})"
    found = (
        f"{compared}: a ratio of the daily rates of {ratio.value:.2f}; {interval_words(ratio.low, ratio.high)}. "
        f"Promised is {promised_words(aim)}."
        if math.isfinite(ratio.value)
        else f"{compared}: nothing was counted before, so that there is no ratio. Promised is {promised_words(aim)}."
    )
    method = f"Method: {ratio.method}, dispersion {ratio.dispersion:.1f}, autocorrelation {ratio.correlation:.2f}."
    return (Why(sentence=found), Why(sentence=method))


def promised_words(aim: float) -> str:
    """What a ratio of rates was promised to be: "any reduction (a ratio below 1)", "a ratio of at most 0.5"."""
    return "any reduction (a ratio below 1)" if aim >= 1 else f"a ratio of at most {aim:g}"


def bounds(low: float, high: float | None) -> tuple[float | None, float | None]:
    """The ends of a ratio's interval that say something, None for those that do not."""
    if high is not None and high <= _NO_END:
        return low, high
    return (None if low < _NO_BEGINNING else low), None


def interval_words(low: float, high: float | None) -> str:
    """The 95 % interval of a ratio in words; an end that says nothing is told so."""
    lower, upper = bounds(low, high)
    if upper is not None:
        return f"with 95 % confidence it lies between {lower:.2f} and {upper:.2f}"
    if lower is None:
        return "the counts are too few to bound it"
    return f"with 95 % confidence it is at least {lower:.2f}; the counts are too few to bound it above"
