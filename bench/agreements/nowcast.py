"""How often the nowcast's interval holds, and how many false falls it spares: simulated reports that come late.

    python bench/agreements/nowcast.py [--trials 400]

Six weeks of Poisson counts without change, each happening first told some days later (geometric; of the last week, so
large a share is told by its last day). Each line: the share of intervals that hold the final count of the last week
(nominal .95), the mean error of the expected count, and how often the last week is "30 % down" by the plain count and
by the nowcast.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta

import numpy as np

from holdfast.agreements.nowcast import nowcast

START, DAYS, WEEK = date(2022, 3, 1), 42, 7
DOWN = 0.7
RATES = (2.0, 5.0, 20.0)
PROMPT = (0.3, 0.45, 0.7)
"""The chance that what is not told yet is told on a day."""


def trial(chance: np.random.Generator, rate: float, prompt: float) -> tuple[bool, float, bool, bool] | None:
    """One record: whether the interval holds, the error, and whether either count says "30 % down"."""
    known_by = START + timedelta(days=DAYS - 1)
    first = known_by - timedelta(days=WEEK - 1)
    told, final = [], 0
    for number in range(DAYS):
        day = START + timedelta(days=number)
        for delay in chance.geometric(prompt, size=chance.poisson(rate)) - 1:
            told.append((day, day + timedelta(days=int(delay))))
            final += day >= first
    seen = [pair for pair in told if pair[1] <= known_by]
    found = nowcast(seen, first, known_by, known_by=known_by)
    if found is None:
        return None
    usual = sum(day < first for day, _ in seen) / (DAYS - WEEK) * WEEK
    holds = found.low <= final <= found.high
    return holds, found.expected - final, found.told < DOWN * usual, found.expected < DOWN * usual


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=400)
    trials = parser.parse_args().trials
    print("| a day | told on each day | interval holds | error | 30 % down: plain | by nowcast |")
    print("|---|---|---|---|---|---|")
    for rate in RATES:
        for prompt in PROMPT:
            chance = np.random.default_rng((int(rate), int(prompt * 100)))
            found = [one for _ in range(trials) if (one := trial(chance, rate, prompt)) is not None]
            holds, error, plain, cast = (float(np.mean(column)) for column in zip(*found, strict=True))
            print(f"| {rate:g} | {prompt:.0%} | {holds:.3f} | {error:+.2f} | {plain:.1%} | {cast:.1%} |")


if __name__ == "__main__":
    main()
