"""What each field of a filter means in SQL; the same as `holdfast.record.matching` says in Python.

SQLite cannot know how many rows a search for words, parties, days or points will find, and the wrong road costs seconds
in a large record. So each such search is tried first, up to `FEW` rows. If it finds few, they are fetched and put in
order; if it finds many, the rows are gone through in their order and each is tested, which meets the wanted page soon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, TableClause, and_, exists, literal_column, or_, select, union_all

from holdfast.record.matching import chooses_statements, only_statements
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.schema import LONG_DAYS, document_words, documents, parties, statement_words, statements
from holdfast.record.store import Filter
from holdfast.record.words import fold

__all__ = ["FEW", "IsFew", "as_it_is", "begins", "is_named", "is_sure", "of_documents", "of_statements"]

FEW = 20_000
"""Rows that are fetched and sorted within 50 ms on an ordinary laptop."""

IsFew = Callable[[Any], bool]
"""Whether a query for rows finds at most `FEW`."""
_Condition = ColumnElement[bool]
_Search = tuple[Any, _Condition]
"""A query for the rows, and the test of one row that says the same."""


def of_documents(
    chosen: Filter, dialect: Dialect, is_few: IsFew, *, shown: Iterable[_Condition] = ()
) -> Iterator[_Condition]:
    """The conditions on documents; `shown` are those on the statements that they hold."""
    if chosen.document is not None:
        yield documents.c.id == chosen.document
    if chosen.outlet is not None:
        yield documents.c.outlet == fold(chosen.outlet)
    if chosen.since is not None:
        yield documents.c.day >= chosen.since.toordinal()
    if chosen.until is not None:
        yield documents.c.day <= chosen.until.toordinal()
    if chosen.text is not None and (holds := _holds(document_words, "words", chosen.text, dialect)) is not None:
        yield documents.c.row.in_(select(document_words.c.rowid).where(holds))
    if chooses_statements(chosen):
        found = of_statements(only_statements(chosen), dialect, is_few)
        holding = select(statements.c.document).where(*found, *shown)
        yield documents.c.id.in_(holding)


def of_statements(chosen: Filter, dialect: Dialect, is_few: IsFew) -> Iterator[_Condition]:
    """The conditions on statements."""
    searches = list(_searches(chosen, dialect))
    few = [is_few(rows) for rows, _ in searches]
    for (rows, test), found_few in zip(searches, few, strict=True):
        yield statements.c.row.in_(rows) if found_few else test
    # Beside a search that finds few, the other columns are only tested.
    plain: Callable[[ColumnElement[Any]], ColumnElement[Any]] = dialect.aside if any(few) else as_it_is
    columns = statements.c
    for value, column in (
        (chosen.document, columns.document),
        (chosen.act, columns.act),
        (chosen.type, columns.type),
        (fold(chosen.outlet) if chosen.outlet is not None else None, columns.outlet),
        (chosen.country.strip().upper() if chosen.country is not None else None, columns.country),
    ):
        if value is not None:
            yield plain(column) == value
    if chosen.place is not None:
        yield columns.has_place == 1
    if chosen.min_confidence is not None:
        yield is_sure(chosen.min_confidence)


def _searches(chosen: Filter, dialect: Dialect) -> Iterator[_Search]:
    for column, text in (("quote", chosen.text), ("place", chosen.place)):
        if text is not None and (found := _worded(column, text, dialect)) is not None:
            yield found
    if chosen.actor is not None:
        rows = select(parties.c.statement).where(begins(chosen.actor))
        yield rows, or_(*(is_named(role, chosen.actor, dialect) for role in "arv"))
    if chosen.voice is not None:
        yield _voice(chosen.voice, dialect)
    if chosen.since is not None or chosen.until is not None:
        yield _days(chosen, dialect)
    if chosen.box is not None:
        yield _inside(chosen.box, dialect)


def _voice(voice: str, dialect: Dialect) -> _Search:
    by_ref = select(parties.c.statement).where(begins(voice), parties.c.role == "v")
    found = _worded("voices", voice, dialect)
    if found is None:
        return by_ref, is_named("v", voice, dialect)
    by_words, has_words = found
    return union_all(by_ref, by_words), or_(is_named("v", voice, dialect), has_words)


def _days(chosen: Filter, dialect: Dialect) -> _Search:
    columns = statements.c
    since = chosen.since.toordinal() if chosen.since is not None else None
    until = chosen.until.toordinal() if chosen.until is not None else None
    touches = [
        *([dialect.aside(columns.day_to) >= since] if since is not None else []),
        *([dialect.aside(columns.day_from) <= until] if until is not None else []),
    ]
    is_long = columns.day_to - columns.day_from > literal_column(str(LONG_DAYS))  # a literal: the index is partial
    short = select(columns.row).where(columns.day_from.is_not(None), ~is_long, *touches)
    if since is not None:
        short = short.where(columns.day_from >= since - LONG_DAYS)
    if until is not None:
        short = short.where(columns.day_from <= until)
    long = select(columns.row).where(is_long, *touches)
    if since is not None:
        long = long.where(columns.day_to >= since)
    return union_all(short, long), and_(*touches)


def _inside(box: tuple[float, float, float, float], dialect: Dialect) -> _Search:
    """First the index of points, which may round outward, then the exact point."""
    west, south, east, north = box
    columns = statements.c
    exact = and_(columns.lon.between(west, east), columns.lat.between(south, north))
    return select(columns.row).where(columns.point.in_(dialect.points_near(box)), exact), exact


def begins(beginning: str) -> _Condition:
    """The reference itself, or that and a blank: "!" is the character after the blank."""
    wanted = beginning.strip().upper()
    return or_(parties.c.ref == wanted, and_(parties.c.ref >= wanted + " ", parties.c.ref < wanted + "!"))


def is_named(role: str, beginning: str, dialect: Dialect) -> _Condition:
    """The same as a test of the row's own text of references."""
    wanted = "|" + role + beginning.strip().upper()
    return or_(*(dialect.has_text(statements.c.refs, wanted + end) for end in "| "))


def _holds(index: TableClause, column: str, text: str, dialect: Dialect) -> _Condition | None:
    """The condition that a row of an index holds all words of a text; None if it has no words."""
    words = fold(text).split()
    return dialect.has_words(index, column, words) if words else None


def _worded(column: str, text: str, dialect: Dialect) -> _Search | None:
    """The search for all words of a text in a column of the index of statements; None if it has no words."""
    holds = _holds(statement_words, column, text, dialect)
    if holds is None:
        return None
    rows = select(statement_words.c.rowid).where(holds)
    return rows, exists(rows.where(statement_words.c.rowid == statements.c.row))


def is_sure(least: float) -> _Condition:
    """Whether the reader is so sure of a row; what no machine has read has no confidence, and passes."""
    return or_(statements.c.confidence.is_(None), statements.c.confidence >= least)


def as_it_is(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column, where its index may be the road."""
    return column
