"""How long a check takes as the record grows; all times are of the processor, so that other work changes them little.

    python bench/agreements/speed.py [--statements 40000]

The record is one of invented reports about one war (`bench/record/invented.py`), in a file. Events are merged once and
kept; then each agreement of the library is checked on one day, and on every day of four weeks together. Of a guarantee
clause alone the events a second are told, which include all that is fetched, and what it costs to check it again after
one late report (merging that report is told apart). Memory is the most that the process has held so far.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from invented import invented

from holdfast.agreements import check, check_days, library, load
from holdfast.model import Agreement, Document, Statement
from holdfast.record import Store, open_store

ON = date(2022, 4, 20)
STRIP = [ON - timedelta(days=step) for step in range(28)]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--statements", type=int, default=40_000)
    number = options.parse_args().statements
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "talks.db")
        keep(store, invented(number))
        merging = seconds(lambda: store.view().count_events())
        events = store.view().count_events()
        kept = seconds(lambda: list(store.view().events()))
        print(f"{number:,} statements, {events:,} events: merged in {merging:.1f} s, read again in {kept:.2f} s")
        measure(store, events)
        store.close()


def measure(store: Store, events: int) -> None:
    """The agreements of the library, one by one; then a strip, and a guarantee."""
    for name in library():
        agreement = load(name)
        once = seconds(lambda agreement=agreement: check(agreement, store.view(), on=ON))
        days = seconds(lambda agreement=agreement: check_days(agreement, store.view(), STRIP))
        print(f"{name}: {once:.2f} s a day, {days:.2f} s for {len(STRIP)} days together")
    guarantee = alone(load("ua-2022-03-istanbul-proposals"), type_="guarantee")
    once = seconds(lambda: check(guarantee, store.view(), on=ON))
    print(f"a guarantee alone: {once:.2f} s, {events / once:,.0f} events a second, {held():,} MB")
    keep(store, later(ON))
    merging = seconds(lambda: store.view().count_events())
    again = seconds(lambda: check(guarantee, store.view(), on=ON))
    print(f"after one late report: merged in {merging:.2f} s, judged again in {again:.2f} s")


def later(day: date) -> Iterable[tuple[Document, list[Statement]]]:
    """One more document, published on a day."""
    document, statements = next(iter(invented(4, seed=8)))
    late = msgspec.structs.replace(document, text=f"{document.text} ", published=day.isoformat(), id="")
    yield late, [msgspec.structs.replace(one, document=late.id, id="") for one in statements]


def keep(store: Store, told: Iterable[tuple[Document, list[Statement]]]) -> None:
    """Keep documents with their statements."""
    with store.writing() as writer:
        for document, statements in told:
            writer.keep_document(document)
            writer.keep_statements(statements)


def held() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def alone(agreement: Agreement, *, type_: str) -> Agreement:
    """The agreement with its first clause of a type only."""
    clause = next(clause for clause in agreement.clauses if clause.type == type_)
    return msgspec.structs.replace(agreement, clauses=(msgspec.structs.replace(clause, in_force_if=()),))


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that a piece of work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
