"""Introduced: where a text tells in full whom a last name or an office alone stands for.

"Votel" is "U.S. Army General Joseph Votel" of another sentence, and "the Foreign Secretary" is "Foreign Secretary Boris
Johnson", wherever that stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["introduced"]

Stretch = tuple[int, int]

# Nobody is introduced farther off than this, in code points.
FAR = 50_000
# A capitalised word with a small letter: a name, and no abbreviation. An office alone, in capitals.
NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*[a-zà-ÿ][\w’'-]*")
OFFICE = re.compile(r"(?:[Tt]he )?(?P<office>[A-Z][a-z]+ (?:Secretary|Minister|Commissioner|Representative|General))")
FULL_NAME = re.compile(r" [^\W\d_a-z][\w’'-]+ (?:[A-Z]\. )?[^\W\d_a-z][\w’'-]+")
# A given name and what somebody is, before a last name, up to words that belong to another part of the sentence.
ELSE = r"(?:said|says|told|that|met|with|and|by|to|as|but|after|when|while|from|in|on|at|between) "
WORD = rf"(?!{ELSE})(?:[\w’'-]+|[A-Z][a-z]{{0,5}}\.|(?:[A-Z]\.)+|\([A-Z][a-z]+\.?\)) "
GIVEN = r"[^\W\d_a-z][\w’'-]+ (?:[A-Z]\. )?"
BEFORE = re.compile(rf"(?:(?<=\s)|^)(?:{WORD}){{0,7}}?(?!{ELSE}){GIVEN}(?:{GIVEN})?$")
# What stands behind it: between commas, or of whom somebody is.
BEHIND = re.compile(
    r", (?:(?:the|a|an|its|who is) )?[a-zA-Z][^,.;:!?\n\"“”]{3,80}(?=[,.;])"
    r"| (?:of|from|for|at) (?:the )?[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){0,4}"
)
LONGEST_BEFORE = 120


def introduced(text: str, start: int, end: int) -> Stretch | None:
    """Where the words stand in full that a last name or an office is short for; None if the text has none.

    Args:
        text: The text of the document.
        start: Where the words begin, in code points.
        end: Where they end.
    """
    words = text[start:end]
    first = max(0, start - FAR)
    if (office := OFFICE.fullmatch(words)) is not None:
        return _holder(text, office["office"], first // FAR)
    names = NAME.findall(words.split(",", 1)[0])
    return _person(text, names[-1], first // FAR) if names else None


@lru_cache(maxsize=512)
def _holder(text: str, office: str, part: int) -> Stretch | None:
    """Where a text names the holder of an office, in one part of it."""
    for at in _places(text, office, part):
        if (name := FULL_NAME.match(text, at + len(office))) is not None:
            return at, name.end()
    return None


@lru_cache(maxsize=512)
def _person(text: str, name: str, part: int) -> Stretch | None:
    """Where a text first gives a last name with a given name, in one part of it."""
    for at in _places(text, name, part):
        if (before := BEFORE.search(text[max(0, at - LONGEST_BEFORE) : at].split("\n")[-1])) is not None:
            end = at + len(name)
            behind = BEHIND.match(text, end)
            return at - len(before[0]), end if behind is None else behind.end()
    return None


def _places(text: str, words: str, part: int) -> Iterator[int]:
    """Where words stand in two parts of a text, from the beginning of the first."""
    first, last = part * FAR, (part + 2) * FAR
    at = text.find(words, first, last)
    while at >= 0:
        whole = (at == 0 or not text[at - 1].isalnum()) and not text[at + len(words) : at + len(words) + 1].isalnum()
        if whole:
            yield at
        at = text.find(words, at + 1, last)
