"""How two places stand to each other."""

from __future__ import annotations

from typing import Any

import pytest

from holdfast.model import Place
from holdfast.record.merging.claim import Site, claim_of
from holdfast.record.merging.places import compare_places, kilometres
from tests.record.telling import told


def site(name: str, precision: str | None = "settlement", **fields: Any) -> Site:
    place = Place(text=name, start=0, end=len(name), name=name, precision=precision, **fields)  # type: ignore[arg-type]
    claim = claim_of(told(f"{name} was hit.", place=place))
    assert claim
    assert claim.site
    return claim.site


KYIV = site("Kyiv", lat=50.45, lon=30.52, country="UKR", admin1="Kyiv City")
IRPIN = site("Irpin", lat=50.52, lon=30.25, country="UKR", admin1="Kyiv")
HOSTOMEL = site("Hostomel", lat=50.57, lon=30.26, country="UKR", admin1="Kyiv")


@pytest.mark.parametrize(
    ("one", "other", "above", "against"),
    [
        (KYIV, site("Kyiv"), True, False),
        (KYIV, IRPIN, False, True),
        (IRPIN, HOSTOMEL, False, False),
        (site("Irpin bridge", "point", lat=50.51, lon=30.25), IRPIN, True, False),
        (site("El Obeid fuel depot", "point"), site("El Obeid"), True, False),
        (site("school in Chernihiv", "point"), site("food plant in Chernihiv", "point"), False, False),
        (site("Mykolaiv"), site("Mykolayiv"), True, False),
        (site("Rubizhne"), site("Kreminna"), False, True),
        (site("Goma", country="COD"), site("Gisenyi", country="RWA"), False, True),
        (IRPIN, site("Kyiv Oblast", "admin1", country="UKR"), True, False),
        (IRPIN, site("Kharkiv Oblast", "admin1", country="UKR"), False, False),
        (site("Kharkiv Oblast", "admin1"), site("Sumy Oblast", "admin1"), False, True),
        (site("Ukraine", "country", country="UKR"), IRPIN, True, False),
        (site("Black Sea", "area"), site("Sea of Azov", "area"), False, False),
        (site("Pokrovsk", lat=48.28, lon=37.18), site("Pokrovsk", lat=61.48, lon=129.15), False, True),
    ],
)
def test_pairs_of_places(one: Site, other: Site, above: bool, against: bool) -> None:
    for signal in (compare_places(one, other), compare_places(other, one)):
        assert signal
        assert (signal.points > 0) is above
        assert (signal.against == "place") is against
        assert signal.sentence


def test_a_facility_without_a_town_says_nothing() -> None:
    assert compare_places(site("hospital", "point"), KYIV) is None


def test_distance() -> None:
    assert kilometres(KYIV.place, IRPIN.place) == pytest.approx(20.6, abs=1)
    assert kilometres(KYIV.place, site("Kyiv").place) is None
