"""Where and when: the areas that a telling names, its days, and the days that it leaves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Any

from holdfast.agreements.drafting.conditions import is_of_a_condition, own_words
from holdfast.agreements.drafting.telling import Telling
from holdfast.model import Place
from holdfast.model.days import as_day
from holdfast.values import date as dates
from holdfast.values import place as places
from holdfast.values.nations import countries
from holdfast.values.numeral import scan

__all__ = ["Areas", "days_left", "last_day", "slug", "years_of"]

_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_NAMES = re.compile(
    rf"\b(?:in|near|around|on|to|of|from|at|over|above|outside|against|towards?)\s+(?:the )?"
    rf"(?:(?P<of>directions?|regions?) of |cit(?:y|ies) of |villages? of |status of |ports? of |parts of )?"
    rf"(?P<names>(?:the )?{_NAME}(?:(?:, | and |, and | or )(?:the )?{_NAME})*)"
    r"(?P<kind> directions?| regions?| oblasts?| provinces?)?"
)
_SPLIT = re.compile(r", and |, | and | or ")
_UNIT = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_LEFT = re.compile(
    r"(?:within|in|lasting|no (?:more|longer|later) than|at most|over|for)\s+(?:no more than |the next )?"
    r"(?P<number>[\w-]+(?: [\w-]+)?)\s+(?P<unit>hour|day|week|month|year)s?\b",
    re.I,
)
_YEARS = re.compile(r"\b(?P<number>[\w-]+)[ -]years?\b", re.I)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = re.compile(
    rf"\b(?P<how>by|until|before|no later than|on|from|starting|since)\s+(?P<day>\d{{1,2}} {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{4}}-\d\d-\d\d)"
)


_HOW = re.compile(r"\b(from|starting|for|by|until|till|no later than)\b[^.,]*$", re.I)


_BOUNDS = "uncertain: found by its name; draw its bounds with names:, admin1: or box:"


class Areas:
    """The areas of a draft, gathered as clauses name them.

    Args:
        within: Countries in which places are looked for first.
    """

    def __init__(self, within: Sequence[str]) -> None:
        self._within = tuple(within)
        self.known: dict[str, dict[str, Any]] = {}

    def named_in(self, telling: Telling) -> tuple[str, ...]:
        """Ids of the areas that a telling's own words name, made where they are new; towns and regions, no states.

        The places of a condition are the condition's alone.
        """
        found = [*self.in_words(own_words(telling))]
        place = _own_place(telling)
        if not found and place and place.precision not in (None, "country"):
            made = self._area(place.name or place.text, "")
            found += [made] if made else []
        return tuple(dict.fromkeys(found))

    def in_words(self, words: str) -> tuple[str, ...]:
        """Ids of the areas that some words name, made where they are new."""
        found: list[str] = []
        for match in _NAMES.finditer(words):
            for name in _SPLIT.split(match["names"]):
                kind = (match["kind"] or match["of"] or "").strip().rstrip("s")
                made = self._area(name.removeprefix("the ").strip(), kind)
                found += [made] if made else []
        return tuple(dict.fromkeys(found))

    def unknown_in(self, telling: Telling) -> str | None:
        """The place that a telling names and of which no area can be made; None if there is none."""
        place = _own_place(telling)
        return place.text if place and place.precision != "country" and not self.named_in(telling) else None

    def states(self, parties: Iterable[str]) -> list[str]:
        """Ids of the areas that are the whole states of parties; a body, such as NATO, has none."""
        found = []
        for code in (party[:3] for party in parties):
            if code in countries():
                name = slug(countries()[code].names[0])
                self.known.setdefault(name, {"country": code})
                found.append(name)
        return list(dict.fromkeys(found))

    def _area(self, name: str, kind: str) -> str | None:
        found = places.resolve(name, countries=self._within)
        if found is None or found.precision == "country" or found.country not in self._within:
            return None
        key = next((key for key, area in self.known.items() if found.name in area.get("names", ())), None)
        key = key or slug(f"{name} {kind}")
        area = self.known.setdefault(key, {"country": found.country, "names": [], "note": _BOUNDS})
        area["names"] = list(dict.fromkeys((*area["names"], name, found.name)))
        wide = kind in ("direction", "region", "oblast", "province") or found.precision in ("admin1", "area")
        if wide and found.admin1:
            area["admin1"] = [found.admin1]
        return key


def _own_place(telling: Telling) -> Place | None:
    """The place of a telling, unless it stands within a condition."""
    place = telling.statement.place
    return None if place and is_of_a_condition(telling, place.start, place.end) else place


def last_day(telling: Telling) -> tuple[date | None, date | None]:
    """First and last day that a telling names for what is to be done; both None if it names none."""
    time = telling.statement.time
    published = telling.published
    match = _DAY.search(telling.words)
    if match:
        found = dates.resolve(match["day"], anchor=published, future=True)
        day = as_day(found.end.isoformat()) if found and found.end else None
        if day:
            begins = match["how"] in ("from", "starting", "since")
            return (day, None) if begins else (None, day)
    if time is None or time.last_day is None or published is None or time.last_day < published:
        return None, None
    how = _HOW.search(telling.document.text[max(0, time.start - 14) : time.end])
    if how and how[1].lower() in ("from", "starting"):
        return time.last_day if time.first_day is None else time.first_day, None
    # The day of publication itself is mostly the day of the speech ("said on Tuesday"), unless it is named as a term.
    return (time.first_day, time.last_day) if how or time.last_day > published else (None, None)


def days_left(text: str) -> float | None:
    """Days of "within three days", "lasting no more than two weeks"; None if the words leave none."""
    for match in _LEFT.finditer(text):
        numbers = list(scan(match["number"]))
        if numbers:
            return float(ceil(numbers[-1].value * _UNIT[match["unit"].lower()]))
    return None


def years_of(text: str, start: date) -> date | None:
    """The day so many years after a day, for "15 years of consultations"; None if no years are named."""
    match = _YEARS.search(text)
    numbers = list(scan(match["number"])) if match else []
    if not numbers:
        return None
    years = int(numbers[-1].value)
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February, or beyond the calendar
        return start + timedelta(days=365 * years) if start.year + years < date.max.year else None


def slug(words: str) -> str:
    """Words as an id: "The Kyiv direction" → "kyiv-direction", "Kartārpur" → "kartarpur"."""
    letters = unicodedata.normalize("NFKD", re.sub(r"['’ʼ]", "", words).casefold().removeprefix("the "))
    plain = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")
    return plain or "unnamed"
