"""What is made once, what a reader is told who waits for it, and what a record that changes does to it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from fastapi.testclient import TestClient

from holdfast.errors import StoreError
from holdfast.model import Agreement, Verdict
from holdfast.record.store import View
from holdfast.settings import Settings
from holdfast.web import create_app
from tests.web.seeded import AGREEMENT, HandJudge, SeededStore

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class SlowJudge(HandJudge):
    """A judge that takes as long as a test wants."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = Event()
        self.fails = False

    def check(self, agreement: Agreement, view: View, days: Sequence[date]) -> Mapping[date, tuple[Verdict, ...]]:  # type: ignore[override]
        """The verdicts of each day, once they may be given."""
        assert self.may_answer.wait(20)
        if self.fails:
            raise StoreError("The disk is gone", remedy="Look for it")
        return super().check(agreement, view, days)


@pytest.fixture
def judge() -> SlowJudge:
    """A judge who waits for the test."""
    return SlowJudge()


@pytest.fixture
def store() -> SeededStore:
    """The seeded record."""
    return SeededStore()


@pytest.fixture
def client(store: SeededStore, judge: SlowJudge) -> Iterator[TestClient]:
    """A desk whose verdicts come when the test lets them."""
    app = create_app(store, agreements=[AGREEMENT], settings=Settings(), judge=judge)
    with TestClient(app, base_url="http://127.0.0.1:8642", raise_server_exceptions=False) as client:
        yield client
        judge.may_answer.set()


def brought(client: TestClient, address: str) -> int:
    """The status with which a page comes to a browser that asks again as often as it is told to."""
    for _ in range(100):
        status = client.get(address, headers=BROWSER).status_code
        if status != 202:
            return status
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_a_person_is_told_that_a_page_is_being_worked_out_and_then_has_it(client: TestClient, judge: SlowJudge) -> None:
    told = client.get("/brief?since=2022-03-30", headers=BROWSER)
    assert told.status_code == 202
    assert told.headers["Refresh"] == "1"
    assert told.headers["Cache-Control"] == "no-store"
    assert "etag" not in told.headers
    assert "The brief is being written." in told.text
    assert re.search(r"begun 1 second ago", told.text)
    assert 'href="/brief?since=2022-03-30"' in told.text
    judge.may_answer.set()
    assert brought(client, "/brief?since=2022-03-30") == 200
    assert client.get("/brief?since=2022-03-30").headers["etag"]


@pytest.mark.parametrize("address", ["/board.json", f"/api/agreements/{AGREEMENT.id}/verdicts", "/changes.atom"])
def test_a_program_waits_for_what_it_asked_for(client: TestClient, judge: SlowJudge, address: str) -> None:
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(client.get, address, headers=BROWSER)
        time.sleep(1)
        assert not asked.done()
        judge.may_answer.set()
        assert asked.result().status_code == 200


def test_who_waits_holds_up_nobody_who_asks_for_another_page(client: TestClient) -> None:
    assert client.get("/board", headers=BROWSER).status_code == 202
    begun = time.perf_counter()
    for address in ("/documents", "/statements", "/events", "/map", "/timeline", "/voices"):
        assert client.get(address, headers=BROWSER).status_code == 200
    assert time.perf_counter() - begun < 10


def test_a_page_that_many_wait_for_is_made_once(client: TestClient, judge: SlowJudge) -> None:
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(client.get, f"/api/agreements/{AGREEMENT.id}/verdicts") for _ in range(5)]
        time.sleep(0.3)
        judge.may_answer.set()
        assert {one.result().status_code for one in asked} == {200}
    assert judge.asked == 1


def test_what_fails_while_a_person_waits_is_told_once_and_then_tried_anew(client: TestClient, judge: SlowJudge) -> None:
    assert client.get("/board", headers=BROWSER).status_code == 202
    judge.fails = True
    judge.may_answer.set()
    assert brought(client, "/board") == 503
    judge.fails = False
    assert brought(client, "/board") == 200


def test_what_a_person_waits_for_comes_although_the_record_changes_all_the_time(
    client: TestClient, store: SeededStore, judge: SlowJudge
) -> None:
    assert client.get("/board", headers=BROWSER).status_code == 202
    store.changed += 1
    assert client.get("/board", headers=BROWSER).status_code == 202
    judge.may_answer.set()
    for _ in range(20):
        store.changed += 1
        if client.get("/board", headers=BROWSER).status_code == 200:
            return
    raise AssertionError("it never came")
