"""The guarantee of a draft: who the guarantors could be, what triggers it, and what they would owe."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from holdfast.agreements.drafting.ground import Areas, days_left
from holdfast.agreements.drafting.naming import party_key
from holdfast.agreements.drafting.telling import Telling
from holdfast.agreements.drafting.topics import topic_of

__all__ = ["guarantee_of", "guarantors_in"]

_NAMED = re.compile(r"guarantor|act as|ready to|willing|added|guarantee", re.I)
_TRIGGER = re.compile(r"\b(?:attack\w*|aggress\w+|invad\w+|assault\w*)\b", re.I)
_OF_SECURITY = re.compile(
    r"guarantors?\b|security guarant\w+|\bdefend\b|\bprotect\b|legally bound to help"
    r"|\bguarantee(?:s|d|ing)? (?:that |the |this |any |its |their |a )?(?:\w+ ){0,2}"
    r"(?:agreements?|arrangements?|accords?|deals?|pacts?|truces?|cease-?fires?|treat(?:y|ies)|settlements?"
    r"|implementation)\b",
    re.I,
)
_EITHER = re.compile(
    r"\b(?:one side|either (?:side|party|of them|country)|one of the (?:parties|two)|any (?:side|party))\b", re.I
)
_ALL = re.compile(r"unanim\w+|all (?:of )?(?:the )?guarant\w+ (?:must|agree|decide)", re.I)


def guarantors_in(tellings: Sequence[Telling], parties: Sequence[str]) -> tuple[str, ...]:
    """States that are named as guarantors, in the order of the text; who speaks is none unless it offers itself."""
    found: list[str] = []
    for telling in tellings:
        topic = topic_of(telling)
        if topic is None or topic.name != "guarantee" or telling.negated or not _NAMED.search(telling.sentence):
            continue
        refs = [part for actor in telling.statement.actors for part in (actor.ref or "").split("+")]
        acting = [key for ref in refs if (key := party_key(ref))]
        named = telling.countries if len(acting) != 1 or len(telling.countries) > 2 else acting
        speaker = (telling.said_by or "")[:3]
        found += [code for code in (*acting, *named) if code not in parties or len(named) > 2]
        found = [code for code in found if code != speaker or code in acting]
    return tuple(
        dict.fromkeys(code for code in found if code not in (parties[:1] if parties else ()) or len(found) > 2)
    )


def guarantee_of(
    tellings: Sequence[Telling],
    *,
    guarantors: Sequence[str],
    parties: Sequence[str],
    called: Mapping[str, str],
    areas: Areas,
) -> tuple[dict[str, Any], list[str]] | None:
    """The guarantee clause that tellings of a guarantee, its consultations, its help and its limits make together.

    Args:
        tellings: All of them.
        guarantors: As `guarantors_in` gives them.
        parties: The parties; the one that speaks of it is taken for the one protected.
        called: What the text calls each party.
        areas: The draft's areas.

    Returns:
        The clause and what is uncertain about it; None if nobody speaks of a guarantee.
    """
    core = [one for one in tellings if _name(one) == "guarantee" or one.provision]
    if not any(one.provision or _OF_SECURITY.search(one.sentence) for one in core):
        return None  # "to guarantee his safety" makes nobody a guarantor
    if not guarantors and all(one.standing == "foreseen" for one in core):
        return None
    both = any(_EITHER.search(one.sentence) for one in tellings)
    others = [party for party in parties if party not in guarantors] or parties
    protected = [] if both else [one for one in (_protected(tellings, others),) if one]
    owed = list(parties) if both else protected
    told = " and ".join(called.get(party, party) for party in owed) or "the parties"
    outside = tuple(area for one in tellings if _name(one) == "exclusion" for area in areas.named_in(one))
    days = [left for one in tellings if _name(one) == "guarantee-consultation" if (left := _consult_days(one))]
    doubts = []
    value: dict[str, Any] = {
        "id": "guarantee",
        "type": "guarantee",
        "title": f"Guarantees for {told} against attack",
        "who": list(guarantors),
    }
    if owed:
        value |= {"to": owed, "where": areas.states(owed)}
    value["trigger"] = {"type": ["ASSAULT"]} | ({"except_actor": protected} if protected else {})
    if outside:
        value["excluded_areas"] = list(dict.fromkeys(outside))
    if days:
        value["consult_within"] = int(min(days))
    value["consultation"] = {"type": ["CONSULT"], "words": ["guarant", "consultation", "emergency meeting"]}
    value["decision"] = "unanimous" if any(_ALL.search(one.sentence) for one in tellings) else "each"
    value["assistance"] = {"type": ["AID"], "mode": ["military"]} | ({"recipient": owed} if owed else {})
    if not guarantors:
        doubts.append("who the guarantors are: the text names none")
    else:
        doubts.append(f"which of the {len(guarantors)} states that are named have agreed to be guarantors")
    if not any(_TRIGGER.search(one.sentence) for one in tellings):
        doubts.append("what triggers it: the text does not say, and an attack is taken")
    if not days:
        doubts.append("within how many days guarantors consult: the text sets none")
    doubts.append("within how many days help is due (assist_within), and whether each decides for itself (decision)")
    if any(re.search(r"\bin return\b|\bin exchange\b", one.sentence, re.I) for one in tellings):
        doubts.append("it is told as a return for what stands before it: whether either binds without the other")
    return value, doubts


def _name(telling: Telling) -> str | None:
    topic = topic_of(telling)
    return topic.name if topic else None


def _consult_days(telling: Telling) -> float | None:
    found = days_left(telling.words)
    return days_left(telling.sentence) if found is None else found


def _protected(tellings: Sequence[Telling], parties: Sequence[str]) -> str | None:
    """The party to whom it is owed: the one named as recipient, else the one that speaks of it first."""
    for telling in tellings:
        for mention in telling.statement.recipients:
            key = party_key((mention.ref or "").split("+")[0])
            if key in parties:
                return key
    for telling in tellings:
        key = party_key(telling.said_by or "")
        if key in parties:
            return key
    named = [code for one in tellings for code in one.countries if code in parties]
    return named[0] if named else None
