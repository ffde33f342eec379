from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from holdfast.model import Agreement, Document, Event, Statement, Verdict
from holdfast.model.correction import Correction
from holdfast.record import MemoryStore
from holdfast.settings import Settings
from holdfast.web import create_app
from tests.web.seeded import AGREEMENT, DOCUMENTS, EVENTS, STATEMENTS, HandJudge

VALUES = {
    "agreement": AGREEMENT.id,
    "document": DOCUMENTS["strike"].id,
    "statement": STATEMENTS["strike"].id,
    "event": "estrike",
    "format": "jsonl",
}


def test_the_record_is_told_in_numbers(client: TestClient) -> None:
    assert client.get("/api").json() == {
        "documents": 5,
        "statements": 7,
        "events": 6,
        "last_day": "2022-04-03",
        "known_by": None,
        "agreements": [AGREEMENT.id],
    }


def test_nouns_come_as_they_are_specified(client: TestClient) -> None:
    statement = client.get(f"/api/statements/{STATEMENTS['strike'].id}")
    assert Statement.from_json(statement.text) == STATEMENTS["strike"]
    document = client.get(f"/api/documents/{DOCUMENTS['promise'].id}")
    assert Document.from_json(document.text) == DOCUMENTS["promise"]
    assert Event.from_json(client.get("/api/events/estrike").text) == EVENTS[0]
    assert Agreement.from_json(client.get(f"/api/agreements/{AGREEMENT.id}").text) == AGREEMENT


def test_verdicts_come_with_reasons_roll_up_and_filters(client: TestClient) -> None:
    told = client.get(f"/api/agreements/{AGREEMENT.id}/verdicts?on=2022-04-03").json()
    assert told["roll_up"] == {"level": "disputed", "counts": {"not_in_force": 1, "holds": 1, "disputed": 1}}
    assert Verdict.from_builtins(told["items"][0]).why.because[0].cites[0].statement == STATEMENTS["strike"].id
    one = client.get(f"/api/agreements/{AGREEMENT.id}/verdicts?clause=1&reading=several").json()
    assert [verdict["reading"] for verdict in one["items"]] == ["several"]
    assert client.get(f"/api/agreements/{AGREEMENT.id}/verdicts?clause=none").status_code == 404


def test_history_is_told_by_what_is_known_now_or_was_known_then(client: TestClient) -> None:
    address = f"/api/agreements/{AGREEMENT.id}/history?on=2022-04-02&known_by=2022-03-31"
    now, then = (client.get(address + more).json()["clauses"][0]["days"][-1] for more in ("", "&as_known_then=true"))
    assert (now["level"], then["level"]) == ("at_risk", "disputed")


def test_lists_are_filtered_and_come_in_stretches(client: TestClient) -> None:
    assert [s["act"] for s in client.get("/api/statements?act=deny").json()["items"]] == ["deny"]
    page = client.get("/api/statements?limit=5").json()
    assert (len(page["items"]), page["next_offset"]) == (5, 5)
    events = client.get("/api/events?limit=2").json()
    assert ([e["id"] for e in events["items"]], events["next_offset"]) == (["einner", "estrike"], 2)
    assert client.get("/api/judgements").json()["items"][0]["same"] is True
    assert [a["id"] for a in client.get("/api/agreements").json()["items"]] == [AGREEMENT.id]


def test_statements_can_be_asked_for_by_certainty(client: TestClient) -> None:
    every = client.get("/api/statements").json()["items"]
    sure = client.get("/api/statements?min_confidence=0.95").json()["items"]
    assert any(one["confidence"] is not None and one["confidence"] < 0.95 for one in every)
    assert 0 < len(sure) < len(every)
    assert all(one["confidence"] is None or one["confidence"] >= 0.95 for one in sure)
    assert client.get("/api/statements?min_confidence=2").json()["where"] == "min_confidence"
    page = client.get("/statements?min_confidence=0.95&act=").text
    assert 'name="min_confidence"' in page
    assert 'value="0.95"' in page
    assert "certainty 0.91" in client.get("/statements").text


def test_the_description_names_every_route_and_every_answer_fits_it(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert all(path.startswith("/api") for path in told["paths"])
    assert len(told["paths"]) == 13
    for path, methods in told["paths"].items():
        answer = client.get(path.format(**VALUES))
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].split(";")[0] in " ".join(methods["get"]["responses"]["200"]["content"])
        if path.startswith("/api/export"):
            continue
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        fitting = Draft202012Validator({**schema, "components": told["components"]})
        assert [error.message for error in fitting.iter_errors(answer.json())] == [], path


def _parameters(client: TestClient) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each parameter of a query by its name, with an address that takes it and its schema."""
    return {
        parameter["name"]: (path.format(**VALUES), parameter["schema"])
        for path, methods in client.get("/api/openapi.json").json()["paths"].items()
        for parameter in methods["get"].get("parameters", ())
        if parameter["in"] == "query"
    }


TRIED = (
    "", " ", "\t\r\n", "\x1c", "0", "1", "-1", "0.5", "maybe", "ASSAULT", "assault", "promise", "2022-04-05",
    "2022-4-5", "20220405", "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "2022-02-31", "2022-04-05T00:00",
    "1648771200", "Київ", "…", "🕊", "x" * 200, "x" * 201,
)  # fmt: skip


def test_the_description_allows_what_is_answered_and_nothing_that_is_refused(client: TestClient) -> None:
    wrong = []
    for name, (address, schema) in _parameters(client).items():
        if schema.get("type") == "boolean":
            continue  # a truth may be written in more ways than the description tells: Python writes True
        for text in TRIED:
            refused = client.get(address, params={name: text}).status_code == 422
            if refused is _allowed(schema, text):
                wrong.append((name, text))
    assert wrong == []


def test_every_parameter_says_what_it_means(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()["paths"]
    silent = {
        parameter["name"]
        for methods in told.values()
        for parameter in methods["get"].get("parameters", ())
        if parameter["in"] == "query" and not parameter.get("description")
    }
    assert silent == set()


def _allowed(schema: dict[str, Any], text: str) -> bool:
    """Whether a schema allows a text, or the number that is written in it."""
    # Python's expressions have no \\p{...}; this is the same class.
    told = json.loads(json.dumps(schema).replace(r"[\\p{L}\\p{N}]", r"[^\\W_]"))
    fitting = Draft202012Validator(told, format_checker=Draft202012Validator.FORMAT_CHECKER)
    values: list[Any] = [text]
    with suppress(ValueError):
        values.append(float(text))
    return any(fitting.is_valid(value) for value in values)


@pytest.mark.parametrize("word", ["/api/agreements/{agreement}/verdicts", "known_by", "Statement", "openapi.json"])
def test_the_description_is_a_page_that_needs_no_network(client: TestClient, word: str) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert word in page.text


@pytest.mark.parametrize(
    ("format", "media_type"),
    [("jsonl", "application/x-ndjson"), ("csv", "text/csv; charset=utf-8"), ("geojson-events", "application/geo+json")],
)
def test_the_record_can_be_taken_away(client: TestClient, format: str, media_type: str) -> None:
    taken = client.get(f"/api/export/{format}")
    assert taken.headers["content-type"] == media_type
    assert f"holdfast-{format}." in taken.headers["content-disposition"]
    assert "Mykolaiv" in taken.text


def test_an_unknown_format_is_told_with_those_that_there_are(client: TestClient) -> None:
    problem = client.get("/api/export/xlsx")
    assert problem.status_code == 404
    assert "geojson" in problem.json()["remedy"]


@pytest.mark.parametrize("kind", ["documents", "statements", "events"])
def test_a_list_is_read_on_by_its_next_links(client: TestClient, kind: str) -> None:
    whole = [one["id"] for one in client.get(f"/api/{kind}").json()["items"]]
    found, address = [], f"/api/{kind}?limit=2"
    while address:
        answer = client.get(address)
        page = answer.json()
        assert len(page["items"]) <= 2
        found += [one["id"] for one in page["items"]]
        assert answer.headers.get("link") == (f'<{page["next"]}>; rel="next"' if page["next"] else None)
        assert page["next_offset"] == (len(found) if page["next"] else None)
        address = page["next"]
    assert found == whole
    assert len(found) > 2


def test_a_cursor_goes_on_after_the_same_statement_when_others_were_kept_before_it() -> None:
    store = MemoryStore()
    with store.writing() as writer:
        for document in DOCUMENTS.values():
            writer.keep_document(document)
        writer.keep_statements(STATEMENTS.values())
    app = create_app(store, agreements=[], settings=Settings(), judge=HandJudge())
    with TestClient(app, base_url="http://127.0.0.1:8642") as client:
        whole = [one["id"] for one in client.get("/api/statements").json()["items"]]
        further = client.get("/api/statements?limit=2").json()["next"]
        early = Document(text="Shells fell.", outlet="Early Post", published="2020-01-01")
        told = Statement(document=early.id, quote="Shells fell", start=0, end=11, act="assert")
        with store.writing() as writer:
            writer.keep_document(early)
            writer.keep_statements([told])
        assert [one["id"] for one in client.get(further).json()["items"]] == whole[2:4]
        gone = Correction(statement=whole[1], ruling="not-a-statement", by="Ada", at="2022-05-02")
        with store.writing() as writer:
            writer.correct(gone)
        answer = client.get(further)
        assert (answer.status_code, answer.json()["where"]) == (404, "cursor")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("cursor=x", 404), ("cursor=AAAA", 404), ("cursor=WzEsMl0", 404), ("cursor=%F0%9F%98%80", 404),
        ("act=deny", 404), ("offset=1", 422),
    ],
)  # fmt: skip
def test_a_cursor_that_is_none_or_of_another_question_is_refused(client: TestClient, more: str, status: int) -> None:
    further = client.get("/api/statements?limit=2").json()["next"]
    address = f"/api/statements?{more}" if more.startswith("cursor") else f"{further}&{more}"
    problem = client.get(address)
    assert problem.status_code == status
    assert problem.json()["where"] in ("cursor", "offset")
    assert problem.json()["remedy"]
