"""A sentence of a brief: its words, what they claim, and the words of documents on which each claim rests."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

import msgspec

from holdfast.model import Citation
from holdfast.model.noun import Noun

__all__ = ["Claim", "ClaimKind", "Draft", "Sentence", "Withheld", "told_on"]

_ON = re.compile(r"on (\d{1,2} [A-Z][a-z]+ \d{4})")
ClaimKind = Literal[
    "voice", "act", "happening", "trigger", "actor", "recipient", "place", "time", "count", "condition", "quote",
    "certainty",
    "clause", "reading", "instance", "level", "earlier_level", "day", "evidence", "silence",
]  # fmt: skip
"""What a stretch of a sentence claims: the first twelve of statements, the others of verdicts."""


class Claim(Noun, frozen=True, kw_only=True):
    """A stretch of a sentence that must follow from something: "at least 7 killed", from two statements.

    Attributes:
        kind: In what way it must follow.
        words: The stretch, as it stands in the sentence.
        of: Ids of the statements that each must support it, or the key of a verdict.
    """

    kind: ClaimKind
    words: str
    of: tuple[str, ...]


class Sentence(Noun, frozen=True, kw_only=True):
    """One sentence of a brief, with its claims in the order in which they stand in it.

    Attributes:
        cites: The words of documents that support it; several if several say the same.
    """

    text: str
    claims: tuple[Claim, ...]
    cites: tuple[Citation, ...] = ()


class Withheld(Noun, frozen=True, kw_only=True):
    """A sentence that is not printed, and why."""

    sentence: Sentence
    reasons: tuple[str, ...]


def told_on(sentence: Sentence) -> tuple[str, bool]:
    """The ISO day under which a sentence stands, and whether somebody said that it happened on it.

    Where nobody said a day it is the first on which the words were published. It is empty without any, and for a
    sentence on a verdict, which names its day itself.
    """
    if any(claim.kind == "level" for claim in sentence.claims):
        return "", False
    for claim in sentence.claims:
        found = _ON.fullmatch(claim.words) if claim.kind == "time" else None
        if found:
            return datetime.strptime(found[1], "%d %B %Y").date().isoformat(), True
    return min((cite.day[:10] for cite in sentence.cites if cite.day), default=""), False


class Draft:
    """A sentence that is being put together from plain words and claims."""

    def __init__(self) -> None:
        self._text = ""
        self._claims: list[Claim] = []

    def plain(self, words: str) -> None:
        """Add words that claim nothing."""
        self._text += words

    def claim(self, kind: ClaimKind, words: str, *of: str) -> None:
        """Add words that must follow from `of`."""
        self._text += words
        self._claims.append(Claim(kind=kind, words=words, of=of))

    def sentence(self, *cites: Citation) -> Sentence:
        """The sentence, with a full stop at its end and a capital at its beginning."""
        claims, text = list(self._claims), self._text.rstrip() + "."
        if claims and text.startswith(claims[0].words):
            text = text[:1].upper() + text[1:]
            claims[0] = msgspec.structs.replace(claims[0], words=text[: len(claims[0].words)])
        return Sentence(text=text, claims=tuple(claims), cites=cites)
