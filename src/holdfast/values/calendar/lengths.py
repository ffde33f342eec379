"""Lengths of time without a place in it: "72 hours", "a five-year plan", "for several weeks", "the past decade"."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Length", "length_of"]

_UNITS = "second|minute|hour|day|night|week|weekend|month|quarter|year|decade|century|centurie"
_ABOUT = (
    r"(?:for|within|in|over|during|through|throughout|after|lasting|of|at least|at most|at|about|around|nearly|almost"
    r"|more than|less than|fewer than|longer than|up to|only|just|roughly|approximately|as long as|as many as|close to"
    r"|well over|under|the|past|last|next|coming|previous|preceding|recent|first|following|another|additional|further"
    r"|extra"
    r"|full|whole|entire|an|long|these|those|every|each|a|good|better part of|period of|some|initial|final)"
)
_LENGTH = re.compile(
    rf"^(?:{_ABOUT} ){{0,6}}?(?:(?P<number>\d+(?:\.\d+)?)|(?P<vague>few|several|many|some|recent|countless|numerous"
    rf"|dozens of"
    rf"|hundreds of|thousands of))?"
    r"(?:[- ]?(?:or (?:so|\d+|more)|more|straight|consecutive|additional|full|long|short|whole|working|calendar)){0,3}"
    rf"[- ]?\b(?P<unit>{_UNITS})(?P<many>s?)(?:[- ](?:long|old|term|period))?(?: and (?P<half>1 half|a half))?"
    rf"(?: (?:or (?:so|more|longer|two|2)|straight|running|ahead|time))?$"
)
_HALF = re.compile(rf"^(?:{_ABOUT} ){{0,6}}half (?:a |an |of the |1 |of a )?(?P<unit>{_UNITS})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time; for example 72 hours, or some weeks whose number is not said.

    Attributes:
        number: How many units; `None` if the words do not say ("for weeks").
        unit: "second", "minute", "hour", "day", "night", "week", "weekend", "month", "quarter", "year", "decade" or
            "century".
        why: How it was found.
    """

    number: float | None
    unit: str
    why: str


def length_of(words: str) -> Length | None:
    """The length that normalised words name, or `None` if they name none.

    "last week" and "the year" name periods of the calendar and no lengths; "the past week" and "a year" do.

    Args:
        words: The result of `normalise`.
    """
    if match := _HALF.match(words):
        return Length(number=0.5, unit=_unit(match["unit"]), why="half of one")
    match = _LENGTH.match(words)
    if match is None or (not match["number"] and not _uncounted(words, match)):
        return None
    unit = _unit(match["unit"])
    if match["number"]:
        number = float(match["number"]) + (0.5 if match["half"] else 0)
        return Length(number=number, unit=unit, why=f"{number:g} of the unit are counted")
    if match["many"] or match["vague"]:
        return Length(number=None, unit=unit, why="how many is not said")
    return Length(number=1.0, unit=unit, why="one of the unit")


def _uncounted(words: str, match: re.Match[str]) -> bool:
    """Whether words without a number speak of a length: "weeks", "the past week", "a whole day", "day-long"."""
    if match["many"] or match["unit"] == "centurie" or match["vague"]:
        return not re.search(r"\b(?:every|each)\b", words)
    return bool(re.search(r"\b(?:past|an?|another|whole|full|entire|additional|extra)\b|-long|-old", words))


def _unit(word: str) -> str:
    return "century" if word == "centurie" else word
