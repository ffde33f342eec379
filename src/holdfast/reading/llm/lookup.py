"""Looking words up: where in a text the words that a model gives really stand.

Words count as found if they stand in the text as given, or but for white space, the kind of quotation marks and of
dashes, or quotation marks and a stop round them. Nothing else is tried: words that do not stand there are a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Stretch", "nearest", "places_of"]

Stretch = tuple[int, int]

# Scripts that write words without blanks between them, and accents that belong to the letter before.
_RUN_ON = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_ACCENTS = "\u0300-\u036f"
_LETTER = re.compile(rf"[^\W{_RUN_ON}]")
_NOT_BEFORE, _NOT_BEHIND = rf"(?<![^\W{_RUN_ON}])", rf"(?![^\W{_RUN_ON}]|[{_ACCENTS}])"

# Signs that stand for one another.
_ALIKE = ('"“”„‟«»″', "'‘’‚‛`´′", "-‐‑‒–—−")
_ANY_OF = {sign: f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}
_ROUND = "\"“”„‟«»″'‘’‚‛`´′ \t\r\n\u00a0"


def places_of(words: str, text: str, *, within: Stretch) -> list[Stretch]:
    """Every place in a stretch of a text where words stand whole, in order; empty if they do not stand there.

    Args:
        words: What the model gave.
        text: The text that it was given.
        within: The stretch of the text that is looked at.
    """
    for pattern in _patterns(words):
        # Bounded from behind by cutting and not by `endpos`, so that a word which goes on there is not taken for whole.
        found = [match.span(1) for match in pattern.finditer(text, within[0]) if match.end(1) <= within[1]]
        if found:
            return found
    return []


def nearest(words: str, text: str, *, within: Stretch, to: Stretch) -> Stretch | None:
    """The place of words that lies nearest to another stretch, the earlier of two as near; None if there is none."""
    return min(places_of(words, text, within=within), key=lambda place: _gap(place, to), default=None)


def _gap(place: Stretch, other: Stretch) -> tuple[int, int]:
    """How many characters lie between two stretches, and where the first begins; those that overlap have none."""
    return max(0, other[0] - place[1], place[0] - other[1]), place[0]


def _patterns(words: str) -> Iterator[re.Pattern[str]]:
    """The words as they are, then loosely, then without what is round them."""
    given = words.strip()
    bare = given.strip(_ROUND).removesuffix(".").strip(_ROUND)
    if _LETTER.search(given) or any(sign.isalnum() for sign in given):
        yield _whole(re.escape(given), given)
        yield _whole(_loosely(given), given)
        if bare and bare != given:
            yield _whole(_loosely(bare), bare)


def _whole(pattern: str, words: str) -> re.Pattern[str]:
    """A pattern that begins and ends where words do, where the words themselves do."""
    before = _NOT_BEFORE if _LETTER.match(words[0]) else ""
    behind = _NOT_BEHIND if _LETTER.match(words[-1]) else ""
    # Looked ahead for, so that places which overlap are found, too.
    return re.compile(f"{before}(?=({pattern}{behind}))")


def _loosely(words: str) -> str:
    """A pattern in which any white space stands for any, and each quotation mark and dash for its like."""
    return r"\s+".join("".join(_ANY_OF.get(sign) or re.escape(sign) for sign in word) for word in words.split())
