"""Events by place: what a map counts, and how finely each place is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from holdfast.model import Event
from holdfast.model.statement import Precision
from holdfast.outputs.pictures.cartography import Spot, family
from holdfast.outputs.pictures.geography import country_name

__all__ = ["MapPlace", "by_place", "spots"]


class MapPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its events: by a point only where the precision is point or settlement.

    Attributes:
        families: Number of events by kind of happening: violence, forces, talks, other.
        events: Ids of the events.
    """

    name: str
    country: str | None
    precision: Precision | None
    lat: float | None
    lon: float | None
    families: dict[str, int]
    events: tuple[str, ...]

    @property
    def is_located(self) -> bool:
        """Whether a map can show it: at a point, as a wide circle around one, or as a hatched country."""
        return self.lat is not None or self.precision == "country"


def by_place(found: Iterable[Event]) -> tuple[MapPlace, ...]:
    """The places of events, those with most events first; events without a place are in none."""
    groups: dict[tuple[str, str | None, Precision | None, float | None, float | None], list[Event]] = {}
    for event in found:
        place = event.place
        if place is not None:
            name = place.name or (country_name(place.country) if place.precision == "country" else None) or place.text
            groups.setdefault((name, place.country, place.precision, place.lat, place.lon), []).append(event)
    made = [
        MapPlace(
            name=name,
            country=country,
            precision=precision,
            lat=lat,
            lon=lon,
            families=dict(Counter(family(event.type) for event in own).most_common()),
            events=tuple(event.id for event in own),
        )
        for (name, country, precision, lat, lon), own in groups.items()
    ]
    return tuple(sorted(made, key=lambda place: (-len(place.events), place.name)))


def spots(places: Iterable[MapPlace]) -> list[Spot]:
    """Places as they are drawn."""
    return [
        Spot(name=p.name, country=p.country, precision=p.precision, lat=p.lat, lon=p.lon, families=p.families)
        for p in places
    ]
