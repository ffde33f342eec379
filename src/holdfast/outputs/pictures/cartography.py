"""Drawing the map: a frame around the places, outlines in it, and marks that are no finer than what is known."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from holdfast.model.statement import EventType, Precision
from holdfast.outputs.pictures.geography import Country, Frame, Point, base_map, clipped, extent, inside
from holdfast.outputs.pictures.lettering import Box, Label, lettered
from holdfast.outputs.pictures.words import how_many, precision_words

__all__ = ["FAMILIES", "Drawing", "Mark", "Outline", "Slice", "Spot", "around", "draw", "family"]

WIDTH = 960.0
_HEIGHTS = (0.4375, 0.646)
"""The least and the greatest height of a drawing, as a share of its width."""
FAMILIES: dict[str, tuple[EventType, ...]] = {
    "violence": ("ASSAULT", "COERCE", "PROTEST"),
    "forces": ("MOBILIZE", "RETREAT", "CONTROL"),
    "talks": ("CONSULT", "AGREE", "REJECT", "CONCEDE", "SUPPORT", "COOPERATE", "SANCTION", "INVESTIGATE"),
    "other": ("AID", "OTHER"),
}
"""Kinds of happening that the map tells apart: four colours can be told from each other, sixteen cannot."""
_KILOMETRES: dict[str, float] = {"admin2": 25, "admin1": 70, "area": 70}
"""How wide the soft circle of a place without a true point is: a hint that it is wide, not its border."""
_LABELLED = 2500.0
"""Square units of a country's box below which its name does not fit into it."""
_DEGREE = 111.2
"""Kilometres in a degree of latitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place to be drawn, with its number of events by family."""

    name: str
    country: str | None
    precision: Precision | None
    lat: float | None
    lon: float | None
    families: dict[str, int]

    @property
    def events(self) -> int:
        """How many events were there."""
        return sum(self.families.values())

    @property
    def point(self) -> Point | None:
        """Longitude and latitude; None for what has no point at all, such as a country."""
        if self.lat is None or self.lon is None or self.precision in (None, "country"):
            return None
        return self.lon, self.lat


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country's outline as an SVG path; `hatched` where events are known by this country only."""

    name: str
    path: str
    hatched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A family's share of a mark's ring, as a dash and its offset."""

    family: str
    dash: str
    offset: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on the drawing: a disc where there is a point, a soft circle where there is only a wider unit.

    Attributes:
        near: Names of smaller places so close that their discs would cover this one; it stands for them too.
        around: A frame in which they can be told apart; None where it stands for itself only.
    """

    spot: Spot
    x: float
    y: float
    radius: float
    soft: bool
    families: dict[str, int]
    slices: tuple[Slice, ...]
    near: tuple[str, ...] = ()
    around: Frame | None = None

    @property
    def events(self) -> int:
        """How many events it stands for."""
        return sum(self.families.values())

    @property
    def words(self) -> str:
        """The places that it stands for, their events by family, and how finely they are known."""
        names = f"{self.spot.name} and {', '.join(self.near)}" if self.near else self.spot.name
        families = ", ".join(f"{count} {name}" for name, count in self.families.items())
        return f"{names}: {how_many(self.events, 'event')} ({families}); {precision_words(self.spot.precision)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map in SVG units, with its frame in degrees and a scale bar."""

    width: float
    height: float
    frame: Frame
    wider: Frame
    closer: Frame
    outlines: tuple[Outline, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    outside: tuple[str, ...]
    scale_kilometres: int
    scale_length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Projection:
    """Equirectangular, true to scale along the middle parallel of the frame."""

    frame: Frame
    per_degree: float
    squeeze: float
    width: float

    def __call__(self, point: Point) -> Point:
        lon, lat = point
        return (lon - self.frame.west) * self.per_degree * self.squeeze, (self.frame.north - lat) * self.per_degree


def family(event_type: EventType | None) -> str:
    """The family of an event's type."""
    return next((name for name, types in FAMILIES.items() if event_type in types), "other")


def around(spots: Sequence[Spot], *, everything: bool = False) -> Frame:
    """A frame around the middle nine tenths of the events, or around all; the world if no spot has a point."""
    weighted = [(spot.point, spot.events) for spot in spots if spot.point]
    if not weighted:
        return Frame(west=-170, south=-56, east=180, north=76)
    cut = 0.0 if everything else 0.05
    west, east = _spread([(point[0], weight) for point, weight in weighted], cut)
    south, north = _spread([(point[1], weight) for point, weight in weighted], cut)
    margin = max(0.35 if everything else 1.2, 0.12 * max(east - west, north - south))
    return Frame(
        west=max(-180, west - margin), south=max(-85, south - margin),
        east=min(180, east + margin), north=min(85, north + margin),
    )  # fmt: skip


def draw(spots: Sequence[Spot], *, frame: Frame, width: float = WIDTH) -> Drawing:
    """A map of the spots.

    Args:
        spots: The places, the largest first.
        frame: What to show; widened to the shape of the drawing.
        width: In SVG units. Letters and marks keep their size, so that a narrower map holds fewer names.
    """
    shown, height = _fitted(frame, width)
    squeeze = math.cos(math.radians((shown.north + shown.south) / 2))
    project = _Projection(frame=shown, per_degree=height / (shown.north - shown.south), squeeze=squeeze, width=width)
    land = _land(project)
    hatched = {spot.country for spot in spots if spot.precision == "country"}
    seen = [spot for spot in spots if spot.point and _within(spot.point, shown)]
    marks = tuple(_mark(group, project) for group in _grouped(seen, project))
    scale = _scale(project)
    return Drawing(
        width=width,
        height=height,
        frame=shown,
        wider=_scaled(shown, 2),
        closer=_scaled(shown, 0.5),
        outlines=tuple(Outline(name=one.name, path=one.path, hatched=one.code in hatched) for one in land),
        marks=tuple(sorted(marks, key=lambda mark: (not mark.soft, -mark.radius))),
        labels=_labels(marks, land, project),
        outside=tuple(spot.name for spot in spots if spot.point and not _within(spot.point, shown)),
        scale_kilometres=scale,
        scale_length=scale / _DEGREE * project.per_degree,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Land:
    """What of a country is in a frame, with the place of its name where that fits into it."""

    name: str
    code: str | None
    path: str
    label: Label | None


@lru_cache(maxsize=64)
def _land(project: _Projection) -> tuple[_Land, ...]:
    """The countries in a frame; kept, as the same frame comes again with other filters."""
    cut = [(country, _rings(country, project.frame)) for country in base_map().countries]
    return tuple(
        _Land(name=one.name, code=one.code, path=_path(rings, project), label=_name_of(one, rings, project))
        for one, rings in cut
        if rings
    )


def _name_of(country: Country, rings: Sequence[tuple[Point, ...]], project: _Projection) -> Label | None:
    largest = max(rings, key=extent)
    if extent(largest) * project.per_degree**2 <= _LABELLED:
        return None
    x, y = project(inside(largest))
    kept_inside = min(max(y, 16), _foot(project) - 8)
    return Label(text=country.name, x=round(x, 1), y=round(kept_inside, 1), kind="country")


def _foot(project: _Projection) -> float:
    return project((project.frame.west, project.frame.south))[1]


def _spread(weighted: list[tuple[float, int]], cut: float) -> tuple[float, float]:
    """The values between which all but a `cut` of the weight lies at either end."""
    total = sum(weight for _, weight in weighted)
    in_order = sorted(weighted)
    return _quantile(in_order, cut * total), -_quantile([(-v, w) for v, w in reversed(in_order)], cut * total)


def _quantile(in_order: list[tuple[float, int]], mass: float) -> float:
    passed = 0
    for value, weight in in_order:
        passed += weight
        if passed > mass:
            return value
    return in_order[-1][0]


def _fitted(frame: Frame, width: float) -> tuple[Frame, float]:
    """The frame widened to the shape of the drawing, with the drawing's height."""
    squeeze = math.cos(math.radians((frame.north + frame.south) / 2))
    across, down = (frame.east - frame.west) * squeeze, frame.north - frame.south
    lowest, highest = (width * share for share in _HEIGHTS)
    height = min(max(width * down / across, lowest), highest)
    if width / height * down > across:
        extra = (width / height * down / squeeze - (frame.east - frame.west)) / 2
        return Frame(west=frame.west - extra, south=frame.south, east=frame.east + extra, north=frame.north), height
    extra = (across * height / width - down) / 2
    return Frame(west=frame.west, south=frame.south - extra, east=frame.east, north=frame.north + extra), height


def _scaled(frame: Frame, factor: float) -> Frame:
    """The frame around the same middle, wider or closer, kept on the globe."""
    x, y = (frame.west + frame.east) / 2, (frame.south + frame.north) / 2
    across, down = (frame.east - frame.west) / 2 * factor, (frame.north - frame.south) / 2 * factor
    return Frame(
        west=round(max(-180, x - across), 2), south=round(max(-85, y - down), 2),
        east=round(min(180, x + across), 2), north=round(min(85, y + down), 2),
    )  # fmt: skip


def _within(point: Point, frame: Frame) -> bool:
    return frame.west <= point[0] <= frame.east and frame.south <= point[1] <= frame.north


def _rings(country: Country, frame: Frame) -> list[tuple[Point, ...]]:
    return [part for ring in country.rings if len(part := clipped(ring, frame)) > 2]


def _path(rings: Sequence[Sequence[Point]], project: _Projection) -> str:
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in map(project, ring)) + "Z" for ring in rings)


def _grouped(spots: Sequence[Spot], project: _Projection) -> list[list[Spot]]:
    """Spots with the smaller ones whose discs they would cover; soft ones each for itself."""
    groups: list[_Disc] = []
    for spot in sorted(spots, key=lambda spot: (-spot.events, spot.name)):
        assert spot.point is not None  # only spots with a point are drawn
        at = project(spot.point)
        home = None if _is_soft(spot) else next((group for group in groups if group.covers(at, spot)), None)
        if home is None:
            groups.append(_Disc(spots=[spot], at=at, radius=_radius(spot.events)))
        else:
            home.add(spot)
    return [group.spots for group in groups]


@dataclass(slots=True, kw_only=True)
class _Disc:
    """A spot as it is drawn, with those that it stands for."""

    spots: list[Spot]
    at: Point
    radius: float

    def covers(self, at: Point, small: Spot) -> bool:
        """Whether a smaller disc would cover this one too much."""
        apart = math.hypot(self.at[0] - at[0], self.at[1] - at[1])
        return apart < self.radius + 0.7 * _radius(small.events) and not _is_soft(self.spots[0])

    def add(self, spot: Spot) -> None:
        """Let it stand for one more."""
        self.spots.append(spot)
        self.radius = _radius(sum(one.events for one in self.spots))


def _is_soft(spot: Spot) -> bool:
    return spot.precision not in ("point", "settlement")


def _radius(events: int) -> float:
    """A disc's radius: its area grows with the number of events."""
    return min(7 + 2.6 * math.sqrt(events), 34.0)


def _mark(group: Sequence[Spot], project: _Projection) -> Mark:
    first = group[0]
    assert first.point is not None  # only spots with a point are drawn
    x, y = project(first.point)
    families = Counter[str]()
    for spot in group:
        families.update(spot.families)
    soft = _is_soft(first)
    radius = _radius(families.total())
    if soft:
        radius = max(24.0, _KILOMETRES.get(first.precision or "area", 70) / _DEGREE * project.per_degree)
    return Mark(
        spot=first,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        soft=soft,
        families=dict(families.most_common()),
        slices=_slices(families, radius),
        near=tuple(spot.name for spot in group[1:]),
        around=_scaled(around(group, everything=True), 1) if len(group) > 1 else None,
    )


def _slices(families: Counter[str], radius: float) -> tuple[Slice, ...]:
    around = 2 * math.pi * radius
    found, passed = [], 0.0
    for name in FAMILIES:
        share = families[name] / families.total()
        if share:
            dash = f"{share * around:.2f} {around:.2f}"
            found.append(Slice(family=name, dash=dash, offset=round(-passed * around, 2)))
            passed += share
    return tuple(found)


def _labels(marks: Sequence[Mark], land: Sequence[_Land], project: _Projection) -> tuple[Label, ...]:
    """Names beside marks, then names of countries, each left out where it would cover another."""
    foot = _foot(project)
    scale_bar = (0.0, foot - 40, project.width / 4, foot)
    taken: list[Box] = [scale_bar] + [
        (m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks if not m.soft
    ]
    wanted = [_places_for_name(mark) for mark in marks]
    wanted += [(one.label,) for one in land if one.label]
    return lettered(wanted, taken, width=project.width, height=foot)


def _places_for_name(mark: Mark) -> tuple[Label, ...]:
    """Where a mark's name may stand: in a wide circle, or after a disc, else before it."""
    if mark.soft:
        return (Label(text=mark.spot.name, x=mark.x, y=mark.y + 16, kind="wide"),)
    away, y = mark.radius + 5, mark.y + 4
    return (
        Label(text=_name(mark), x=round(mark.x + away, 1), y=y, kind="place"),
        Label(text=_name(mark), x=round(mark.x - away, 1), y=y, kind="place before"),
    )


def _name(mark: Mark) -> str:
    """A mark's name, and how many more places it stands for."""
    return f"{mark.spot.name} and {len(mark.near)} near" if mark.near else mark.spot.name


def _scale(project: _Projection) -> int:
    """The longest round number of kilometres that fits in a sixth of the width."""
    fitting = [
        n
        for p in range(5)
        for n in (10**p, 2 * 10**p, 5 * 10**p)
        if n / _DEGREE * project.per_degree <= project.width / 6
    ]
    return max(fitting, default=1)
