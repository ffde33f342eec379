"""PLOVER as JSON lines: its names, what it has a type for, and that its own reader finds the same."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from holdfast.model import Count, Document, Happening, Mention, Statement, Voice
from holdfast.outputs import FORMATS
from holdfast.outputs.discretion import NAME_WITHHELD
from holdfast.outputs.plover import COLUMNS
from holdfast.record.store import Filter
from tests.factory import document, mention, statement, words
from tests.outputs.shown import shown
from tests.sources.tables import only, written
from tests.sources.test_polecat import COLUMNS as POLECAT_COLUMNS

PLOVER_TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def lines(*statements: Statement, of: Document | None = None) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    FORMATS["plover"](shown([of or document()], statements), stream, chosen=Filter())
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def spoken(act: str, type: str, mode: str | None = None, **fields: Any) -> Statement:
    return statement(
        act=act,
        event=Happening(type=type, mode=mode),  # type: ignore[arg-type]
        actors=(mention("Mykolaiv", ref="UKR GOV"),),
        recipients=(mention("people", ref="UKR CIV"),),
        **fields,
    )


def test_the_names_are_polecats() -> None:
    assert list(COLUMNS) == list(POLECAT_COLUMNS)
    (line,) = lines(statement())
    assert list(line) == list(COLUMNS)


def test_a_statement_becomes_an_event_between_parties() -> None:
    (line,) = lines(
        spoken("assert", "ASSAULT", "firearms", counts=(words(Count, "seven", what="killed", low=7, high=7),))
    )
    assert (line["Event Type"], line["Event Mode"], line["Event Date"]) == ("ASSAULT", "firearms", "2022-03-29")
    assert (line["Actor Country"], line["Primary Actor Sector"]) == ("UKR", "GOV")
    assert (line["Recipient Country"], line["Primary Recipient Sector"]) == ("UKR", "CIV")
    assert (line["Placename"], line["Feature Type"], line["Version"]) == ("Mykolaiv", "PPL", "Holdfast-coded")
    assert line["Quad Code"] is None


@pytest.mark.parametrize(
    ("act", "type", "mode", "status", "expected"),
    [
        ("assert", "CONCEDE", "release", "happened", ("RETREAT", "release")),
        ("assert", "AGREE", "sign", "happened", ("SUPPORT", None)),
        ("assert", "CONTROL", "taken", "happened", ("COERCE", "seize")),
        ("assert", "INVESTIGATE", "inspect", "ongoing", ("ACCUSE", "investigate")),
        ("assert", "SANCTION", None, "happened", ("SANCTION", None)),
        ("accuse", "ASSAULT", None, "happened", ("ACCUSE", "allege")),
        ("demand", "RETREAT", None, "hypothetical", ("REQUEST", "yield")),
        ("reject", "CONSULT", None, "hypothetical", ("REJECT", "meet")),
        ("threaten", "ASSAULT", None, "planned", ("THREATEN", "violence")),
        ("promise", "CONSULT", None, "planned", ("AGREE", "meet")),
        ("agree", "OTHER", None, "planned", ("AGREE", None)),
    ],
)
def test_types_of_plover(act: str, type: str, mode: str | None, status: Any, expected: tuple[str, str | None]) -> None:
    (line,) = lines(spoken(act, type, mode, status=status))
    assert (line["Event Type"], line["Event Mode"]) == expected
    assert line["Event Type"] in PLOVER_TYPES


@pytest.mark.parametrize(
    ("act", "type", "fields"),
    [
        ("assert", "OTHER", {}),
        ("assert", "CONTROL", {}),
        ("assert", "ASSAULT", {"status": "planned"}),
        ("assert", "ASSAULT", {"polarity": "negated"}),
        ("deny", "ASSAULT", {}),
        ("question", "ASSAULT", {}),
        ("evaluate", "ASSAULT", {}),
        ("propose", "CONSULT", {}),
    ],
)
def test_what_plover_has_no_type_for_is_left_out(act: str, type: str, fields: dict[str, Any]) -> None:
    assert lines(spoken(act, type, **fields)) == []


def test_whoever_speaks_is_the_source_and_whoever_is_accused_the_target() -> None:
    (line,) = lines(spoken("accuse", "ASSAULT"))
    assert (line["Actor Name"], line["Recipient Name"]) == ("Ukraine's military", "Mykolaiv")
    (line,) = lines(spoken("demand", "AID", status="hypothetical"))
    assert (line["Actor Name"], line["Recipient Name"]) == ("Ukraine's military", "people")


def test_private_persons_are_withheld() -> None:
    text = "Vera Holm, a teacher, said that the shelling began at noon."
    of = document(text)
    who = words(Mention, "Vera Holm", text)
    said = statement(of, event=Happening(type="ASSAULT"), actors=(who,), voices=(words(Voice, "Vera Holm", text),))
    (line,) = lines(said, of=of)
    assert line["Actor Name"] == NAME_WITHHELD
    assert "Vera" not in json.dumps(line)


@pytest.mark.parametrize(
    ("act", "type", "mode", "status"),
    [
        ("assert", "ASSAULT", "drone", "happened"),
        ("assert", "COERCE", "arrest", "happened"),
        ("assert", "RETREAT", "withdraw", "happened"),
        ("assert", "CONCEDE", "release", "happened"),
        ("assert", "AID", None, "happened"),
        ("demand", "CONSULT", None, "hypothetical"),
        ("threaten", "ASSAULT", None, "planned"),
        ("agree", "CONSULT", None, "planned"),
    ],
)
def test_a_line_comes_back_through_the_reader_of_polecat(
    tmp_path: Path, act: str, type: str, mode: str | None, status: Any
) -> None:
    (line,) = lines(spoken(act, type, mode, status=status))
    row = {name: "" if value is None else value for name, value in line.items()}
    _, back = only("polecat", written(tmp_path, [row], delimiter="\t"))
    assert (back.act, back.event.type, back.event.mode, back.status) == (act, type, mode, status)
    assert back.place is not None
    assert (back.place.name, back.place.precision) == ("Mykolaiv", "settlement")
