"""Whether words name a happening, and whether somebody named in one could do it or suffer it.

A reader may take a figure for the word that names an attack, or the weapon for the attacker: none of it is printed.
"""

from __future__ import annotations

import re

from holdfast.model import Mention, Span, Statement
from holdfast.values.nations import mentions

__all__ = ["is_named_by_words", "is_somebody", "is_word"]

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_AFFIX = re.compile(r"[\w'’]")
_THINGS = frozenset({
    "aircraft", "airstrike", "airstrikes", "ammunition", "artillery", "bodies", "body", "bomb", "bombs", "drone",
    "drones", "fire", "grad", "grads", "gun", "guns", "helicopter", "helicopters", "howitzers", "jets", "mines",
    "missile", "missiles", "mortar", "mortars", "munitions", "planes", "projectiles", "rocket", "rockets", "shell",
    "shells", "strike", "strikes", "tank", "tanks", "warplanes", "weapons",
})  # fmt: skip
_MEANS = {
    "missile": re.compile(r"missile|rocket|ballistic|iskander|kalibr|tochka", re.IGNORECASE),
    "airstrike": re.compile(r"\bair|bomb|\bjet|plane|aviation|helicopter", re.IGNORECASE),
    "drone": re.compile(r"drone|unmanned|\buav", re.IGNORECASE),
    "artillery": re.compile(r"shell|artiller|\bgrads?\b|mortar|howitzer|rocket", re.IGNORECASE),
}


def is_word(span: Span, text: str) -> bool:
    """Whether a span is made of whole words of a text: no figure, and no part of a word."""
    if not _LETTERS.search(span.text) or any(sign.isdigit() for sign in span.text):
        return False
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return not (_AFFIX.match(before) and before not in "'’") and not (_AFFIX.match(after) and after not in "'’")


def is_named_by_words(statement: Statement, text: str) -> bool:
    """Whether the words name the happening, by the means that the statement has if they name one.

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    trigger = statement.event.trigger
    if trigger is not None and not is_word(trigger, text):
        return False
    own = _MEANS.get(statement.event.mode or "")
    if own is None or statement.event.type != "ASSAULT" or own.search(statement.quote):
        return True
    return not any(means.search(statement.quote) for means in _MEANS.values())


def is_somebody(who: Mention) -> bool:
    """Whether a mention is somebody or a place rather than a weapon; "Russian artillery" is Russia's side."""
    words = who.text.casefold().split()
    return bool(words) and (words[-1] not in _THINGS or (len(words) > 1 and bool(mentions(who.text))))
