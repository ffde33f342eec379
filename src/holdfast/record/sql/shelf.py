"""Events that were merged before, kept beside the statements, so that the next who asks need not merge them again.

They say nothing of their own: they follow from the statements, judgements and corrections that a view shows, and from
the code that merges. Where any of these is another, events are merged anew; what is kept here can be dropped at any
time. An event that many views have, such as those of day after day, is kept once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from holdfast.model import Event
from holdfast.model.noun import fingerprint
from holdfast.record.listing import EventLists, PlainLists
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.lists import SqlLists, drop_lists, is_laid_out, lay_out
from holdfast.record.sql.runs import runs
from holdfast.record.sql.schema import merged_events, merged_members, merged_views
from holdfast.record.sql.trouble import explained

__all__ = ["MOST_VIEWS", "SqlShelf", "merging_code"]

MOST_VIEWS = 128
"""Views whose events are kept, such as four months of days; the oldest go first."""
_DECIDING = ("holdfast.model", "holdfast.record", "holdfast.values")
"""The packages whose code decides which statements become one event."""


class SqlShelf:
    """Where the events of one view are kept.

    Args:
        engine: Of the database.
        dialect: The database's own ways.
        key: Names all that the events follow from: two views of one key have the same events.
        where: The record, for messages.
    """

    def __init__(self, engine: Engine, dialect: Dialect, *, key: str, where: str) -> None:
        self._engine = engine
        self._dialect = dialect
        self._key = key
        self._where = where
        self._order: dict[int, int] | None = None

    def events(self) -> tuple[Event, ...] | None:
        """The view's events in order; None if they are not kept."""
        order = self._rows_in_order()
        return None if order is None else _read(self._bodies(order, order))

    def events_of(self, ids: Iterable[str]) -> tuple[Event, ...] | None:
        """Those that hold one of these statements, in order."""
        bodies = self._holding(ids)
        return None if bodies is None else _read(bodies)

    def members(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]] | None:
        """The ids of the statements of those events, by the event's id."""
        bodies = self._holding(ids)
        return None if bodies is None else {head.id: head.statements for head in map(_HEADS.decode, bodies)}

    def event(self, event_id: str) -> tuple[Event, ...] | None:
        """The one of that id, or none."""
        order = self._rows_in_order()
        if order is None:
            return None
        with self._connected() as connection:
            rows = connection.scalars(select(merged_events.c.row).where(merged_events.c.id == event_id)).all()
        return _read(self._bodies(order, (row for row in rows if row in order)))

    def number(self) -> int | None:
        """How many there are."""
        order = self._rows_in_order()
        return None if order is None else len(order)

    def lists(self, reports: Callable[[], frozenset[str]]) -> EventLists | None:
        """The view's events, to be listed; laid out by whoever asks first. None if they are not kept, or cannot be."""
        with self._connected() as connection:
            number = connection.scalar(select(merged_views.c.age).where(merged_views.c.key == self._key))
            is_ready = number is not None and is_laid_out(connection, number)
        order = self._rows_in_order() if number is not None else None
        if number is None or order is None:
            return None
        if not order:
            return PlainLists((), reports)
        if not is_ready and not self._lay_out(number, order, reports()):
            return None
        return SqlLists(number=number, dialect=self._dialect, connected=self._connected, fetch=self._fetch)

    def _lay_out(self, number: int, order: Mapping[int, int], reports: frozenset[str]) -> bool:
        rows = sorted(order, key=order.__getitem__)

        def write(connection: Connection) -> None:
            if not is_laid_out(connection, number):
                events = ((row, Event.from_json(body)) for row, body in _bodies_in_order(connection, rows))
                lay_out(connection, self._dialect, number, events, reports)

        return self._written(write)

    def _fetch(self, rows: Sequence[int]) -> tuple[Event, ...]:
        with self._connected() as connection:
            return tuple(Event.from_json(body) for _, body in _bodies_in_order(connection, rows))

    def _rows_in_order(self) -> dict[int, int] | None:
        """The rows of the view's events with their places in its order."""
        if self._order is None:
            with self._connected() as connection:
                rows = connection.scalar(select(merged_views.c.events).where(merged_views.c.key == self._key))
            if rows is not None:
                self._order = {row: place for place, row in enumerate(msgspec.json.decode(rows, type=list[int]))}
        return self._order

    def _holding(self, ids: Iterable[str]) -> list[bytes] | None:
        order = self._rows_in_order()
        if order is None:
            return None
        rows = set[int]()
        with self._connected() as connection:
            for some in runs(list(ids)):
                holding = merged_members.c.statement.in_(some)
                rows.update(connection.scalars(select(merged_members.c.event).where(holding)))
        return self._bodies(order, rows & order.keys())

    def _bodies(self, order: Mapping[int, int], rows: Iterable[int]) -> list[bytes] | None:
        """The events of rows in order; None if one was dropped meanwhile, and all are to be merged again."""
        wanted = sorted(rows, key=order.__getitem__)
        with self._connected() as connection:
            kept = dict(_bodies(connection, wanted))
        if len(kept) < len(wanted):
            self._order = None
            return None
        return [kept[row] for row in wanted]

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with explained(self._where, self._dialect), self._engine.connect() as connection:
            yield connection

    def keep(self, events: Sequence[Event]) -> bool:
        """Keep the view's events. Where the record cannot be written to, they are merged again the next time."""
        return self._written(lambda connection: self._keep(connection, events))

    def _written(self, write: Callable[[Connection], None]) -> bool:
        """Write what need not be written; False where the record cannot be written to, now or by this person."""
        try:
            with self._engine.connect().execution_options(writing=True) as connection:
                connection.detach()  # so that its haste ends with it
                self._dialect.hurry(connection)
                with connection.begin():
                    write(connection)
        except DBAPIError as error:
            # Or somebody else has just written the same.
            if self._dialect.forbids_writing(error.orig) or isinstance(error, IntegrityError):
                return False
            with explained(self._where, self._dialect):
                raise
        return True

    def _keep(self, connection: Connection, events: Sequence[Event]) -> None:
        rows = _rows_of(connection, events)
        newest = connection.scalar(select(func.max(merged_views.c.age))) or 0
        row = {"key": self._key, "age": newest + 1, "events": msgspec.json.encode(rows)}
        self._dialect.insert_new(connection, merged_views, row)
        _drop_oldest(connection)


def _read(bodies: Iterable[bytes] | None) -> tuple[Event, ...] | None:
    return None if bodies is None else tuple(map(Event.from_json, bodies))


class _Head(msgspec.Struct, frozen=True):
    """Of an event as it is kept, only which statements it has."""

    id: str
    statements: tuple[str, ...]


_HEADS = msgspec.json.Decoder(_Head)


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
    for some in runs(rows):
        query = select(merged_events.c.row, merged_events.c.body).where(merged_events.c.row.in_(some))
        yield from ((row, bytes(body)) for row, body in connection.execute(query))


def _bodies_in_order(connection: Connection, rows: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The events of rows in their order, without those that were dropped meanwhile."""
    for some in runs(rows):
        kept = dict(_bodies(connection, some))
        yield from ((row, kept[row]) for row in some if row in kept)


def _rows_of(connection: Connection, events: Sequence[Event]) -> list[int]:
    """The rows of events, in order; those that no view has had yet are written."""
    bodies = [event.to_json() for event in events]
    digests = [blake2b(body, digest_size=16).digest() for body in bodies]
    rows = dict(_kept(connection, digests))
    following = (connection.scalar(select(func.max(merged_events.c.row))) or 0) + 1
    fresh = {
        digest: (event, body) for digest, event, body in zip(digests, events, bodies, strict=True) if digest not in rows
    }
    if fresh:
        rows |= {digest: following + number for number, digest in enumerate(fresh)}
        connection.execute(
            insert(merged_events),
            [
                {"row": rows[digest], "digest": digest, "id": event.id, "body": body}
                for digest, (event, body) in fresh.items()
            ],
        )
        connection.execute(
            insert(merged_members),
            [
                {"statement": name, "event": rows[digest]}
                for digest, (event, _) in fresh.items()
                for name in event.statements
            ],
        )
    return [rows[digest] for digest in digests]


def _kept(connection: Connection, digests: Sequence[bytes]) -> Iterator[tuple[bytes, int]]:
    for some in runs(digests):
        query = select(merged_events.c.digest, merged_events.c.row).where(merged_events.c.digest.in_(some))
        yield from ((bytes(digest), row) for digest, row in connection.execute(query))


def _drop_oldest(connection: Connection) -> None:
    """Drop the views that were kept first, beyond so many, and the events that only they had."""
    ages = connection.scalars(select(merged_views.c.age).order_by(merged_views.c.age.desc())).all()
    if len(ages) <= MOST_VIEWS:
        return
    # Half of them at once, so that this is seldom done: it looks at every event.
    connection.execute(delete(merged_views).where(merged_views.c.age < ages[MOST_VIEWS // 2 - 1]))
    drop_lists(connection, ages[MOST_VIEWS // 2 :])
    used: set[int] = set()
    for rows in connection.scalars(select(merged_views.c.events)):
        used.update(msgspec.json.decode(rows, type=list[int]))
    unused = [row for row in connection.scalars(select(merged_events.c.row)) if row not in used]
    for some in runs(unused):
        connection.execute(delete(merged_members).where(merged_members.c.event.in_(some)))
        connection.execute(delete(merged_events).where(merged_events.c.row.in_(some)))
