from __future__ import annotations

from typing import Any

import pytest

from holdfast.agreements.areas import lies_in
from holdfast.model import Place
from holdfast.model.agreement import Area

NORTH = Area(country="UKR", names=("Kyiv", "Bucha"), admin1=("Kyiv Oblast",), box=(29.0, 49.0, 32.0, 52.0))


def place(name: str, **fields: Any) -> Place:
    return Place(text=name, start=0, end=len(name), name=name, **fields)


CASES = {
    "by its name": (place("Bucha", country="UKR", precision="settlement"), True),
    "by its name without a country": (place("Kyiv"), True),
    "by the words of a region": (place("Kyiv region", precision="area"), True),
    "by a list of places": (place("Kyiv and Chernihiv directions", precision="area"), True),
    "by its first-level unit": (place("Irpin", admin1="Kyiv Oblast", precision="settlement"), True),
    "another unit, although inside the box": (
        place("Korosten", admin1="Zhytomyr Oblast", lat=50.9, lon=29.1, precision="settlement"),
        False,
    ),
    "by its point": (place("Irpin", lat=50.5, lon=30.2, precision="settlement"), True),
    "by a point elsewhere": (place("Lviv", lat=49.8, lon=24.0, precision="settlement"), False),
    "a country's point proves nothing": (
        place("Ukraine", country="UKR", lat=50.0, lon=31.0, precision="country"),
        None,
    ),
    "a large area's point proves nothing": (place("the north", lat=50.0, lon=31.0, precision="area"), None),
    "a unit's point proves nothing, its name does": (
        place("Chernihiv Oblast", lat=51.0, lon=31.5, precision="admin1"),
        False,
    ),
    "another country": (place("Kyiv", country="USA", precision="settlement"), False),
    "a settlement that nobody can place": (place("Stare", precision="settlement"), False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_place_lies_in_an_area(name: str) -> None:
    where, expected = CASES[name]
    assert lies_in(where, NORTH) is expected


def test_a_whole_country_holds_every_place_of_it() -> None:
    whole = Area(country="UKR")
    assert lies_in(place("Lviv", country="UKR", precision="settlement"), whole) is True
    assert lies_in(place("Ukraine", country="UKR", precision="country"), whole) is True
    assert lies_in(place("Minsk", country="BLR", precision="settlement"), whole) is False


def test_no_place_is_nowhere() -> None:
    assert lies_in(None, NORTH) is None
