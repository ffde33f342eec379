"""Beginnings and ends: "since early March", "by Friday", "from 2 to 6 March", "until further notice"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from holdfast.values.calendar.almanac import DAY
from holdfast.values.calendar.interval import Ask, Interval, made_of
from holdfast.values.calendar.moment import Frame, Moment, Span, as_day
from holdfast.values.calendar.spoken import span_of

__all__ = ["FIRST_RULES", "LAST_RULES"]

_DAY_FIRST = re.compile(r"^(?P<day>[a-z].*?) (?P<range>(?:from|between) \d.+)$")
_BETWEEN = re.compile(
    r"^(?:(?:on|in|for|period:?|dates:?|from|between) )*(?P<first>.+?) ?(?P<join>\b(?:to|until|till|through|and)\b"
    r"|-) ?(?P<last>.+)$"
)


def _range(ask: Ask) -> Interval | None:
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
    if as_day(first.start) > as_day(end) and as_day(first.start) - as_day(end) < 7 * DAY and "day" in match["last"]:
        end += 7 * DAY  # from Tuesday to the Thursday after it
    if as_day(first.start) > as_day(end):
        return None
    if isinstance(first.start, datetime) and isinstance(end, datetime) and first.start > end:
        return None
    precision = "day" if {first.precision, last.precision} == {"day"} else last.precision
    return made_of(
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
            return span_of(f"{words} {half[1]}", replace(frame, day=as_day(right.start)))
        if right.precision == "day" and isinstance(right.start, date):
            number = int(re.sub(r"\D", "", words))
            return (
                replace(right, start=right.start.replace(day=number), end=right.end)
                if 1 <= number <= right.start.day
                else None
            )
    borrowed = _with_borrowed_year(words, right, frame)
    first = span_of(borrowed, replace(frame, day=as_day(right.start)))
    if (
        first is not None
        and right.precision == "minute"
        and first.precision == "minute"
        and isinstance(first.start, datetime)
    ):
        half = re.search(r"\b([ap]m)\b", right_words)
        if half and not re.search(r"\b[ap]m\b", words):
            return span_of(f"{borrowed} {half[1]}", replace(frame, day=as_day(right.start)))
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


_SINCE = re.compile(
    r"^(?:ever |not )?since(?: about| the (?:understanding|agreement|accord|ceasefire|events?) of)?(?: (?P<rest>.+))?$"
)
_FROM = re.compile(
    r"^(?:starting|beginning|commencing|effective|with effect|as|valid|from)(?: on| from| as| of| at| early as)*"
    r" (?P<rest>.+?)(?: on(?:wards?)?| forward)?$"
)


def _since(ask: Ask) -> Interval | None:
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
    start, end = span.edge or span.start, ask.frame.anchor
    if end is not None and start.isoformat()[:10] > end.isoformat():
        return None  # nothing has begun after its own report: which year is meant cannot be told
    return made_of(span, start=start, end=end, why=f"it began then ({span.why}) and goes on to the report")


def _then(words: str, frame: Frame) -> Span | None:
    """The day that the running story is at, for "since then" and "by then"."""
    if words != "then" or frame.story is None:
        return None
    return Span(start=frame.story, end=frame.story, precision="day", why="the day that the story is at")


def _after_event(words: str, frame: Frame) -> Span | None:
    """A named event with its date: "the strike began on 4 January", "october began", "the treaty of october 1998"."""
    match = re.search(r"\b(?:on|in|of|at) ((?:[a-z]+ )?[\w ]+)$|^([a-z]+) (?:began|started)$|\b(\d{4}) [a-z]+$", words)
    return span_of(match[1] or match[2] or match[3], frame) if match else None


def _from(ask: Ask) -> Interval | None:
    """What begins then, with an open end."""
    match = _FROM.match(ask.words)
    if not match:
        return None
    span = span_of(match["rest"], ask.frame)
    if span is None:
        return None
    return made_of(
        span, start=span.edge or span.start, end=None, why=f"it begins then ({span.why}); its end is not said"
    )


_UNTIL = re.compile(
    r"^(?:by|until|till|up to(?: and including)?|through(?: to)?|(?:no|not) later than|at the latest by|before"
    r"|prior to|ahead of) "
    r"(?:about |around )?(?:the (?:[a-z]+ )+on )?(?P<rest>.+?)(?: at the latest)?$"
)


def _until(ask: Ask) -> Interval | None:
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
    return made_of(span, start=None, end=end, why=f"at the latest then ({span.why})")


def _limit(span: Span, *, coarse_before: bool) -> Moment:
    """The last moment that a limit allows: its own day for "by", the day before it for "before"."""
    if not coarse_before or span.precision in ("minute", "vague") or "midnight" in span.why:
        return span.edge or span.end
    return span.start - DAY


_BEYOND = re.compile(r"^(?:beyond|after|later than) (?P<rest>.+)$")


def _beyond(ask: Ask) -> Interval | None:
    """What comes after a day or period, with an open end: "beyond June"."""
    match = _BEYOND.match(ask.words)
    span = span_of(match["rest"], ask.frame) if match else None
    if span is None or isinstance(span.end, datetime):
        return None
    return made_of(span, start=span.end + DAY, end=None, why=f"after that ({span.why})")


_LONG = re.compile(r"^for (?:many |several |the past |a few |recent |some )?(?:days|weeks|months|years|decades|hours)$")
_RECENT = re.compile(
    r"^(?:in|over|during|within)? ?(?:the )?(?:recent|(?:past|last) (?:few|several|couple of)) (?:days|weeks"
    r"|months|years|hours)$"
)
_SO_FAR = re.compile(r"^(?:so far|to date|until now|up to now|over the previous decades)$")
_AHEAD = re.compile(r"^(?:in|over) the (?:coming|next|following) (?:few )?(?:days|weeks|months|hours)(?: and \w+)?$")
_AT_ONCE = re.compile(r"^(?:at once|immediately|without delay|with immediate effect|from now on|until further notice)$")


def _open(ask: Ask) -> Interval | None:
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


def _side(ask: Ask) -> Interval | None:
    """The part of a period on one side of the report or of the story: "earlier this week", "later that year"."""
    match = _SIDE.match(ask.words)
    span = span_of(match["rest"], replace(ask.frame, future=None)) if match else None
    told = match is not None and match["rest"].startswith("that ")
    base, name = (ask.frame.story, "the story") if told else (ask.frame.anchor, "the report")
    if match is None or span is None or base is None or not as_day(span.start) <= base <= as_day(span.end):
        return None
    if match["side"] == "earlier":
        return made_of(span, end=base, why=f"{span.why}, before {name}")
    return made_of(span, start=base, why=f"{span.why}, after {name}")


def _plain(ask: Ask) -> Interval | None:
    span = span_of(ask.words, ask.frame)
    return None if span is None else made_of(span)


FIRST_RULES: tuple[Callable[[Ask], Interval | None], ...] = (_open, _since)
LAST_RULES: tuple[Callable[[Ask], Interval | None], ...] = (_range, _until, _from, _beyond, _side, _plain)
