"""The record's protocol: a store is a writer and a view.

Writing is one unit of work. Reading has a scope and a day: a view shows what was known by a moment, and nothing that is
written is ever overwritten. The same tests run on every backend (tests/record/test_stores.py).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from holdfast.errors import SkipThis
from holdfast.model import Document, Event, Judgement, Place, Statement
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading
from holdfast.model.tombstone import Tombstone
from holdfast.record.account import Found
from holdfast.record.listing import EventLists
from holdfast.record.sought import Sought
from holdfast.record.telling import Said, Voiced

__all__ = ["Filter", "Kept", "Store", "View", "Writer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which statements or documents to show; an empty field allows anything.

    Attributes:
        since, until: Days of the happening where said, else of the document's publication; inclusive.
        actor: A reference or its beginning, of an actor, recipient or voice.
        voice: Words of a voice's name or the beginning of its reference.
        place: Words of the place's name.
        box: West, south, east and north in degrees; only statements whose place has a point are inside it.
        text: Words that the quote must contain.
        min_confidence: The reader's least confidence, 0 to 1; a statement that a person or a dataset made has none, and
            always passes.
        limit, offset: Paging; the order is stable.

    Words are compared whole, without regard to case and accents. Of documents, `since` and `until` choose the day of
    publication and `text` the words of title and text; with a field that only statements have, those documents are
    shown that hold such a statement. An event is shown if one of its statements is.
    """

    document: str | None = None
    outlet: str | None = None
    act: str | None = None
    type: str | None = None
    actor: str | None = None
    voice: str | None = None
    place: str | None = None
    country: str | None = None
    since: date | None = None
    until: date | None = None
    box: tuple[float, float, float, float] | None = None
    text: str | None = None
    min_confidence: float | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a unit of work has kept: how many were new, and how many had been there already.

    Attributes:
        read_before: Documents that were left alone, as another version of the reader has read them.
    """

    documents: int = 0
    statements: int = 0
    known_already: int = 0
    read_before: int = 0


class Writer(Protocol):
    """One unit of work: all of it is kept when it ends well, and nothing when it does not."""

    def keep_document(self, document: Document) -> bool:
        """Keep a document; False if it was there already. The same one twice changes nothing.

        A document whose address is kept with another text is a new version beside the old one.

        Raises:
            UnreadableInput: The text holds half a character (a lone surrogate), which no file can keep.
            Forgotten: It was taken out of this record for good.
        """
        ...

    def keep_statements(
        self, statements: Iterable[Statement], *, report: Callable[[SkipThis], None] | None = None
    ) -> Kept:
        """Keep statements of documents that are kept; those that are there already change nothing.

        Args:
            statements: The statements, in any order.
            report: Told each statement that cannot be kept, while the others are kept. Without it the first such
                statement is raised and nothing of this call is kept; the unit of work itself goes on.

        Raises:
            InvalidStatement: A statement's document is not kept, or a span does not stand in its text.
        """
        ...

    def keep_rereading(self, rereading: Rereading, statements: Iterable[Statement]) -> bool:
        """Keep what a reader has found in a document that was read before; False if this rereading was there already.

        From its moment on its statements are shown in the place of those that readers of its kinds made before, which
        stay in the record and are shown by views of earlier days. What a person, a dataset or another kind of reader
        says stays as it is.

        Args:
            rereading: Which document was read, by which reader, when.
            statements: All that it found, in any order; an id twice counts once.

        Raises:
            InvalidStatement: The document is not kept, or a statement is not of this document and reader, or a span
                does not stand in the text; nothing of the rereading is kept then.
        """
        ...

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement of sameness; a later one of the same pair and person supersedes, none is deleted.

        Raises:
            InvalidStatement: A statement of the pair is not kept, or the pair is one statement.
        """
        ...

    def correct(self, correction: Correction) -> None:
        """Keep a correction beside the statement; a later one of the same statement supersedes, none is deleted.

        Raises:
            InvalidStatement: The statement is not kept, or the corrected one's words do not stand in the document.
        """
        ...

    def forget(self, document_id: str, *, by: str, why: str) -> Tombstone:
        """Take a document out for good, with its statements and all that was said of them; only a tombstone is left.

        For when the law or a person's safety demands it: everything else in a record is only ever added to. The same
        document is not taken in again.

        Args:
            document_id: The document's id; other versions of the page have ids of their own.
            by: Who takes it out.
            why: The reason in words.

        Raises:
            MissingInput: There is no such document.
            WrongUse: Nobody, or no reason, is named.
        """
        ...


class View(Protocol):
    """What was known by a day. A view never changes while it is read: what is kept later is not seen.

    A document is known from its day of publication; where that is missing, from the day it was fetched; where that is
    missing too, from the moment it was kept. Its statements are known with it, whenever they were first read out of it,
    and so is a judgement of sameness with its two statements. What is found when a document is read again is known from
    that moment on.
    """

    @property
    def version(self) -> Hashable:
        """The state of the record that this is a view of, as `Store.version` tells it."""
        ...

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
        ...

    def mark(self) -> str:
        """A name for all that this view shows: whatever follows from one view follows from another of its mark."""
        ...

    def documents(self, chosen: Filter = ...) -> Iterator[Document]:
        """Documents in order of publication, then id."""
        ...

    def document(self, document_id: str) -> Document | None:
        """One document, None if it is not kept or not known yet."""
        ...

    def statements(self, chosen: Filter = ...) -> Iterator[Statement]:
        """Statements in order of publication, document and offset."""
        ...

    def statement(self, statement_id: str) -> Statement | None:
        """One statement, None if it is not kept or not known yet."""
        ...

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that this view shows, by id; for example all of an event's at once."""
        ...

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that this view shows, by id."""
        ...

    def versions(self, url: str) -> tuple[Document, ...]:
        """Every version of the page at an address, in order of publication, then id."""
        ...

    def count(self, chosen: Filter = ...) -> int:
        """How many statements the filter would show without `limit` and `offset`."""
        ...

    def count_documents(self, chosen: Filter = ...) -> int:
        """How many documents the filter would show without `limit` and `offset`."""
        ...

    def events(self, chosen: Filter = ...) -> Iterator[Event]:
        """Events merged from the statements that this view shows, in order of first day, then id; undated ones last."""
        ...

    def event(self, event_id: str) -> Event | None:
        """One event, None if the statements that this view shows make none of that id."""
        ...

    def bearing(self, sought: Sought) -> Iterator[Found]:
        """The statements that may bear on what is sought, in any order; none that does is left out."""
        ...

    def told_where(self, sought: Sought) -> dict[Place | None, frozenset[date]]:
        """Days of publication of the statements that bear on it, by their places; None for those that name none.

        A place stands at offset 0 here, and statements whose day of publication is not known are left out.
        """
        ...

    def events_of(self, ids: Iterable[str]) -> tuple[Event, ...]:
        """Events that hold one of these statements, in the same order as `events`."""
        ...

    def event_members(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Of the events that hold one of these statements, the ids of all their statements, by the event's id."""
        ...

    def count_events(self) -> int:
        """How many events there are."""
        ...

    def lists(self) -> EventLists:
        """The events, to be listed, counted by place and by day, and looked through for near ones; for one answer."""
        ...

    def said(self, chosen: Said = ...) -> Iterator[Statement]:
        """Statements by who said them on which days, in order of publication, document and offset."""
        ...

    def said_ids(self, chosen: Said = ...) -> frozenset[str]:
        """The ids of all of them, without `limit` and `offset`."""
        ...

    def voiced(self, chosen: Said = ..., *, by_day: bool = False) -> tuple[Voiced, ...]:
        """How often each voice has done what in which outlet, or on which day of publication instead; in any order."""
        ...

    def first_day(self) -> date | None:
        """The first day of a publication; None where none is known."""
        ...

    def last_day(self) -> date | None:
        """The last day on which the view knows anything: of a publication, else of a fetch; None without documents."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Judgements of sameness, in the order they were made, between statements that this view shows.

        One of a statement that was superseded when its document was read again is of the statement at the same words.
        """
        ...

    def without_hold(self) -> Iterator[Judgement]:
        """Judgements, as they were made, of statements at whose words no reading that this view shows has any."""
        ...

    def rereadings(self, document_id: str) -> tuple[Rereading, ...]:
        """The times at which a document was read again, as far as this view knows, in order."""
        ...

    def readers_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Who has read each of these documents: readers by name and version, in the order of the alphabet.

        They are those of what is shown, as it was read, and of rereadings that found nothing. There is none where no
        reader has found anything yet.
        """
        ...

    def corrections(self) -> Iterator[Correction]:
        """The corrections that stand on the statements of this view, which shows those statements corrected."""
        ...

    def tombstones(self) -> Iterator[Tombstone]:
        """What was taken out of the record, in the order in which it was; the day of the view does not matter."""
        ...

    def as_read(self, statement_id: str) -> Statement | None:
        """One statement as the reader read it, None if it is not kept or not known yet."""
        ...


class Store(Protocol):
    """Where the record is kept."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Begin a unit of work."""
        ...

    def view(self, *, known_by: date | None = None, judged_by: date | None = None) -> View:
        """What was known by the end of a day; all that is kept if no day is given.

        Args:
            known_by: The last day whose documents are seen.
            judged_by: The last day (UTC) whose judgements of sameness and corrections count; all if none is given.

        A document that was read again counts as read again from that day (UTC) on, by either of the two.
        """
        ...

    def version(self) -> Hashable:
        """A cheap mark of what is kept, such as SQLite's `data_version` or the last row's number.

        It differs after anything is kept, by this process or another, so that results worked out before can be let go.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
