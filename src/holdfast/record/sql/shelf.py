"""Events that were merged before, kept beside the statements, so that the next who asks need not merge them again.

They say nothing of their own: they follow from the statements, judgements and corrections that a view shows, and from
the code that merges. Where any of these is another, events are merged anew; what is kept here can be dropped at any
time. An event that many views have, such as those of day after day, is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from holdfast.model import Event
from holdfast.model.noun import fingerprint
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.schema import merged_events, merged_views
from holdfast.record.sql.trouble import explained

__all__ = ["MOST_VIEWS", "SqlShelf", "merging_code"]

MOST_VIEWS = 128
"""Views whose events are kept, such as four months of days; the oldest go first."""
_AT_ONCE = 1000
_DECIDING = ("holdfast.model", "holdfast.record", "holdfast.values")
"""The packages whose code decides which statements become one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlShelf:
    """Where the events of one view are kept.

    Attributes:
        key: Names all that the events follow from: two views of one key have the same events.
        where: The record, for messages.
    """

    engine: Engine
    dialect: Dialect
    key: str
    where: str

    def events(self) -> tuple[Event, ...] | None:
        """The view's events in order; None if they are not kept."""
        kept = self._kept()
        return None if kept is None else tuple(map(Event.from_json, kept))

    def event_of(self) -> dict[str, str] | None:
        """Ids of the events, by id of the statement; None if they are not kept."""
        kept = self._kept()
        if kept is None:
            return None
        heads = map(msgspec.json.Decoder(_Head).decode, kept)
        return {name: head.id for head in heads for name in head.statements}

    def _kept(self) -> list[bytes] | None:
        with explained(self.where, self.dialect), self.engine.connect() as connection:
            rows = connection.scalar(select(merged_views.c.events).where(merged_views.c.key == self.key))
            wanted = msgspec.json.decode(rows, type=list[int]) if rows is not None else []
            kept = dict(_bodies(connection, wanted))
        # Another process may have dropped some of them between the two questions.
        is_whole = rows is not None and kept.keys() == set(wanted)
        return [kept[row] for row in wanted] if is_whole else None

    def keep(self, events: Sequence[Event]) -> None:
        """Keep the view's events. Where the record cannot be written to, they are merged again the next time."""
        try:
            with self.engine.connect().execution_options(writing=True) as connection:
                connection.detach()  # so that its haste ends with it
                self.dialect.hurry(connection)
                with connection.begin():
                    self._keep(connection, events)
        except DBAPIError as error:
            if not self.dialect.forbids_writing(error.orig):
                with explained(self.where, self.dialect):
                    raise

    def _keep(self, connection: Connection, events: Sequence[Event]) -> None:
        rows = _rows_of(connection, [event.to_json() for event in events])
        newest = connection.scalar(select(func.max(merged_views.c.age))) or 0
        row = {"key": self.key, "age": newest + 1, "events": msgspec.json.encode(rows)}
        self.dialect.insert_new(connection, merged_views, row)
        _drop_oldest(connection)


class _Head(msgspec.Struct, frozen=True):
    """Of an event as it is kept, only which statements it has."""

    id: str
    statements: tuple[str, ...]


@cache
def merging_code() -> str:
    """A name for the code that merges: other code may make other events of the same statements."""
    sources = (each.read_text(encoding="utf-8") for package in _DECIDING for each in _modules(files(package)))
    return fingerprint("m", *sources)


def _modules(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            yield from _modules(each)
        elif each.name.endswith(".py"):
            yield each


def _bodies(connection: Connection, rows: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    for first in range(0, len(rows), _AT_ONCE):
        some = select(merged_events.c.row, merged_events.c.body).where(
            merged_events.c.row.in_(rows[first : first + _AT_ONCE])
        )
        yield from ((row, bytes(body)) for row, body in connection.execute(some))


def _rows_of(connection: Connection, bodies: Sequence[bytes]) -> list[int]:
    """The rows of events, in order; those that no view has had yet are written."""
    digests = [blake2b(body, digest_size=16).digest() for body in bodies]
    rows = dict(_kept(connection, digests))
    following = (connection.scalar(select(func.max(merged_events.c.row))) or 0) + 1
    fresh = {digest: body for digest, body in zip(digests, bodies, strict=True) if digest not in rows}
    if fresh:
        rows |= {digest: following + number for number, digest in enumerate(fresh)}
        connection.execute(
            insert(merged_events), [{"row": rows[digest], "digest": digest, "body": fresh[digest]} for digest in fresh]
        )
    return [rows[digest] for digest in digests]


def _kept(connection: Connection, digests: Sequence[bytes]) -> Iterator[tuple[bytes, int]]:
    for first in range(0, len(digests), _AT_ONCE):
        some = select(merged_events.c.digest, merged_events.c.row).where(
            merged_events.c.digest.in_(digests[first : first + _AT_ONCE])
        )
        yield from ((bytes(digest), row) for digest, row in connection.execute(some))


def _drop_oldest(connection: Connection) -> None:
    """Drop the views that were kept first, beyond so many, and the events that only they had."""
    ages = connection.scalars(select(merged_views.c.age).order_by(merged_views.c.age.desc())).all()
    if len(ages) <= MOST_VIEWS:
        return
    # Half of them at once, so that this is seldom done: it looks at every event.
    connection.execute(delete(merged_views).where(merged_views.c.age < ages[MOST_VIEWS // 2 - 1]))
    used: set[int] = set()
    for rows in connection.scalars(select(merged_views.c.events)):
        used.update(msgspec.json.decode(rows, type=list[int]))
    unused = [row for row in connection.scalars(select(merged_events.c.row)) if row not in used]
    for first in range(0, len(unused), _AT_ONCE):
        connection.execute(delete(merged_events).where(merged_events.c.row.in_(unused[first : first + _AT_ONCE])))
