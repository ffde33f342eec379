"""Statements with their documents, and events with their statements, fetched many at a time.

One question for each would cost more than all else that an export does. What was fetched is let go again, so that an
export takes no more memory however long it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from holdfast.model import Document, Event, Statement
from holdfast.record.store import Filter, View

__all__ = ["Told", "events_told", "told"]

Told = tuple[Statement, Document | None]
"""A statement with its document; None where the view does not show it."""
_AT_ONCE = 500
_Thing = TypeVar("_Thing")


def told(view: View, chosen: Filter) -> Iterator[Told]:
    """The chosen statements in order, each with its document."""
    for some in _runs(view.statements(chosen)):
        documents = view.documents_of({one.document for one in some})
        yield from ((one, documents.get(one.document)) for one in some)


def events_told(view: View, chosen: Filter) -> Iterator[tuple[Event, Mapping[str, Told]]]:
    """The chosen events in order, each with its statements, among others, by their ids."""
    for some in _runs(view.events(chosen)):
        statements = view.statements_of({name for event in some for name in event.statements})
        documents = view.documents_of({one.document for one in statements.values()})
        cited = {name: (one, documents.get(one.document)) for name, one in statements.items()}
        yield from ((event, cited) for event in some)


def _runs(things: Iterable[_Thing]) -> Iterator[list[_Thing]]:
    left = iter(things)
    while some := list(islice(left, _AT_ONCE)):
        yield some
