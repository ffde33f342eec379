"""What PostgreSQL says in its own way: arrays of words, PostGIS for points, states for what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from math import ceil
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Engine,
    Select,
    TableClause,
    Text,
    column,
    delete,
    func,
    literal,
    select,
    table,
)
from sqlalchemy.dialects import postgresql

from holdfast.record.sql.dialect import HASTE, Dialect
from holdfast.record.sql.postgresql.migrations import LOCK
from holdfast.record.sql.schema import document_words, points, sites, statement_words
from holdfast.record.sql.trouble import BUSY, DAMAGED, FAILED, FULL

__all__ = ["PostgresqlDialect"]

_POINTS = table("points", column("point"), column("lon"), column("lat"), column("geometry"))
"""The different points; `geometry` is there only beside PostGIS."""
_DEGREES = 4326  # EPSG's number for longitude and latitude in degrees (WGS 84)
_HOLDING_TEXT = (
    "documents", "document_words", "statements", "statement_words", "parties", "points", "sites",
    "judgements", "corrections", "rereadings", "superseded",
    "merged_events", "merged_members", "merged_views", "merged_lists", "merged_sites", "merged_actors",
)  # fmt: skip
_ONCE = (points, sites)
"""What is written again and again, and kept once."""
_LONGEST_WORD = 500  # an entry of an index has 2,700 bytes at most

_RIGHTS = (
    "This person may not do that in the database",
    "Let its owner grant the rights: CREATE on the schema for the first opening, then SELECT, and INSERT to write",
)
_UNREACHED = (
    "The database cannot be reached",
    "See whether it runs, has this name and lets you in; a password can stand in ~/.pgpass, createdb makes a new one",
)
_FORBIDDING = frozenset({"25006", "42501", "53100", "55P03"})
_EXPLANATIONS: dict[str, tuple[str, str]] = {
    "55P03": BUSY,
    "53100": FULL,
    "53300": ("The database has too many connections", "Close other programs that use it, or raise max_connections"),
    "42501": _RIGHTS,
    "25006": ("This database can only be read", "Write to the primary server, not to its copy"),
    "42P07": (
        "The schema holds tables of another program under the names of the record's",
        "Give the record a database or a schema of its own: CREATE SCHEMA talks, and ?options=-csearch_path%3Dtalks",
    ),
    "3F000": ("The schema of the address is not there", "Make it first: CREATE SCHEMA"),
    "22P05": ("A character that PostgreSQL cannot keep", "Leave out NUL characters in names, addresses and ids"),
    "XX001": (DAMAGED, "Restore it from a backup"),
    "XX002": (DAMAGED, "Rebuild its indexes with REINDEX, or restore it from a backup"),
}


class PostgresqlDialect(Dialect):
    """A PostgreSQL database.

    Args:
        driver: The module psycopg, which may be missing where no record is in PostgreSQL.
        patience: Seconds to wait while another process writes.

    Attributes:
        has_geometry: Whether the points of this record have a geometry of PostGIS; opening sees that.
    """

    is_kept = "SELECT 1 FROM documents WHERE id = %s"
    are_kept = "SELECT id FROM statements WHERE rereading = '' AND id IN (SELECT json_array_elements_text(%s::json))"
    guesses_well = True

    def __init__(self, driver: Any, *, patience: float) -> None:
        self.failures = (driver.Error,)
        self._driver = driver
        self._patience = patience
        self.has_geometry = False

    def begin_writing(self, connection: Connection) -> None:
        """Take the lock of this schema's record, which the end of the transaction gives back."""
        milliseconds = max(1, ceil(self._patience * 1000))
        connection.exec_driver_sql("SELECT set_config('lock_timeout', %s, true)", (f"{milliseconds}ms",))
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema()))", (LOCK,))

    def hurry(self, connection: Connection) -> None:
        """By the timeout of locks."""
        driven: Any = connection.connection.dbapi_connection
        driven.execute(f"SET lock_timeout = {HASTE}")
        driven.commit()

    def insert(self, connection: Connection, index: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows with COPY, the fastest road in."""
        driven: Any = connection.connection.dbapi_connection  # of a detached one there is no other
        with driven.cursor() as cursor:
            names = ", ".join(f'"{each.name}"' for each in index.c)
            if index in _ONCE:
                marks = ", ".join("%s" for _ in index.c)
                cursor.executemany(f"INSERT INTO {index.name} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING", rows)
                return
            with cursor.copy(f"COPY {index.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(_worded(row) if index in (document_words, statement_words) else row)

    def insert_new(self, connection: Connection, into: TableClause, row: Mapping[str, Any]) -> None:
        """Write a row, or nothing if there is one like it."""
        connection.execute(postgresql.insert(into).on_conflict_do_nothing(), dict(row))

    def remove_words(self, connection: Connection, index: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
        """By their numbers."""
        for first in range(0, len(rows), 1000):
            numbers = [row[0] for row in rows[first : first + 1000]]
            connection.execute(delete(index).where(index.c.rowid.in_(numbers)))

    def scour(self, engine: Engine) -> None:
        """VACUUM; the write-ahead log and copies are the server's own, and pass in their time."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(_HOLDING_TEXT)}")

    def has_words(self, index: TableClause, column: str, words: Sequence[str]) -> ColumnElement[bool]:
        """The array of the row's words contains these."""
        return index.c[column].op("@>", is_comparison=True)(literal(_shortened(words), ARRAY(Text)))

    def has_text(self, column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
        """By going through it."""
        return func.strpos(column, text) > 0

    def among(self, texts: Iterable[str]) -> Select[tuple[str]]:
        """One array, unnested."""
        return select(func.unnest(literal(list(texts), ARRAY(Text))))

    def has_word(self, body: ColumnElement[Any], word: str) -> ColumnElement[bool]:
        """Bytes, read as the text that they are."""
        return func.strpos(func.lower(func.convert_from(body, "UTF8")), word.lower()) > 0

    def points_near(self, box: tuple[float, float, float, float]) -> Select[tuple[int]]:
        """By PostGIS where it is there, else by PostgreSQL's own geometry; both round outward."""
        west, south, east, north = box
        columns = _POINTS.c
        if self.has_geometry:
            inside = columns.geometry.op("&&", is_comparison=True)(
                func.ST_MakeEnvelope(west, south, east, north, _DEGREES)
            )
        else:
            corners = func.point(west, south), func.point(east, north)
            inside = func.point(columns.lon, columns.lat).op("<@", is_comparison=True)(func.box(*corners))
        return select(columns.point).where(inside)

    def aside(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column itself: PostgreSQL keeps statistics of it."""
        return column

    def forbids_writing(self, cause: BaseException | None) -> bool:
        """By PostgreSQL's state."""
        return getattr(cause, "sqlstate", None) in _FORBIDDING

    def explained(self, cause: BaseException | None) -> tuple[str, str]:
        """By the state that the standard of SQL gives it."""
        state = getattr(cause, "sqlstate", None)
        if state in _EXPLANATIONS:
            return _EXPLANATIONS[state]
        if "NUL" in str(cause):
            return _EXPLANATIONS["22P05"]
        return _UNREACHED if isinstance(cause, self._driver.OperationalError) else FAILED


def _worded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of folded texts with the different words of each."""
    number, *texts = row
    return (number, *(_shortened(dict.fromkeys(text.split())) for text in texts))


def _shortened(words: Iterable[str]) -> list[str]:
    """The words, those too long for an index by their hash: a text without spaces is one word."""
    return [word if len(word) <= _LONGEST_WORD else sha256(word.encode()).hexdigest() for word in words]
