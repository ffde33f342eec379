"""The nowcast against its definition, worked examples and simulated reports that come late."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from holdfast.agreements.nowcast import FEWEST, nowcast, shares_told

START = date(2022, 3, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def half_at_once(days: int, *, known_by: int) -> list[tuple[date, date]]:
    """Of two happenings a day one is told on the day, the other two days later, as far as they are told."""
    told = [(day(n), day(n + delay)) for n in range(days) for delay in (0, 2)]
    return [pair for pair in told if pair[1] <= day(known_by)]


def test_shares_are_those_of_the_days_that_are_old_enough() -> None:
    shares = shares_told(half_at_once(30, known_by=29), known_by=day(29))
    assert shares is not None
    assert shares[:4] == [0.5, 0.5, 1.0, 1.0]


def test_what_is_expected_is_what_was_told_by_its_share() -> None:
    found = nowcast(half_at_once(30, known_by=29), day(28), day(29), known_by=day(29))
    assert found is not None
    assert (found.told, found.share) == (2, 0.5)
    assert found.expected == pytest.approx(4.5)  # 2, and as many again of a rate that is 2.5 by the prior
    assert 2 <= found.low <= 4 <= found.high


def test_days_that_are_told_in_full_are_as_told() -> None:
    found = nowcast(half_at_once(30, known_by=29), day(10), day(12), known_by=day(29))
    assert found is not None
    assert (found.told, found.expected, found.low, found.high) == (6, 6, 6, 6)


def test_of_few_happenings_no_share_is_told() -> None:
    few = half_at_once(30, known_by=29)[: FEWEST - 1]
    assert shares_told(few, known_by=day(29)) is None
    assert nowcast(few, day(28), day(29), known_by=day(29)) is None


def test_reports_before_the_day_count_as_told_on_it_and_later_ones_are_not_known() -> None:
    early = [(day(n), day(n - 1)) for n in range(40)]
    assert shares_told(early, known_by=day(39)) == [1.0] * 31
    late = [(day(0), day(60))] * 50
    assert shares_told(late, known_by=day(39)) is None


def test_days_that_are_not_there_yet_are_refused() -> None:
    with pytest.raises(ValueError, match="no days up to"):
        nowcast(half_at_once(30, known_by=29), day(28), day(31), known_by=day(29))


def test_the_interval_holds_and_the_error_is_none_on_the_whole() -> None:
    chance, errors, held = np.random.default_rng(1), [], []
    for _ in range(60):
        told = [
            (day(n), day(n + int(delay)))
            for n in range(42)
            for delay in chance.geometric(0.45, size=chance.poisson(5)) - 1
        ]
        final = sum(happened >= day(35) for happened, _ in told)
        found = nowcast([pair for pair in told if pair[1] <= day(41)], day(35), day(41), known_by=day(41))
        assert found is not None
        errors.append(found.expected - final)
        held.append(found.low <= final <= found.high)
    assert abs(float(np.mean(errors))) < 1
    assert np.mean(held) > 0.85
