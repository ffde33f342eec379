"""Measure look-ups a second and memory of the values, on words made up from the tables.

    python bench/values/speed.py

CPU time of one process, so that other work on the machine does not count.
"""

import resource
import time
from collections.abc import Callable
from datetime import date as Day

from holdfast.values import actor, count, date, place
from holdfast.values.nations import countries

REPORT = Day(2022, 3, 30)
NOUNS = ("army", "parliament", "police", "rebels", "civilians", "foreign ministry")
TIMES = ("on Tuesday", "since early March", "by Friday", "overnight", "29 March 2022", "at 18:00 Moscow time", "in May")
FIGURES = (
    "at least seven people",
    "between 12 and 15",
    "dozens of villages",
    "$3.5 million",
    "no casualties",
    "72-hour",
)


def rate(name: str, number: int, work: Callable[[], object]) -> None:
    """Print how many look-ups a second of CPU time some work does."""
    began = time.process_time()
    work()
    print(f"{name}: {number / (time.process_time() - began):,.0f} a second")


def main() -> None:
    """Measure each kind of value."""
    actors = [f"{country.names[0]}'s {noun}" for country in countries().values() for noun in NOUNS]
    towns = [f"near {seat}" for country in countries().values() for seat in country.seats]
    actor.resolve("Ukraine")
    rate("actors, new", len(actors), lambda: [actor.resolve(words) for words in actors])
    rate("actors, seen before", len(actors) * 50, lambda: [actor.resolve(w) for _ in range(50) for w in actors])
    rate("counts", 2000 * len(FIGURES), lambda: [count.read(words) for _ in range(2000) for words in FIGURES])
    dates = [words for _ in range(1000) for words in TIMES]
    rate("dates", len(dates), lambda: [date.resolve(words, anchor=REPORT) for words in dates])
    began = time.process_time()
    place.resolve("Kyiv")
    print(f"first place: {time.process_time() - began:.2f} s")
    rate("places, alone", len(towns) * 10, lambda: [place.resolve(words) for _ in range(10) for words in towns])
    documents = [towns[at : at + 12] for at in range(0, len(towns), 12)] * 5
    rate("places, by document", sum(map(len, documents)), lambda: [place.resolve_all(texts) for texts in documents])
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
