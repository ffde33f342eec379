"""Statements → events: merged with reasons, the same for any order of loading, undone by a person's word.

An event is made of statements that say that something happened or goes on. Denials of it, and announcements made before
it, join the event that they fit best; alone they make none. Questions, demands, threats, offers and judgements tell of
no happening and join none. A person's judgement of sameness outranks every score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from holdfast.model import Event, Judgement
from holdfast.record.checking import judged_day, judged_moment
from holdfast.record.merging.assembly import assemble
from holdfast.record.merging.claim import Claim, Part, Reported, claim_of
from holdfast.record.merging.cluster import Decision, cluster

__all__ = ["MACHINE", "Reported", "by_person", "merge", "standing"]

MACHINE = "machine"
"""The name under which a machine judges."""


def merge(reported: Iterable[Reported], judgements: Sequence[Judgement] = ()) -> tuple[Event, ...]:
    """Merge statements into events, in order of first day, then id; undated ones last.

    Args:
        reported: Statements, each once, with what their documents add.
        judgements: Judgements of sameness; those on other statements are passed over.
    """
    ordered = sorted(reported, key=lambda one: one.statement.id)
    claims = [claim for one in ordered if (claim := claim_of(one)) is not None]
    found = cluster(claims, _decisions(claims, judgements))
    events = [
        assemble(members, links, claims)
        for members, links in found.clusters()
        if any(claims[position].part is Part.TELLS for position in members)
    ]
    return tuple(sorted(events, key=lambda event: (event.first_day or date.max.isoformat(), event.id)))


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgement that stands on each pair, weightiest first: persons before machines, then later ones.

    What was taken back stands no longer; under a person's judgement that was taken back the machine's stands again.
    """
    latest: dict[tuple[bool, frozenset[str]], Judgement] = {}
    for judgement in sorted(judgements, key=_weight):
        latest[by_person(judgement), frozenset((judgement.left, judgement.right))] = judgement
    on_pairs = {
        pair: one for (_, pair), one in sorted(latest.items(), key=lambda item: item[0][0]) if one.same is not None
    }
    return tuple(sorted(on_pairs.values(), key=_weight, reverse=True))


def by_person(judgement: Judgement) -> bool:
    """Whether a person has judged; a machine otherwise."""
    return judgement.by.strip().casefold() != MACHINE


def _weight(judgement: Judgement) -> tuple[object, ...]:
    pair = sorted((judgement.left, judgement.right))
    return by_person(judgement), judged_moment(judgement), judgement.by, str(judgement.same), pair


def _decisions(claims: Sequence[Claim], judgements: Sequence[Judgement]) -> list[Decision]:
    positions = {claim.id: position for position, claim in enumerate(claims)}
    return [
        Decision(
            left=positions[judgement.left],
            right=positions[judgement.right],
            same=bool(judgement.same),
            by=judgement.by,
            why=_because(judgement),
        )
        for judgement in standing(judgements)
        if judgement.left in positions and judgement.right in positions
    ]


def _because(judgement: Judgement) -> str:
    reason = f": {judgement.why}" if judgement.why else ""
    return f"{judgement.by} judged so on {judged_day(judgement)}{reason}"
