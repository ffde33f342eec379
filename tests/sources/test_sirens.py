"""Air-raid alerts in the volunteers' and the official columns, with invented rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sources.tables import only, read, written

START, END = "2031-05-04 16:00:00+00:00", "2031-05-04 16:45:00+00:00"


def volunteers(**fields: Any) -> dict[str, Any]:
    return {"region": "Kharkivska oblast", "started_at": START, "finished_at": END, "naive": "False"} | fields


def official(**fields: Any) -> dict[str, Any]:
    known = {"oblast": "Kyivska oblast", "raion": "", "hromada": "", "level": "oblast"}
    return known | {"started_at": START, "finished_at": END, "source": "official"} | fields


def test_an_alert_is_a_warning_and_no_attack(tmp_path: Path) -> None:
    document, statement = only("sirens", written(tmp_path, [volunteers()]))
    assert document.text == (
        "According to Ukrainian air-raid sirens dataset, air-raid alert in Kharkiv Oblast, Ukraine "
        "from 2031-05-04T16:00:00+00:00 to 2031-05-04T16:45:00+00:00 which lasted 0.75 hours."
    )
    assert (document.licence, statement.event.type, statement.actors) == ("MIT", "OTHER", ())
    assert [(count.what, count.low) for count in statement.counts] == [("duration-hours", 0.75)]
    assert statement.place is not None
    assert (statement.place.admin1, statement.place.precision) == ("Kharkiv", "admin1")


def test_an_end_that_was_only_assumed_is_left_out(tmp_path: Path) -> None:
    document, statement = only("sirens", written(tmp_path, [volunteers(naive="True")]))
    assert document.text.endswith("sounded at 2031-05-04T16:00:00+00:00.")
    assert statement.counts == ()
    assert statement.time is not None
    assert statement.time.start_day == statement.time.end_day


@pytest.mark.parametrize(
    ("fields", "name", "precision", "has_point"),
    [
        ({}, "Kyiv Oblast", "admin1", True),
        ({"raion": "Belm raion"}, "Belm raion", "admin2", False),
        ({"raion": "Belm raion", "hromada": "Dale hromada"}, "Dale hromada", "admin2", False),
    ],
)
def test_a_finer_unit_has_no_point_of_its_region(
    tmp_path: Path, fields: dict[str, Any], name: str, precision: str, has_point: bool
) -> None:
    _, statement = only("sirens", written(tmp_path, [official(**fields)]))
    assert statement.place is not None
    assert (statement.place.name, statement.place.precision) == (name, precision)
    assert (statement.place.lat is not None) is has_point
    assert statement.place.admin1 == "Kyiv Oblast"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"started_at": "dusk"}, "not a moment"),
        ({"finished_at": ""}, "finished_at is empty"),
        ({"finished_at": "2031-05-04 15:00:00+00:00"}, "later than"),
        ({"region": ""}, "region is empty"),
    ],
)
def test_a_bad_row_is_told_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("sirens", written(tmp_path, [volunteers(**fields), volunteers()]))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert why in str(problems[0])
