"""The conditions of a telling, and its own words without them.

What is to be done and what must come first are two things: "they would leave Kitsa if the shelling of Dorin stopped" is
about leaving, and about Kitsa alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from holdfast.agreements.drafting.telling import Telling
from holdfast.model.statement import Condition

__all__ = ["conditions_of", "is_of_a_condition", "own_words", "waits_for"]

_LINK = re.compile(
    r"\b(?P<link>only (?:once|if|after|when)|not (?:until|before)|before|until|once|after|if|unless|provided(?: that)?"
    r"|on condition that|(?:would |will )?requires?(?= the consent)|at the same time as|simultaneously with"
    r"|together with"
    r"|as long as|while)\s+(?P<words>(?:[^.;]|\.(?= ?\d))+)",
    re.I,
)
_CUT = re.compile(
    r", (?:according|which|who|\w+ \w+ (?:said|stressed))|\b(?:he|she|they|\w+) (?:said|stressed|added)\b.*", re.I
)
_SAID = re.compile(r"\b(?:said|says|told|tells|added|stressed|announced|reported|according)\b", re.I)
_WAITS = re.compile(
    r"if|unless|once|after|only (?:once|if|after|when|upon|with)|provided(?: that)?|on condition that"
    r"|upon|when(?:ever)?|following|subject to|if and (?:only )?(?:if|when)|as soon as"
    r"|on completion of|conditional (?:up)?on"
    r"|on (?:the )?(?:completion of|expiry of)|in (?:the )?(?:event|case)(?: of| that)"
)
_OPENS = re.compile(r"(?:only )?(?:if|once|after|until|before|unless|when|provided(?: that)?|as soon as)\s+", re.I)
_RETURN = re.compile(r"\bin (?:return|exchange) for (?P<words>[^,;.]+)", re.I)
"""What somebody else would do for it: it is no part of what is told, and no condition either."""
_GAP = 12
"""Code points between two halves of one condition: "four fishermen" held "in Gujarat"."""
_PAST = re.compile(
    r"(?:\w+ ){0,3}(?:days?|weeks?|months?|years?|hours?|rounds?) (?:of|without)\b"
    r"|(?:an? |the |two |their |his |her )?(?:\w+ )?(?:meeting|talks|call|summit|visit)\b",
    re.I,
)
"""What "after" stands before where it tells of what has been: "after ten days of talks"."""


def conditions_of(telling: Telling) -> Iterator[tuple[str, str]]:
    """Each condition of a telling as (link, words): "before", "full peace and a referendum"."""
    if telling.provision:
        yield from telling.provision.conditions
        return
    linked = ((match["link"].lower(), _limited(match)) for match in _LINK.finditer(telling.words))
    found = [(link, words) for link, words in linked if not _is_past(link, words)] or _beside(telling)
    if found:
        yield from found
        return
    for kind, start, end in _joined(telling.statement.conditions):
        yield kind.replace("-", " "), _OPENS.sub("", telling.document.text[start:end], count=1)


def _joined(conditions: Sequence[Condition]) -> list[tuple[str, int, int]]:
    """Conditions as (kind, start, end), without the gap of a word or two that a reader leaves in the midst of one."""
    found: list[tuple[str, int, int]] = []
    for one in sorted(conditions, key=lambda condition: condition.start):
        kind = one.kind or "if"
        if found and found[-1][0] == kind and 0 <= one.start - found[-1][2] <= _GAP:
            found[-1] = (kind, found[-1][1], one.end)
        else:
            found.append((kind, one.start, one.end))
    return found


def _beside(telling: Telling) -> list[tuple[str, str]]:
    """The conditions that stand right before or right behind a telling's words in its sentence."""
    sentence, start = telling.sentence, telling.sentence.find(telling.words)
    end = start + len(telling.words)
    found = []
    for match in _LINK.finditer(sentence) if start >= 0 else ():
        words = _limited(match)
        before = match.start() < start and not sentence[match.start("words") + len(words) : start].strip(" ,")
        behind = match.start() >= end and not sentence[end : match.start()].strip(" ,")
        if (before or behind) and not _SAID.search(words) and not _is_past(match["link"].lower(), words):
            found.append((match["link"].lower(), words))
    return found


def _limited(match: re.Match[str]) -> str:
    """The words of a condition; one that begins a sentence ends at its comma."""
    words = _CUT.sub("", match["words"])
    return (words.partition(",")[0] if match.start() == 0 else words).strip(" ,")


def _is_past(link: str, words: str) -> bool:
    return link == "after" and _PAST.match(words) is not None


def waits_for(link: str) -> bool:
    """Whether a link makes what it stands with wait for what it names, as "if" does and "while" does not."""
    return _WAITS.fullmatch(link) is not None


def own_words(telling: Telling) -> str:
    """The words of a telling with those of its conditions blanked, so that each keeps its place; links stay.

    Those of a provision are its deed, which the grammar has cut out already.
    """
    if telling.provision:
        return telling.provision.core
    words = telling.words
    returned = [match.span("words") for match in _RETURN.finditer(words)]
    for start, end in (*_marked(telling), *_linked(telling), *returned):
        words = words[:start] + " " * (min(end, len(words)) - start) + words[end:]
    return words


def is_of_a_condition(telling: Telling, start: int, end: int) -> bool:
    """Whether a stretch of the document stands within a condition of a telling."""
    at = telling.statement.start
    return any(first <= start - at and end - at <= last for first, last in (*_marked(telling), *_linked(telling)))


def _marked(telling: Telling) -> Iterator[tuple[int, int]]:
    """Where the words of the conditions that the reader marked stand in a telling's own, without their links."""
    at = telling.statement.start
    for _, start, end in _joined(telling.statement.conditions):
        if at <= start and end <= telling.statement.end:
            link = _OPENS.match(telling.document.text[start:end])
            yield start - at + (link.end() if link else 0), end - at


def _linked(telling: Telling) -> Iterator[tuple[int, int]]:
    """Where the words behind a link stand, up to the comma behind which the claim itself goes on."""
    trigger = telling.statement.event.trigger
    middle = trigger.start - telling.statement.start if trigger else None
    for match in _LINK.finditer(telling.words):
        start = match.start("words")
        end = start + len(_limited(match))
        if not waits_for(match["link"].lower()) or _is_past(match["link"].lower(), match["words"]):
            continue
        if middle is not None and start <= middle < end:
            end = telling.words.find(",", start, middle)
        if end > start:
            yield start, end
