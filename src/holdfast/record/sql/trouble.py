"""What the database says when something goes wrong, in words that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from holdfast.errors import StoreError
from holdfast.record.sql.dialect import Dialect

__all__ = ["BUSY", "DAMAGED", "FAILED", "FULL", "explained"]

BUSY = (
    "Another process has been writing to this record for too long",
    "Wait until it has ended and run the command again; what is kept so far is safe",
)
DAMAGED = "The record is damaged"
FAILED = ("The database failed", "Please report this, with the command that you ran")
FULL = (
    "There is no room left to write; nothing of this unit of work is kept, the record is as it was before",
    "Free some room on the disk and run the command again",
)


@contextmanager
def explained(where: str, dialect: Dialect) -> Iterator[None]:
    """Turn the database's errors inside the block into ours, with the place and a remedy.

    Raises:
        StoreError: The database failed.
    """
    failures: tuple[type[Exception], ...] = (DBAPIError, *dialect.failures)
    try:
        yield
    except failures as error:
        # The driver's own words alone: SQLAlchemy's would hold the values of the row.
        cause = error.orig if isinstance(error, DBAPIError) else error
        what, remedy = dialect.explained(cause)
        told = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
        raise StoreError(f"{what} ({told})", where=where, remedy=remedy) from error
