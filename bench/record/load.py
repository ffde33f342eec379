"""How fast a record takes statements in, and how fast views answer; prints ratios, as machines differ.

All times are of the processor, so that other work on the machine changes them little.

Usage: python bench/record/load.py [--statements N]
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented

from holdfast.record import Filter, Store, open_store

FILTERS = {
    "newest page": Filter(limit=50),
    "type": Filter(type="ASSAULT", limit=50),
    "country and type": Filter(country="UKR", type="RETREAT", limit=50),
    "actor": Filter(actor="RUS", limit=50),
    "rare actor": Filter(actor="IGO IAEA", limit=50),
    "words": Filter(text="strike hospital", limit=50),
    "place": Filter(place="Mykolaiv", limit=50),
    "days": Filter(since=date(2022, 3, 29), until=date(2022, 3, 30), limit=50),
    "box": Filter(box=(31, 46, 33, 48), limit=50),
    "outlet and act": Filter(outlet="Outlet 3", act="deny", limit=50),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=50_000)
    number = parser.parse_args().statements
    pairs = list(invented(number))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talks.db"
        store = open_store(path)
        seconds = timed(lambda: load(store, pairs))
        plain = timed(lambda: bare(Path(folder) / "bare.db", pairs))
        print(f"load: {number / seconds:,.0f} statements a second; {seconds / plain:.1f} times a bare table of JSON")
        print(f"again: {number / timed(lambda: load(store, pairs)):,.0f} a second (all known already)")
        print(f"size: {path.stat().st_size / number:,.0f} bytes a statement")
        view = store.view(known_by=date(2022, 4, 3))
        for name, chosen in FILTERS.items():
            times = [timed(lambda chosen=chosen: list(view.statements(chosen))) * 1000 for _ in range(7)]
            print(f"view, {name}: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")


def load(store: Store, pairs: list[tuple]) -> None:
    """Keep everything in one unit of work, a call for each run of documents as the pipeline does."""
    with store.writing() as writer:
        for first in range(0, len(pairs), 200):
            some = pairs[first : first + 200]
            for document, _ in some:
                writer.keep_document(document)
            writer.keep_statements(statement for _, statements in some for statement in statements)


def bare(path: Path, pairs: list[tuple]) -> None:
    """The least that could be done: statements as JSON in one table."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE statements (id TEXT PRIMARY KEY, body BLOB)")
    connection.executemany("INSERT INTO statements VALUES (?, ?)", rows(pairs))
    connection.commit()
    connection.close()


def rows(pairs: list[tuple]) -> Iterator[tuple[str, bytes]]:
    """The rows of the bare table."""
    return ((statement.id, statement.to_json()) for _, statements in pairs for statement in statements)


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
