"""FIRMS detections as distributed and cut down, with invented rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sources.tables import only, read, written


def cut_down(**fields: Any) -> dict[str, Any]:
    return {"LATITUDE": 47.1005, "LONGITUDE": 37.6171, "ACQ_DATE": "2031-05-04"} | fields


def distributed(**fields: Any) -> dict[str, Any]:
    known = {
        "latitude": 47.1005, "longitude": 37.6171, "bright_ti4": 330.1, "scan": 0.4, "track": 0.4,
        "acq_date": "2031-05-04", "acq_time": "342", "satellite": "N", "instrument": "VIIRS", "confidence": "n",
        "version": "2.0NRT", "bright_ti5": 290.1, "frp": 3.2, "daynight": "N",
    }  # fmt: skip
    return known | fields


def test_a_detection_is_an_anomaly_and_no_attack(tmp_path: Path) -> None:
    document, statement = only("firms", written(tmp_path, [cut_down()]))
    assert document.text == "According to NASA FIRMS, thermal anomaly near 47.10, 37.62 on 2031-05-04."
    assert (statement.event.type, statement.status, statement.actors) == ("OTHER", "happened", ())
    assert statement.place is not None
    assert (statement.place.lat, statement.place.country, statement.place.precision) == (47.1005, None, "point")


def test_the_minute_and_the_satellite_are_told_where_they_are_given(tmp_path: Path) -> None:
    document, statement = only("firms", written(tmp_path, [distributed()]))
    assert "thermal anomaly seen by satellite N near" in document.text
    assert statement.time is not None
    assert (statement.time.start_day, statement.time.precision) == ("2031-05-04T03:42+00:00", "minute")


@pytest.mark.parametrize(("confidence", "status"), [
    ("l", "possible"), ("low", "possible"), ("12", "possible"), ("30", "happened"), ("h", "happened"), ("", "happened"),
])  # fmt: skip
def test_a_detection_of_low_confidence_is_only_possible(tmp_path: Path, confidence: str, status: str) -> None:
    assert only("firms", written(tmp_path, [distributed(confidence=confidence)]))[1].status == status


def test_two_rows_that_say_the_same_are_one(tmp_path: Path) -> None:
    rows = [cut_down(), cut_down(), cut_down(LATITUDE=47.1006), cut_down(ACQ_DATE="2031-05-05")]
    found, _ = read("firms", written(tmp_path, rows))
    assert len({document.id for document, _ in found}) == 3


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"acq_time": "2575"}, "not a time"),
        ({"acq_time": "noon"}, "not a time"),
        ({"acq_date": ""}, "acq_date is empty"),
        ({"longitude": 190}, "between -180 and 180"),
    ],
)
def test_a_bad_row_is_told_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("firms", written(tmp_path, [distributed(**fields), distributed()]))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert why in str(problems[0])
