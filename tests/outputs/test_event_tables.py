"""Events in the columns of other datasets: what is written, by which rule, and that nobody takes it for theirs."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from holdfast.errors import SkipThis
from holdfast.model import Document, Event, Mention, Place, Statement
from holdfast.model.event import Tally
from holdfast.model.statement import Counted
from holdfast.outputs import FORMATS
from holdfast.outputs.acled import COLUMNS as ACLED_COLUMNS
from holdfast.outputs.coding import toll
from holdfast.outputs.csv import EVENT_COLUMNS
from holdfast.outputs.hxl import TAGS
from holdfast.outputs.ucdp import COLUMNS as UCDP_COLUMNS
from holdfast.record.store import Filter
from holdfast.sources.datasets import FORMATS as IMPORTS
from tests.factory import document, statement
from tests.outputs.shown import shown
from tests.sources.test_acled import row as acled_row

GED = Path(__file__).parent.parent / "fixtures" / "ucdp" / "release.csv"
OF = document()
SAID = statement(OF)


def somebody(ref: str | None, name: str = "") -> Mention:
    name = name or ref or "somebody"
    return Mention(text=name, start=0, end=len(name), ref=ref, name=name)


def site(**fields: Any) -> Place:
    known = {"name": "Mykolaiv", "lat": 46.97513, "lon": 31.99458, "country": "UKR", "admin1": "Mykolaiv Oblast"}
    return Place(text="Mykolaiv", start=0, end=8, **{**known, "precision": "settlement", **fields})


def figure(low: float | None, high: float | None, voice: str, what: Counted = "killed") -> Tally:
    return Tally(what=what, low=low, high=high, approx=False, voice=voice, outlet=None, day=None, statement=SAID.id)


def event(**fields: Any) -> Event:
    known: dict[str, Any] = {
        "id": "e1", "type": "ASSAULT", "mode": "missile", "statements": (SAID.id,), "place": site(),
        "first_day": "2022-03-29", "last_day": "2022-03-29", "sources": 2,
        "actors": (somebody("RUS MIL", "Russian forces"),), "recipients": (somebody("UKR CIV", "residents"),),
        "ledger": (figure(7, None, "a"), figure(12, 12, "b"), figure(12, 12, "c")),
    }  # fmt: skip
    return Event(**(known | fields))


def exported(format: str, *events: Event, said: Statement = SAID, of: Document = OF) -> str:
    stream = io.BytesIO()
    FORMATS[format](shown([of], [said], events), stream, chosen=Filter())
    return stream.getvalue().decode()


def table(format: str, *events: Event, said: Statement = SAID) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(format, *events, said=said))))


def read_back(tmp_path: Path, format: str, text: str) -> tuple[list[tuple[Document, list[Statement]]], list[SkipThis]]:
    file = tmp_path / "back.csv"
    file.write_text(text, encoding="utf-8")
    problems: list[SkipThis] = []
    return list(IMPORTS[format](file, report=problems.append)), problems


def test_the_columns_are_those_of_the_datasets() -> None:
    assert ",".join(UCDP_COLUMNS) == GED.read_text(encoding="utf-8").splitlines()[0]
    assert set(ACLED_COLUMNS) == set(acled_row())
    assert len(ACLED_COLUMNS) == 31


@pytest.mark.parametrize(("format", "column"), [("ucdp", "code_status"), ("acled", "notes")])
def test_every_line_says_that_holdfast_coded_it(format: str, column: str) -> None:
    (row,) = table(format, event())
    assert row[column].startswith("Holdfast-coded")


@pytest.mark.parametrize("format", ["ucdp", "acled"])
def test_what_holdfast_coded_does_not_come_back_in_the_datasets_voice(tmp_path: Path, format: str) -> None:
    ((back, statements),), problems = read_back(tmp_path, format, exported(format, event()))
    assert statements == []
    assert back.unread is not None
    assert "coded by Holdfast" in str(problems[0])


def test_the_ucdp_line_is_read_by_a_reader_of_ucdp(tmp_path: Path) -> None:
    text = exported("ucdp", event()).replace("Holdfast-coded", "Clear")
    ((_, (back,)),), problems = read_back(tmp_path, "ucdp", text)
    assert problems == []
    assert (back.event.type, back.time and back.time.start_day) == ("ASSAULT", "2022-03-29")
    assert [(count.low, count.high) for count in back.counts] == [(7, 12)]
    assert back.place is not None
    assert (back.place.name, back.place.precision, back.place.lat) == ("Mykolaiv", "settlement", 46.98)
    assert [actor.name for actor in back.actors] == ["Russian forces"]


def test_the_acled_line_is_read_by_a_reader_of_acled(tmp_path: Path) -> None:
    text = exported("acled", event()).replace("Holdfast-coded", "Clear")
    ((_, (back,)),), problems = read_back(tmp_path, "acled", text)
    assert problems == []
    assert (back.event.type, back.time and back.time.start_day) == ("ASSAULT", "2022-03-29")
    assert [actor.name for actor in back.actors] == ["Russian forces"]
    assert [recipient.name for recipient in back.recipients] == ["residents"]
    assert [count.low for count in back.counts] == [12]


@pytest.mark.parametrize(
    ("ledger", "expected"),
    [
        ((figure(7, None, "a"),), (7, 7, 7)),
        ((figure(None, 20, "a"),), (0, 20, 20)),
        ((figure(3, 5, "a"), figure(9, 9, "b")), (3, 3, 9)),
        ((figure(3, 3, "a"), figure(9, 9, "b"), figure(9, 9, "c")), (3, 9, 9)),
        ((figure(9, 9, "b"), figure(9, 9, "b"), figure(3, 3, "a")), (3, 3, 9)),
        ((figure(4, 4, "a", "wounded"), figure(None, None, "a")), None),
    ],
)
def test_three_numbers_for_all_figures(ledger: tuple[Tally, ...], expected: tuple[int, int, int] | None) -> None:
    found = toll(event(ledger=ledger), "killed")
    assert (found and (found.low, found.best, found.high)) == expected


@pytest.mark.parametrize(
    ("fields", "violence", "sides"),
    [
        ({}, "3", ("Russian forces", "residents")),
        ({"recipients": (somebody("UKR MIL", "Ukrainian forces"),)}, "1", ("Russian forces", "Ukrainian forces")),
        ({"actors": (somebody("SDN REB", "Front"), somebody("SDN MIL", "Army")), "recipients": ()}, "1",
         ("Army", "Front")),
        ({"actors": (somebody("SDN REB", "Front A"), somebody("SDN REB", "Front B")), "recipients": ()}, "2",
         ("Front A", "Front B")),
        ({"actors": ()}, "", ("", "residents")),
        ({"actors": (), "recipients": ()}, "", ("", "")),
    ],
)  # fmt: skip
def test_sides_and_kind_of_violence(fields: dict[str, Any], violence: str, sides: tuple[str, str]) -> None:
    (row,) = table("ucdp", event(**fields))
    assert (row["type_of_violence"], (row["side_a"], row["side_b"])) == (violence, sides)


@pytest.mark.parametrize(("last", "precision"), [
    ("2022-03-29", "1"), ("2022-04-02", "2"), ("2022-04-04", "3"), ("2022-04-20", "4"), ("2022-06-20", "5"),
])  # fmt: skip
def test_precision_of_days(last: str, precision: str) -> None:
    (row,) = table("ucdp", event(last_day=last))
    assert (row["date_prec"], row["date_end"]) == (precision, last)


@pytest.mark.parametrize(("precision", "code"), [
    ("settlement", "1"), ("admin2", "3"), ("admin1", "4"), ("area", "5"), ("country", "6"), (None, ""),
])  # fmt: skip
def test_precision_of_places(precision: str | None, code: str) -> None:
    (row,) = table("ucdp", event(place=site(precision=precision)))
    assert row["where_prec"] == code


def test_a_fine_place_is_told_by_its_region_alone() -> None:
    (ucdp,) = table("ucdp", event(place=site(precision="point")))
    assert (ucdp["where_prec"], ucdp["where_coordinates"], ucdp["latitude"]) == ("4", "Mykolaiv Oblast", "")
    (acled,) = table("acled", event(place=site(precision="point")))
    assert (acled["geo_precision"], acled["location"], acled["latitude"]) == ("3", "Mykolaiv Oblast", "")


@pytest.mark.parametrize(
    ("fields", "of_said"),
    [
        ({"type": "CONSULT", "mode": None}, {}),
        ({"place": None}, {}),
        ({"first_day": None, "last_day": None}, {}),
        ({"ledger": ()}, {}),
        ({"ledger": (figure(0, 0, "a"),)}, {}),
        ({}, {"act": "deny"}),
        ({}, {"status": "planned"}),
        ({}, {"polarity": "negated"}),
    ],
)
def test_what_ucdp_does_not_count_is_left_out(fields: dict[str, Any], of_said: dict[str, Any]) -> None:
    said = statement(OF, **of_said)
    assert table("ucdp", event(statements=(said.id,), **fields), said=said) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"mode": "drone"}, "Air/drone strike"),
        ({"mode": "artillery"}, "Shelling/artillery/missile attack"),
        ({"mode": None}, "Attack"),
        ({"mode": "abduction-killing"}, "Abduction/forced disappearance"),
        ({"mode": "ground", "recipients": (somebody("UKR MIL"),)}, "Armed clash"),
        ({"type": "PROTEST", "mode": None}, ""),
        ({"type": "AGREE", "mode": "sign"}, "Agreement"),
        ({"type": "COERCE", "mode": "arrest"}, "Arrests"),
    ],
)
def test_classes_of_acled(fields: dict[str, Any], kind: str) -> None:
    (row,) = table("acled", event(**fields))
    assert row["sub_event_type"] == kind


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "CONSULT", "mode": None},
        {"type": "CONTROL", "mode": "taken"},
        {"mode": "cyber"},
        {"mode": None, "actors": (), "recipients": ()},
        {"mode": "ground", "recipients": ()},
    ],
)
def test_what_acled_has_no_class_for_is_left_out(fields: dict[str, Any]) -> None:
    assert table("acled", event(**fields)) == []


def test_kinds_of_sides_in_acleds_words() -> None:
    (row,) = table("acled", event())
    assert (row["inter1"], row["inter2"]) == ("External/Other forces", "Civilians")
    (row,) = table("acled", event(actors=(somebody("UKR MIL"),), recipients=(somebody(None),)))
    assert (row["inter1"], row["inter2"]) == ("State forces", "")


@pytest.mark.parametrize("format", ["ucdp", "acled", "hxl"])
def test_names_that_a_spreadsheet_would_run_are_made_harmless(format: str) -> None:
    rows = table(format, event(actors=(somebody("RUS MIL", "=cmd()"),)))
    assert "'=cmd()" in rows[-1].values()


CORE = frozenset(
    """
    access activity adm1 adm2 affected beneficiary capacity cause channel contact country crisis currency date delivery
    description event frequency geo group impact indicator inneed item loc meta modality need operations org output
    population reached region respondent sector service severity status subsector targeted value
    """.split()  # noqa: SIM905 - a list of words is read as words
)
"""Hashtags of the HXL standard, version 1.1."""


def test_a_row_of_hxl_tags_stands_under_the_names() -> None:
    names, tags, values = csv.reader(io.StringIO(exported("hxl", event())))
    assert tuple(names) == EVENT_COLUMNS
    assert dict(zip(names, tags, strict=True)) == TAGS
    assert len(set(tags)) == len(tags)
    for tag in tags:
        assert re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)
        assert tag[1:].split("+")[0] in CORE
    assert dict(zip(tags, values, strict=True))["#affected+killed+min"] == "7"
