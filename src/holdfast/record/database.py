"""The address of a database that holds a record, which is never shown with what is secret in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from holdfast.errors import WrongUse

__all__ = ["Database", "located"]

_URL = re.compile(r"[a-z][a-z0-9+.-]*://")
_POSTGRESQL = re.compile(
    r"postgres(?:ql)?(?:\+psycopg)?://"
    r"(?:(?P<user>[^:@/?]*)(?::(?P<password>[^@?]*))?@)?"
    r"(?P<place>(?:\[[^\]@]*\]|[^:/@?]*)(?::\d+)?(?:/[^/@?]*)?)"
    r"(?:\?(?P<query>[^@]*))?"
)


@dataclass(frozen=True, slots=True, repr=False)
class Database:
    """A PostgreSQL database, such as postgresql://monitor@db.example.org/talks; `str` of it holds no password.

    Args:
        url: An address as SQLAlchemy and libpq write it; its query may hold any parameter of a connection.

    Raises:
        WrongUse: It is no such address. The message does not repeat it, as a password may stand anywhere in it.
    """

    url: str

    def __post_init__(self) -> None:
        if not _POSTGRESQL.fullmatch(self.url):
            raise WrongUse(
                "This is no address of a database that can hold a record (it is not repeated here, for its password)",
                remedy="Write postgresql://USER@HOST:PORT/DATABASE; in a password write %40 for @ and %3F for ?",
            )

    def __str__(self) -> str:
        found = _POSTGRESQL.fullmatch(self.url)
        user, password, place, query = found.group("user", "password", "place", "query") if found else [None] * 4
        person = "" if user is None else f"{user}@" if password is None else f"{user}:***@"
        return f"postgresql://{person}{place}{'?...' if query else ''}"

    def __repr__(self) -> str:
        return f"Database({str(self)!r})"


def located(name: str | Path | Database) -> Path | Database:
    """Where a record is: in a database if the name is an address, else in a file.

    Raises:
        WrongUse: It is the address of something else.
    """
    if isinstance(name, str):
        return Database(name) if _URL.match(name) else Path(name)
    return name
