"""The record's protocol: a store is a writer and a view.

Writing is one unit of work. Reading has a scope and a day: a view shows what was known by a moment, and nothing that is
written is ever overwritten. The same tests run on every backend (tests/record/test_stores.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from holdfast.model import Document, Event, Judgement, Statement

__all__ = ["Filter", "Kept", "Store", "View", "Writer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which statements or documents to show; an empty field allows anything.

    Attributes:
        since, until: Days of the happening where said, else of the document's publication; inclusive.
        actor: A reference or its beginning, of an actor, recipient or voice.
        voice: Words of a voice's name or the beginning of its reference.
        place: Words of the place's name.
        text: Words that the quote must contain.
        limit, offset: Paging; the order is stable.
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
    text: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a unit of work has kept: how many were new, and how many had been there already."""

    documents: int = 0
    statements: int = 0
    known_already: int = 0


class Writer(Protocol):
    """One unit of work: all of it is kept when it ends well, and nothing when it does not."""

    def keep_document(self, document: Document) -> bool:
        """Keep a document; False if it was there already. The same one twice changes nothing."""
        ...

    def keep_statements(self, statements: Iterable[Statement]) -> Kept:
        """Keep statements of documents that are kept; those that are there already change nothing.

        Raises:
            InvalidStatement: A statement's document is not kept, or a span does not stand in its text.
        """
        ...

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement of sameness; a later one of the same pair and person supersedes, none is deleted."""
        ...


class View(Protocol):
    """What was known by a moment. A view never changes while it is read.

    A document is known from its day of publication; where that is missing, from the day it was fetched; where that is
    missing too, from the moment it was kept. Its statements are known with it.
    """

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
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

    def events(self, chosen: Filter = ...) -> Iterator[Event]:
        """Events merged from the statements that this view shows, in order of first day, then id."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Judgements of sameness, in the order they were made."""
        ...


class Store(Protocol):
    """Where the record is kept."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Begin a unit of work."""
        ...

    def view(self, *, known_by: date | None = None) -> View:
        """What was known by the end of a day; all that is kept if no day is given."""
        ...

    def version(self) -> Hashable:
        """A cheap mark of what is kept, such as SQLite's `data_version` or the last row's number.

        It differs after anything is kept, by this process or another, so that results worked out before can be let go.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
