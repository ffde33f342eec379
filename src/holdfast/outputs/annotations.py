"""Web Annotation (W3C, 2017) in JSON-LD: each statement as an annotation of the words that it rests on.

The words are found again by what they are (TextQuoteSelector, with some words before and after) or by where they stand
in the kept text (TextPositionSelector, in code points). Where a private person is named, only the position is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

from holdfast.model import Document, Statement
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.figures import chain, figure
from holdfast.outputs.together import told
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
    # Statements come document by document.
    for _, group in groupby(told(view, chosen), key=lambda pair: pair[0].document):
        own = [(statement, document) for statement, document in group if document is not None]
        withheld = _withheld(view, own[0][1], discretion) if own else []
        yield from (_annotation(statement, document, withheld, discretion) for statement, document in own)


def _withheld(view: View, document: Document, discretion: Discretion) -> list[tuple[int, int]]:
    """Where private persons are named in a document by any of its statements."""
    every = view.statements(Filter(document=document.id))
    return [span for one in every for span in discretion.withheld_in(one, within=document.text)]


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
