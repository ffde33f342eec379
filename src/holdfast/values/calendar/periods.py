"""Weeks, months, seasons, quarters and years in words, and their parts: "last week", "late August", "mid-month"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from holdfast.values.calendar import almanac
from holdfast.values.calendar.almanac import DAY, MONTHS, SEASONS
from holdfast.values.calendar.moment import MONTH, WHICH, YEAR, Frame, Moment, Span, as_day
from holdfast.values.numeral import ordinal

__all__ = ["RULES"]


def _month(words: str, frame: Frame) -> Span | None:
    """A month: "May 2023", "in May", "last August", "next March"."""
    match = re.fullmatch(
        rf"(?:(?P<which>last|this|next|the) )?{MONTH}(?: (?:of )?(?:{YEAR}|(?P<rel>this|last|next) year))?", words
    )
    if not match:
        return None
    month = MONTHS[match["month"]]
    if match["year"]:
        start, end = almanac.month_span(int(match["year"]), month)
        return Span(start=start, end=end, precision="month", stated=True, why="the month and year are given")
    if frame.anchor is None:
        return None
    year = _year_for(month, match["which"], match["rel"], frame)
    start, end = almanac.month_span(year, month)
    return Span(start=start, end=end, precision="month", why=f"no year is named: {year} fits the day of the report")


def _year_for(month: int, which: str | None, rel: str | None, frame: Frame) -> int:
    assert frame.anchor is not None  # every caller has asked
    now = frame.anchor
    if rel:
        return now.year + {"this": 0, "last": -1, "next": 1}[rel]
    if which == "last":
        return now.year if month < now.month else now.year - 1
    if which == "next" or (frame.future and which != "this"):
        return now.year if month > now.month or (month == now.month and which != "next") else now.year + 1
    if which == "this":
        return now.year
    if frame.future is None and which is None:  # nobody says which: the nearer one, the one behind before the one ahead
        behind, ahead = (now.month - month) % 12, (month - now.month) % 12
        if behind > 2 * ahead:
            return now.year if month > now.month else now.year + 1
    return now.year if month <= now.month else now.year - 1


def _year(words: str, frame: Frame) -> Span | None:
    if (named := _century(words)) is not None:
        return named
    words = re.sub(r"^(?:the )?([2-9]0s)$", r"19\1", words)  # "the '80s"
    match = re.fullmatch(rf"(?:the )?(?:year )?{YEAR}(?P<decade>s)?(?:-(?P<to>\d\d(?:\d\d)?))?", words)
    if not match or (words.startswith("the ") and not match["decade"] and "year" not in words):
        return None
    first = int(match["year"])
    last = first + 9 if match["decade"] else first
    if match["to"]:
        last = int(match["to"]) if len(match["to"]) == 4 else first - first % 100 + int(match["to"])
    if last < first:
        return None
    return Span(start=date(first, 1, 1), end=date(last, 12, 31), precision="year", stated=True, why="the year is given")


def _century(words: str) -> Span | None:
    """A hundred years: "the 20th century" is 1901 to 2000."""
    match = re.fullmatch(r"(?:the )?(?P<nth>\d\d?(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?) century", words)
    number = ordinal(match["nth"]) if match else None
    if number is None or not 1 <= number <= 22:
        return None
    start, end = date(100 * number - 99, 1, 1), date(100 * number, 12, 31)
    return Span(start=start, end=end, precision="year", stated=True, why=f"century {number} is named")


_STEP = {
    "last": -1,
    "past": -1,
    "latest": -1,
    "this past": -1,
    "previous": -1,
    "preceding": -1,
    "this": 0,
    "current": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "following": 1,
}


def _period(words: str, frame: Frame) -> Span | None:
    """A week, month, year, quarter, season or weekend beside the day of the report."""
    match = re.fullmatch(
        rf"(?:{WHICH} )?(?P<unit>week|month|year|quarter|weekend|spring|summer|autumn|fall|winter)(?P<of>"
        rf" {YEAR.replace('year', 'in')}| of {YEAR.replace('year', 'in2')})?",
        words,
    )
    if not match:
        return None
    unit, which = match["unit"], match["which"]
    named = match["in"] or match["in2"]
    if named and unit in SEASONS:
        start, end = almanac.season_span(int(named), unit)
        return Span(
            start=start, end=end, precision="season", stated=True, why="the season and year (northern hemisphere)"
        )
    if named or frame.anchor is None or (unit in ("week", "month", "year", "quarter") and which is None):
        return None
    start, end = _period_bounds(unit, which, frame)
    if which == "this" and frame.future is False and unit in ("year", "month") and start <= frame.anchor <= end:
        end = frame.anchor
    precision = "season" if unit in SEASONS else "week" if unit == "weekend" else unit
    return Span(start=start, end=end, precision=precision, why=f'"{words}" beside {frame.anchor:%d %B %Y}')


def _period_bounds(unit: str, which: str | None, frame: Frame) -> tuple[date, date]:
    anchor = frame.anchor
    assert anchor is not None  # the caller has asked
    step = _STEP[which or "the"]
    if unit == "week":
        return almanac.week_of(anchor + 7 * step * DAY)
    if unit == "month":
        return almanac.month_span(anchor.year, anchor.month + step)
    if unit == "year":
        return almanac.year_span(anchor.year + step)
    if unit == "quarter":
        month = anchor.month + 3 * step - (anchor.month - 1) % 3
        return almanac.month_span(anchor.year, month)[0], almanac.month_span(anchor.year, month + 2)[1]
    if unit == "weekend":
        return _weekend(anchor, which, frame.future)
    return _season(unit, which, frame)


def _weekend(anchor: date, which: str | None, future: bool | None) -> tuple[date, date]:
    saturday = almanac.week_of(anchor)[0] + 5 * DAY
    if which == "next" or (future and which != "last"):
        shift = 7 if which == "next" else 0
    elif anchor.weekday() >= 5 and which != "last":
        shift = 0
    else:
        shift = -7
    saturday += shift * DAY
    return saturday, saturday + DAY


def _season(name: str, which: str | None, frame: Frame) -> tuple[date, date]:
    anchor = frame.anchor
    assert anchor is not None  # the caller has asked
    spans = [almanac.season_span(anchor.year + shift, name) for shift in (-2, -1, 0, 1)]
    if which == "this":
        return spans[2]
    if which in ("next", "coming", "this coming") or (frame.future and which != "last"):
        return next(span for span in spans if span[1] >= anchor)
    past = [span for span in spans if (span[1] < anchor if which == "last" else span[0] <= anchor)]
    return past[-1]


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


def _fraction(words: str, frame: Frame) -> Span | None:
    """A quarter or half of a year or month: "the first quarter", "the 1988 third quarter", "the first half of July"."""
    words = re.sub(r"^(?:a|its) ", "the ", words)
    words = re.sub(rf"^(?:the )?({YEAR}|(?:this|last|next) year) (.+)$", r"\3 of \1", words)
    match = re.fullmatch(
        r"(?:the )?(?P<nth>first|second|third|fourth|last|final)[- ](?P<part>quarter|half)(?: of (?P<whole>.+))?",
        words,
    )
    if not match:
        return None
    nth, part = _QUARTERS[match["nth"]], match["part"]
    whole = _whole(match["whole"], frame) if match["whole"] else _year_of_part(nth, part, frame)
    if whole is None or whole.precision not in ("year", "month") or (whole.precision == "month" and part == "quarter"):
        return None
    start, end = _piece(whole, nth, part)
    precision = "quarter" if whole.precision == "year" else "week"
    return replace(whole, start=start, end=end, precision=precision, why=f"{words}, {whole.why}")


def _year_of_part(nth: int, part: str, frame: Frame) -> Span | None:
    """The year whose quarter or half is meant: this one, or the last if it has not begun and nobody looks forward."""
    if frame.anchor is None:
        return None
    year = frame.anchor.year
    begins = almanac.quarter_span(year, nth if part == "quarter" else min(2 * nth - 1, 3))[0]
    if begins > frame.anchor and not frame.future:
        year -= 1
    start, end = almanac.year_span(year)
    return Span(start=start, end=end, precision="year", why=f"of {year}")


def _piece(whole: Span, nth: int, part: str) -> tuple[Moment, Moment]:
    """First and last day of a quarter or half of a year, or of a half of a month."""
    year = whole.start.year
    if whole.precision == "month":
        middle = whole.start.replace(day=15)
        return (whole.start, middle) if nth == 1 else (middle + DAY, whole.end)
    if part == "quarter":
        return almanac.quarter_span(year, nth)
    first = 1 if nth == 1 else 3
    return almanac.quarter_span(year, first)[0], almanac.quarter_span(year, first + 1)[1]


_EARLY = r"(?:early|(?:the )?(?:beginning|start) of|first days of)"
_LATE = r"(?:late|(?:the )?(?:end|close|last days) of)"
_MIDDLE = r"(?:mid|(?:the )?middle of)"


def _part(words: str, frame: Frame) -> Span | None:
    """A part of a month, year, week or season: "late August", "mid-month", "the end of 2030"."""
    words = re.sub(r"^(?:the )?year[- ]end$", "the end of the year", words)
    match = re.fullmatch(
        rf"(?:the )?(?:(?P<early>{_EARLY})|(?P<middle>{_MIDDLE})|(?P<late>{_LATE}))[- ](?P<whole>.+)", words
    )
    if not match:
        return None
    inner = match["whole"] if match["whole"] not in ("month", "week", "year") else f"the {match['whole']}"
    whole = _whole(inner, replace(frame, future=None) if inner.startswith("the ") else frame)
    if whole is None or whole.precision not in ("month", "year", "week", "quarter", "season"):
        return None
    which = "early" if match["early"] else "middle" if match["middle"] else "late"
    start, end, edge = _cut(whole, which, boundary=" of" in (match["early"] or match["late"] or ""))
    return replace(
        whole,
        start=start,
        end=end,
        precision="vague",
        why=f'"{words}": {which} part of a {whole.precision}; {whole.why}',
        edge=edge,
    )


def _cut(whole: Span, which: str, *, boundary: bool) -> tuple[Moment, Moment, date | None]:
    """The part of a period; "the end of" and "the beginning of" are narrower than "late" and "early"."""
    start, end = whole.start, whole.end
    days = (as_day(end) - as_day(start)).days + 1
    if days > 366:
        return _third(start, end, which)
    small = {"month": 5 if which == "early" else 4, "year": 31, "week": 2, "quarter": 31, "season": 31}[whole.precision]
    large = {"month": 10, "year": 90, "week": 2, "quarter": 31, "season": 31}[whole.precision]
    length = small if boundary else large
    if which == "early":
        last = (
            almanac.quarter_span(start.year, 1)[1]
            if whole.precision == "year" and not boundary
            else start + (length - 1) * DAY
        )
        return start, last, None
    if which == "late":
        first = (
            almanac.quarter_span(start.year, 4)[0]
            if whole.precision == "year" and not boundary
            else end - (length - 1) * DAY
        )
        if whole.precision == "month" and not boundary:
            first = start.replace(day=21)
        return first, end, None
    middle = start + (days // 2 - (1 if whole.precision == "month" else 0)) * DAY
    if whole.precision == "month":
        middle = start.replace(day=15)
    return middle - (days // 6) * DAY, middle + (days // 6) * DAY, middle


def _third(start: Moment, end: Moment, which: str) -> tuple[Moment, Moment, date | None]:
    """The first, middle or last third of a decade or century, in whole years."""
    years = end.year - start.year + 1
    first = start.year + {"early": 0, "middle": years // 3, "late": years - years // 3}[which]
    last = {"early": start.year + years // 3, "middle": end.year - years // 3, "late": end.year}[which]
    return date(first, 1, 1), date(last, 12, 31), None


def _whole(words: str, frame: Frame) -> Span | None:
    """The period of which a part is meant."""
    return _month(words, frame) or _year(words, frame) or _period(words, frame)


RULES: tuple[Callable[[str, Frame], Span | None], ...] = (_month, _year, _period, _fraction, _part)
