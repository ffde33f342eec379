"""The announcement of 29 March 2022 on reducing activity near Kyiv and Chernihiv, replayed on data of others.

    python bench/replays/reduction_2022.py --regions REGIONS [--viina TABLE] [--sirens TABLE] [--fires TABLE]
        [--clouds TABLE] [--incidents TABLE]

TABLE is VIINA's events, the volunteers' air-raid alerts, FIRMS detections, a daily table of cloud cover by region, and
the incidents of Eyes on Russia. REGIONS is a GeoJSON of first-level units (`ADMIN_1`, in Ukrainian), since two boxes of
the agreement overlap and rows with a point alone lie in both. Each table is cut to the days and regions that are looked
at, brought in by `holdfast import`, and judged by `ru-2022-03-29-reduction` twice: as it was imported, and dated, with
the day of a report, alert or detection as its day and as the day on which it was known. Nothing is printed but counts
and verdicts.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec

from holdfast.agreements import check, load
from holdfast.agreements.situations import GivenView
from holdfast.agreements.statistics import compare
from holdfast.errors import SkipThis
from holdfast.model import Agreement, Document, Statement, Time
from holdfast.model.terms import Measure, Pattern, ReductionTerms
from holdfast.pipeline import local
from holdfast.record import open_store

AGREEMENT = "ru-2022-03-29-reduction"
ANNOUNCED = date(2022, 3, 29)
BASELINE = date(2022, 3, 1)
LAST = date(2022, 5, 31)
AREAS = {"kyiv-direction": ("Kyiv Oblast", "Kyiv City"), "chernihiv-direction": ("Chernihiv Oblast",)}
"""Areas of the agreement with the first-level units that lie in them."""
BLIND = 70.0
"""Per cent of cloud from which on a day without detections says nothing; the number is ours."""
_WEEK = 7
_MOST_POINTS = 400
"""Points that are kept of a ring, which moves a border by a kilometre or two."""
_UNITS = {
    "Київськ": "Kyiv Oblast", "Місто Київ": "Kyiv City", "Чернігівськ": "Chernihiv Oblast",
    "Харківськ": "Kharkiv Oblast", "Донецьк": "Donetsk Oblast", "Луганськ": "Luhansk Oblast",
}  # fmt: skip
_CLOUDS = {"UA30": "Kyiv City", "UA32": "Kyiv Oblast", "UA74": "Chernihiv Oblast"}

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One table of others, and how the agreement's reduction is measured by it.

    Attributes:
        format: Of `holdfast import`.
        measure: The happenings that are counted.
        day: The column with the day.
        point: The columns with latitude and longitude; none if the table names its regions.
        compared: Whether the control areas are in the table as well.
    """

    name: str
    format: str
    measure: Measure
    day: str
    point: tuple[str, str] | None = None
    compared: bool = True


INSTRUMENTS = {
    "viina": Instrument(
        name="attacks in VIINA",
        format="viina",
        measure=Measure(id="attacks", title="attacks", what=Pattern(type=("ASSAULT",))),
        day="date",
        point=("latitude", "longitude"),
    ),
    "sirens": Instrument(
        name="air-raid alerts",
        format="sirens",
        measure=Measure(id="alerts", title="alerts", what=Pattern(type=("OTHER",), words=("air-raid alert",))),
        day="started_at",
    ),
    "fires": Instrument(
        name="FIRMS detections",
        format="firms",
        measure=Measure(id="fires", title="fires", what=Pattern(type=("OTHER",), words=("thermal anomaly",))),
        day="ACQ_DATE",
        point=("LATITUDE", "LONGITUDE"),
        compared=False,
    ),
    "incidents": Instrument(
        name="incidents of Eyes on Russia",
        format="cir",
        measure=Measure(id="incidents", title="incidents", what=Pattern(type=("ASSAULT",))),
        day="date",
        point=("lat", "lon"),
    ),
}


class Regions:
    """First-level units by their outline; a point lies in one of them or in none.

    Args:
        features: Of a GeoJSON; those whose name is not looked for are left out.
    """

    def __init__(self, features: Iterable[dict[str, object]]) -> None:
        self._rings: dict[str, list[Ring]] = {}
        for feature in features:
            properties, geometry = feature["properties"], feature["geometry"]
            assert isinstance(properties, dict)  # as GeoJSON has them
            assert isinstance(geometry, dict)
            unit = next((unit for start, unit in _UNITS.items() if properties["ADMIN_1"].startswith(start)), None)
            if unit:
                parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
                self._rings.setdefault(unit, []).extend(_thinned(part[0]) for part in parts)
        self._known: dict[tuple[float, float], str | None] = {}

    @classmethod
    def read(cls, path: Path) -> Regions:
        """From a GeoJSON file."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["features"])

    def at(self, lat: float, lon: float) -> str | None:
        """The unit in which a point lies; a city before the region round it."""
        if (lat, lon) not in self._known:
            found = [unit for unit, rings in self._rings.items() if any(_inside(lat, lon, ring) for ring in rings)]
            self._known[lat, lon] = min(found, key=lambda unit: not unit.endswith("City"), default=None)
        return self._known[lat, lon]


class Dated(GivenView):
    """What a record knows of one table, each row with its region and, if asked, its day as the day that it was known.

    A row is one happening, however many classes it has.

    Args:
        pairs: Documents with their statements, as imported.
        regions: Which put a row with a point alone into its first-level unit.
        dated: Whether the day of a row stands for the day on which it was known, and of a report for that of its event.
        known_by: The last day whose rows are seen.
    """

    def __init__(
        self,
        pairs: Sequence[tuple[Document, Sequence[Statement]]],
        regions: Regions,
        *,
        dated: bool,
        known_by: date | None,
    ) -> None:
        placed = [(document, [_placed(one, regions) for one in statements]) for document, statements in pairs]
        told = [_dated(*pair) for pair in placed] if dated else placed
        last = known_by.isoformat() if known_by else "9999"
        seen = [(document, one) for document, own in told if (document.published or "") <= last for one in own]
        # One happening for each row that speaks of one type in several statements.
        labelled = [(document, one, f"{document.id} {one.event.type}") for document, one in seen]
        super().__init__(labelled, known_by=known_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A verdict on one area under one reading, with the plain sentence that gives the numbers."""

    area: str
    reading: str
    level: str
    sentence: str


def imported(instrument: Instrument, table: Path, regions: Regions) -> list[tuple[Document, list[Statement]]]:
    """The rows of a table that lie in the days and units that are looked at, brought in by the product's own import."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(":memory:")) as store:
        cut = Path(folder) / table.name
        _cut(instrument, table, cut, regions)
        local.bring_in(instrument.format, cut, store=store, report=_aside)
        view = store.view()
        statements: dict[str, list[Statement]] = defaultdict(list)
        for one in view.statements():
            statements[one.document].append(one)
        return [(document, statements[document.id]) for document in view.documents()]


def judged(instrument: Instrument, view: Dated, on: date, *, window: int | None = None) -> list[Told]:
    """What the agreement says on a day by this instrument.

    Args:
        instrument: By which activity is measured.
        view: What is known of its table.
        on: The day.
        window: Days up to the day that are compared with the baseline; all since the announcement if None.
    """
    found = check(measured_by(instrument, load(AGREEMENT), window), view, on=on)
    return [
        Told(
            area=one.instance or "",
            reading=one.reading,
            level=one.level,
            sentence=next((line.sentence for line in one.why.because[1:] if "before" in line.sentence), ""),
        )
        for one in found
    ]


def measured_by(instrument: Instrument, agreement: Agreement, window: int | None) -> Agreement:
    """The agreement with its reduction alone, measured by an instrument."""
    clause = agreement.clause("reduce-activity")
    assert clause is not None  # the agreement travels with the product
    assert isinstance(clause.terms, ReductionTerms)
    terms = msgspec.structs.replace(clause.terms, measures=(instrument.measure,), window=window)
    if not instrument.compared:
        terms = msgspec.structs.replace(terms, control_areas=())
    return agreement.with_clauses((msgspec.structs.replace(clause, terms=terms),))


def first_fallen(
    instrument: Instrument, pairs: Sequence[tuple[Document, list[Statement]]], regions: Regions
) -> dict[tuple[str, str], date]:
    """The first day on which the last seven days are seen to lie under the baseline, by area and reading."""
    found: dict[tuple[str, str], date] = {}
    for on in _days(ANNOUNCED + timedelta(days=_WEEK - 1), date(2022, 4, 30)):
        view = Dated(pairs, regions, dated=True, known_by=on + timedelta(days=3))
        for one in judged(instrument, view, on, window=_WEEK):
            if one.level == "holds":
                found.setdefault((one.area, one.reading), on)
    return found


def counts(
    instrument: Instrument, pairs: Iterable[tuple[Document, list[Statement]]], regions: Regions
) -> dict[str, Counter[date]]:
    """The rows of each day in each area of the agreement, whose happening the instrument counts."""
    found: dict[str, Counter[date]] = {area: Counter() for area in AREAS}
    for document, statements in pairs:
        fitting = [one for one in statements if one.event.type in instrument.measure.what.type]
        day = _day_of(document, fitting[0]) if fitting else None
        unit = _unit(fitting[0], regions) if fitting else None
        for area, units in AREAS.items():
            if day and unit in units:
                found[area][day] += 1
    return found


def clear_days(clouds: Path, area: str) -> dict[date, float]:
    """The mean cloud cover of each day over an area, in per cent."""
    found: dict[date, list[float]] = defaultdict(list)
    with clouds.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if _CLOUDS.get(row["OBLAST_ID"]) in AREAS[area]:
                found[date.fromisoformat(row["ACQ_DATE"])].append(float(row["CLOUD_COVER (%)"]))
    return {day: sum(values) / len(values) for day, values in found.items()}


def in_clear_weather(fires: Counter[date], clouds: dict[date, float], first: date, last: date) -> str:
    """The product's comparison of clear days with clear days of the baseline, in a sentence."""
    before = [fires[day] for day in _days(BASELINE, ANNOUNCED - timedelta(days=1)) if clouds[day] < BLIND]
    after = [fires[day] for day in _days(first, last) if clouds[day] < BLIND]
    if min(len(before), len(after)) < 2:
        return f"too few clear days: {len(before)} before, {len(after)} after"
    ratio = compare(before, after)
    interval = f"{ratio.low:.2f} to {ratio.high:.2f}"
    return f"{len(before)} clear days before, {len(after)} after: ratio {ratio.value:.2f} ({interval})"


def _thinned(points: Sequence[Sequence[float]]) -> Ring:
    step = max(1, len(points) // _MOST_POINTS)
    return tuple((point[0], point[1]) for point in points[::step])


def _inside(lat: float, lon: float, ring: Ring) -> bool:
    """Whether a point lies in a ring, by how often a line from it to the east crosses the ring."""
    crossed = False
    for (west, south), (east, north) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (south > lat) != (north > lat) and lon < west + (lat - south) / (north - south) * (east - west):
            crossed = not crossed
    return crossed


def _cut(instrument: Instrument, table: Path, cut: Path, regions: Regions) -> None:
    with table.open(encoding="utf-8-sig", newline="") as source, cut.open("w", encoding="utf-8", newline="") as target:
        rows = csv.DictReader(source)
        writer = csv.DictWriter(target, fieldnames=rows.fieldnames or ())
        writer.writeheader()
        for row in rows:
            if _is_of_the_days(row[instrument.day]) and _is_of_the_units(instrument, row, regions):
                writer.writerow(row)


def _is_of_the_days(cell: str) -> bool:
    digits = cell[:10].replace("-", "")[:8]
    return f"{BASELINE:%Y%m%d}" <= digits <= f"{LAST:%Y%m%d}"


def _is_of_the_units(instrument: Instrument, row: dict[str, str], regions: Regions) -> bool:
    if instrument.point is None:
        return True
    try:
        unit = regions.at(*(float(row[name]) for name in instrument.point))
    except ValueError:
        return False
    return unit is not None and (instrument.compared or any(unit in units for units in AREAS.values()))


def _aside(_: SkipThis) -> None:
    """A row that the import keeps aside is none of the counts; the import's own message says so elsewhere."""


def _unit(statement: Statement, regions: Regions) -> str | None:
    place = statement.place
    if place is None:
        return None
    if place.lat is None or place.lon is None or place.precision == "admin1":
        return place.name
    return regions.at(place.lat, place.lon)


def _placed(statement: Statement, regions: Regions) -> Statement:
    """The statement with its first-level unit, where its place is a point alone."""
    place = statement.place
    if place is None or place.precision == "admin1" or place.lat is None or place.lon is None:
        return statement
    unit = regions.at(place.lat, place.lon)
    fine = place.precision if place.precision in ("point", "settlement", "admin2") else "settlement"
    there = msgspec.structs.replace(place, admin1=unit or "elsewhere", country=place.country or "UKR", precision=fine)
    return msgspec.structs.replace(statement, place=there)


def _day_of(document: Document, statement: Statement) -> date | None:
    """The last day that a row gives: of its happening, else of its report."""
    given = statement.time.end_day if statement.time else None
    given = given or (statement.time.start_day if statement.time else None) or document.published
    return date.fromisoformat(given[:10]) if given else None


def _dated(document: Document, statements: list[Statement]) -> tuple[Document, list[Statement]]:
    """The row with its day as that of its happening and of its publication. What was found later keeps its open day."""
    day = next((day for day in (_day_of(document, one) for one in statements) if day), None)
    if day is None:
        return document, statements
    told = day.isoformat()
    words = Time(
        text=statements[0].quote, start=0, end=len(statements[0].quote), start_day=told, end_day=told, basis="stated"
    )
    timed = [one if one.time else msgspec.structs.replace(one, time=words) for one in statements]
    return msgspec.structs.replace(document, published=told), timed


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _show_verdicts(title: str, found: Iterable[Told]) -> None:
    print(f"\n{title}")
    for one in found:
        print(f"  {one.area}, “{one.reading}”: {one.level}. {one.sentence}")


def _show_days(found: dict[str, Counter[date]]) -> None:
    for area, days in found.items():
        line = " ".join(f"{day:%d.%m}:{days[day]}" for day in _days(date(2022, 3, 22), date(2022, 4, 12)))
        weeks = " ".join(
            f"{day:%d.%m}:{sum(days[one] for one in _days(day, day + timedelta(days=6)))}"
            for day in (BASELINE + timedelta(days=7 * number) for number in range(13))
        )
        print(f"  {area}, by day: {line}\n  {area}, by week from: {weeks}")


def _replay(instrument: Instrument, table: Path, regions: Regions) -> dict[str, Counter[date]]:
    pairs = imported(instrument, table, regions)
    found = counts(instrument, pairs, regions)
    print(f"\n## {instrument.name}: {len(pairs)} rows\n")
    _show_days(found)
    on = date(2022, 4, 15)
    as_it_is = Dated(pairs, regions, dated=False, known_by=None)
    _show_verdicts(f"As imported, on {on}", judged(instrument, as_it_is, on))
    for day, window in ((date(2022, 4, 4), None), (on, None), (date(2022, 5, 30), 14)):
        view = Dated(pairs, regions, dated=True, known_by=day + timedelta(days=3))
        words = f"the {window} days up to it" if window else "all days since the announcement"
        _show_verdicts(f"Dated, on {day}, {words}", judged(instrument, view, day, window=window))
    if not instrument.compared:
        return found  # what a satellite sees depends on the clouds; see below
    print("\nFirst day on which the last seven days are seen to lie under the target:")
    for (area, reading), first in first_fallen(instrument, pairs, regions).items():
        print(f"  {area}, “{reading}”: {first}")
    return found


def main() -> None:
    """Print counts and verdicts of each table that is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--regions", type=Path, required=True)
    parser.add_argument("--clouds", type=Path)
    for name in INSTRUMENTS:
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    regions = Regions.read(given.regions)
    for name, instrument in INSTRUMENTS.items():
        table: Path | None = getattr(given, name)
        if table is None:
            continue
        found = _replay(instrument, table, regions)
        if name == "fires" and given.clouds:
            _show_clouds(found, given.clouds)


def _show_clouds(found: dict[str, Counter[date]], table: Path) -> None:
    print(f"\nUnder clouds (blind from {BLIND:g} per cent on):")
    for area, fires in found.items():
        clouds = clear_days(table, area)
        line = " ".join(f"{day:%d.%m}:{clouds[day]:.0f}%" for day in _days(date(2022, 3, 27), date(2022, 4, 12)))
        print(f"  {area}: {line}")
        for last in (date(2022, 4, 4), date(2022, 4, 7), date(2022, 4, 15)):
            print(f"    {ANNOUNCED} to {last}: {in_clear_weather(fires, clouds, ANNOUNCED, last)}")


if __name__ == "__main__":
    main()
