"""Whether a place lies in an agreement's area; a place that is known coarsely proves nothing of a finer area."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from holdfast.model import Agreement, Place
from holdfast.model.agreement import Area
from holdfast.record.account import Site

__all__ = ["in_any", "lies_in"]

_FINE = frozenset({"point", "settlement", "admin2"})
_UNIT_WORDS = re.compile(
    r"\b(oblast|region|province|governorate|state|district|city|of|the|directions?|area|around|near|outside|outskirts)\b"
    r"|['’ʼ]"
)
_LIST = re.compile(r",| and | & ")


def lies_in(place: Place | Site | None, area: Area) -> bool | None:
    """True if the place lies in the area, False if it lies elsewhere, None if the place is too coarse to tell.

    A name decides first, then the first-level unit, then the box. A country's or a large area's point is never used.
    """
    if place is None:
        return None
    if area.country and place.country and area.country != place.country:
        return False
    names = {_plain(part) for name in (place.name, place.text) if name for part in (name, *_LIST.split(name))}
    if names & {_plain(name) for name in area.names}:
        return True
    by_unit = _in_unit(place, names, area)
    if by_unit is not None:
        return by_unit
    if area.box and place.lat is not None and place.lon is not None and place.precision in _FINE:
        west, south, east, north = area.box
        return west <= place.lon <= east and south <= place.lat <= north
    if not (area.names or area.admin1 or area.box):
        return True if area.country and place.country == area.country else None
    return False if place.precision in _FINE else None


def in_any(place: Place | Site | None, areas: Iterable[str], agreement: Agreement) -> bool | None:
    """True if the place lies in one of the named areas, False if in none, None if it cannot be told."""
    found = [lies_in(place, agreement.areas[name]) for name in areas]
    if any(found):
        return True
    return None if None in found else False


def _in_unit(place: Place | Site, names: set[str], area: Area) -> bool | None:
    """By first-level unit; None if the area has none or the place's is not known."""
    if not area.admin1:
        return None
    units = {_plain(unit) for unit in area.admin1}
    if place.precision == "admin1" and names & units:
        return True
    if place.admin1 and place.precision != "country":
        return _plain(place.admin1) in units
    return False if place.precision == "admin1" else None


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    return " ".join(_UNIT_WORDS.sub(" ", name.casefold()).split())
