"""Taking a document out of a database with all that was made from it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, exists, insert, or_, select

from holdfast.model import Document, Statement
from holdfast.model.tombstone import Tombstone
from holdfast.record.facts import document_facts, statement_facts
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.schema import (
    corrections,
    document_words,
    documents,
    judgements,
    merged_actors,
    merged_events,
    merged_lists,
    merged_members,
    merged_sites,
    merged_views,
    parties,
    points,
    rereadings,
    sites,
    statement_words,
    statements,
    superseded,
    tombstones,
)  # fmt: skip
from holdfast.record.words import fold

__all__ = ["take_out"]


def take_out(connection: Connection, dialect: Dialect, tombstone: Tombstone, *, last: tuple[int, int]) -> Tombstone:
    """Delete a kept document, its statements, what was said of them and their entries in every index.

    Args:
        connection: Inside a unit of work.
        dialect: The database's own ways.
        tombstone: Who, when and why; the number of statements is filled in.
        last: The last rows of documents and statements that were ever given: they are not given again, so that a view
            that stands still sees nothing new in their place.

    Returns:
        The tombstone as it is kept.
    """
    row, body = connection.execute(
        select(documents.c.row, documents.c.body).where(documents.c.id == tombstone.document)
    ).one()
    document = Document.from_json(body)
    held = connection.execute(
        select(statements.c.row, statements.c.id, statements.c.point, statements.c.site, statements.c.body).where(
            statements.c.document == document.id
        )
    ).all()
    # Only the words matter here, not the day on which the document was kept.
    facts = document_facts(document, kept=tombstone.moment)
    dialect.remove_words(connection, document_words, [(row, fold(f"{document.title or ''} {document.text}"))])
    dialect.remove_words(connection, statement_words, [_words(each.row, each.body, facts) for each in held])
    rows, names = [each.row for each in held], [each.id for each in held]
    for first in range(0, len(held), 500):
        some, named = rows[first : first + 500], names[first : first + 500]
        connection.execute(delete(parties).where(parties.c.statement.in_(some)))
        pairs = or_(judgements.c.left.in_(named), judgements.c.right.in_(named))
        connection.execute(delete(judgements).where(pairs))
        connection.execute(delete(corrections).where(corrections.c.statement.in_(named)))
        connection.execute(delete(statements).where(statements.c.row.in_(some)))
    # An event may hold its words; events are merged again when somebody asks.
    for kept in (merged_views, merged_members, merged_lists, merged_sites, merged_actors, merged_events):
        connection.execute(delete(kept))
    for about in (rereadings, superseded):
        connection.execute(delete(about).where(about.c.document == document.id))
    connection.execute(delete(documents).where(documents.c.row == row))
    for point in {each.point for each in held if each.point is not None}:
        in_use = exists().where(statements.c.point == point)
        connection.execute(delete(points).where(points.c.point == point, ~in_use))
    for site in {each.site for each in held if each.site is not None}:
        connection.execute(delete(sites).where(sites.c.site == site, ~exists().where(statements.c.site == site)))
    tombstone = tombstone.counting(len(held))
    connection.execute(
        insert(tombstones).values(
            document=document.id, last_document=last[0], last_statement=last[1], body=tombstone.to_json()
        )
    )
    return tombstone


def _words(row: int, body: bytes, document: Any) -> tuple[Any, ...]:
    """The words of a statement as they went into their index."""
    facts = statement_facts(Statement.from_json(body), document)
    return row, facts.quote, facts.place, facts.voices
