"""When: time expressions of the news to intervals, with their precision, their basis and the reason.

A relative word counts from the day of the report ("on Tuesday" in a report of Wednesday 30 March 2022 is 29 March), a
word of the running story from that ("the next day"). What the words do not tell stays open or is `None`: the day of
publication never stands in for the day of the happening.
"""

from __future__ import annotations

import re
from datetime import date

from holdfast.values.calendar import durations, limits
from holdfast.values.calendar.expression import find
from holdfast.values.calendar.interval import Ask, Interval, caption
from holdfast.values.calendar.lengths import Length, length_of
from holdfast.values.calendar.moment import Frame, as_day, normalise

__all__ = ["Interval", "Length", "caption", "clean", "compare", "find", "length", "resolve"]

_REPEATED = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b"
)
_RULES = (*limits.FIRST_RULES, *durations.RULES, *limits.LAST_RULES, *durations.LAST_RULES)


def clean(text: str) -> str:
    """The words of a time in one shape: lower case, numbers in digits, without quotation marks."""
    return normalise(text)


def resolve(
    text: str,
    *,
    anchor: date | None,
    future: bool | None = None,
    story: date | None = None,
    ongoing: bool | None = None,
) -> Interval | None:
    """The interval that the words name.

    Args:
        text: The words of the time, such as "since early March" or "at 18:00 Moscow time on Tuesday".
        anchor: Day of publication or of the speech that the words count from; `None` if it is not known.
        future: Whether the sentence looks forward (promise, plan, threat) or back; `None` if nobody knows.
        story: The day that the running story is at, for "the next day", "the same evening" and bare clock times.
        ongoing: Whether what is told still goes on at the day of the report ("for nine months").

    Returns:
        The interval with its reason, or `None` if the words name no time that can be worked out.
    """
    ask = Ask(words=normalise(text), frame=Frame(anchor=anchor, future=future, story=story), ongoing=ongoing)
    if _REPEATED.search(ask.words):
        return None  # "every evening" is no interval
    try:
        for rule in _RULES:
            if (found := rule(ask)) is not None:
                return found
    except OverflowError:  # a year before 1 or after 9999: nothing that a report can mean
        return None
    return None


def length(text: str) -> Length | None:
    """How long the words say that something lasts, wherever in time it lies: "72 hours", "the past ten years".

    Args:
        text: The words, such as "for 72 hours", "five-year" or "weeks".

    Returns:
        The length in the unit that the words use, or `None` if they name none.
    """
    return length_of(normalise(text))


def compare(left: Interval, right: Interval) -> bool | None:
    """Whether two intervals can speak of the same time: `True` if they overlap, `False` if they exclude each other.

    Only days are compared, since two reports seldom agree on the minute. `None` if one of them is open at both ends.
    """
    if (left.start is None and left.end is None) or (right.start is None and right.end is None):
        return None
    (first, last), (other_first, other_last) = _days(left), _days(right)
    return first <= other_last and other_first <= last


def _days(interval: Interval) -> tuple[date, date]:
    start = date.min if interval.start is None else as_day(interval.start)
    end = date.max if interval.end is None else as_day(interval.end)
    return start, end
