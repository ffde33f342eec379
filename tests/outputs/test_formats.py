"""The export formats: what is written, what is made harmless, and what is left out to do no harm."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import msgspec
import pytest

from holdfast.model import Count, Document, Event, Mention, Place, Statement, Voice
from holdfast.model.event import Tally
from holdfast.outputs import FORMATS, MEDIA_TYPES
from holdfast.outputs.csv import STATEMENT_COLUMNS, harmless, write_statements
from holdfast.outputs.discretion import NAME_WITHHELD, Discretion
from holdfast.outputs.figures import chain, figure
from holdfast.record.store import Filter, View
from tests.factory import TEXT, document, mention, statement, words
from tests.outputs.shown import shown


def exported_bytes(format: str, view: View) -> bytes:
    stream = io.BytesIO()
    FORMATS[format](view, stream, chosen=Filter())
    return stream.getvalue()


def exported(format: str, view: View) -> str:
    return exported_bytes(format, view).decode()


def table(format: str, view: View) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(format, view))))


def placed(precision: str | None, **fields: Any) -> Place:
    where = {"name": "Mykolaiv", "lat": 46.97513, "lon": 31.99458, "country": "UKR", "precision": precision}
    place: Place = words(Place, "Mykolaiv", **{**where, **fields})
    return place


def event(**fields: Any) -> Event:
    tally = Tally(
        what="killed", low=7, high=None, approx=False, voice="Ukraine's military", outlet=None, day="2022-03-30",
        statement="s1",
    )  # fmt: skip
    return Event(
        **{"id": "e1", "type": "ASSAULT", "mode": "missile", "statements": ("s1",), "ledger": (tally,), **fields}
    )


def test_json_lines_write_each_document_once_before_its_statements() -> None:
    of = document()
    first, second = statement(of), statement(of, act="deny")
    lines = [json.loads(line) for line in exported("jsonl", shown([of], [first, second])).splitlines()]
    assert [line["id"] for line in lines] == [of.id, first.id, second.id]
    assert Statement.from_builtins(lines[1]) == first
    assert Document.from_builtins(lines[0]) == of


def test_json_lines_keep_a_document_that_nobody_could_read() -> None:
    unread = document("Без перевода.", unread="in Russian")
    lines = exported("jsonl", shown([unread])).splitlines()
    assert [Document.from_json(line) for line in lines] == [unread]


def test_a_table_has_a_row_for_each_statement_and_the_words_in_it() -> None:
    count = words(Count, "at least seven", what="killed", low=7)
    (row,) = table("csv", shown([document()], [statement(counts=(count,))]))
    assert tuple(row) == STATEMENT_COLUMNS
    assert (row["quote"], row["outlet"]) == (TEXT, "Harbour Wire")
    assert (row["voices"], row["voice_refs"]) == ("Ukraine's military", "UKR MIL")
    assert (row["counts"], row["killed_low"], row["killed_high"]) == ("killed: at least 7", "7", "")
    assert (row["place"], row["lat"], row["from"], row["time_basis"]) == ("Mykolaiv", "46.97", "2022-03-29", "resolved")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(start: str) -> None:
    text = f'{start}HYPERLINK("http://x.example")'
    of = document(text)
    (row,) = table("csv", shown([of], [statement(of)]))
    assert row["quote"] == f"'{text}"


def test_numbers_below_zero_stay_numbers() -> None:
    assert harmless(-3.5) == -3.5
    assert harmless(None) == ""


def test_a_table_of_events_names_the_voice_of_each_figure() -> None:
    (row,) = table("csv-events", shown(events=[event(place=placed("settlement"))]))
    assert row["figures"] == "killed: at least 7 (Ukraine's military, 2022-03-30)"
    assert row["killed_low"] == "7"


def test_a_settlement_is_a_point_no_finer_than_it_is_known() -> None:
    found = json.loads(exported("geojson", shown([document()], [statement(place=placed("settlement"))])))
    (feature,) = found["features"]
    assert found["type"] == "FeatureCollection"
    assert feature["geometry"] == {"type": "Point", "coordinates": [31.99, 46.98]}
    assert feature["properties"]["said_by"] == "Ukraine's military, according to Harbour Wire"


@pytest.mark.parametrize("precision", ["admin2", "admin1", "country", "area", None])
def test_an_area_has_no_point(precision: str) -> None:
    (feature,) = json.loads(exported("geojson-events", shown(events=[event(place=placed(precision))])))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["precision"] == precision
    assert feature["properties"]["label_point"] == [32.0, 47.0]


def test_what_has_no_place_is_not_on_the_map() -> None:
    assert json.loads(exported("geojson", shown([document()], [statement(place=None)])))["features"] == []


def test_places_finer_than_a_settlement_are_left_out_unless_asked_for() -> None:
    view = shown([document()], [statement(place=placed("point"))])
    (feature,) = json.loads(exported("geojson", view))["features"]
    assert feature["geometry"] is None
    assert (feature["properties"]["place"], feature["properties"]["place_withheld"]) == (None, True)
    (row,) = table("csv", view)
    assert (row["place"], row["lat"], row["country"], row["place_withheld"]) == ("", "", "UKR", "yes")
    stream = io.BytesIO()
    write_statements(view, stream, chosen=Filter(), discretion=Discretion(fine_places=True))
    assert b"46.97513" in stream.getvalue()


def test_names_of_private_persons_are_left_out_unless_asked_for() -> None:
    text = "Vera Holm, a teacher, said that the shelling began at noon."
    of = document(text)
    voice = words(Voice, "Vera Holm", text, cue="said")
    made = statement(of, voices=(voice,), actors=(mention("Vera Holm", text, ref="UKR CIV"),))
    (row,) = table("csv", shown([of], [made]))
    assert "Vera" not in json.dumps(row)
    assert row["quote"] == f"{NAME_WITHHELD}, a teacher, said that the shelling began at noon."
    assert Discretion(private_names=True).quote(made) == text


@pytest.mark.parametrize(
    ("name", "ref", "shown"),
    [
        ("Dmytro Kuleba", "UKR GOV", True),
        ("Associated Press", None, True),
        ("Ukraine", None, True),
        ("Vera Holm", None, False),
        ("Vera van Holm", "UKR CIV", False),
        ("residents", "UKR CIV", True),
        ("UCDP GED", None, True),
        ("Vera J. Holm", None, False),
    ],
)
def test_who_counts_as_a_private_person(name: str, ref: str | None, shown: bool) -> None:
    who = Mention(text=name, start=0, end=len(name), ref=ref)
    assert (Discretion().caption(who) == name) is shown


@pytest.mark.parametrize(
    ("low", "high", "approx", "said"),
    [
        (7, None, False, "at least 7"),
        (None, 20, False, "up to 20"),
        (30, 30, True, "about 30"),
        (3, 5, False, "between 3 and 5"),
        (20000, 20000, False, "20,000"),
        (None, None, False, "an unstated number"),
        (0, 0, False, "0"),
    ],
)
def test_figures_in_words(low: float | None, high: float | None, approx: bool, said: str) -> None:
    assert figure(Count(what="killed", text="", start=0, end=0, low=low, high=high, approx=approx)) == said


def test_a_chain_names_the_outlet_last_and_once() -> None:
    of = document()
    inner = words(Voice, "Ukraine's military")
    said = statement(of, voices=(inner, Voice(name="AP")))
    assert chain(said, of, Discretion()) == "Ukraine's military, according to AP, according to Harbour Wire"
    assert chain(statement(of, voices=(Voice(name="Harbour Wire"),)), of, Discretion()) == "Harbour Wire"
    assert chain(statement(of, voices=()), None, Discretion()) == "an unnamed source"


@pytest.mark.parametrize(
    "text",
    [
        "Governor of the region Vera Holm said so.",
        "Vera Holm, the deputy prime minister, said so.",
        "Mayor Vera Holm said so.",
    ],
)
def test_a_person_whose_office_the_document_names_is_no_private_person(text: str) -> None:
    who = words(Voice, "Vera Holm", text)
    assert Discretion().caption(who, within=text) == "Vera Holm"
    assert Discretion().caption(who) == NAME_WITHHELD


def test_each_format_writes_a_record_without_statements() -> None:
    empty = {name for name in FORMATS if exported_bytes(name, shown()) == b""}
    assert empty == {"jsonl", "plover", "corrections"}  # a line for each, and there is none


def test_lone_surrogates_do_not_stop_a_table() -> None:
    of = msgspec.structs.replace(document(), outlet="Wire \ud83d")
    assert "Wire" in exported("csv", shown([of], [statement(of)]))
    assert "Wire" in exported("geojson", shown([of], [statement(of)]))


def test_each_format_has_a_media_type() -> None:
    assert MEDIA_TYPES.keys() == FORMATS.keys()
