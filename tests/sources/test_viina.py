"""VIINA's events and its control of places, in their several shapes, with invented rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdfast.sources.viina import MEANINGS
from tests.sources.tables import Told, only, read, written


def info(**fields: Any) -> dict[str, Any]:
    known = {
        "viina_version": "2.0", "event_id": "1", "event_id_1pd": "1", "date": 20310504, "time": "10:00",
        "geonameid": 900001, "asciiname": "Belm", "ADM1_NAME": "Kharkiv", "longitude": 37.5, "latitude": 48.5,
        "GEO_PRECISION": "ADM3", "source": "harbourwire", "url": "https://wire.example/1", "text": "Invented.",
        "lang": "ua",
    }  # fmt: skip
    return known | fields


def labels(**fields: Any) -> dict[str, Any]:
    known = {f"{kind}{end}": 0 for kind in (*MEANINGS, "a_rus", "a_ukr", "a_rus_init", "a_ukr_init")
             if kind != "none" for end in ("_pred", "_b")}  # fmt: skip
    return {"viina_version": "2.0", "event_id": "1", "event_id_1pd": "1", "date": 20310504} | known | fields


def joined(**fields: Any) -> dict[str, Any]:
    return labels() | info() | fields


def test_the_day_of_a_report_is_not_the_day_of_the_event(tmp_path: Path) -> None:
    document, statement = only("viina", written(tmp_path, [joined(t_artillery_b=1, a_rus_b=1, a_rus_init_b=1)]))
    assert document.text == (
        "According to VIINA, artillery shelling by Russian or Russian-aligned forces in Belm, Kharkiv."
    )
    assert (document.published, statement.time, document.licence) == ("2031-05-04", None, "ODbL 1.0")
    assert [actor.ref for actor in statement.actors] == ["RUS MIL"]
    assert statement.place is not None
    assert (statement.place.precision, statement.place.geonames) == ("settlement", 900001)


def test_each_class_of_an_event_is_a_statement(tmp_path: Path) -> None:
    ((_, statements),), _ = read("viina", written(tmp_path, [joined(t_airstrike_b=1, t_civcas_b=1, t_mil_b=1)]))
    assert [(one.event.type, one.event.mode) for one in statements] == [("ASSAULT", "airstrike"), ("ASSAULT", None)]
    assert len({one.id for one in statements}) == 2


@pytest.mark.parametrize("kind", MEANINGS)
def test_every_class_is_read(tmp_path: Path, kind: str) -> None:
    _, statement = only("viina", written(tmp_path, [joined(**{f"{kind}_b": 1} if kind != "none" else {})]))
    assert (statement.event.type, statement.event.mode) == (MEANINGS[kind].type, MEANINGS[kind].mode)


@pytest.mark.parametrize(
    ("fields", "actors", "recipients"),
    [
        ({"a_rus_b": 1, "a_ukr_b": 1, "a_ukr_init_b": 1}, ["UKR MIL"], ["RUS MIL"]),
        ({"a_rus_b": 1, "a_ukr_b": 1}, ["RUS MIL", "UKR MIL"], []),
        ({"a_rus_b": 1}, [], []),
        ({}, [], []),
    ],
)
def test_who_is_involved_did_not_begin_it_for_that(
    tmp_path: Path, fields: dict[str, Any], actors: list[str], recipients: list[str]
) -> None:
    _, statement = only("viina", written(tmp_path, [joined(t_firefight_b=1, **fields)]))
    assert [one.ref for one in statement.actors] == actors
    assert [one.ref for one in statement.recipients] == recipients


def test_labels_are_found_beside_the_events(tmp_path: Path) -> None:
    written(tmp_path, [labels(t_uav_b=1, t_armor_pred=0.99)], name="event_labels_latest_2031.csv")
    events = written(tmp_path, [info(), info(event_id="2", event_id_1pd="2")], name="event_info_latest_2031.csv")
    found, _ = read("viina", events)
    assert [statements[0].event.mode for _, statements in found] == ["drone", None]
    assert found[1][1][0].event.type == "OTHER"


def test_a_derived_table_has_less_and_invents_nothing(tmp_path: Path) -> None:
    row = {"date": 20310504, "longitude": 37.5, "latitude": 48.5, "a_rus_pred": "1.0", "t_cyber_pred": "1.0"}
    document, statement = only("viina", written(tmp_path, [row]))
    assert document.text.endswith("cyber operation by Russian or Russian-aligned forces at 48.5, 37.5.")
    assert statement.place is not None
    assert (statement.place.precision, statement.place.admin1, statement.place.country) == (None, None, None)


def test_two_days_at_one_place_stay_two(tmp_path: Path) -> None:
    row = {"date": 20310504, "longitude": 37.5, "latitude": 48.5, "t_cyber_pred": 1}
    found, _ = read("viina", written(tmp_path, [row, row | {"date": 20310505}]))
    assert len({document.id for document, _ in found}) == 2


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"date": "soon"}, "not a day"), ({"t_ied_b": "maybe"}, "neither 0 nor 1"), ({"latitude": ""}, "degrees")],
)
def test_a_bad_row_is_told_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("viina", written(tmp_path, [joined(**fields), joined()]))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert why in str(problems[0])


def stretches(told: Told) -> list[tuple[str | None, str | None, str | None]]:
    ((_, statements),) = told
    return [(one.event.mode, one.time.start_day, one.time.end_day) for one in statements if one.time]


def place(**days: Any) -> dict[str, Any]:
    known = {"geonameid": "900001.0", "city": "Belm", "longitude": 37.5, "latitude": 48.5, "feature_code": "PPL"}
    return known | {name.removeprefix("d"): value for name, value in days.items()}


def test_days_of_one_status_are_one_statement_and_gaps_end_it(tmp_path: Path) -> None:
    row = place(d20310504="UA", d20310505="UA", d20310508="UA", d20310509="CONTESTED", d20310510="RU", d20310511="")
    told, problems = read("viina-control", written(tmp_path, [row]))
    assert problems == []
    assert stretches(told) == [
        ("held", "2031-05-04", "2031-05-05"),
        ("held", "2031-05-08", "2031-05-08"),
        ("contested", "2031-05-09", "2031-05-09"),
        ("held", "2031-05-10", "2031-05-10"),
    ]
    holders = [[actor.ref for actor in one.actors] for one in told[0][1]]
    assert holders == [["UKR MIL"], ["UKR MIL"], [], ["RUS MIL"]]
    assert told[0][0].text.startswith("According to VIINA, control by Ukraine of Belm, Ukraine from 2031-05-04 to")


def test_a_long_table_has_a_row_for_each_day(tmp_path: Path) -> None:
    row = {"geonameid": 900001, "date": 20310504, "status": "RU"}
    _, statement = only("viina-control", written(tmp_path, [row]))
    assert (statement.event.type, statement.status) == ("CONTROL", "ongoing")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (place(d20310504="XX"), "none of RU, UA and CONTESTED"),
        (place(d20311504="RU"), "a day that is none"),
        (place(), "neither a column"),
        (place(d20310504="RU") | {"geonameid": "x"}, "whole number"),
    ],
)
def test_a_bad_place_is_told_and_kept_aside(tmp_path: Path, row: dict[str, Any], why: str) -> None:
    ((_, statements),), problems = read("viina-control", written(tmp_path, [row]))
    assert statements == []
    assert why in str(problems[0])
