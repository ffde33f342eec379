"""Which of the places that bear a name is meant: size as a prior, the words around the name, and the document."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from holdfast.values.gazetteer import Kind, Record, folded
from holdfast.values.nations import countries as nations
from holdfast.values.place_words import Hint, Phrase

__all__ = ["Container", "Context", "Neighbour", "admissible", "kilometres", "rivals", "score"]

# Points of the score. Set on the toponyms of TR-News and GeoVirus and on our own annotated corpus, November 2026.
_COUNTRY = 8.6
_BY_HAND = 6.5
_UNIT, _UNIT_SIZE = 3.0, 0.5
_DISTRICT, _DISTRICT_SIZE = 1.0, 0.2
_ALTERNATE = 1.2
_NATIONAL_CAPITAL, _UNIT_CAPITAL = 1.0, 1.5
_STORY_COUNTRY, _OTHER_COUNTRY = 2.5, 1.5
_NEAR, _NEAR_KM, _SAME_COUNTRY, _SAME_UNIT = 2.0, 200.0, 2.0, 1.5
_HINTED, _CITY_UNIT = 4.0, 1.0  # "the Kyiv region" is Kyiv Oblast, not Kyiv City
_WITHIN = 6.0
_FOLLOWED, _FOLLOWS = 3.0, 2.5  # "Paris", then "Texas"; "Albany", then "New York"
_NAMED_IN_PART = 3.0  # "Heathrow" for London Heathrow Airport
_ABOUT_TOWN_KM = 100.0
_FAMOUS = 5.3  # 200,000 people
_KNOWN = 3.3  # 2,000 people
_RIVALS = 10
_LARGE = 4.7  # 50,000 people
_EARTH_KM = 6371.0
_KINDS: dict[Hint, tuple[Kind, ...]] = {
    "settlement": ("settlement",),
    "admin1": ("admin1", "country"),
    "admin2": ("admin2",),
    "area": (),
    "facility": ("point",),
    "none": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another place of the document, as far as it tells something about this one."""

    lat: float
    lon: float
    country: str | None
    admin1: str | None
    kind: Kind

    @property
    def fine(self) -> bool:
        """Whether its point says where it is."""
        return self.kind in ("point", "settlement", "admin2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the document says beside the place.

    Attributes:
        countries: Countries of the story, the main one first.
        near: Places already found.
        before, after: Those of them that are named next to it: "Paris, Texas" comes as two places side by side.
    """

    countries: tuple[str, ...]
    near: tuple[Neighbour, ...]
    before: tuple[Neighbour, ...] = ()
    after: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A larger place that the words name beside the one looked for, such as Texas in "Paris, Texas"."""

    name: str
    precision: Kind
    country: str | None
    admin1: str | None
    lat: float
    lon: float


def score(
    record: Record, phrase: Phrase, context: Context, within: Container | None, records: Sequence[Record]
) -> tuple[float | None, list[str]]:
    """Points of one place: its size, whether the words ask for its kind, and the context; `None` rules it out.

    Args:
        record: The place.
        phrase: How the words speak of it.
        context: What the document says beside it.
        within: The larger place that the words name beside it.
        records: All places that bear the name.
    """
    points, reasons = _prior(record)
    if record.kind == "settlement":
        points += _main_town_bonus(record, records)
    if within is not None:
        if not _inside(record, within):
            return None, []
        points += _WITHIN
        reasons.append(f"in {within.name}")
    if _fits(record.kind, phrase.hint):
        points += _HINTED - (_CITY_UNIT if record.name.endswith(" City") else 0.0)
    elif record.kind == "admin2" and not record.own_name:
        points -= 2 * _DISTRICT  # a district is seldom called by its bare name
    bonus, reason = _bonus(record, context, records)
    if reason:
        reasons.append(reason)
    return points + bonus, reasons


def _prior(record: Record) -> tuple[float, list[str]]:
    if record.kind == "country":
        return _COUNTRY, ["a country"]
    if record.kind == "point" and not record.own_name:
        return _NAMED_IN_PART, ["a known facility"]
    if record.kind in ("area", "point"):
        return _BY_HAND, ["a known region or water" if record.kind == "area" else "a known facility"]
    if record.kind == "admin1":
        return _UNIT + _UNIT_SIZE * record.size, ["a first-level unit"]
    if record.kind == "admin2":
        return _DISTRICT + _DISTRICT_SIZE * record.size, ["a district"]
    points = max(record.size, 1.0) - (0 if record.own_name else _ALTERNATE)
    if _is_capital(record):
        return points + _NATIONAL_CAPITAL, ["a national capital"]
    return points, [f"a settlement of {_people(record.size)}"]


def _main_town_bonus(record: Record, records: Sequence[Record]) -> float:
    """What a unit's main town gains over the unit of the same name, unless the unit dwarfs it (Quebec, Washington)."""
    units = [
        other.size
        for other in records
        if other.kind == "admin1" and (other.country, other.admin1) == (record.country, record.admin1)
    ]
    return _UNIT_CAPITAL if units and max(units) - record.size <= 1.0 else 0.0


def _people(size: float) -> str:
    if size < 1:
        return "unknown size"
    number = 10**size
    return f"about {round(number, -max(0, int(size) - 1)):,.0f} people"


def _is_capital(record: Record) -> bool:
    return record.kind == "settlement" and (record.country, folded(record.name)) in _capitals()


@lru_cache(maxsize=1)
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset((country.code, folded(seat)) for country in nations().values() for seat in country.seats[:1])


def _fits(kind: Kind, hint: Hint) -> bool:
    return kind in _KINDS[hint]


def _bonus(record: Record, context: Context, records: Sequence[Record]) -> tuple[float, str | None]:
    """What the document adds: its countries and the places near by."""
    points, reason = 0.0, None
    if record.kind == "country":
        return points, reason  # a country is its own evidence; the context is for its rivals
    if (beside := _beside(record, context, records)) is not None:
        points, reason = beside
    if record.country and record.country in context.countries:
        points += _STORY_COUNTRY if record.country == context.countries[0] else _OTHER_COUNTRY
        reason = reason or f"{record.country} is a country of the document"
    if not context.near:
        return points, reason
    closest = min((_rough(record, n) for n in context.near if n.fine), default=math.inf)
    points += _NEAR * math.exp(-closest / _NEAR_KM)
    points += _SAME_COUNTRY * sum(n.country == record.country for n in context.near) / len(context.near)
    if any(n.country == record.country and n.admin1 and n.admin1 == record.admin1 for n in context.near):
        points += _SAME_UNIT
        reason = reason or f"{record.admin1} is named in the document"
    elif closest < _NEAR_KM:
        reason = reason or f"{closest:.0f} km from another place of the document"
    return points, reason


def _beside(record: Record, context: Context, records: Sequence[Record]) -> tuple[float, str] | None:
    """What a place gains by the one named next to it: a town before its unit or country, a unit behind its town.

    In "Mexico, the United States and Canada" countries stand side by side, and no town of Missouri is meant.
    """
    if context.after and record.kind in ("settlement", "admin2", "point"):
        if _may_be_listed(record, context, records):
            return None
        for larger in context.after:
            whole = larger.kind == "country" or (larger.kind == "admin1" and larger.admin1 == record.admin1)
            if whole and larger.country == record.country:
                return _FOLLOWED, f"{larger.admin1 or larger.country} is named behind it"
    if record.kind == "admin1":
        for smaller in context.before:
            inside = smaller.fine and (smaller.country, smaller.admin1) == (record.country, record.admin1)
            if inside and not _near_main_town(smaller, record, records):
                return _FOLLOWS, "a place in it is named before it"
    return None


def _near_main_town(place: Neighbour, unit: Record, records: Sequence[Record]) -> bool:
    """Whether a place lies about the town that a unit is named after, so that the town may be meant as well."""
    towns = [r for r in records if r.kind == "settlement" and (r.country, r.admin1) == (unit.country, unit.admin1)]
    main = max(towns, key=lambda town: town.size, default=None)
    return main is not None and kilometres(place.lat, place.lon, main.lat, main.lon) < _ABOUT_TOWN_KM


def _may_be_listed(record: Record, context: Context, records: Sequence[Record]) -> bool:
    """Whether the name is also that of a country, or of a unit of the countries that the document is about."""
    return any(
        other.kind == "country"
        or (other.kind == "admin1" and other.own_name and other.country in (record.country, *context.countries))
        for other in records
    )


_FAR_DEGREES = 6.0  # beyond some 660 km a neighbour adds next to nothing


def _rough(record: Record, neighbour: Neighbour) -> float:
    """Kilometres to a neighbour, infinite for one that is plainly far, which most are."""
    if abs(record.lat - neighbour.lat) > _FAR_DEGREES:
        return math.inf
    return kilometres(record.lat, record.lon, neighbour.lat, neighbour.lon)


def _inside(record: Record, within: Container) -> bool:
    """Whether a place lies in a larger one that the words name: by country, unit, or within 150 km of its middle."""
    if within.precision == "country":
        return record.country == within.country
    if within.precision == "admin1":
        return record.country == within.country and record.admin1 == within.admin1
    return kilometres(record.lat, record.lon, within.lat, within.lon) < 150


_STREET = re.compile(r"(?:Street|Road|Avenue|Lane|Highway|Boulevard)$")


def admissible(
    record: Record, phrase: Phrase, context: Context, within: Container | None, records: Sequence[Record]
) -> bool:
    """Whether a place may be meant at all: a far-off town of the same name is not, nor the half of a longer name."""
    if _STREET.search(phrase.name) and record.kind == "settlement":
        return False  # streets are named everywhere, and now and then a quarter after one
    if phrase.doubtful or phrase.hint in ("admin1", "admin2"):
        return _supported(record, context, within)
    if not context.countries or within is not None or record.kind in ("country", "area", "point", "admin1"):
        return True
    if record.country in context.countries or record.country in {n.country for n in context.near}:
        return True
    if record.own_name and record.size >= _KNOWN and {other.country for other in records} == {record.country}:
        return True  # nobody else bears the name
    return record.size >= _FAMOUS or _is_capital(record)


def _supported(record: Record, context: Context, within: Container | None) -> bool:
    """Whether a part of the words may be taken for the name: "Pearson" of "Pearson Airport" only with good reason."""
    if within is not None or record.kind in ("country", "area"):
        return True
    if record.country in context.countries:
        return True
    return record.own_name and record.size >= _LARGE and record.kind in ("settlement", "admin1")


def rivals(records: Sequence[Record], context: Context) -> Sequence[Record]:
    """The places of a name worth comparing: no towns of a country of that name, not all 31 Washington Counties."""
    states = {record.country for record in records if record.kind == "country"}
    if states:
        records = [r for r in records if r.kind == "country" or (r.own_name and r.country not in states)]
    if len(records) <= _RIVALS:
        return records
    near = {place.country for place in context.near}

    def promise(record: Record) -> float:
        return _prior(record)[0] + 3 * (record.country in context.countries) + 3 * (record.country in near)

    return sorted(records, key=promise, reverse=True)[:_RIVALS]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine) in kilometres."""
    first, second = math.radians(lat), math.radians(other_lat)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
