"""Figures: a count's words widened by the bounds that stand before them, and what it counts."""

from __future__ import annotations

import re
from dataclasses import replace

from holdfast.reading.annotate import Part
from holdfast.values import count

__all__ = ["counted", "widened"]

# Words that bound or scale a figure; where the model's words begin behind them they are taken in.
BEFORE = re.compile(
    r"(?:\b(?:at least|at most|more than|less than|no (?:fewer|less|more) than|not (?:fewer|less|more) than|fewer than"
    r"|up to|as many as|as much as|about|around|approximately|roughly|some|nearly|almost|over|under|only|another"
    r"|an? (?:further|additional)|(?:a )?minimum of|(?:a )?maximum of|hundreds of|tens of|dozens of|scores of|several"
    r"|between [\w,.]+ and|[\d,.]+ (?:to|or))|[$€£]|US\$|[\d][\d,.]*[–-])\s*$",
    re.IGNORECASE,
)
# A bound is at most this many characters long.
REACH = 40
# Kinds that the words of a figure tell by themselves, whatever the happening.
THINGS = frozenset(
    {"vehicles", "aircraft", "vessels", "weapons", "buildings", "money", "duration-hours", "violations", "wounded"}
)


def widened(part: Part, text: str) -> Part:
    """A count with the words before it that bound it: "at least" before "seven people"."""
    start = part.start
    while (found := BEFORE.search(text[max(0, start - REACH) : start])) is not None and found.group().strip():
        start = max(0, start - REACH) + found.start()
    return replace(part, start=start)


def counted(part: Part, text: str) -> str:
    """What a count counts: a thing that its own words name, else what the model says."""
    own = count.kind(text[part.start : part.end])
    return own if own in THINGS else part.label
