"""What words of time count from and what they name, and the words in one shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from holdfast.values.numeral import scan

__all__ = ["DAY_NUMBER", "MONTH", "WEEKDAY", "WHICH", "YEAR", "Frame", "Moment", "Span", "as_day", "normalise"]

Moment = date | datetime

# Pieces of patterns that several rules share.
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tues?(?:day)?|weds?|wednesday|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
DAY_NUMBER = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[89]\d\d|20\d\d|21\d\d)"
WHICH = r"(?P<which>last|latest|this past|this coming|this|next|past|previous|preceding|coming|following|current|the)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What relative words count from; for example publication on 30 March 2022, speaking of the past.

    Attributes:
        anchor: Day of publication or of the speech; `None` if it is not known.
        future: Whether the words look forward (`True`), back (`False`), or nobody knows (`None`).
        story: The day that the running story is at, for "the next day".
        day: The day that a clock time without a day belongs to, if another part of the words has named it.
    """

    anchor: date | None
    future: bool | None = None
    story: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period that words name; for example Monday to Sunday for "last week".

    Attributes:
        start: First day or minute.
        end: Last day or minute, inclusive.
        precision: How finely the words tell: "minute", "day", "week", "month", "season", "quarter", "year", "vague".
        stated: Whether the words alone give it, without the day of publication.
        why: How it was found.
        edge: The day that "since" and "by" mean where it is neither end of the period ("mid-March").
    """

    start: Moment
    end: Moment
    precision: str
    stated: bool = False
    why: str
    edge: date | None = None


def normalise(text: str) -> str:
    """The words in one shape: lower case, plain quotation marks and dashes, numbers in digits, "a week" as "1 week"."""
    words = text.lower().replace("’", "'").replace("‘", "'")
    words = re.sub(r"[\"“”„«»]", "", words)
    words = re.sub(r"[\u2010-\u2015]", "-", words)
    words = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", words)
    words = re.sub(r"(?<!new year)(?<!valentine)(?<!saints)(?<!women)'s?\b", "", words)
    words = re.sub(r"\([^)]*(?:gmt|utc)\)", "", words)
    words = _digits(words)
    words = re.sub(r"\bhalf (?:an?|1) hour\b", "30 minutes", words)
    words = re.sub(r"\ba quarter of an hour\b", "15 minutes", words)
    words = re.sub(r"\b(?:a )?(?:couple|pair) of\b", "2", words)
    words = re.sub(r"\b19 ([2-9]\d)\b", r"19\1", words)  # "nineteen seventy-nine"
    words = re.sub(
        r"\b(?:an?|another) (?=(?:second|minute|hour|day|week|fortnight|month|year)\b(?! (?:half|quarter)))",
        "1 ",
        words,
    )
    words = re.sub(r"\b(\d+) fortnights?\b", lambda m: f"{2 * int(m[1])} weeks", words)
    words = re.sub(r"[,;]", " ", words)
    return re.sub(r"\s+", " ", words).strip(" .:()")


def _digits(words: str) -> str:
    """Number words as digits, from the right so that offsets hold."""
    for numeral in reversed([n for n in scan(words) if n.words and float(n.value).is_integer()]):
        words = f"{words[: numeral.start]}{int(numeral.value)}{words[numeral.end :]}"
    return words


def as_day(moment: Moment) -> date:
    """The day of a moment, whether or not it has a clock time."""
    return moment.date() if isinstance(moment, datetime) else moment
