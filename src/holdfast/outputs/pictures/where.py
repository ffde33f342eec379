"""The map of a brief: the events that somebody reports to have happened, by place and by how finely it is known.

An event is on it only if one of the statements that report it, and place it there, supports a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from holdfast.model import Event, Place
from holdfast.model.noun import Noun
from holdfast.model.statement import Precision
from holdfast.outputs.composing import Telling
from holdfast.outputs.geojson import rounded
from holdfast.outputs.material import Material
from holdfast.outputs.pictures.cartography import Drawing, around, draw
from holdfast.outputs.pictures.geography import base_map
from holdfast.outputs.pictures.places import MapPlace, by_place, spots
from holdfast.outputs.pictures.words import how_many, precision_words
from holdfast.outputs.sections import reports_it
from holdfast.outputs.wording import joined
from holdfast.record.listing import PlacedEvents

__all__ = ["MapPicture", "map_picture"]

_WIDTH = 700.0
"""SVG units: in a brief's column and on a page the map is drawn at about its own size, so that its letters are too."""
_MOST_LISTED = 60
_KINDS: dict[Precision | None, tuple[str, str]] = {
    "point": ("exact spot", "exact spots"),
    "settlement": ("settlement", "settlements"),
    "admin2": ("district", "districts"),
    "admin1": ("region", "regions"),
    "area": ("area without a true point", "areas without a true point"),
    "country": ("country, known no closer", "countries, known no closer"),
    None: ("place of unknown precision", "places of unknown precision"),
}


class MapPicture(Noun, frozen=True, kw_only=True):
    """Where a period's events are reported.

    Attributes:
        places: Those with most events first; coordinates are no finer than the place is known.
        told: Of each event on the map, the statement that places it there.
        unplaced: How many events are reported without a place.
        withheld: How many have a place finer than a settlement, which is left out.
        unsupported: How many have a place that no statement supports well enough to be told.
    """

    places: tuple[MapPlace, ...]
    told: dict[str, str]
    unplaced: int = 0
    withheld: int = 0
    unsupported: int = 0

    @property
    def drawing(self) -> Drawing | None:
        """What is drawn; None where no place has a point or a country to hatch."""
        shown = spots(place for place in self.places if place.is_located)
        return draw(shown, frame=around(shown), width=_WIDTH) if shown else None

    @property
    def caption(self) -> tuple[str, ...]:
        """What the map shows, and what it does not, in sentences with all of its figures but those of single places."""
        drawing = self.drawing
        outside = set(drawing.outside) if drawing else set()
        return (*_counted(self.places), *_not_drawn(self, outside))

    @property
    def listed(self) -> tuple[str, ...]:
        """Its places in words, each with its events by kind: "Kyiv, settlement: 3 (2 violence, 1 talks)"."""
        return tuple(_in_words(place) for place in self.places[:_MOST_LISTED])

    @property
    def unlisted(self) -> int:
        """How many places more there are than are listed."""
        return max(0, len(self.places) - _MOST_LISTED)

    @property
    def borders(self) -> str:
        """Which rule the borders follow, and where the outlines come from."""
        return f"{base_map().rule} {base_map().source}."


def map_picture(material: Material, carries: Callable[[Telling], bool]) -> MapPicture | None:
    """The map of a brief's period; None if nothing is reported to have happened.

    Args:
        material: The statements and events of the period.
        carries: Whether a statement supports the sentence in which it alone is told.
    """
    reported = [(event, found) for event in material.events if (found := _reporting(event, material))]
    if not reported:
        return None
    placed: list[PlacedEvents] = []
    told: dict[str, str] = {}
    out = Counter[str]()
    for event, tellings in reported:
        if event.place is None:
            out["unplaced"] += 1
        elif material.discretion.withholds(event.place):
            out["withheld"] += 1
        elif (telling := _placing(event.place, tellings, carries)) is None:
            out["unsupported"] += 1
        else:
            told[event.id] = telling.statement.id
            placed.append(PlacedEvents(place=_coarse(event.place), type=event.type, number=1))
    return MapPicture(places=by_place(placed), told=told, **out)


def _reporting(event: Event, material: Material) -> list[Telling]:
    return [telling for one in event.statements if (telling := material.told(one)) and reports_it(telling)]


def _placing(place: Place, tellings: Sequence[Telling], carries: Callable[[Telling], bool]) -> Telling | None:
    """The first statement that places an event there, in a sentence that is supported."""
    there = (one for one in tellings if one.statement.place and _called(one.statement.place) == _called(place))
    return next((one for one in there if carries(one)), None)


def _called(place: Place) -> str:
    return place.name or place.text


def _coarse(place: Place) -> Place:
    """The place with coordinates that are no finer than it is known."""
    lat, lon = rounded(place)
    return msgspec.structs.replace(place, lat=lat, lon=lon)


def _counted(places: Sequence[MapPlace]) -> Iterator[str]:
    if not places:
        yield "No event that is reported here has a place that can be told, so that no map is drawn."
        return
    total = sum(place.events for place in places)
    kinds = [(words, [place for place in places if place.precision == kind]) for kind, words in _KINDS.items()]
    parts = [f"{sum(place.events for place in own):,} in {how_many(len(own), *words)}" for words, own in kinds if own]
    yield f"{how_many(total, 'event')} that somebody reports to have happened, by place: {joined(parts)}."


def _not_drawn(picture: MapPicture, outside: set[str]) -> Iterator[str]:
    by_country = [place for place in picture.places if place.precision == "country"]
    pointless = [place for place in picture.places if not place.is_located]
    beyond = [place for place in picture.places if place.name in outside]
    if by_country:
        yield f"Hatched, for want of a closer place: {_names(by_country)}."
    if beyond:
        yield f"Outside the frame: {_names(beyond)}."
    if pointless:
        yield f"Not drawn, for want of a point: {_names(pointless)}."
    if picture.unplaced:
        yield f"Of {how_many(picture.unplaced, 'more event')} nobody says where."
    if picture.withheld:
        yield f"Left out: {how_many(picture.withheld, 'event')} at a place finer than a settlement."
    if picture.unsupported:
        yield (
            f"Left out: {how_many(picture.unsupported, 'event')} whose place the words do not support well enough to "
            "be told."
        )


def _names(places: Sequence[MapPlace]) -> str:
    named = ", ".join(f"{place.name} ({place.events})" for place in places[:_MOST_LISTED])
    more = len(places) - _MOST_LISTED
    return f"{named} and {more} more" if more > 0 else named


def _in_words(place: MapPlace) -> str:
    families = ", ".join(f"{count} {name}" for name, count in place.families.items())
    return f"{place.name}, {precision_words(place.precision)}: {place.events} ({families})"
