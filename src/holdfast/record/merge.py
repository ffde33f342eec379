"""Statements → events: merged with reasons, the same for any order of loading, undone by a person's word.

An event is made of statements that say that something happened or goes on. Denials of it, and announcements made before
it, join the event that they fit best; alone they make none. Questions, demands, threats, offers and judgements tell of
no happening and join none. A person's judgement of sameness outranks every score.
"""

from __future__ import annotations

from collections import defaultdict
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

    What was taken back stands no longer, and what had been judged of the pair before it stands again: another person's
    word, else the machine's.
    """
    made: dict[tuple[frozenset[str], bool], list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=_weight):
        before = made[frozenset((judgement.left, judgement.right)), by_person(judgement)]
        one_act = before and (before[-1].by, before[-1].at) == (judgement.by, judgement.at)
        if before and (one_act or judgement.same is None):
            before.pop()
        if judgement.same is not None:
            before.append(judgement)
    on_pairs: dict[frozenset[str], Judgement] = {}
    for (pair, _), before in sorted(made.items(), key=lambda item: item[0][1]):
        if before:
            on_pairs[pair] = before[-1]
    return tuple(sorted(on_pairs.values(), key=_weight, reverse=True))


def by_person(judgement: Judgement) -> bool:
    """Whether a person has judged; a machine otherwise."""
    return judgement.by.strip().casefold() != MACHINE


def _weight(judgement: Judgement) -> tuple[object, ...]:
    """Whatever tells two judgements apart, so that their order does not hang on that of loading."""
    pair = sorted((judgement.left, judgement.right))
    taken_back = judgement.same is None  # of one moment, after what it takes back
    told = (judgement.by, bool(judgement.same), pair, judgement.left, judgement.why, judgement.at)
    return by_person(judgement), judged_moment(judgement), taken_back, *told


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
