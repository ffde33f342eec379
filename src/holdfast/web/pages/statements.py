"""Statements: a filtered list, and one statement at an address that stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import msgspec
from fastapi import Depends, Query
from pydantic import BeforeValidator, Field

from holdfast.model import Document, Event, Statement
from holdfast.model.correction import Correction
from holdfast.model.statement import ACTS, EVENT_TYPES, Act, EventType
from holdfast.pipeline.asking import refuse_no_words, refuse_wrong_order
from holdfast.record.store import Filter
from holdfast.web.desk import Desk
from holdfast.web.pages.page import AtDesk, Context, DayChoice, Page, TheDays, Word, Words, blank_is_none, or_blank

__all__ = [
    "TYPE",
    "Blank",
    "Choice",
    "Paging",
    "StatementPage",
    "Statements",
    "TheChoice",
    "statement_page",
    "statements",
]

Blank = BeforeValidator(blank_is_none)
_ACT = or_blank({"type": "string", "enum": list(ACTS)})
TYPE = or_blank({"type": "string", "enum": list(EVENT_TYPES)})


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The filters of a list, as they were given."""

    act: str | None = None
    type: str | None = None
    actor: str | None = None
    voice: str | None = None
    place: str | None = None
    country: str | None = None
    outlet: str | None = None
    document: str | None = None
    text: str | None = None
    min_confidence: float | None = None
    since: date | None = None
    until: date | None = None

    def as_filter(self, *, offset: int = 0, limit: int | None = None) -> Filter:
        """These filters as the record takes them."""
        return Filter(**msgspec.structs.asdict(self), offset=offset, limit=limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """A stretch of a list."""

    limit: int
    offset: int


def _paging(
    limit: Annotated[int, Query(ge=1, le=1000, description="How many at most.")] = 100,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out first.")] = 0,
) -> Paging:
    return Paging(limit=limit, offset=offset)


def _choice(
    act: Annotated[Act | None, Blank, _ACT, Query(description="What the words do.")] = None,
    type: Annotated[EventType | None, Blank, TYPE, Query(description="What the words are about.")] = None,
    actor: Annotated[Word, Query(description="Who acts, is acted on or speaks: a reference or its beginning.")] = None,
    voice: Annotated[Word, Query(description="Who says so: words of a name, or the beginning of a reference.")] = None,
    place: Words = None,
    country: Annotated[Word, Query(description="Where: an ISO 3166 alpha-3 code.")] = None,
    outlet: Annotated[Word, Query(description="Who published it.")] = None,
    document: Annotated[Word, Query(description="Id of the document that holds it.")] = None,
    text: Words = None,
    min_confidence: Annotated[
        Annotated[float, Field(ge=0, le=1)] | None,
        Blank,
        or_blank({"type": "number", "minimum": 0, "maximum": 1}),
        Query(
            description="The reader's least certainty, 0 to 1; what a person or a dataset says has none, and passes."
        ),
    ] = None,
    since: DayChoice = None,
    until: DayChoice = None,
) -> Choice:
    refuse_wrong_order(since, until)
    refuse_no_words(text, name="text")
    refuse_no_words(place, name="place")
    return Choice(
        act=act, type=type, actor=actor, voice=voice, place=place, country=country, outlet=outlet, document=document,
        text=text, min_confidence=min_confidence, since=since, until=until,
    )  # fmt: skip


ThePaging = Annotated[Paging, Depends(_paging)]
TheChoice = Annotated[Choice, Depends(_choice)]


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in a list, with its document's outlet and day."""

    statement: Statement
    outlet: str | None
    published: str | None
    event: str | None


class Statements(Context, frozen=True, kw_only=True):
    """Statements in the order in which they were published.

    Attributes:
        next_offset: Where the next stretch begins; None at the end.
    """

    chosen: Choice
    items: tuple[StatementLine, ...]
    limit: int
    offset: int
    next_offset: int | None


class StatementPage(Context, frozen=True, kw_only=True):
    """One statement with all its fields, its words in their surroundings, and its event.

    Attributes:
        statement: As people corrected it; as it was read where they say that it is none.
        correction: What a person said of it; None if nobody did.
    """

    statement: Statement
    correction: Correction | None
    document: Document
    before: str
    after: str
    event: Event | None


def statements(desk: AtDesk, days: TheDays, choice: TheChoice, paging: ThePaging) -> Page:
    """Statements by act, type, actor, voice, place, outlet, day and words."""
    # One more than is shown tells whether there are more.
    wanted = choice.as_filter(offset=paging.offset, limit=paging.limit + 1)
    found = tuple(desk.view(days.known_by).statements(wanted))
    more = len(found) > paging.limit
    context = Statements(
        chosen=choice,
        items=lines(desk, found[: paging.limit], days.known_by),
        limit=paging.limit,
        offset=paging.offset,
        next_offset=paging.offset + paging.limit if more else None,
    )
    return Page(template="statements.html", section="statements", title="Statements", context=context, days=days)


def lines(desk: Desk, found: tuple[Statement, ...], known_by: date | None) -> tuple[StatementLine, ...]:
    """Statements with the outlet and day of their documents, and their events."""
    documents = desk.view(known_by).documents_of({statement.document for statement in found})
    event_of = desk.event_of((statement.id for statement in found), known_by)
    return tuple(
        StatementLine(
            statement=statement,
            outlet=documents[statement.document].outlet,
            published=documents[statement.document].published,
            event=event_of.get(statement.id),
        )
        for statement in found
    )


def statement_page(desk: AtDesk, days: TheDays, statement: str) -> Page:
    """One statement at an address that stays, with its words in their surroundings."""
    correction = desk.corrections(days.known_by).get(statement)
    none = desk.view(days.known_by).as_read(statement) if correction and correction.corrected is None else None
    found = none or desk.statement(statement, days.known_by)
    document = desk.document(found.document, days.known_by)
    context = StatementPage(
        statement=found,
        correction=correction,
        document=document,
        before=_surroundings(document.text[max(0, found.start - 300) : found.start], side="before"),
        after=_surroundings(document.text[found.end : found.end + 300], side="after"),
        event=next(iter(desk.merged(days.known_by).events_of((found.id,))), None),
    )
    return Page(template="statement.html", section="statements", title="Statement", context=context, days=days)


def _surroundings(text: str, *, side: Literal["before", "after"]) -> str:
    """A stretch beside a quote, cut at a line's end or at a word."""
    if side == "before":
        line = text.rsplit("\n", 1)[-1]
        return "…" + line.split(" ", 1)[-1] if len(line) >= 300 else line
    line = text.split("\n", 1)[0]
    return line.rsplit(" ", 1)[0] + "…" if len(line) >= 300 else line
