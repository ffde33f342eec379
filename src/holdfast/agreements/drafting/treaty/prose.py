"""Treaty prose told from news: each part of a text, with the mark by which it was told.

An agreement's own text orders ("shall", "undertake to"), names its parties by their role, speaks of itself ("this
Agreement") and numbers its paragraphs; a report says who said it. A part without a mark of its own is taken as its
neighbours are. Nothing is decided silently: each part carries its reason, and the draft's sources list them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.agreements.drafting.treaty.articles import Part

__all__ = ["Prose", "prose_of"]

_TREATY = (
    ("a norm", re.compile(r"\b(?:shall|undertakes? (?:not )?to|may not)\b")),
    (
        "its parties by their role",
        re.compile(
            r"\b(?:the|both|each|either|neither|no|all) (?:high )?(?:contracting )?Part(?:y|ies)\b|\bGuarantors?\b"
        ),
    ),
    (
        "itself",
        re.compile(
            r"\b(?:this|the present) (?:framework |revitali[sz]ed |peace )?"
            r"(?:agreement|memorandum|protocol|treaty|accord|declaration|annex)\b",
            re.I,
        ),
    ),
    (
        "a definition",
        re.compile(
            r"\b(?:here(?:in)?after|herein) (?:collectively )?(?:referred|called)|\bshall (?:mean"
            r"|have the following meaning)\b"
        ),
    ),
    (
        "a formula of agreeing",
        re.compile(
            r"\b(?:have agreed|agree) (?:and acknowledged )?(?:as follows|on the following)"
            r"|\breaffirms? (?:their|its) (?:commitment|obligation)|\bDone (?:at|in|and)\b",
            re.I,
        ),
    ),
)
_ENOUGH = 2
"""Marks that a paragraph without a number must bear: one alone may stand in any report."""
_NEWS = re.compile(
    r"\b(?:(?<!as )said|told|added|stressed|according to (?:the |a |an )?(?:\w+ ){0,3}(?:minist\w+"
    r"|agency|officials?|sources?"
    r"|report\w*|spokes\w+|him|her)|reporters|spokes(?:man|woman|person)|news agency|journalists"
    r"|on (?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day|announced|tweeted|Reuters|AFP|Interfax)\b"
)
_DEED = re.compile(
    r"\W*(?:(?:the|an?|effective|immediate|comprehensive|full|early|complete|joint|safe|guaranteed|permanent|and)\s+)*"
    r"(?:ban on|ensur\w+|establish\w*|setting up|[A-Za-z]+(?:al|tion|sion|ment|ance|ase|ange|fire|ing|ery|ity)\b)",
    re.I,
)
"""How a part begins that names a deed without a verb: "Withdrawal of", "Ensure", "Release of", "Ban on"."""
_BARE = re.compile(
    r"\W*(?:ensure|adopt|launch|intensify|withdraw|release|open|stop|halt|respect|refrain|allow"
    r"|provide|create|hold|start|begin|continue|implement)\b",
    re.I,
)
_ASSUMING = re.compile(r"\b(?:does|do|will) not\b|\bwill\b|\bis to\b|\bare to\b|\bagree\b|\bban\b|\bonly permissible\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """One part of a text, how it is read, and why.

    Attributes:
        treaty: It is an agreement's own text, and read by grammar; otherwise it is the reader's.
        reason: The mark by which it was told, in words.
    """

    part: Part
    treaty: bool
    reason: str


def prose_of(text: str, parts: Sequence[Part]) -> list[Prose]:
    """How each part of a text is read."""
    own = [_by_itself(text[part.start : part.end], part) for part in parts]
    treaty = sum(one is not None and one[0] for one in own)
    news = sum(one is not None and not one[0] for one in own)
    found, before = [], treaty > news
    for part, one in zip(parts, own, strict=True):
        if one is None:
            one = _by_place(text[part.start : part.end], part, before=before, most=treaty > news)
        found.append(Prose(part=part, treaty=one[0], reason=one[1]))
        before = one[0]
    return found


def _by_itself(words: str, part: Part) -> tuple[bool, str] | None:
    """What a part's own words say; None if they say nothing."""
    news = _NEWS.search(words)
    marks = [(name, match[0]) for name, pattern in _TREATY if (match := pattern.search(_unquoted(words)))]
    if news and not (marks and part.marked):
        return False, f"“{news[0]}” tells what somebody said"
    if len(marks) >= (1 if part.marked else _ENOUGH):
        name, word = marks[0]
        return True, f"“{' '.join(word.split())}” is the mark of {name}"
    return None


def _by_place(words: str, part: Part, *, before: bool, most: bool) -> tuple[bool, str]:
    """What the neighbours of a part and its number say of it."""
    if part.heading:
        return before, "a heading, read with what stands before it"
    if part.marked and (part.chapeau or _DEED.match(words) or _BARE.match(words) or _ASSUMING.search(words)):
        return True, f"numbered {part.number}, and names a deed" if part.number else "an item that names a deed"
    if part.marked and most:
        return True, f"numbered {part.number}, in a text of which most parts are treaty prose"
    return before and most, "it has no mark of its own, and is read with what stands before it"


def _unquoted(words: str) -> str:
    """Words without what stands in quotation marks and is longer than a term: somebody's speech orders nobody."""
    return re.sub(r"[“\"][^”\"]{40,}[”\"]", " ", words)
