"""Capitals: a text that was sent in capitals is read in sentence case, and its words are given as they stand.

Old wire services, flash messages and some ministries write in capitals alone. The shape of words, by which names are
told from other words, then says nothing, and the model was taught on texts that have it. So such a text is read with
small letters, but for the beginnings of sentences and the names that are known; every letter stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from holdfast.model import Document, Statement
from holdfast.values.nations import mentions

__all__ = ["as_written", "in_capitals", "sentence_case"]

FEWEST_LETTERS = 60
"""A heading alone is no text in capitals."""
SMALL_SHARE = 0.04
"""Stray small letters ("McNAMARA", a signature) make no sentence case."""
LOOKED_AT = 20_000
LONGEST_ABBREVIATION = 4
"""Known names of so many letters are taken for abbreviations: "FARC", "NATO"."""
WORDS_TOO = frozenset({"CAR", "WHO", "IS", "CAN", "ACT", "PACE", "BASE"})
"""Abbreviations that are words as well, and more often so."""
OPENING = re.compile(r"(?:\A|(?<!\.\w)[.!?][\"'”’)\]]*\s+|\n\s*\n\s*)[\"'“‘(\[]*(\w)")


def in_capitals(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    letters = [letter for letter in text[:LOOKED_AT] if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    capital = sum(letter.isupper() for letter in letters)  # scripts without case have neither
    return capital >= FEWEST_LETTERS and small <= SMALL_SHARE * (small + capital)


def sentence_case(text: str) -> str:
    """A text in small letters but for known names and the first letter of each sentence; nothing moves."""
    low = text.lower()
    if len(low) != len(text):  # "İ" has two small letters
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    found, at = [], 0
    for start, end in sorted({*_openings(text), *_names(text)}, key=lambda span: (span[0], -span[1])):
        if start >= at:
            found += [low[at:start], text[start:end]]
            at = end
    return "".join([*found, low[at:]])


def _openings(text: str) -> Iterator[tuple[int, int]]:
    return (opening.span(1) for opening in OPENING.finditer(text))


def _names(text: str) -> Iterator[tuple[int, int]]:
    """What stays a capital of the known names: an abbreviation whole, of others the first letter of each word."""
    for name in mentions(text):
        if name.text in WORDS_TOO:
            continue
        if "." in name.text or len(name.text) <= LONGEST_ABBREVIATION:
            yield name.start, name.end
            continue
        for word in re.finditer(r"\w+", name.text):
            yield name.start + word.start(), name.start + word.start() + 1


def as_written(statement: Statement, document: Document) -> Statement:
    """A statement of the text in sentence case with its words as they stand in the document."""

    def words(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [words(part) for part in value]
        if not isinstance(value, dict):
            return value
        found = {name: words(part) for name, part in value.items()}
        if isinstance(found.get("start"), int):
            found["quote" if "quote" in found else "text"] = document.text[found["start"] : found["end"]]
        return found

    told = words(statement.to_builtins())
    told.pop("id", None)  # it is made from the words
    return Statement.from_builtins(told | {"document": document.id})
