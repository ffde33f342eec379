"""A statement as far as it is weighed: what judging asks of it and a reason cites, read from what is kept.

What is kept was checked when it was kept. Reading all of a statement and checking every span again takes four times as
long, and a check of an agreement reads as many statements as bear on its clauses. Fields have the names and the meaning
that they have in `Statement`.
"""

from __future__ import annotations

from datetime import date

import msgspec

from holdfast.model import Statement
from holdfast.model.days import as_day
from holdfast.model.statement import Act, Counted, EventType, Polarity, Precision, Status

__all__ = ["Account", "Found", "Party", "Site", "Speaking"]


class _Part(msgspec.Struct, frozen=True, gc=False):
    """A part of an account. None holds anything that could hold it, so that no collector need look at it."""


class Words(_Part, frozen=True, gc=False):
    """A stretch of a document."""

    text: str


class Deed(_Part, frozen=True, gc=False):
    """What it is about, as `Happening`."""

    type: EventType | None
    mode: str | None
    trigger: Words | None


class Party(_Part, frozen=True, gc=False):
    """Somebody named, as `Mention`."""

    text: str
    ref: str | None
    name: str | None


class Speaking(_Part, frozen=True, gc=False):
    """One link of the chain that says so, as `Voice`."""

    text: str | None
    ref: str | None
    name: str | None

    @property
    def caption(self) -> str:
        """The speaker in words."""
        return self.name or self.text or self.ref or "an unnamed voice"


class Site(_Part, frozen=True, gc=False):
    """Where it happened, as `Place`."""

    text: str
    name: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: Precision | None


class Days(_Part, frozen=True, gc=False, rename={"start_day": "from", "end_day": "to"}):
    """When it happened, as `Time`."""

    start_day: str | None
    end_day: str | None

    @property
    def first_day(self) -> date | None:
        """The first day that it may cover, None if open or not known."""
        return as_day(self.start_day)

    @property
    def last_day(self) -> date | None:
        """The last day that it may cover, None if open or not known."""
        return as_day(self.end_day)


class Figure(_Part, frozen=True, gc=False):
    """A figure as claimed, as `Count`."""

    what: Counted
    low: float | None
    high: float | None
    approx: bool


class Account(_Part, frozen=True, gc=False):
    """A statement without what nobody asks for who judges by it: offsets of its parts, conditions, its reader."""

    id: str
    document: str
    quote: str
    start: int
    end: int
    act: Act
    event: Deed
    status: Status | None
    polarity: Polarity
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Site | None
    time: Days | None
    counts: tuple[Figure, ...]
    voices: tuple[Speaking, ...]
    confidence: float | None

    @property
    def innermost_voice(self) -> Speaking | None:
        """Who says so first of all; None if nobody is named and the outlet is not known."""
        return self.voices[0] if self.voices else None


_KEPT = msgspec.json.Decoder(Account)


class Found(msgspec.Struct, frozen=True, gc=False):
    """A statement that may bear on what is sought, and what its document adds; read only when it is asked for.

    Attributes:
        outlet: The name of the document's outlet, None if it is not known.
        published: The document's day or moment of publication, as it is written; None if it is not known.
        kept: The statement, or the JSON in which it is kept.
    """

    id: str
    outlet: str | None
    published: str | None
    kept: Statement | bytes

    @property
    def account(self) -> Statement | Account:
        """The statement, or as much of it as is weighed."""
        return _KEPT.decode(self.kept) if isinstance(self.kept, bytes) else self.kept
