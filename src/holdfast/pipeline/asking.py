"""What can be asked of a record, by a command or at the desk: days that may occur, in order, and words to look for."""

from __future__ import annotations

from datetime import date

from holdfast.errors import WrongUse
from holdfast.record.words import fold

__all__ = ["FIRST_DAY", "LAST_DAY", "is_askable", "refuse_no_words", "refuse_wrong_order", "why_not"]

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Beyond these days nothing is reported, and the weeks around a day cannot be told at the calendar's very ends."""


def is_askable(day: date) -> bool:
    """Whether a record can be asked about that day."""
    return FIRST_DAY <= day <= LAST_DAY


def why_not() -> str:
    """Which days can be asked about, for the message that refuses another."""
    return f"days go from {FIRST_DAY} to {LAST_DAY}"


def refuse_wrong_order(
    first: date | None, last: date | None, *, first_name: str = "since", last_name: str = "until"
) -> None:
    """Refuse a first day after the last one, between which nothing can be.

    Args:
        first: The first day asked for; None for any.
        last: The last day asked for; None for any.
        first_name: What the first is called where it was given.
        last_name: What the last is called where it was given.

    Raises:
        WrongUse: The first is after the last.
    """
    if first and last and first > last:
        raise WrongUse(
            f"{first_name} {first} is after {last_name} {last}", where=first_name, remedy="Exchange the two days"
        )


def refuse_no_words(text: str | None, *, name: str) -> None:
    """Refuse a search for words that holds none, such as an emoji alone: it would find everything.

    Args:
        text: What was given; None where nothing was.
        name: What it is called where it was given.

    Raises:
        WrongUse: There is no letter and no digit in it.
    """
    if text is not None and not fold(text):
        raise WrongUse(
            f"{text!r} holds no word to look for",
            where=name,
            remedy="Give a word with letters or digits, or leave it out",
        )
