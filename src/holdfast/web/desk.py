"""The desk's reading side: record and agreements, with what is dear to work out kept until the record changes.

What takes long is worked out by clerks, where the record can be opened by other processes; in this one otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar, cast

from holdfast.errors import MissingInput, WrongUse
from holdfast.model import Agreement, Clause, Document, Event, Statement, Verdict
from holdfast.model.correction import Correction
from holdfast.outputs.pictures.series import DailySeries
from holdfast.pipeline.asking import is_askable, why_not
from holdfast.pipeline.what_if import WhatIf
from holdfast.record.store import Store, View
from holdfast.web.clerks import Clerks
from holdfast.web.errand import Errand, in_parts
from holdfast.web.turns import Turns

__all__ = ["Days", "Desk", "Judge", "Size"]

_Value = TypeVar("_Value")
STRIP_DAYS = 28
"""Days of a verdict strip: four weeks fit beside a clause on a laptop and hold a month's reporting."""
_KEPT_RESULTS = 4_000
_NOTHING = object()


class Judge(Protocol):
    """What the desk asks about agreements: the evaluator, or a fake with verdicts made by hand."""

    def check(self, agreement: Agreement, view: View, days: Sequence[date]) -> Mapping[date, tuple[Verdict, ...]]:
        """The verdicts of each day by what the view knows."""
        ...

    def last_day(self, view: View) -> date | None:
        """The last day on which the record knows anything; None for an empty record."""
        ...

    def series(
        self, agreement: Agreement, clause: Clause, view: View, *, on: date
    ) -> Mapping[str, Sequence[DailySeries]]:
        """The daily series of a reduction by reading; none for other clauses."""
        ...

    def what_if(self, agreement: Agreement, view: View, words: Sequence[str], *, on: date, rule: str) -> WhatIf:
        """The verdicts under assumptions beside those of the record.

        Raises:
            WrongUse: An assumption cannot be read, or two of them contradict each other.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The two days of every page: what was so `on` a day, by what was known by a day.

    Attributes:
        known_by: None for all that is kept.
    """

    on: date
    known_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many documents, statements and events there are."""

    documents: int
    statements: int
    events: int


class Desk:
    """A record and its agreements, read for pages; for example the verdicts of 5 April 2022 as known on 6 April.

    Args:
        store: The record.
        agreements: The agreements on the board, in the order in which it shows them.
        judge: The evaluator of clauses.
        clerks: Who does what takes long; None if it is done here.
    """

    def __init__(
        self, store: Store, *, agreements: Sequence[Agreement], judge: Judge, clerks: Clerks | None = None
    ) -> None:
        self.agreements = tuple(agreements)
        self.store = store
        self._judge = judge
        self._clerks = clerks
        self._turns = Turns()
        self._results: dict[Hashable, Any] = {}
        self._verdicts: dict[tuple[str, str, date], tuple[Verdict, ...]] = {}
        self._version: Hashable = None

    def refresh(self) -> Hashable:
        """Let go of what was worked out if the record has changed; asked once for each request.

        Returns:
            A mark of what the record keeps.
        """
        version = self.store.version()
        if version != self._version or len(self._results) > _KEPT_RESULTS:
            self._version = version
            self._results = {}
        return version

    def close(self) -> None:
        """End the clerks; what is being worked out fails."""
        if self._clerks:
            self._clerks.close()

    def view(self, known_by: date | None = None) -> View:
        """The record by what was known on a day; all of it if none is given.

        The same view is given until the record changes.
        """
        return self.once(("view", known_by), lambda: self.store.view(known_by=known_by))

    def merged(self, known_by: date | None = None) -> View:
        """The same, once its statements are merged into events: who asks it for events does not merge them here."""
        self.once(("merged", known_by), lambda: self.at_length(merge, known_by))
        return self.view(known_by)

    def at_length(
        self,
        work: Callable[..., _Value],
        known_by: date | None,
        *given: Any,
        onto: Callable[[bytes], object] | None = None,
    ) -> _Value:
        """What a function gives that takes long, worked out where it keeps no reader waiting but who asked.

        Args:
            work: A function of a module: of a view, a stream where it writes to one, and what is given.
            known_by: The day by which the view knows.
            given: The rest of its arguments; they and the answer travel between processes.
            onto: Takes what it writes, in parts. If it raises, the work ends.

        Raises:
            OutputError: The process that worked it out has ended before.
            Exception: What the function raised.
        """
        view = self.view(known_by)
        if self._clerks:
            errand = Errand(work=work, given=given, known_by=known_by, version=view.version, writes=onto is not None)
            answer: _Value = self._clerks.do(errand, onto=onto)
            return answer
        if onto is None:
            return work(view, *given)
        with in_parts(onto) as stream:
            return work(view, stream, *given)

    def warm(self) -> None:
        """Work out what the board and the clauses show, so that the first reader does not wait for it."""
        self.refresh()
        if self.last_day() is not None:
            for as_known_then in (False, True):
                for agreement in self.agreements:
                    self.history(agreement, self.days(None, None), as_known_then=as_known_then)

    def days(self, on: date | None, known_by: date | None) -> Days:
        """The days of a page: where `on` is not given, the last day on which the record knows anything.

        Raises:
            WrongUse: That last day is none that can be asked about: a document has a mistake.
        """
        day = on or self.last_day(known_by) or known_by or date.today()
        if not is_askable(day):
            what = f"The last day of this record is {day}, a mistake in a document: {why_not()}"
            raise WrongUse(what, where="on", remedy="Name a day, such as /board?on=2022-04-05")
        return Days(on=day, known_by=known_by)

    def last_day(self, known_by: date | None = None) -> date | None:
        """The last day on which the record knows anything; None if it is empty."""
        return self.once(("last", known_by), lambda: self._judge.last_day(self.view(known_by)))

    def agreement(self, agreement_id: str) -> Agreement:
        """The agreement of that id.

        Raises:
            MissingInput: The desk has none.
        """
        for agreement in self.agreements:
            if agreement.id == agreement_id:
                return agreement
        names = ", ".join(agreement.id for agreement in self.agreements)
        raise MissingInput(
            f"There is no agreement {agreement_id!r} at this desk",
            where="agreement",
            remedy=f"It has {names}" if names else "Start it with one: holdfast serve talks.db --agreement NAME",
        )

    def clause(self, agreement_id: str, clause_id: str) -> tuple[Agreement, Clause]:
        """An agreement's clause.

        Raises:
            MissingInput: The desk has no such agreement, or the agreement no such clause.
        """
        agreement = self.agreement(agreement_id)
        clause = agreement.clause(clause_id)
        if clause is None:
            names = ", ".join(clause.id for clause in agreement.clauses)
            raise MissingInput(
                f"There is no clause {clause_id!r} in {agreement.title}", where="clause", remedy=f"It has {names}"
            )
        return agreement, clause

    def document(self, document_id: str, known_by: date | None) -> Document:
        """One document.

        Raises:
            MissingInput: It is not kept, or was not known yet.
        """
        return _found(self.view(known_by).document(document_id), "document", document_id, known_by)

    def statement(self, statement_id: str, known_by: date | None) -> Statement:
        """One statement.

        Raises:
            MissingInput: It is not kept, or was not known yet.
        """
        return _found(self.view(known_by).statement(statement_id), "statement", statement_id, known_by)

    def event(self, event_id: str, known_by: date | None) -> Event:
        """One event.

        Raises:
            MissingInput: There is none of that id among what is known; merging anew gives events new ids.
        """
        return _found(self.merged(known_by).event(event_id), "event", event_id, known_by)

    def event_of(self, ids: Iterable[str], known_by: date | None) -> dict[str, str]:
        """The id of each statement's event, where merging made one; without the events themselves."""
        members = self.merged(known_by).event_members(ids)
        return {name: event for event, names in members.items() for name in names}

    def size(self, known_by: date | None) -> Size:
        """How much is known."""
        return self.once(("size", known_by), lambda: _size(self.merged(known_by)))

    def corrections(self, known_by: date | None) -> dict[str, Correction]:
        """What people have corrected, by the id of the statement."""
        return self.once(("corrections", known_by), lambda: {c.statement: c for c in self.view(known_by).corrections()})

    def verdicts(self, agreement: Agreement, days: Days) -> tuple[Verdict, ...]:
        """The verdicts of an agreement's clauses on a day by what was known by a day."""
        return self._judged(agreement, [days.on], days.known_by)[days.on]

    def history(
        self, agreement: Agreement, days: Days, *, as_known_then: bool = False
    ) -> dict[date, tuple[Verdict, ...]]:
        """Verdicts day by day up to a day, from the agreement's date or four weeks before, whichever is later.

        Args:
            agreement: The agreement.
            days: The last day, and by what was known.
            as_known_then: Each day by what was known on that day, instead of by `days.known_by`.
        """
        strip = strip_days(agreement, days.on)
        if not as_known_then:
            return self._judged(agreement, strip, days.known_by)
        return {day: self.verdicts(agreement, Days(on=day, known_by=day)) for day in strip}

    def _judged(
        self, agreement: Agreement, days: Sequence[date], known_by: date | None
    ) -> dict[date, tuple[Verdict, ...]]:
        """Verdicts of several days, worked out only where what was known by the day is another than before."""
        mark = self.once(("mark", known_by), lambda: self.view(known_by).mark())
        names = {day: (agreement.id, mark, day) for day in days}
        kept = self._verdicts
        if not kept.keys() >= set(names.values()):
            with self._turns.of(("judged", agreement.id, mark)):
                missing = [day for day, name in names.items() if name not in kept]
                if missing:
                    self.merged(known_by)  # once, and not by each clerk who judges or writes
                    found = self.at_length(_judged, known_by, self._judge, agreement, missing)
                    kept |= {names[day]: verdicts for day, verdicts in found.items()}
        if len(kept) > _KEPT_RESULTS:
            self._verdicts = {}
        return {day: kept[name] for day, name in names.items()}

    def series(self, agreement: Agreement, clause: Clause, days: Days) -> Mapping[str, Sequence[DailySeries]]:
        """The daily series of a reduction, by reading."""
        return self.once(
            ("series", agreement.id, clause.id, days),
            lambda: self.at_length(_series, days.known_by, self._judge, agreement, clause, days.on),
        )

    def what_if(self, agreement: Agreement, days: Days, words: Sequence[str], *, rule: str) -> WhatIf:
        """The verdicts of an agreement's clauses under assumptions, beside those of the record.

        Raises:
            WrongUse: An assumption cannot be read, or two of them contradict each other.
        """
        return self.once(
            ("what if", agreement.id, days, tuple(words), rule),
            lambda: self.at_length(_what_if, days.known_by, self._judge, agreement, tuple(words), days.on, rule),
        )

    def once(self, key: Hashable, work_out: Callable[[], _Value]) -> _Value:
        """What `work_out` gives, kept under `key` until `refresh` finds that the record has changed."""
        named = (self._version, key)
        kept = self._results
        # Without a turn first: readers of what is known already wait for nothing.
        if (known := kept.get(named, _NOTHING)) is _NOTHING:
            with self._turns.of(named):
                if (known := kept.get(named, _NOTHING)) is _NOTHING:
                    known = kept[named] = work_out()
        return cast(_Value, known)


def strip_days(agreement: Agreement, last: date) -> list[date]:
    """The days of an agreement's verdict strip, which ends on `last`."""
    first = max(date.fromisoformat(agreement.date[: len("2022-03-29")]), last - timedelta(days=STRIP_DAYS - 1))
    return [first + timedelta(days=step) for step in range((last - first).days + 1)] or [last]


def merge(view: View) -> None:
    """Merge a view's events and lay them out for lists, so that they are kept for whoever asks next."""
    view.count_events()
    view.lists()


def _size(view: View) -> Size:
    return Size(documents=view.count_documents(), statements=view.count(), events=view.count_events())


def _judged(view: View, judge: Judge, agreement: Agreement, days: Sequence[date]) -> Mapping[date, tuple[Verdict, ...]]:
    return judge.check(agreement, view, days)


def _series(
    view: View, judge: Judge, agreement: Agreement, clause: Clause, on: date
) -> Mapping[str, Sequence[DailySeries]]:
    return judge.series(agreement, clause, view, on=on)


def _what_if(view: View, judge: Judge, agreement: Agreement, words: Sequence[str], on: date, rule: str) -> WhatIf:
    return judge.what_if(agreement, view, words, on=on, rule=rule)


def _found(thing: _Value | None, kind: str, name: str, known_by: date | None) -> _Value:
    if thing is None:
        known = f" that was known by {known_by.isoformat()}" if known_by else ""
        raise MissingInput(
            f"There is no {kind} {name!r}{known} in this record",
            where=kind,
            remedy="Look for it under Search"
            if kind != "event"
            else "Events get new names when merging changes: look under Events",
        )
    return thing
