"""The point or period that a stretch of words names, whichever way it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from holdfast.values.calendar import days, periods
from holdfast.values.calendar.clock import CLOCK, at, without, zone_of
from holdfast.values.calendar.moment import WEEKDAY, Frame, Span

__all__ = ["span_of"]

_PART_OF_DAY = re.compile(
    r"(?:\b(?:on|in|at|before|after|around|shortly (?:before|after)|just (?:before|after))\s+)?(?:the\s+)?"
    r"(?:(?:early|late|mid)[- ])?"
    r"\b(?:morning|afternoon|evening|daylight|dawn|dusk|sunrise|sunset|nightfall|daybreak|breakfast(?: time)?|lunchtime"
    r"|(?:early|small) hours(?: of)?(?: the)?|hours of darkness|course of the day|daytime)\b(?:\s+of\b)?(?:\s+on\b)?"
)
_ADVERBS = re.compile(
    r"\b(?:early|late|later|earlier|shortly|only|just|starting|already|exactly|around|about|approximately|some ?time"
    r"|some|also)(?= (?:on|in|at|today|yesterday|tomorrow|that|next|last|this|the|mon|tue|wed|thu|fri|sat|sun|\d))"
)
_LEADING = re.compile(
    r"^(?:(?:on|in|at|during|throughout|of|for|over|as early as|as of|dated|around|about|back|only|effective|the"
    r" course of(?! the day)|period:?)\s+)+"
)


def span_of(words: str, frame: Frame) -> Span | None:
    """The point or period that normalised words name, or `None` if they name none.

    Args:
        words: The result of `normalise`, without "since", "by" and the like.
        frame: What relative words count from.
    """
    words = _LEADING.sub("", words).strip()
    clocks = list(CLOCK.finditer(words))
    rest = without(words, clocks)
    zone, rest = zone_of(rest) if clocks else (None, rest)
    if not clocks:
        return _day(rest, frame)
    # A clock time without a day is far more often of the day of the report than of the day last mentioned.
    near = replace(frame, story=frame.day or (None if frame.anchor else frame.story))
    day = _day(rest, near)
    if day is None:
        if re.sub(r"\b(?:and|on|at|the|in|to|a|of)\b|[ -]", "", rest):
            return None
        day = _running_day(near)  # only words like "at" and "in the" are left
    return None if day is None else at(day, clocks, zone, rest)


def _running_day(frame: Frame) -> Span | None:
    """The day of a clock time that names no day: the running story's, else the day of publication."""
    day = frame.story or frame.anchor
    if day is None:
        return None
    why = "the day that the story is at" if frame.story else "no day is named: the day of the report"
    return Span(start=day, end=day, precision="day", why=why)


def _day(words: str, frame: Frame) -> Span | None:
    """The day or period without the clock: each rule reads the whole of the words or nothing."""
    words = _LEADING.sub("", words).strip()
    bare = _PART_OF_DAY.sub(" ", _ADVERBS.sub(" ", words))
    bare = _LEADING.sub("", re.sub(r"\s+", " ", bare).strip())
    without_weekday = re.sub(rf"^(.+) {WEEKDAY}$|^{WEEKDAY.replace('weekday', 'first')} (.+)$", r"\1\4", bare)
    for candidate in dict.fromkeys((words, bare, bare.removeprefix("the "), without_weekday)):
        for rule in _RULES:
            if candidate and (span := rule(candidate, frame)) is not None:
                return span
    if not bare and words and (day := _running_day(frame)) is not None:
        return replace(day, why=f'"{words}" of {day.why}')
    return None


_RULES: tuple[Callable[[str, Frame], Span | None], ...] = (*days.RULES, *periods.RULES, *days.LATE_RULES)
