"""Statements of one event that cannot both be right: denials, figures, actors, places, times, kinds.

Each is one row with a reason; a person can see who stands on which side. Of many alike the earliest stand for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations

from holdfast.model import Contradiction, Count
from holdfast.record.corroboration import voice_key
from holdfast.record.merging.claim import Claim, Part
from holdfast.record.merging.cluster import Link
from holdfast.record.merging.features import count_caption, fits, kind, same_victims, time
from holdfast.record.merging.places import compare_places
from holdfast.record.merging.signal import Kind, Signal

__all__ = ["contradictions"]

_EXCLUSIVE_TYPES = frozenset(
    frozenset(pair)
    for pair in (
        ("AGREE", "REJECT"), ("COOPERATE", "REJECT"), ("SUPPORT", "SANCTION"), ("ASSAULT", "AID"),
        ("ASSAULT", "RETREAT"), ("ASSAULT", "CONCEDE"), ("COERCE", "AID"), ("COERCE", "CONCEDE"),
        ("MOBILIZE", "RETREAT"),
    )
)  # fmt: skip
"""Kinds of which a happening cannot be two; others, such as a meeting that is also an agreement, go together."""
_MEANS = {
    "missile": "air", "airstrike": "air", "drone": "air", "artillery": "artillery", "firearms": "firearms",
    "cyber": "cyber",
}  # fmt: skip
"""Means of attack that exclude each other. What comes from the air is told loosely: a missile, an airstrike and a drone
may be one thing; means that are not listed, such as explosives, go with any."""


def contradictions(
    members: Sequence[Claim], links: Sequence[Link], claims: Sequence[Claim]
) -> tuple[Contradiction, ...]:
    """Every contradiction among the statements of one event.

    Args:
        members: The claims in order of publication.
        links: What joined them; a denial contradicts the claim that it was joined through.
        claims: All claims, by the positions that the links name.
    """
    telling = [claim for claim in members if claim.part is Part.TELLS]
    return (
        *_denials(members, links, claims),
        *_counts(telling),
        *_differing("actor", telling, lambda claim: claim.actors, _actors),
        *_differing("place", telling, lambda claim: claim.site and claim.site.key, _place),
        *_differing("time", telling, lambda claim: (claim.first, claim.last), _time),
        *_differing("type", telling, lambda claim: (claim.type, claim.mode), _kind),
    )


def _denials(members: Sequence[Claim], links: Sequence[Link], claims: Sequence[Claim]) -> Iterator[Contradiction]:
    own = {claim.id: claim for claim in members}
    denying = {claim.id: claim for claim in members if claim.part is Part.DENIES}
    for link in links:
        left, right = claims[link.left].id, claims[link.right].id
        if (left in denying) == (right in denying):
            continue
        told, denied = (right, left) if left in denying else (left, right)
        claim = denying[denied]
        # "Nobody was hurt" denies no strike; "there was no strike" does.
        of_it = claim.statement.act == "deny" and claim.type == own[told].type
        if not of_it and not claim.heads & own[told].heads:
            continue
        voice = claim.statement.innermost_voice
        caption = voice.caption if voice else claim.outlet or "An unnamed voice"
        yield Contradiction(kind="denial", left=told, right=denied, why=f"{caption} denies it")


def _counts(telling: Sequence[Claim]) -> Iterator[Contradiction]:
    """Figures of different voices that exclude each other; of one voice, the latest counts.

    Tolls rise while the dead are found: a higher figure of a later day is a development. Figures of one day, or a lower
    one of a later day, cannot both be right.
    """
    latest: dict[tuple[str, Hashable], tuple[Claim, Count]] = {}
    for claim in telling:
        for count in _largest(claim):
            latest[count.what, voice_key(claim.statement, claim.outlet)] = (claim, count)
    seen = set()
    for (left, one), (right, other) in combinations(latest.values(), 2):
        if one.what != other.what or left.id == right.id or fits(one, other) or not same_victims(left, right):
            continue
        if _has_risen(left, one, right, other) or _has_risen(right, other, left, one):
            continue
        figures = frozenset({(one.what, one.low, one.high), (other.what, other.low, other.high)})
        if figures not in seen:
            seen.add(figures)
            why = f"{count_caption(one)} against {count_caption(other)} {one.what}"
            yield Contradiction(kind="count", left=left.id, right=right.id, why=why)


def _has_risen(earlier: Claim, one: Count, later: Claim, other: Count) -> bool:
    """Whether the second claim was published on a later day than the first, with a higher figure."""
    if earlier.published is None or later.published is None or earlier.published >= later.published:
        return False
    return one.high is not None and other.low is not None and one.high < other.low


def _largest(claim: Claim) -> Iterator[Count]:
    """The largest figure of each kind in one statement: what it includes is not another total."""
    by_kind: dict[str, Count] = {}
    for count in claim.statement.counts:
        known = by_kind.get(count.what)
        if known is None or (count.low or count.high or 0) > (known.low or known.high or 0):
            by_kind[count.what] = count
    yield from by_kind.values()


def _differing(
    name: Kind,
    telling: Sequence[Claim],
    account: Callable[[Claim], Hashable],
    differ: Callable[[Claim, Claim], str | None],
) -> Iterator[Contradiction]:
    """Pairs of different accounts that exclude each other, each account by its earliest statement."""
    first: dict[Hashable, Claim] = {}
    for claim in telling:
        first.setdefault(account(claim), claim)
    for left, right in combinations(first.values(), 2):
        why = differ(left, right)
        if why is not None:
            yield Contradiction(kind=name, left=left.id, right=right.id, why=why)


def _actors(left: Claim, right: Claim) -> str | None:
    if not left.actors or not right.actors or left.actors & right.actors:
        return None
    if {ref.split(" ", 1)[0] for ref in left.actors} & {ref.split(" ", 1)[0] for ref in right.actors}:
        return None  # "Russia" and "Russia's navy" are one account, finer and coarser
    if left.actors & right.recipients and right.actors & left.recipients:
        return None  # the two sides of one meeting
    return f"{', '.join(sorted(left.actors))} against {', '.join(sorted(right.actors))}"


def _place(left: Claim, right: Claim) -> str | None:
    signal = compare_places(left.site, right.site) if left.site and right.site else None
    return _if_against(signal)


def _time(left: Claim, right: Claim) -> str | None:
    return _if_against(time(left, right))


def _kind(left: Claim, right: Claim) -> str | None:
    """Kinds or means that exclude each other; what is merely told more loosely ("airstrike", "missile") does not."""
    exclusive = (
        frozenset({left.type, right.type}) in _EXCLUSIVE_TYPES
        if left.type != right.type
        else _means(left) is not None and _means(right) is not None and _means(left) != _means(right)
    )
    return _if_against(kind(left, right)) if exclusive else None


def _means(claim: Claim) -> str | None:
    return _MEANS.get(claim.mode or "") if claim.type == "ASSAULT" else None


def _if_against(signal: Signal | None) -> str | None:
    return signal.sentence if signal is not None and signal.points < 0 else None
