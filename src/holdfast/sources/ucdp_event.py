"""One event of UCDP GED as a document of one sentence and a statement in UCDP's voice.

UCDP names the sides of a fight, not who attacked whom: in fighting between two sides both are actors. Only violence
against civilians has one side that acts and one to whom it is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from holdfast.model import Count, Document, Happening, Mention, Place, Span, Statement, Time, Voice
from holdfast.model.noun import fingerprint
from holdfast.sources.sentence import Sentence
from holdfast.values.actor import countries_in, resolve

__all__ = ["LICENCE", "OUTLET", "GedEvent", "told"]

OUTLET = "UCDP GED"
LICENCE = "CC BY 4.0"
READER = "ucdp importer 1"
_VOICE = "Uppsala Conflict Data Program"
_VOICE_REF = "SWE EDU"  # a programme of Uppsala University
_ONE_SIDED = 3
_CIVILIANS = "CIV"

_Fineness = Literal["settlement", "admin2", "admin1", "country", "area"]
_PLACES: dict[int, _Fineness] = {
    1: "settlement",  # a known place; its coordinates may be a centre, so it is no finer than the settlement
    2: "area",  # within 25 km of the place named
    3: "admin2",
    4: "admin1",
    5: "area",  # along a line or across a border
    6: "country",
    7: "area",  # at sea or in the air
}
_NEAR = {2: "near", 5: "around"}
_TIMES = {1: "day", 2: "days", 3: "week", 4: "month", 5: "year"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GedEvent:
    """A row of UCDP GED with its values read; for example five killed in Kyiv on 22 January 2014.

    Attributes:
        name: UCDP's id.
        violence: 1 state-based, 2 between groups, 3 against civilians.
        where: The place named.
        where_precision: 1 (known place) to 7 (at sea), as the codebook counts.
        unit: First-level unit.
        position: Latitude and longitude in degrees.
        day_precision: 1 (day) to 5 (more than a month), as the codebook counts.
        low, best, high: Estimates of the people killed.
        row: Every cell that was filled, as given.
    """

    name: str
    violence: int
    side_a: str
    side_b: str
    where: str
    where_precision: int
    unit: str | None
    country: str
    country_code: str | None
    position: tuple[float, float]
    first: date
    last: date
    day_precision: int
    low: int
    best: int
    high: int
    row: dict[str, str]


def told(event: GedEvent, *, source: str, sha256: str) -> tuple[Document, list[Statement]]:
    """The document and the statement of an event; every span stands in the document's text."""
    sentence = Sentence()
    sentence.plain("According to ")
    voice = Voice(**sentence.part(OUTLET), name=_VOICE, ref=_VOICE_REF, cue="according to")
    sentence.plain(", ")
    happening, actors, recipients = _sides(event, sentence)
    place = _place(event, sentence)
    time = _time(event, sentence)
    count = _count(event, sentence)
    document = Document(
        text=sentence.text,
        # Two events of one day, place and toll read the same and are two: the event's name tells them apart.
        id=fingerprint("d", OUTLET, event.name, sentence.text),
        title=f"{OUTLET} event {event.name}",
        outlet=OUTLET,
        language="en",
        licence=LICENCE,
        media_type="text/csv",
        sha256=sha256,
        source=source,
        extra={"ucdp": event.row},
    )
    statement = Statement(
        document=document.id,
        quote=sentence.text,
        start=0,
        end=len(sentence.text),
        act="assert",
        event=Happening(type="ASSAULT", trigger=happening),
        status="happened",
        actors=actors,
        recipients=recipients,
        place=place,
        time=time,
        counts=(count,),
        voices=(voice,),
        reader=READER,
    )
    return document, [statement]


def _sides(event: GedEvent, sentence: Sentence) -> tuple[Span, tuple[Mention, ...], tuple[Mention, ...]]:
    if event.violence == _ONE_SIDED:
        trigger = Span(**sentence.part("violence"))
        sentence.plain(" by ")
        actor = _side(event.side_a, event, sentence)
        sentence.plain(" against ")
        return trigger, (actor,), (_side(event.side_b, event, sentence),)
    trigger = Span(**sentence.part("fighting"))
    sentence.plain(" between ")
    first = _side(event.side_a, event, sentence)
    sentence.plain(" and ")
    return trigger, (first, _side(event.side_b, event, sentence)), ()


def _side(name: str, event: GedEvent, sentence: Sentence) -> Mention:
    """A side with its reference, where its name tells one."""
    if name.casefold() == "civilians":
        code = _country_code(event)
        return Mention(**sentence.part(name), ref=f"{code} {_CIVILIANS}" if code else _CIVILIANS)
    match = resolve(name, on=event.first)
    # A group that names a country is not that country's government.
    is_group = match is not None and "GOV" in match.ref and not name.startswith("Government of")
    return Mention(**sentence.part(name), ref=match.ref if match and not is_group else None, name=name)


def _place(event: GedEvent, sentence: Sentence) -> Place:
    sentence.plain(f" {_NEAR.get(event.where_precision, 'at' if event.where_precision == 1 else 'in')} ")
    precision = _PLACES[event.where_precision]
    named = event.country if precision == "country" else event.where
    span = sentence.part(named)
    around = [part for part in (event.unit, event.country) if part and part != named]
    sentence.plain("".join(f", {part}" for part in around))
    return Place(
        **span,
        name=named,
        lat=event.position[0],
        lon=event.position[1],
        country=_country_code(event),
        admin1=event.unit,
        precision=precision,
    )


def _country_code(event: GedEvent) -> str | None:
    """The country's code, as given or as its name tells."""
    found = countries_in(event.country)
    return event.country_code or (found[0] if len(found) == 1 else None)


def _time(event: GedEvent, sentence: Sentence) -> Time:
    first, last = event.first.isoformat(), event.last.isoformat()
    sentence.plain(" on " if first == last else " between ")
    span = sentence.part(first if first == last else f"{first} and {last}")
    return Time(**span, start_day=first, end_day=last, precision=_TIMES[event.day_precision], basis="stated")


def _count(event: GedEvent, sentence: Sentence) -> Count:
    """The people killed, from the least to the greatest of UCDP's three estimates.

    A few rows of the dataset have them out of order; they are used as they stand, and the sentence says so.
    """
    least, greatest = min(event.low, event.best, event.high), max(event.low, event.best, event.high)
    sentence.plain(" killed ")
    span = sentence.part(str(least) if least == greatest else f"{least} to {greatest}")
    sentence.plain(f" {'person' if greatest == 1 else 'people'} (best estimate {event.best}")
    if not event.low <= event.best <= event.high:
        sentence.plain(f"; the dataset has low {event.low} and high {event.high}")
    sentence.plain(").")
    return Count(**span, what="killed", low=least, high=greatest)
