"""PA-X's columns, with invented rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdfast.sources.pax import MEANINGS
from tests.sources.tables import only, read, written


def row(**fields: Any) -> dict[str, Any]:
    known = {
        "Con": "Sudan", "PPName": "Invented process", "AgtId": 90001, "Ver": 1, "Agt": "Invented Accord",
        "Dat": "14/05/2031", "Status": "Multiparty signed/agreed", "Stage": "SubPar", "StageSub": "Iss",
        "Part": "For the Government of Sudan: signatory; For the Invented Front: signatory", "ThrdPart": "",
        "Loc1ISO": "SDN", "PAX_Hyperlink": "https://pax.example/90001/",
    }  # fmt: skip
    return known | fields


def test_an_agreement_is_a_document_with_its_title_day_and_address(tmp_path: Path) -> None:
    document, statement = only("pax", written(tmp_path, [row()]))
    assert document.text == (
        "According to PA-X, signing or agreement of “Invented Accord” (Sudan) involving Government of Sudan "
        "on 2031-05-14."
    )
    assert (document.title, document.url) == ("Invented Accord", "https://pax.example/90001/")
    assert (statement.event.type, statement.event.mode, statement.place) == ("AGREE", None, None)
    assert [actor.ref for actor in statement.actors] == ["SDN GOV"]
    assert document.extra["pax"]["part"].endswith("Front: signatory")


def test_a_country_of_the_conflict_is_no_party(tmp_path: Path) -> None:
    assert only("pax", written(tmp_path, [row(Con="Chad/Sudan", Part="Signed: two fronts")]))[1].actors == ()


def test_each_government_is_named_once(tmp_path: Path) -> None:
    part = "Government of Sudan; the Government of the Republic of Chad; Government of Sudan"
    _, statement = only("pax", written(tmp_path, [row(Part=part)]))
    assert [actor.ref for actor in statement.actors] == ["SDN GOV", "TCD GOV"]


def test_a_ceasefire_agreement_is_one(tmp_path: Path) -> None:
    _, statement = only("pax", written(tmp_path, [row(Stage="Cea", StageSub="Ceas")]))
    assert (statement.event.type, statement.event.mode) == ("AGREE", "ceasefire-deal")


@pytest.mark.parametrize("status", MEANINGS)
def test_every_status_is_read(tmp_path: Path, status: str) -> None:
    _, statement = only("pax", written(tmp_path, [row(Status=status.capitalize())]))
    assert statement.event.type == MEANINGS[status].type


def test_a_declaration_of_one_side_is_no_agreement(tmp_path: Path) -> None:
    fields = {"Status": "Unilateral document", "Stage": "Cea", "StageSub": "Ceas"}
    assert only("pax", written(tmp_path, [row(**fields)]))[1].event.type == "OTHER"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"Status": "Rumoured"}, "codebook does not have"),
        ({"Dat": "05/04/2031"}, "month or its day"),
        ({"Dat": ""}, "dat is empty"),
        ({"AgtId": ""}, "whole number"),
        ({"Agt": ""}, "agt is empty"),
    ],
)
def test_a_bad_row_is_told_and_kept_aside(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    found, problems = read("pax", written(tmp_path, [row(**fields), row(Dat="2031-05-14")]))
    assert [len(statements) for _, statements in found] == [0, 1]
    assert why in str(problems[0])
