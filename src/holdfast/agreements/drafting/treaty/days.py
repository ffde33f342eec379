"""The days of a provision: from when, until when, by when, and from what they count."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from holdfast.agreements.drafting.provision import Term
from holdfast.values import date as dates
from holdfast.values.numeral import scan

__all__ = ["Clock", "day_named", "term_of", "without_days"]

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = (
    rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: day)?(?: of)? (?:{_MONTHS}),?(?: \d{{4}})?"
    rf"|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\d{4}-\d\d-\d\d)"
)
_CLOCK = r"(?:(?:\d{1,2}[:.]\d\d ?(?:hrs|hours|AM|PM|a\.m\.|p\.m\.)?|midnight|noon)(?: ?\([^)]*\))?,? (?:on |of )?)?"
_NUMBER = (
    r"(?P<number>(?:[a-z-]+ ){0,4}[a-z-]+ ?\(\d+\)|\d+|(?:[a-z-]+ ){0,3}?[a-z-]+)(?: calendar| working| consecutive)?"
)
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
_AFTER = re.compile(
    rf"\b(?:within|(?:not|no) (?:later|more) than|in|(?:for "
    rf"|within )?a period (?:that shall )?not exceed(?:ing)?|not exceed"
    rf"|at the latest|(?:complete )?within)?\s*(?:a period of |a maximum of |the next )?{_NUMBER} {_UNIT}"
    r"(?P<late>,? at the latest)?"
    r"(?: (?P<link>after|of|from|following|as of|upon|since)(?: the)? (?P<what>[^,;:.()]+))?",
    re.I,
)
_ON_DAY = re.compile(
    r"\bon (?:the )?day (?P<number>\d+) (?:after|of) (?:the )?(?P<what>[^,;:.()]+?)(?= at the latest|[,;:.()]|$)", re.I
)
_BY = re.compile(rf"\b(?:by|(?:not|no) later than|before|until|till|up to) {_CLOCK}(?P<day>{_DAY})", re.I)
_FROM = re.compile(
    rf"\b(?:(?:starting |effective |commencing )?(?:from|as of|as from|on|at)|beginning on) {_CLOCK}(?P<day>{_DAY})",
    re.I,
)
_END = re.compile(r"\b(?P<how>by|until|before|till) the end of (?P<year>\d{4}|the year|this year)", re.I)
_BOUND = re.compile(r"\b(?:within|later|exceed\w*|latest|more than|completed?|period)\b", re.I)
_SOON = re.compile(
    r"\b(?:immediate(?:ly)?|at once|without delay|promptly|as soon as possible|forthwith|urgent(?:ly)?)\b", re.I
)
_OPEN = re.compile(r"\b(?:until|till|for the (?:whole )?(?:period|duration) (?:until|of)) (?P<what>[^,;:.]+)", re.I)
_SIGNING = re.compile(
    r"(?:date of |day of )?(?:the )?(?:signing|signature|conclusion|adoption|approval|date|day"
    r"|moment of (?:signing|approval))\b",
    re.I,
)
_FORCE = re.compile(
    r"(?:the )?(?:date of )?(?:the )?(?:entry|entering|coming) into (?:force|effect)|effective date|D-Day", re.I
)
_PER = {"hour": 1 / 24, "day": 1, "week": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What days are counted from: the day of the text, and that of its entry into force if the text sets one."""

    signed: date | None
    in_force: date | None = None


def term_of(words: str, clock: Clock) -> Term:
    """The days that a provision's words set."""
    words = re.sub(r"\s+", " ", words)
    doubts: list[str] = []
    first, last, due = _named(words, clock)
    within, after = None, None
    counted = _counted(words) if due is None else None
    if counted:
        number, unit, what = counted
        due, within, after, doubt = _reckoned(number, unit, what, clock)
        doubts += doubt
    if due is None and within is None and (soon := _SOON.search(words)):
        doubts.append(f"by which day: “{soon[0]}” sets none (deadline)")
    if last is None and (ends := _OPEN.search(words)) and not re.search(r"\d{4}", ends["what"]):
        doubts.append(f"until when: “until {ends['what'].strip()}” is a happening, not a day (when: until)")
    days = _days(counted[0], counted[1]) if counted else None
    return Term(first=first, last=last, due=due, within=within, days=days, after=after, uncertain=tuple(doubts))


def _named(words: str, clock: Clock) -> tuple[date | None, date | None, date | None]:
    """First, last and due day that are named by date."""
    first = last = due = None
    if match := _FROM.search(words):
        first = day_named(match["day"], clock)
    if match := _BY.search(words):
        day = day_named(match["day"], clock)
        if match[0].lower().startswith(("until", "till", "up to")):
            last = day
        else:
            due = day
    if match := _END.search(words):
        year = match["year"] if match["year"].isdigit() else (clock.signed.year if clock.signed else None)
        if year:
            due = date(int(year), 12, 31)
    return first, last, due


def day_named(words: str, clock: Clock) -> date | None:
    """The day that words name; one without a year is looked for from the day of the text on."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b| day\b|\bthe | of\b", "", words).replace(",", "")
    plain = re.sub(r"\s+", " ", plain).strip()
    swapped = re.sub(rf"^({_MONTHS}) (\d+)", r"\2 \1", plain)
    found = dates.resolve(swapped, anchor=clock.signed, future=True)
    return date.fromisoformat(found.end.isoformat()[:10]) if found and found.end else None


def _counted(words: str) -> tuple[int, str, str | None] | None:
    """A number, its unit, and what it counts from."""
    begins = _ON_DAY.search(words)
    for match in _AFTER.finditer(words):
        near = words[max(0, match.start() - 12) : match.end()]
        numbers = list(scan(re.sub(r"[()]", " ", match["number"])))
        if (
            numbers
            and (match["link"] or match["late"])
            and (_BOUND.search(near) or match["link"].lower() in ("after", "following"))
        ):
            return int(numbers[-1].value), match["unit"].lower(), (match["what"] or "").strip() or None
        if numbers and _BOUND.search(near) and begins and match["unit"].lower() == "day":
            # "starts on day 2 of the ceasefire, to be completed within 14 days": both count from the ceasefire.
            return int(numbers[-1].value) + int(begins["number"]), "day", begins["what"].strip()
        if numbers and _BOUND.search(near):
            return int(numbers[-1].value), match["unit"].lower(), None
    return (int(begins["number"]), "day", begins["what"].strip()) if begins else None


def _reckoned(
    number: int, unit: str, what: str | None, clock: Clock
) -> tuple[date | None, int | None, str | None, list[str]]:
    """The day due, or the days left, or the happening from which they count, with what is uncertain."""
    if what and _FORCE.match(what) and not _SIGNING.match(what):
        if clock.in_force:
            return _later(clock.in_force, number, unit), None, None, []
        unknown = f"“{what}” is on no day that the text names; from that of the text here"
        told = f"from which day the {number} {unit}s count: {unknown}"
        return None, _days(number, unit), None, [told]
    if what is None or _SIGNING.match(what):
        doubt = [] if what else [f"from what the {number} {unit}s count: the text does not say; from its own day here"]
        if clock.signed:
            return _later(clock.signed, number, unit), None, None, doubt
        return None, _days(number, unit), None, doubt
    told = f"from which day the {number} {unit}s count: from “{what}”, which is a happening (when: within)"
    return None, _days(number, unit), what, [told]


def _days(number: int, unit: str) -> int:
    return ceil(number * _PER[unit]) if unit in _PER else number * (30 if unit == "month" else 365)


def _later(start: date, number: int, unit: str) -> date:
    """A day so many units later; months and years by the calendar, the last day of a shorter month."""
    if unit in _PER:
        return start + timedelta(days=ceil(number * _PER[unit]))
    months = start.month - 1 + number * (12 if unit == "year" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def without_days(words: str) -> str:
    """Words without those that set days, so that "the day" and "the signing" name no deed."""
    words = re.sub(r"\s+", " ", words)
    for pattern in (_ON_DAY, _BY, _FROM, _END):
        words = pattern.sub(" ", words)
    counted = [match for match in _AFTER.finditer(words) if match["link"] or _BOUND.search(match[0])]
    counted = [match for match in counted if list(scan(re.sub(r"[()]", " ", match["number"])))]
    for match in reversed(counted):
        words = words[: match.start()] + " " + words[match.end() :]
    return re.sub(r"\s+", " ", words).strip(" ,")
