from __future__ import annotations

import asyncio

import pytest
from fastapi import Response
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from holdfast.settings import Settings
from holdfast.web import create_app
from holdfast.web.desk import Desk
from holdfast.web.freshness import Freshness
from holdfast.web.guard import allowed_hosts
from holdfast.web.policy import HEADERS
from tests.web.seeded import DOCUMENTS, HOSTILE, TITLE, HandJudge, SeededStore


@pytest.mark.parametrize("address", ["/board", "/board.json", "/nowhere", "/static/app.css", "/api"])
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "'unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8642", ""])
def test_a_foreign_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/board.json", headers={"host": host})
    assert answer.status_code == 421
    assert "HOLDFAST_NAMES" in answer.json()["remedy"]
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8642", "127.0.0.1:1", "[::1]:8642"])
def test_this_machine_is_known_by_its_names(client: TestClient, host: str) -> None:
    assert client.get("/board.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_the_desk_only_reads(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/statements")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.json()["remedy"]


@pytest.mark.parametrize("address", ["/board", "/api/statements", "/nowhere", "/static/app.css"])
def test_head_is_reading_too(client: TestClient, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.headers.get("etag") == whole.headers.get("etag")


@pytest.mark.parametrize(
    ("host", "names", "allowed"),
    [
        ("127.0.0.1", [""], {"127.0.0.1", "localhost", "::1"}),
        ("127.0.0.1", ["Desk.example ", ""], {"127.0.0.1", "localhost", "::1", "desk.example"}),
        ("10.0.0.5", [], {"10.0.0.5", "127.0.0.1", "localhost", "::1"}),
        ("0.0.0.0", [], set()),
        ("::", [], set()),
        ("0.0.0.0", ["desk.example"], {"0.0.0.0", "127.0.0.1", "localhost", "::1", "desk.example"}),
    ],
)
def test_names_of_the_desk(host: str, names: list[str], allowed: set[str]) -> None:
    assert allowed_hosts(host, names) == allowed


def test_a_desk_on_every_address_may_be_asked_for_by_any_name() -> None:
    app = create_app(SeededStore(), agreements=[], settings=Settings(host="0.0.0.0"), judge=HandJudge())
    with TestClient(app, base_url="http://anything.example") as client:
        assert client.get("/board.json").status_code == 200


HOSTILE_PAGES = [
    f"/documents/{DOCUMENTS['hostile'].id}",
    "/documents",
    "/statements",
    "/events",
    "/events/ehostile",
    "/map",
    "/timeline",
    "/voices",
    "/search?q=%3Cscript%3Ealert(9)%3C/script%3E",
    "/search?q=shelling",
    "/documents?outlet=%3Cscript%3Ealert(9)%3C/script%3E",
    "/statements?voice=%22%3E%3Cscript%3Ealert(9)%3C/script%3E",
    "/%3Cscript%3Ealert(9)%3C/script%3E",
    "/documents/%3Cscript%3Ealert(9)%3C/script%3E",
    "/board?on=%3Cscript%3Ealert(9)%3C/script%3E",
    "/map?frame=%22%3E%3Cscript%3Ealert(9)%3C/script%3E",
]


@pytest.mark.parametrize("address", HOSTILE_PAGES)
def test_hostile_words_stay_words(client: TestClient, address: str) -> None:
    text = client.get(address).text
    for sign in ("<script>", "<img", "<svg onload", "<b>", "<i>", "<u>", "<em>", 'href="javascript:'):
        assert sign not in text.replace("<script src=", "")


def test_a_hostile_document_is_shown_whole_and_escaped(client: TestClient) -> None:
    text = client.get(f"/documents/{DOCUMENTS['hostile'].id}").text
    assert "&lt;script&gt;alert(&#39;text&#39;)&lt;/script&gt;" in text
    assert "&lt;/title&gt;&lt;script&gt;" in text
    data = client.get(f"/api/documents/{DOCUMENTS['hostile'].id}").json()
    assert (data["text"], data["title"]) == (HOSTILE, TITLE)


def test_a_page_that_many_ask_for_at_once_is_made_once() -> None:
    made = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        made.append(scope["path"])
        await asyncio.sleep(0.02)
        await Response("whole")(scope, receive, send)

    async def ask(door: Freshness) -> bytes:
        told: list[Message] = []

        async def send(message: Message) -> None:
            told.append(message)

        async def receive() -> Message:
            return {"type": "http.request"}

        scope = {"type": "http", "method": "GET", "path": "/board", "query_string": b"", "headers": []}
        await door(scope, receive, send)
        return b"".join(message.get("body", b"") for message in told)

    async def all_at_once() -> list[bytes]:
        door = Freshness(slow, Desk(SeededStore(), agreements=[], judge=HandJudge()))
        return await asyncio.gather(*(ask(door) for _ in range(20)))

    assert asyncio.run(all_at_once()) == [b"whole"] * 20
    assert made == ["/board"]
