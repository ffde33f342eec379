"""A view over given documents, statements and events, for tests of what outputs make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import cast

from holdfast.model import Document, Event, Judgement, Statement
from holdfast.model.correction import Correction
from holdfast.record.store import Filter, View


def shown(
    documents: Sequence[Document] = (), statements: Sequence[Statement] = (), events: Sequence[Event] = ()
) -> View:
    """A view that shows what it is given, whatever is chosen."""
    # Outputs use a part of the protocol, and this stands for that part.
    return cast(View, _Shown(documents, statements, events))


class _Shown:
    """A view that shows what it is given, whatever is chosen."""

    def __init__(
        self, documents: Sequence[Document] = (), statements: Sequence[Statement] = (), events: Sequence[Event] = ()
    ) -> None:
        self._documents = {document.id: document for document in documents}
        self._statements = {statement.id: statement for statement in statements}
        self._events = tuple(events)
        self.known_by: date | None = None

    def documents(self, chosen: Filter = Filter()) -> Iterator[Document]:  # noqa: B008 - a frozen value
        return iter(self._documents.values())

    def document(self, document_id: str) -> Document | None:
        return self._documents.get(document_id)

    def statements(self, chosen: Filter = Filter()) -> Iterator[Statement]:  # noqa: B008 - a frozen value
        return iter(self._statements.values())

    def statement(self, statement_id: str) -> Statement | None:
        return self._statements.get(statement_id)

    def events(self, chosen: Filter = Filter()) -> Iterator[Event]:  # noqa: B008 - a frozen value
        return iter(self._events)

    def event(self, event_id: str) -> Event | None:
        return next((event for event in self._events if event.id == event_id), None)

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        return {one: self._statements[one] for one in ids if one in self._statements}

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        return {one: self._documents[one] for one in ids if one in self._documents}

    def count(self, chosen: Filter = Filter()) -> int:  # noqa: B008 - a frozen value
        return len(self._statements)

    def corrections(self) -> Iterator[Correction]:
        return iter(())

    def as_read(self, statement_id: str) -> Statement | None:
        return self.statement(statement_id)

    def judgements(self) -> Iterator[Judgement]:
        return iter(())
