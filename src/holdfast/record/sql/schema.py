"""The tables of the record as SQLAlchemy sees them; `migrations` makes them, and a test holds the two together."""

from __future__ import annotations

from sqlalchemy import REAL, Column, Integer, LargeBinary, MetaData, Table, Text, column, table

__all__ = [
    "LONG_DAYS",
    "METADATA",
    "document_words",
    "documents",
    "judgements",
    "parties",
    "points",
    "statement_words",
    "statements",
]

METADATA = MetaData()

documents = Table(
    "documents",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("published", Text),
    Column("outlet_name", Text),
    Column("outlet", Text, nullable=False),
    Column("moment", Integer, nullable=False),
    Column("day", Integer),
    Column("known_from", Integer, nullable=False),
    Column("kept_at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A document whole (`body`, JSON) beside what finds it: days are proleptic ordinals, `moment` seconds since 1970."""

statements = Table(
    "statements",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False),
    Column("moment", Integer, nullable=False),
    Column("known_from", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("type", Text),
    Column("country", Text),
    Column("has_place", Integer, nullable=False),
    Column("lat", REAL),
    Column("lon", REAL),
    Column("point", Integer),
    Column("day_from", Integer),
    Column("day_to", Integer),
    Column("refs", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A statement whole (`body`, JSON) beside what finds and orders it; some columns are its document's.

`refs` holds what `parties` holds, as one text (`ref_marks`), for searches that nearly every row would answer.
"""
LONG_DAYS = 31
"""Days beyond which a happening is long: those are few, and have an index of their own."""

parties = Table(
    "parties",
    METADATA,
    Column("ref", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("statement", Integer, primary_key=True),
)
"""Who is named: `role` is `a` for an actor, `r` for a recipient, `v` for a voice; `statement` is the row."""

judgements = Table(
    "judgements",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False, unique=True),
)
"""Judgements of sameness; `day` is the day (UTC) on which each was made."""

statement_words = table("statement_words", column("rowid"), column("quote"), column("place"), column("voices"))
"""FTS5 without content: the folded words of a statement, by its row."""
document_words = table("document_words", column("rowid"), column("words"))
"""FTS5 without content: the folded words of a document's title and text, by its row."""
points = table("points", column("point"), column("west"), column("east"), column("south"), column("north"))
"""R*Tree: the different points of places, by the number that statements carry too."""
