"""Claims become happenings: accepted, rejected or not settled, by who affirms and who denies them.

Source of the policy: the evidence policy in docs/agreement.md. A claim is accepted when enough independent voices
affirm it and no named camp denies it, rejected likewise, and not settled otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from holdfast.agreements.camps import Camps, Speaker
from holdfast.agreements.facts import Facts, Matching, Said
from holdfast.agreements.matching import Match, fits
from holdfast.model.agreement import Area, EvidencePolicy
from holdfast.model.terms import Pattern

__all__ = ["Happening", "Judgements", "Question", "happenings", "too_uncertain"]

_Matched = tuple[Said, Match]

_CLOSE_BY = 400
"""Code points within which a denial without a place is taken to speak of what was said just before it."""

_SOON = 3
"""Days after a happening within which a denial that names no day is taken to speak of it."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
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


Judgements = dict[tuple[Question, EvidencePolicy], dict[tuple[str, ...], Happening | None]]
"""What was judged of a happening, by its id and the statements on it; None if it does not bear on the question."""


def too_uncertain(question: Question, facts: Facts, policy: EvidencePolicy) -> tuple[Said, ...]:
    """The statements that would bear on a question, had they been read with more certainty."""
    return tuple(
        said
        for said, found in _so_far(_matching(question, facts, policy).uncertain, facts)
        if found.by_bearer is not False and (not question.areas or facts.lies_in(said.statement.place, question.areas))
    )


def _matching(question: Question, facts: Facts, policy: EvidencePolicy) -> Matching:
    """Every statement that fits the question's pattern, whoever did it."""
    return facts.matching(question.what, bearer=question.bearer, areas=question.areas, least=policy.min_confidence)


def _so_far(pairs: Iterable[_Matched], facts: Facts) -> Iterator[_Matched]:
    """Those that are not of a later day."""
    return (pair for pair in pairs if not (pair[0].first and pair[0].first > facts.on))


def happenings(
    question: Question, facts: Facts, camps: Camps, policy: EvidencePolicy, judged: Judgements | None = None
) -> tuple[Happening, ...]:
    """The happenings that bear on a question, in order of days, then id; those laid to somebody else are left out.

    Statements that were read with too little certainty for the policy neither affirm nor deny.

    Args:
        question: What is asked.
        facts: What is known.
        camps: Who speaks for whom.
        policy: When a claim is accepted.
        judged: What was judged on other days, to which this is added: the same words give the same happening.
    """
    groups: dict[str, list[_Matched]] = defaultdict(list)
    for pair in _so_far(_matching(question, facts, policy).certain, facts):
        groups[pair[0].event].append(pair)
    told = {name: group for name, group in groups.items() if any(found.affirms for _, found in group)}
    loose = [pair for name, group in groups.items() if name not in told for pair in group]
    before = {} if judged is None else judged.setdefault((question, policy), {})
    kept = []
    for name, group in told.items():
        denials = [pair for pair in loose if _denies(pair[0], group, question, facts)]
        denials += [pair for pair in loose if pair[0].assumed and _assumed_away(pair[0], group, question, facts)]
        words = (name, *(said.statement.id for said, _ in (*group, *denials)))
        if words not in before:
            located = _located(question, group, facts)
            out = located is False or not _may_be_bearers(group)
            before[words] = None if out else _judge(name, [*group, *denials], located, question, camps, policy)
        kept.append(before[words])
    bearing = [one for one in kept if one]
    return tuple(sorted(bearing, key=lambda one: (one.first or date.min, one.last or date.max, one.id)))


def _located(question: Question, group: list[_Matched], facts: Facts) -> bool | None:
    """Whether the happening lies where it counts. A place that nobody names, or too coarsely, is nowhere in an area."""
    places = [said.statement.place for said, found in group if found.affirms]
    if question.areas and not any(facts.lies_in(place, question.areas) for place in places):
        return False
    if question.outside:
        beyond = [facts.lies_in(place, question.outside) for place in places]
        if True in beyond:
            return False
        return True if False in beyond else None
    return True


def _may_be_bearers(group: list[_Matched]) -> bool:
    """False if all who name somebody name somebody else."""
    named = [found.by_bearer for _, found in group if found.affirms and found.by_bearer is not None]
    return not named or any(named)


def _denies(denial: Said, group: list[_Matched], question: Question, facts: Facts) -> bool:
    """Whether a denial that the record has not merged with a happening speaks of it all the same.

    It must speak of its days and of its manner, and name its place or a wider one that holds it; a denial that names no
    place must stand close by in the same document, and one that names no day must come soon after.
    """
    if denial.assumed or (denial.statement.place is None and denial.statement.act != "deny"):
        return False
    affirming = [said for said, found in group if found.affirms]
    if not any(_of_the_days(denial, said) and _same_manner(denial, said) for said in affirming):
        return False
    if denial.statement.place is None:
        return any(_close_by(denial, said) for said in affirming)
    return any(_of_the_place(denial, said, question, facts) for said in affirming)


def _assumed_away(denial: Said, group: list[_Matched], question: Question, facts: Facts) -> bool:
    """Whether a happening is what is assumed not to have happened: in its days and place, by those it names."""
    affirming = [said for said, found in group if found.affirms]
    doers = [actor.ref for actor in denial.statement.actors if actor.ref]
    return any(
        max(denial.first or date.min, said.first or date.min) <= min(denial.last or date.max, said.last or date.max)
        and _same_manner(denial, said)
        and (denial.statement.place is None or _within(denial, said, question, facts))
        and (not doers or not _refs(said) or any(fits(ref, _side(doer)) for ref in _refs(said) for doer in doers))
        for said in affirming
    )


def _refs(said: Said) -> list[str]:
    return [actor.ref for actor in said.statement.actors if actor.ref]


def _side(ref: str) -> str:
    """The state of a reference; the whole of it for a body such as IGO UNO."""
    return ref if ref.startswith(("IGO", "NGO")) else ref.split(" ")[0]


def _within(denial: Said, said: Said, question: Question, facts: Facts) -> bool:
    wide, place = denial.statement.place, said.statement.place
    if wide and place and wide.precision == "country":
        return wide.country == place.country
    return _of_the_place(denial, said, question, facts)


def _of_the_place(denial: Said, said: Said, question: Question, facts: Facts) -> bool:
    """Whether a denial names a happening's place, its first-level unit, or an area of the agreement that holds it."""
    wide, place = denial.statement.place, said.statement.place
    if wide is None or place is None:
        return False
    if _place_name(denial) == _place_name(said):
        return True
    if wide.precision not in ("admin1", "area"):
        return False
    if wide.admin1 and wide.admin1 == place.admin1:
        return True
    areas = [name for name in question.areas if not _is_a_country(facts.agreement.areas[name])]
    return any(facts.lies_in(wide, (name,)) and facts.lies_in(place, (name,)) for name in areas)


def _is_a_country(area: Area) -> bool:
    return not (area.names or area.admin1 or area.box)


def _close_by(denial: Said, said: Said) -> bool:
    left, right = denial.statement, said.statement
    return left.document == right.document and 0 <= left.start - right.start <= _CLOSE_BY


def _same_manner(left: Said, right: Said) -> bool:
    """True unless both name a mode, and not the same one: "no planes" does not deny that guns fired."""
    modes = {left.statement.event.mode, right.statement.event.mode} - {None, "unspecified"}
    return len(modes) < 2


def _place_name(said: Said) -> str | None:
    place = said.statement.place
    return (place.name or place.text).casefold() if place else None


def _of_the_days(denial: Said, said: Said) -> bool:
    """Whether a denial's days and a happening's have one in common; without a day, the denial must come soon after."""
    latest = min(denial.last or denial.published or date.max, said.last or date.max)
    if max(denial.first or date.min, said.first or date.min) > latest:
        return False
    if denial.first is not None or denial.published is None or said.last is None:
        return True
    return (denial.published - said.last).days <= _SOON


def _judge(
    name: str,
    group: list[_Matched],
    located: bool | None,
    question: Question,
    camps: Camps,
    policy: EvidencePolicy,
) -> Happening:
    affirming, denying = _stances(group, camps)
    supposed = _supposed(affirming, denying)
    state, reason = supposed or _settle(affirming, denying, question, camps, policy)
    contested = state is None and bool(affirming and denying)
    if not supposed and state is not False and _blame_is_split(affirming):
        state, contested, reason = None, True, f"{reason}; who did it is told differently"
    if state and located is None:
        state, reason = None, f"{reason}; the place is named too coarsely to tell whether it counts"
    told = affirming or [pair for pair in group if pair[1].affirms]
    first, last = _days([said for said, _ in told])
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


def _stances(group: list[_Matched], camps: Camps) -> tuple[list[_Matched], list[_Matched]]:
    """Who affirms and who denies, each voice by its latest word: a correction replaces what it corrects.

    A voice that affirms a happening and on the same day negates something about it denies an aspect of it only.
    """
    if all(found.affirms for _, found in group):
        return sorted(group, key=lambda pair: pair[0].order), []
    latest: dict[str, date] = {}
    for said, _ in group:
        key = camps.key(said)
        latest[key] = max(latest.get(key, date.min), said.published or date.min)
    words: dict[str, set[bool]] = defaultdict(set)
    for said, found in group:
        key = camps.key(said)
        if (said.published or date.min) == latest[key]:
            words[key].add(found.affirms)
    stance = {key: True in said_so for key, said_so in words.items()}
    kept = [pair for pair in group if pair[1].affirms == stance[camps.key(pair[0])]]
    kept.sort(key=lambda pair: pair[0].order)
    affirming = [pair for pair in kept if pair[1].affirms]
    denying = [pair for pair in kept if not pair[1].affirms]
    if affirming:
        denying = [pair for pair in denying if any(_same_manner(pair[0], said) for said, _ in affirming)]
    return affirming, denying


def _settle(
    affirming: list[_Matched], denying: list[_Matched], question: Question, camps: Camps, policy: EvidencePolicy
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


def _supposed(affirming: list[_Matched], denying: list[_Matched]) -> tuple[bool, str] | None:
    """What is assumed of a claim in this run, whoever says what; None if nothing is."""
    if any(said.assumed for said, _ in affirming):
        return True, "it is assumed, and no document says it"
    if any(said.assumed for said, _ in denying):
        return False, "it is assumed not to have happened, whatever the documents say"
    return None


def _speakers(pairs: list[_Matched], camps: Camps) -> set[Speaker]:
    """One speaker for each independent voice, named as it was first."""
    found: dict[str, Speaker] = {}
    for said, _ in pairs:
        for speaker in camps.speakers(said):
            found.setdefault(speaker.key, speaker)
    return set(found.values())


def _blame_is_split(affirming: list[_Matched]) -> bool:
    """True if some lay it to the bearer and others to somebody else."""
    named = {found.by_bearer for _, found in affirming}
    return {True, False} <= named


def _attributed(affirming: list[_Matched], question: Question, camps: Camps, policy: EvidencePolicy) -> tuple[str, ...]:
    """Those to whom enough independent voices lay it."""
    blamed: dict[str, list[_Matched]] = defaultdict(list)
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


def _days(said: Iterable[Said]) -> tuple[date | None, date | None]:
    """The days that all who say so agree on; if they do not agree, all days that any of them names."""
    firsts, lasts = zip(*((one.first, one.last) for one in said), strict=True)
    known_firsts, known_lasts = [day for day in firsts if day], [day for day in lasts if day]
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
