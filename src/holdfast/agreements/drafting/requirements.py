"""What must come first: the words of a condition, and the requirement that they become."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from holdfast.agreements.deeds import Deed, happening_in
from holdfast.agreements.drafting.ground import Areas, slug

__all__ = ["Needed", "content_words", "needed", "relation_of"]

_AND = re.compile(r",? and (?:then )?(?:be )?|, (?:then )?")
_PEACE = re.compile(r"\b(?P<kind>full|complete|lasting|comprehensive)\b[^,.]{0,12}\bpeace\b", re.I)
_ROLES = re.compile(
    r"\b(?:foreign ministers?|ministr(?:y|ies)|ministers?|parliaments?|guarantors?|Security Council|governments?"
    r"|mediators?|observers?|delegations?)\b",
    re.I,
)
_STEMS = {"foreign ministers": "foreign minist", "foreign minister": "foreign minist", "ministers": "minister",
          "ministries": "ministr", "ministry": "ministr", "parliaments": "parliament", "guarantors": "guarantor",
          "governments": "government", "mediators": "mediator", "observers": "observer",
          "delegations": "delegation"}  # fmt: skip
_EMPTY = frozenset(
    re.findall(
        "[a-z]+",
        "which their there these those would could should being been have from with that this before after once only"
        " until where stood will must shall over into then than them they both sides parties party state states group"
        " undertakes possible same time hand",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A condition clause to be: its id, title, requirements and what is uncertain about it."""

    id: str
    title: str
    all_of: tuple[dict[str, Any], ...]
    uncertain: tuple[str, ...] = ()


def relation_of(link: str, words: str) -> str:
    """The order that a condition sets: "with" for the same time, "before", else "after"."""
    if re.search(r"same time|simultaneous|together|while", f"{link} {words}", re.I):
        return "with"
    return "before" if link == "unless" else "after"


def needed(words: str, *, parties: Sequence[str], guarantors: Sequence[str], areas: Areas) -> list[Needed]:
    """The conditions that some words set, such as full peace and a referendum for "full peace and a referendum"."""
    found: list[Needed] = []
    for part in _AND.split(words):
        if len(part.strip()) < 4:
            continue
        one = _one(part.strip(), parties, guarantors, areas)
        if one and one.id not in [other.id for other in found]:
            found.append(one)
    return found


def _one(words: str, parties: Sequence[str], guarantors: Sequence[str], areas: Areas) -> Needed | None:
    if _PEACE.search(words):
        event = {
            "type": ["AGREE"],
            "mode": ["ceasefire-deal", "sign"],
            "between": list(parties),
            "words": ["ceasefire", "peace"],
        }
        left = {"type": ["RETREAT"], "mode": ["withdraw"], "words": ["all troops", "all forces", "full withdrawal"]}
        return Needed(
            id="full-peace",
            title="Full peace",
            all_of=({"title": "Peace is agreed", "event": event}, {"title": "Troops have left", "event": left}),
            uncertain=("what full peace is: the text names no test, and the two requirements are ours",),
        )
    if re.search(r"referend|plebiscite|\bvote\b", words, re.I):
        event = {"type": ["AGREE"], "words": ["referendum", "plebiscite"]}
        return Needed(
            id="referendum", title="A referendum approves", all_of=({"title": "The referendum", "event": event},)
        )
    if re.search(r"ratif", words, re.I):
        return _ratification(words, parties, guarantors)
    if re.search(r"defend|guarant", words, re.I):
        event = {"type": ["SUPPORT", "AGREE"], "words": ["guarant"]}
        return Needed(
            id="guarantees-given",
            title="The guarantees are given",
            all_of=({"title": "Guarantees are given", "event": event},),
            uncertain=("whether one guarantor's word is enough, or all must have given theirs",),
        )
    return _plain(words, areas)


def _ratification(words: str, parties: Sequence[str], guarantors: Sequence[str]) -> Needed:
    who = guarantors if "guarant" in words.lower() and guarantors else parties
    parts = tuple(
        {"title": f"{ref} ratifies", "event": {"type": ["AGREE"], "mode": ["ratify"], "actor": [ref]}} for ref in who
    )
    doubt = "whether all of those named must ratify"
    return Needed(id="ratification", title="Ratification", all_of=parts, uncertain=(doubt,))


def _plain(words: str, areas: Areas) -> Needed | None:
    deed = happening_in(words)
    if deed is None:
        return None
    title = re.sub(r"\s+", " ", words).strip()
    part: dict[str, Any] = {"title": title, "event": event_of(deed, words)}
    if where := areas.in_words(words):
        part["where"] = list(where)
    return Needed(
        id=slug(" ".join(content_words(words)[:3]) or deed.word),
        title=title[:1].upper() + title[1:],
        all_of=(part,),
        uncertain=(f"whether reports of “{title}” will have the words that the pattern asks for",),
    )


def event_of(deed: Deed, words: str) -> dict[str, Any]:
    """The pattern of a happening in words: its type, its mode if that is sure, and who or what it is about."""
    event: dict[str, Any] = {"type": [deed.type]}
    if deed.mode and not deed.settles:
        event["mode"] = [deed.mode]
    about = roles_in(words) or content_words(words.replace(deed.word, ""))[:3]
    if about:
        event["words"] = about
    return event


def roles_in(words: str) -> list[str]:
    """Who is to act, by office: "approved by the foreign ministers" → ["foreign minist"]."""
    found = [_STEMS.get(match[0].lower(), match[0]) for match in _ROLES.finditer(words)]
    return list(dict.fromkeys(found))


def content_words(words: str) -> list[str]:
    """The words of some length that say what it is about, in order."""
    found = [word for word in re.findall(r"[A-Za-z][A-Za-z'’-]{3,}", words) if word.lower() not in _EMPTY]
    return list(dict.fromkeys(found))
