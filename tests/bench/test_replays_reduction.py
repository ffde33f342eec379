"""The replay of the announcement of 29 March 2022, on invented rows of the same shape as the tables of others."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.bench.modules import BENCH, load

sys.path.append(str(BENCH / "replays"))

replay: ModuleType = load("reduction_2022")


def square(name: str, west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north]]
    return {"properties": {"ADMIN_1": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


REGIONS = replay.Regions(
    [
        square("Київська область", 29, 49, 31.5, 51.5),
        square("Місто Київ", 30.4, 50.3, 30.7, 50.6),
        square("Чернігівська область", 31.5, 50.4, 33.5, 52.4),
    ]
)


def days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


@pytest.fixture
def viina(tmp_path: Path) -> Path:
    """Six attacks a day near Kyiv until 3 April, then one on even days; near Chernihiv one a day throughout."""
    path = tmp_path / "event.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["date", "longitude", "latitude", "a_rus_pred", "t_artillery_pred", "t_airstrike_pred"])
        for day in days("2022-02-25", "2022-06-05"):
            for number in range(6 if day < date(2022, 4, 3) else 1 - day.day % 2):
                writer.writerow([f"{day:%Y%m%d}", 30.0 + number / 100, 50.5, 1.0, 1.0, 1.0])
            writer.writerow([f"{day:%Y%m%d}", 32.0, 51.5, 1.0, 1.0, 0.0])
            writer.writerow([f"{day:%Y%m%d}", 24.0, 49.8, 1.0, 1.0, 0.0])
    return path


def test_a_point_lies_in_one_unit_and_a_city_comes_before_the_region_round_it() -> None:
    assert REGIONS.at(50.45, 30.5) == "Kyiv City"
    assert REGIONS.at(50.0, 30.0) == "Kyiv Oblast"
    assert REGIONS.at(51.5, 32.0) == "Chernihiv Oblast"
    assert REGIONS.at(49.8, 24.0) is None


def test_undated_reports_decide_nothing_and_dated_ones_do(viina: Path) -> None:
    instrument = replay.INSTRUMENTS["viina"]
    pairs = replay.imported(instrument, viina, REGIONS)
    as_it_is = replay.Dated(pairs, REGIONS, dated=False, known_by=None)
    assert {one.level for one in replay.judged(instrument, as_it_is, date(2022, 4, 20))} == {"unknown"}

    early = replay.Dated(pairs, REGIONS, dated=True, known_by=date(2022, 4, 7))
    at_first = {(one.area, one.reading): one.level for one in replay.judged(instrument, early, date(2022, 4, 4))}
    assert at_first["kyiv-direction", "radical"] == "breached", "it did not fall at once"

    later = replay.Dated(pairs, REGIONS, dated=True, known_by=date(2022, 4, 18))
    week = {(one.area, one.reading): one.level for one in replay.judged(instrument, later, date(2022, 4, 15), window=7)}
    assert week["kyiv-direction", "any"] == "holds"
    assert week["chernihiv-direction", "radical"] == "breached", "nothing fell there"


def test_a_row_is_one_happening_however_many_classes_it_has(viina: Path) -> None:
    instrument = replay.INSTRUMENTS["viina"]
    pairs = replay.imported(instrument, viina, REGIONS)
    found = replay.counts(instrument, pairs, REGIONS)
    assert found["kyiv-direction"][date(2022, 4, 2)] == 6
    assert found["kyiv-direction"][date(2022, 4, 3)] == 0
    assert found["chernihiv-direction"][date(2022, 5, 20)] == 1
    assert date(2022, 2, 25) not in found["kyiv-direction"], "days before the baseline are cut off"


def test_damage_that_was_found_later_is_counted_on_no_day(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    head = (
        "entry,date,event_group,title,brief description,lat,lon,country,province,district,town/city,arms/munition,"
        "violence level,link,geolocation"
    )
    rows = [head]
    for number, day in enumerate(days("2022-03-01", "2022-04-15")):
        kind = (
            "Bombing or Explosion Feb - June 2022"
            if day < date(2022, 3, 29)
            else "Civilian Infrastructure Damage April 2022"
        )
        rows += [f"UW{number:04},{day},{kind},Something,Something,50.5,30.0,Ukraine,,,Place,,1,,"]
    path.write_text("\n".join(rows), encoding="utf-8")
    instrument = replay.INSTRUMENTS["incidents"]
    pairs = replay.imported(instrument, path, REGIONS)
    assert sum(replay.counts(instrument, pairs, REGIONS)["kyiv-direction"].values()) == len(rows) - 1
    view = replay.Dated(pairs, REGIONS, dated=True, known_by=date(2022, 4, 18))
    told = next(one for one in replay.judged(instrument, view, date(2022, 4, 15)) if one.area == "kyiv-direction")
    assert ", 0 on 18 after" in told.sentence


def test_clouded_days_without_fires_are_left_out() -> None:
    baseline = days("2022-03-01", "2022-03-28")
    fires: Counter[date] = Counter({day: 40 + number % 5 for number, day in enumerate(baseline)})
    clouds = dict.fromkeys([*baseline, *days("2022-03-29", "2022-04-15")], 20.0)
    clouds |= dict.fromkeys(days("2022-03-30", "2022-04-06"), 95.0)
    fires[date(2022, 3, 29)] = 41
    first, last = date(2022, 3, 29), date(2022, 4, 6)
    assert replay.in_clear_weather(fires, clouds, first, last) == "too few clear days: 28 before, 1 after"
    assert "28 clear days before, 10 after" in replay.in_clear_weather(fires, clouds, first, date(2022, 4, 15))
