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
NEXT_WORD = re.compile(r"\s+\w+")
# What was done to the counted, where its verb governs the figure: "wounding 22", "and injured at least 30".
DONE = re.compile(
    r"\b(kill(?:ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|displac(?:ed|ing)|evacuat(?:ed|ing)|detain(?:ed|ing))\s+$"
)
# A bound is at most this many characters long.
REACH = 40


def widened(part: Part, text: str) -> Part:
    """A count with the words before it that bound it: "at least" before "seven people"."""
    start = part.start
    while (found := BEFORE.search(text[max(0, start - REACH) : start])) is not None and found.group().strip():
        start = max(0, start - REACH) + found.start()
    return replace(part, start=start)


def counted(part: Part, text: str) -> str:
    """What a count counts: by its own words and the one after them ("22 wounded"), the verb before, else by the model.

    That people serve somewhere tells nothing of what was done to them: there the model knows better.
    """
    after = NEXT_WORD.match(text, part.end)
    for end in (after.end() if after else part.end, part.end):
        own = count.kind(text[part.start : end])
        if own is not None and own != "personnel":
            return own
    done = DONE.search(text, 0, part.start)
    people = count.kind(text[part.start : part.end]) in (None, "personnel")
    return (done and people and count.kind("", happening=done[1])) or part.label
