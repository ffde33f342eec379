"""POLECAT's 40 columns, with invented rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdfast.sources.polecat import MEANINGS
from tests.sources.tables import only, read, written

COLUMNS = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]


def row(**fields: Any) -> dict[str, Any]:
    known = {
        "Event ID": "20310504-9-a", "Event Date": "2031-05-04", "Event Type": "ASSAULT", "Event Mode": "firearms",
        "Actor Name": "Invented Front", "Actor Country": "SDN", "Primary Actor Sector": "REB",
        "Recipient Name": "villagers", "Recipient Country": "SDN", "Primary Recipient Sector": "CVL",
        "Placename": "Belm", "Province": "Invented", "Country": "SDN", "Latitude": 13.5, "Longitude": 25.3,
        "GeoNames ID": 900001, "Feature Type": "PPL", "Publication Date": "2031-05-05",
    }  # fmt: skip
    return {**dict.fromkeys(COLUMNS, ""), **known, **{name.replace("_", " "): value for name, value in fields.items()}}


def table(folder: Path, *rows: dict[str, Any]) -> Path:
    return written(folder, rows, name="week.txt", delimiter="\t")


def test_a_row_becomes_a_sentence_in_polecats_voice(tmp_path: Path) -> None:
    document, statement = only("polecat", table(tmp_path, row()))
    assert len(row()) == 40
    assert document.text == (
        "According to POLECAT, attack with firearms by Invented Front against villagers at Belm, Invented, SDN "
        "on 2031-05-04."
    )
    assert (document.published, document.licence) == ("2031-05-05", None)
    assert [actor.ref for actor in statement.actors] == ["SDN REB"]
    assert statement.place is not None
    assert (statement.place.precision, statement.place.country, statement.place.geonames) == (
        "settlement",
        "SDN",
        900001,
    )


@pytest.mark.parametrize("key", MEANINGS, ids="-".join)
def test_every_type_and_mode_is_read(tmp_path: Path, key: tuple[str, str]) -> None:
    fields = {"Event_Type": key[0].upper(), "Event_Mode": key[1] or "None"}
    _, statement = only("polecat", table(tmp_path, row(**fields)))
    expected = MEANINGS[key]
    assert (statement.act, statement.event.type, statement.event.mode) == (expected.act, expected.type, expected.mode)
    assert (statement.status, statement.polarity) == (expected.status, expected.polarity)


def test_a_mode_that_is_not_known_means_its_type_alone(tmp_path: Path) -> None:
    _, statement = only("polecat", table(tmp_path, row(Event_Mode="heavy-weapons")))
    assert (statement.event.type, statement.event.mode) == ("ASSAULT", None)


def test_a_threat_is_its_speakers(tmp_path: Path) -> None:
    _, statement = only("polecat", table(tmp_path, row(Event_Type="THREATEN", Event_Mode="violence")))
    assert statement.voices[0].name == "Invented Front"
    assert (statement.act, statement.event.type) == ("threaten", "ASSAULT")


def test_several_parties_keep_their_own_codes(tmp_path: Path) -> None:
    fields = {"Actor_Name": "Front A; Front B", "Actor_Country": "SDN; TCD", "Primary_Actor_Sector": "REB; MIL"}
    _, statement = only("polecat", table(tmp_path, row(**fields)))
    assert [(actor.name, actor.ref) for actor in statement.actors] == [("Front A", "SDN REB"), ("Front B", "TCD MIL")]


def test_codes_that_cannot_be_dealt_out_are_left_out(tmp_path: Path) -> None:
    _, statement = only("polecat", table(tmp_path, row(Actor_Name="Zed A; Zed B", Actor_Country="SDN")))
    assert [actor.ref for actor in statement.actors] == [None, None]


def test_what_is_called_none_is_nothing(tmp_path: Path) -> None:
    fields = {"Recipient_Name": "None", "Placename": "nan", "Province": "None", "Country": "None", "City": "None"}
    _, statement = only("polecat", table(tmp_path, row(**fields)))
    assert (statement.recipients, statement.place) == ((), None)


def test_a_place_of_an_unknown_kind_is_of_unknown_fineness(tmp_path: Path) -> None:
    _, statement = only("polecat", table(tmp_path, row(Feature_Type="STM")))
    assert statement.place is not None
    assert statement.place.precision is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"Event_Type": "CRIME"}, "PLOVER does not have"),
        ({"Event_Date": "soon"}, "not a day"),
        ({"Latitude": "x"}, "degrees"),
        ({"Publication_Date": ""}, "publication date is empty"),
        ({"Event_ID": ""}, "event id is empty"),
    ],
)
def test_a_bad_row_is_told_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("polecat", table(tmp_path, row(**fields), row()))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert why in str(problems[0])
