"""What a picture says in words: days, numbers of things, and how finely a place is known."""

from __future__ import annotations

from datetime import date

from holdfast.model.days import as_day
from holdfast.model.statement import Precision
from holdfast.outputs.wording import day_words

__all__ = ["PRECISION_WORDS", "days_words", "how_many", "precision_words"]

PRECISION_WORDS: dict[Precision, str] = {
    "point": "exact spot",
    "settlement": "settlement",
    "admin2": "district",
    "admin1": "region",
    "country": "country only",
    "area": "area without a true point",
}


def precision_words(precision: Precision | None) -> str:
    """How finely a place is known."""
    return PRECISION_WORDS[precision] if precision else "precision not known"


def days_words(first: date | str | None, last: date | str | None) -> str:
    """A period as people write it: "28 to 29 March 2022", "from 28 March 2022", "until 3 April 2022"."""
    start = as_day(first) if isinstance(first, str) else first
    end = as_day(last) if isinstance(last, str) else last
    if start and end and start != end:
        return f"{_without_repetition(start, end)} to {day_words(end)}"
    if start and end:
        return day_words(start)
    if start:
        return f"from {day_words(start)}"
    return f"until {day_words(end)}" if end else "day not known"


def _without_repetition(start: date, end: date) -> str:
    if start.year != end.year:
        return day_words(start)
    return str(start.day) if start.month == end.month else f"{start.day} {start:%B}"


def how_many(count: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 statement", "3 statements", "no statements"."""
    noun = one if count == 1 else several or one + "s"
    return f"{count:,} {noun}" if count else f"no {noun}"
