"""An event out of the statements that were put together: what they say of it, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from holdfast.model import Event, Mention, Merge, Place, Tally
from holdfast.model.noun import fingerprint
from holdfast.model.statement import EventType
from holdfast.record.corroboration import independent_voices
from holdfast.record.merging.claim import Claim, Part
from holdfast.record.merging.cluster import Link
from holdfast.record.merging.contradictions import contradictions
from holdfast.record.merging.score import probability, reasons
from holdfast.record.words import fold_name

__all__ = ["assemble"]

_Anything = TypeVar("_Anything", bound=Hashable)
_FINENESS = {"point": 4, "settlement": 5, "admin2": 3, "admin1": 2, "area": 1, "country": 0}
"""Which precision an event's place takes first: the settlement, as points within one differ by account."""


def assemble(members: Sequence[int], links: Sequence[Link], claims: Sequence[Claim]) -> Event:
    """Make the event.

    Args:
        members: Positions of its claims.
        links: What joined them.
        claims: All claims.
    """
    own = sorted((claims[position] for position in members), key=_in_order)
    telling = [claim for claim in own if claim.part is Part.TELLS]
    first, last = _days(telling)
    kind: EventType | None = _commonest(claim.statement.event.type for claim in telling)
    return Event(
        id=fingerprint("e", *sorted(claim.id for claim in own)),
        type=kind,
        mode=_commonest(claim.statement.event.mode for claim in telling if claim.type == kind),
        statements=tuple(claim.id for claim in own),
        actors=_mentions(telling, lambda claim: claim.statement.actors),
        recipients=_mentions(telling, lambda claim: claim.statement.recipients),
        place=_place(telling),
        first_day=first,
        last_day=last,
        merges=tuple(_merge(link, claims) for link in links),
        ledger=tuple(tally for claim in telling for tally in _tallies(claim)),
        contradictions=contradictions(own, links, claims) if len(own) > 1 else (),
        sources=len(independent_voices((claim.statement, claim.outlet) for claim in telling)),
    )


def _in_order(claim: Claim) -> tuple[int, str, int, str]:
    published = claim.published if claim.published is not None else date.max.toordinal()
    return published, claim.statement.document, claim.statement.start, claim.id


def _commonest(values: Iterable[_Anything | None]) -> _Anything | None:
    """The value that most statements give; of equally common ones the first in order, "unspecified" last of all."""
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda value: (value == "unspecified", -counted[value], str(value)), default=None)


def _days(telling: Sequence[Claim]) -> tuple[str | None, str | None]:
    """The days that all who say when have in common; where they have none, all the days that any of them names."""
    spans = [(claim.first, claim.last) for claim in telling if claim.first is not None]
    if not spans:
        return None, None
    lasts = [last for _, last in spans if last is not None]
    first, last = max(first for first, _ in spans), min(lasts, default=None)
    if last is not None and first > last:
        first = min(first for first, _ in spans)
        last = max(lasts) if len(lasts) == len(spans) else None
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat() if last is not None else None


def _place(telling: Sequence[Claim]) -> Place | None:
    """The place that most statements name, settlements before what is coarser; the earliest mention of it."""
    sited = [claim for claim in telling if claim.site is not None]
    named = Counter(claim.site.key for claim in sited if claim.site)

    def rank(claim: Claim) -> tuple[int, int, bool]:
        place = claim.statement.place
        fineness = _FINENESS.get(place.precision or "", 0) if place else 0
        return -fineness, -named[claim.site.key if claim.site else ""], place is None or place.lat is None

    best = min(sited, key=rank, default=None)  # of equals the first, which is the earliest
    return best.statement.place if best else None


def _mentions(telling: Sequence[Claim], of: Callable[[Claim], tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """Each party once, by its reference or its words, in the order of first mention."""
    found: dict[str, Mention] = {}
    for claim in telling:
        for mention in of(claim):
            found.setdefault(mention.ref or fold_name(mention.name or mention.text), mention)
    return tuple(found.values())


def _merge(link: Link, claims: Sequence[Claim]) -> Merge:
    left, right = claims[link.left], claims[link.right]
    if link.points is None:
        return Merge(left=left.id, right=right.id, by=link.by, score=1, why=(link.why,))
    why = reasons(left, right)
    return Merge(left=left.id, right=right.id, by=link.by, score=probability(link.points), why=why)


def _tallies(claim: Claim) -> Iterable[Tally]:
    voice = claim.statement.innermost_voice
    for count in claim.statement.counts:
        yield Tally(
            what=count.what,
            low=count.low,
            high=count.high,
            approx=count.approx,
            voice=voice.caption if voice else claim.outlet or "an unnamed voice",
            outlet=claim.outlet,
            day=claim.published_text,
            statement=claim.id,
        )
