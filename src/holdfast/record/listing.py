"""Lists of events: which to show, in order, counted by place and by day, said once in plain Python.

A view in memory answers so; a database keeps columns of its events and answers the same in SQL (`sql/lists.py`), and
the same tests hold the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol

from holdfast.model import Event, Mention, Place, Statement
from holdfast.model.days import as_day
from holdfast.model.statement import EventType
from holdfast.record.facts import site

__all__ = [
    "ALL_EVENTS",
    "FAR",
    "EventChoice",
    "EventLists",
    "PlacedEvents",
    "PlainLists",
    "actor_words",
    "first_day",
    "is_report",
    "last_day",
    "nearness",
    "place_name",
    "place_words",
]

_BETWEEN = "\x1f"
"""Parts words that are looked through together: the separator of units, which no text has."""
FAR = 8
"""What an event is away at least that is neither at a place of the same name nor within as many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChoice:
    """Which events to list; an empty field allows anything.

    Attributes:
        since, until: Days between which it may have happened; an event whose day nobody said passes neither.
        begins: Its first day lies between these two, inclusive.
        place: Words of the place's name, or a country's ISO 3166 alpha-3 code.
        actor: Words of who acts or is acted on, or of a reference.
        contradicted: True for those with contradictions only.
        reported: True for those only of which a statement says that it happened or goes on.
        holding: One of these statements is among its own.
        limit, offset: Paging; the order is that of the first day, then the id, and undated ones are last.
    """

    type: str | None = None
    place: str | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    begins: tuple[date, date] | None = None
    contradicted: bool = False
    reported: bool = False
    holding: frozenset[str] | None = None
    limit: int | None = None
    offset: int = 0

    def allows(self, event: Event, *, reports: frozenset[str] = frozenset()) -> bool:
        """Whether an event is one of those chosen.

        Args:
            event: The event.
            reports: The statements that say that something happened or goes on.
        """
        return (
            self.type in (None, event.type)
            and (not self.contradicted or bool(event.contradictions))
            and (not self.reported or not reports.isdisjoint(event.statements))
            and (self.holding is None or not self.holding.isdisjoint(event.statements))
            and self._in_time(first_day(event), last_day(event))
            and self._in_place(event.place)
            and (not self.actor or self.actor.casefold() in actor_words((*event.actors, *event.recipients)))
        )

    def _in_time(self, first: date | None, last: date | None) -> bool:
        if self.since is None and self.until is None and self.begins is None:
            return True
        if first is None or last is None:
            return False
        return (
            (self.since is None or last >= self.since)
            and (self.until is None or first <= self.until)
            and (self.begins is None or self.begins[0] <= first <= self.begins[1])
        )

    def _in_place(self, place: Place | None) -> bool:
        if self.place is None:
            return True
        return place is not None and (place.country == self.place or self.place.casefold() in place_words(place))


ALL_EVENTS = EventChoice()
"""The choice of every event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEvents:
    """How many events of one kind are at one place, or have none; a place stands at offset 0 here."""

    place: Place | None
    type: EventType | None
    number: int


class EventLists(Protocol):
    """A view's events, to be listed and counted without fetching those that are not shown."""

    def events(self, chosen: EventChoice) -> tuple[Event, ...]:
        """The chosen events in order."""
        ...

    def count(self, chosen: EventChoice) -> int:
        """How many there are without `limit` and `offset`."""
        ...

    def by_place(self, chosen: EventChoice) -> Iterator[PlacedEvents]:
        """The chosen events, all of them, by place and type, in any order."""
        ...

    def by_day(self, chosen: EventChoice) -> dict[date | None, int]:
        """How many of the chosen events, of all of them, begin on which day; None for those without one."""
        ...

    def nearest(self, event: Event, *, limit: int) -> tuple[Event, ...]:
        """Other events, the nearest first (`nearness`); of equally near ones the first in order."""
        ...

    def disputed(self) -> frozenset[str]:
        """Ids of the statements that stand in a contradiction."""
        ...


class PlainLists:
    """Events at hand, gone through one by one.

    Args:
        events: The view's events in order.
        reports: Gives the ids of the statements that say that something happened or goes on; asked where it matters.
    """

    def __init__(self, events: Sequence[Event], reports: Callable[[], frozenset[str]]) -> None:
        self._events = events
        self._reports = reports

    def events(self, chosen: EventChoice) -> tuple[Event, ...]:
        """The chosen events in order."""
        end = None if chosen.limit is None else chosen.offset + chosen.limit
        return tuple(islice(self._chosen(chosen), chosen.offset, end))

    def count(self, chosen: EventChoice) -> int:
        """How many there are without `limit` and `offset`."""
        return sum(1 for _ in self._chosen(chosen))

    def by_place(self, chosen: EventChoice) -> Iterator[PlacedEvents]:
        """The chosen events by place and type."""
        counts = Counter((site(one.place) if one.place else None, one.type) for one in self._chosen(chosen))
        return (PlacedEvents(place=place, type=kind, number=number) for (place, kind), number in counts.items())

    def by_day(self, chosen: EventChoice) -> dict[date | None, int]:
        """How many of the chosen events begin on which day."""
        return dict(Counter(first_day(one) for one in self._chosen(chosen)))

    def nearest(self, event: Event, *, limit: int) -> tuple[Event, ...]:
        """Other events, the nearest first."""
        others = [one for one in self._events if one.id != event.id]
        return tuple(sorted(others, key=lambda one: nearness(event, one))[:limit])

    def disputed(self) -> frozenset[str]:
        """Ids of the statements that stand in a contradiction."""
        return frozenset(
            name for event in self._events for one in event.contradictions for name in (one.left, one.right)
        )

    def _chosen(self, chosen: EventChoice) -> Iterator[Event]:
        reports = self._reports() if chosen.reported else frozenset()
        return (event for event in self._events if chosen.allows(event, reports=reports))


def first_day(event: Event) -> date | None:
    """The day on which it began, or the one by which; None if nobody said."""
    return as_day(event.first_day or event.last_day)


def last_day(event: Event) -> date | None:
    """The day on which it ended, or the one on which it began; None if nobody said."""
    return as_day(event.last_day or event.first_day)


def is_report(statement: Statement) -> bool:
    """Whether a statement tells of something that happened or goes on, rather than of something to come."""
    return statement.status in ("happened", "ongoing") and statement.polarity == "affirmed"


def place_name(place: Place) -> str:
    """By what a place is compared with another."""
    return (place.name or place.text).replace("\0", "")  # no column of PostgreSQL holds that character


def place_words(place: Place) -> str:
    """All names of a place in small letters, to be looked through."""
    return _BETWEEN.join(name.casefold() for name in (place.name, place.text, place.admin1) if name).replace("\0", "")


def actor_words(mentions: Iterable[Mention]) -> str:
    """References, names and words of parties in small letters, to be looked through."""
    words = (" ".join(filter(None, (one.ref, one.name, one.text))).casefold() for one in mentions)
    return _BETWEEN.join(words).replace("\0", "")


def nearness(event: Event, other: Event) -> int:
    """How far an event is from another: by the kind, the place, the country, and the days between, at most 8."""
    here, there = event.place, other.place
    apart = (event.type != other.type) * 4
    if here is None or there is None:
        apart += 5
    else:
        apart += (place_name(here) != place_name(there)) * 4 + (here.country != there.country) * 4
    first, second = first_day(event), first_day(other)
    return apart + (4 if first is None or second is None else min(abs((first - second).days), 8))
