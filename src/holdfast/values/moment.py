"""Points and periods in words: "30 March 2022", "on Tuesday night", "last week", "late August", "3pm Moscow time".

`date` reads what stands around them ("since", "by", "for", "within") and makes the interval.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from holdfast.values import almanac
from holdfast.values.almanac import DAY, MONTHS, SEASONS, WEEKDAYS
from holdfast.values.numeral import ordinal, scan

__all__ = ["Frame", "Moment", "Span", "UNITS", "normalise", "span_of"]

Moment = date | datetime


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


UNITS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tues?(?:day)?|weds?|wednesday|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d|21\d\d)"
_WHICH = r"(?P<which>last|this|next|past|previous|preceding|coming|following|current|the)"

_CLOCK = re.compile(
    r"(?:\b(?:at|around|about|shortly (?:before|after)|just (?:before|after))\s+)*"
    r"(?:(?P<hour>\b[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>am|pm)?"
    r"|\b(?P<hour12>1[0-2]|0?[1-9])\s*(?P<half12>am|pm|o'clock)\b"
    r"|\b(?P<mil>0\d[0-5]\d|1[0-7][0-5]\d|2[23][0-5]\d|[12]\d[0-5]\d(?=\s*(?:hours|hrs|utc|gmt|z\b|local)))(?![\d-])"
    r"|\b(?P<named>noon|midday|midnight)\b"
    r"|(?:^|(?<=at )|(?<=about )|(?<=around ))(?P<bare>1[0-2]|[1-9])(?=\s+(?:on\b|in the (?:morning|afternoon|evening)|tomorrow|today|yesterday|this\b)))"
    r"\s*(?:hours|hrs|h)?\b"
)
_ZONE = re.compile(
    r"\(?\b(?P<zone>utc|gmt|z|local(?: time)?|cet|eet|est|edt|(?:addis ababa|new york|[a-z]+) time)\b\)?(?<!breakfast time)(?<!same time)"
)
_ZONES = {
    "moscow": "Europe/Moscow",
    "kyiv": "Europe/Kyiv",
    "kiev": "Europe/Kyiv",
    "ankara": "Europe/Istanbul",
    "istanbul": "Europe/Istanbul",
    "london": "Europe/London",
    "brussels": "Europe/Brussels",
    "berlin": "Europe/Berlin",
    "paris": "Europe/Paris",
    "geneva": "Europe/Zurich",
    "vienna": "Europe/Vienna",
    "washington": "America/New_York",
    "eastern": "America/New_York",
    "israel": "Asia/Jerusalem",
    "gaza": "Asia/Gaza",
    "beirut": "Asia/Beirut",
    "damascus": "Asia/Damascus",
    "baghdad": "Asia/Baghdad",
    "tehran": "Asia/Tehran",
    "kabul": "Asia/Kabul",
    "delhi": "Asia/Kolkata",
    "khartoum": "Africa/Khartoum",
    "addis ababa": "Africa/Addis_Ababa",
    "tokyo": "Asia/Tokyo",
    "beijing": "Asia/Shanghai",
    "cet": "Europe/Paris",
    "eet": "Europe/Kyiv",
}
_PART_OF_DAY = re.compile(
    r"(?:\b(?:on|in|at|before|after|around|shortly (?:before|after)|just (?:before|after))\s+)?(?:the\s+)?"
    r"(?:(?:early|late|mid)[- ])?"
    r"\b(?:morning|afternoon|evening|daylight|dawn|dusk|sunrise|sunset|nightfall|daybreak|breakfast(?: time)?|lunchtime"
    r"|(?:early|small) hours(?: of)?(?: the)?|hours of darkness|course of the day|daytime)\b(?:\s+of\b)?(?:\s+on\b)?"
)
_ADVERBS = re.compile(
    r"\b(?:early|late|later|earlier|shortly|only|just|starting|already|exactly|around|about|approximately|some time"
    r"|some)(?= (?:on|in|at|today|yesterday|tomorrow|that|mon|tue|wed|thu|fri|sat|sun|\d))"
)
_LEADING = re.compile(
    r"^(?:(?:on|in|at|during|throughout|of|for|over|as early as|as of|dated|around|about|back|only|effective|the course of(?! the day)|period:?)\s+)+"
)


def normalise(text: str) -> str:
    """The words in one shape: lower case, plain quotation marks and dashes, numbers in digits, "a week" as "1 week"."""
    words = text.lower().replace("’", "'").replace("‘", "'")
    words = re.sub(r"[\"“”„«»]", "", words)
    words = re.sub(r"[\u2010-\u2015]", "-", words)
    words = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", words)
    words = re.sub(r"(?<!new year)(?<!valentine)(?<!saints)'s?\b", "", words)
    words = re.sub(r"\([^)]*(?:gmt|utc)\)", "", words)
    words = _digits(words)
    words = re.sub(r"\bhalf (?:an?|1) hour\b", "30 minutes", words)
    words = re.sub(r"\ba quarter of an hour\b", "15 minutes", words)
    words = re.sub(r"\b(?:a couple of|a pair of)\b", "2", words)
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


def span_of(words: str, frame: Frame) -> Span | None:
    """The point or period that normalised words name, or `None` if they name none.

    Args:
        words: The result of `normalise`, without "since", "by" and the like.
        frame: What relative words count from.
    """
    words = _LEADING.sub("", words).strip()
    clocks = list(_CLOCK.finditer(words))
    rest = _blank(words, clocks)
    zone, rest = _zone(rest) if clocks else (None, rest)
    if not clocks:
        return _day(rest, frame)
    # A clock time without a day is far more often of the day of the report than of the day last mentioned.
    near = replace(frame, story=frame.day or (None if frame.anchor else frame.story))
    day = _day(rest, near)
    if day is None:
        if re.sub(r"\b(?:and|on|at|the|in|to|a|of)\b|[ -]", "", rest):
            return None
        day = _running_day(near)  # only words like "at" and "in the" are left
    return None if day is None else _at(day, clocks, zone, rest)


def _blank(words: str, matches: list[re.Match[str]]) -> str:
    for match in reversed(matches):
        words = f"{words[: match.start()]} {words[match.end() :]}"
    return re.sub(r"\s+", " ", words).strip()


def _running_day(frame: Frame) -> Span | None:
    """The day of a clock time that names no day: the running story's, else the day of publication."""
    day = frame.story or frame.anchor
    if day is None:
        return None
    why = "the day that the story is at" if frame.story else "no day is named: the day of the report"
    return Span(start=day, end=day, precision="day", why=why)


def _zone(words: str) -> tuple[timezone | ZoneInfo | None, str]:
    match = _ZONE.search(words)
    if not match:
        return None, words
    rest = f"{words[: match.start()]} {words[match.end() :]}"
    name = match["zone"].removesuffix(" time")
    if name in ("utc", "gmt", "z"):
        return timezone.utc, rest
    return (ZoneInfo(_ZONES[name]) if name in _ZONES else None), rest


def _at(day: Span, clocks: list[re.Match[str]], zone: timezone | ZoneInfo | None, rest: str) -> Span:
    """A day with the clock times that stand beside it: the first is the start, the last the end."""
    first, last = _time(clocks[0], rest), _time(clocks[-1], rest)
    if first.hour == 0 and clocks[0]["named"] == "midnight" and len(clocks) == 1:
        return replace(day, why=f"{day.why}, at midnight")
    start = datetime.combine(day.start, first, tzinfo=zone)
    end = datetime.combine(day.end if isinstance(day.end, date) else day.start, last, tzinfo=zone)
    return replace(day, start=start, end=max(start, end), precision="minute", why=f"{day.why}, {first:%H:%M}")


def _time(clock: re.Match[str], rest: str) -> time:
    if clock["named"]:
        return time(0) if clock["named"] == "midnight" else time(12)
    if clock["mil"]:
        return time(int(clock["mil"][:2]), int(clock["mil"][2:]))
    hour = int(clock["hour"] or clock["hour12"] or clock["bare"])
    half = clock["half"] or clock["half12"]
    afternoon = half == "pm" or (half is None and hour < 12 and clock["bare"] and re.search("afternoon|evening", rest))
    if afternoon and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return time(hour, int(clock["minute"] or 0))


_Rule = Callable[[str, Frame], Span | None]


def _day(words: str, frame: Frame) -> Span | None:
    """The day or period without the clock: each rule reads the whole of the words or nothing."""
    words = _LEADING.sub("", words).strip()
    bare = _PART_OF_DAY.sub(" ", _ADVERBS.sub(" ", words))
    bare = _LEADING.sub("", re.sub(r"\s+", " ", bare).strip())
    without_weekday = re.sub(rf"^(.+) {_WEEKDAY}$|^{_WEEKDAY.replace('weekday', 'first')} (.+)$", r"\1\4", bare)
    for candidate in dict.fromkeys((words, bare, bare.removeprefix("the "), without_weekday)):
        for rule in _RULES:
            if candidate and (span := rule(candidate, frame)) is not None:
                return span
    if not bare and words and (day := _running_day(frame)) is not None:
        return replace(day, why=f'"{words}" of {day.why}')
    return None


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


_FULL = re.compile(
    rf"(?:{_WEEKDAY} )?(?:the )?(?:(?:{_DAY}(?:-day)?(?: of)? {_MONTH})|(?:{_MONTH.replace('month', 'month2')} {_DAY.replace('day', 'day2')}))"
    rf"(?: (?:of )?(?:{_YEAR}|(?P<rel>this|last|next) year))?"
)


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
    return _nearest_day(month, day, base, frame.future if frame.anchor else None)


def _ordinals(words: str) -> str:
    """Ordinals in words as digits: "the first of january" → "the 1 of january"."""
    return re.sub(
        r"\b([a-z]+(?:-[a-z]+)?)(?= (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        lambda m: str(ordinal(m[1]) or m[1]),
        words,
    )


def _nearest_day(month: int, day: int, anchor: date, future: bool | None) -> Span | None:
    """The day in the year that fits: the latest past one, the next one, or the nearest when nobody says which."""
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        if 1 <= day <= almanac.month_span(year, month)[1].day:
            candidates.append(date(year, month, day))
    if not candidates:
        return None
    if future:
        later = [c for c in candidates if c >= anchor - 30 * DAY]
        chosen = min(later or candidates[-1:])
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
    match = re.fullmatch(rf"(?:{number} {_MONTH}|{_MONTH.replace('month', 'month2')} {number})(?: {_YEAR})?", words)
    if not match:
        return None
    month = match["month"] or match["month2"]
    first, last = (match[1], match[2]) if match["month"] else (match[5], match[6])
    year = f" {match['year']}" if match["year"] else ""
    start, end = _calendar_day(f"{first} {month}{year}", frame), _calendar_day(f"{last} {month}{year}", frame)
    if start is None or end is None or start.start > end.end:
        return None
    return replace(start, end=end.end)


def _month(words: str, frame: Frame) -> Span | None:
    """A month: "May 2023", "in May", "last August", "next March"."""
    match = re.fullmatch(
        rf"(?:(?P<which>last|this|next|the) )?{_MONTH}(?: (?:of )?(?:{_YEAR}|(?P<rel>this|last|next) year))?", words
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
    return now.year if month <= now.month else now.year - 1


def _year(words: str, frame: Frame) -> Span | None:
    match = re.fullmatch(rf"(?:the year )?{_YEAR}(?P<decade>s)?(?:-(?P<to>\d\d(?:\d\d)?))?", words)
    if not match:
        return None
    first = int(match["year"])
    last = first + 9 if match["decade"] else first
    if match["to"]:
        last = int(match["to"]) if len(match["to"]) == 4 else first - first % 100 + int(match["to"])
    if last < first:
        return None
    return Span(start=date(first, 1, 1), end=date(last, 12, 31), precision="year", stated=True, why="the year is given")


def _weekday(words: str, frame: Frame) -> Span | None:
    """A day of the week, counted from the day of the report; "Tuesday night" is that Tuesday."""
    match = re.fullmatch(
        rf"(?:{_WHICH} )?{_WEEKDAY}(?: night)?(?: (?P<week>of last week|last week|next week|of this week))?", words
    )
    if not match or frame.anchor is None:
        return None
    weekday = WEEKDAYS[match["weekday"]]
    if match["week"]:
        shift = {"last": -7, "next": 7, "this": 0}[match["week"].removeprefix("of ").split()[0]]
        day = almanac.week_of(frame.anchor + shift * DAY)[0] + weekday * DAY
    else:
        day = _nearest_weekday(weekday, match["which"], frame)
    return Span(start=day, end=day, precision="day", why=f"counted from {frame.anchor:%A %d %B %Y}")


def _nearest_weekday(weekday: int, which: str | None, frame: Frame) -> date:
    assert frame.anchor is not None  # the caller has asked
    back = (frame.anchor.weekday() - weekday) % 7
    if which in ("last", "past", "previous", "preceding"):
        return frame.anchor - (back + 7 if back <= 1 else back) * DAY
    ahead = (weekday - frame.anchor.weekday()) % 7
    if which in ("next", "coming", "following"):
        return frame.anchor + (ahead or 7) * DAY
    if frame.future:
        return frame.anchor + ahead * DAY
    return frame.anchor - back * DAY


_RELATIVE_DAYS = {
    "today": (0, 0), "now": (0, 0), "currently": (0, 0), "at this hour": (0, 0), "this day": (0, 0), "at present": (0, 0),
    "yesterday": (-1, -1), "tomorrow": (1, 1), "overnight": (-1, 0), "last night": (-1, -1), "tonight": (0, 0),
    "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0), "this night": (0, 0), "day after tomorrow": (2, 2),
    "day before yesterday": (-2, -2), "tomorrow night": (1, 1), "yesterday night": (-1, -1), "earlier today": (0, 0),
    "night": (-1, 0), "later today": (0, 0), "to date": (0, 0),
}  # fmt: skip


def _relative_day(words: str, frame: Frame) -> Span | None:
    night = re.fullmatch(r"(?:the )?night of (.+)|(?:the )?night from (.+) to .+", words)
    if night:
        first = _day(night[1] or night[2], frame)
        return first and replace(first, end=first.start + DAY, why=f"{first.why}, from that day to the next")
    offsets = _RELATIVE_DAYS.get(words.removeprefix("the "))
    if offsets is None or frame.anchor is None:
        return None
    if words in ("overnight", "night", "the night") and frame.future:
        offsets = (0, 1)
    first, last = frame.anchor + offsets[0] * DAY, frame.anchor + offsets[1] * DAY
    return Span(start=first, end=last, precision="day", why=f'"{words}" of {frame.anchor:%d %B %Y}')


_STEP = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "this": 0,
    "current": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def _period(words: str, frame: Frame) -> Span | None:
    """A week, month, year, quarter, season or weekend beside the day of the report."""
    match = re.fullmatch(
        rf"(?:{_WHICH} )?(?P<unit>week|month|year|quarter|weekend|spring|summer|autumn|fall|winter)(?P<of> {_YEAR.replace('year', 'in')}| of {_YEAR.replace('year', 'in2')})?",
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
    if which in ("next", "coming") or (frame.future and which != "last"):
        return next(span for span in spans if span[1] >= anchor)
    past = [span for span in spans if (span[1] < anchor if which == "last" else span[0] <= anchor)]
    return past[-1]


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}


def _fraction(words: str, frame: Frame) -> Span | None:
    """A quarter or half of a year or month: "the first quarter", "the second half of July"."""
    match = re.fullmatch(
        r"(?:the )?(?P<nth>first|second|third|fourth|last|final) (?P<part>quarter|half)(?: of (?P<whole>.+))?", words
    )
    if not match:
        return None
    whole = _day(match["whole"], frame) if match["whole"] else None
    if whole is None:
        if match["whole"] or frame.anchor is None:
            return None
        start, end = almanac.year_span(frame.anchor.year)
        whole = Span(start=start, end=end, precision="year", why=f"of {frame.anchor.year}")
    nth = _QUARTERS[match["nth"]]
    if whole.precision == "year":
        year = whole.start.year
        if match["part"] == "quarter":
            start, end = almanac.quarter_span(year, nth)
        else:
            start, end = (
                (almanac.quarter_span(year, 1)[0], almanac.quarter_span(year, 2)[1])
                if nth == 1
                else (almanac.quarter_span(year, 3)[0], almanac.quarter_span(year, 4)[1])
            )
        return replace(whole, start=start, end=end, precision="quarter", why=f"{words}, {whole.why}")
    if whole.precision == "month" and match["part"] == "half":
        middle = whole.start.replace(day=15)
        return replace(
            whole,
            start=whole.start if nth == 1 else middle + DAY,
            end=middle if nth == 1 else whole.end,
            precision="week",
            why=f"{words}, {whole.why}",
        )
    return None


_EARLY = r"(?:early|(?:the )?(?:beginning|start) of|first days of)"
_LATE = r"(?:late|(?:the )?(?:end|close|last days) of)"
_MIDDLE = r"(?:mid|(?:the )?middle of)"


def _part(words: str, frame: Frame) -> Span | None:
    """A part of a month, year, week or season: "late August", "mid-month", "the end of 2030"."""
    match = re.fullmatch(rf"(?:(?P<early>{_EARLY})|(?P<middle>{_MIDDLE})|(?P<late>{_LATE}))[- ](?P<whole>.+)", words)
    if not match:
        return None
    inner = match["whole"] if match["whole"] not in ("month", "week", "year") else f"the {match['whole']}"
    whole = _day(inner, replace(frame, future=None) if inner.startswith("the ") else frame)
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
    days = (end - start).days + 1
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


def _holiday(words: str, frame: Frame) -> Span | None:
    match = re.fullmatch(rf"(?P<name>[a-z' ]+?)(?: (?:of )?{_YEAR})?", words)
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
        day = next((d for d in known if d >= frame.anchor), known[-1])
    else:
        day = [d for d in known if d <= frame.anchor][-1]
    return Span(start=day, end=day, precision="day", why=f'the day of "{name}" nearest to the report')


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
    "same day": (0, 0), "that day": (0, 0), "same date": (0, 0), "that date": (0, 0), "that evening": (0, 0), "that morning": (0, 0), "that afternoon": (0, 0),
    "same afternoon": (0, 0), "same evening": (0, 0), "same morning": (0, 0), "day itself": (0, 0), "same": (0, 0), "that": (0, 0), "that night": (0, 1), "same night": (0, 1),
    "night that followed": (0, 1), "following night": (0, 1), "next day": (1, 1), "following day": (1, 1), "following morning": (1, 1), "next morning": (1, 1), "day after": (1, 1),
    "1 day after": (-1, -1), "day before": (-1, -1), "previous day": (-1, -1), "previous evening": (-1, -1), "previous night": (-1, 0), "evening before": (-1, -1), "night before": (-1, 0),
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
    if name not in _STORY:
        return None
    first, last = (base + shift * DAY for shift in _STORY[name])
    return Span(start=first, end=last, precision="day", why=f'"{words}" of {base:%d %B %Y} in the running story')


_RULES: tuple[_Rule, ...] = (
    _iso,
    _story,
    _relative_day,
    _weekday,
    _calendar_day,
    _month_day_range,
    _month,
    _year,
    _period,
    _fraction,
    _part,
    _holiday,
    _day_of_month,
)
