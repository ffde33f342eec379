"""Rereadings in a database: how they are kept, and which rows of statements a view shows.

The same as `holdfast.record.rereadings` says in Python: a row is not shown if its rereading is not known yet, if a
later one of its document has superseded its kind of reader, or if a row with the same id from an earlier one stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, insert, or_, select

from holdfast.model.rereading import Rereading
from holdfast.record.rereadings import FIRST
from holdfast.record.sql.schema import rereadings, statements, superseded

__all__ = ["is_kept", "of_documents", "rows_shown", "write_rereading"]


def write_rereading(connection: Connection, rereading: Rereading, *, row: int) -> None:
    """Keep a rereading, and which kinds of readers it supersedes."""
    connection.execute(
        insert(rereadings).values(
            row=row, document=rereading.document, rereading=rereading.key, body=rereading.to_json()
        )
    )
    kinds = [
        {"document": rereading.document, "kind": kind, "rereading": rereading.key, "row": row}
        for kind in sorted(rereading.kinds)
    ]
    connection.execute(insert(superseded), kinds)


def is_kept(connection: Connection, rereading: Rereading) -> bool:
    """Whether the very same reader has read the document at the very same moment already."""
    query = select(rereadings.c.row).where(
        rereadings.c.document == rereading.document, rereadings.c.rereading == rereading.key
    )
    return connection.execute(query).first() is not None


def rows_shown(last_row: int, *, last_rereading: int, until: str | None) -> Iterator[ColumnElement[bool]]:
    """The conditions on rows of statements, for a record of which some document was read again.

    Args:
        last_row: The last row of statements that the view sees.
        last_rereading: The same of rereadings.
        until: The first key that the view does not know, None if it knows all.
    """
    own, twin = statements, statements.alias("twin")
    if until is not None:
        yield own.c.rereading < until
    yield _stands(own, last_rereading, until)
    earlier = exists().where(
        twin.c.id == own.c.id,
        twin.c.document == own.c.document,
        twin.c.rereading < own.c.rereading,
        twin.c.row <= last_row,
        _stands(twin, last_rereading, until),
    )
    yield or_(own.c.rereading == FIRST, ~earlier)


def of_documents(ids: Iterable[str], *, last_row: int) -> Select[Any]:
    """The query for all rereadings of documents, in order."""
    columns = rereadings.c
    query = select(columns.body).where(columns.document.in_(list(ids)), columns.row <= last_row)
    return query.order_by(columns.rereading)


def _stands(one: FromClause, last_row: int, until: str | None) -> ColumnElement[bool]:
    """The condition that no known rereading has superseded a row."""
    later = exists().where(
        superseded.c.document == one.c.document,
        superseded.c.kind == one.c.kind,
        superseded.c.rereading > one.c.rereading,
        superseded.c.row <= last_row,
        *((superseded.c.rereading < until,) if until is not None else ()),
    )
    return ~later
