from __future__ import annotations

import pytest

from holdfast.model.statement import EVENT_TYPES, Precision
from holdfast.outputs.pictures.cartography import FAMILIES, Drawing, Spot, around, draw, family
from holdfast.outputs.pictures.geography import Frame, base_map, clipped, country_name


def _spot(
    name: str, lat: float | None, lon: float | None, precision: Precision = "settlement", events: int = 1
) -> Spot:
    return Spot(name=name, country="UKR", precision=precision, lat=lat, lon=lon, families={"violence": events})


KYIV, MYKOLAIV = _spot("Kyiv", 50.45, 30.52, events=20), _spot("Mykolaiv", 46.97, 31.99, events=20)


def drawn(spots: list[Spot], *, everything: bool = False) -> Drawing:
    """A map around the spots."""
    return draw(spots, frame=around(spots, everything=everything))


def test_the_frame_holds_most_places_and_names_the_others() -> None:
    drawing = drawn([KYIV, MYKOLAIV, _spot("Washington", 38.9, -77.0)])
    assert [mark.spot.name for mark in drawing.marks] == ["Kyiv", "Mykolaiv"]
    assert drawing.outside == ("Washington",)
    everything = drawn([KYIV, MYKOLAIV, _spot("Washington", 38.9, -77.0)], everything=True)
    assert everything.outside == ()
    assert len(everything.marks) == 3


def test_north_is_up_and_every_mark_is_on_the_drawing() -> None:
    drawing = drawn([KYIV, MYKOLAIV])
    places = {mark.spot.name: mark for mark in drawing.marks}
    assert places["Kyiv"].y < places["Mykolaiv"].y
    assert places["Kyiv"].x < places["Mykolaiv"].x
    assert all(0 < mark.x < drawing.width and 0 < mark.y < drawing.height for mark in drawing.marks)


def test_a_country_is_hatched_and_never_a_mark() -> None:
    drawing = drawn([KYIV, _spot("Ukraine", 49.0, 32.0, "country")])
    assert [mark.spot.name for mark in drawing.marks] == ["Kyiv"]
    assert [outline.name for outline in drawing.outlines if outline.hatched] == ["Ukraine"]


@pytest.mark.parametrize(
    ("precision", "soft"), [("settlement", False), ("point", False), ("admin1", True), ("area", True)]
)
def test_what_has_no_true_point_is_drawn_soft(precision: Precision, soft: bool) -> None:
    (mark,) = drawn([_spot("Donetsk region", 48.0, 37.5, precision)]).marks
    assert mark.soft is soft


def test_without_places_the_map_shows_the_world() -> None:
    drawing = drawn([])
    assert len(drawing.outlines) > 150
    assert drawing.marks == ()


def test_slices_go_round_once() -> None:
    spot = Spot(name="x", country=None, precision="point", lat=0, lon=0, families={"violence": 3, "talks": 1})
    (mark,) = drawn([spot]).marks
    shares = [float(slice.dash.split()[0]) for slice in mark.slices]
    assert [slice.family for slice in mark.slices] == ["violence", "talks"]
    assert shares[0] == pytest.approx(3 * shares[1], rel=0.01)


def test_labels_do_not_cover_each_other() -> None:
    crowd = [_spot(f"Village {n}", 50 + n / 500, 30 + n / 500) for n in range(30)]
    drawing = draw(crowd, frame=Frame(west=22, south=44, east=41, north=53))
    assert 0 < len([label for label in drawing.labels if label.kind == "place"]) < 30


def test_every_type_has_a_family() -> None:
    assert {kind for types in FAMILIES.values() for kind in types} == set(EVENT_TYPES)
    assert family(None) == "other"


def test_clipping_keeps_what_is_inside() -> None:
    square = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    inside = clipped(square, Frame(west=5, south=5, east=20, north=20))
    assert set(inside) == {(5.0, 5.0), (10.0, 5.0), (10.0, 10.0), (5.0, 10.0)}
    assert clipped(square, Frame(west=20, south=20, east=30, north=30)) == ()


def _country_at(lon: float, lat: float) -> list[str]:
    return [country.code for country in base_map().countries if _inside(lon, lat, country.rings)]


def _inside(x: float, y: float, rings: tuple[tuple[tuple[float, float], ...], ...]) -> bool:
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):  # noqa: RUF007  # plain on purpose
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [(34.1, 44.95, "UKR"), (35.82, 33.12, "SYR"), (-13.1, 27.1, "ESH"), (34.42, 31.45, "PSE"), (36.58, 50.6, "RUS")],
)
def test_borders_follow_the_rule_that_the_map_states(lon: float, lat: float, code: str) -> None:
    assert _country_at(lon, lat) == [code]


def test_countries_have_names() -> None:
    assert (country_name("UKR"), country_name("XXX"), country_name(None)) == ("Ukraine", None, None)
