"""Tellings gathered: which of them say the same, and which stand within another's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from holdfast.agreements.drafting.parties import Bearer
from holdfast.agreements.drafting.requirements import content_words
from holdfast.agreements.drafting.telling import Telling
from holdfast.agreements.drafting.topics import Topic, topic_of

__all__ = ["Sheaf", "distinct", "is_same", "once", "stands_within"]

_WHOEVER = frozenset(
    {"guarantee", "guarantee-consultation", "assistance", "exclusion", "summit", "consultations", "no-force"}
)
"""Topics of which each telling is the same undertaking, whoever is named as bound in it."""


_SEVERAL = frozenset(
    {"withdrawal", "disarmament", "prisoners", "corridors", "opening", "inspection", "prosecution", "recognition",
     "membership", "undertaking"}
)  # fmt: skip
"""Topics of which the same parties may owe several: those that share no word are two."""


@dataclass(slots=True)
class Sheaf:
    """Tellings of one topic that bind the same parties, gathered while the text is gone through."""

    topic: Topic
    bearer: Bearer
    areas: tuple[str, ...]
    tellings: list[Telling] = field(default_factory=list)


def is_same(sheaf: Sheaf, topic: Topic, bearer: Bearer, areas: tuple[str, ...], telling: Telling) -> bool:
    """Whether a telling is one more of what a sheaf holds: its topic, its bearers, and places that do not differ."""
    if sheaf.topic.name != topic.name:
        return False
    if telling.provision:
        return _one_provision(sheaf, bearer, telling)
    if topic.name in _WHOEVER:
        return not (sheaf.areas and areas) or bool(set(sheaf.areas) & set(areas)) or topic.name == "summit"
    before, now = set(sheaf.bearer.who), set(bearer.who)
    joint = topic.name == "ceasefire" and telling.standing == "agreed" and (before <= now or now <= before)
    if before != now and not joint:
        return False
    if sheaf.areas and areas:
        return bool(set(sheaf.areas) & set(areas))
    return topic.name not in _SEVERAL or _alike(sheaf, telling)


_ONE = frozenset({"guarantee-consultation", "assistance", "exclusion", "ceasefire"})
"""Topics of which all of a treaty's provisions make one clause."""


def _one_provision(sheaf: Sheaf, bearer: Bearer, telling: Telling) -> bool:
    """Whether a provision is of one clause with a sheaf's: it goes on with them, or a treaty has one of its kind."""
    last = sheaf.tellings[-1]
    if last.provision is None or telling.provision is None or last.document.id != telling.document.id:
        return False
    if sheaf.topic.name in _ONE:
        terms = {one.provision.term.first for one in sheaf.tellings if one.provision} - {None}
        first = telling.provision.term.first
        return set(bearer.who) <= set(sheaf.bearer.who) and (first is None or not terms or first in terms)
    near = telling.provision.article == last.provision.article and telling.statement.start - last.statement.end < _NEXT
    return near and telling.statement.id != last.statement.id and _goes_on(last, telling)


_NEXT = 400
"""Code points within which a sentence of the same article and topic goes on with the one before."""


def _goes_on(last: Telling, telling: Telling) -> bool:
    """Whether a provision only adds days or details: "The withdrawal is to be completed within 14 days"."""
    if telling.provision is None or last.provision is None or telling.statement.start < last.statement.end:
        return False
    return _THE_SAME.match(telling.words.strip()) is not None


_THE_SAME = re.compile(r"(?:The|This|These|Such|Its|It|That)\b")
_POINTING = re.compile(r"\b(?:it|its|them|this|these|that|those|activity)\b", re.I)


def _alike(sheaf: Sheaf, telling: Telling) -> bool:
    """Whether a telling shares a word with what was told before, or only points to it."""
    told = {word[:6].lower() for one in sheaf.tellings for word in content_words(one.words)}
    return bool(told & {word[:6].lower() for word in content_words(telling.words)}) or bool(
        _POINTING.search(telling.words)
    )


def stands_within(telling: Telling, others: Sequence[Telling]) -> bool:
    """Whether a telling's words stand within those of another that is about something."""
    said = telling.statement
    return any(
        other.document.id == telling.document.id
        and topic_of(other) is not None
        and (other.statement.start, -other.statement.end) < (said.start, -said.end)
        and said.end <= other.statement.end
        for other in others
    )


def once(tellings: Iterable[Telling]) -> list[Telling]:
    """Each telling once, in order."""
    return list({one.statement.id: one for one in tellings}.values())


def distinct(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """Tellings without those whose words stand within another's: a reader may take one sentence twice."""
    kept: list[Telling] = []
    for one in sorted(once(tellings), key=lambda one: one.statement.start - one.statement.end):
        said = one.statement
        if not any(
            other.document.id == one.document.id
            and other.statement.start <= said.start
            and said.end <= other.statement.end
            for other in kept
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.document.id, one.statement.start)))
