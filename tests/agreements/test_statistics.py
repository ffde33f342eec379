"""The reduction test against its definition, the exact interval, and simulated series without change."""

from __future__ import annotations

import math

import numpy as np
import pytest

from holdfast.agreements.statistics import compare, difference


def test_a_series_that_halves_has_a_ratio_of_a_half() -> None:
    ratio = compare([10, 12, 8, 10] * 7, [5, 6, 4, 5] * 4)
    assert ratio.value == pytest.approx(0.5)
    assert ratio.low < 0.5 < ratio.high < 1
    assert ratio.method == "quasi-Poisson with autocorrelation"


def test_few_counts_get_the_exact_interval() -> None:
    ratio = compare([1, 0, 0, 1, 1, 0, 1, 0], [0, 0, 0, 0])
    assert ratio.method == "exact binomial for few counts"
    assert ratio.value == 0
    assert ratio.low == 0
    assert ratio.high > 1, "four quiet days after eight with four counts prove nothing"


def test_the_exact_interval_is_the_textbook_one() -> None:
    """Ten counts before and two after on as many days: Clopper and Pearson's share of 2 in 12 is 0.0209 to 0.4841."""
    ratio = compare([2, 1] * 3 + [1, 0], [0, 1, 0, 0, 1, 0, 0, 0])
    assert ratio.dispersion == 1
    assert ratio.correlation == 0
    assert ratio.low == pytest.approx(0.0209 / (1 - 0.0209), rel=0.01)
    assert ratio.high == pytest.approx(0.4841 / (1 - 0.4841), rel=0.01)


def test_nothing_at_all_decides_nothing() -> None:
    ratio = compare([0] * 10, [0] * 10)
    assert math.isnan(ratio.value)
    assert (ratio.low, ratio.high) == (0, math.inf)


def test_a_single_day_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="at least two days"):
        compare([1, 2, 3], [1])


def test_waves_widen_the_interval() -> None:
    steady = compare([5, 4, 6, 5, 4, 6, 5] * 4, [5, 4, 6, 5, 4, 6, 5] * 2)
    waves = compare([1, 1, 2, 5, 9, 9, 8] * 4, [1, 1, 2, 5, 9, 9, 8] * 2)
    assert waves.correlation > 0.3 > steady.correlation
    assert waves.high - waves.low > 2 * (steady.high - steady.low)


def test_a_fall_that_is_seen_everywhere_is_no_difference() -> None:
    fallen, same = compare([10] * 28, [4] * 14), compare([10] * 28, [10] * 14)
    there_too = difference(fallen, fallen)
    here_only = difference(fallen, same)
    assert there_too is not None
    assert here_only is not None
    assert there_too[1] < 1 < there_too[2]
    assert here_only[2] < 1


def test_too_few_counts_give_no_difference() -> None:
    assert difference(compare([1] * 4, [1] * 4), compare([10] * 28, [10] * 14)) is None


def series(chance: np.random.Generator, days: int, correlation: float, mean: float) -> list[int]:
    """Poisson counts whose logarithm of the rate is a first-order autoregression; half of the mean is its spread."""
    noise = chance.normal(size=days)
    level = np.empty(days)
    level[0] = noise[0]
    for day in range(1, days):
        level[day] = correlation * level[day - 1] + math.sqrt(1 - correlation**2) * noise[day]
    spread = math.sqrt(math.log(1.25))
    return [int(count) for count in chance.poisson(mean * np.exp(spread * level - spread**2 / 2))]


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.5, 0.8])
def test_series_without_change_are_called_reduced_in_at_most_one_of_twenty(correlation: float) -> None:
    """Nominal are 2.5 %; the bound leaves two standard errors of 500 trials. bench/agreements has 20,000."""
    chance = np.random.default_rng(20220329)
    trials, alarms = 500, 0
    for _ in range(trials):
        counts = series(chance, 42, correlation, 12)
        alarms += compare(counts[:28], counts[28:]).high < 1
    assert alarms / trials <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / trials)


def test_a_fall_to_a_third_is_seen_in_most_series() -> None:
    chance = np.random.default_rng(20220329)
    seen = 0
    for _ in range(200):
        before, after = series(chance, 28, 0.3, 12), series(chance, 14, 0.3, 4)
        seen += compare(before, after).high < 1
    assert seen / 200 > 0.8
