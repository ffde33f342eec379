"""How two places stand to each other, with points for and against one happening, and a sentence."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from holdfast.model import Place
from holdfast.record.merging.claim import Site
from holdfast.record.merging.signal import Signal

__all__ = ["OTHER_POINT", "compare_places", "kilometres"]

SAME_FINE = 2.5
"""The same town or point: the strongest single sign there is; most happenings of a day are told apart by it."""
SAME_BY_NAME = 1.8
"""The one name lies in the other ("El Obeid fuel depot", "El Obeid")."""
NEAR = 2.0
SAME_REGION = 1.2
SAME_COUNTRY = 0.3
"""Nearly all that a conflict's record holds is in one country, so this says little."""
INSIDE_REGION = 0.8
SPELT_ALIKE = 1.2
OTHER_REGION = -1.5
OTHER_AREA = -0.7
NEXT_DOOR = -0.3
NEAR_TOWN = 0.5
OTHER_TOWN = -2.0
"""Two towns with names of their own are two places, even side by side: reports choose between them."""
OTHER_POINT = -3.0
"""Different names and no coordinates: a daily list of shellings differs in nothing else."""
PERHAPS_OUTSIDE = -2.0
"""A report that names a town and a district names two places, unless one is known to be in the other."""

NEAR_KM = 3.0
TOWN_KM = 15.0
"""Farther apart than a town is wide: two places, whatever else agrees."""
NAMESAKE_KM = 60.0
"""Two places of one name farther apart than this are namesakes (there are seven Pokrovsks)."""
ALIKE = 0.8
"""Likeness of spellings, 0 to 1, above which two names may be one ("Mykolaiv", "Mykolayiv")."""
_EARTH_KM = 6371.0


def compare_places(left: Site, right: Site) -> Signal | None:
    """Points for two known places; a contradiction if they cannot be one."""
    one, other = left.place, right.place
    if one.country and other.country and one.country != other.country:
        return Signal.contradiction("place", f"{left.caption} is in {one.country}, {right.caption} in {other.country}")
    if _is_same(left, right):
        return _same(left, right)
    if left.fine and right.fine:
        return _two_fine(left, right)
    if left.fine or right.fine:
        return _inside(left, right) if left.fine else _inside(right, left)
    return _two_coarse(left, right)


def kilometres(one: Place, other: Place) -> float | None:
    """The great-circle distance of two places in kilometres; None if one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    south, north = radians(one.lat), radians(other.lat)
    across = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(across))


def _is_same(left: Site, right: Site) -> bool:
    known = left.place.geonames is not None and left.place.geonames == right.place.geonames
    return known or (bool(left.key) and left.key == right.key)


def _same(left: Site, right: Site) -> Signal:
    apart = kilometres(left.place, right.place)
    if left.fine and right.fine and apart is not None and apart > NAMESAKE_KM:
        return Signal.contradiction("place", f"two places called {left.caption}, {apart:.0f} km apart")
    precision = left.place.precision
    if precision == "country":
        return Signal(SAME_COUNTRY, f"both in {left.caption}")
    if precision in ("admin1", "admin2", "area"):
        return Signal(SAME_REGION, f"both in {left.caption}")
    return Signal(SAME_FINE, f"both at {left.caption}")


def _two_fine(left: Site, right: Site) -> Signal | None:
    """Two settlements or points with different names."""
    apart = kilometres(left.place, right.place)
    if apart is not None:
        return _by_distance(left, right, apart)
    if left.kinds and right.kinds and left.kinds.isdisjoint(right.kinds):
        return Signal(OTHER_POINT, f"{left.caption} against {right.caption}")
    if left.own and right.own and (left.own <= right.own or right.own <= left.own):
        return Signal(SAME_BY_NAME, f"{left.caption} and {right.caption} go by one name")
    if _alike(left.key, right.key):
        return Signal(SPELT_ALIKE, f"{left.caption} and {right.caption} are spelt alike")
    if left.place.precision == right.place.precision == "settlement":
        return Signal.contradiction("place", f"{left.caption} is not {right.caption}")
    if left.own and right.own:
        return Signal(OTHER_POINT, f"{left.caption} against {right.caption}")
    return None  # "the hospital" may be in any town


def _by_distance(left: Site, right: Site, apart: float) -> Signal:
    sentence = f"{left.caption} and {right.caption} are {apart:.0f} km apart"
    if apart > TOWN_KM:
        return Signal.contradiction("place", sentence)
    if left.place.precision == right.place.precision == "settlement":
        return Signal(NEAR_TOWN if apart <= NEAR_KM else OTHER_TOWN, sentence)
    return Signal(NEAR if apart <= NEAR_KM else NEXT_DOOR, sentence)


def _inside(fine: Site, coarse: Site) -> Signal | None:
    """A settlement or point against something larger, or of unknown size."""
    if coarse.place.precision == "country":
        return Signal(SAME_COUNTRY, f"{fine.caption} is in {coarse.caption}") if fine.place.country else None
    if coarse.own and fine.own and (coarse.own <= fine.own or fine.own <= coarse.own):
        return Signal(INSIDE_REGION, f"{fine.caption} and {coarse.caption} share a name")
    if coarse.place.precision != "admin1" or not fine.admin1:
        return Signal(PERHAPS_OUTSIDE, f"{fine.caption} is not known to be in {coarse.caption}")
    if fine.admin1 & coarse.own:
        return Signal(INSIDE_REGION, f"{fine.caption} is in {coarse.caption}")
    return Signal(OTHER_REGION, f"{fine.caption} is in {fine.place.admin1}, not in {coarse.caption}")


def _two_coarse(left: Site, right: Site) -> Signal | None:
    precisions = {left.place.precision, right.place.precision}
    if "country" in precisions:
        return Signal(SAME_COUNTRY, f"{left.caption} and {right.caption} are in one country")
    if left.own and right.own and (left.own <= right.own or right.own <= left.own):
        return Signal(SAME_REGION, f"{left.caption} and {right.caption} go by one name")
    if precisions == {"admin1"}:
        return Signal.contradiction("place", f"{left.caption} is not {right.caption}")
    return Signal(OTHER_AREA, f"{left.caption} against {right.caption}")


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= ALIKE
