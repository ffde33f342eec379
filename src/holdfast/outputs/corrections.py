"""Corrections as training data: documents with gold statements in the form of the corpus, one a line.

A line holds the document's text and every statement of it as the record has it now; `corrections` says which of them a
person has looked at, as they were read (`was`) and as they are (`now`, null for what is no statement). Only those are
known to be right: the others are the reader's own. Names of those who corrected are left out.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from holdfast.model import Document, Statement
from holdfast.model.correction import Correction
from holdfast.record.store import Filter, View

__all__ = ["write_corrections"]

_NOT_GOLD = ("id", "confidence", "reader")
"""Fields of a statement that a gold one does not have."""


def write_corrections(view: View, stream: BinaryIO, *, chosen: Filter) -> None:
    """Write the chosen documents that hold something corrected."""
    by_document: dict[str, list[tuple[Statement, Correction]]] = {}
    for correction in view.corrections():
        read = view.as_read(correction.statement)
        if read is not None:
            by_document.setdefault(read.document, []).append((read, correction))
    for document in view.documents(chosen):
        if document.id in by_document:
            stream.write(msgspec.json.encode(_line(view, document, by_document[document.id])) + b"\n")


def _line(view: View, document: Document, corrected: list[tuple[Statement, Correction]]) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "licence": document.licence,
        "synthetic": False,
        "text": document.text,
        "statements": [_gold(one) for one in view.statements(Filter(document=document.id))],
        "corrections": [
            {
                "was": _gold(read),
                "now": _gold(correction.corrected) if correction.corrected else None,
                "at": correction.at,
                "why": correction.why,
            }
            for read, correction in corrected
        ],
    }


def _gold(statement: Statement) -> dict[str, Any]:
    return {name: value for name, value in statement.to_builtins().items() if name not in _NOT_GOLD}
