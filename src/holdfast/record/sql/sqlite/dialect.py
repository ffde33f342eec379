"""What SQLite says in its own way: FTS5 for words, an R*Tree for points, codes for what went wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    TableClause,
    Text,
    cast,
    column,
    func,
    insert,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects import sqlite

from holdfast.record.sql.dialect import HASTE, Dialect
from holdfast.record.sql.schema import document_words, points, sites, statement_words
from holdfast.record.sql.trouble import BUSY, DAMAGED, FAILED, FULL

__all__ = ["SqliteDialect"]

_BOXES = table("points", column("point"), column("west"), column("east"), column("south"), column("north"))
"""The R*Tree of the different points, each a box without extent."""

_DAMAGED = (DAMAGED, "Restore it from a copy, or salvage it with `sqlite3 FILE .recover`; Holdfast has not changed it")
_READ_ONLY = ("The record cannot be written", "Give yourself the right to write the file and its folder")
_EXPLANATIONS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: (
        "The file could not be read or written; nothing of this unit of work is kept",
        "See whether the disk is full or has gone, and run the command again",
    ),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: ("The record cannot be opened", "See whether the file and its folder are there and yours"),
}
_FORBIDDING = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL,
    }
)  # fmt: skip
_PRIMARY = 0xFF  # the low byte of SQLite's extended codes


class SqliteDialect(Dialect):
    """A SQLite file."""

    is_kept = "SELECT 1 FROM documents WHERE id = ?"
    are_kept = "SELECT id FROM statements WHERE rereading = '' AND id IN (SELECT value FROM json_each(?))"
    guesses_well = False  # it keeps no statistics of full-text and set searches
    failures = (sqlite3.Error,)

    def __init__(self) -> None:
        self._insertions: dict[TableClause, str] = {}

    def begin_writing(self, connection: Connection) -> None:
        """Nothing: BEGIN IMMEDIATE has waited (`opening`)."""

    def hurry(self, connection: Connection) -> None:
        """By the driver's own timeout, which counts before BEGIN."""
        driven: Any = connection.connection.dbapi_connection
        driven.execute(f"PRAGMA busy_timeout = {HASTE}")

    def insert(self, connection: Connection, index: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows; SQL that is compiled once for each table."""
        if index is points:
            again = [(number, lon, lon, lat, lat) for number, lon, lat in rows]
            connection.exec_driver_sql("INSERT OR REPLACE INTO points VALUES (?, ?, ?, ?, ?)", again)
            return
        if index not in self._insertions:
            row = insert(index).prefix_with("OR IGNORE") if index is sites else insert(index)
            self._insertions[index] = str(row.compile(dialect=sqlite.dialect()))
        connection.exec_driver_sql(self._insertions[index], list(rows))

    def insert_new(self, connection: Connection, into: TableClause, row: Mapping[str, Any]) -> None:
        """Write a row, or nothing if there is one like it."""
        connection.execute(insert(into).prefix_with("OR IGNORE"), dict(row))

    def remove_words(self, connection: Connection, index: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
        """FTS5's own command: an index without contents must be told what to remove."""
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        names = ", ".join(each.name for each in index.c)
        marks = ", ".join("?" for _ in index.c)
        command = f"INSERT INTO {index.name} ({index.name}, {names}) VALUES ('delete', {marks})"
        if rows:
            connection.exec_driver_sql(command, list(rows))

    def scour(self, engine: Engine) -> None:
        """Merge the indexes of words, which else remember what is gone, and empty the log."""
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            for index in (document_words, statement_words):
                connection.exec_driver_sql(f"INSERT INTO {index.name} ({index.name}) VALUES ('optimize')")
        driven = engine.raw_connection()  # outside of any transaction
        try:
            driven.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            driven.close()

    def has_words(self, index: TableClause, column: str, words: Sequence[str]) -> ColumnElement[bool]:
        """FTS5's MATCH; words come folded, so they need no more than quotation marks."""
        query = " AND ".join(f'"{word}"' for word in words)
        if index is not document_words:  # which has one column only, and keeps none apart
            query = f"{{{column}}} : ({query})"
        return literal_column(index.name).op("MATCH", is_comparison=True)(query)

    def has_text(self, column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
        """By going through it."""
        return func.instr(column, text) > 0

    def among(self, texts: Iterable[str]) -> Select[tuple[str]]:
        """One array of JSON, opened."""
        opened = func.json_each(msgspec.json.encode(list(texts)).decode()).table_valued("value")
        return select(opened.c.value)

    def has_word(self, body: ColumnElement[Any], word: str) -> ColumnElement[bool]:
        """By LIKE, which takes small and capital letters of ASCII as the same, and a quarter of the time of `lower`."""
        return cast(body, Text).contains(word, autoescape=True)

    def points_near(self, box: tuple[float, float, float, float]) -> Select[tuple[int]]:
        """The R*Tree, which rounds outward to 32 bits."""
        west, south, east, north = box
        boxes = _BOXES.c
        return select(boxes.point).where(
            boxes.east >= west, boxes.west <= east, boxes.north >= south, boxes.south <= north
        )

    def aside(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column behind "+", which keeps its indexes out."""
        return literal_column(f"+{column.compile()}", type_=column.type)

    def forbids_writing(self, cause: BaseException | None) -> bool:
        """By SQLite's code."""
        return ((getattr(cause, "sqlite_errorcode", None) or 0) & _PRIMARY) in _FORBIDDING

    def explained(self, cause: BaseException | None) -> tuple[str, str]:
        """By SQLite's code."""
        if "no such module" in str(cause):
            return (
                "This Python's SQLite lacks a part that the record needs",
                "Use a Python whose SQLite has FTS5 and R*Tree, such as that of python.org",
            )
        return _EXPLANATIONS.get((getattr(cause, "sqlite_errorcode", None) or 0) & _PRIMARY, FAILED)
