"""Lists of the events of a view, in SQL: what `holdfast.record.listing` says in Python.

A list is laid out when somebody first asks it of a view whose events are on the shelf: a narrow row for each event, and
each place and each set of parties once, so that going through all of them takes a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, delete, func, or_, select

from holdfast.model import Event, Place
from holdfast.record.facts import site
from holdfast.record.listing import (
    FAR,
    EventChoice,
    PlacedEvents,
    actor_words,
    first_day,
    last_day,
    nearness,
    place_name,
    place_words,
)
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.schema import merged_actors, merged_lists, merged_members, merged_sites

__all__ = ["MOST_LISTS", "SqlLists", "drop_lists", "is_laid_out", "lay_out"]

MOST_LISTS = 8
"""Views of which lists are laid out; those of the oldest views go first."""
_ROW = merged_lists.c
_Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlLists:
    """The list of one view.

    Attributes:
        number: The list's own.
        dialect: The database's own ways.
        connected: Opens a connection.
        fetch: Gives the events of rows, in the order of the rows.
    """

    number: int
    dialect: Dialect
    connected: Callable[[], AbstractContextManager[Connection]]
    fetch: Callable[[Sequence[int]], tuple[Event, ...]]

    def events(self, chosen: EventChoice) -> tuple[Event, ...]:
        """The chosen events in order."""
        # By days first where these are chosen: it is the same order, and the index of days is the road then.
        order = (_ROW.place,) if chosen.begins is None else (_ROW.day_from, _ROW.place)
        query = select(_ROW.event).where(*self._chosen(chosen)).order_by(*order)
        return self.fetch([row[0] for row in self._rows(query.limit(chosen.limit).offset(chosen.offset or None))])

    def count(self, chosen: EventChoice) -> int:
        """How many there are without `limit` and `offset`."""
        ((number,),) = self._rows(select(func.count()).select_from(merged_lists).where(*self._chosen(chosen)))
        return int(number)

    def by_place(self, chosen: EventChoice) -> Iterator[PlacedEvents]:
        """The chosen events by place and type."""
        counts = select(_ROW.site, _ROW.type, func.count()).where(*self._chosen(chosen)).group_by(_ROW.site, _ROW.type)
        bodies = select(merged_sites.c.site, merged_sites.c.body).where(merged_sites.c.list == self.number)
        places = {number: Place.from_json(body) for number, body in self._rows(bodies)}
        return (PlacedEvents(place=places.get(at), type=kind, number=number) for at, kind, number in self._rows(counts))

    def by_day(self, chosen: EventChoice) -> dict[date | None, int]:
        """How many of the chosen events begin on which day."""
        counts = select(_ROW.day_from, func.count()).where(*self._chosen(chosen)).group_by(_ROW.day_from)
        return {None if day is None else date.fromordinal(day): number for day, number in self._rows(counts)}

    def nearest(self, event: Event, *, limit: int) -> tuple[Event, ...]:
        """Other events, the nearest first."""
        query = select(_ROW.event).where(_ROW.list == self.number).order_by(self._nearness(event), _ROW.place)
        query = query.limit(limit + 1)  # the event itself may be among them
        near = self._others(event, query.where(or_(*self._may_be_near(event))), limit)
        if len(near) == limit and nearness(event, near[-1]) < FAR:
            return near
        return self._others(event, query, limit)

    def disputed(self) -> frozenset[str]:
        """Ids of the statements that stand in a contradiction."""
        events = self.events(EventChoice(contradicted=True))
        return frozenset(name for event in events for one in event.contradictions for name in (one.left, one.right))

    def _chosen(self, chosen: EventChoice) -> Iterator[_Condition]:
        yield _ROW.list == self.number
        if chosen.type is not None:
            yield _ROW.type == chosen.type
        if chosen.contradicted:
            yield _ROW.contradicted == 1
        if chosen.reported:
            yield _ROW.reported == 1
        if chosen.since is not None:
            yield _ROW.day_to >= chosen.since.toordinal()
        if chosen.until is not None:
            yield _ROW.day_from <= chosen.until.toordinal()
        if chosen.begins is not None:
            first, last = chosen.begins
            yield _ROW.day_from.between(first.toordinal(), last.toordinal())
        if chosen.place is not None:
            named = self.dialect.has_text(merged_sites.c.words, chosen.place.casefold())
            yield _ROW.site.in_(self._sites(or_(merged_sites.c.country == chosen.place, named)))
        if chosen.actor:
            named = self.dialect.has_text(merged_actors.c.words, chosen.actor.casefold())
            parties = select(merged_actors.c.actors).where(merged_actors.c.list == self.number, named)
            yield _ROW.actors.in_(parties)
        if chosen.holding is not None:
            holding = merged_members.c.statement.in_(self.dialect.among(chosen.holding))
            yield _ROW.event.in_(select(merged_members.c.event).where(holding))

    def _sites(self, condition: _Condition) -> Select[tuple[int]]:
        return select(merged_sites.c.site).where(merged_sites.c.list == self.number, condition)

    def _may_be_near(self, event: Event) -> Iterator[_Condition]:
        """What is neither is at least `FAR` away."""
        if event.place is not None:
            yield _ROW.site.in_(self._sites(merged_sites.c.name == place_name(event.place)))
        if (day := first_day(event)) is not None:
            yield _ROW.day_from.between(day.toordinal() - FAR, day.toordinal() + FAR)
        yield _ROW.event.in_(())  # of what has neither, none

    def _nearness(self, event: Event) -> ColumnElement[int]:
        """The same as `listing.nearness`."""
        apart: ColumnElement[int] = case((_ROW.type.is_not_distinct_from(event.type), 0), else_=4)
        if event.place is None:
            apart = apart + 5
        else:
            named = _ROW.site.in_(self._sites(merged_sites.c.name == place_name(event.place)))
            within = _ROW.site.in_(self._sites(merged_sites.c.country.is_not_distinct_from(event.place.country)))
            both = case((named, 0), else_=4) + case((within, 0), else_=4)
            apart = apart + case((_ROW.site.is_(None), 5), else_=both)
        day = first_day(event)
        if day is None:
            return apart + 4
        between = func.abs(_ROW.day_from - day.toordinal())
        return apart + case((_ROW.day_from.is_(None), 4), (between > FAR, FAR), else_=between)

    def _others(self, event: Event, query: Select[tuple[int]], limit: int) -> tuple[Event, ...]:
        near = self.fetch([row[0] for row in self._rows(query)])
        return tuple(one for one in near if one.id != event.id)[:limit]

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self.connected() as connection:
            return connection.execute(query).all()


def is_laid_out(connection: Connection, number: int) -> bool:
    """Whether there is a list of that number."""
    return connection.execute(select(_ROW.place).where(_ROW.list == number).limit(1)).first() is not None


def lay_out(
    connection: Connection,
    dialect: Dialect,
    number: int,
    events: Iterable[tuple[int, Event]],
    reports: frozenset[str],
) -> None:
    """Write a list, and drop the oldest beyond `MOST_LISTS`.

    Args:
        connection: Inside a unit of work.
        dialect: The database's own ways.
        number: The list's own.
        events: The view's events in order, each with its row.
        reports: The statements that say that something happened or goes on.
    """
    drop_lists(connection, [number])
    sites: dict[Place, int] = {}
    actors: dict[str, int] = {}
    rows = [
        (
            number,
            place,
            row,
            *_days(event),
            event.type,
            sites.setdefault(site(event.place), len(sites)) if event.place else None,
            actors.setdefault(actor_words((*event.actors, *event.recipients)), len(actors)),
            int(bool(event.contradictions)),
            int(not reports.isdisjoint(event.statements)),
        )
        for place, (row, event) in enumerate(events)
    ]
    places = [(number, at, place_name(one), one.country, place_words(one), one.to_json()) for one, at in sites.items()]
    for table, written in (
        (merged_lists, rows),
        (merged_sites, places),
        (merged_actors, [(number, at, words) for words, at in actors.items()]),
    ):
        if written:
            dialect.insert(connection, table, written)
    kept = connection.scalars(select(_ROW.list).distinct().order_by(_ROW.list.desc())).all()
    drop_lists(connection, [one for one in kept[MOST_LISTS:] if one != number])


def drop_lists(connection: Connection, numbers: Sequence[int]) -> None:
    """Drop lists by their numbers."""
    for table in (merged_lists, merged_sites, merged_actors):
        connection.execute(delete(table).where(table.c.list.in_(numbers)))


def _days(event: Event) -> tuple[int | None, int | None]:
    first, last = first_day(event), last_day(event)
    return first.toordinal() if first else None, last.toordinal() if last else None
