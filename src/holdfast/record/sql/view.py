"""What was known by a day, read from a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import starmap
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, func, select

from holdfast.model import Document, Judgement, Place, Statement
from holdfast.model.correction import Correction
from holdfast.model.days import as_day
from holdfast.model.noun import fingerprint
from holdfast.model.rereading import Rereading
from holdfast.model.tombstone import Tombstone
from holdfast.record.account import Found
from holdfast.record.carrying import Holds
from holdfast.record.checking import judged_moment
from holdfast.record.matching import EVERYTHING
from holdfast.record.rereadings import Row, readers_of, until
from holdfast.record.sought import Sought
from holdfast.record.sql import rereadings as read_again
from holdfast.record.sql.conditions import FEW, of_documents, of_statements
from holdfast.record.sql.corrections import kept_corrections
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.runs import AT_ONCE, runs
from holdfast.record.sql.schema import documents, judgements, rereadings, sites, statements, tombstones
from holdfast.record.sql.seeking import of_sought
from holdfast.record.sql.shelf import SqlShelf, merging_code
from holdfast.record.sql.telling import counts, named_outlets, of_said, voiced
from holdfast.record.sql.trouble import explained
from holdfast.record.store import Filter
from holdfast.record.telling import Said, Voiced
from holdfast.record.viewing import EventView, Reported

__all__ = ["Horizon", "SqlView"]

_IN_ORDER = (
    statements.c.moment, statements.c.document, statements.c.start, statements.c.end, statements.c.id
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Horizon:
    """The last rows that a view sees. No row is given twice, so this is all that it takes to stand still.

    What is taken out of the record by law is gone from a view that stands still, too.
    """

    documents: int
    statements: int
    judgements: int
    corrections: int
    tombstones: int
    rereadings: int


class SqlView(EventView):
    """What was known by a day, from a database; it holds no connection while nobody reads."""

    def __init__(
        self,
        engine: Engine,
        dialect: Dialect,
        horizon: Horizon,
        *,
        known_by: date | None,
        judged_by: date | None,
        where: str,
    ) -> None:
        super().__init__()
        self._engine = engine
        self._dialect = dialect
        self._horizon = horizon
        self._known_by = known_by
        self._judged_by = judged_by
        self._where = where
        self._until = until(known_by, judged_by)

    @property
    def was_read_again(self) -> bool:
        """Whether any document of the record was, by any day."""
        return self._horizon.rereadings > 0

    @property
    def version(self) -> Horizon:
        """The state of the record that this is a view of."""
        return self._horizon

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
        return self._known_by

    def mark(self) -> str:
        """A name for all that this view shows."""
        return self._own_mark

    @cached_property
    def _own_mark(self) -> str:
        # So many rows up to this one: no other choice by a day and a last row has both numbers the same. What is taken
        # out by law is no choice, and counts for itself.
        (papers,) = self._rows(select(func.count(), func.max(documents.c.row)).where(*self._seen_documents()))
        (said,) = self._rows(select(func.count(), func.max(statements.c.row)).where(*self._found()))
        known = (self._horizon.judgements, self._horizon.corrections, self._horizon.tombstones)
        return fingerprint("v", *papers, *said, self._judged_by, *known, *self._read_again())

    def documents(self, chosen: Filter = EVERYTHING) -> Iterator[Document]:
        """Documents in order of publication, then id."""
        query = select(documents.c.body).where(
            *self._seen_documents(), *of_documents(chosen, self._dialect, self._is_few, shown=self._shown())
        )
        query = _page(query.order_by(documents.c.moment, documents.c.id), chosen)
        return (Document.from_json(row[0]) for row in self._rows(query))

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that this view shows, by id."""
        asked = list(ids)
        found: dict[str, Document] = {}
        for some in runs(asked):
            query = select(documents.c.id, documents.c.body).where(*self._seen_documents(), documents.c.id.in_(some))
            found |= {row[0]: Document.from_json(row[1]) for row in self._rows(query)}
        return {name: found[name] for name in asked if name in found}

    def versions(self, url: str) -> tuple[Document, ...]:
        """Every version of the page at an address, in order of publication, then id."""
        query = select(documents.c.body).where(*self._seen_documents(), documents.c.url == url)
        query = query.order_by(documents.c.moment, documents.c.id)
        return tuple(Document.from_json(row[0]) for row in self._rows(query))

    def statements(self, chosen: Filter = EVERYTHING) -> Iterator[Statement]:
        """Statements in order of publication, document and offset."""
        query = select(statements.c.body).where(
            *self._seen_statements(), *of_statements(chosen, self._dialect, self._is_few)
        )
        return (Statement.from_json(row[0]) for row in self._rows(_page(query.order_by(*_IN_ORDER), chosen)))

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that this view shows, by id."""
        asked = list(ids)
        found: dict[str, Statement] = {}
        for some in runs(asked):
            query = select(statements.c.id, statements.c.body).where(
                *self._seen_statements(), statements.c.id.in_(some)
            )
            found |= {row[0]: Statement.from_json(row[1]) for row in self._rows(query)}
        return {name: found[name] for name in asked if name in found}

    def count(self, chosen: Filter = EVERYTHING) -> int:
        """How many statements the filter would show without `limit` and `offset`."""
        query = select(func.count()).select_from(statements).where(*self._seen_statements())
        return self._number(query.where(*of_statements(chosen, self._dialect, self._is_few)))

    def bearing(self, sought: Sought) -> Iterator[Found]:
        """The statements that may bear on what is sought."""
        query = select(statements.c.id, documents.c.outlet_name, documents.c.published, statements.c.body)
        query = query.join_from(statements, documents, statements.c.document == documents.c.id)
        return starmap(Found, self._rows(query.where(*self._bearing(sought))))

    def told_where(self, sought: Sought) -> dict[Place | None, frozenset[date]]:
        """Days of publication of the statements that bear on it, by their places."""
        told = select(statements.c.day_told, statements.c.site).where(*self._bearing(sought)).distinct().subquery()
        query = select(told.c.day_told, told.c.site).where(told.c.day_told.is_not(None))
        by_site: dict[int, set[int]] = defaultdict(set)
        for day, site in self._rows(query):
            by_site[site or 0].add(day)
        places = self._places(set(by_site))
        days: dict[Place | None, set[int]] = defaultdict(set)
        for site, found in by_site.items():  # a record that an earlier Holdfast has made may have a place twice
            days[places.get(site)] |= found
        return {place: frozenset(map(date.fromordinal, found)) for place, found in days.items()}

    def first_day(self) -> date | None:
        """The first day of a publication."""
        day = self._number(select(func.coalesce(func.min(documents.c.day), 0)).where(*self._seen_documents()))
        return date.fromordinal(day) if day else None

    def last_day(self) -> date | None:
        """The last day on which the view knows anything."""
        seen = list(self._seen_documents())
        day = self._number(select(func.coalesce(func.max(documents.c.day), 0)).where(*seen))
        undated = self._rows(select(documents.c.body).where(*seen, documents.c.day.is_(None)))
        fetched = (as_day(Document.from_json(row[0]).fetched) for row in undated)
        return max((one for one in (date.fromordinal(day) if day else None, *fetched) if one), default=None)

    def count_documents(self, chosen: Filter = EVERYTHING) -> int:
        """How many documents the filter would show without `limit` and `offset`."""
        query = select(func.count()).select_from(documents).where(*self._seen_documents())
        return self._number(query.where(*of_documents(chosen, self._dialect, self._is_few, shown=self._shown())))

    def judgements(self) -> Iterator[Judgement]:
        """Judgements of sameness, in the order they were made."""
        return self._judgements(select(statements.c.id).where(*self._seen_statements()))

    def rereadings(self, document_id: str) -> tuple[Rereading, ...]:
        """The known rereadings of a document, in order."""
        if not self.was_read_again or not self._known((document_id,)):
            return ()
        found = self._rereadings_of((document_id,))
        return tuple(one for one in found if self._until is None or one.key < self._until)

    def readers_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Who has read each of these documents, by what is shown of it."""
        known = self._known(ids)
        rows: dict[str, list[Row]] = {name: [] for name in known}
        again: dict[str, list[Rereading]] = {name: [] for name in known}
        for row in self._rows_of(known):
            rows[row.statement.document].append(row)
        for one in self._rereadings_of(known):
            again[one.document].append(one)
        return {name: readers_of(rows[name], again[name], self._until) for name in known}

    def tombstones(self) -> Iterator[Tombstone]:
        """What was taken out, in the order in which it was."""
        query = select(tombstones.c.body).where(tombstones.c.row <= self._horizon.tombstones)
        return (Tombstone.from_json(row[0]) for row in self._rows(query.order_by(tombstones.c.row)))

    def kept_corrections(self) -> Iterator[Correction]:
        """Every correction that this view knows of, in the order in which they were kept."""
        query = kept_corrections(self._horizon.corrections, judged_by=self._judged_by)
        return (Correction.from_json(row[0]) for row in self._rows(query))

    def _reported(self) -> Iterator[Reported]:
        query = (
            select(statements.c.body, documents.c.outlet_name, documents.c.published)
            .join_from(statements, documents, statements.c.document == documents.c.id)
            .where(*self._seen_statements())
        )
        for body, outlet, published in self._rows(query):
            yield Reported(statement=Statement.from_json(body), outlet=outlet, published=published)

    def _said(self, chosen: Said, without: frozenset[str] = frozenset()) -> Iterator[Statement]:
        query = select(statements.c.body).where(*self._seen_statements(), *of_said(chosen), *self._not_among(without))
        query = query.order_by(*_IN_ORDER).limit(chosen.limit).offset(chosen.offset or None)
        return (Statement.from_json(row[0]) for row in self._rows(query))

    def _said_ids(self, chosen: Said, without: frozenset[str] = frozenset()) -> frozenset[str]:
        query = select(statements.c.id).where(*self._seen_statements(), *of_said(chosen), *self._not_among(without))
        return frozenset(row[0] for row in self._rows(query))

    def _voiced(self, chosen: Said, *, by_day: bool, without: frozenset[str] = frozenset()) -> tuple[Voiced, ...]:
        conditions = [*self._seen_statements(), *of_said(chosen), *self._not_among(without)]
        return voiced(self._rows(counts(conditions, by_day=by_day)), {} if by_day else self._outlets())

    def _outlets(self) -> dict[str, str | None]:
        """The name of each outlet, by its folded name."""
        return {folded: name for folded, name in self._rows(named_outlets(self._seen_documents()))}

    def _reports(self, without: frozenset[str] = frozenset()) -> frozenset[str]:
        """Ids of the statements that say that something happened or goes on."""
        reports = statements.c.status.in_(("happened", "ongoing")), statements.c.polarity == "affirmed"
        query = select(statements.c.id).where(*self._seen_statements(), *reports, *self._not_among(without))
        return frozenset(row[0] for row in self._rows(query))

    def _not_among(self, ids: frozenset[str]) -> Iterator[ColumnElement[bool]]:
        if ids:
            yield statements.c.id.not_in(self._dialect.among(ids))

    def _shelf(self) -> SqlShelf:
        return self._own_shelf

    @cached_property
    def _own_shelf(self) -> SqlShelf:
        key = fingerprint("m", merging_code(), self.mark())
        return SqlShelf(self._engine, self._dialect, key=key, where=self._where)

    def _seen_documents(self) -> Iterator[ColumnElement[bool]]:
        yield documents.c.row <= self._horizon.documents
        if self._known_by is not None:
            yield documents.c.known_from <= self._known_by.toordinal()

    def _seen_statements(self) -> Iterator[ColumnElement[bool]]:
        yield from self._found()
        yield from self._shown()

    def _found(self) -> Iterator[ColumnElement[bool]]:
        """The conditions on statements of known documents, whichever reading they are of."""
        # The last row seen is no reason to go through the table in the order of its rows.
        yield self._dialect.aside(statements.c.row) <= self._horizon.statements
        if self._known_by is not None:
            yield statements.c.known_from <= self._known_by.toordinal()

    def _bearing(self, sought: Sought) -> Iterator[ColumnElement[bool]]:
        yield from self._seen_statements()
        yield from of_sought(sought, self._dialect, self._is_few)

    def _places(self, numbers: set[int]) -> dict[int, Place]:
        found: dict[int, Place] = {}
        for some in runs(sorted(numbers)):
            query = select(sites.c.site, sites.c.body).where(sites.c.site.in_(some))
            found |= {site: Place.from_json(body) for site, body in self._rows(query)}
        return found

    def _read_again(self) -> tuple[object, ...]:
        """How many rereadings there are, and how many of them are known: keys are known up to a day."""
        if not self.was_read_again:
            return ()
        known = (rereadings.c.rereading < self._until,) if self._until is not None else ()
        query = select(func.count()).select_from(rereadings).where(rereadings.c.row <= self._horizon.rereadings, *known)
        return self._horizon.rereadings, self._number(query)

    def _shown(self) -> Iterator[ColumnElement[bool]]:
        """The conditions on statements of documents that were read again; none in a record without such."""
        if self.was_read_again:
            horizon = self._horizon
            yield from read_again.rows_shown(horizon.statements, last_rereading=horizon.rereadings, until=self._until)

    def _known(self, ids: Iterable[str]) -> list[str]:
        """Those of the documents that this view shows."""
        found: list[str] = []
        for some in runs(list(ids)):
            query = select(documents.c.id).where(*self._seen_documents(), documents.c.id.in_(some))
            found += [row[0] for row in self._rows(query)]
        return found

    def _rows_of(self, known: list[str]) -> Iterator[Row]:
        """All that was found in documents, whichever reading is shown."""
        for some in runs(known):
            query = select(statements.c.body, statements.c.rereading).where(
                self._dialect.aside(statements.c.row) <= self._horizon.statements, statements.c.document.in_(some)
            )
            for body, rereading in self._rows(query):
                yield Row(Statement.from_json(body), rereading)

    def _rereadings_of(self, known: Iterable[str]) -> list[Rereading]:
        """All rereadings of documents, known by the day or not."""
        found: list[Rereading] = []
        if self.was_read_again:
            for some in runs(list(known)):
                query = read_again.of_documents(some, last_row=self._horizon.rereadings)
                found += [Rereading.from_json(row[0]) for row in self._rows(query)]
        return found

    def _holds(self, ids: Iterable[str]) -> Holds:
        """All that was found in those documents that hold one of the statements and were read again."""
        within: set[str] = set()
        again = select(rereadings.c.document).where(rereadings.c.row <= self._horizon.rereadings)
        for some in runs(list(ids)):
            query = select(statements.c.document).where(
                *self._found(), statements.c.id.in_(some), statements.c.document.in_(again)
            )
            within |= {row[0] for row in self._rows(query)}
        known = sorted(within)
        return Holds(self._rows_of(known), self._rereadings_of(known), self._until)

    def _kept_judgements(self) -> Iterator[Judgement]:
        """Judgements between statements of known documents, whichever reading is shown."""
        return self._judgements(select(statements.c.id).where(*self._found()))

    def _judgements(self, between: Select[Any]) -> Iterator[Judgement]:
        query = select(judgements.c.body).where(
            judgements.c.row <= self._horizon.judgements,
            judgements.c.left.in_(between),
            judgements.c.right.in_(between),
        )
        if self._judged_by is not None:
            query = query.where(judgements.c.day <= self._judged_by.toordinal())
        found = [Judgement.from_json(row[0]) for row in self._rows(query.order_by(judgements.c.row))]
        return iter(sorted(found, key=judged_moment))

    def _is_few(self, rows: Any) -> bool:
        """Whether a query for rows finds at most `FEW`, seen by fetching no more than that."""
        if self._dialect.guesses_well:
            return True
        found = rows.limit(FEW + 1).subquery()
        return self._number(select(func.count()).select_from(found)) <= FEW

    def _number(self, query: Select[Any]) -> int:
        (row,) = self._rows(query)
        return int(row[0])

    def _rows(self, query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
        with (
            explained(self._where, self._dialect),
            self._engine.connect().execution_options(yield_per=AT_ONCE) as connection,
            connection.execute(query) as found,
        ):
            yield from found


def _page(query: Select[Any], chosen: Filter) -> Select[Any]:
    return query.limit(chosen.limit).offset(chosen.offset or None)
