"""Statements of happenings in few words, for tests of merging."""

from __future__ import annotations

from typing import Any

from holdfast.model import Count, Document, Event, Happening, Judgement, Mention, Place, Span, Statement, Time, Voice
from holdfast.record.merge import Reported, merge

TOWNS = {
    "Mykolaiv": (46.97, 31.99),
    "Kharkiv": (49.98, 36.25),
    "Chernihiv": (51.5, 31.3),
    "Zlynka": (46.98, 32.06),
    "Kulbakine": (46.94, 32.08),
}


def told(quote: str, **said: Any) -> Reported:
    """A statement whose text is its quote, with its outlet and day.

    Args:
        quote: The whole text.
        said: `trigger`, `town`, `place`, `day`, `killed` (words and bounds), `by` (voice), `actor`, `recipient`,
            `type`, `mode`, and any field of a statement; `outlet` and `published` of its document.
    """
    outlet, published = said.pop("outlet", "Harbour Wire"), said.pop("published", "2022-03-30")
    document = Document(text=quote, outlet=outlet, published=published, url=said.pop("url", None))

    def span(words: str) -> dict[str, Any]:
        start = quote.index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    fields: dict[str, Any] = {"document": document.id, "quote": quote, "start": 0, "end": len(quote)}
    trigger = said.pop("trigger", None)
    kind = said.pop("type", "ASSAULT")
    mode = said.pop("mode", "missile" if kind == "ASSAULT" else None)
    fields["event"] = Happening(type=kind, mode=mode, trigger=Span(**span(trigger)) if trigger else None)
    if town := said.pop("town", None):
        lat, lon = TOWNS[town]
        fields["place"] = Place(**span(town), name=town, lat=lat, lon=lon, country="UKR", precision="settlement")
    if place := said.pop("place", None):
        fields["place"] = place if isinstance(place, Place) else Place(**span(place), precision="point")
    if day := said.pop("day", None):
        first, last = day if isinstance(day, tuple) else (day, day)
        fields["time"] = Time(text="", start=0, end=0, start_day=first, end_day=last)
    if killed := said.pop("killed", None):
        words, low, high = killed
        fields["counts"] = (Count(**span(words), what="killed", low=low, high=high),)
    if by := said.pop("by", None):
        fields["voices"] = (Voice(name=by),)
    for role, field in (("actor", "actors"), ("recipient", "recipients")):
        if ref := said.pop(role, None):
            fields[field] = (Mention(text="", start=0, end=0, ref=ref),)
    made = Statement(**({"act": "assert", "status": "happened"} | fields | said))
    return Reported(statement=made, outlet=outlet, published=published)


def events(*reported: Reported, judgements: tuple[Judgement, ...] = ()) -> tuple[Event, ...]:
    """The events that these make."""
    return merge(reported, judgements)


def judged(
    left: Reported, right: Reported, *, same: bool | None, by: str = "Analyst", at: str = "2022-04-10"
) -> Judgement:
    """A judgement of sameness."""
    return Judgement(left=left.statement.id, right=right.statement.id, same=same, by=by, at=at, why="looked it up")


STRIKE = told(
    "A missile strike on Mykolaiv on Tuesday killed at least seven people.",
    trigger="strike",
    town="Mykolaiv",
    day="2022-03-29",
    killed=("at least seven", 7, None),
    by="UKR MIL",
    actor="RUS MIL",
    recipient="UKR CIV",
    published="2022-03-29",
)
SAME_STRIKE = told(
    "Seven died when a rocket hit the administration in Mykolaiv on 29 March: 7 bodies were found.",
    trigger="hit",
    town="Mykolaiv",
    day="2022-03-29",
    killed=("7", 7, 7),
    by="Rescue service",
    recipient="UKR CIV",
    outlet="Estuary Post",
)
