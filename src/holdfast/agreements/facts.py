"""What a view shows, laid out once for all clauses: statements by type, with their document, days and event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from holdfast.agreements.areas import in_any
from holdfast.agreements.matching import fits, names_words
from holdfast.agreements.shifting import shifted
from holdfast.model import Agreement, Citation, Document, Event, Place, Statement
from holdfast.model.days import as_day
from holdfast.model.terms import Pattern

__all__ = ["ANYTHING", "Facts", "Known", "Said", "last_day"]

ANYTHING = Pattern()


class Known(Protocol):
    """What checking needs of a view; every `View` of the record has it, and so has a situation."""

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen; None for all."""
        ...

    def documents(self) -> Iterator[Document]:
        """The documents known."""
        ...

    def statements(self) -> Iterator[Statement]:
        """Their statements."""
        ...

    def events(self) -> Iterator[Event]:
        """Happenings merged from them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with the document in which it stands and the happening that it was merged into.

    Attributes:
        event: Id of the event, the statement's own where no event holds it.
        first, last: Days between which it happened as far as the statement says; the day of publication is an end
            of what has happened, never its day, except for what is said to be going on.
        published: The day of publication, None if it is not known.
        assumed: It is taken as so in this run; no document says it.
    """

    statement: Statement
    document: Document | None
    event: str
    first: date | None
    last: date | None
    published: date | None
    assumed: bool = False

    @property
    def outlet(self) -> str | None:
        """Who published it, None if it is not known."""
        return self.document.outlet if self.document else None

    @property
    def order(self) -> tuple[date, str, int, str]:
        """By publication, document and offset: the same whatever the order of arrival."""
        return (
            self.published or date.min,
            self.statement.document,
            self.statement.start,
            self.statement.id,
        )

    def certain(self, least: float) -> bool:
        """Whether it was read with at least so much certainty; what no machine has read always was."""
        confidence = self.statement.confidence
        return confidence is None or confidence >= least

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
            day=self.document.published if self.document else None,
        )


class Facts:
    """Everything an agreement's clauses are judged by, on one day, as one view shows it.

    `known_by` is the day by which the record was known; `told_until` is later if something is assumed of a later day.

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
        events = {name: event.id for event in view.events() for name in event.statements}
        documents = {document.id: document for document in view.documents()}
        known = [_said(statement, documents, events) for statement in view.statements()]
        supposed = [replace(_said(one, {paper.id: paper}, {}), assumed=True) for paper, one in assumed]
        everything = sorted((*known, *supposed), key=lambda said: said.order)
        self.known_by = view.known_by or _latest(documents.values()) or on
        self.assumed = tuple(supposed)
        self.told_until = max((self.known_by, *(said.published for said in supposed if said.published)))
        self._everything = everything
        self._by_type: dict[str | None, list[Said]] = defaultdict(list)
        self._observed: dict[tuple[tuple[str, ...], tuple[str, ...], Pattern, float], frozenset[date]] = {}
        self._inside: dict[tuple[object, ...], bool | None] = {}
        for said in everything:
            self._by_type[said.statement.event.type].append(said)

    def said(self, types: Iterable[str]) -> Iterator[Said]:
        """Statements of some types of happening, of all types if none is given, in a stable order."""
        chosen = tuple(types)
        if not chosen:
            yield from self._everything
        for name in dict.fromkeys(chosen):
            yield from self._by_type.get(name, ())

    @property
    def days_covered(self) -> frozenset[date]:
        """Days of which there are reports at all: something was published on the day itself or on the day after."""
        published = frozenset(said.published for said in self._everything if said.published and not said.assumed)
        return published | {shifted(day, -1) for day in published}

    def lies_in(self, place: Place | None, areas: tuple[str, ...]) -> bool | None:
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
            self._observed[asked] = frozenset(
                said.published
                for said in self.said(what.type)
                if said.published
                and not said.assumed
                and said.certain(least)
                and names_words(said.statement, what)
                and self._speaks_of(said.statement, areas, refs)
            )
        return self._observed[asked]

    def _speaks_of(self, statement: Statement, areas: tuple[str, ...], refs: tuple[str, ...]) -> bool:
        if areas:
            return self.lies_in(statement.place, areas) is True
        named = [mention.ref for mention in (*statement.actors, *statement.recipients)]
        named += [voice.ref for voice in statement.voices]
        return not refs or any(fits(name, ref) for name in named for ref in refs)


def last_day(view: Known) -> date | None:
    """The last day on which the record knows anything: of a publication, else of a fetch; None for an empty record."""
    return _latest(view.documents())


def _latest(documents: Iterable[Document]) -> date | None:
    days = (document.published_day or as_day(document.fetched) for document in documents)
    return max((day for day in days if day), default=None)


def _said(statement: Statement, documents: dict[str, Document], events: dict[str, str]) -> Said:
    document = documents.get(statement.document)
    published = document.published_day if document else None
    first = statement.time.first_day if statement.time else None
    last = statement.time.last_day if statement.time else None
    if statement.status == "ongoing" and first is None and last is None:
        first = last = published
    if statement.status in ("happened", "ongoing") and published:
        last = min(last, published) if last else published
        if first and first > last:
            first = last
    return Said(
        statement=statement,
        document=document,
        event=events.get(statement.id, statement.id),
        first=first,
        last=last,
        published=published,
    )
