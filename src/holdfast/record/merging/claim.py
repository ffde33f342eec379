"""A claim: one statement made ready for comparison, with what its document adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from holdfast.model import Mention, Place, Statement
from holdfast.model.days import as_day
from holdfast.record.facts import party_refs
from holdfast.record.merging.headwords import FACILITIES, HARM, LIGHT, family, headwords
from holdfast.record.words import fold, fold_name
from holdfast.values.sector import EVERY_SECTOR

__all__ = ["Claim", "Part", "Reported", "Site", "claim_of", "day"]

_STATED_SPAN = 14
"""Days: a longer stretch ("since February") says too little about when to be compared as a time."""
_TELLING_ACTS = frozenset({"assert", "accuse", "agree", "reject", "evaluate"})
_ANNOUNCING_ACTS = frozenset({"assert", "promise", "agree"})
_FINE = frozenset({"point", "settlement"})
_IMPORTER = re.compile(r"(?P<dataset>[a-z]+) importer ")
_KINDS = {word + "s": kind for word, kind in FACILITIES.items()} | FACILITIES
_FACILITY_WORDS = frozenset(_KINDS)
_DISTINCT = frozenset({"acled", "cir", "firms", "sirens", "ucdp"})
"""Datasets whose makers gave each happening one row. GDELT, POLECAT and VIINA have a row for each report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A statement with what its document adds: the outlet's name and the day of publication."""

    statement: Statement
    outlet: str | None
    published: str | None


class Part(Enum):
    """The part that a statement takes in an event."""

    TELLS = "tells"
    """It says that the happening happened, or goes on."""
    DENIES = "denies"
    """It says that it did not."""
    ANNOUNCES = "announces"
    """It said beforehand that it would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place made ready for comparison.

    Attributes:
        key: The folded name.
        own: Words of the name that are no words for facilities.
        kinds: The kinds of facility that the others name.
        fine: Whether it is a settlement or a point in one.
    """

    place: Place
    key: str
    own: frozenset[str]
    kinds: frozenset[str]
    fine: bool
    admin1: frozenset[str]

    @property
    def caption(self) -> str:
        """The place in words."""
        return self.place.name or self.place.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement ready for comparison; for example "a strike on Mykolaiv on 29 March, seven killed".

    Attributes:
        type: The type of the happening; a claim always has one.
        mode: How, if that is said: "unspecified" says nothing.
        first, last: Days of the happening where stated, as ordinals; `last` None for an open end.
        lasting: Whether it tells of a long stretch ("for weeks", "since February") and not of one happening in it.
        several: Whether it sums several happenings up ("more than 30 shellings").
        published: Day of publication as an ordinal.
        words: The folded words of the quote.
        marks: Those of them that are names or numbers, as far as capitals and digits show.
        row: The dataset and the document of its row, where the dataset has one row for each happening.
    """

    statement: Statement
    outlet: str | None
    published_text: str | None
    published: int | None
    part: Part
    type: str
    mode: str | None
    heads: frozenset[str]
    family: str | None
    first: int | None
    last: int | None
    lasting: bool
    several: bool
    site: Site | None
    facilities: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    words: frozenset[str]
    marks: frozenset[str]
    row: tuple[str, str] | None

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def dated(self) -> bool:
        """Whether it says when, closely enough to compare."""
        return self.first is not None


def claim_of(reported: Reported) -> Claim | None:
    """Make a statement ready for comparison; None if it speaks of no happening that an event could be made of."""
    statement = reported.statement
    part = _part(statement)
    if part is None:
        return None
    trigger = statement.event.trigger
    heads = headwords(trigger.text if trigger else statement.quote)
    first, last = _stated_days(statement)
    words = frozenset(fold(statement.quote).split())
    published = as_day(reported.published)
    return Claim(
        statement=statement,
        outlet=reported.outlet,
        published_text=reported.published,
        published=published.toordinal() if published else None,
        part=part,
        type=statement.event.type or "OTHER",
        mode=None if statement.event.mode == "unspecified" else statement.event.mode,
        heads=heads,
        family=family(heads),
        first=first,
        last=last,
        lasting=_is_lasting(statement),
        several=_is_several(statement),
        site=_site(statement.place) if statement.place else None,
        facilities=_facilities(statement, frozenset() if family(heads) == HARM else words),
        actors=_parties(statement.actors),
        recipients=_parties(statement.recipients),
        words=words,
        marks=_marks(statement.quote),
        row=_row(statement),
    )


def _row(statement: Statement) -> tuple[str, str] | None:
    found = _IMPORTER.match(statement.reader or "")
    return (found["dataset"], statement.document) if found and found["dataset"] in _DISTINCT else None


def _part(statement: Statement) -> Part | None:
    if statement.event.type is None:
        return None
    if statement.status in ("happened", "ongoing"):
        if statement.act == "deny" or (statement.polarity == "negated" and statement.act in _TELLING_ACTS):
            return Part.DENIES
        return Part.TELLS if statement.act in _TELLING_ACTS else None
    announces = statement.status == "planned" and statement.polarity == "affirmed"
    return Part.ANNOUNCES if announces and statement.act in _ANNOUNCING_ACTS else None


def _stated_days(statement: Statement) -> tuple[int | None, int | None]:
    """The days said, if they are close enough together to say when; an open end stays open."""
    time = statement.time
    if time is None:
        return None, None
    first, last = time.first_day, time.last_day
    if first is None and last is not None:
        return None, None  # "until Friday" does not say when it began
    if first is None or (last is not None and (last - first).days > _STATED_SPAN):
        return None, None
    return first.toordinal(), last.toordinal() if last else None


def _is_lasting(statement: Statement) -> bool:
    time = statement.time
    if time is None or time.last_day is None:
        return False
    if time.first_day is None:
        return statement.status == "ongoing"
    return (time.last_day - time.first_day).days > _STATED_SPAN


def _is_several(statement: Statement) -> bool:
    """Whether the happening itself is counted, and there is more than one: "more than 30 shellings", no "30 killed"."""
    trigger = statement.event.trigger
    return trigger is not None and any(
        count.what in ("other", "violations")
        and (count.low or 0) > 1
        and count.start <= trigger.start
        and trigger.end <= count.end
        for count in statement.counts
    )


def _site(place: Place) -> Site:
    key = fold_name(place.name or place.text)
    return Site(
        place=place,
        key=key,
        own=frozenset(key.split()) - _FACILITY_WORDS,
        kinds=frozenset(_KINDS[word] for word in key.split() if word in _KINDS),
        fine=place.precision in _FINE,
        admin1=frozenset(fold_name(place.admin1).split()),
    )


def _facilities(statement: Statement, words: frozenset[str]) -> frozenset[str]:
    """Words for facilities in the place, those acted on and the quote; a plural counts as its singular.

    Where the harm is told ("the hospital received 44 wounded") the quote names where the harmed lie, and is left out.
    """
    named = set(words)
    if statement.place is not None:
        named.update(fold_name(statement.place.name).split())
    for recipient in statement.recipients:
        named.update(fold_name(recipient.text).split())
    return frozenset(_KINDS[word] for word in named & _FACILITY_WORDS)


def _marks(quote: str) -> frozenset[str]:
    """Words with a capital or a digit; light words ("At", "The") open sentences and mark nothing."""
    marked = " ".join(word for word in quote.split() if word[:1].isupper() or any(map(str.isdigit, word)))
    return frozenset(fold(marked).split()) - LIGHT


def _parties(mentions: Iterable[Mention]) -> frozenset[str]:
    """The references of those named; a mere "MIL", without a country, tells nobody from anybody and is left out."""
    return frozenset(ref for mention in mentions for ref in party_refs(mention.ref) if ref not in EVERY_SECTOR)


def day(ordinal: int) -> str:
    """An ordinal as an ISO day."""
    return date.fromordinal(ordinal).isoformat()
