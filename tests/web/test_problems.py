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
        ("/board?on=0", 422, "on"),
        ("/api?on=1648771200", 422, "on"),
        ("/api/statements?since=20220401", 422, "since"),
        ("/api/statements?until=2022-04-01T00:00:00", 422, "until"),
        ("/api/events?since=%D9%A2%D9%A0%D9%A2%D9%A2-04-01", 422, "since"),
        ("/statements?act=shout", 422, "act"),
        ("/statements?limit=0", 422, "limit"),
        ("/statements?offset=-1", 422, "offset"),
        ("/board?on=0001-01-01", 422, "on"),
        ("/board?on=9999-12-31", 422, "on"),
        ("/board?known_by=2200-01-01", 422, "known_by"),
        ("/timeline?until=1899-12-31", 422, "until"),
        ("/api/agreements/istanbul-reduction/verdicts?on=9999-12-31", 422, "on"),
        ("/api/agreements/istanbul-reduction/history?on=0001-01-01", 422, "on"),
        ("/statements?since=2022-04-02&until=2022-04-01", 422, "since"),
        ("/events?since=2022-04-02&until=2022-04-01", 422, "since"),
        ("/timeline?since=2022-04-02&until=2022-04-01", 422, "since"),
        ("/brief?since=2022-04-02&on=2022-04-01", 422, "since"),
        ("/api/export/csv?since=2022-04-02&until=2022-04-01", 422, "since"),
        ("/statements?text=%F0%9F%95%8A", 422, "text"),
        ("/api/statements?place=%00", 422, "place"),
        ("/api/events?place=%F0%9F%95%8A", 422, "place"),
        ("/api?actt=promise", 422, "actt"),
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


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("/api/statements?actt=promise", "Did you mean 'act'?"),
        ("/api/statements?Limit=5", "Did you mean 'limit'?"),
        ("/api/agreements?zzz=1", "This address takes none"),
    ],
)
def test_an_unknown_parameter_of_the_api_is_refused_with_the_nearest_known_one(
    client: TestClient, address: str, remedy: str
) -> None:
    problem = client.get(address)
    assert problem.status_code == 422
    assert problem.json()["remedy"] == remedy


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_that_can_be_asked_about_are_told(client: TestClient, day: str) -> None:
    for path in (
        "/board",
        "/timeline",
        "/map",
        "/brief",
        "/changes.atom",
        "/api/agreements/istanbul-reduction/history",
    ):
        assert client.get(f"{path}?on={day}").status_code == 200


class _Misdated(HandJudge):
    def last_day(self, view: View) -> date | None:
        """A day that a document has by mistake."""
        return date.max


def test_a_record_whose_last_day_is_a_mistake_is_told_and_can_still_be_seen() -> None:
    app = create_app(SeededStore(), agreements=[AGREEMENT], settings=Settings(), judge=_Misdated())
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        problem = client.get("/board.json")
        assert (problem.status_code, problem.json()["where"]) == (422, "on")
        assert client.get("/board?on=2022-04-01").status_code == 200


def test_a_search_for_a_sign_that_is_no_word_finds_no_statement(client: TestClient) -> None:
    assert client.get("/search.json?q=%F0%9F%95%8A").json()["statements"] == []
