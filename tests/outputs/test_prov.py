"""PROV-JSON: the shape of the submission, and that everything that is joined is there."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from holdfast.model import Document, Event, Statement, Voice
from holdfast.outputs import FORMATS
from holdfast.outputs.discretion import NAME_WITHHELD
from holdfast.record.store import Filter
from tests.factory import document, statement, words
from tests.outputs.shown import shown

ENDS = {
    "wasDerivedFrom": {"prov:generatedEntity": "entity", "prov:usedEntity": "entity"},
    "wasAttributedTo": {"prov:entity": "entity", "prov:agent": "agent"},
    "wasGeneratedBy": {"prov:entity": "entity", "prov:activity": "activity"},
    "used": {"prov:activity": "activity", "prov:entity": "entity"},
    "wasAssociatedWith": {"prov:activity": "activity", "prov:agent": "agent"},
}
"""What each relation joins, as PROV-JSON has it."""


def graph(of: Document, statements: list[Statement], *events: Event) -> dict[str, Any]:
    stream = io.BytesIO()
    FORMATS["prov"](shown([of], statements, events), stream, chosen=Filter())
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


@pytest.fixture
def whole() -> dict[str, Any]:
    of = document(url="https://wire.example/1", licence="CC0-1.0")
    one = statement(of, reader="en 1", voices=(words(Voice, "Ukraine's military", ref="UKR MIL"), Voice(name="AP")))
    other = statement(of, act="deny", reader="en 1")
    return graph(of, [one, other], Event(id="e1", type="ASSAULT", mode=None, statements=(one.id, "elsewhere")))


def test_only_sections_of_prov_json(whole: dict[str, Any]) -> None:
    assert whole.keys() == {"prefix", "entity", "agent", "activity", *ENDS}


def test_every_end_of_a_relation_is_there_and_of_its_kind(whole: dict[str, Any]) -> None:
    for relation, ends in ENDS.items():
        for joined in whole[relation].values():
            assert joined.keys() == ends.keys()
            assert all(joined[end] in whole[kind] for end, kind in ends.items())


def test_every_name_has_a_prefix_that_is_told(whole: dict[str, Any]) -> None:
    for kind in ("entity", "agent", "activity"):
        for name, known in whole[kind].items():
            keys = [name, *known]
            assert {key.split(":")[0] for key in keys} <= set(whole["prefix"])
            assert None not in known.values()
    assert all(name.startswith("_:") for relation in ENDS for name in whole[relation])


def test_what_it_tells(whole: dict[str, Any]) -> None:
    labels = {agent.get("prov:label") for agent in whole["agent"].values()}
    assert labels == {"Ukraine's military", "AP", "Harbour Wire", "en 1"}
    kinds = [entity["prov:type"]["$"] for entity in whole["entity"].values()]
    assert sorted(kinds) == ["hf:Document", "hf:Event", "hf:Statement", "hf:Statement"]
    assert len(whole["activity"]) == 1  # the document was read once
    assert len(whole["wasDerivedFrom"]) == 3


def test_the_same_record_is_written_the_same_way() -> None:
    of = document()
    assert graph(of, [statement(of)]) == graph(of, [statement(of)])


def test_private_persons_are_withheld() -> None:
    text = "Vera Holm, a teacher, said that the shelling began at noon."
    of = document(text)
    found = graph(of, [statement(of, voices=(words(Voice, "Vera Holm", text),))])
    assert "Vera" not in json.dumps(found)
    assert NAME_WITHHELD in {agent["prov:label"] for agent in found["agent"].values()}
