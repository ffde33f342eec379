"""A record in memory: for tests, for short work, and as the plainest statement of what a record does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import TypeVar

from holdfast.errors import SkipThis, StoreError
from holdfast.model import Document, Judgement, Statement
from holdfast.model.correction import Correction
from holdfast.model.noun import fingerprint
from holdfast.model.rereading import Rereading
from holdfast.model.tombstone import Tombstone
from holdfast.record.carrying import Holds
from holdfast.record.checking import (
    PATIENCE,
    check_document,
    check_judgement,
    forgotten,
    judged_day,
    judged_moment,
    misfit,
    refuse,
    tombstone_of,
)
from holdfast.record.corrected import check_correction, corrected_day, with_corrections
from holdfast.record.facts import DocumentFacts, StatementFacts, document_facts, statement_facts
from holdfast.record.matching import EVERYTHING, chooses_statements, only_statements, shows_document, shows_statement
from holdfast.record.rereadings import FIRST, Row, check_rereading, readers_of, shown, until
from holdfast.record.store import Filter, Kept, View
from holdfast.record.viewing import EventView, Reported, last_day
from holdfast.record.words import word_set

__all__ = ["MemoryStore"]


@dataclass(frozen=True, slots=True)
class _KeptDocument:
    document: Document
    facts: DocumentFacts
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _KeptStatement:
    statement: Statement
    facts: StatementFacts
    of: _KeptDocument
    rereading: str = FIRST

    @property
    def row(self) -> Row:
        return Row(self.statement, self.rereading)

    @property
    def place_in_order(self) -> tuple[int, str, int, int, str]:
        statement = self.statement
        return self.of.facts.moment, statement.document, statement.start, statement.end, statement.id


@dataclass(slots=True)
class _Shelves:
    """Everything that is kept, by id; statements by id and the rereading that they came with."""

    documents: dict[str, _KeptDocument] = field(default_factory=dict)
    statements: dict[tuple[str, str], _KeptStatement] = field(default_factory=dict)
    rereadings: dict[tuple[str, str], Rereading] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    tombstones: dict[str, Tombstone] = field(default_factory=dict)

    def copy(self) -> _Shelves:
        return _Shelves(**{one.name: getattr(self, one.name).copy() for one in fields(self)})

    @property
    def version(self) -> tuple[int, ...]:
        return tuple(len(getattr(self, one.name)) for one in fields(self))


class MemoryStore:
    """A record that lives as long as the process; `MemoryStore()` is empty.

    Args:
        clock: Gives the present moment; tests give their own.
        patience: Seconds to wait for another unit of work to end.
    """

    def __init__(
        self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), patience: float = PATIENCE
    ) -> None:
        self._shelves = _Shelves()
        self._clock = clock
        self._patience = patience
        self._lock = Lock()

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter]:
        """Begin a unit of work; it is seen by views only when it has ended well."""
        if not self._lock.acquire(timeout=self._patience):
            raise StoreError(
                f"Another unit of work has been writing to this record for {self._patience:g} seconds",
                remedy="End it first; units of work cannot be nested",
            )
        try:
            draft = self._shelves.copy()
            yield MemoryWriter(draft, self._clock())
            self._shelves = draft
        finally:
            self._lock.release()

    def view(self, *, known_by: date | None = None, judged_by: date | None = None) -> View:
        """What was known by the end of a day."""
        shelves = self._shelves
        kept = (one for one in shelves.corrections if judged_by is None or corrected_day(one) <= judged_by)
        return with_corrections(MemoryView(shelves, known_by=known_by, judged_by=judged_by), kept)

    def version(self) -> tuple[int, ...]:
        """How much is kept: documents, statements, what was said of them, and tombstones of what was taken out."""
        return self._shelves.version

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryWriter:
    """One unit of work on a record in memory."""

    def __init__(self, shelves: _Shelves, now: datetime) -> None:
        self._shelves = shelves
        self._now = now

    def keep_document(self, document: Document) -> bool:
        """Keep a document; False if it was there already."""
        check_document(document)
        if document.id in self._shelves.documents:
            return False
        if document.id in self._shelves.tombstones:
            raise forgotten(self._shelves.tombstones[document.id], document)
        words = word_set(f"{document.title or ''} {document.text}")
        facts = document_facts(document, kept=self._now)
        self._shelves.documents[document.id] = _KeptDocument(document, facts, words)
        return True

    def keep_statements(
        self, statements: Iterable[Statement], *, report: Callable[[SkipThis], None] | None = None
    ) -> Kept:
        """Keep statements of documents that are kept."""
        fresh: dict[tuple[str, str], _KeptStatement] = {}
        already = 0
        for statement in statements:
            kept = self._shelves.documents.get(statement.document)
            problem = misfit(statement, kept.document if kept else None)
            if problem is not None:
                refuse(problem, report)
            elif (statement.id, FIRST) in self._shelves.statements or (statement.id, FIRST) in fresh:
                already += 1
            elif kept is not None:
                fresh[statement.id, FIRST] = _KeptStatement(statement, statement_facts(statement, kept.facts), kept)
        self._shelves.statements |= fresh
        return Kept(statements=len(fresh), known_already=already)

    def keep_rereading(self, rereading: Rereading, statements: Iterable[Statement]) -> bool:
        """Keep what a reader has found in a document that was read before."""
        shelves, key, found = self._shelves, rereading.key, list(statements)
        kept = shelves.documents.get(rereading.document)
        check_rereading(rereading, found, kept.document if kept else None)
        if kept is None or (rereading.document, key) in shelves.rereadings:
            return False
        shelves.rereadings[rereading.document, key] = rereading
        for one in found:
            row = _KeptStatement(one, statement_facts(one, kept.facts), kept, rereading=key)
            shelves.statements.setdefault((one.id, key), row)
        return True

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement of sameness."""
        pair = {judgement.left, judgement.right}
        kept = self._shelves.statements
        known = {name for name in pair if (name, FIRST) in kept}
        if known != pair and self._shelves.rereadings:
            known = {name for name, _ in kept if name in pair}
        check_judgement(judgement, frozenset(known))
        if judgement not in self._shelves.judgements:
            self._shelves.judgements.append(judgement)

    def forget(self, document_id: str, *, by: str, why: str) -> Tombstone:
        """Take a document out for good."""
        shelves = self._shelves
        tombstone = tombstone_of(document_id, is_kept=document_id in shelves.documents, by=by, why=why, at=self._now)
        rows = [place for place, one in shelves.statements.items() if one.statement.document == document_id]
        held = {name for name, _ in rows}
        del shelves.documents[document_id]
        for row in rows:
            del shelves.statements[row]
        for place in [place for place in shelves.rereadings if place[0] == document_id]:
            del shelves.rereadings[place]
        shelves.judgements[:] = [one for one in shelves.judgements if held.isdisjoint((one.left, one.right))]
        shelves.corrections[:] = [one for one in shelves.corrections if one.statement not in held]
        shelves.tombstones[document_id] = tombstone.counting(len(rows))
        return shelves.tombstones[document_id]

    def correct(self, correction: Correction) -> None:
        """Keep a correction beside the statement."""
        kept = [one for (name, _), one in self._shelves.statements.items() if name == correction.statement]
        check_correction(correction, [one.statement for one in kept], kept[0].of.document if kept else None)
        if correction not in self._shelves.corrections:
            self._shelves.corrections.append(correction)


class MemoryView(EventView):
    """What was known by a day, from a record in memory."""

    def __init__(self, shelves: _Shelves, *, known_by: date | None, judged_by: date | None) -> None:
        super().__init__()
        self._shelves = shelves
        self._known_by = known_by
        self._judged_by = judged_by
        self._until = until(known_by, judged_by)

    @property
    def was_read_again(self) -> bool:
        """Whether any document of the record was, by any day."""
        return bool(self._shelves.rereadings)

    @property
    def version(self) -> tuple[int, ...]:
        """The state of the record that this is a view of."""
        return self._shelves.version

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
        return self._known_by

    def mark(self) -> str:
        """A name for all that this view shows."""
        papers = (name for name, one in self._shelves.documents.items() if self._knows(one))
        said = (f"{kept.statement.id} {kept.rereading}" for kept in self._chosen(EVERYTHING))
        again = [
            f"{one.to_json()!r} {self._until is None or one.key < self._until}"
            for own in self._read_again.values()
            for one in own
        ]
        judged = (one.to_json() for one in self._kept_judgements())
        return fingerprint("v", *sorted(papers), *sorted(said), *judged, *again)

    def documents(self, chosen: Filter = EVERYTHING) -> Iterator[Document]:
        """Documents in order of publication, then id."""
        kept = [one for one in self._shelves.documents.values() if self._knows(one)]
        if chooses_statements(chosen):
            holding = {one.statement.document for one in self._chosen(only_statements(chosen))}
            kept = [one for one in kept if one.document.id in holding]
        kept = [one for one in kept if shows_document(chosen, one.facts, one.words)]
        kept.sort(key=lambda one: (one.facts.moment, one.document.id))
        return (one.document for one in _page(kept, chosen))

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that this view shows, by id."""
        found = ((name, self._shelves.documents.get(name)) for name in ids)
        return {name: one.document for name, one in found if one is not None and self._knows(one)}

    def versions(self, url: str) -> tuple[Document, ...]:
        """Every version of the page at an address."""
        return tuple(document for document in self.documents() if document.url == url)

    def statements(self, chosen: Filter = EVERYTHING) -> Iterator[Statement]:
        """Statements in order of publication, document and offset."""
        return (
            one.statement for one in _page(sorted(self._chosen(chosen), key=lambda one: one.place_in_order), chosen)
        )

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that this view shows, by id."""
        found = ((name, self._shown.get(name)) for name in ids)
        return {name: one.statement for name, one in found if one is not None and self._knows(one.of)}

    def count(self, chosen: Filter = EVERYTHING) -> int:
        """How many statements the filter would show without `limit` and `offset`."""
        return sum(1 for _ in self._chosen(chosen))

    def last_day(self) -> date | None:
        """The last day on which the view knows anything."""
        return last_day(self.documents())

    def count_documents(self, chosen: Filter = EVERYTHING) -> int:
        """How many documents the filter would show without `limit` and `offset`."""
        return sum(1 for _ in self.documents(replace(chosen, limit=None, offset=0)))

    def judgements(self) -> Iterator[Judgement]:
        """Judgements of sameness, in the order they were made."""
        shown = self._shown
        return (one for one in self._kept_judgements() if one.left in shown and one.right in shown)

    def rereadings(self, document_id: str) -> tuple[Rereading, ...]:
        """The known rereadings of a document, in order."""
        if document_id not in self.documents_of((document_id,)):
            return ()
        own = self._read_again.get(document_id, ())
        return tuple(one for one in own if self._until is None or one.key < self._until)

    def readers_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Who has read each of these documents, by what is shown of it."""
        rows: dict[str, list[Row]] = {name: [] for name in self.documents_of(ids)}
        for one in self._shelves.statements.values():
            if one.statement.document in rows:
                rows[one.statement.document].append(one.row)
        return {name: readers_of(own, self._read_again.get(name, ()), self._until) for name, own in rows.items()}

    def tombstones(self) -> Iterator[Tombstone]:
        """What was taken out, in the order in which it was."""
        return iter(self._shelves.tombstones.values())

    def _reported(self) -> Iterator[Reported]:
        """Every statement that this view shows, with what its document adds to it."""
        for one in self._chosen(EVERYTHING):
            of = one.of.document
            yield Reported(statement=one.statement, outlet=of.outlet, published=of.published)

    @cached_property
    def _shown(self) -> dict[str, _KeptStatement]:
        """The statements of known and unknown documents that this view shows where the document is known."""
        everything = self._shelves.statements
        found: dict[str, _KeptStatement] = {}
        rows: dict[str, list[Row]] = defaultdict(list)
        for (name, _), one in everything.items():
            if one.statement.document in self._read_again:
                rows[one.statement.document].append(one.row)
            else:
                found[name] = one
        for document, own in rows.items():
            now = shown(own, self._read_again[document], self._until)
            found |= {row.statement.id: everything[row.statement.id, row.rereading] for row in now}
        return found

    @cached_property
    def _read_again(self) -> dict[str, list[Rereading]]:
        """The rereadings of each document that was read again, known by the day or not."""
        found: dict[str, list[Rereading]] = defaultdict(list)
        for _, one in sorted(self._shelves.rereadings.items()):
            found[one.document].append(one)
        return dict(found)

    def _holds(self, ids: Iterable[str]) -> Holds:
        """All that was found in those documents that hold one of the statements and were read again."""
        asked = set(ids)
        kept = [one for one in self._shelves.statements.values() if self._knows(one.of)]
        within = {one.statement.document for one in kept if one.statement.id in asked} & self._read_again.keys()
        rows = [one.row for one in kept if one.statement.document in within]
        return Holds(rows, [one for name in within for one in self._read_again[name]], self._until)

    def _kept_judgements(self) -> Iterator[Judgement]:
        """Judgements between statements of known documents, in the order of making."""
        known = {name for (name, _), one in self._shelves.statements.items() if self._knows(one.of)}
        return (
            judgement
            for judgement in sorted(self._shelves.judgements, key=judged_moment)
            if (self._judged_by is None or judged_day(judgement) <= self._judged_by)
            and judgement.left in known
            and judgement.right in known
        )

    def _knows(self, kept: _KeptDocument) -> bool:
        return self._known_by is None or kept.facts.known_from <= self._known_by.toordinal()

    def _chosen(self, chosen: Filter) -> Iterator[_KeptStatement]:
        return (
            kept
            for kept in self._shown.values()
            if self._knows(kept.of) and shows_statement(chosen, kept.statement, kept.facts, kept.of.facts)
        )


_Anything = TypeVar("_Anything")


def _page(kept: list[_Anything], chosen: Filter) -> Iterator[_Anything]:
    return islice(kept, chosen.offset, None if chosen.limit is None else chosen.offset + chosen.limit)
