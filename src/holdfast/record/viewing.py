"""What every backend's view does alike: events out of the statements that it shows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from threading import Lock
from typing import Protocol, TypeVar

from holdfast.model import Document, Event, Judgement, Place, Statement
from holdfast.model.correction import Correction
from holdfast.model.days import as_day
from holdfast.record.account import Found
from holdfast.record.facts import site
from holdfast.record.listing import EventLists, PlainLists, is_report
from holdfast.record.matching import EVERYTHING
from holdfast.record.merge import Reported, merge
from holdfast.record.sought import Sought, bears
from holdfast.record.store import Filter
from holdfast.record.telling import EVERYTHING_SAID, Said, Voiced, outlet_names, says, summed, voiced

__all__ = ["EventView", "Reported", "SaidView", "Shelf", "found", "last_day", "told_where"]


_Answer = TypeVar("_Answer")


_Documents = Callable[[Iterable[str]], Mapping[str, Document]]
"""Gives documents by their ids."""


def found(bearing: Iterable[Statement], documents_of: _Documents) -> Iterator[Found]:
    """Statements with what their documents add."""
    told = list(bearing)
    papers = documents_of({one.document for one in told})
    for one in told:
        paper = papers[one.document]
        yield Found(id=one.id, outlet=paper.outlet, published=paper.published, kept=one)


def told_where(bearing: Iterable[Statement], documents_of: _Documents) -> dict[Place | None, frozenset[date]]:
    """Days of publication of statements by their places, at offset 0; those of no day are left out."""
    told = list(bearing)
    papers = documents_of({one.document for one in told})
    days: dict[Place | None, set[date]] = defaultdict(set)
    for one in told:
        day = papers[one.document].published_day
        if day:
            days[site(one.place) if one.place else None].add(day)
    return {place: frozenset(found) for place, found in days.items()}


def last_day(documents: Iterable[Document]) -> date | None:
    """The last day of a publication or, of documents without one, of a fetch."""
    days = (document.published_day or as_day(document.fetched) for document in documents)
    return max((day for day in days if day), default=None)


class Shelf(Protocol):
    """Where a view's events are kept from one time to the next; each answer is None if they are not kept."""

    def events(self) -> tuple[Event, ...] | None:
        """The view's events in order."""
        ...

    def events_of(self, ids: Iterable[str]) -> tuple[Event, ...] | None:
        """Those that hold one of these statements, in order."""
        ...

    def members(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]] | None:
        """The ids of the statements of those events, by the event's id."""
        ...

    def event(self, event_id: str) -> tuple[Event, ...] | None:
        """The one of that id, or none."""
        ...

    def number(self) -> int | None:
        """How many there are."""
        ...

    def keep(self, events: Sequence[Event]) -> bool:
        """Keep the view's events; False if that cannot be done now."""
        ...

    def lists(self, reports: Callable[[], frozenset[str]]) -> EventLists | None:
        """The view's events, to be listed; `reports` gives the statements that say that something happened."""
        ...


class SaidView(ABC):
    """The part of a view that tells who said what when, by going through all statements."""

    @abstractmethod
    def statements(self, chosen: Filter = EVERYTHING) -> Iterator[Statement]:
        """Statements in order of publication, document and offset."""

    @abstractmethod
    def documents(self, chosen: Filter = EVERYTHING) -> Iterator[Document]:
        """Documents in order of publication, then id."""

    def said(self, chosen: Said = EVERYTHING_SAID) -> Iterator[Statement]:
        """Statements by who said them on which days, in order of publication, document and offset."""
        return self._said(chosen)

    def said_ids(self, chosen: Said = EVERYTHING_SAID) -> frozenset[str]:
        """The ids of all of them."""
        return self._said_ids(chosen)

    def voiced(self, chosen: Said = EVERYTHING_SAID, *, by_day: bool = False) -> tuple[Voiced, ...]:
        """How often each voice has done what in which outlet, or on which day."""
        return self._voiced(chosen, by_day=by_day)

    def first_day(self) -> date | None:
        """The first day of a publication."""
        return min((day for one in self.documents() if (day := one.published_day)), default=None)

    # Each of these can leave out statements by their ids: those that a view over this one shows otherwise.

    def _said(self, chosen: Said, without: frozenset[str] = frozenset()) -> Iterator[Statement]:
        found = (statement for statement, _ in self._told(chosen, without))
        return islice(found, chosen.offset, None if chosen.limit is None else chosen.offset + chosen.limit)

    def _said_ids(self, chosen: Said, without: frozenset[str] = frozenset()) -> frozenset[str]:
        return frozenset(statement.id for statement, _ in self._told(chosen, without))

    def _voiced(self, chosen: Said, *, by_day: bool, without: frozenset[str] = frozenset()) -> tuple[Voiced, ...]:
        return summed(voiced(self._told(chosen, without), self._outlets(), by_day=by_day), by_day=by_day)

    def _outlets(self) -> dict[str, str | None]:
        """The name of each outlet, by its folded name."""
        return outlet_names(self.documents())

    def _reports(self, without: frozenset[str] = frozenset()) -> frozenset[str]:
        """Ids of the statements that say that something happened or goes on."""
        return frozenset(one.id for one in self.statements() if is_report(one) and one.id not in without)

    def _told(self, chosen: Said, without: frozenset[str]) -> Iterator[tuple[Statement, Document]]:
        papers = {document.id: document for document in self.documents()}
        told = ((one, papers[one.document]) for one in self.statements() if one.id not in without)
        return (pair for pair in told if says(chosen, *pair))


class EventView(SaidView):
    """The part of a view that merges its statements into events, once, when the first event is asked for."""

    def __init__(self) -> None:
        self._events: tuple[Event, ...] | None = None
        self._positions: dict[str, int] | None = None
        self._merging = Lock()

    @abstractmethod
    def judgements(self) -> Iterator[Judgement]:
        """Judgements of sameness, in the order they were made."""

    @abstractmethod
    def _reported(self) -> Iterator[Reported]:
        """Every statement that this view shows, with what its document adds to it."""

    @abstractmethod
    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that this view shows, by id."""

    @abstractmethod
    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that this view shows, by id."""

    def statement(self, statement_id: str) -> Statement | None:
        """One statement, None if it is not kept or not known yet."""
        return self.statements_of((statement_id,)).get(statement_id)

    def document(self, document_id: str) -> Document | None:
        """One document, None if it is not kept or not known yet."""
        return self.documents_of((document_id,)).get(document_id)

    def bearing(self, sought: Sought) -> Iterator[Found]:
        """The statements that may bear on what is sought."""
        return found((one for one in self.statements() if bears(one, sought)), self.documents_of)

    def told_where(self, sought: Sought) -> dict[Place | None, frozenset[date]]:
        """Days of publication of the statements that bear on it, by their places."""
        return told_where((one for one in self.statements() if bears(one, sought)), self.documents_of)

    def _shelf(self) -> Shelf | None:
        """Where this view's events are kept; None if a view of its kind keeps none."""
        return None

    def corrections(self) -> Iterator[Correction]:
        """The corrections that stand on the statements of this view; none where nothing lies over it."""
        return iter(())

    def as_read(self, statement_id: str) -> Statement | None:
        """One statement as the reader read it."""
        return self.statement(statement_id)

    def without_hold(self) -> Iterator[Judgement]:
        """Judgements of statements that no reading finds any more; none where nothing lies over this view."""
        return iter(())

    def events(self, chosen: Filter = EVERYTHING) -> Iterator[Event]:
        """Events merged from the statements that this view shows, in order of first day, then id; undated ones last.

        An event is shown with all its statements if the filter shows one of them.
        """
        everything = replace(chosen, limit=None, offset=0)
        if everything == EVERYTHING:
            found = self._merged()
        else:
            found = self.events_of(statement.id for statement in self.statements(everything))
        return islice(found, chosen.offset, None if chosen.limit is None else chosen.offset + chosen.limit)

    def events_of(self, ids: Iterable[str]) -> tuple[Event, ...]:
        """Events that hold one of these statements, in the same order."""
        wanted = frozenset(ids)
        kept = self._from_shelf(lambda shelf: shelf.events_of(wanted))
        return kept if kept is not None else self._holding(wanted)

    def event_members(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Of the events that hold one of these statements, the ids of all their statements, by the event's id."""
        wanted = frozenset(ids)
        kept = self._from_shelf(lambda shelf: shelf.members(wanted))
        return kept if kept is not None else {one.id: one.statements for one in self._holding(wanted)}

    def event(self, event_id: str) -> Event | None:
        """One event, None if the statements that this view shows make none of that id."""
        kept = self._from_shelf(lambda shelf: shelf.event(event_id))
        found = kept if kept is not None else (one for one in self._merged() if one.id == event_id)
        return next(iter(found), None)

    def count_events(self) -> int:
        """How many events there are."""
        kept = self._from_shelf(lambda shelf: shelf.number())
        return len(self._merged()) if kept is None else kept

    def lists(self) -> EventLists:
        """The events, to be listed and counted."""
        shelf = self._shelf()
        if shelf:
            found = shelf.lists(self._reports)
            if found is None:
                self._merged()
                found = shelf.lists(self._reports)
            if found is not None:
                return found
        return PlainLists(self._merged(), self._reports)

    def _from_shelf(self, ask: Callable[[Shelf], _Answer | None]) -> _Answer | None:
        """What the shelf says, None if the events are at hand already, or are not kept."""
        shelf = self._shelf() if self._events is None else None
        return ask(shelf) if shelf else None

    def _holding(self, ids: frozenset[str]) -> tuple[Event, ...]:
        merged = self._merged()
        if self._positions is None:
            self._positions = {name: position for position, one in enumerate(merged) for name in one.statements}
        positions = {self._positions[name] for name in ids if name in self._positions}
        return tuple(merged[position] for position in sorted(positions))

    def _merged(self) -> tuple[Event, ...]:
        with self._merging:
            if self._events is not None:
                return self._events
            shelf = self._shelf()
            kept = shelf.events() if shelf else None
            if kept is not None:
                return kept
            merged = merge(self._reported(), tuple(self.judgements()))
            # What is kept is not held here too: it may be more than the memory of a computer has room for.
            if shelf is None or not shelf.keep(merged):
                self._events = merged
            return merged
