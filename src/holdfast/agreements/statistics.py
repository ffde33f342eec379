"""The test of "has it really become less?": a rate ratio of two stretches of daily counts with an honest interval.

News counts vary more than Poisson counts and depend on the day before. Method: quasi-Poisson, its dispersion inflated
for first-order autocorrelation, with the lag-1 correlation corrected for its bias in short series (after Marriott and
Pope 1954) and a t quantile on the effective sample size; an exact conditional binomial interval where counts are few.
bench/agreements/false_alarms.py measures how often it cries wolf.

This module is the only door to scipy, which is imported when first needed: it takes half a second.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Ratio", "compare", "difference", "still_to_come"]

_FEW = 20
"""Below so many counts in either stretch the exact interval is used; a normal one is too narrow there."""

_MOST_CORRELATION = 0.95

_LEAST_EXCESS = 1.2
"""Below this dispersion, what exceeds counting noise is too little to tell its correlation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A rate after divided by a rate before, with an interval.

    Attributes:
        value: The ratio; infinite if there was nothing before, not a number if there was nothing at all.
        low, high: The ends of the interval at the level asked for.
        standard_error: Of the logarithm of the ratio; infinite where the interval is exact.
        dispersion: Variance by mean, 1 for Poisson counts.
        correlation: Lag-1 autocorrelation, corrected for bias.
        method: In words.
    """

    value: float
    low: float
    high: float
    standard_error: float
    degrees: float
    dispersion: float
    correlation: float
    method: str


def compare(before: Sequence[int], after: Sequence[int], *, level: float = 0.95) -> Ratio:
    """The ratio of the daily rates after and before.

    Args:
        before: Daily counts of the baseline; at least two days.
        after: Daily counts of the stretch that is compared with it; at least two days.
        level: Of the two-sided interval, so that (1 - level) / 2 of the series without change fall below 1.

    Raises:
        ValueError: A stretch has less than two days.
    """
    if len(before) < 2 or len(after) < 2:
        raise ValueError("a comparison needs at least two days on each side")
    correlation = _correlation(before, after)
    inflations = (_inflation(len(before), correlation), _inflation(len(after), correlation))
    dispersion = _dispersion(before, after, sum(inflations))
    factors = tuple(_factor(len(part), dispersion, correlation) for part in (before, after))
    total_before, total_after = sum(before), sum(after)
    rate_before, rate_after = total_before / len(before), total_after / len(after)
    value = rate_after / rate_before if rate_before else math.inf if rate_after else math.nan
    hidden = _hidden(dispersion, correlation)
    degrees = max(2.0, sum(len(part) / _inflation(len(part), hidden) for part in (before, after)) - 2)
    error = math.inf
    if min(total_before, total_after) >= _FEW:
        error = math.sqrt(factors[0] / total_before + factors[1] / total_after)
        reach = error * _t_quantile(0.5 + level / 2, degrees)
        low, high = value * math.exp(-reach), value * math.exp(reach)
        method = "quasi-Poisson with autocorrelation"
    else:
        low, high = _exact(before, after, factors, level, degrees)
        method = "exact binomial for few counts"
    return Ratio(
        value=value,
        low=low,
        high=high,
        standard_error=error,
        degrees=degrees,
        dispersion=dispersion,
        correlation=correlation,
        method=method,
    )


def difference(area: Ratio, control: Ratio, *, level: float = 0.95) -> tuple[float, float, float] | None:
    """The area's ratio divided by the control's, with its interval: a difference in differences on the log scale.

    Returns:
        Value, low and high; None if counts are too few on either side for an interval.
    """
    if not (math.isfinite(area.standard_error) and math.isfinite(control.standard_error)):
        return None
    value = area.value / control.value
    reach = math.hypot(area.standard_error, control.standard_error)
    reach *= _t_quantile(0.5 + level / 2, min(area.degrees, control.degrees))
    return value, value * math.exp(-reach), value * math.exp(reach)


def _correlation(before: Sequence[int], after: Sequence[int]) -> float:
    """Lag-1 autocorrelation of what is left of each stretch after its mean, corrected for the bias of two means."""
    products = squares = 0.0
    for counts in (before, after):
        mean = sum(counts) / len(counts)
        if not mean:
            continue
        left = [(count - mean) / math.sqrt(mean) for count in counts]
        products += sum(first * second for first, second in itertools.pairwise(left))
        squares += sum(one * one for one in left)
    if not squares:
        return 0.0
    days = len(before) + len(after)
    raw = products / squares
    # In a stretch of n days the raw value is too low by about (1 + 4 rho) / n; each of the two stretches has its mean.
    share = 2 / days
    corrected = (raw + share) / (1 - 4 * share) if share < 0.25 else _MOST_CORRELATION
    return min(max(corrected, 0.0), _MOST_CORRELATION)


def _inflation(days: int, correlation: float) -> float:
    """By how much the variance of a stretch's mean exceeds that of independent days."""
    return 1 + 2 * sum((1 - lag / days) * correlation**lag for lag in range(1, days))


def _factor(days: int, dispersion: float, correlation: float) -> float:
    """By how much the variance of a stretch's total exceeds that of independent Poisson days.

    Counting noise hides a part of the correlation of what is counted. The larger of two readings is taken: all of the
    dispersion is correlated as seen, or only what exceeds counting noise is, and more strongly than it looks.
    """
    seen = dispersion * _inflation(days, correlation)
    return max(seen, 1 + (dispersion - 1) * _inflation(days, _hidden(dispersion, correlation)))


def _hidden(dispersion: float, correlation: float) -> float:
    """The correlation of what is counted, which is stronger than that of the counts."""
    if dispersion <= _LEAST_EXCESS:
        return correlation
    return min(correlation * dispersion / (dispersion - 1), _MOST_CORRELATION)


def _dispersion(before: Sequence[int], after: Sequence[int], used: float) -> float:
    """Pearson's variance by mean, with the degrees of freedom that correlated days leave; never below Poisson's."""
    total = 0.0
    for counts in (before, after):
        mean = sum(counts) / len(counts)
        total += sum((count - mean) ** 2 for count in counts) / mean if mean else 0.0
    days = len(before) + len(after)
    return max(1.0, total / max(1.0, days - used))


def _t_quantile(share: float, degrees: float) -> float:
    from scipy.special import stdtrit  # imported late: scipy takes half a second, and most runs need none of it

    return float(stdtrit(degrees, share))


def _exact(
    before: Sequence[int], after: Sequence[int], factors: tuple[float, ...], level: float, degrees: float
) -> tuple[float, float]:
    """Clopper and Pearson's interval of the share of counts that fall after, as a ratio of rates.

    Counts that vary more than Poisson counts are worth fewer of them: they are divided by the larger inflation, and the
    level is raised by the ratio of t to normal quantile, since the inflation is itself an estimate.
    """
    from scipy.special import betaincinv, ndtr, ndtri  # imported late, as above

    factor = max(factors)
    some, others = sum(after) / factor, sum(before) / factor
    if some + others == 0:
        return 0.0, math.inf
    tail = (1 - level) / 2
    if factor > 1:
        tail = float(ndtr(-_t_quantile(1 - tail, max(degrees, 3.0)))) if ndtri(1 - tail) else tail
    low = float(betaincinv(some, others + 1, tail)) if some else 0.0
    high = float(betaincinv(some + 1, others, 1 - tail)) if others else 1.0
    days = len(before) / len(after)
    return days * low / (1 - low), days * high / (1 - high) if high < 1 else math.inf


def still_to_come(told: int, share: float, *, level: float = 0.95) -> tuple[int, int]:
    """The interval of a count's part that is still to be told: negative binomial, with a Jeffreys prior on the rate.

    Args:
        told: What is told so far.
        share: The share of all that is told by now, above 0 and up to 1.
        level: Of the two-sided interval.
    """
    if share >= 1:
        return 0, 0
    from scipy import stats  # imported late, as above

    rest = stats.nbinom(told + 0.5, share)
    return int(rest.ppf((1 - level) / 2)), int(rest.ppf((1 + level) / 2))
