"""The desk over the real store and the real evaluator: every page of every agreement of the library answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from holdfast.agreements import library, load
from holdfast.record import open_store
from holdfast.settings import Settings
from holdfast.web import create_app
from tests.web.seeded import DOCUMENTS, STATEMENTS

AGREEMENTS = [load(name) for name in library()]
LISTS = ["/board", "/documents", "/statements", "/events", "/map", "/timeline", "/voices", "/search?q=strike", "/brief"]


@pytest.fixture(scope="module", params=["full", "empty"])
def real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk over a record in a file, with the seeded statements or with nothing."""
    path: Path = tmp_path_factory.mktemp("real") / "talks.db"
    store = open_store(path)
    if request.param == "full":
        with store.writing() as writer:
            for document in DOCUMENTS.values():
                writer.keep_document(document)
            writer.keep_statements(STATEMENTS.values())
    app = create_app(store, agreements=AGREEMENTS, settings=Settings())
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
    store.close()


@pytest.mark.parametrize("address", LISTS)
def test_every_list_answers_as_page_and_as_data(real: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    assert real.get(address).status_code == 200
    assert real.get(f"{path}.json?{query}").status_code == 200


@pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda agreement: agreement.id)
def test_every_clause_of_the_library_answers(real: TestClient, agreement: object) -> None:
    (found,) = (one for one in AGREEMENTS if one is agreement)
    assert real.get(f"/agreements/{found.id}?on=2022-04-03").status_code == 200
    for clause in found.clauses:
        page = real.get(f"/agreements/{found.id}/clauses/{clause.id}?on=2022-04-03")
        assert page.status_code == 200, clause.id
        assert clause.title in page.text.replace("&#39;", "'"), clause.id


def test_a_statement_leads_to_its_event_and_back(real: TestClient) -> None:
    name = STATEMENTS["strike"].id
    if not real.get("/api").json()["statements"]:
        assert real.get(f"/statements/{name}").status_code == 404
        return
    event = real.get(f"/statements/{name}.json").json()["event"]["id"]
    assert name in [line["statement"]["id"] for line in real.get(f"/events/{event}.json").json()["statements"]]


def test_what_is_kept_while_the_desk_runs_is_shown(tmp_path: Path) -> None:
    store = open_store(tmp_path / "talks.db")
    with TestClient(create_app(store, agreements=[], settings=Settings()), base_url="http://127.0.0.1") as client:
        assert client.get("/board.json").json()["documents"] == 0
        other = open_store(tmp_path / "talks.db")
        with other.writing() as writer:
            writer.keep_document(DOCUMENTS["promise"])
        other.close()
        assert client.get("/board.json").json()["documents"] == 1
    store.close()
