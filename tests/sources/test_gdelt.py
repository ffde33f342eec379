"""GDELT's 61 and 58 columns without a header, with invented rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdfast.sources.cameo import CODES, meaning_of
from holdfast.sources.gdelt import _columns
from tests.sources.tables import only, read, written


def row(columns: int = 61, **fields: Any) -> dict[str, Any]:
    """A row of GDELT 2.0, or of 1.0 with 58 columns."""
    names = _columns(columns)
    assert names is not None
    known = {
        "globaleventid": 900001, "sqldate": 20310504, "actor1code": "RUSMIL", "actor1name": "RUSSIAN MILITARY",
        "actor1countrycode": "RUS", "actor1type1code": "MIL", "actor2code": "UKRCVL", "actor2name": "UKRAINE",
        "actor2countrycode": "UKR", "eventcode": "194", "actiongeo_type": 4,
        "actiongeo_fullname": "Belm, Invented Oblast, Ukraine", "actiongeo_countrycode": "UP", "actiongeo_lat": 48.5,
        "actiongeo_long": 37.5, "dateadded": 20310504101500, "sourceurl": "https://wire.example/1",
    }  # fmt: skip
    return {**dict.fromkeys(names, ""), **known, **fields}


def table(folder: Path, *rows: dict[str, Any], header: bool = False) -> Path:
    return written(folder, rows, delimiter="\t", header=header)


@pytest.mark.parametrize("columns", [61, 58])
@pytest.mark.parametrize("header", [False, True])
def test_a_row_is_read_with_and_without_a_header(tmp_path: Path, columns: int, header: bool) -> None:
    one = row(columns) | ({"dateadded": 20310504} if columns == 58 else {})
    document, statement = only("gdelt", table(tmp_path, one, header=header))
    assert len(one) == columns
    assert document.text == (
        "According to GDELT, fighting with artillery and tanks by RUSSIAN MILITARY against UKRAINE "
        "at Belm, Invented Oblast, Ukraine on 2031-05-04."
    )
    assert (document.published or "").startswith("2031-05-04")
    assert document.url is None
    assert [actor.ref for actor in statement.actors] == ["RUS MIL"]


def test_the_day_is_marked_as_worked_out(tmp_path: Path) -> None:
    _, statement = only("gdelt", table(tmp_path, row()))
    assert statement.time is not None
    assert (statement.time.start_day, statement.time.basis) == ("2031-05-04", "resolved")


@pytest.mark.parametrize(
    ("kind", "name", "precision", "unit"),
    [
        (1, "Ukraine", "country", None),
        (5, "Invented Oblast, Ukraine", "admin1", "Invented Oblast"),
        (3, "Belm, Texas, United States", "settlement", "Texas"),
    ],
)
def test_a_place_is_as_fine_as_gdelt_knows_it(
    tmp_path: Path, kind: int, name: str, precision: str, unit: str | None
) -> None:
    _, statement = only("gdelt", table(tmp_path, row(actiongeo_type=kind, actiongeo_fullname=name)))
    assert statement.place is not None
    assert (statement.place.precision, statement.place.admin1) == (precision, unit)
    assert statement.place.country == ("USA" if kind == 3 else "UKR")


def test_without_a_place_there_is_none(tmp_path: Path) -> None:
    assert only("gdelt", table(tmp_path, row(actiongeo_type=0, actiongeo_fullname="")))[1].place is None


def test_what_is_said_is_the_speakers_and_gdelt_reports_it(tmp_path: Path) -> None:
    document, statement = only("gdelt", table(tmp_path, row(eventcode="138")))
    assert document.text.startswith("According to GDELT, RUSSIAN MILITARY threatened military force to UKRAINE")
    assert (statement.act, statement.event.type, statement.status) == ("threaten", "ASSAULT", "planned")
    assert [voice.name for voice in statement.voices] == ["RUSSIAN MILITARY", "GDELT Project"]
    assert [actor.ref for actor in statement.actors] == ["RUS MIL"]


def test_what_is_demanded_is_for_the_one_asked_to_do(tmp_path: Path) -> None:
    _, statement = only("gdelt", table(tmp_path, row(eventcode="1056")))
    assert (statement.act, statement.event.type, statement.event.mode) == ("demand", "RETREAT", "reduce")
    assert [actor.name for actor in statement.actors] == ["UKRAINE"]
    assert statement.status == "hypothetical"


def test_the_accused_is_the_one_who_is_said_to_have_done_it(tmp_path: Path) -> None:
    _, statement = only("gdelt", table(tmp_path, row(eventcode="1124")))
    assert (statement.act, statement.event.type) == ("accuse", "ASSAULT")
    assert ([actor.name for actor in statement.actors], statement.recipients) == (["UKRAINE"], ())


def test_a_refusal_is_negated_and_the_speakers_own(tmp_path: Path) -> None:
    _, statement = only("gdelt", table(tmp_path, row(eventcode="1246")))
    assert (statement.act, statement.event.type, statement.polarity) == ("reject", "RETREAT", "negated")
    assert [actor.ref for actor in statement.actors] == ["RUS MIL"]


def test_a_demand_of_nobody_is_nobodys_demand(tmp_path: Path) -> None:
    _, statement = only("gdelt", table(tmp_path, row(eventcode="1056", actor1name="", actor1countrycode="")))
    assert (statement.act, statement.event.type) == ("assert", "OTHER")
    assert [voice.name for voice in statement.voices] == ["GDELT Project"]


def test_talks_are_both_parties(tmp_path: Path) -> None:
    _, statement = only("gdelt", table(tmp_path, row(eventcode="046", actor1type1code="GOV")))
    assert [actor.ref for actor in statement.actors] == ["RUS GOV", "UKR GOV"]
    assert (statement.event.type, statement.event.mode) == ("CONSULT", "negotiate")


@pytest.mark.parametrize(
    ("fields", "ref"),
    [
        ({"actor1type1code": ""}, "RUS MIL"),
        ({"actor1countrycode": "", "actor1type1code": "", "actor1knowngroupcode": "NAT"}, "IGO NATO"),
        ({"actor1countrycode": "ZZZ"}, None),
        ({"actor1type1code": "XXX"}, None),
    ],
)  # fmt: skip
def test_references_follow_the_codes_and_no_others(tmp_path: Path, fields: dict[str, Any], ref: str | None) -> None:
    _, statement = only("gdelt", table(tmp_path, row(**fields)))
    assert statement.actors[0].ref == ref


@pytest.mark.parametrize(("code", "of"), [("1411", "14"), ("0234", "0234"), ("2042", "20"), ("1662", "16")])
def test_a_code_means_what_its_beginning_means(code: str, of: str) -> None:
    assert meaning_of(code) == CODES[of]


def test_every_root_of_cameo_has_a_meaning() -> None:
    assert [number for number in range(1, 21) if meaning_of(f"{number:02}9999") is None] == []
    assert meaning_of("99") is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"eventcode": "99"}, "no code of CAMEO"),
        ({"sqldate": "20311504"}, "not a day"),
        ({"dateadded": "yesterday"}, "not a moment"),
        ({"actiongeo_type": 9}, "none of GDELT's"),
        ({"actiongeo_lat": 148.5}, "between -90 and 90"),
        ({"globaleventid": "x"}, "whole number"),
    ],
)
def test_a_bad_row_is_told_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("gdelt", table(tmp_path, row(**fields), row()))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert why in str(problems[0])
    assert str(problems[0].where).endswith("table.csv:1")


def test_a_table_of_mentions_is_told(tmp_path: Path) -> None:
    found, problems = read("gdelt", written(tmp_path, [{"globaleventid": 1, "confidence": 100}], delimiter="\t"))
    assert found == []
    assert "61 columns" in str(problems[0])
