"""Events as a dataset codes them, told in sentences of ours: each row a document, each claim of it a statement.

The dataset is the voice. A claim says no more than its row: who is not named is nobody, and a place or a day is as fine
as the dataset says that it knows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from holdfast.model import Count, Document, Happening, Mention, Place, Span, Statement, Time, Voice
from holdfast.model.noun import fingerprint
from holdfast.model.statement import Act, Counted, EventType, Polarity, Precision, Status
from holdfast.sources.sentence import Sentence
from holdfast.sources.table import BadRow, Row, Told
from holdfast.values.actor import countries_in, resolve
from holdfast.values.nations import named
from holdfast.values.sector import sector

__all__ = [
    "OURS", "Claim", "Coded", "Dataset", "Figure", "Meaning", "Party", "Site", "When", "coarse", "country_code",
    "known_party", "on_day", "refuse_our_own", "told",
]  # fmt: skip

OURS = "Holdfast-coded"
"""Stands in every row that Holdfast writes in the columns of another dataset, so that it is never taken for theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Whose rows they are; for example GDELT's.

    Attributes:
        name: Under which the cells of a row are kept in the document's `extra`.
        outlet: Who publishes the rows.
        licence: Under which licence, None if its own page does not say.
        voice: Who says what a row says.
        ref: The voice's reference, None if it has none.
        version: Of our reading; it goes into `reader`.
    """

    name: str
    outlet: str
    licence: str | None
    voice: str
    ref: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a class of a dataset means in the terms of a statement.

    Attributes:
        words: What our sentence calls it: a noun such as "shelling", or a verb where somebody speaks ("demanded aid").
        to: The word before those to whom it is done.
        mutual: Whether it is done together, as talks are, so that both parties are actors.
    """

    words: str
    type: EventType | None
    mode: str | None = None
    act: Act = "assert"
    status: Status | None = "happened"
    polarity: Polarity = "affirmed"
    to: str = "against"
    mutual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody whom a row names, with the reference if the row tells one."""

    name: str
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where, as the row says.

    Attributes:
        around: What is named after it, such as its region and its country.
        at: The word before it.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    geonames: int | None = None
    precision: Precision | None = None
    around: tuple[str, ...] = ()
    at: str = "at"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When, as the row says: "on 2031-05-04", "by 2031-05-04".

    Attributes:
        before: The words before it.
        first, last: ISO days or moments, None if open.
    """

    words: str
    before: str = "on"
    first: str | None
    last: str | None
    precision: str
    basis: Literal["stated", "resolved"] = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many, as the row says: "killed an estimated 3 people"."""

    what: Counted
    low: float | None
    high: float | None
    words: str
    before: str
    after: str
    approx: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a row says.

    Attributes:
        by: Who does it.
        to: To whom it is done.
        sides: Parties of which the row does not say who did what to whom; `as_actors` makes actors of them.
        speaker: Who says it, where the class is an act of speech; the dataset then reports it.
        accused: Who is said to have done it, in an accusation.
        about: What it is more closely, after its name, such as the title of what is signed.
    """

    meaning: Meaning
    by: tuple[Party, ...] = ()
    to: tuple[Party, ...] = ()
    sides: tuple[Party, ...] = ()
    as_actors: bool = True
    speaker: Party | None = None
    accused: tuple[Party, ...] = ()
    about: str | None = None
    site: Site | None = None
    when: When | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A row of a dataset with its values read.

    Attributes:
        name: The dataset's own name of the row; None where rows have none, and two that say the same are one.
        title: Of the document; None makes one of the outlet and the name.
        published: ISO day or moment at which the row itself was published, if it says so.
        url: An address that is this row's alone.
        row: Every cell that was filled, as given.
    """

    name: str | None
    claims: Sequence[Claim]
    title: str | None = None
    published: str | None = None
    url: str | None = None
    row: dict[str, str] = field(default_factory=dict)


def told(coded: Coded, dataset: Dataset, row: Row) -> Told:
    """The document and the statements of a row; every span stands in the document's text."""
    sentence = Sentence()
    made = [_Telling(sentence, dataset).tell(claim) for claim in coded.claims]
    text = sentence.text
    name = fingerprint("d", dataset.outlet, coded.name, coded.published, text)
    document = Document(
        text=text,
        # Two rows that read the same and have names of their own are two: the name tells them apart.
        id=name,
        title=coded.title or (f"{dataset.outlet} {coded.name}" if coded.name else None),
        url=coded.url,
        outlet=dataset.outlet,
        published=coded.published,
        language="en",
        licence=dataset.licence,
        media_type="text/csv",
        sha256=row.sha256,
        source=row.where,
        extra={dataset.name: coded.row},
    )
    return document, [Statement(document=name, **parts) for parts in made]


def refuse_our_own(row: Row, column: str) -> None:
    """Refuse a row that Holdfast has written in the columns of another dataset.

    Raises:
        BadRow: It is one: in that dataset's voice it would confirm what it was made from.
    """
    if OURS in row.cells.get(column, ""):
        raise BadRow("This row was coded by Holdfast and not by the dataset whose columns it has")


def coarse(lat: float, lon: float) -> str:
    """A position in words, to a hundredth of a degree: about a kilometre, as fine as a settlement is known."""
    return f"{lat:.2f}, {lon:.2f}"


def on_day(day: date) -> When:
    """A single day, as stated."""
    return When(words=day.isoformat(), first=day.isoformat(), last=day.isoformat(), precision="day")


@lru_cache(maxsize=4096)
def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-3 code of a country's name, if it names exactly one."""
    found = countries_in(name)
    return found[0] if len(found) == 1 else None


def known_party(name: str, *, on: date | None = None, doing: str | None = None) -> Party:
    """A party with the reference that its name tells, if it tells one.

    A country in a group's name ("Rioters (Sudan)") does not make the group that country's government or army.
    """
    match = resolve(name, on=on, doing=doing)
    is_told = sector(name) is not None or named(name) is not None
    return Party(name=name, ref=match.ref if match and is_told else None)


def _as_voice(speaker: Mention) -> Voice:
    return Voice(text=speaker.text, start=speaker.start, end=speaker.end, ref=speaker.ref, name=speaker.name)


_OWN_DEEDS = frozenset({"promise", "threaten", "reject", "deny"})


class _Telling:
    """One claim put into words, with the spans of its parts."""

    def __init__(self, sentence: Sentence, dataset: Dataset) -> None:
        self._sentence = sentence
        self._dataset = dataset

    def tell(self, claim: Claim) -> dict[str, Any]:
        sentence, meaning = self._sentence, claim.meaning
        if sentence.text:
            sentence.plain(" ")
        start = len(sentence.text)
        sentence.plain("According to ")
        outlet = sentence.part(self._dataset.outlet)
        voices = [Voice(**outlet, name=self._dataset.voice, ref=self._dataset.ref, cue="according to")]
        sentence.plain(", ")
        spoken: tuple[Mention, ...] = ()
        if claim.speaker:
            speaker = Mention(**sentence.part(claim.speaker.name), ref=claim.speaker.ref, name=claim.speaker.name)
            voices.insert(0, _as_voice(speaker))
            sentence.plain(" ")
            # Whoever promises, threatens, refuses or denies is the one who would do it: the same words name both.
            spoken = (speaker,) if meaning.act in _OWN_DEEDS else ()
        trigger = Span(**sentence.part(meaning.words))
        sentence.plain(f" {claim.about}" if claim.about else "")
        actors = spoken + self._people(" by ", claim.by) + self._people(" against ", claim.accused)
        sides = self._people(" between " if len(claim.sides) > 1 else " involving ", claim.sides)
        recipients = self._people(f" {meaning.to} ", claim.to)
        if meaning.act == "demand":
            actors = recipients  # what is demanded is for the one asked to do
        place, time = self._place(claim.site), self._time(claim.when)
        counts = self._count(claim.figure)
        sentence.plain(".")
        return {
            "quote": sentence.text[start:],
            "start": start,
            "end": len(sentence.text),
            "act": meaning.act,
            "event": Happening(type=meaning.type, mode=meaning.mode, trigger=trigger),
            "status": meaning.status,
            "polarity": meaning.polarity,
            "actors": (*actors, *sides) if claim.as_actors else actors,
            "recipients": recipients,
            "place": place,
            "time": time,
            "counts": counts,
            "voices": tuple(voices),
            "reader": f"{self._dataset.name} importer {self._dataset.version}",
        }

    def _people(self, before: str, people: Sequence[Party]) -> tuple[Mention, ...]:
        found = []
        for number, party in enumerate(people):
            self._sentence.plain(before if not number else " and ")
            found.append(Mention(**self._sentence.part(party.name), ref=party.ref, name=party.name))
        return tuple(found)

    def _place(self, site: Site | None) -> Place | None:
        if site is None:
            return None
        self._sentence.plain(f" {site.at} ")
        span = self._sentence.part(site.name)
        self._sentence.plain("".join(f", {part}" for part in site.around if part != site.name))
        return Place(
            **span,
            name=site.name,
            geonames=site.geonames,
            lat=site.lat,
            lon=site.lon,
            country=site.country,
            admin1=site.admin1,
            precision=site.precision,
        )

    def _time(self, when: When | None) -> Time | None:
        if when is None:
            return None
        self._sentence.plain(f" {when.before} ")
        span = self._sentence.part(when.words)
        return Time(**span, start_day=when.first, end_day=when.last, precision=when.precision, basis=when.basis)

    def _count(self, figure: Figure | None) -> tuple[Count, ...]:
        if figure is None:
            return ()
        self._sentence.plain(f" {figure.before} ")
        span = self._sentence.part(figure.words)
        self._sentence.plain(f" {figure.after}" if figure.after else "")
        return (Count(**span, what=figure.what, low=figure.low, high=figure.high, approx=figure.approx),)
