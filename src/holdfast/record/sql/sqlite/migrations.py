"""The steps that make a record's file what this version of Holdfast needs, each applied once and in order.

The number of steps that a file has had is its `user_version`. A step that has been published is never changed.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from holdfast.model.rereading import kind_of

__all__ = ["APPLICATION_ID", "STEPS", "VERSION", "migrate"]

APPLICATION_ID = 0x484F4C44
"""Marks a SQLite file as a record of Holdfast: "HOLD" in ASCII."""

_FIRST = (
    """CREATE TABLE documents (
        "row" INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        url TEXT,
        published TEXT,
        outlet_name TEXT,
        outlet TEXT NOT NULL,
        moment INTEGER NOT NULL,
        day INTEGER,
        known_from INTEGER NOT NULL,
        kept_at TEXT NOT NULL,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX documents_in_order ON documents (moment, id)",
    "CREATE INDEX documents_by_url ON documents (url)",
    """CREATE TABLE statements (
        "row" INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES documents (id),
        moment INTEGER NOT NULL,
        known_from INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        outlet TEXT NOT NULL,
        act TEXT NOT NULL,
        type TEXT,
        country TEXT,
        has_place INTEGER NOT NULL,
        lat REAL,
        lon REAL,
        point INTEGER,
        day_from INTEGER,
        day_to INTEGER,
        refs TEXT NOT NULL,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX statements_in_order ON statements (moment, document, start)",
    "CREATE INDEX statements_by_document ON statements (document)",
    "CREATE INDEX statements_by_type ON statements (type, moment, document, start)",
    "CREATE INDEX statements_by_country ON statements (country, moment, document, start)",
    "CREATE INDEX statements_by_outlet ON statements (outlet, moment, document, start)",
    "CREATE INDEX statements_by_day ON statements (day_from, day_to)",
    # An index on two ends of a stretch finds few by the first end alone; the long ones are set apart, so that the
    # others can be searched between two days.
    "CREATE INDEX statements_long ON statements (day_to, day_from) WHERE day_to - day_from > 31",
    "CREATE INDEX statements_by_point ON statements (point) WHERE point IS NOT NULL",
    """CREATE TABLE parties (
        ref TEXT NOT NULL,
        role TEXT NOT NULL,
        statement INTEGER NOT NULL REFERENCES statements ("row"),
        PRIMARY KEY (ref, role, statement)
    ) WITHOUT ROWID""",
    """CREATE TABLE judgements (
        "row" INTEGER PRIMARY KEY,
        "left" TEXT NOT NULL REFERENCES statements (id),
        "right" TEXT NOT NULL REFERENCES statements (id),
        day INTEGER NOT NULL,
        body BLOB NOT NULL UNIQUE
    )""",
    # The words come folded (record/words.py), so the plainest tokenizer is enough. `detail` keeps only what a search
    # for whole words in one column needs.
    """CREATE VIRTUAL TABLE statement_words USING fts5(
        quote, place, voices, content='', tokenize='ascii', detail='column'
    )""",
    "CREATE VIRTUAL TABLE document_words USING fts5(words, content='', tokenize='ascii', detail='none')",
    # One entry for each different point, not for each statement: the places of the news come again and again.
    "CREATE VIRTUAL TABLE points USING rtree(point, west, east, south, north)",
    f"PRAGMA application_id = {APPLICATION_ID}",
)

_CONFIDENCE = (
    "ALTER TABLE statements ADD COLUMN confidence REAL",
    "UPDATE statements SET confidence = json_extract(CAST(body AS TEXT), '$.confidence')",
)

_CORRECTIONS = (
    """CREATE TABLE corrections (
        "row" INTEGER PRIMARY KEY,
        statement TEXT NOT NULL REFERENCES statements (id),
        day INTEGER NOT NULL,
        body BLOB NOT NULL UNIQUE
    )""",
)

_TOMBSTONES = (
    """CREATE TABLE tombstones (
        "row" INTEGER PRIMARY KEY,
        document TEXT NOT NULL UNIQUE,
        last_document INTEGER NOT NULL,
        last_statement INTEGER NOT NULL,
        body BLOB NOT NULL
    )""",
)

_MERGED = (
    """CREATE TABLE merged_events (
        "row" INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        id TEXT NOT NULL,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX merged_events_by_id ON merged_events (id)",
    """CREATE TABLE merged_members (
        statement TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (statement, event)
    ) WITHOUT ROWID""",
    'CREATE TABLE merged_views ("key" TEXT NOT NULL PRIMARY KEY, age INTEGER NOT NULL, events BLOB NOT NULL)',
)

# The place without its offsets in the text, so that each is there once.
_PLACE = """CAST(json_set(json_extract(CAST(statements.body AS TEXT), '$.place'), '$.start', 0,
    '$.end', length(json_extract(CAST(statements.body AS TEXT), '$.place.text'))) AS BLOB)"""

_SOUGHT = (
    *(f"ALTER TABLE statements ADD COLUMN {name} TEXT" for name in ("mode", "status", "polarity")),
    *(f"ALTER TABLE statements ADD COLUMN {name} INTEGER" for name in ("day_told", "site")),
    "CREATE TABLE sites (site INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    f"""INSERT INTO sites SELECT row_number() OVER (), place FROM (
        SELECT DISTINCT {_PLACE} AS place FROM statements WHERE has_place = 1
    )""",
    "CREATE INDEX sites_by_body ON sites (body)",
    f"""UPDATE statements SET
        mode = json_extract(CAST(body AS TEXT), '$.event.mode'),
        status = json_extract(CAST(body AS TEXT), '$.status'),
        polarity = json_extract(CAST(body AS TEXT), '$.polarity'),
        day_told = (SELECT day FROM documents WHERE documents.id = statements.document),
        site = CASE WHEN has_place = 1 THEN (SELECT site FROM sites WHERE sites.body = {_PLACE}) END""",
    "DROP INDEX sites_by_body",
)

# An id may now come again, from another reading of its document. SQLite cannot take a constraint off, so the table is
# made anew; what is freed is overwritten, as forgetting must reach every copy of a text.
_REREADINGS = (
    "PRAGMA secure_delete = ON",
    """CREATE TABLE statements_again (
        "row" INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        document TEXT NOT NULL REFERENCES documents (id),
        moment INTEGER NOT NULL,
        known_from INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        outlet TEXT NOT NULL,
        act TEXT NOT NULL,
        type TEXT,
        country TEXT,
        has_place INTEGER NOT NULL,
        lat REAL,
        lon REAL,
        point INTEGER,
        day_from INTEGER,
        day_to INTEGER,
        refs TEXT NOT NULL,
        body BLOB NOT NULL,
        confidence REAL,
        mode TEXT,
        status TEXT,
        polarity TEXT,
        day_told INTEGER,
        site INTEGER,
        kind TEXT NOT NULL,
        rereading TEXT NOT NULL,
        UNIQUE (id, rereading)
    )""",
    """INSERT INTO statements_again SELECT
        "row", id, document, moment, known_from, start, "end", outlet, act, type, country, has_place, lat, lon, point,
        day_from, day_to, refs, body, confidence, mode, status, polarity, day_told, site,
        reader_kind(json_extract(CAST(body AS TEXT), '$.reader')), ''
        FROM statements""",
    "DROP TABLE statements",
    "ALTER TABLE statements_again RENAME TO statements",
    "CREATE INDEX statements_in_order ON statements (moment, document, start)",
    "CREATE INDEX statements_by_document ON statements (document)",
    "CREATE INDEX statements_by_type ON statements (type, moment, document, start)",
    "CREATE INDEX statements_by_country ON statements (country, moment, document, start)",
    # With the act: to test it, the rows of an outlet need not be fetched.
    "CREATE INDEX statements_by_outlet ON statements (outlet, moment, document, start, act)",
    "CREATE INDEX statements_by_day ON statements (day_from, day_to)",
    "CREATE INDEX statements_long ON statements (day_to, day_from) WHERE day_to - day_from > 31",
    "CREATE INDEX statements_by_point ON statements (point) WHERE point IS NOT NULL",
    "CREATE INDEX statements_by_site ON statements (type, day_told, site, known_from, confidence)",
    # Their statements are no longer named by a unique column, which these tables referred to.
    """CREATE TABLE judgements_again (
        "row" INTEGER PRIMARY KEY,
        "left" TEXT NOT NULL,
        "right" TEXT NOT NULL,
        day INTEGER NOT NULL,
        body BLOB NOT NULL UNIQUE
    )""",
    "INSERT INTO judgements_again SELECT * FROM judgements",
    "DROP TABLE judgements",
    "ALTER TABLE judgements_again RENAME TO judgements",
    """CREATE TABLE corrections_again (
        "row" INTEGER PRIMARY KEY,
        statement TEXT NOT NULL,
        day INTEGER NOT NULL,
        body BLOB NOT NULL UNIQUE
    )""",
    "INSERT INTO corrections_again SELECT * FROM corrections",
    "DROP TABLE corrections",
    "ALTER TABLE corrections_again RENAME TO corrections",
    """CREATE TABLE rereadings (
        "row" INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id),
        rereading TEXT NOT NULL,
        body BLOB NOT NULL,
        UNIQUE (document, rereading)
    )""",
    """CREATE TABLE superseded (
        document TEXT NOT NULL REFERENCES documents (id),
        kind TEXT NOT NULL,
        rereading TEXT NOT NULL,
        "row" INTEGER NOT NULL,
        PRIMARY KEY (document, kind, rereading)
    ) WITHOUT ROWID""",
)

_VOICES = (
    "ALTER TABLE statements ADD COLUMN voice TEXT",
    "ALTER TABLE statements ADD COLUMN voice_ref TEXT",
    """UPDATE statements SET
        voice = coalesce(
            nullif(json_extract(CAST(body AS TEXT), '$.voices[0].name'), ''),
            nullif(json_extract(CAST(body AS TEXT), '$.voices[0].text'), ''),
            nullif(json_extract(CAST(body AS TEXT), '$.voices[0].ref'), ''),
            CASE WHEN json_extract(CAST(body AS TEXT), '$.voices[0]') IS NOT NULL THEN 'an unnamed voice' END,
            (SELECT nullif(outlet_name, '') FROM documents WHERE documents.id = statements.document),
            'an outlet not known'),
        voice_ref = json_extract(CAST(body AS TEXT), '$.voices[0].ref')""",
    # All that is counted of voices stands in it, in the order in which it is counted.
    "CREATE INDEX statements_by_voice ON statements (day_told, act, voice, outlet, voice_ref, known_from)",
    "CREATE INDEX documents_by_outlet ON documents (outlet, outlet_name, known_from)",
    """CREATE TABLE merged_lists (
        list INTEGER NOT NULL,
        place INTEGER NOT NULL,
        event INTEGER NOT NULL,
        day_from INTEGER,
        day_to INTEGER,
        type TEXT,
        site INTEGER,
        actors INTEGER NOT NULL,
        contradicted INTEGER NOT NULL,
        reported INTEGER NOT NULL,
        PRIMARY KEY (list, place)
    ) WITHOUT ROWID""",
    "CREATE INDEX merged_lists_by_day ON merged_lists (list, day_from)",
    "CREATE INDEX merged_lists_by_site ON merged_lists (list, site, type, day_from)",
    """CREATE TABLE merged_sites (
        list INTEGER NOT NULL,
        site INTEGER NOT NULL,
        name TEXT NOT NULL,
        country TEXT,
        words TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (list, site)
    ) WITHOUT ROWID""",
    """CREATE TABLE merged_actors (
        list INTEGER NOT NULL, actors INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (list, actors)
    ) WITHOUT ROWID""",
)

STEPS: tuple[tuple[str, ...], ...] = (
    _FIRST, _CONFIDENCE, _CORRECTIONS, _TOMBSTONES, _MERGED, _SOUGHT, _REREADINGS, _VOICES,
)  # fmt: skip
"""Each step as its SQL; add one for every change, at the end."""

VERSION = len(STEPS)
"""The version of the file that this Holdfast writes."""


def migrate(connection: Connection, *, since: int) -> None:
    """Apply the steps that a file of version `since` has not had, inside the caller's transaction."""
    driven: Any = connection.connection.driver_connection
    driven.create_function("reader_kind", 1, kind_of, deterministic=True)
    for step in STEPS[since:]:
        for command in step:
            connection.exec_driver_sql(command)
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
