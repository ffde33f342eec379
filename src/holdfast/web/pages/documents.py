"""Documents: the list of what was read, and one document with its statements highlighted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

import msgspec
from fastapi import Query, Request

from holdfast.model import Document, Judgement, Statement
from holdfast.model.correction import Correction
from holdfast.record.store import Filter, View
from holdfast.record.words import fold_name
from holdfast.web.desk import Desk
from holdfast.web.marks import Paragraph, paragraphs
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays, Word
from holdfast.web.pages.read_by import ReadBy, read_by, without_hold
from holdfast.web.pages.statements import ThePaging
from holdfast.web.webhook.courier import Courier, WebhookState

__all__ = ["DocumentLine", "DocumentPage", "Documents", "document_page", "documents"]


class DocumentLine(msgspec.Struct, frozen=True, kw_only=True):
    """A document in a list: where it came from, and what was read in it."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    fetched: str | None
    url: str | None
    language: str | None
    licence: str | None
    source: str | None
    unread: str | None
    statements: int


class OutletLine(msgspec.Struct, frozen=True, kw_only=True):
    """What came from one outlet."""

    outlet: str | None
    documents: int
    statements: int
    unread: int
    first: str | None
    last: str | None
    licences: tuple[str, ...]


class Documents(Context, frozen=True, kw_only=True):
    """What was read, by outlet and one by one; and what could not be read, with the reason.

    Attributes:
        documents: A stretch of them, in the order of publication.
        next_offset: Where the next stretch begins; None at the end.
        webhook: What the desk's webhook was told; None where there is none.
    """

    outlets: tuple[OutletLine, ...]
    documents: tuple[DocumentLine, ...]
    unread: tuple[DocumentLine, ...]
    outlet: str | None
    limit: int
    offset: int
    next_offset: int | None
    webhook: WebhookState | None


class Corrected(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said of a statement, and the statement as it was read."""

    correction: Correction
    read: Statement


class DocumentPage(Context, frozen=True, kw_only=True):
    """A document's text in pieces, with the statements over each.

    Attributes:
        events: For each statement its event, where merging made one.
        chosen: The statement that the page was opened for.
        correcting: It was opened to correct that statement.
        corrected: By id, statements that are shown as people corrected them.
        rejected: What was read, and is no statement as people say.
        readings: Who has read it: as it is shown, then as it was before it was read again.
        without_hold: What people judged of statements that are no longer found in it.
    """

    document: Document
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[Statement, ...]
    events: dict[str, str]
    acts: dict[str, int]
    chosen: str | None
    correcting: bool
    corrected: dict[str, Corrected]
    rejected: tuple[Corrected, ...]
    readings: tuple[ReadBy, ...]
    without_hold: tuple[Judgement, ...]


def documents(request: Request, desk: AtDesk, days: TheDays, paging: ThePaging, outlet: Word = None) -> Page:
    """What was read, when, under which licence, and what failed."""
    courier: Courier | None = request.app.state.courier
    view = desk.view(days.known_by)
    sources = desk.once(("sources", days.known_by), lambda: desk.at_length(_sources, days.known_by))
    found = tuple(view.documents(Filter(outlet=outlet, limit=paging.limit, offset=paging.offset)))
    end = paging.offset + paging.limit
    context = Documents(
        outlets=sources.outlets,
        documents=tuple(_line(one, view.count(Filter(document=one.id))) for one in found),
        unread=tuple(one for one in sources.unread if outlet is None or fold_name(one.outlet) == fold_name(outlet)),
        outlet=outlet,
        limit=paging.limit,
        offset=paging.offset,
        next_offset=end if end < view.count_documents(Filter(outlet=outlet)) else None,
        webhook=courier.state() if courier else None,
    )
    return Page(template="documents.html", section="documents", title="Sources", context=context, days=days)


def document_page(
    desk: AtDesk,
    days: TheDays,
    document: str,
    statement: Word = None,
    start: Annotated[int | None, Query(ge=0, description="First code point of a stretch to show as cited.")] = None,
    end: Annotated[int | None, Query(ge=0, description="Code point after that stretch.")] = None,
    correct: Annotated[bool, Query(description="Open the form in which the statement is corrected.")] = False,
) -> Page:
    """A document with its statements highlighted, each with its voices, and a stretch shown as cited."""
    found = desk.document(document, days.known_by)
    own = sorted(desk.view(days.known_by).statements(Filter(document=found.id)), key=lambda s: (s.start, s.end, s.id))
    chosen = next((s for s in own if s.id == statement), None)
    cited = (start, end) if start is not None and end is not None else (chosen.start, chosen.end) if chosen else None
    event_of = desk.event_of((s.id for s in own), days.known_by)
    corrected = _corrected(desk, found, days.known_by)
    shown = {s.id for s in own}
    readings = read_by(desk, found, days.known_by)
    context = DocumentPage(
        document=found,
        paragraphs=tuple(paragraphs(found.text, own, cited=cited)),
        statements=tuple(own),
        events={s.id: event_of[s.id] for s in own if s.id in event_of},
        acts=dict(Counter(s.act for s in own).most_common()),
        chosen=chosen.id if chosen else None,
        correcting=correct and chosen is not None,
        corrected={name: one for name, one in corrected.items() if name in shown},
        rejected=tuple(one for name, one in corrected.items() if name not in shown),
        readings=readings,
        without_hold=without_hold(desk, found, days.known_by, readings),
    )
    title = found.title or found.outlet or "Document"
    return Page(template="document.html", section="documents", title=title, context=context, days=days)


def _corrected(desk: Desk, document: Document, known_by: date | None) -> dict[str, Corrected]:
    view = desk.view(known_by)
    read = {name: view.as_read(name) for name in desk.corrections(known_by)}
    own = [(name, one) for name, one in read.items() if one is not None and one.document == document.id]
    return {name: Corrected(correction=desk.corrections(known_by)[name], read=one) for name, one in own}


def _line(document: Document, statements: int) -> DocumentLine:
    return DocumentLine(
        id=document.id,
        title=document.title or _beginning(document.text),
        outlet=document.outlet,
        published=document.published,
        fetched=document.fetched,
        url=document.url,
        language=document.language,
        licence=document.licence,
        source=document.source,
        unread=document.unread,
        statements=statements,
    )


def _beginning(text: str) -> str | None:
    """The first words of a text that has no title."""
    words = text.strip().split("\n", 1)[0]
    return (words if len(words) <= 80 else words[:79].rstrip() + "…") or None


class _Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What came from which outlet, and what could not be read: of all documents, without holding their texts."""

    outlets: tuple[OutletLine, ...]
    unread: tuple[DocumentLine, ...]


class _Came(msgspec.Struct, kw_only=True):
    """What has come from one outlet so far."""

    name: str | None
    documents: int = 0
    unread: int = 0
    published: tuple[str, str] | None = None
    licences: set[str] = msgspec.field(default_factory=set)

    def add(self, document: Document) -> None:
        """Count one document more."""
        self.documents += 1
        self.unread += document.unread is not None
        if document.licence:
            self.licences.add(document.licence)
        if document.outlet and self.name:
            self.name = min(self.name, document.outlet)
        if day := document.published:
            first, last = self.published or (day, day)
            self.published = (min(first, day), max(last, day))


def _sources(view: View) -> _Sources:
    came: dict[str, _Came] = {}
    unread = []
    for document in view.documents():
        came.setdefault(fold_name(document.outlet), _Came(name=document.outlet)).add(document)
        if document.unread is not None:
            unread.append(_line(document, 0))
    told = Counter[str]()
    for one in view.voiced():
        told[fold_name(one.outlet)] += one.number
    outlets = (_outlet(own, told[folded]) for folded, own in came.items())
    return _Sources(
        outlets=tuple(sorted(outlets, key=lambda line: (-line.documents, line.outlet or ""))), unread=tuple(unread)
    )


def _outlet(came: _Came, statements: int) -> OutletLine:
    first, last = came.published or (None, None)
    return OutletLine(
        outlet=came.name,
        documents=came.documents,
        statements=statements,
        unread=came.unread,
        first=first,
        last=last,
        licences=tuple(sorted(came.licences)),
    )
