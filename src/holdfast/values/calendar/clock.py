"""Clock times and their zones: "at 18:00 Moscow time", "shortly after 3pm", "0540 UTC", "at noon"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timezone
from zoneinfo import ZoneInfo

from holdfast.values.calendar.moment import Span

__all__ = ["CLOCK", "at", "without", "zone_of"]

CLOCK = re.compile(
    r"(?:\b(?:at|around|about|shortly (?:before|after)|just (?:before|after))\s+)*"
    r"(?:(?P<hour>\b[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>am|pm)?"
    r"|\b(?P<hour12>1[0-2]|0?[1-9])\s*(?P<half12>am|pm|o'clock)\b"
    r"|\b(?P<mil>0\d[0-5]\d|1[0-7][0-5]\d|2[23][0-5]\d"
    r"|[12]\d[0-5]\d(?=\s*(?:hours|hrs|utc|gmt|z\b|local)))(?![\d-])"
    r"|\b(?P<named>noon|midday|midnight)\b"
    r"|(?:^|(?<=at )|(?<=about )|(?<=around ))(?P<bare>1[0-2]|[1-9])"
    r"(?=\s+(?:on\b|in the (?:morning|afternoon|evening)|tomorrow|today|yesterday|this\b)))"
    r"\s*(?:hours|hrs|h)?\b"
)
_ZONE = re.compile(
    r"\(?\b(?P<zone>utc|gmt|z|local(?: time)?|cet|eet|est|edt|(?:addis ababa|new york|[a-z]+)"
    r" time)\b\)?(?<!breakfast time)(?<!same time)"
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


def without(words: str, matches: list[re.Match[str]]) -> str:
    """The words with the matched stretches taken out."""
    for match in reversed(matches):
        words = f"{words[: match.start()]} {words[match.end() :]}"
    return re.sub(r"\s+", " ", words).strip()


def zone_of(words: str) -> tuple[timezone | ZoneInfo | None, str]:
    """The time zone that the words name, and the words without it; local and unknown zones stay without one."""
    match = _ZONE.search(words)
    if not match:
        return None, words
    rest = f"{words[: match.start()]} {words[match.end() :]}"
    name = match["zone"].removesuffix(" time")
    if name in ("utc", "gmt", "z"):
        return UTC, rest
    return (ZoneInfo(_ZONES[name]) if name in _ZONES else None), rest


def at(day: Span, clocks: list[re.Match[str]], zone: timezone | ZoneInfo | None, rest: str) -> Span:
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
