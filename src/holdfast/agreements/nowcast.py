"""Nowcast: how many happenings of the last days will have been told once all reports are in.

News tells of a day for days: what was told of yesterday is a part of what will be. Method: the chain ladder (Mack
1993) over happenings by their day and by how many days later they were first told. Its development factors give the
share that is told by each age; the final count is what was told, and a number still to come that is negative binomial
with that share as its chance (a Jeffreys prior on the rate). It assumes that reports come as late as they did before.
bench/agreements/nowcast.py measures how often its interval holds, and what it spares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from holdfast.agreements.statistics import still_to_come

__all__ = ["FEWEST", "Nowcast", "nowcast", "shares_told"]

LONGEST = 30
"""Days after a happening by which everything is taken to be told."""
FEWEST = 30
"""Happenings of which the delay is known; of fewer no share is told."""

Told = tuple[date, date]
"""The day of a happening and the day on which it was first told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nowcast:
    """What is expected of some days.

    Attributes:
        told: Happenings told of so far.
        share: The share of all that is told by now, by the delays of earlier ones, 0 to 1.
        expected: Happenings that will have been told in the end.
        low, high: The interval of that number.
    """

    told: int
    share: float
    expected: float
    low: int
    high: int


def shares_told(delays: Iterable[Told], *, known_by: date) -> list[float] | None:
    """For each age in days, the share of a day's happenings that is told by then; None if too few delays are known.

    Args:
        delays: Happenings with a day, each with the day of its first report; those told before their day count as told
            on it.
        known_by: The last day whose reports are in; a day is looked at only up to the age that it has reached.
    """
    triangle = Counter(
        (day, delay)
        for day, first_told in delays
        if max(day, first_told) <= known_by and (delay := max(0, (first_told - day).days)) <= LONGEST
    )
    if triangle.total() < FEWEST:
        return None
    shares = [1.0] * (LONGEST + 1)
    for age in range(LONGEST - 1, -1, -1):  # from the oldest age down: what is told by an age, of what is by the next
        old_enough = known_by - timedelta(days=age + 1)
        told = [(delay, count) for (day, delay), count in triangle.items() if day <= old_enough and delay <= age + 1]
        by_next = sum(count for _, count in told)
        by_now = sum(count for delay, count in told if delay <= age)
        shares[age] = shares[age + 1] * (by_now / by_next if by_next else 1.0)
    return shares


def nowcast(delays: Iterable[Told], first: date, last: date, *, known_by: date, level: float = 0.95) -> Nowcast | None:
    """How many happenings of some days will have been told in the end; None if too few delays are known.

    Args:
        delays: As for `shares_told`; those of the days asked for are among them.
        first: The first of the days.
        last: The last of them, inclusive; not after `known_by`.
        known_by: The last day whose reports are in.
        level: Of the two-sided interval.

    Raises:
        ValueError: The days end before they begin, or after `known_by`.
    """
    if not first <= last <= known_by:
        raise ValueError(f"{first} to {last} are no days up to {known_by}")
    known = list(delays)
    shares = shares_told(known, known_by=known_by)
    if shares is None:
        return None
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    by_day = [shares[min(LONGEST, (known_by - day).days)] for day in days]
    share = sum(by_day) / len(by_day)
    told = sum(first <= day <= last and first_told <= known_by for day, first_told in known)
    low, high = still_to_come(told, share, level=level)
    return Nowcast(
        told=told,
        share=share,
        expected=told + (told + 0.5) * (1 - share) / share if share else float("inf"),
        low=told + low,
        high=told + high,
    )
