"""How often the reduction test cries wolf, and how often it sees a fall: simulated series, nominal 2.5 % each side.

    python bench/agreements/false_alarms.py [--trials 2000]

Series are Poisson counts whose log rate is a first-order autoregression (the spread of the rate is half of its mean).
Each line is one design; each column one autocorrelation: series without change called "less" / called "more" (percent),
and series that fall to a half / a third and are seen to have become less (percent).
"""

from __future__ import annotations

import argparse
import math

import numpy as np

from holdfast.agreements.statistics import compare

CORRELATIONS = (0.0, 0.3, 0.5, 0.8)
DESIGNS = ((28, 7), (28, 14), (28, 28), (60, 14), (14, 7))
MEANS = (20.0, 5.0, 1.0)


def series(chance: np.random.Generator, means: list[float], correlation: float) -> list[int]:
    """Daily counts with these means."""
    noise = chance.normal(size=len(means))
    level = np.empty(len(means))
    level[0] = noise[0]
    for day in range(1, len(means)):
        level[day] = correlation * level[day - 1] + math.sqrt(1 - correlation**2) * noise[day]
    spread = math.sqrt(math.log(1.25))
    return [int(count) for count in chance.poisson(np.array(means) * np.exp(spread * level - spread**2 / 2))]


def shares(trials: int, before: int, after: int, mean: float, correlation: float) -> str:
    """Percent called less and more without change, and percent seen of a fall to a half and to a third."""
    chance = np.random.default_rng((before, after, int(mean), int(correlation * 10)))
    less = more = half = third = 0
    for _ in range(trials):
        counts = series(chance, [mean] * (before + after), correlation)
        ratio = compare(counts[:before], counts[before:])
        less += ratio.high < 1
        more += ratio.low > 1
        for share in (2, 3):
            fallen = series(chance, [mean] * before + [mean / share] * after, correlation)
            seen = compare(fallen[:before], fallen[before:]).high < 1
            half += seen and share == 2
            third += seen and share == 3
    return (
        f"{100 * less / trials:4.1f}/{100 * more / trials:4.1f}  {100 * half / trials:3.0f}/{100 * third / trials:3.0f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2000)
    trials = parser.parse_args().trials
    print("days before, after; mean | " + " | ".join(f"autocorrelation {one:g}".ljust(19) for one in CORRELATIONS))
    for before, after in DESIGNS:
        for mean in MEANS:
            cells = [shares(trials, before, after, mean, one).ljust(19) for one in CORRELATIONS]
            print(f"{before:5} {after:5} {mean:8g}     | " + " | ".join(cells), flush=True)


if __name__ == "__main__":
    main()
