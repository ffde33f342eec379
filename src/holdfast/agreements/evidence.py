"""Claims become happenings: accepted, rejected or not settled, by who affirms and who denies them.

Source of the policy: the evidence policy in docs/agreement.md. A claim is accepted when enough independent voices
affirm it and no named camp denies it, rejected likewise, and not settled otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from holdfast.agreements.camps import Camps, Speaker
from holdfast.agreements.facts import Said
from holdfast.agreements.matching import Match, fits
from holdfast.model.agreement import EvidencePolicy
from holdfast.model.terms import Pattern

__all__ = ["Happening", "Matched", "Question", "days_of", "judge", "same_manner"]

Matched = tuple[Said, Match]
"""A statement, and how it bears on a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the record: did such a thing happen in these areas, and was it the bearer's doing?

    Attributes:
        what: The pattern.
        bearer: References to whom the happening must be laid, or to nobody, if the pattern names no actor.
        areas: Names of areas in which it must lie; empty for anywhere.
        outside: Names of areas in which it does not count.
        praise: True if the happening speaks for the bearer (a delivery), False if against (an attack).
        interested: References of those whose word for themselves is self-serving.
    """

    what: Pattern
    bearer: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    praise: bool = False
    interested: tuple[str, ...] = ()


class Happening(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One happening that bears on a question, with everybody who affirms or denies it.

    Attributes:
        state: True if accepted, False if rejected, None if not settled.
        contested: Named camps contradict each other about it.
        first, last: Days between which it happened, None where nobody says.
        attributed: References of those to whom an accepted claim lays it.
        praise: True if it speaks for the bearer, False if against.
        reason: Why it is accepted, rejected or not settled, in one sentence.
    """

    id: str
    state: bool | None
    contested: bool
    first: date | None
    last: date | None
    attributed: tuple[str, ...]
    affirming: tuple[Said, ...]
    denying: tuple[Said, ...]
    praise: bool
    reason: str


def judge(
    name: str,
    group: list[Matched],
    located: bool | None,
    question: Question,
    camps: Camps,
    policy: EvidencePolicy,
) -> Happening:
    """The happening of which a group of statements tells.

    Args:
        name: Its id.
        group: What is said of it, for and against; those who affirm it stand in order.
        located: Whether it lies where it counts; None if its place is named too coarsely to tell.
        question: What is asked.
        camps: Who speaks for whom.
        policy: When a claim is accepted.
    """
    affirming, denying = _stances(group, camps)
    supposed = _supposed(affirming, denying)
    state, reason = supposed or _settle(affirming, denying, question, camps, policy)
    contested = state is None and bool(affirming and denying)
    if not supposed and state is not False and _blame_is_split(affirming):
        state, contested, reason = None, True, f"{reason}; who did it is told differently"
    if state and located is None:
        state, reason = None, f"{reason}; the place is named too coarsely to tell whether it counts"
    told = affirming or [pair for pair in group if pair[1].affirms]
    first, last = days_of([said for said, _ in told])
    return Happening(
        id=name,
        state=state,
        contested=contested,
        first=first,
        last=last,
        attributed=_attributed(affirming, question, camps, policy) if state else (),
        affirming=tuple(said for said, _ in affirming),
        denying=tuple(said for said, _ in denying),
        praise=question.praise,
        reason=reason,
    )


def _stances(group: list[Matched], camps: Camps) -> tuple[list[Matched], list[Matched]]:
    """Who affirms and who denies, each voice by its latest word: a correction replaces what it corrects.

    A voice that affirms a happening and on the same day negates something about it denies an aspect of it only.
    """
    if all(found.affirms for _, found in group):
        return group, []
    latest: dict[str, date] = {}
    for said, _ in group:
        key = camps.key(said.manner)
        latest[key] = max(latest.get(key, date.min), said.published or date.min)
    words: dict[str, set[bool]] = defaultdict(set)
    for said, found in group:
        key = camps.key(said.manner)
        if (said.published or date.min) == latest[key]:
            words[key].add(found.affirms)
    stance = {key: True in said_so for key, said_so in words.items()}
    kept = [pair for pair in group if pair[1].affirms == stance[camps.key(pair[0].manner)]]
    kept.sort(key=lambda pair: pair[0].order)
    affirming = [pair for pair in kept if pair[1].affirms]
    denying = [pair for pair in kept if not pair[1].affirms]
    if affirming:
        denying = [pair for pair in denying if any(same_manner(pair[0], said) for said, _ in affirming)]
    return affirming, denying


def _settle(
    affirming: list[Matched], denying: list[Matched], question: Question, camps: Camps, policy: EvidencePolicy
) -> tuple[bool | None, str]:
    """The state of a claim and why; a bearer's word for itself counts towards nothing, but its denial is a denial."""
    interested = camps.sides_of(question.interested) if policy.exclude_self_serving else frozenset()
    sayers, deniers = _speakers(affirming, camps), _speakers(denying, camps)
    speaking_for = {who for who in sayers if not (question.praise and who.camp in interested)}
    speaking_against = {who for who in deniers if question.praise or who.camp not in interested}
    if not sayers:
        rejected = len(speaking_against) >= policy.min_independent
        told = f"{_listed(deniers)} {_deny(deniers)} it, after it was said"
        return False, f"{told}, and nobody says so any more{'' if rejected else ' (a correction)'}"
    if deniers:
        return None, f"{_listed(sayers)} {_say(sayers)} so, {_listed(deniers)} {_deny(deniers)} it"
    told = f"{_listed(sayers)} {_say(sayers)} so and nobody denies it"
    if len(speaking_for) >= policy.min_independent:
        return True, told
    lacking = f"{len(speaking_for)} independent of {policy.min_independent} that are needed"
    aside = "; the bearer's word for itself does not count" if len(speaking_for) < len(sayers) else ""
    return None, f"{told}; {lacking}{aside}"


def _supposed(affirming: list[Matched], denying: list[Matched]) -> tuple[bool, str] | None:
    """What is assumed of a claim in this run, whoever says what; None if nothing is."""
    if any(said.assumed for said, _ in affirming):
        return True, "it is assumed, and no document says it"
    if any(said.assumed for said, _ in denying):
        return False, "it is assumed not to have happened, whatever the documents say"
    return None


def _speakers(pairs: list[Matched], camps: Camps) -> set[Speaker]:
    """One speaker for each independent voice, named as it was first."""
    found: dict[str, Speaker] = {}
    for said, _ in pairs:
        for speaker in camps.speakers(said.manner):
            found.setdefault(speaker.key, speaker)
    return set(found.values())


def _blame_is_split(affirming: list[Matched]) -> bool:
    """True if some lay it to the bearer and others to somebody else."""
    named = {found.by_bearer for _, found in affirming}
    return {True, False} <= named


def _attributed(affirming: list[Matched], question: Question, camps: Camps, policy: EvidencePolicy) -> tuple[str, ...]:
    """Those to whom enough independent voices lay it."""
    blamed: dict[str, list[Matched]] = defaultdict(list)
    wanted = question.what.actor or question.bearer
    for pair in affirming:
        for actor in pair[0].statement.actors:
            if any(fits(actor.ref, beginning) for beginning in wanted):
                blamed[actor.ref or ""].append(pair)
    enough = [
        ref
        for ref, pairs in blamed.items()
        if len(_speakers(pairs, camps)) >= policy.min_independent or any(said.assumed for said, _ in pairs)
    ]
    return tuple(sorted(enough))


def days_of(said: Sequence[Said]) -> tuple[date | None, date | None]:
    """The days that all who say so agree on; if they do not agree, all days that any of them names."""
    if len(said) == 1:
        return said[0].first, said[0].last
    known_firsts, known_lasts = [one.first for one in said if one.first], [one.last for one in said if one.last]
    first, last = max(known_firsts, default=None), min(known_lasts, default=None)
    if first and last and first > last:
        return min(known_firsts), max(known_lasts)
    return first, last


def _listed(speakers: set[Speaker]) -> str:
    names = list(dict.fromkeys(speaker.caption for speaker in sorted(speakers)))
    shown = names[:4] + ([f"{len(names) - 4} more"] if len(names) > 4 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _say(speakers: set[Speaker]) -> str:
    return "says" if len(speakers) == 1 else "say"


def _deny(speakers: set[Speaker]) -> str:
    return "denies" if len(speakers) == 1 else "deny"


def same_manner(left: Said, right: Said) -> bool:
    """True unless both name a mode, and not the same one: "no planes" does not deny that guns fired."""
    modes = {left.statement.event.mode, right.statement.event.mode} - {None, "unspecified"}
    return len(modes) < 2
