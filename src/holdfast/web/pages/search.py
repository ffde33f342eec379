"""Search: statements and documents that hold some words."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import msgspec
from fastapi import Query

from holdfast.model import Document
from holdfast.record.store import Filter
from holdfast.record.words import word_set
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays
from holdfast.web.pages.statements import StatementLine, lines

__all__ = ["Search", "search"]

_STATEMENTS = 60
_DOCUMENTS = 20
_AROUND = 90


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the first place where the words stand."""

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    before: str
    words: str
    after: str
    start: int
    end: int


class Search(Context, frozen=True, kw_only=True):
    """What holds the words; `more` where not all of it is shown."""

    q: str
    statements: tuple[StatementLine, ...]
    documents: tuple[Hit, ...]
    more: bool


def search(
    desk: AtDesk,
    days: TheDays,
    q: Annotated[str, Query(max_length=200, description="Words that a quote or a document holds.")] = "",
) -> Page:
    """Full text: statements whose quote holds the words, and documents whose text holds them as they stand."""
    words = q.strip()
    view = desk.view(days.known_by)
    # A sign that is no word, such as an emoji, may stand in a document; a quote is looked for by its words.
    found = tuple(view.statements(Filter(text=words, limit=_STATEMENTS + 1))) if word_set(words) else ()
    among = view.documents(Filter(text=words)) if word_set(words) else view.documents()
    hits = list(islice((hit for d in among if (hit := _hit(d, words))), _DOCUMENTS + 1)) if words else []
    context = Search(
        q=words,
        statements=lines(desk, found[:_STATEMENTS], days.known_by),
        documents=tuple(islice(hits, _DOCUMENTS)),
        more=len(found) > _STATEMENTS or len(hits) > _DOCUMENTS,
    )
    return Page(template="search.html", section="search", title="Search", context=context, days=days)


def _hit(document: Document, words: str) -> Hit | None:
    # Lower case keeps the length of nearly every text; where it does not, the words are looked for as they are.
    folded = document.text.lower()
    start = folded.find(words.lower()) if len(folded) == len(document.text) else document.text.find(words)
    if start < 0 and words.lower() not in (document.title or "").lower():
        return None
    at = max(start, 0)
    end = at + len(words) if start >= 0 else at
    return Hit(
        document=document.id,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        before=("…" if at > _AROUND else "") + document.text[max(0, at - _AROUND) : at],
        words=document.text[at:end],
        after=document.text[end : end + _AROUND] + ("…" if end + _AROUND < len(document.text) else ""),
        start=at,
        end=end,
    )
