"""Keeps statements and judgements of sameness; views as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from holdfast.record.checking import PATIENCE
from holdfast.record.memory import MemoryStore
from holdfast.record.store import Filter, Kept, Store, View, Writer

__all__ = ["Filter", "Kept", "MemoryStore", "Store", "View", "Writer", "open_store"]


def open_store(
    path: Path | str,
    *,
    must_exist: bool = False,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Store:
    """Open the record in a file; make it if there is none. ":memory:" gives one that ends with the process.

    Args:
        path: The file, such as `talks.db`.
        must_exist: Refuse to make a new one, for commands that only read.
        patience: Seconds to wait while another process writes.
        clock: Gives the present moment; tests give their own.

    Raises:
        MissingInput: The folder is not there, or the file is not and must be.
        StoreError: It is not a record, or cannot be read; the file is left as it was.
        NewerStore: A later version of Holdfast has made it; the file is left as it was.
    """
    if str(path) == ":memory:":
        return MemoryStore(clock=clock, patience=patience)
    # SQLAlchemy takes a quarter of a second to load, which commands that open no record should not pay.
    from holdfast.record.sql import open_sqlite

    return open_sqlite(Path(path), must_exist=must_exist, patience=patience, clock=clock)
