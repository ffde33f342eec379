"""Events by place: what a map counts, and how finely each place is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from holdfast.model.statement import Precision
from holdfast.outputs.pictures.cartography import Spot, family
from holdfast.outputs.pictures.geography import country_name
from holdfast.record.listing import PlacedEvents

__all__ = ["MapPlace", "by_place", "spots"]


class MapPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its events: by a point only where the precision is point or settlement.

    Attributes:
        families: Number of events by kind of happening: violence, forces, talks, other.
        events: How many there are in all; at the desk `/events?place=` and `/api/events?place=` list them.
    """

    name: str
    country: str | None
    precision: Precision | None
    lat: float | None
    lon: float | None
    families: dict[str, int]
    events: int

    @property
    def is_located(self) -> bool:
        """Whether a map can show it: at a point, as a wide circle around one, or as a hatched country."""
        return self.lat is not None or self.precision == "country"


def by_place(found: Iterable[PlacedEvents]) -> tuple[MapPlace, ...]:
    """The places of events, those with most events first; events without a place are in none."""
    groups: dict[tuple[str, str | None, Precision | None, float | None, float | None], Counter[str]] = {}
    for one in found:
        place = one.place
        if place is not None:
            name = place.name or (country_name(place.country) if place.precision == "country" else None) or place.text
            key = (name, place.country, place.precision, place.lat, place.lon)
            groups.setdefault(key, Counter())[family(one.type)] += one.number
    made = [
        MapPlace(
            name=name,
            country=country,
            precision=precision,
            lat=lat,
            lon=lon,
            families=dict(sorted(families.items(), key=lambda item: (-item[1], item[0]))),
            events=families.total(),
        )
        for (name, country, precision, lat, lon), families in groups.items()
    ]
    return tuple(sorted(made, key=lambda place: (-place.events, place.name, str(place.country), str(place.lat))))


def spots(places: Iterable[MapPlace]) -> list[Spot]:
    """Places as they are drawn."""
    return [
        Spot(name=p.name, country=p.country, precision=p.precision, lat=p.lat, lon=p.lon, families=p.families)
        for p in places
    ]
