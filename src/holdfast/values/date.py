"""When: time expressions of the news to intervals, with their precision, their basis and the reason.

A relative word counts from the day of the report ("on Tuesday" in a report of Wednesday 30 March 2022 is 29 March), a
word of the running story from that ("the next day"). What the words do not tell stays open or is `None`: the day of
publication never stands in for the day of the happening.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from holdfast.values import almanac
from holdfast.values.almanac import DAY
from holdfast.values.expression import find
from holdfast.values.moment import Frame, Moment, Span, normalise, span_of
from holdfast.values.numeral import ordinal

__all__ = ["Interval", "caption", "clean", "compare", "find", "resolve"]

Basis = Literal["stated", "resolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of time as reported; for example from 29 March 2022, open at the end, for "since Tuesday".

    Attributes:
        start: First day, or minute where the words give the clock; `None` if open or not known.
        end: Last day or minute, inclusive; `None` if open or not known.
        precision: "minute", "day", "week", "month", "season", "quarter", "year" or "vague".
        basis: "stated" if the words alone give it, "resolved" if it was worked out from the day of the report.
        why: How it was worked out.
    """

    start: Moment | None
    end: Moment | None
    precision: str
    basis: Basis
    why: str

    def __str__(self) -> str:
        return caption(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """One question to the rules: the words in one shape, what they count from, and whether it still goes on."""

    words: str
    frame: Frame
    ongoing: bool | None


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
    ask = _Ask(words=normalise(text), frame=Frame(anchor=anchor, future=future, story=story), ongoing=ongoing)
    if _REPEATED.search(ask.words):
        return None  # "every evening" is no interval
    try:
        for rule in _RULES:
            if (found := rule(ask)) is not None:
                return found
    except OverflowError:  # a year before 1 or after 9999: nothing that a report can mean
        return None
    return None


_REPEATED = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b"
)


def _interval(span: Span, **changes: object) -> Interval:
    made = Interval(
        start=span.start,
        end=span.end,
        precision=span.precision,
        basis="stated" if span.stated else "resolved",
        why=span.why,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the field names are literal at every call


_DAY_FIRST = re.compile(r"^(?P<day>[a-z].*?) (?P<range>(?:from|between) \d.+)$")
_BETWEEN = re.compile(
    r"^(?:(?:on|in|for|period:?|dates:?|from|between) )*(?P<first>.+?) ?(?P<join>\b(?:to|until|till|through|and)\b|-) ?(?P<last>.+)$"
)


def _range(ask: _Ask) -> Interval | None:
    """From one point to another: "from 2 to 6 March", "between Friday evening and Saturday", "9 to 11 am"."""
    if re.match(r"(?:since|by|until|till|before|after|within|for \d)", ask.words):
        return None
    if prefix := _DAY_FIRST.match(ask.words):
        return _range(replace(ask, words=f"{prefix['range']} {prefix['day']}"))
    match = _BETWEEN.match(ask.words)
    if not match or (match["join"] == "and" and not re.match(r"between|on|at|\w+day|today", ask.words)):
        return None
    last = span_of(match["last"], ask.frame)
    first = _left(match["first"], match["last"], last, ask.frame)
    if first is None or last is None:
        return None
    end = last.end
    if _as_day(first.start) > _as_day(end) and _as_day(first.start) - _as_day(end) < 7 * DAY and "day" in match["last"]:
        end += 7 * DAY  # from Tuesday to the Thursday after it
    if _as_day(first.start) > _as_day(end):
        return None
    if isinstance(first.start, datetime) and isinstance(end, datetime) and first.start > end:
        return None
    precision = "day" if {first.precision, last.precision} == {"day"} else last.precision
    return _interval(
        first,
        end=end,
        precision=precision,
        basis="stated" if last.stated else "resolved",
        why=f"from {first.why} to {last.why}",
    )


def _left(words: str, right_words: str, right: Span | None, frame: Frame) -> Span | None:
    """The first point of a range, which may borrow its month, year, day or "am" from the second."""
    if right is None:
        return None
    if re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?", words):
        if half := re.search(r"\d\s*([ap]m)\b", right_words):
            return span_of(f"{words} {half[1]}", replace(frame, day=_as_day(right.start)))
        if right.precision == "day" and isinstance(right.start, date):
            number = int(re.sub(r"\D", "", words))
            return (
                replace(right, start=right.start.replace(day=number), end=right.end)
                if 1 <= number <= right.start.day
                else None
            )
    borrowed = _with_borrowed_year(words, right, frame)
    first = span_of(borrowed, replace(frame, day=_as_day(right.start)))
    if (
        first is not None
        and right.precision == "minute"
        and first.precision == "minute"
        and isinstance(first.start, datetime)
    ):
        half = re.search(r"\b([ap]m)\b", right_words)
        if half and not re.search(r"\b[ap]m\b", words):
            return span_of(f"{borrowed} {half[1]}", replace(frame, day=_as_day(right.start)))
    return first


def _with_borrowed_year(words: str, right: Span, frame: Frame) -> str:
    """Give the first point the year of the second where only the second names one."""
    if (
        right.stated
        and not re.search(r"\b\d{4}\b", words)
        and re.search(r"[a-z]{3}", words)
        and not re.search(r"\dam|\dpm|:", words)
    ):
        return f"{words} {right.start.year}"
    return words


def _as_day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


_SINCE = re.compile(
    r"^(?:ever |not )?since(?: about| the (?:understanding|agreement|accord|ceasefire|events?) of)?(?: (?P<rest>.+))?$"
)
_FROM = re.compile(
    r"^(?:starting|beginning|commencing|effective|with effect|as|valid|from)(?: on| from| as| of| at| early as)* (?P<rest>.+?)(?: on(?:wards?)?| forward)?$"
)


def _since(ask: _Ask) -> Interval | None:
    """What began then and goes on to the day of the report."""
    match = _SINCE.match(ask.words)
    if not match:
        return None
    back = replace(ask.frame, future=False)
    rest = match["rest"] or "then"
    span = (
        _then(rest, back) or span_of(rest, replace(back, story=None)) or span_of(rest, back) or _after_event(rest, back)
    )
    if span is None:
        return None
    end = None if ask.frame.anchor is None else ask.frame.anchor
    return _interval(span, start=span.edge or span.start, end=end, why=f"since {span.why}; until the report")


def _then(words: str, frame: Frame) -> Span | None:
    """The day that the running story is at, for "since then" and "by then"."""
    if words != "then" or frame.story is None:
        return None
    return Span(start=frame.story, end=frame.story, precision="day", why="the day that the story is at")


def _after_event(words: str, frame: Frame) -> Span | None:
    """A named event with its date: "the strike began on 4 January", "october began", "the treaty of october 1998"."""
    match = re.search(r"\b(?:on|in|of|at) ((?:[a-z]+ )?[\w ]+)$|^([a-z]+) (?:began|started)$|\b(\d{4}) [a-z]+$", words)
    return span_of(match[1] or match[2] or match[3], frame) if match else None


def _from(ask: _Ask) -> Interval | None:
    """What begins then, with an open end."""
    match = _FROM.match(ask.words)
    if not match:
        return None
    span = span_of(match["rest"], ask.frame)
    if span is None:
        return None
    return _interval(span, start=span.edge or span.start, end=None, why=f"from {span.why}, with an open end")


_UNTIL = re.compile(
    r"^(?:by|until|till|up to(?: and including)?|through(?: to)?|(?:no|not) later than|at the latest by|before|prior to|ahead of) "
    r"(?:about |around )?(?:the (?:[a-z]+ )+on )?(?P<rest>.+?)(?: at the latest)?$"
)


def _until(ask: _Ask) -> Interval | None:
    """What ends then at the latest; its beginning stays unknown."""
    match = _UNTIL.match(ask.words)
    if not match:
        return None
    before = re.match(r"before|prior|ahead", ask.words)
    if before and re.fullmatch(r"dawn|sunrise|noon|midday|daybreak|first light|sunset|dusk", match["rest"]):
        return None  # "before dawn" is a part of the day, not a deadline
    if before and re.match(r"(?:dawn|sunrise|daybreak|first light) on ", match["rest"]):
        return None
    before = (
        None if re.match(r"\w+ (?:to |of )?the \w+ on ", ask.words) else before
    )  # "before the deadline on Saturday"
    rest = re.sub(r"^(?:the (week|month|year) is out)$", r"the end of the \1", match["rest"])
    past = ask.frame.future is False and ask.ongoing is not True and ask.words.startswith("by ")
    frame = replace(ask.frame, future=not past, story=None)
    span = _then(rest, ask.frame) or span_of(rest, frame)
    if span is None:
        return None
    end = _limit(span, coarse_before=bool(before))
    if re.match(r"until|till", ask.words) and span.precision in ("month", "season"):
        end = span.start  # "until June": when June begins
    return _interval(span, start=None, end=end, why=f"at the latest {span.why}")


def _limit(span: Span, *, coarse_before: bool) -> Moment:
    """The last moment that a limit allows: its own day for "by", the day before it for "before"."""
    if not coarse_before or span.precision in ("minute", "vague") or "midnight" in span.why:
        return span.edge or span.end
    return span.start - DAY


_UNIT = r"(?P<unit>second|minute|hour|day|week|month|year)s?"
_COUNT = r"(?P<number>\d+(?:\.\d+)?)"
_WITHIN = re.compile(
    rf"^(?:within|inside|in under|in less than|(?:in|over|for|during) the (?:next|coming)) (?:a |the |under |about )?{_COUNT} (?:more |working )?{_UNIT}(?: of .+)?$"
)
_PAST_ONE = re.compile(r"^((?:in|over|during|within|for)? ?(?:the )?past) (hour|day|week|month|year)$")
_PAST = re.compile(
    rf"^(?:in|over|during|within|for)? ?(?:the )?(?:past|last|previous|preceding) (?:about )?{_COUNT} {_UNIT}$"
)
_AGO = re.compile(rf"^(?:about |around |some |nearly |almost |over |more than )?{_COUNT} {_UNIT} ago$")
_LATER = re.compile(rf"^(?:about |some |only )?{_COUNT} {_UNIT} (?P<side>later|afterwards|earlier)$")
_IN = re.compile(rf"^in (?:about |under )?{_COUNT} {_UNIT}(?: time|')?$")
_FOR = re.compile(
    rf"^(?:for|over|during|lasting) (?:at least |about |nearly |almost |more than |over |up to |the |another |a further |a period of )*{_COUNT} (?:more |straight |consecutive )?{_UNIT}(?P<tail>.*)$"
)
_NEARLY = re.compile(rf"^(?:close to |nearly |almost |about |more than )?{_COUNT} {_UNIT}$")


def _shift(moment: Moment, number: float, unit: str, sign: int) -> Moment:
    """A moment some units on or back; months and years keep the day of the month."""
    if unit in ("month", "year"):
        months = round(number * (12 if unit == "year" else 1))
        day = almanac.add_months(_as_day(moment), sign * months)
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


def _within(ask: _Ask) -> Interval | None:
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


def _past(ask: _Ask) -> Interval | None:
    """The stretch before the report: "in the past 24 hours"."""
    match = _PAST.match(_PAST_ONE.sub(r"\1 1 \2", ask.words))
    if not match or ask.frame.anchor is None:
        return None
    start = _shift(ask.frame.anchor, float(match["number"]), match["unit"], -1)
    return Interval(
        start=start, end=ask.frame.anchor, precision="day", basis="resolved", why="counted back from the report"
    )


def _ago(ask: _Ask) -> Interval | None:
    """A point before the report: "two weeks ago" is a day, "eleven years ago" a year."""
    match = _AGO.match(ask.words)
    if not match or ask.frame.anchor is None:
        return None
    return _point(
        _as_day(_shift(ask.frame.anchor, float(match["number"]), match["unit"], -1)),
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


def _later(ask: _Ask) -> Interval | None:
    """A point told from the running story: "two days later", "an hour earlier"."""
    match = _LATER.match(ask.words)
    base = ask.frame.story
    if not match or base is None:
        return None
    sign = -1 if match["side"] == "earlier" else 1
    day = _as_day(_shift(base, float(match["number"]), match["unit"], sign))
    return _point(day, match["unit"], f"counted from {base:%d %B %Y} in the running story")


_DAYS_BEFORE = re.compile(rf"^(?:in|over|during) the {_COUNT} {_UNIT} before$")


def _days_before(ask: _Ask) -> Interval | None:
    """The stretch before the day that the story is at: "in the nine days before"."""
    match = _DAYS_BEFORE.match(ask.words)
    if not match or ask.frame.story is None:
        return None
    start = _shift(ask.frame.story, float(match["number"]), match["unit"], -1)
    return Interval(
        start=start, end=ask.frame.story - DAY, precision="day", basis="resolved", why="counted back from the story"
    )


_BEYOND = re.compile(r"^(?:beyond|after|later than) (?P<rest>.+)$")


def _beyond(ask: _Ask) -> Interval | None:
    """What comes after a day or period, with an open end: "beyond June"."""
    match = _BEYOND.match(ask.words)
    span = span_of(match["rest"], ask.frame) if match else None
    if span is None or isinstance(span.end, datetime):
        return None
    return _interval(span, start=span.end + DAY, end=None, why=f"after {span.why}")


_LASTS = re.compile(rf"^(?P<first>.+?) (?:and|to|,) (?:runs?|lasts?|lasting|running)(?: for)? {_COUNT} {_UNIT}$")


def _lasts(ask: _Ask) -> Interval | None:
    match = _LASTS.match(ask.words)
    return _lasting(match["first"], float(match["number"]), match["unit"], ask.frame) if match else None


def _in(ask: _Ask) -> Interval | None:
    """A point ahead ("in two weeks"), or the stretch behind when the sentence looks back."""
    match = _IN.match(ask.words)
    if not match or ask.frame.anchor is None:
        return None
    number, unit = float(match["number"]), match["unit"]
    if ask.frame.future:
        return _point(_as_day(_shift(ask.frame.anchor, number, unit, +1)), unit, "counted on from the report")
    start = _shift(ask.frame.anchor, number, unit, -1)
    return Interval(
        start=start, end=ask.frame.anchor, precision="day", basis="resolved", why="the stretch before the report"
    )


def _for(ask: _Ask) -> Interval | None:
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
    return _interval(first, end=end, why=f"{first.why}, for {number:g} {unit}s")


_NTH = re.compile(
    r"^(?:for )?(?:a |the )?(?P<nth>[a-z]+|\d+(?:st|nd|rd|th)) (?:consecutive|straight|successive|running)? ?(?P<unit>day|night|week)(?: running)?$"
)


def _nth_running(ask: _Ask) -> Interval | None:
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


_LONG = re.compile(r"^for (?:many |several |the past |a few |recent |some )?(?:days|weeks|months|years|decades|hours)$")
_RECENT = re.compile(
    r"^(?:in|over|during|within)? ?(?:the )?(?:recent|(?:past|last) (?:few|several|couple of)) (?:days|weeks|months|years|hours)$"
)
_SO_FAR = re.compile(r"^(?:so far|to date|until now|up to now|over the previous decades)$")
_AHEAD = re.compile(r"^(?:in|over) the (?:coming|next|following) (?:few )?(?:days|weeks|months|hours)(?: and \w+)?$")
_AT_ONCE = re.compile(r"^(?:at once|immediately|without delay|with immediate effect|from now on|until further notice)$")


def _open(ask: _Ask) -> Interval | None:
    """Vague stretches that touch the day of the report: one end is known, the other is not."""
    anchor = ask.frame.anchor
    if anchor is None:
        return None
    if _LONG.match(ask.words) or _RECENT.match(ask.words) or _SO_FAR.match(ask.words):
        return Interval(
            start=None,
            end=anchor,
            precision="vague",
            basis="resolved",
            why="it reaches to the report; its beginning is not said",
        )
    if _AHEAD.match(ask.words) or _AT_ONCE.match(ask.words):
        return Interval(
            start=anchor,
            end=None,
            precision="vague",
            basis="resolved",
            why="it begins with the report; its end is not said",
        )
    return None


_SIDE = re.compile(r"^(?P<side>earlier|later) (?P<rest>(?:in the|this|that|in) (?:week|month|year|day).*)$")


def _side(ask: _Ask) -> Interval | None:
    """The part of a period on one side of the report: "earlier this week", "later this month"."""
    match = _SIDE.match(ask.words)
    span = span_of(match["rest"], replace(ask.frame, future=None)) if match else None
    anchor = ask.frame.anchor
    if match is None or span is None or anchor is None or not _as_day(span.start) <= anchor <= _as_day(span.end):
        return None
    if match["side"] == "earlier":
        return _interval(span, end=anchor, why=f"{span.why}, before the report")
    return _interval(span, start=anchor, why=f"{span.why}, after the report")


def _plain(ask: _Ask) -> Interval | None:
    span = span_of(ask.words, ask.frame)
    return None if span is None else _interval(span)


_RULES: tuple[Callable[[_Ask], Interval | None], ...] = (
    _open,
    _since,
    _past,
    _within,
    _ago,
    _later,
    _days_before,
    _for,
    _lasts,
    _nth_running,
    _range,
    _until,
    _from,
    _beyond,
    _side,
    _plain,
    _in,
)


def compare(left: Interval, right: Interval) -> bool | None:
    """Whether two intervals can speak of the same time: `True` if they overlap, `False` if they exclude each other.

    Only days are compared, since two reports seldom agree on the minute. `None` if one of them is open at both ends.
    """
    if (left.start is None and left.end is None) or (right.start is None and right.end is None):
        return None
    (first, last), (other_first, other_last) = _days(left), _days(right)
    return first <= other_last and other_first <= last


def _days(interval: Interval) -> tuple[date, date]:
    start = date.min if interval.start is None else _as_day(interval.start)
    end = date.max if interval.end is None else _as_day(interval.end)
    return start, end


def caption(interval: Interval) -> str:
    """The interval in plain words: "29 March 2022", "from 24 February 2022", "until 15 May 2025"."""
    start, end = _spoken(interval.start), _spoken(interval.end)
    if interval.start is None and interval.end is None:
        return "at a time not known"
    if interval.start is None:
        return f"until {end}"
    if interval.end is None:
        return f"from {start}"
    return start if interval.start == interval.end else f"{start} to {end}"


def _spoken(moment: Moment | None) -> str:
    if moment is None:
        return ""
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M}" if isinstance(moment, datetime) else day
