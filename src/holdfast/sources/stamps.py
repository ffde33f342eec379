"""Time stamps of rolling pages: what is one, and the line that it becomes in the text."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

__all__ = ["as_moment", "is_stamp", "leading_stamp", "stamp_line", "stamp_moment"]

_ZONE = r"(?-i:[A-Z]{2,5}|Z|[+-]\d{2}:?\d{2}|(?:GMT|UTC)[+-]\d{1,2}|[A-Z][a-z]+ time|local time)"
_HALF = r"[ap]\.?\s?m\b\.?"
_CLOCK = (
    rf"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?:\s*{_HALF})?(?:\s*\(?{_ZONE}\)?)?"
    rf"|\d{{1,2}}\s*{_HALF}(?:\s*{_ZONE})?)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = (
    rf"(?:[A-Z][a-z]+day,?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)"
)
_STAMP = re.compile(
    rf"\(?(?:(?:posted|published|updated|last updated)\s*(?:at|on)?:?\s*)?(?:{_DAY}[,\s|·–-]*(?:at\s+)?)?(?:{_CLOCK})"
    rf"(?:[,\s|·–-]*(?:on\s+)?{_DAY})?\)?[\s:|·–—-]*",
    re.IGNORECASE,
)
_FIRST_CLOCK = re.compile(rf"(?<!\d)(?:{_CLOCK})", re.IGNORECASE)
_LEADING = re.compile(rf"(?P<clock>{_CLOCK})\)?\s*(?:[:|·–—-]+\s+)(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)
_AGO = re.compile(r"\b(ago|just now|yesterday|today)\b|^\d+\s?[smhdw]$", re.IGNORECASE)
_LONGEST_STAMP = 60
_WRITTEN_DAYS = ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%A, %B %d, %Y", "%A %d %B %Y")


def is_stamp(element: Any) -> bool:
    """Whether an element of a page is the time stamp of what follows: a `<time>`, or a clock time alone."""
    if element.tag == "time":
        return bool(element.get("datetime") or re.search(r"\d", element.text_content()))
    if element.tag in ("a", "body", "html") or len(element) > 3:
        return False
    text = " ".join(element.text_content().split())
    return 0 < len(text) <= _LONGEST_STAMP and _STAMP.fullmatch(text) is not None


def leading_stamp(text: str) -> tuple[str, str] | None:
    """The clock time that opens a text, and the rest: "18:04 – Guns fell silent"; None if it begins otherwise."""
    match = _LEADING.fullmatch(text)
    return (match["clock"].strip(), match["rest"]) if match else None


def stamp_line(element: Any) -> str:
    """The line that a stamp becomes: it opens with the clock time, so that it is seen to begin an entry.

    The page's own words are kept. "2h ago" means nothing later, so the machine-readable moment of the page stands in
    its place, written out.
    """
    words = " ".join(element.text_content().split()).strip(" :|·–—-()")
    clock = _FIRST_CLOCK.search(words)
    if clock and clock.start() == 0:
        return words
    if clock:
        rest = f"{words[: clock.start()]} {words[clock.end() :]}"
        rest = re.sub(r"\s+", " ", re.sub(r"\bat\s*$", "", rest.strip(" ,|·–-"))).strip(" ,|·–-")
        return f"{clock.group().strip()}, {rest}" if rest else clock.group().strip()
    moment = element.get("datetime") if element.tag == "time" else None
    written = _written_out(moment)
    return written if written and (not words or _AGO.search(words) or "T" in str(moment)) else words


def stamp_moment(element: Any) -> str | None:
    """The machine-readable moment of a stamp as ISO text; None if the page gives none."""
    return as_moment(element.get("datetime")) if element.tag == "time" else None


def as_moment(text: object) -> str | None:
    """An ISO day or moment from the ways in which pages write one; None if it is none or could be two.

    Read are ISO 8601, mail dates, and days with the month in English words; "03/04/2022" could be two days and is not.
    """
    if not isinstance(text, str) or not text.strip():
        return None
    text = " ".join(text.split())
    return _iso(text) or _mail_date(text) or _written_day(text)


def _iso(text: str) -> str | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d", text):
        return None
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        if len(text) == len("2022-03-29"):
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)|\s+(?=Z$)", "", text)).isoformat()
    except ValueError:
        day = re.match(r"\d{4}-\d\d-\d\d(?=\D)", text)
        return _iso(day.group()) if day else None


def _mail_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat() if "," in text and ":" in text else None
    except ValueError:
        return None


def _written_day(text: str) -> str | None:
    for form in _WRITTEN_DAYS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return None


def _written_out(moment: str | None) -> str | None:
    iso = as_moment(moment)
    if iso is None or "T" not in iso:
        return None
    parsed = datetime.fromisoformat(iso)
    zone = "" if parsed.tzinfo is None else (parsed.tzname() or "")
    return f"{parsed:%H:%M}{' ' + zone if zone else ''}, {parsed.day} {parsed:%B %Y}"
