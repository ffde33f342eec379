"""Days in words: "30 March 2022", "on Tuesday", "the night of 6 October", "Christmas Eve", "the next day"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from holdfast.values.calendar import almanac
from holdfast.values.calendar.almanac import DAY, MONTHS, WEEKDAYS
from holdfast.values.calendar.moment import DAY_NUMBER, MONTH, WEEKDAY, WHICH, YEAR, Frame, Span
from holdfast.values.numeral import ordinal

__all__ = ["LATE_RULES", "RULES"]


def _iso(words: str, frame: Frame) -> Span | None:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words)
    return _stated(int(match[1]), int(match[2]), int(match[3])) if match else None


def _stated(year: int, month: int, day: int) -> Span | None:
    """A day given in full, or `None` if there is no such day (30 February)."""
    first, last = almanac.month_span(year, month)
    if not 1 <= day <= last.day:
        return None
    start = first.replace(day=day)
    return Span(start=start, end=start, precision="day", stated=True, why="the date is given in full")


_MONTH_FIRST = rf"{MONTH.replace('month', 'month2')} {DAY_NUMBER.replace('day', 'day2')}"
_FULL = re.compile(
    rf"(?:(?:this coming |this |last |next )?{WEEKDAY} |last |next |this )?(?:the )?"
    rf"(?:(?:{DAY_NUMBER}(?:-day)?(?: of)? {MONTH})|(?:{_MONTH_FIRST}))"
    rf"(?: (?:of )?(?:{YEAR}|(?P<rel>this|last|next) year))?"
)


_AGAINST = 4
"""How many times nearer a day behind must be than one ahead to be meant by words that look forward."""


def _calendar_day(words: str, frame: Frame) -> Span | None:
    """A day with its month, with or without the year: "30 March 2022", "March 30", "Thursday 22 August"."""
    match = _FULL.fullmatch(_ordinals(words))
    if not match:
        return None
    month = MONTHS[(match["month"] or match["month2"]).rstrip(".")]
    day = int(match["day"] or match["day2"])
    if match["year"]:
        return _stated(int(match["year"]), month, day)
    base = frame.anchor or frame.story
    if base is None:
        return None
    if match["rel"]:
        year = base.year + {"this": 0, "last": -1, "next": 1}[match["rel"]]
        found = _stated(year, month, day)
        return found and replace(found, stated=False, why=f"the day, in {match['rel']} year's {year}")
    behind = re.match(rf"last (?!{WEEKDAY})", words) is not None
    return _nearest_day(month, day, base, False if behind else frame.future if frame.anchor else None)


def _ordinals(words: str) -> str:
    """Ordinals in words as digits: "the first of january" → "the 1 of january", "march eighth" → "march 8"."""
    months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    words = re.sub(rf"\b([a-z]+(?:-[a-z]+)?)(?= (?:of )?(?:{months}))", lambda m: str(ordinal(m[1]) or m[1]), words)
    return re.sub(rf"(\b(?:{months})[a-z]*) ([a-z]+(?:-[a-z]+)?)$", lambda m: f"{m[1]} {ordinal(m[2]) or m[2]}", words)


def _nearest_day(month: int, day: int, anchor: date, future: bool | None) -> Span | None:
    """The day in the year that fits: the latest past one, the next one, or the nearest when nobody says which."""
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        if 1 <= day <= almanac.month_span(year, month)[1].day:
            candidates.append(date(year, month, day))
    if not candidates:
        return None
    if future:  # a plan may name a day gone by, but far sooner a near one than one a year ahead
        chosen = min(candidates, key=lambda c: abs((c - anchor).days) * (_AGAINST if c < anchor else 1))
    elif future is False:
        earlier = [c for c in candidates if c <= anchor + DAY]
        chosen = max(earlier or candidates[:1])
    else:
        chosen = min(candidates, key=lambda c: abs((c - anchor).days) * (2 if c > anchor else 1))
    return Span(
        start=chosen, end=chosen, precision="day", why=f"no year is named: {chosen.year} is the nearest that fits"
    )


def _month_day_range(words: str, frame: Frame) -> Span | None:
    """Days of one month written together: "October 25-26 2016", "5-6 April"."""
    number = r"(\d{1,2})(?:st|nd|rd|th)? ?(?:-|to|and) ?(\d{1,2})(?:st|nd|rd|th)?"
    match = re.fullmatch(rf"(?:{number} {MONTH}|{MONTH.replace('month', 'month2')} {number})(?: {YEAR})?", words)
    if not match:
        return None
    month = match["month"] or match["month2"]
    first, last = (match[1], match[2]) if match["month"] else (match[5], match[6])
    year = f" {match['year']}" if match["year"] else ""
    start, end = _calendar_day(f"{first} {month}{year}", frame), _calendar_day(f"{last} {month}{year}", frame)
    if start is None or end is None or start.start > end.end:
        return None
    return replace(start, end=end.end)


def _weekday(words: str, frame: Frame) -> Span | None:
    """A day of the week, counted from the day of the report; "Tuesday night" is that Tuesday."""
    match = re.fullmatch(
        rf"(?:{WHICH} )?{WEEKDAY}(?: night)?(?: (?P<week>of last week|last week|next week|of this week))?", words
    )
    if not match or frame.anchor is None:
        return None
    weekday, anchor = WEEKDAYS[match["weekday"]], frame.anchor
    if frame.story and match["which"] in ("previous", "preceding", "following"):
        anchor = frame.story  # "the previous Friday" is told from the day last spoken of
    if match["week"]:
        shift = {"last": -7, "next": 7, "this": 0}[match["week"].removeprefix("of ").split()[0]]
        day = almanac.week_of(anchor + shift * DAY)[0] + weekday * DAY
    else:
        day = _nearest_weekday(weekday, match["which"], replace(frame, anchor=anchor))
    return Span(start=day, end=day, precision="day", why=f"counted from {anchor:%A %d %B %Y}")


def _nearest_weekday(weekday: int, which: str | None, frame: Frame) -> date:
    assert frame.anchor is not None  # the caller has asked
    back = (frame.anchor.weekday() - weekday) % 7
    if which in ("last", "past", "this past", "previous", "preceding"):
        return frame.anchor - (back + 7 if back <= 1 else back) * DAY
    ahead = (weekday - frame.anchor.weekday()) % 7
    if which in ("next", "coming", "this coming", "following"):
        return frame.anchor + (ahead or 7) * DAY
    if frame.future:
        return frame.anchor + ahead * DAY
    return frame.anchor - back * DAY


_RELATIVE_DAYS = {
    "today": (0, 0), "now": (0, 0), "currently": (0, 0), "at this hour": (0, 0), "this day": (0, 0),
    "at present": (0, 0),
    "yesterday": (-1, -1), "tomorrow": (1, 1), "overnight": (-1, 0), "last night": (-1, -1), "tonight": (0, 0),
    "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0), "this night": (0, 0),
    "day after tomorrow": (2, 2),
    "day before yesterday": (-2, -2), "tomorrow night": (1, 1), "yesterday night": (-1, -1), "earlier today": (0, 0),
    "night": (-1, 0), "later today": (0, 0), "to date": (0, 0),
}  # fmt: skip


def _relative_day(words: str, frame: Frame) -> Span | None:
    night = re.fullmatch(r"(?:the )?night of (.+)|(?:the )?night from (.+) to .+", words)
    if night:
        first = _base(night[1] or night[2], frame)
        return first and replace(first, end=first.start + DAY, why=f"{first.why}, from that day to the next")
    offsets = _RELATIVE_DAYS.get(words.removeprefix("the "))
    if offsets is None or frame.anchor is None:
        return None
    if words in ("overnight", "night", "the night") and frame.future:
        offsets = (0, 1)
    begin, end = (frame.anchor + shift * DAY for shift in offsets)
    return Span(start=begin, end=end, precision="day", why=f'"{words}" of {frame.anchor:%d %B %Y}')


def _holiday(words: str, frame: Frame) -> Span | None:
    match = re.fullmatch(rf"(?P<name>[a-z' ]+?)(?: (?:of )?{YEAR})?", words)
    if not match or (frame.anchor is None and not match["year"]):
        return None
    name = match["name"]
    if match["year"]:
        stated = almanac.holiday(name, int(match["year"]))
        if stated is None:
            return None
        return Span(start=stated, end=stated, precision="day", stated=True, why=f'the day of "{name}"')
    assert frame.anchor is not None  # asked above
    days = [almanac.holiday(name, frame.anchor.year + shift) for shift in (-1, 0, 1)]
    known = [day for day in days if day is not None]
    if not known:
        return None
    if frame.future:
        nearest = next((d for d in known if d >= frame.anchor), known[-1])
    else:
        nearest = [d for d in known if d <= frame.anchor][-1]
    return Span(start=nearest, end=nearest, precision="day", why=f'the day of "{name}" nearest to the report')


def _day_of_month(words: str, frame: Frame) -> Span | None:
    """A bare ordinal: "the 13th", "the ninth" of the month that fits."""
    match = re.fullmatch(r"the (\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)", words)
    number = ordinal(match[1]) if match else None
    if number is None or frame.anchor is None or not 1 <= number <= 31:
        return None
    for shift in (0, 1, -1) if frame.future else (0, -1, 1):
        first, last = almanac.month_span(frame.anchor.year, frame.anchor.month + shift)
        if number > last.day:
            continue
        day = first.replace(day=number)
        if (day >= frame.anchor) if frame.future else (day <= frame.anchor):
            return Span(start=day, end=day, precision="day", why=f"the {number}th of the month that fits the report")
    return None


_STORY = {
    "same day": (0, 0), "that day": (0, 0), "same date": (0, 0), "that date": (0, 0), "day itself": (0, 0),
    "that evening": (0, 0), "that morning": (0, 0), "that afternoon": (0, 0), "same evening": (0, 0),
    "same morning": (0, 0), "same afternoon": (0, 0), "same": (0, 0), "that": (0, 0), "that night": (0, 1),
    "same night": (0, 1), "night that followed": (0, 1), "following night": (0, 1), "next day": (1, 1),
    "following day": (1, 1), "next morning": (1, 1), "following morning": (1, 1), "day after": (1, 1),
    "day before": (-1, -1), "previous day": (-1, -1), "previous evening": (-1, -1), "evening before": (-1, -1),
    "previous night": (-1, 0), "night before": (-1, 0), "day": (0, 0),
}  # fmt: skip


def _story(words: str, frame: Frame) -> Span | None:
    """Days told from the running story: "the next day", "that evening", "the week before"."""
    name = words.removeprefix("the ")
    base = frame.story
    if base is None:
        return None
    if name in ("week before", "previous week", "preceding week", "same week", "that week"):
        start, end = almanac.week_of(base - (0 if name in ("same week", "that week") else 7) * DAY)
        return Span(start=start, end=end, precision="week", why=f'"{words}" of {base:%d %B %Y} in the running story')
    if (whole := re.fullmatch(r"(?:same|that) (month|year)", name)) is not None:
        start, end = almanac.month_of(base) if whole[1] == "month" else almanac.year_span(base.year)
        return Span(start=start, end=end, precision=whole[1], why=f'"{words}": the one of {base:%d %B %Y}')
    if name not in _STORY:
        return None
    first, last = (base + shift * DAY for shift in _STORY[name])
    return Span(start=first, end=last, precision="day", why=f'"{words}" of {base:%d %B %Y} in the running story')


def _base(words: str, frame: Frame) -> Span | None:
    """The day in "the night of ...": a date, a weekday or a relative day."""
    bare = re.sub(r"^(?:on|the) ", "", words)
    return _weekday(bare, frame) or _calendar_day(bare, frame) or _relative_day(bare, frame)


RULES: tuple[Callable[[str, Frame], Span | None], ...] = (
    _iso,
    _story,
    _relative_day,
    _weekday,
    _calendar_day,
    _month_day_range,
)
LATE_RULES: tuple[Callable[[str, Frame], Span | None], ...] = (_holiday, _day_of_month)
