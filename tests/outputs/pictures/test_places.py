"""Which places a map counts, and which of them it can show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from holdfast.model import Place
from holdfast.model.statement import Precision
from holdfast.outputs.pictures.cartography import around, draw
from holdfast.outputs.pictures.places import by_place, spots
from holdfast.outputs.pictures.words import how_many
from holdfast.record.listing import PlacedEvents


def strike(number: int = 1, **place: object) -> PlacedEvents:
    """Strikes, at a place if one is given."""
    where = Place(**{"text": "there", "start": 0, "end": 5, **place}) if place else None  # type: ignore[arg-type]
    return PlacedEvents(place=where, type="ASSAULT", number=number)


def talks(**place: object) -> PlacedEvents:
    """A meeting at a place."""
    return replace(strike(1, **place), type="CONSULT")


KYIV = {"name": "Kyiv", "lat": 50.45, "lon": 30.52, "country": "UKR", "precision": "settlement"}


def test_events_are_counted_by_place_the_most_first() -> None:
    found = by_place([strike(), talks(name="Irpin", precision="settlement"), strike(2, **KYIV), talks(**KYIV)])
    assert [(place.name, place.events, place.families) for place in found] == [
        ("Kyiv", 3, {"violence": 2, "talks": 1}),
        ("Irpin", 1, {"talks": 1}),
    ]


def test_a_country_is_called_by_its_name_and_a_place_without_a_name_by_its_words() -> None:
    found = by_place([strike(country="UKR", precision="country"), strike(country="UKR", precision="area")])
    assert {place.name for place in found} == {"Ukraine", "there"}


@pytest.mark.parametrize(
    ("precision", "lat", "located"),
    [("settlement", 50.4, True), ("settlement", None, False), ("country", None, True), ("area", None, False)],
)
def test_a_place_without_a_point_is_shown_only_as_a_country(
    precision: Precision, lat: float | None, located: bool
) -> None:
    (place,) = by_place([strike(name="X", lat=lat, lon=lat, precision=precision)])
    assert place.is_located is located


def test_a_mark_says_what_it_stands_for() -> None:
    drawn = spots(by_place([strike(1, **KYIV), talks(**KYIV)]))
    (mark,) = draw(drawn, frame=around(drawn)).marks
    assert mark.words == "Kyiv: 2 events (1 talks, 1 violence); settlement"


@pytest.mark.parametrize(("count", "words"), [(0, "no events"), (1, "1 event"), (1200, "1,200 events")])
def test_numbers_come_with_their_noun(count: int, words: str) -> None:
    assert how_many(count, "event") == words
