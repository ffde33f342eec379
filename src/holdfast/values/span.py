"""Stretches of text: where words stand, in Unicode code points, the end exclusive."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Span", "caption", "clean", "compare", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text; for example "Kyiv" from 10 to 14.

    Attributes:
        text: The words.
        start: Offset of the first character, in code points.
        end: Offset after the last character.
        why: How it was found.
    """

    text: str
    start: int
    end: int
    why: str


def clean(text: str) -> str:
    """The words without blanks and punctuation at their ends; inside they stay as they are."""
    return text.strip(" \t\r\n,;:.()[]\"“”„«»‘’'")


def resolve(words: str, document: str, *, near: int | None = None) -> Span | None:
    """The place of some words in a document.

    Args:
        words: The words to find, as they stand in the document; blanks may differ.
        document: The text.
        near: An offset; of several occurrences the one nearest to it is taken, else the first.

    Returns:
        The stretch, whole words preferred, or `None` if the words do not stand there.
    """
    wanted = clean(words)
    if not wanted:
        return None
    pattern = r"\s+".join(re.escape(part) for part in wanted.split())
    for boundary, why in ((True, "whole words"), (False, "part of a word")):
        around = rf"(?<!\w){pattern}(?!\w)" if boundary else pattern
        found = [match.span() for match in re.finditer(around, document)]
        if found:
            start, end = min(found, key=lambda span: abs(span[0] - (near or 0)))
            count = f", the nearest of {len(found)}" if len(found) > 1 else ""
            return Span(text=document[start:end], start=start, end=end, why=f"{why}{count}")
    return None


def compare(left: tuple[int, int], right: tuple[int, int]) -> float:
    """How far two stretches of one text overlap: what they share over what they cover together, 0 to 1."""
    shared = max(0, min(left[1], right[1]) - max(left[0], right[0]))
    together = (left[1] - left[0]) + (right[1] - right[0]) - shared
    return shared / together if together > 0 else float(left == right)


def caption(span: Span, *, longest: int = 80) -> str:
    """The words for a reader, shortened in the middle if they are long.

    Args:
        span: The stretch.
        longest: The most characters shown, at least 3.
    """
    words = re.sub(r"\s+", " ", span.text)
    if len(words) <= longest:
        return words
    half = (longest - 1) // 2
    return f"{words[:half].rstrip()}…{words[len(words) - half :].lstrip()}"
