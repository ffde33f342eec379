from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from holdfast.errors import StoreError
from holdfast.record.store import View
from holdfast.settings import Settings
from holdfast.web import create_app
from tests.web.seeded import AGREEMENT, HandJudge, SeededStore


@pytest.mark.parametrize(
    ("address", "status", "where"),
    [
        ("/nowhere", 404, "/nowhere"),
        ("/api/nowhere", 404, "/api/nowhere"),
        ("/documents/d0", 404, "document"),
        ("/statements/s0", 404, "statement"),
        ("/events/e0", 404, "event"),
        ("/agreements/none", 404, "agreement"),
        ("/agreements/istanbul-reduction/clauses/99", 404, "clause"),
        ("/board?on=yesterday", 422, "on"),
        ("/board?known_by=2022-02-31", 422, "known_by"),
        ("/statements?act=shout", 422, "act"),
        ("/statements?limit=0", 422, "limit"),
        ("/statements?offset=-1", 422, "offset"),
        ("/map?frame=here", 422, "frame"),
        ("/map?frame=10,5,5,10", 422, "frame"),
        ("/documents/d0?start=-3&end=1", 422, "start"),
        ("/api/events?limit=many", 422, "limit"),
        ("/api/agreements/none/verdicts", 404, "agreement"),
        ("/static/none.css", 404, "/static/none.css"),
    ],
)
def test_what_is_wrong_is_told_with_place_and_remedy(client: TestClient, address: str, status: int, where: str) -> None:
    path, _, query = address.partition("?")
    as_data = path if path.startswith("/api") else f"{path}.json"
    problem = client.get(as_data + (f"?{query}" if query else ""))
    assert problem.status_code == status
    told = problem.json()
    assert told.keys() == {"status", "what", "where", "remedy"}
    assert (told["status"], told["where"].removesuffix(".json")) == (status, where)
    assert told["what"]
    assert told["remedy"]


@pytest.mark.parametrize("address", ["/nowhere", "/documents/d0", "/board?on=yesterday"])
def test_people_get_a_page_with_the_same_words(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.headers["content-type"].startswith("text/html")
    assert "What to do:" in page.text
    assert 'href="/board"' in page.text


class _Broken(SeededStore):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def view(self, *, known_by: date | None = None, judged_by: date | None = None) -> View:
        """Fail."""
        raise self._error


def _asked(error: Exception) -> Iterator[TestClient]:
    app = create_app(_Broken(error), agreements=[AGREEMENT], settings=Settings(), judge=HandJudge())
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


def test_a_record_that_cannot_be_read_is_told() -> None:
    for client in _asked(StoreError("The record is damaged", where="talks.db", remedy="Copy it from yesterday")):
        problem = client.get("/board.json")
        assert problem.status_code == 503
        assert problem.json()["remedy"] == "Copy it from yesterday"


def test_a_mistake_of_the_desk_goes_to_the_log_and_not_to_the_reader(caplog: pytest.LogCaptureFixture) -> None:
    for client in _asked(KeyError("/home/somebody/secret")):
        problem = client.get("/board.json")
        assert problem.status_code == 500
        assert "secret" not in problem.text
        assert problem.headers["content-security-policy"]
    assert "secret" in caplog.text
