"""What each database has to say in its own way, so that all the rest can be said once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, TableClause

__all__ = ["HASTE", "Dialect"]

HASTE = 1000
"""Milliseconds for which what need not be written waits for others who write."""


class Dialect(ABC):
    """One kind of database, for example SQLite.

    Attributes:
        is_kept: SQL of the driver that finds a row if there is a document of an id.
        are_kept: SQL of the driver that finds those ids of a JSON array that statements of first readings have.
        guesses_well: Whether it knows by itself about how many rows a search will find.
        failures: What its driver raises.
    """

    is_kept: str
    are_kept: str
    guesses_well: bool
    failures: tuple[type[Exception], ...]

    @abstractmethod
    def begin_writing(self, connection: Connection) -> None:
        """Wait until no other unit of work is written, and keep others out until the transaction ends."""

    @abstractmethod
    def hurry(self, connection: Connection) -> None:
        """Let a connection, before its first transaction, wait for others for a moment only."""

    @abstractmethod
    def insert(self, connection: Connection, index: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows, in the order of the table's columns; of points and sites only those not there yet."""

    @abstractmethod
    def insert_new(self, connection: Connection, into: TableClause, row: Mapping[str, Any]) -> None:
        """Write a row, or nothing if there is one like it."""

    @abstractmethod
    def remove_words(self, connection: Connection, index: TableClause, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take rows out of an index of words; they are given as they were written."""

    @abstractmethod
    def scour(self, engine: Engine) -> None:
        """Leave nothing of deleted rows in the files, as far as the database can be made to."""

    @abstractmethod
    def has_words(self, index: TableClause, column: str, words: Sequence[str]) -> ColumnElement[bool]:
        """The condition that a row of an index of words holds all of these, folded, in one column."""

    @abstractmethod
    def has_text(self, column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
        """The condition that a column has a text somewhere, letter by letter."""

    @abstractmethod
    def among(self, texts: Iterable[str]) -> Select[tuple[str]]:
        """The query that gives back any number of texts, to be looked for in a column."""

    @abstractmethod
    def has_word(self, body: ColumnElement[Any], word: str) -> ColumnElement[bool]:
        """The condition that the JSON of a column has a text of ASCII somewhere, in small or capital letters."""

    @abstractmethod
    def points_near(self, box: tuple[float, float, float, float]) -> Select[tuple[int]]:
        """The numbers of the points in a box, and maybe of some that touch it."""

    @abstractmethod
    def aside(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column, only to be tested, where the database must be told that its index is the wrong road."""

    @abstractmethod
    def forbids_writing(self, cause: BaseException | None) -> bool:
        """Whether an exception of its driver says that the record cannot be written to, now or by this person."""

    @abstractmethod
    def explained(self, cause: BaseException | None) -> tuple[str, str]:
        """What went wrong, and what to do next, for an exception of its driver."""
