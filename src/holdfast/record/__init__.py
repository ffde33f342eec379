"""Keeps statements and judgements of sameness; views as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from holdfast.record.checking import PATIENCE
from holdfast.record.database import Database, located
from holdfast.record.memory import MemoryStore
from holdfast.record.store import Filter, Kept, Store, View, Writer

__all__ = ["Database", "Filter", "Kept", "MemoryStore", "Store", "View", "Writer", "located", "open_store"]


def open_store(
    path: Path | Database | str,
    *,
    must_exist: bool = False,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Store:
    """Open the record in a file or a PostgreSQL database; make it if there is none.

    Args:
        path: The file, such as `talks.db`; the address of a database, such as `postgresql://monitor@host/talks`;
            or ":memory:" for a record that ends with the process.
        must_exist: Refuse to make a new one, for commands that only read.
        patience: Seconds to wait while another process writes.
        clock: Gives the present moment; tests give their own.

    Raises:
        WrongUse: It is the address of something else than a PostgreSQL database.
        MissingInput: The folder is not there, or the record is not and must be.
        StoreError: It is not a record, or cannot be read; the file or the database is left as it was.
        NewerStore: A later version of Holdfast has made it; the file or the database is left as it was.
    """
    if str(path) == ":memory:":
        return MemoryStore(clock=clock, patience=patience)
    # SQLAlchemy takes a quarter of a second to load, which commands that open no record should not pay.
    from holdfast.record.sql import open_postgresql, open_sqlite

    place = located(path)
    if isinstance(place, Database):
        return open_postgresql(place, must_exist=must_exist, patience=patience, clock=clock)
    return open_sqlite(place, must_exist=must_exist, patience=patience, clock=clock)
