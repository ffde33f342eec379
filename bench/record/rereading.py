"""How fast views answer when every document of a record was read again, against the same record before.

All times are of the processor, so that other work on the machine changes them little.

Usage: python bench/record/rereading.py [--statements N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented
from load import FILTERS

from holdfast.model import Document, Statement
from holdfast.model.rereading import Rereading
from holdfast.record import Filter, Store, open_store

AT = "2026-11-26T09:00:00+00:00"
Pairs = list[tuple[Document, list[Statement]]]


def main() -> None:
    """Print a line for each question: milliseconds before and after, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=60_000)
    pairs = list(invented(parser.parse_args().statements))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "talks.db")
        with store.writing() as writer:
            for document, statements in pairs:
                writer.keep_document(document)
                writer.keep_statements(_by("small 1", statements))
        before = _asked(store)
        _read_again(store, pairs)
        after = _asked(store)
        assert store.view().count() == sum(len(statements) for _, statements in pairs)
        store.close()
    for name, milliseconds in before.items():
        ratio = after[name] / milliseconds
        print(f"{name:<20}{milliseconds:10.1f} ms{after[name]:10.1f} ms{ratio:8.1f} times")


def _by(reader: str, statements: list[Statement]) -> list[Statement]:
    return [msgspec.structs.replace(one, reader=reader) for one in statements]


def _read_again(store: Store, pairs: Pairs) -> None:
    following = iter(pairs)
    while unit := list(islice(following, 16)):
        with store.writing() as writer:
            for document, statements in unit:
                rereading = Rereading(document=document.id, reader="small 2", at=AT)
                writer.keep_rereading(rereading, _by("small 2", statements))


def _asked(store: Store) -> dict[str, float]:
    view = store.view()
    found = {
        name: _milliseconds(lambda chosen=chosen: list(view.statements(chosen))) for name, chosen in FILTERS.items()
    }  # type: ignore[misc]
    found["count"] = _milliseconds(view.count)
    found["documents by type"] = _milliseconds(lambda: list(view.documents(Filter(type="ASSAULT", limit=50))))
    return found


def _milliseconds(work: Callable[[], object]) -> float:
    """The best of three, so that what is read from the disk for the first time does not count."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


if __name__ == "__main__":
    main()
