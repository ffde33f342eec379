"""What a view shows of what clauses ask: statements with their document, days and event, and days of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

import msgspec

from holdfast.agreements.areas import in_any
from holdfast.agreements.matching import HAPPENED, Manner, Manners, Match, fits, match_manner, names_words
from holdfast.agreements.seeking import sought, sought_by_kind
from holdfast.agreements.shifting import shifted
from holdfast.model import Agreement, Citation, Document, Place, Statement
from holdfast.model.days import as_day
from holdfast.model.terms import Pattern
from holdfast.record.account import Account, Found, Site
from holdfast.record.facts import is_sure
from holdfast.record.sought import EVERYTHING, Sought, bears
from holdfast.record.viewing import found as found_in

__all__ = ["ANYTHING", "Facts", "Known", "Matching", "Said"]

ANYTHING = Pattern()


class Known(Protocol):
    """What checking needs of a view; every `View` of the record has it, and so has a situation."""

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
        ...

    def bearing(self, sought: Sought) -> Iterator[Found]:
        """The statements that may bear on what is sought; none that does is left out."""
        ...

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that are known, by id."""
        ...

    def told_where(self, sought: Sought) -> dict[Place | None, frozenset[date]]:
        """Days of publication of the statements that bear on it, by their places."""
        ...

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that are known, by id."""
        ...

    def event_members(self, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Of the happenings that hold one of these statements, the ids of all their statements, by the happening's."""
        ...

    def last_day(self) -> date | None:
        """The last day on which anything is known: of a publication, else of a fetch; None without documents."""
        ...


class Said(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statement with the document in which it stands and the happening that it was merged into.

    Attributes:
        outlet: Who published it, None if it is not known.
        at: The document's day or moment of publication, as it is written.
        manner: How it speaks; shared by all that speak so.
        event: Id of the event, the statement's own where no event holds it.
        first, last: Days between which it happened as far as the statement says; the day of publication is an end
            of what has happened, never its day, except for what is said to be going on.
        published: The day of publication, None if it is not known.
        assumed: It is taken as so in this run; no document says it.
    """

    statement: Statement | Account
    outlet: str | None = None
    at: str | None = None
    event: str
    manner: Manner
    first: date | None = None
    last: date | None = None
    published: date | None = None
    assumed: bool = False

    @property
    def order(self) -> tuple[date, str, int, str]:
        """By publication, document and offset: the same whatever the order of arrival."""
        told = self.statement
        return (self.published or date.min, told.document, told.start, told.id)

    def certain(self, least: float) -> bool:
        """Whether it was read with at least so much certainty; what no machine has read always was."""
        return is_sure(self.statement, least)

    def cite(self) -> Citation:
        """The words on which a reason rests."""
        chain = [voice.caption for voice in self.statement.voices]
        if len(chain) > 1 and chain[-1] == self.outlet:
            chain.pop()  # the outlet has a field of its own
        voices = ", according to ".join(chain)
        return Citation(
            statement=self.statement.id,
            document=self.statement.document,
            start=self.statement.start,
            end=self.statement.end,
            quote=self.statement.quote,
            voice=voices or self.outlet or "an unnamed outlet",
            outlet=self.outlet,
            day=self.at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What fits a pattern, each with how, in any order: what was read with enough certainty, and what was not."""

    certain: tuple[tuple[Said, Match], ...]
    uncertain: tuple[tuple[Said, Match], ...]


class Facts:
    """Everything an agreement's clauses are judged by, on one day, as one view shows it.

    Only what bears on a question is fetched from the view, once for each question.

    Args:
        agreement: Whose areas and parties count.
        view: What is known.
        on: The day of the verdicts.
        assumed: Documents and statements that are taken as so in this run, beside what the view knows.
    """

    def __init__(
        self, agreement: Agreement, view: Known, *, on: date, assumed: Sequence[tuple[Document, Statement]] = ()
    ) -> None:
        self.agreement = agreement
        self.on = on
        self._view = view
        self._last_known = view.known_by or view.last_day()
        self._manners = Manners()
        self.assumed = tuple(
            self._as_said(one, one.id, outlet=paper.outlet, at=paper.published, assumed=True) for paper, one in assumed
        )
        self._said: dict[str, Said] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._found: dict[Sought, tuple[Said, ...]] = {}
        self._whole: dict[Sought, tuple[Said, ...]] = {}
        self._matched: dict[tuple[Pattern, tuple[str, ...], tuple[str, ...], float], Matching] = {}
        self._told_where: dict[Sought, dict[Place | None, frozenset[date]]] = {}
        self._observed: dict[tuple[tuple[str, ...], tuple[str, ...], Pattern, float], frozenset[date]] = {}
        self._inside: dict[tuple[object, ...], bool | None] = {}

    @property
    def known_by(self) -> date:
        """The day by which the record was known; of one that knows nothing, the day of the verdicts."""
        return self._last_known or self.on

    @property
    def told_until(self) -> date:
        """The same, or the day of what is assumed, whichever is later."""
        return max((self.known_by, *(said.published for said in self.assumed if said.published)))

    def on_day(self, day: date) -> Facts:
        """The same facts for the verdicts of another day; what was fetched is shared by both."""
        other = copy(self)
        other.on = day
        return other

    def bearing(self, what: Pattern, *, areas: tuple[str, ...] = ()) -> tuple[Said, ...]:
        """What may answer a pattern, be it that it is so or that it is not, in any order.

        Args:
            what: The pattern.
            areas: Names of areas; what is said of other countries is left out, unless it is said of a happening of
                which somebody else says that it was in one of these.
        """
        countries = {self.agreement.areas[name].country for name in areas}
        if not countries or None in countries:
            return self._seek(sought(what))
        within = sought(what, countries=tuple(sorted(filter(None, countries))))
        if within not in self._whole:
            self._whole[within] = self._with_the_rest_of_happenings(self._seek(within), sought(what))
        return self._whole[within]

    def matching(self, what: Pattern, *, bearer: tuple[str, ...], areas: tuple[str, ...], least: float) -> Matching:
        """What fits a pattern, whoever did it, on whatever day, with how it bears on it.

        Args:
            what: The pattern.
            bearer: References of those whose doing it is asked to be.
            areas: As of `bearing`.
            least: The certainty with which it must have been read to count, 0 to 1.
        """
        asked = (what, bearer, areas, least)
        if asked not in self._matched:
            pairs = tuple(self._matches(what, bearer, areas))
            self._matched[asked] = Matching(
                certain=tuple([pair for pair in pairs if pair[0].certain(least)]),
                uncertain=tuple([pair for pair in pairs if not pair[0].certain(least)]),
            )
        return self._matched[asked]

    def _matches(self, what: Pattern, bearer: tuple[str, ...], areas: tuple[str, ...]) -> Iterator[tuple[Said, Match]]:
        matches: dict[Manner, Match | None] = {}
        by_words = bool(what.words or what.facility)
        for said in self.bearing(what, areas=areas):
            manner = said.manner
            if manner not in matches:
                matches[manner] = match_manner(manner, what, bearer=bearer)
            found = matches[manner]
            if found and (not by_words or names_words(said.statement, what)):
                yield said, found

    def _with_the_rest_of_happenings(self, found: tuple[Said, ...], asked: Sought) -> tuple[Said, ...]:
        held = {said.statement.id for said in found}
        others = [
            name for event in {said.event for said in found} for name in self._members.get(event, ())
            if name not in held
        ]  # fmt: skip
        told = self._view.statements_of([name for name in others if name not in self._said])
        self._learn(found_in(told.values(), self._view.documents_of))
        further = [self._said[name] for name in others if bears(self._said[name].statement, asked)]
        return (*found, *further)

    def of_kind(self, what: Pattern, *, of: tuple[str, ...] = (), least: float = 0) -> tuple[Said, ...]:
        """What speaks of the kinds of happening of a pattern, of all kinds if it names none, in any order.

        Args:
            what: The pattern, of which the types and the words count.
            of: References of those by whom or about whom it must be; by and about anybody if there are none.
            least: The certainty with which it must have been read, 0 to 1; what no machine read counts.
        """
        return self._seek(sought_by_kind(what, of=of, min_confidence=least))

    def _seek(self, asked: Sought) -> tuple[Said, ...]:
        if asked not in self._found:
            known = self._learn(self._view.bearing(asked))
            supposed = [said for said in self.assumed if bears(said.statement, asked)]
            self._found[asked] = (*known, *supposed)
        return self._found[asked]

    def _learn(self, told: Iterable[Found]) -> list[Said]:
        """What was found, each statement read once."""
        found = list(told)
        fresh = [one for one in found if one.id not in self._said]
        members = self._view.event_members([one.id for one in fresh])
        self._members |= members
        event_of = {name: event for event, held in members.items() for name in held}
        for one in fresh:
            event = event_of.get(one.id, one.id)
            self._said[one.id] = self._as_said(one.account, event, outlet=one.outlet, at=one.published)
        return [self._said[one.id] for one in found]

    def _as_said(
        self, statement: Statement | Account, event: str, *, outlet: str | None, at: str | None, assumed: bool = False
    ) -> Said:
        published, time = as_day(at), statement.time
        first, last = (time.first_day, time.last_day) if time else (None, None)
        if statement.status == "ongoing" and first is None and last is None:
            first = last = published
        if statement.status in HAPPENED and published:
            last = min(last, published) if last else published
            if first and first > last:
                first = last
        return Said(
            statement=statement,
            outlet=outlet,
            at=at,
            event=event,
            manner=self._manners.of(statement, outlet),
            first=first,
            last=last,
            published=published,
            assumed=assumed,
        )

    @cached_property
    def days_covered(self) -> frozenset[date]:
        """Days of which there are reports at all: something was published on the day itself or on the day after."""
        published = frozenset[date]().union(*self._reported(EVERYTHING).values())
        return published | {shifted(day, -1) for day in published}

    def _reported(self, asked: Sought) -> dict[Place | None, frozenset[date]]:
        if asked not in self._told_where:
            self._told_where[asked] = self._view.told_where(asked)
        return self._told_where[asked]

    def lies_in(self, place: Place | Site | None, areas: tuple[str, ...]) -> bool | None:
        """True if a place lies in one of the areas, False if in none, None if it cannot be told."""
        if place is None:
            return None if areas else False
        known = (place.name, place.text, place.country, place.admin1, place.precision, place.lat, place.lon, areas)
        if known not in self._inside:
            self._inside[known] = in_any(place, areas, self.agreement)
        return self._inside[known]

    def days_observed(
        self, areas: tuple[str, ...], refs: tuple[str, ...], *, what: Pattern = ANYTHING, least: float = 0
    ) -> frozenset[date]:
        """Days of publication of documents that speak of the areas or, where none is given, of the people named.

        Args:
            areas: Names of areas of the agreement.
            refs: References of people, for where there is no area.
            what: What must be spoken of, by its types and its words, be it that there is none. Reports of shelling are
                no reports on whether there are foreign bases.
            least: The certainty with which what is spoken of must have been read, 0 to 1; what no machine read counts.
        """
        asked = (areas, refs, what, least)
        if asked not in self._observed:
            by_words = bool(what.words or what.facility)
            days = self._days_worded(*asked) if by_words else self._days_reported(areas, refs, what, least)
            self._observed[asked] = days
        return self._observed[asked]

    def _days_reported(
        self, areas: tuple[str, ...], refs: tuple[str, ...], what: Pattern, least: float
    ) -> frozenset[date]:
        reported = self._reported(sought_by_kind(what, of=() if areas else refs, min_confidence=least))
        inside = (days for place, days in reported.items() if not areas or self.lies_in(place, areas) is True)
        return frozenset[date]().union(*inside)

    def _days_worded(
        self, areas: tuple[str, ...], refs: tuple[str, ...], what: Pattern, least: float
    ) -> frozenset[date]:
        """The same where words decide, which stand in the statements themselves."""
        return frozenset(
            said.published
            for said in self.of_kind(what, least=least)
            if said.published
            and not said.assumed
            and names_words(said.statement, what)
            and self._speaks_of(said.statement, areas, refs)
        )

    def _speaks_of(self, statement: Statement | Account, areas: tuple[str, ...], refs: tuple[str, ...]) -> bool:
        if areas:
            return self.lies_in(statement.place, areas) is True
        named = [mention.ref for mention in (*statement.actors, *statement.recipients)]
        named += [voice.ref for voice in statement.voices]
        return not refs or any(fits(name, ref) for name in named for ref in refs)
