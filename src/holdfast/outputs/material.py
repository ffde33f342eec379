"""The material of a brief: the statements and events of a period with their documents, each looked up once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from holdfast.model import Document, Event, Statement
from holdfast.outputs.certainty import is_readable, is_sure
from holdfast.outputs.composing import Telling
from holdfast.outputs.discretion import Discretion
from holdfast.outputs.figures import chain
from holdfast.record.store import Filter, View

__all__ = ["Material"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a brief is made of.

    Attributes:
        view: What was known.
        documents: All documents of the view by id, in order of publication.
        tellings: The statements of the period that may be told, in the order of the view.
        unsure: How many statements of the period were read too uncertainly to be told.
        events: The events of the period.
        weighed: Ids of the statements on which verdicts rest.
    """

    view: View
    documents: Mapping[str, Document]
    tellings: Sequence[Telling]
    events: Sequence[Event]
    discretion: Discretion
    weighed: frozenset[str]
    unsure: int = 0
    _found: dict[str, Statement | None] = field(default_factory=dict)

    @classmethod
    def of(cls, view: View, *, since: date | None, discretion: Discretion, weighed: frozenset[str]) -> Material:
        """The material of a view from a day on."""
        documents = {document.id: document for document in view.documents()}
        chosen = Filter(since=since)
        every = [
            Telling(statement=statement, document=documents[statement.document], discretion=discretion)
            for statement in view.statements(chosen)
            if statement.document in documents
        ]
        tellings = [one for one in every if _may_be_told(one.statement, weighed)]
        return cls(
            view=view,
            documents=documents,
            tellings=tellings,
            events=list(view.events(chosen)),
            discretion=discretion,
            weighed=weighed,
            unsure=len(every) - len(tellings),
            _found={telling.statement.id: telling.statement for telling in every},
        )

    def statement(self, statement_id: str) -> Statement | None:
        """One statement of the view, of the period or before it, looked up once."""
        if statement_id not in self._found:
            self._found[statement_id] = self.view.statement(statement_id)
        return self._found[statement_id]

    def document(self, document_id: str) -> Document | None:
        """One document of the view."""
        return self.documents.get(document_id)

    def telling(self, statement_id: str) -> Telling | None:
        """One statement with its document; None if the view shows either not."""
        statement = self.statement(statement_id)
        document = self.document(statement.document) if statement else None
        if statement is None or document is None:
            return None
        return Telling(statement=statement, document=document, discretion=self.discretion)

    def told(self, statement_id: str) -> Telling | None:
        """One statement with its document, if it was read surely enough to be told as a sentence."""
        telling = self.telling(statement_id)
        return telling if telling and _may_be_told(telling.statement, self.weighed) else None

    def chain(self, telling: Telling) -> str:
        """Who says so, innermost voice first."""
        return chain(telling.statement, telling.document, self.discretion)

    def statements(self) -> Sequence[Statement]:
        """The statements of the period that may be told."""
        return [telling.statement for telling in self.tellings]


def _may_be_told(statement: Statement, weighed: frozenset[str]) -> bool:
    return is_sure(statement) or (statement.id in weighed and is_readable(statement))
