"""Eyes on Russia's columns, with invented rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from holdfast.sources.cir import MEANINGS
from tests.sources.tables import only, read, written

EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)


def post(day: str) -> str:
    """The address of a post of noon on that day."""
    moment = datetime.fromisoformat(f"{day}T12:00+00:00")
    return f"https://twitter.com/harbourwire/status/{int((moment - EPOCH).total_seconds() * 1000) << 22}"


def row(**fields: Any) -> dict[str, Any]:
    known = {
        "entry": "UW9001", "date": "2031-05-14", "event_group": "Bombing or Explosion Feb - June",
        "title": "14/05/2031 Strike on a mill", "brief description": "Strike on a mill", "lat": 48.51234, "lon": 37.5,
        "country": "Ukraine", "province": "Oblast Charkov", "district": "", "town/city": "Belm", "arms/munition": "",
        "violence level": 2, "link": post("2031-05-14"), "geolocation": "",
    }  # fmt: skip
    return known | fields


def test_a_row_becomes_a_sentence_with_its_region_in_one_spelling(tmp_path: Path) -> None:
    document, statement = only("cir", written(tmp_path, [row()]))
    assert document.text == "According to Eyes on Russia, bombing or explosion in Belm, Kharkiv, Ukraine on 2031-05-14."
    assert statement.place is not None
    assert (statement.place.admin1, statement.place.precision, statement.place.lat) == ("Kharkiv", "point", 48.51234)
    assert (statement.actors, statement.event.mode, document.licence) == ((), None, None)


@pytest.mark.parametrize("group", MEANINGS)
@pytest.mark.parametrize("months", ["", " March 2031", " Feb - June", " Sep 2031", " July - Now"])
def test_every_group_is_read_in_whichever_months(tmp_path: Path, group: str, months: str) -> None:
    _, statement = only("cir", written(tmp_path, [row(event_group=group.title() + months)]))
    assert (statement.event.type, statement.event.mode) == (MEANINGS[group].type, MEANINGS[group].mode)


def test_what_was_found_happened_by_then_and_not_on_that_day(tmp_path: Path) -> None:
    document, statement = only("cir", written(tmp_path, [row(event_group="Civilian Infrastructure Damage May 2031")]))
    assert statement.time is not None
    assert (statement.time.start_day, statement.time.end_day) == (None, "2031-05-14")
    assert document.text.endswith("by 2031-05-14.")


@pytest.mark.parametrize(
    ("group", "actors", "recipients"),
    [
        ("Russian Military Presence May 2031", ["RUS MIL"], []),
        ("Russian Military Losses Feb - June", [], ["RUS MIL"]),
        ("Ukrainian Military Losses", [], ["UKR MIL"]),
        ("Civilian Casualty", [], ["UKR CIV"]),
        ("Other", [], []),
    ],
)
def test_only_whom_the_group_names_is_somebody(
    tmp_path: Path, group: str, actors: list[str], recipients: list[str]
) -> None:
    _, statement = only("cir", written(tmp_path, [row(event_group=group)]))
    assert [one.ref for one in statement.actors] == actors
    assert [one.ref for one in statement.recipients] == recipients


def test_an_empty_date_is_taken_from_the_title(tmp_path: Path) -> None:
    _, statement = only("cir", written(tmp_path, [row(date="")]))
    assert statement.time is not None
    assert statement.time.start_day == "2031-05-14"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"date": "2033-05-14", "title": "14/05/2033 Strike"}, "was posted on 2031-05-14"),
        ({"date": "2031-06-14", "link": ""}, "the title has 2031-05-14"),
        ({"date": "", "title": "Strike"}, "the title has none"),
        ({"event_group": "Russian Military Presence May 2030"}, "the group is of 2030"),
        ({"event_group": "Rumours"}, "none that Eyes on Russia has used"),
        ({"lat": "north"}, "degrees"),
    ],
)
def test_a_stray_row_is_told_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("cir", written(tmp_path, [row(**fields), row(entry="UW9002")]))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert why in str(problems[0])
    assert str(problems[0].where).endswith("table.csv:2")


def test_a_picture_may_be_posted_later_and_a_day_earlier_elsewhere(tmp_path: Path) -> None:
    rows = [row(link=post("2031-05-19")), row(entry="UW9002", link=post("2031-05-13"))]
    assert read("cir", written(tmp_path, rows))[1] == []


@pytest.mark.parametrize(
    ("country", "code"), [("ukrain", "UKR"), ("Belaurs", "BLR"), ("Russa", "RUS"), ("Somewhere", None), ("", None)]
)
def test_slips_in_a_country_are_mended_and_the_rest_is_left(tmp_path: Path, country: str, code: str | None) -> None:
    _, statement = only("cir", written(tmp_path, [row(country=country)]))
    assert statement.place is not None
    assert statement.place.country == code


def test_two_incidents_under_one_entry_stay_two(tmp_path: Path) -> None:
    found, _ = read("cir", written(tmp_path, [row(), row(title="14/05/2031 Crater in a field")]))
    assert len({document.id for document, _ in found}) == 2


def test_a_sentence_is_no_finer_than_a_settlement(tmp_path: Path) -> None:
    document, statement = only("cir", written(tmp_path, [row(**{"town/city": ""})]))
    assert "near 48.51, 37.50, Kharkiv" in document.text
    assert statement.place is not None
    assert statement.place.lat == 48.51234
