"""Web Annotation (W3C, 2017) in JSON-LD: each statement as an annotation of the words that it rests on.

The words are found again by what they are (TextQuoteSelector, with some words before and after) or by where they stand
in the kept text (TextPositionSelector, in code points). Where a private person is named, only the position is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from holdfast.model import Document, Statement
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.figures import chain, figure
from holdfast.record.store import Filter, View

__all__ = ["CONTEXT", "write_annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and after the words, by which the same words in two places are told apart."""


def write_annotations(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write one annotation page with an item for each chosen statement."""
    head = {"@context": CONTEXT, "id": "urn:holdfast:annotations", "type": "AnnotationPage", "items": []}
    stream.write(json.dumps(head)[:-2].encode())
    for number, item in enumerate(_items(view, chosen, discretion)):
        written = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
        stream.write((b",\n" if number else b"\n") + written)
    stream.write(b"\n]}\n")


def _items(view: View, chosen: Filter, discretion: Discretion) -> Iterator[dict[str, Any]]:
    shelf = _Shelf(view, discretion)
    for statement in view.statements(chosen):
        document = shelf.document(statement.document)
        if document is not None:
            yield _annotation(statement, document, shelf.withheld(document), discretion)


class _Shelf:
    """The document at hand, and where private persons are named in it by any of its statements."""

    def __init__(self, view: View, discretion: Discretion) -> None:
        self._view = view
        self._discretion = discretion
        self._documents: dict[str, Document | None] = {}
        self._withheld: dict[str, list[tuple[int, int]]] = {}

    def document(self, name: str) -> Document | None:
        if name not in self._documents:
            self._documents[name] = self._view.document(name)
        return self._documents[name]

    def withheld(self, document: Document) -> list[tuple[int, int]]:
        if document.id not in self._withheld:
            self._withheld[document.id] = [
                span
                for statement in self._view.statements(Filter(document=document.id))
                for span in self._discretion.withheld_in(statement, within=document.text)
            ]
        return self._withheld[document.id]


def _annotation(
    statement: Statement, document: Document, withheld: list[tuple[int, int]], discretion: Discretion
) -> dict[str, Any]:
    return {
        "id": f"urn:holdfast:{statement.id}",
        "type": "Annotation",
        "motivation": ["classifying", "describing"],
        "generator": {"type": "Software", "name": statement.reader} if statement.reader else None,
        "body": [
            {
                "type": "TextualBody",
                "purpose": "classifying",
                "value": " ".join(part for part in _class(statement) if part),
                "format": "text/plain",
            },
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": json.dumps(_coding(statement, document, discretion), ensure_ascii=False),
                "format": "application/json",
            },
        ],
        "target": {
            "source": document.url or f"urn:holdfast:{document.id}",
            "selector": list(_selectors(statement, document, withheld)),
        },
    }


def _class(statement: Statement) -> tuple[str | None, ...]:
    negated = "negated" if statement.polarity == "negated" else None
    return statement.act, statement.event.type, statement.event.mode, statement.status, negated


def _coding(statement: Statement, document: Document, discretion: Discretion) -> dict[str, Any]:
    """What the statement says, without the words of private persons and without places finer than a settlement."""
    place, time = discretion.place(statement.place), statement.time
    return {
        "act": statement.act,
        "type": statement.event.type,
        "mode": statement.event.mode,
        "status": statement.status,
        "polarity": statement.polarity,
        "actors": [discretion.caption(one, within=document.text) for one in statement.actors],
        "recipients": [discretion.caption(one, within=document.text) for one in statement.recipients],
        "place": (place.name or place.text) if place else None,
        "from": time.start_day if time else None,
        "to": time.end_day if time else None,
        "counts": [f"{count.what}: {figure(count)}" for count in statement.counts],
        "said_by": chain(statement, document, discretion),
        "document": document.id,
    }


def _selectors(statement: Statement, document: Document, withheld: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    start, end = statement.start, statement.end
    before, after = max(0, start - _AROUND), end + _AROUND
    if not _touches(start, end, withheld):
        quote = {"type": "TextQuoteSelector", "exact": statement.quote}
        if not _touches(before, start, withheld):
            quote["prefix"] = document.text[before:start]
        if not _touches(end, after, withheld):
            quote["suffix"] = document.text[end:after]
        yield quote
    yield {"type": "TextPositionSelector", "start": start, "end": end}


def _touches(start: int, end: int, withheld: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in withheld)
