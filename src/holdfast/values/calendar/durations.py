"""Lengths of time and points counted with them: "for 72 hours", "within ten days", "two weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from holdfast.values.calendar import almanac
from holdfast.values.calendar.almanac import DAY
from holdfast.values.calendar.interval import Ask, Interval, made_of
from holdfast.values.calendar.moment import Frame, Moment, as_day
from holdfast.values.calendar.spoken import span_of
from holdfast.values.numeral import ordinal

__all__ = ["LAST_RULES", "RULES"]

_UNIT = r"(?P<unit>second|minute|hour|day|week|month|year)s?"
_COUNT = r"(?P<number>\d+(?:\.\d+)?)"
_WITHIN = re.compile(
    rf"^(?:within|inside|in under|in less than|(?:in|over|for|during) the (?:next|coming)) (?:a |the |under |about"
    rf" )?{_COUNT} (?:more |working )?{_UNIT}(?: of .+)?$"
)
_PAST_ONE = re.compile(r"^((?:in|over|during|within|for)? ?(?:the )?past) (hour|day|week|month|year)$")
_PAST = re.compile(
    rf"^(?:in|over|during|within|for)? ?(?:the )?(?:past|last|previous|preceding) (?:about )?{_COUNT} {_UNIT}$"
)
_AGO = re.compile(rf"^(?:about |around |some |nearly |almost |over |more than )?{_COUNT} {_UNIT}(?: or so)? ago$")
_LATER = re.compile(rf"^(?:about |some |only )?{_COUNT} {_UNIT} (?P<side>later|afterwards|earlier)$")
_IN = re.compile(rf"^in (?:about |under )?{_COUNT} {_UNIT}(?: time|')?$")
_FOR = re.compile(
    rf"^(?:for|over|during|lasting) (?:at least |about |nearly |almost |more than |over |up to |the |another |a"
    rf" further |a period of )*{_COUNT} (?:more |straight |consecutive )?{_UNIT}(?P<tail>.*)$"
)
_NEARLY = re.compile(rf"^(?:close to |nearly |almost |about |more than )?{_COUNT} {_UNIT}$")


def _shift(moment: Moment, number: float, unit: str, sign: int) -> Moment:
    """A moment some units on or back; months and years keep the day of the month."""
    if unit in ("month", "year"):
        months = round(number * (12 if unit == "year" else 1))
        day = almanac.add_months(as_day(moment), sign * months)
        return datetime.combine(day, moment.timetz()) if isinstance(moment, datetime) else day
    if unit in ("second", "minute", "hour"):
        span = timedelta(**{f"{unit}s": number})
        return (
            moment + sign * span
            if isinstance(moment, datetime)
            else moment + sign * max(DAY, span)
            if span >= DAY
            else moment
        )
    return moment + sign * timedelta(days=number * (7 if unit == "week" else 1))


def _within(ask: Ask) -> Interval | None:
    """What must be done in so long, counted from the report."""
    words = re.sub(r"^within (?:the )?(day|week|month|year)$", r"within 1 \1", ask.words)
    words = words.replace("within 1 day", "within 0 day") if ask.words == "within the day" else words
    match = _WITHIN.match(words)
    if not match or ask.frame.anchor is None or " of " in words:
        return None
    number, unit = float(match["number"]), match["unit"]
    if "working day" in words:
        number = number * 7 / 5
    end = _shift(ask.frame.anchor, round(number), unit, +1)
    why = f"{match[0]}, counted from the report of {ask.frame.anchor:%d %B %Y}"
    return Interval(start=ask.frame.anchor, end=end, precision="day", basis="resolved", why=why)


def _past(ask: Ask) -> Interval | None:
    """The stretch before the report: "in the past 24 hours"."""
    match = _PAST.match(_PAST_ONE.sub(r"\1 1 \2", ask.words))
    if not match or ask.frame.anchor is None:
        return None
    start = _shift(ask.frame.anchor, float(match["number"]), match["unit"], -1)
    return Interval(
        start=start, end=ask.frame.anchor, precision="day", basis="resolved", why="counted back from the report"
    )


def _ago(ask: Ask) -> Interval | None:
    """A point before the report: "two weeks ago" is a day, "eleven years ago" a year."""
    match = _AGO.match(ask.words)
    if not match or ask.frame.anchor is None:
        return None
    return _point(
        as_day(_shift(ask.frame.anchor, float(match["number"]), match["unit"], -1)),
        match["unit"],
        "counted back from the report",
    )


def _point(day: date, unit: str, why: str) -> Interval:
    """A day, month or year: as coarse as the unit that it was counted in."""
    start, end = (
        (day, day)
        if unit not in ("month", "year")
        else almanac.month_of(day)
        if unit == "month"
        else almanac.year_span(day.year)
    )
    precision = unit if unit in ("month", "year") else "day"
    return Interval(start=start, end=end, precision=precision, basis="resolved", why=why)


def _later(ask: Ask) -> Interval | None:
    """A point told from the running story: "two days later", "an hour earlier"."""
    match = _LATER.match(ask.words)
    base = ask.frame.story
    if not match or base is None:
        return None
    sign = -1 if match["side"] == "earlier" else 1
    day = as_day(_shift(base, float(match["number"]), match["unit"], sign))
    return _point(day, match["unit"], f"counted from {base:%d %B %Y} in the running story")


_DAYS_BEFORE = re.compile(rf"^(?:in|over|during) the {_COUNT} {_UNIT} before$")


def _days_before(ask: Ask) -> Interval | None:
    """The stretch before the day that the story is at: "in the nine days before"."""
    match = _DAYS_BEFORE.match(ask.words)
    if not match or ask.frame.story is None:
        return None
    start = _shift(ask.frame.story, float(match["number"]), match["unit"], -1)
    return Interval(
        start=start, end=ask.frame.story - DAY, precision="day", basis="resolved", why="counted back from the story"
    )


_LASTS = re.compile(rf"^(?P<first>.+?) (?:and|to|,) (?:runs?|lasts?|lasting|running)(?: for)? {_COUNT} {_UNIT}$")


def _lasts(ask: Ask) -> Interval | None:
    match = _LASTS.match(ask.words)
    return _lasting(match["first"], float(match["number"]), match["unit"], ask.frame) if match else None


def _in(ask: Ask) -> Interval | None:
    """A point ahead ("in two weeks"), or the stretch behind when the sentence looks back."""
    match = _IN.match(ask.words)
    if not match or ask.frame.anchor is None:
        return None
    number, unit = float(match["number"]), match["unit"]
    if ask.frame.future:
        return _point(as_day(_shift(ask.frame.anchor, number, unit, +1)), unit, "counted on from the report")
    start = _shift(ask.frame.anchor, number, unit, -1)
    return Interval(
        start=start, end=ask.frame.anchor, precision="day", basis="resolved", why="the stretch before the report"
    )


def _for(ask: Ask) -> Interval | None:
    """A duration: it has a place in time only if it still goes on, or if the words say when it begins."""
    match = _FOR.match(ask.words) or (_NEARLY.match(ask.words) if ask.ongoing else None)
    if not match:
        return None
    tail = match.groupdict().get("tail") or ""
    number, unit = float(match["number"]), match["unit"]
    if begins := re.search(r"(?:beginning|starting|from)(?: at| on)? (.+)$", tail):
        return _lasting(begins[1], number, unit, ask.frame)
    anchor = ask.frame.anchor
    if anchor is None or tail.strip() or not ask.ongoing:
        return None
    return Interval(
        start=_shift(anchor, number, unit, -1),
        end=anchor,
        precision="day",
        basis="resolved",
        why="it still goes on: counted back from the report",
    )


def _lasting(words: str, number: float, unit: str, frame: Frame) -> Interval | None:
    """A duration with its beginning: "for 30 days, beginning on 23 February" ends on 24 March."""
    first = span_of(words, frame)
    if first is None:
        return None
    end = _shift(first.start, number, unit, +1)
    if not isinstance(first.start, datetime) and unit not in ("second", "minute", "hour"):
        end -= DAY
    return made_of(first, end=end, why=f"{first.why}, for {number:g} {unit}s")


_NTH = re.compile(
    r"^(?:for )?(?:a |the )?(?P<nth>[a-z]+|\d+(?:st|nd|rd|th)) (?:consecutive|straight|successive|running)?"
    r" ?(?P<unit>day|night|week)(?: running)?$"
)


def _nth_running(ask: Ask) -> Interval | None:
    """A running count: "for the ninth consecutive day" began eight days before the report."""
    match = _NTH.match(ask.words)
    number = ordinal(match["nth"]) if match and ask.words.startswith("for ") else None
    if match is None or number is None or ask.frame.anchor is None:
        return None
    days = (number - 1) * (7 if match["unit"] == "week" else 1)
    why = f"the {number}th in a row, the last on the day of the report"
    return Interval(
        start=ask.frame.anchor - days * DAY, end=ask.frame.anchor, precision="day", basis="resolved", why=why
    )


RULES: tuple[Callable[[Ask], Interval | None], ...] = (
    _past,
    _within,
    _ago,
    _later,
    _days_before,
    _for,
    _lasts,
    _nth_running,
)
LAST_RULES: tuple[Callable[[Ask], Interval | None], ...] = (_in,)
