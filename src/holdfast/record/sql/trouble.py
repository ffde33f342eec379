"""What the database says when something goes wrong, in words that a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from holdfast.errors import StoreError

__all__ = ["explained", "store_error"]

_BUSY = (
    "Another process has been writing to this record for too long",
    "Wait until it has ended and run the command again; what is kept so far is safe",
)
_DAMAGED = (
    "The record is damaged",
    "Restore it from a copy, or salvage it with `sqlite3 FILE .recover`; Holdfast has not changed it",
)
_FULL = (
    "There is no room left to write; nothing of this unit of work is kept, the record is as it was before",
    "Free some room on the disk and run the command again",
)
_READ_ONLY = ("The record cannot be written", "Give yourself the right to write the file and its folder")

_EXPLANATIONS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: (
        "The file could not be read or written; nothing of this unit of work is kept",
        "See whether the disk is full or has gone, and run the command again",
    ),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: ("The record cannot be opened", "See whether the file and its folder are there and yours"),
}
_PRIMARY = 0xFF  # the low byte of SQLite's extended codes


def store_error(error: DBAPIError | sqlite3.Error, *, where: str) -> StoreError:
    """The error of the database as ours, with the path and a remedy."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if "no such module" in str(cause):
        return StoreError(
            f"This Python's SQLite lacks a part that the record needs ({cause})",
            where=where,
            remedy="Use a Python whose SQLite has FTS5 and R*Tree, such as that of python.org",
        )
    what, remedy = _EXPLANATIONS.get(
        (code or 0) & _PRIMARY, ("The database failed", "Please report this, with the command that you ran")
    )
    return StoreError(f"{what} ({cause})", where=where, remedy=remedy)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn the database's errors inside the block into ours.

    Raises:
        StoreError: The database failed.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise store_error(error, where=where) from error
