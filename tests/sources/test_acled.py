"""ACLED's columns, with invented rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdfast.sources.acled import MEANINGS
from tests.sources.tables import only, read, written

RUSSIA, UKRAINE = "Military Forces of Russia (2000-)", "Military Forces of Ukraine (2019-)"


def row(**fields: Any) -> dict[str, Any]:
    """A row with ACLED's 31 columns."""
    return {
        "event_id_cnty": "UKR900001", "event_date": "2031-05-04", "year": 2031, "time_precision": 1,
        "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": RUSSIA, "assoc_actor_1": "", "inter1": 8, "actor2": UKRAINE, "assoc_actor_2": "", "inter2": 1,
        "interaction": 18, "civilian_targeting": "", "iso": 804, "region": "Europe", "country": "Ukraine",
        "admin1": "Invented", "admin2": "", "admin3": "", "location": "Belm", "latitude": 48.5, "longitude": 37.5,
        "geo_precision": 1, "source": "Harbour Wire", "source_scale": "National", "notes": "Invented.",
        "fatalities": 3, "tags": "", "timestamp": 1935100800,
    } | fields  # fmt: skip


def test_a_row_has_the_columns_of_the_export() -> None:
    assert len(row()) == 31


def test_a_row_becomes_a_sentence_in_acleds_voice(tmp_path: Path) -> None:
    document, statement = only("acled", written(tmp_path, [row()]))
    assert document.text == (
        f"According to ACLED, fighting between {RUSSIA} and {UKRAINE} at Belm, Invented, Ukraine on 2031-05-04 "
        "killed an estimated 3 people."
    )
    assert (document.outlet, document.published) == ("ACLED", "2031-04-28T00:00:00+00:00")
    assert "may not be passed on" in (document.licence or "")
    assert document.extra["acled"]["source"] == "Harbour Wire"
    assert [voice.name for voice in statement.voices] == ["Armed Conflict Location & Event Data"]
    assert [(count.low, count.high, count.approx) for count in statement.counts] == [(3, 3, True)]


def test_actors_of_acled_have_no_direction(tmp_path: Path) -> None:
    _, statement = only(
        "acled", written(tmp_path, [row(event_type="Explosions/Remote violence", sub_event_type="Air/drone strike")])
    )
    assert [actor.ref for actor in statement.actors] == ["RUS MIL", "UKR MIL"]
    assert statement.recipients == ()


@pytest.mark.parametrize("inter2", ["7", "Civilians"])
def test_armed_people_act_on_unarmed_ones_in_either_order(tmp_path: Path, inter2: str) -> None:
    civilians = {"sub_event_type": "Attack", "actor2": "Civilians (Ukraine)", "inter2": inter2}
    swapped = {"actor1": civilians["actor2"], "inter1": inter2, "actor2": RUSSIA, "inter2": 8}
    for fields in (civilians, civilians | swapped):
        _, statement = only("acled", written(tmp_path, [row(**fields)]))
        assert [actor.ref for actor in statement.actors] == ["RUS MIL"]
        assert [recipient.ref for recipient in statement.recipients] == ["UKR CIV"]


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Rioters (Sudan)", None),
        ("Christian Group (Syria)", None),
        ("Government of Sudan (2019-)", "SDN GOV"),
        ("Protesters (Sudan)", "SDN CIV"),
        ("Wagner Group", "RUS MIL"),
        ("Unidentified Gang (Haiti)", "HTI REB"),
    ],
)
def test_a_country_in_a_groups_name_makes_no_government_of_it(tmp_path: Path, name: str, ref: str | None) -> None:
    fields = {"sub_event_type": "Violent demonstration", "actor1": name, "actor2": ""}
    _, statement = only("acled", written(tmp_path, [row(**fields)]))
    assert [actor.ref for actor in statement.actors] == [ref]


@pytest.mark.parametrize(
    ("kind", "takers"),
    [("Government regains territory", ["UKR MIL"]), ("Non-state actor overtakes territory", ["RUS MIL"])],
)
def test_who_takes_a_territory_is_told_by_the_class(tmp_path: Path, kind: str, takers: list[str]) -> None:
    _, statement = only("acled", written(tmp_path, [row(sub_event_type=kind)]))
    assert [actor.ref for actor in statement.actors] == takers
    assert (statement.event.type, statement.event.mode) == ("CONTROL", "taken")


def test_a_transfer_of_territory_names_no_taker(tmp_path: Path) -> None:
    _, statement = only("acled", written(tmp_path, [row(sub_event_type="Non-violent transfer of territory")]))
    assert (statement.actors, statement.recipients) == ((), ())


@pytest.mark.parametrize("kind", MEANINGS)
def test_every_class_of_acled_is_read(tmp_path: Path, kind: str) -> None:
    _, statement = only("acled", written(tmp_path, [row(sub_event_type=kind.title())]))
    assert statement.event.type == MEANINGS[kind].type
    assert statement.event.trigger is not None
    assert statement.event.trigger.text == MEANINGS[kind].words


def test_the_american_spelling_of_older_releases_is_read(tmp_path: Path) -> None:
    fields = {"sub_event_type": "Excessive force against protestors", "inter1": 6, "actor1": "Protesters (Ukraine)"}
    _, statement = only("acled", written(tmp_path, [row(**fields)]))
    assert [recipient.name for recipient in statement.recipients] == ["Protesters (Ukraine)"]
    assert [actor.name for actor in statement.actors] == [UKRAINE]


@pytest.mark.parametrize("day", ["2031-05-04", "04-05-2031", "04/05/2031 00:00:00", "04 May 2031"])
def test_days_in_every_spelling_of_its_releases(tmp_path: Path, day: str) -> None:
    other = {"2031-05-04": "2031-05-24", "04 May 2031": "24 May 2031"}.get(day, day.replace("04", "24", 1))
    found, problems = read("acled", written(tmp_path, [row(event_date=day), row(event_date=other)]))
    assert problems == []
    assert [one.time and one.time.start_day for _, (one,) in found] == ["2031-05-04", "2031-05-24"]


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [(1, "2031-05-04", "2031-05-04"), (2, "2031-04-28", "2031-05-10"), (3, "2031-05-01", "2031-05-31")],
)
def test_a_coarse_day_is_all_the_days_that_it_may_be(tmp_path: Path, precision: int, first: str, last: str) -> None:
    _, statement = only("acled", written(tmp_path, [row(time_precision=precision)]))
    assert statement.time is not None
    assert (statement.time.start_day, statement.time.end_day) == (first, last)


@pytest.mark.parametrize(("precision", "fineness", "name"), [
    (1, "settlement", "Belm"), (2, "area", "Belm"), (3, "admin1", "Invented"),
])  # fmt: skip
def test_precision_of_the_place_follows_the_codebook(tmp_path: Path, precision: int, fineness: str, name: str) -> None:
    _, statement = only("acled", written(tmp_path, [row(geo_precision=precision)]))
    assert statement.place is not None
    assert (statement.place.precision, statement.place.name, statement.place.country) == (fineness, name, "UKR")


def test_no_fatalities_is_no_figure(tmp_path: Path) -> None:
    assert only("acled", written(tmp_path, [row(fatalities=0)]))[1].counts == ()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"sub_event_type": "Invasion"}, "codebook does not have"),
        ({"event_date": "soon"}, "not a day"),
        ({"event_date": "04/05/2031"}, "month or its day"),
        ({"latitude": "north"}, "degrees"),
        ({"geo_precision": 4}, "not between 1 and 3"),
        ({"fatalities": "many"}, "whole number"),
        ({"country": ""}, "country is empty"),
        ({"notes": "Holdfast-coded: ASSAULT"}, "coded by Holdfast"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("acled", written(tmp_path, [row(**fields), row(event_date="2031-05-09")]))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert found[0][0].unread is not None
    (problem,) = problems
    assert why in str(problem)
    assert str(problem.where).endswith("table.csv:2")
