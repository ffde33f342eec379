from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from holdfast.errors import InvalidStatement
from holdfast.model import Count, Happening, Statement
from tests.factory import TEXT, document, statement, words


def changed(**fields: object) -> bytes:
    """The JSON of a good statement with some of its fields exchanged."""
    return json.dumps(json.loads(statement().to_json()) | fields).encode()


def test_json_keeps_every_field() -> None:
    first = statement(counts=(words(Count, "at least seven people", what="killed", low=7),), confidence=0.5)
    assert Statement.from_json(first.to_json()) == first
    assert set(json.loads(first.to_json())) == set(msgspec.structs.asdict(first))


def test_json_names_the_ends_of_a_time_from_and_to() -> None:
    time = json.loads(statement().to_json())["time"]
    assert (time["from"], time["to"]) == ("2022-03-29", "2022-03-29")


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"act": "mumble"}, "$.act"),
        ({"document": 7}, "$.document"),
        ({"colour": "red"}, "$"),
        ({"confidence": 1.5}, "$"),
        ({"event": {"type": "ASSAULT", "mode": "withdraw"}}, "$.event"),
        ({"counts": [{"what": "killed", "text": "seven", "start": 0, "end": 5, "low": "7"}]}, "$.counts[0].low"),
        ({"counts": [{"what": "killed", "text": "x", "start": 0, "end": 1, "low": 9, "high": 2}]}, "$.counts[0]"),
        ({"time": {"text": "x", "start": 0, "end": 1, "from": "Tuesday"}}, "$.time"),
        ({"time": {"text": "x", "start": 0, "end": 1, "from": "2022-04-02", "to": "2022-04-01"}}, "$.time"),
        ({"place": {"text": "x", "start": 0, "end": 1, "lat": 91.0}}, "$.place"),
        ({"voices": [{"text": "he"}]}, "$.voices[0]"),
        ({"start": 5, "end": 2}, "$"),
    ],
)
def test_what_is_wrong_is_refused_with_its_path(fields: dict[str, object], path: str) -> None:
    with pytest.raises(InvalidStatement) as refused:
        Statement.from_json(changed(**fields))
    assert refused.value.where == path


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(InvalidStatement, match="not JSON"):
        Statement.from_json(b"{broken")


def test_an_id_follows_from_document_trigger_act_type_voice_and_place() -> None:
    same = statement(confidence=0.2, status="planned")
    other_act = statement(act="deny")
    other_type = statement(event=Happening(type="CONTROL", trigger=statement().event.trigger))
    other_voice = statement(voices=())
    other_place = statement(place=None)
    assert same.id == statement().id
    assert len({s.id for s in (same, other_act, other_type, other_voice, other_place)}) == 5


def test_an_id_that_is_given_stays() -> None:
    assert statement(id="mine").id == "mine"


def test_a_span_that_does_not_stand_in_the_text_is_found() -> None:
    moved = statement(counts=(Count(what="killed", text="seven", start=0, end=5, low=7, high=7),))
    assert statement().misplaced(TEXT) is None
    assert moved.misplaced(TEXT) == "$.counts[0]"


@given(some.text(), some.text(), some.sampled_from(["2022-03-29", None]))
def test_the_id_of_a_document_follows_from_its_words_and_origin(text: str, outlet: str, published: str | None) -> None:
    first = document(text, outlet=outlet, published=published)
    again = document(text, outlet=outlet, published=published, fetched="2022-04-01")
    assert first.id == again.id
    assert document(text + "!", outlet=outlet, published=published).id != first.id


def test_a_publication_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="published is 'yesterday'"):
        document(published="yesterday")
