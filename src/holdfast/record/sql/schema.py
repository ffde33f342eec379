"""The tables of the record as SQLAlchemy sees them; each database's steps make them, and tests hold them together."""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)
from sqlalchemy.types import TypeEngine

__all__ = [
    "LONG_DAYS",
    "METADATA",
    "corrections",
    "document_words",
    "documents",
    "judgements",
    "merged_actors",
    "merged_events",
    "merged_lists",
    "merged_members",
    "merged_sites",
    "merged_views",
    "parties",
    "points",
    "rereadings",
    "sites",
    "statement_words",
    "statements",
    "superseded",
    "tombstones",
]

METADATA = MetaData()

_Number: TypeEngine[int] = Integer().with_variant(BigInteger(), "postgresql")
"""A whole number of up to 64 bits, which SQLite's always has."""
_Real: TypeEngine[float] = REAL().with_variant(Double(), "postgresql")
"""A number with double precision, which is what SQLite calls real."""

documents = Table(
    "documents",
    METADATA,
    Column("row", _Number, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("published", Text),
    Column("outlet_name", Text),
    Column("outlet", Text, nullable=False),
    Column("moment", _Number, nullable=False),
    Column("day", Integer),
    Column("known_from", Integer, nullable=False),
    Column("kept_at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A document whole (`body`, JSON) beside what finds it: days are proleptic ordinals, `moment` seconds since 1970."""

statements = Table(
    "statements",
    METADATA,
    Column("row", _Number, primary_key=True),
    Column("id", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("moment", _Number, nullable=False),
    Column("known_from", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("type", Text),
    Column("country", Text),
    Column("has_place", Integer, nullable=False),
    Column("lat", _Real),
    Column("lon", _Real),
    Column("point", _Number),
    Column("day_from", Integer),
    Column("day_to", Integer),
    Column("refs", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("confidence", _Real),
    Column("mode", Text),
    Column("status", Text),
    Column("polarity", Text),
    Column("day_told", Integer),
    Column("site", _Number),
    Column("kind", Text, nullable=False),
    Column("rereading", Text, nullable=False),
    Column("voice", Text),
    Column("voice_ref", Text),
    UniqueConstraint("id", "rereading"),
)
"""A statement whole (`body`, JSON) beside what finds and orders it; some columns are its document's.

`day_told` is the day of publication, `site` the number of its place in `sites`. `kind` is that of the reader that made
it, `rereading` the key of the rereading that it came with, else empty. `voice` is the innermost voice in words, the
outlet where nobody is named, `voice_ref` its reference (`holdfast.record.telling.teller`). `refs` holds what `parties`
holds, as one text (`ref_marks`), for searches that nearly every row would answer.
"""
LONG_DAYS = 31
"""Days beyond which a happening is long: those are few, and have an index of their own."""

parties = Table(
    "parties",
    METADATA,
    Column("ref", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("statement", _Number, primary_key=True),
)
"""Who is named: `role` is `a` for an actor, `r` for a recipient, `v` for a voice; `statement` is the row."""

sites = Table(
    "sites",
    METADATA,
    Column("site", _Number, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
"""The different places, whole (JSON, at offset 0): those of the news come again and again."""

judgements = Table(
    "judgements",
    METADATA,
    Column("row", _Number, primary_key=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False, unique=True),
)
"""Judgements of sameness; `day` is the day (UTC) on which each was made."""

corrections = Table(
    "corrections",
    METADATA,
    Column("row", _Number, primary_key=True),
    Column("statement", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False, unique=True),
)
"""What people say of statements that were misread; `day` is the day (UTC) on which each was corrected."""

rereadings = Table(
    "rereadings",
    METADATA,
    Column("row", _Number, primary_key=True),
    Column("document", Text, nullable=False),
    Column("rereading", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("document", "rereading"),
)
"""That a document was read again; `rereading` is the key that orders them, `row` one of the statements' rows."""

superseded = Table(
    "superseded",
    METADATA,
    Column("document", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("rereading", Text, primary_key=True),
    Column("row", _Number, nullable=False),
)
"""Which kinds of readers a rereading supersedes in its document; `row` is the rereading's."""

tombstones = Table(
    "tombstones",
    METADATA,
    Column("row", _Number, primary_key=True),
    Column("document", Text, nullable=False, unique=True),
    Column("last_document", _Number, nullable=False),
    Column("last_statement", _Number, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What is left of documents that were taken out; the last rows that had been given by then are not given again."""

merged_events = Table(
    "merged_events",
    METADATA,
    Column("row", _Number, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("id", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Events that were merged before (`shelf`), each once; `digest` is that of `body`."""

merged_members = Table(
    "merged_members",
    METADATA,
    Column("statement", Text, primary_key=True),
    Column("event", _Number, primary_key=True),
)
"""Which statements they hold; `event` is the row."""

merged_views = Table(
    "merged_views",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("age", _Number, nullable=False),
    Column("events", LargeBinary, nullable=False),
)
"""Which of them a view has: their rows in order, as JSON; a later `age` was kept later."""

merged_lists = Table(
    "merged_lists",
    METADATA,
    Column("list", _Number, primary_key=True),
    Column("place", _Number, primary_key=True),
    Column("event", _Number, nullable=False),
    Column("day_from", Integer),
    Column("day_to", Integer),
    Column("type", Text),
    Column("site", _Number),
    Column("actors", _Number, nullable=False),
    Column("contradicted", Integer, nullable=False),
    Column("reported", Integer, nullable=False),
)
"""The events of a view that somebody has asked a list of: `list` is the view's `age`, `place` the place in its order.

`event` is the row, `site` and `actors` are numbers within the list.
"""

merged_sites = Table(
    "merged_sites",
    METADATA,
    Column("list", _Number, primary_key=True),
    Column("site", _Number, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("words", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The different places of a list, whole (JSON, at offset 0); `words` are all their names, to be looked through."""

merged_actors = Table(
    "merged_actors",
    METADATA,
    Column("list", _Number, primary_key=True),
    Column("actors", _Number, primary_key=True),
    Column("words", Text, nullable=False),
)
"""The different parties of the events of a list, those of an event together, to be looked through."""

statement_words = table("statement_words", column("rowid"), column("quote"), column("place"), column("voices"))
"""The folded words of a statement, by its row, in the database's own kind of index."""
document_words = table("document_words", column("rowid"), column("words"))
"""The same of a document's title and text, by its row."""
points = table("points", column("point"), column("lon"), column("lat"))
"""The different points of places, in the database's own kind of index, by the number that statements carry too."""
