"""One unit of work on a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, TableClause, select
from sqlalchemy.sql.functions import max as maximum

from holdfast.errors import SkipThis
from holdfast.model import Document, Judgement, Place, Statement
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading, kind_of
from holdfast.model.tombstone import Tombstone
from holdfast.record.checking import (
    check_document,
    check_judgement,
    forgotten,
    judged_day,
    misfit,
    refuse,
    tombstone_of,
)
from holdfast.record.facts import DocumentFacts, document_facts, site, statement_facts
from holdfast.record.rereadings import FIRST, check_rereading
from holdfast.record.sql import rereadings as read_again
from holdfast.record.sql.corrections import write_correction
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.forgetting import take_out
from holdfast.record.sql.schema import (
    document_words,
    documents,
    judgements,
    parties,
    points,
    rereadings,
    sites,
    statement_words,
    statements,
    tombstones,
)  # fmt: skip
from holdfast.record.store import Kept
from holdfast.record.telling import teller
from holdfast.record.words import fold

__all__ = ["SqlWriter"]

_AT_ONCE = 2000
"""Statements that are checked and inserted together; more than this gained nothing when measured."""
_REMEMBERED = 2000
"""Documents whose text stays at hand for checking the statements that follow."""

_IN_ORDER_OF_WRITING: tuple[TableClause, ...] = (
    documents, document_words, statements, parties, statement_words, points, sites,
)  # fmt: skip
_Known = tuple[Document, DocumentFacts]


class SqlWriter:
    """One unit of work on a database; `SqlStore.writing` begins and ends it."""

    def __init__(self, connection: Connection, dialect: Dialect, *, now: datetime) -> None:
        self._connection = connection
        self._dialect = dialect
        self._now = now
        self._documents: dict[str, _Known] = {}  # in the order in which they were met
        self._tombstones: dict[str, Tombstone] | None = None
        self.has_forgotten = False
        last = connection.execute(
            select(maximum(tombstones.c.last_document), maximum(tombstones.c.last_statement))
        ).one()
        self._rows = _Rows(
            document=max(connection.scalar(select(maximum(documents.c.row))) or 0, last[0] or 0),
            statement=max(
                connection.scalar(select(maximum(statements.c.row))) or 0,
                connection.scalar(select(maximum(rereadings.c.row))) or 0,
                last[1] or 0,
            ),
        )

    def keep_document(self, document: Document) -> bool:
        """Keep a document; False if it was there already."""
        check_document(document)
        if document.id in self._documents or self._is_kept(document.id):
            return False
        if document.id in self._forgotten():
            raise forgotten(self._forgotten()[document.id], document)
        facts = document_facts(document, kept=self._now)
        self._rows.add_document(document, facts, kept_at=self._now)
        self._documents[document.id] = (document, facts)
        if len(self._rows) >= _AT_ONCE:
            self.flush()
        return True

    def keep_statements(
        self, statements: Iterable[Statement], *, report: Callable[[SkipThis], None] | None = None
    ) -> Kept:
        """Keep statements of documents that are kept."""
        kept = already = 0
        following = iter(statements)
        self.flush()
        with self._connection.begin_nested():
            while some := list(islice(following, _AT_ONCE)):
                fitting = list(self._fitting(some, report))
                fresh = self._fresh(fitting)
                for statement, facts in fresh:
                    self._rows.add_statement(statement, facts)
                self.flush()
                kept += len(fresh)
                already += len(fitting) - len(fresh)
        return Kept(statements=kept, known_already=already)

    def keep_rereading(self, rereading: Rereading, statements: Iterable[Statement]) -> bool:
        """Keep what a reader has found in a document that was read before."""
        found = list(statements)
        self.flush()
        known = self._known((rereading.document,)).get(rereading.document)
        check_rereading(rereading, found, known[0] if known else None)
        if known is None or read_again.is_kept(self._connection, rereading):
            return False
        read_again.write_rereading(self._connection, rereading, row=self._rows.take_row())
        for statement in {one.id: one for one in reversed(found)}.values():
            self._rows.add_statement(statement, known[1], rereading=rereading.key)
        self.flush()
        return True

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement of sameness."""
        pair = (judgement.left, judgement.right)
        known = self._connection.scalars(select(statements.c.id).where(statements.c.id.in_(pair)))
        check_judgement(judgement, frozenset(known))
        row = {
            "left": judgement.left,
            "right": judgement.right,
            "day": judged_day(judgement).toordinal(),
            "body": judgement.to_json(),
        }
        self._dialect.insert_new(self._connection, judgements, row)

    def forget(self, document_id: str, *, by: str, why: str) -> Tombstone:
        """Take a document out for good."""
        self.flush()
        found = self._is_kept(document_id)
        tombstone = tombstone_of(document_id, is_kept=found, by=by, why=why, at=self._now)
        kept = take_out(self._connection, self._dialect, tombstone, last=self._rows.last)
        self._documents.pop(document_id, None)
        self._rows.forget_places()
        self.has_forgotten = True
        return kept

    def correct(self, correction: Correction) -> None:
        """Keep a correction beside the statement."""
        self.flush()
        write_correction(self._connection, self._dialect, correction)

    def _known(self, ids: Iterable[str]) -> dict[str, _Known]:
        """Those documents of these ids that are kept, from memory or from the file."""
        wanted = set(ids)
        missing = sorted(wanted - self._documents.keys())
        for first in range(0, len(missing), _AT_ONCE):
            some = missing[first : first + _AT_ONCE]
            found = select(documents.c.body, documents.c.known_from).where(documents.c.id.in_(some))
            for body, known_from in self._connection.execute(found):
                document = Document.from_json(body)
                facts = document_facts(document, kept=self._now)
                self._documents[document.id] = (document, replace(facts, known_from=known_from))
        return {name: self._documents[name] for name in wanted if name in self._documents}

    def _is_kept(self, document_id: str) -> bool:
        # Asked of the driver itself: SQLAlchemy's road to it takes longer than the keeping of a short document.
        cursor = self._connection.connection.cursor()
        cursor.execute(self._dialect.is_kept, (document_id,))
        return cursor.fetchone() is not None

    def _forgotten(self) -> dict[str, Tombstone]:
        """What was taken out, by document; there is little of it."""
        if self._tombstones is None or self.has_forgotten:
            found = self._connection.scalars(select(tombstones.c.body))
            self._tombstones = {each.document: each for each in map(Tombstone.from_json, found)}
        return self._tombstones

    def _let_go(self) -> None:
        """Let go of the documents that were remembered first, so that a long unit of work stays small."""
        for name in list(self._documents)[: max(0, len(self._documents) - _REMEMBERED)]:
            del self._documents[name]

    def _fitting(
        self, some: Sequence[Statement], report: Callable[[SkipThis], None] | None
    ) -> Iterator[tuple[Statement, DocumentFacts]]:
        """Those that can be kept, each with its document's facts."""
        known = self._known(statement.document for statement in some)
        for statement in some:
            found = known.get(statement.document)
            problem = misfit(statement, found[0] if found else None)
            if problem is not None:
                refuse(problem, report)
            elif found is not None:
                yield statement, found[1]

    def _fresh(self, fitting: Iterable[tuple[Statement, DocumentFacts]]) -> list[tuple[Statement, DocumentFacts]]:
        """Those that are not kept yet, each once."""
        by_id: dict[str, tuple[Statement, DocumentFacts]] = {}
        for statement, facts in fitting:
            by_id.setdefault(statement.id, (statement, facts))
        ids = msgspec.json.encode(list(by_id)).decode()
        for (name,) in self._connection.exec_driver_sql(self._dialect.are_kept, (ids,)):
            del by_id[name]
        return list(by_id.values())

    def flush(self) -> None:
        """Write what waits in memory; the unit of work does it at its end."""
        self._rows.write(self._connection, self._dialect)
        self._let_go()


class _Rows:
    """Rows that wait to be written together, as tuples in the order of their tables' columns.

    Building SQLAlchemy's parameters one dictionary at a time took a third of the time of a load; so the rows go to the
    driver as they are.
    """

    def __init__(self, *, document: int, statement: int) -> None:
        self._document = document
        self._statement = statement
        self._points: set[int] = set()
        self._sites: set[int] = set()
        self._waiting: dict[TableClause, list[tuple[Any, ...]]] = {table: [] for table in _IN_ORDER_OF_WRITING}

    def __len__(self) -> int:
        return len(self._waiting[documents]) + len(self._waiting[statements])

    def write(self, connection: Connection, dialect: Dialect) -> None:
        """Write all that waits."""
        for table, rows in self._waiting.items():
            if rows:
                dialect.insert(connection, table, rows)
                rows.clear()

    @property
    def last(self) -> tuple[int, int]:
        """The last rows that were given to a document and to a statement."""
        return self._document, self._statement

    def take_row(self) -> int:
        """The next row of the count of statements, for something that is seen together with them."""
        self._statement += 1
        return self._statement

    def forget_places(self) -> None:
        """Write every point and site again that comes: some may have been taken out."""
        self._points.clear()
        self._sites.clear()

    def add_document(self, document: Document, facts: DocumentFacts, *, kept_at: datetime) -> None:
        """Add a document under the next row."""
        self._document += 1
        self._waiting[documents].append(
            (
                self._document,
                document.id,
                document.url,
                document.published,
                document.outlet,
                facts.outlet,
                facts.moment,
                facts.day,
                facts.known_from,
                kept_at.isoformat(),
                document.to_json(),
            )
        )
        self._waiting[document_words].append((self._document, fold(f"{document.title or ''} {document.text}")))

    def add_statement(self, statement: Statement, document: DocumentFacts, *, rereading: str = FIRST) -> None:
        """Add a statement under the next row."""
        row = self.take_row()
        facts = statement_facts(statement, document)
        place = statement.place
        lat, lon = (place.lat, place.lon) if place else (None, None)
        voice, voice_ref = teller(statement, document.outlet_name)
        self._waiting[statements].append(
            (
                row,
                statement.id,
                statement.document,
                document.moment,
                document.known_from,
                statement.start,
                statement.end,
                document.outlet,
                statement.act,
                statement.event.type,
                place.country if place else None,
                int(place is not None),
                lat,
                lon,
                self._point(lat, lon),
                facts.day_from,
                facts.day_to,
                "|" + "".join(f"{role}{ref}|" for role, ref in facts.parties),
                statement.to_json(),
                statement.confidence,
                statement.event.mode,
                statement.status,
                statement.polarity,
                document.day,
                self._site(place),
                kind_of(statement.reader),
                rereading,
                voice,
                voice_ref,
            )
        )
        self._waiting[parties] += [(ref, role, row) for role, ref in facts.parties]
        self._waiting[statement_words].append((row, facts.quote, facts.place, facts.voices))

    def _site(self, place: Place | None) -> int | None:
        """The number of a place, a hash of all that is known of it; a new one goes among the sites once."""
        if place is None:
            return None
        body = site(place).to_json()
        number = int.from_bytes(blake2b(body, digest_size=8).digest(), "big") >> 2
        if number not in self._sites:
            self._sites.add(number)
            self._waiting[sites].append((number, body))
        return number

    def _point(self, lat: float | None, lon: float | None) -> int | None:
        """The number of a point: its millionths of a degree, packed; a new one goes into their index once."""
        if lat is None or lon is None:
            return None
        number = round((lat + 90) * 1e6) * 400_000_000 + round((lon + 180) * 1e6)
        if number not in self._points:
            self._points.add(number)
            self._waiting[points].append((number, lon, lat))
        return number
