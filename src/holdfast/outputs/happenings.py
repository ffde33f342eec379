"""Whether words name a happening, and whether somebody named in one could do it or suffer it.

A reader may take a figure for the word that names an attack, or the weapon for the attacker: none of it is printed.
"""

from __future__ import annotations

import re

from holdfast.model import Count, Mention, Span, Statement
from holdfast.values.nations import mentions

__all__ = ["is_in_words", "is_named_by_words", "is_near", "is_somebody", "is_word", "sentence_around", "told_mode"]

_END = re.compile(r"[.!?](?=\s)|\n")
_LOSSES = {
    "killed": re.compile(
        r"kill|dead|died|dies|death|bod(?:y|ies)|li(?:fe|ves)\b|toll|fatal|corpse|shot|massacre", re.IGNORECASE
    ),
    "wounded": re.compile(r"wound|injur|hurt|hospital|maimed", re.IGNORECASE),
}
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_AFFIX = re.compile(r"[\w'’]")
_THINGS = frozenset({
    "aircraft", "airstrike", "airstrikes", "ammunition", "artillery", "bodies", "body", "bomb", "bombs", "drone",
    "drones", "fire", "grad", "grads", "gun", "guns", "helicopter", "helicopters", "howitzers", "jets", "mines",
    "missile", "missiles", "mortar", "mortars", "munitions", "planes", "projectiles", "rocket", "rockets", "shell",
    "shells", "strike", "strikes", "tank", "tanks", "warplanes", "weapons",
})  # fmt: skip
_NO_HAPPENING = frozenset(
    {"body", "bodies", "toll", "dead", "weapon", "weapons", "people", "civilians", "videos", "target", "targets"}
)
_MANY = frozenset({"people", "children", "police", "men", "women", "prosecutors", "civilians"})
_MEANS = {
    "missile": re.compile(r"missile|rocket|ballistic|iskander|kalibr|tochka", re.IGNORECASE),
    "airstrike": re.compile(r"\bair|bomb|\bjet|plane|aviation|helicopter", re.IGNORECASE),
    "drone": re.compile(r"drone|unmanned|\buav", re.IGNORECASE),
    "artillery": re.compile(
        r"shell|artiller|\bgrads?\b|mortar|howitzer|rocket|guns|\bfired? (?:on|at)\b", re.IGNORECASE
    ),
}


def sentence_around(statement: Statement, text: str) -> tuple[int, int]:
    """Where the sentence in which a statement stands begins and ends.

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    before = [match.end() for match in _END.finditer(text, 0, statement.start)]
    after = _END.search(text, max(statement.start, statement.end - 1))
    return before[-1] if before else 0, after.end() if after else len(text)


def is_near(part: Count, statement: Statement, text: str) -> bool:
    """Whether a figure stands in the sentence of its statement, and the killed or wounded with a word for them.

    "Three trains" are not three killed, and "one had his hands tied" is not one wounded.
    """
    start, end = sentence_around(statement, text)
    named = _LOSSES.get(part.what)
    return start <= part.start and part.end <= end and (named is None or named.search(text, start, end) is not None)


def is_in_words(who: Mention, statement: Statement) -> bool:
    """Whether somebody is named in the words of a statement themselves."""
    return statement.start <= who.start and who.end <= statement.end


def is_word(span: Span, text: str) -> bool:
    """Whether a span is made of whole words of a text: no figure, and no part of a word."""
    if not _LETTERS.search(span.text) or any(sign.isdigit() for sign in span.text):
        return False
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return not (_AFFIX.match(before) and before not in "'’") and not (_AFFIX.match(after) and after not in "'’")


def is_named_by_words(statement: Statement, text: str) -> bool:
    """Whether whole words name the happening, and no words for those who suffered it or for how many they were.

    Args:
        statement: With offsets in `text`.
        text: Its document's text.
    """
    trigger = statement.event.trigger
    if trigger is None:
        return True
    return is_word(trigger, text) and trigger.text.casefold() not in _NO_HAPPENING


def told_mode(statement: Statement) -> str | None:
    """The mode of a happening; of an attack the means that its words name, None if they name none or several.

    A reader may take "a strike" for one from the air, and artillery for aircraft.
    """
    mode = statement.event.mode
    if mode not in _MEANS or statement.event.type != "ASSAULT" or _MEANS[mode].search(statement.quote):
        return mode
    named = [means for means, words in _MEANS.items() if words.search(statement.quote)]
    return named[0] if len(named) == 1 else None


def is_somebody(who: Mention) -> bool:
    """Whether a mention is somebody or a place rather than a weapon or a bare noun; "Russian artillery" is a side."""
    words = who.text.casefold().split()
    if len(words) == 1 and who.text == words[0] and words[0] not in _MANY and not words[0].endswith("s"):
        return False
    return bool(words) and (words[-1] not in _THINGS or (len(words) > 1 and bool(mentions(who.text))))
