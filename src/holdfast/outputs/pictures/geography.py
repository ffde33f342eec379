"""The base map: outlines of countries in degrees, clipped to a frame; from a file that travels with the package.

`tools/build_basemap.py` makes the file and says which rule its borders follow.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

__all__ = ["BaseMap", "Country", "Frame", "Point", "Ring", "base_map", "clipped", "country_name", "extent", "inside"]

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A stretch of the globe in degrees, such as what a map shows."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's outline: ISO 3166 alpha-3, name, and closed rings of longitude and latitude."""

    code: str
    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """All countries, with the rule that the borders follow and where the outlines come from."""

    rule: str
    source: str
    countries: tuple[Country, ...]


@cache
def base_map() -> BaseMap:
    """The base map, read once."""
    raw = json.loads(
        resources.files("holdfast.outputs.pictures").joinpath("data/countries.json").read_text(encoding="utf-8")
    )
    arcs = [_absolute(arc, raw["grid"]) for arc in raw["arcs"]]
    countries = tuple(
        Country(code=c["code"], name=c["name"], rings=tuple(_outline(ring, arcs) for ring in c["rings"]))
        for c in raw["countries"]
    )
    return BaseMap(rule=raw["rule"], source=raw["source"], countries=countries)


@cache
def _names() -> dict[str, str]:
    return {country.code: country.name for country in base_map().countries}


def country_name(code: str | None) -> str | None:
    """The English name of a country by its ISO 3166 alpha-3 code; None if the base map has none."""
    return _names().get(code) if code else None


def _absolute(flat: list[int], grid: int) -> Ring:
    x = y = 0
    points: list[Point] = []
    for step_x, step_y in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / grid, y / grid))
    return tuple(points)


def _outline(ring: list[int], arcs: list[Ring]) -> Ring:
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


def clipped(ring: Ring, frame: Frame) -> Ring:
    """The part of a ring inside the frame (Sutherland and Hodgman 1974); empty if none is."""
    sides = ((0, frame.west, 1), (0, frame.east, -1), (1, frame.south, 1), (1, frame.north, -1))
    points = list(ring)
    for axis, edge, sign in sides:
        points = _cut(points, axis, edge, sign)
        if not points:
            return ()
    return tuple(points)


def _cut(points: list[Point], axis: int, edge: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for before, here in zip([points[-1], *points[:-1]], points, strict=True):
        was_in, is_in = sign * (before[axis] - edge) >= 0, sign * (here[axis] - edge) >= 0
        if was_in != is_in:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if is_in:
            kept.append(here)
    return kept


def inside(ring: Sequence[Point]) -> Point:
    """A point well inside a ring: of a grid over it, the one that is farthest from its corners."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    corners = ring[:: max(1, len(ring) // 60)]
    west, south, across, down = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    grid = [(west + across * i / 10, south + down * j / 10) for i in range(1, 10) for j in range(1, 10)]
    inner = [point for point in grid if _holds(ring, point)] or [(west + across / 2, south + down / 2)]
    return max(inner, key=lambda point: min(math.dist(point, corner) for corner in corners))


def _holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a ring goes round a point."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossings += 1
    return crossings % 2 == 1


def extent(ring: Sequence[Point]) -> float:
    """The area of a ring's box in square degrees."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))
