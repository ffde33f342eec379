"""A view in which what people have corrected is read as they say; the same for every backend.

It lies over the view of a backend and changes nothing in it: statements that were corrected are shown corrected, found
by what they say now, and merged into events so; those that are no statements are not shown. `as_read` gives what the
reader read. In a document that was read again, corrections and judgements hold where `carrying` says.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from heapq import merge
from itertools import islice
from typing import Protocol, TypeVar

import msgspec

from holdfast.errors import InvalidStatement
from holdfast.model import Document, Judgement, Place, Statement
from holdfast.model.correction import Correction
from holdfast.model.noun import fingerprint
from holdfast.model.rereading import Rereading
from holdfast.model.tombstone import Tombstone
from holdfast.record.account import Found
from holdfast.record.carrying import Held, Holds
from holdfast.record.checking import misfit
from holdfast.record.facts import DocumentFacts, document_facts, statement_facts
from holdfast.record.listing import is_report
from holdfast.record.matching import EVERYTHING, chooses_statements, only_statements, shows_statement
from holdfast.record.sought import Sought, bears
from holdfast.record.store import Filter, View
from holdfast.record.telling import EVERYTHING_SAID, Said, Voiced, says, summed, voiced
from holdfast.record.viewing import EventView, Reported, Shelf, found, told_where

__all__ = ["check_correction", "corrected_day", "with_corrections"]

_ANY_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the moment of keeping, of which no filter asks."""


class _Plain(View, Protocol):
    """A backend's view, as it was read."""

    @property
    def was_read_again(self) -> bool:
        """Whether any document of the record was, by any day."""
        ...

    def _reported(self) -> Iterator[Reported]:
        """Every statement that this view shows, with what its document adds to it."""
        ...

    def _holds(self, ids: Iterable[str]) -> Holds:
        """All that was found in those documents that hold one of the statements and were read again."""
        ...

    def _said(self, chosen: Said, without: frozenset[str]) -> Iterator[Statement]:
        """Statements by who said them when, in order, without those of some ids; and so with the others below."""
        ...

    def _said_ids(self, chosen: Said, without: frozenset[str]) -> frozenset[str]: ...

    def _voiced(self, chosen: Said, *, by_day: bool, without: frozenset[str]) -> tuple[Voiced, ...]: ...

    def _reports(self, without: frozenset[str]) -> frozenset[str]: ...

    def _outlets(self) -> dict[str, str | None]: ...

    def _shelf(self) -> Shelf | None:
        """Where events are kept that follow from what this view shows and the corrections over it."""
        ...

    def _kept_judgements(self) -> Iterator[Judgement]:
        """Judgements between statements of known documents, whichever reading is shown, in the order of making."""
        ...


def check_correction(correction: Correction, read: Sequence[Statement], document: Document | None) -> None:
    """Refuse a correction of a statement that is not kept, or whose words do not stand in its document.

    Args:
        correction: The correction.
        read: What was kept under its statement's id, by each reading that found it.
        document: The document in which they stand.

    Raises:
        InvalidStatement: So it is.
    """
    if not read or document is None:
        raise InvalidStatement(
            f"Statement {correction.statement} is not in the record",
            where="$.statement",
            remedy="Look up its id with `holdfast show statements --json`",
        )
    corrected = correction.corrected
    if corrected is None:
        return
    words = (corrected.document, corrected.start, corrected.end)
    if words not in {(one.document, one.start, one.end) for one in read}:
        raise InvalidStatement(
            f"The correction of {correction.statement} is of other words",
            where="$.corrected.quote",
            remedy="Keep document and quote",
        )
    problem = misfit(corrected, document)
    if problem is not None:
        raise problem


def corrected_day(correction: Correction) -> date:
    """The day (UTC) on which a correction was made."""
    return _moment(correction).astimezone(UTC).date()


def with_corrections(view: _Plain, kept: Iterable[Correction]) -> View:
    """The view with what people have corrected; the view itself where nothing of it was."""
    standing = _standing(view, list(kept))
    return CorrectedView(view, standing) if standing or view.was_read_again else view


def _standing(view: _Plain, kept: Sequence[Correction]) -> list[Held]:
    """The last correction of each statement of the view, without what was taken back."""
    names = {one.statement for one in kept}
    holds = view._holds(names) if names and view.was_read_again else Holds((), (), None)
    elsewhere = [name for name in names if name not in holds]
    read = view.statements_of(elsewhere) if elsewhere else {}
    latest: dict[str, Held] = {}
    for one in sorted(kept, key=lambda one: (_moment(one), one.by)):
        plain = read.get(one.statement)
        held = holds.held(one) if one.statement in holds else Held(plain, one) if plain else None
        if held is not None:
            latest[held.read.id] = held
    return [one for one in latest.values() if one.correction.ruling != "taken-back"]


class CorrectedView(EventView):
    """A backend's view with corrections over it; made by `with_corrections`."""

    def __init__(self, plain: _Plain, corrected: Iterable[Held]) -> None:
        super().__init__()
        self._plain = plain
        self._by_id: Mapping[str, Held] = {one.read.id: one for one in corrected}
        # What no reading finds any more that is shown, and a person has said what it says.
        self._left = {
            name: now for name, one in self._by_id.items() if not one.shown and (now := one.correction.corrected)
        }
        self._facts: dict[str, DocumentFacts] = {}

    @property
    def version(self) -> Hashable:
        """The state of the record that this is a view of."""
        return self._plain.version

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
        return self._plain.known_by

    def corrections(self) -> Iterator[Correction]:
        """The corrections that stand on the statements of this view."""
        return (one.correction for one in self._by_id.values())

    def as_read(self, statement_id: str) -> Statement | None:
        """One statement as the reader read it."""
        held = self._by_id.get(statement_id)
        return held.read if held else self._plain.statement(statement_id)

    def mark(self) -> str:
        """A name for all that this view shows."""
        return fingerprint("v", self._plain.mark(), *(one.to_json() for one in self.corrections()))

    def documents(self, chosen: Filter = EVERYTHING) -> Iterator[Document]:
        """Documents in order of publication, then id."""
        if not chooses_statements(chosen):
            return self._plain.documents(chosen)
        holding = {statement.document for statement in self.statements(only_statements(chosen))}
        own = Filter(
            document=chosen.document, outlet=chosen.outlet, since=chosen.since, until=chosen.until, text=chosen.text
        )
        return _page((one for one in self._plain.documents(own) if one.id in holding), chosen)

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that this view shows, by id."""
        return self._plain.documents_of(ids)

    def versions(self, url: str) -> tuple[Document, ...]:
        """Every version of the page at an address."""
        return self._plain.versions(url)

    def statements(self, chosen: Filter = EVERYTHING) -> Iterator[Statement]:
        """Statements in order of publication, document and offset."""
        found_before, found_now = self._found(_read, chosen), self._found(_now, chosen)
        # A correction can take away as many as were found before, so that many more are fetched.
        most = None if chosen.limit is None else chosen.offset + chosen.limit + len(found_before)
        shown = self._over(self._plain.statements(replace(chosen, limit=most, offset=0)), found_now)
        fresh = [found_now[name] for name in found_now.keys() - found_before.keys()]
        if fresh:
            shown = merge(shown, sorted(fresh, key=self._place), key=self._place)
        return _page(shown, chosen)

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that this view shows, by id."""
        asked = list(ids)
        found = {one.id: one for one in self._over(self._plain.statements_of(asked).values())}
        if self._left:
            found |= {name: self._left[name] for name in asked if name in self._left}
            return {name: found[name] for name in asked if name in found}
        return found

    def count(self, chosen: Filter = EVERYTHING) -> int:
        """How many statements the filter would show without `limit` and `offset`."""
        before, now = self._found(_read, chosen), self._found(_now, chosen)
        return self._plain.count(chosen) - len(before) + len(now)

    def bearing(self, sought: Sought) -> Iterator[Found]:
        """The statements that may bear on what is sought."""
        yield from (one for one in self._plain.bearing(sought) if one.id not in self._by_id)
        corrected = (now for one in self._by_id.values() if (now := _now(one)) and bears(now, sought))
        yield from found(corrected, self._plain.documents_of)

    def told_where(self, sought: Sought) -> dict[Place | None, frozenset[date]]:
        """Days of publication of the statements that bear on it, by their places."""
        touched = (one for each in self._by_id.values() for one in (each.read, _now(each)) if one)
        if not any(bears(one, sought) for one in touched):
            return self._plain.told_where(sought)
        return told_where(self.statements_of(one.id for one in self.bearing(sought)).values(), self.documents_of)

    def first_day(self) -> date | None:
        """The first day of a publication."""
        return self._plain.first_day()

    def last_day(self) -> date | None:
        """The last day on which the view knows anything."""
        return self._plain.last_day()

    def count_documents(self, chosen: Filter = EVERYTHING) -> int:
        """How many documents the filter would show without `limit` and `offset`."""
        if not chooses_statements(chosen):
            return self._plain.count_documents(chosen)
        return sum(1 for _ in self.documents(replace(chosen, limit=None, offset=0)))

    def judgements(self) -> Iterator[Judgement]:
        """Judgements of sameness, in the order they were made, where they have their hold."""
        if not self._plain.was_read_again:
            return self._plain.judgements()
        return (now for _, now in self._judged() if now is not None)

    def without_hold(self) -> Iterator[Judgement]:
        """Judgements of statements that no reading finds any more that this view shows."""
        return (one for one, now in self._judged() if now is None) if self._plain.was_read_again else iter(())

    def rereadings(self, document_id: str) -> tuple[Rereading, ...]:
        """The known rereadings of a document, in order."""
        return self._plain.rereadings(document_id)

    def readers_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Who has read each of these documents, by what is shown of it."""
        return self._plain.readers_of(ids)

    def tombstones(self) -> Iterator[Tombstone]:
        """What was taken out, in the order in which it was."""
        return self._plain.tombstones()

    def _said(self, chosen: Said, without: frozenset[str] = frozenset()) -> Iterator[Statement]:
        most = None if chosen.limit is None else chosen.offset + chosen.limit
        plain = self._plain._said(replace(chosen, limit=most, offset=0), without | self._by_id.keys())
        own = sorted((one for one, _ in self._told_now(chosen, without)), key=self._place)
        return _page(merge(plain, own, key=self._place) if own else plain, chosen)

    def _said_ids(self, chosen: Said, without: frozenset[str] = frozenset()) -> frozenset[str]:
        own = (one.id for one, _ in self._told_now(chosen, without))
        return self._plain._said_ids(chosen, without | self._by_id.keys()).union(own)

    def _voiced(self, chosen: Said, *, by_day: bool, without: frozenset[str] = frozenset()) -> tuple[Voiced, ...]:
        plain = self._plain._voiced(chosen, by_day=by_day, without=without | self._by_id.keys())
        own = voiced(self._told_now(chosen, without), self._plain._outlets(), by_day=by_day)
        return summed((*plain, *own), by_day=by_day)

    def _reports(self, without: frozenset[str] = frozenset()) -> frozenset[str]:
        own = (one.id for one, _ in self._told_now(EVERYTHING_SAID, without) if is_report(one))
        return self._plain._reports(without | self._by_id.keys()).union(own)

    def _told_now(self, chosen: Said, without: frozenset[str]) -> list[tuple[Statement, Document]]:
        """Those of the corrected statements, as they are now, that are chosen."""
        now = [one for held in self._by_id.values() if (one := _now(held)) and one.id not in without]
        papers = self._plain.documents_of({one.document for one in now})
        return [pair for one in now if says(chosen, *(pair := (one, papers[one.document])))]

    def _shelf(self) -> Shelf | None:
        return self._plain._shelf()

    def _reported(self) -> Iterator[Reported]:
        """Every statement that this view shows, with what its document adds to it."""
        for one in self._plain._reported():
            for statement in self._over((one.statement,)):
                yield replace(one, statement=statement)
        documents = self._plain.documents_of({one.document for one in self._left.values()}) if self._left else {}
        for left in self._left.values():
            of = documents[left.document]
            yield Reported(statement=left, outlet=of.outlet, published=of.published)

    def _judged(self) -> Iterator[tuple[Judgement, Judgement | None]]:
        """Each judgement that was kept, and where it has its hold; without those of what is not known yet."""
        kept = list(self._plain._kept_judgements())
        holds = self._plain._holds({name for one in kept for name in (one.left, one.right)})
        for one in kept:
            if all(self._is_known(name, holds) for name in (one.left, one.right)):
                left, right = self._hold(one.left, holds), self._hold(one.right, holds)
                is_held = left is not None and right is not None and left != right
                yield one, msgspec.structs.replace(one, left=left, right=right) if is_held else None

    def _is_known(self, name: str, holds: Holds) -> bool:
        return name not in holds or holds.is_known(name) or holds.heir(name) is not None

    def _hold(self, name: str, holds: Holds) -> str | None:
        """The statement of this view at the words of one that was judged; None if there is none."""
        if name not in holds:
            return name
        return holds.heir(name) or (name if name in self._left else None)

    def _over(self, read: Iterable[Statement], found: Mapping[str, Statement] | None = None) -> Iterator[Statement]:
        """Statements as they are now; of those corrected only the ones that are found, if it is said which are."""
        for statement in read:
            corrected = self._by_id.get(statement.id)
            now = statement if corrected is None else _now(corrected)
            if now is not None and (corrected is None or found is None or now.id in found):
                yield now

    def _found(self, of: Callable[[Held], Statement | None], chosen: Filter) -> dict[str, Statement]:
        """Those of the corrected statements that a filter finds, as they were read or as they are now."""
        found = {}
        for one in self._by_id.values():
            statement = of(one)
            if statement is not None:
                document = self._document(statement.document)
                if shows_statement(chosen, statement, statement_facts(statement, document), document):
                    found[statement.id] = statement
        return found

    def _place(self, statement: Statement) -> tuple[int, str, int, int, str]:
        moment = self._document(statement.document).moment
        return moment, statement.document, statement.start, statement.end, statement.id

    def _document(self, name: str) -> DocumentFacts:
        if name not in self._facts:
            self._facts[name] = document_facts(self._plain.documents_of((name,))[name], kept=_ANY_MOMENT)
        return self._facts[name]


def _read(held: Held) -> Statement | None:
    """What the view under this one shows of it."""
    return held.read if held.shown else None


def _now(held: Held) -> Statement | None:
    return held.correction.corrected


_Anything = TypeVar("_Anything")


def _page(found: Iterable[_Anything], chosen: Filter | Said) -> Iterator[_Anything]:
    if chosen.limit is None:
        return islice(found, chosen.offset, None)
    # To the end: what a database was asked for and not fetched would be left open.
    return iter(list(found)[chosen.offset : chosen.offset + chosen.limit])


def _moment(correction: Correction) -> datetime:
    at = datetime.fromisoformat(correction.at)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
