"""What the webhook was told, on the page of the sources; and the desk that tells it, as it is served."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from holdfast.errors import WrongUse
from holdfast.record import MemoryStore, open_store
from holdfast.settings import Settings
from holdfast.web import create_app
from holdfast.web.webhook import Courier, Outbox
from tests.web.seeded import AGREEMENT, DOCUMENTS, HandJudge
from tests.web.webhook.receiver import SECRET, receiving
from tests.web.webhook.test_outbox import notice

URL = "https://hooks.example/T0ken"


def desk(folder: Path, *, read_only: bool | None = None) -> tuple[TestClient, Courier]:
    """A desk with a webhook, and its courier, which is let run by hand."""
    store = MemoryStore()
    with store.writing() as writer:
        for document in DOCUMENTS.values():
            writer.keep_document(document)
    app = create_app(
        store,
        agreements=[AGREEMENT],
        settings=Settings(webhook_url=URL, webhook_secret=SECRET, judge="Ada"),
        judge=HandJudge(),
        read_only=read_only,
        record_file=folder / "talks.db",
    )
    client = TestClient(app, base_url="http://127.0.0.1:8642", raise_server_exceptions=False)
    courier: Courier = app.state.courier
    return client, courier


def put(outbox: Outbox) -> None:
    """One notice of each kind."""
    outbox.put([notice(clause) for clause in ("told", "tried", "fresh", "lost")])
    told, tried, _, lost = outbox.deliveries()
    replace = msgspec.structs.replace
    outbox.update(replace(told, status="delivered", due=None, told="2026-11-26T10:00:00+00:00"))
    outbox.update(replace(tried, tries=2, due="2026-11-26T11:30:00+00:00", trouble="It answers 500"))
    outbox.update(replace(lost, status="failed", tries=8, due=None, trouble="It answers <b>410</b>"))


def test_a_desk_without_a_webhook_says_nothing_of_one(client: TestClient) -> None:
    assert "Changes told elsewhere" not in client.get("/documents").text
    assert client.get("/documents.json").json()["webhook"] is None
    token = re.findall(r'name="token" value="([^"]+)"', client.get("/events/estrike").text)[0]
    answer = client.post("/by-hand/told-again", data={"token": token})
    assert (answer.status_code, "HOLDFAST_WEBHOOK_URL" in answer.text) == (404, True)


def test_what_arrived_what_is_on_the_way_and_what_failed_is_told_with_the_reason(tmp_path: Path) -> None:
    client, courier = desk(tmp_path)
    assert "no notices arrived." in client.get("/documents").text
    put(courier.outbox)
    page = client.get("/documents").text
    section = page[page.index('<section id="webhook">') :].split("</section>")[0]
    assert "hooks.example is told each change of a verdict: 1 notice arrived" in section
    assert "the last on 26 November 2026, 10:00 (UTC); 2 notices on the way; 1 notice failed." in section
    assert "tried 2 times, again from 26 November 2026, 11:30 (UTC). It answers 500." in section
    assert "not sent yet" in section
    assert "given up after 8 tries. It answers &lt;b&gt;410&lt;/b&gt;." in section
    assert "T0ken" not in page
    data = client.get("/documents.json")
    assert [one["notice"]["clause"] for one in data.json()["webhook"]["failed"]] == ["lost"]
    assert "T0ken" not in data.text
    assert SECRET not in data.text


def test_what_failed_is_sent_again_when_somebody_asks(tmp_path: Path) -> None:
    client, courier = desk(tmp_path)
    put(courier.outbox)
    (token,) = re.findall(
        r'action="/by-hand/told-again"><input type="hidden" name="token" value="([^"]+)"', client.get("/documents").text
    )
    assert client.post("/by-hand/told-again", data={"token": "guessed"}).status_code == 403
    assert len(courier.outbox.deliveries("failed")) == 1
    answer = client.post("/by-hand/told-again", data={"token": token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents#webhook")
    assert courier.outbox.deliveries("failed") == []
    assert "Send what failed again" not in client.get("/documents").text


def test_a_desk_that_only_reads_tells_failures_without_a_form(tmp_path: Path) -> None:
    client, courier = desk(tmp_path, read_only=True)
    put(courier.outbox)
    page = client.get("/documents").text
    assert "given up after 8 tries" in page
    assert "told-again" not in page


def test_trouble_of_the_watch_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client, courier = desk(tmp_path)
    client.get("/documents")
    monkeypatch.setattr(courier, "deliver", lambda: 1 // 0)
    courier.round()
    assert "Changes are not looked for at present. ZeroDivisionError" in client.get("/documents").text


def test_a_wrong_setting_stops_the_desk_before_it_opens(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="needs a secret"):
        create_app(MemoryStore(), agreements=[], settings=Settings(webhook_url=URL), record_file=tmp_path / "talks.db")


def test_a_desk_that_is_served_tells_what_waits_in_the_file_beside_its_record(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    open_store(path).close()
    kept = tmp_path / "talks.db.webhook.json"
    Outbox(kept).put([notice("waiting")])
    with receiving() as receiver:
        settings = {
            "HOLDFAST_WEBHOOK_URL": receiver.url,
            "HOLDFAST_WEBHOOK_SECRET": SECRET,
            "HOLDFAST_WEBHOOK_PRIVATE": "1",
        }
        command = [sys.executable, "-m", "holdfast", "serve", str(path), "--port", "0"]
        with subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.PIPE) as process:
            try:
                for _ in range(600):
                    if Outbox(kept).deliveries("delivered") or process.poll() is not None:
                        break
                    time.sleep(0.1)
            finally:
                process.terminate()
                said = process.communicate(timeout=30)[1]
        assert [request.told["clause"] for request in receiver.received] == ["waiting"], said.decode()
        assert receiver.received[0].is_signed()
        assert SECRET not in said.decode()
    (told,) = Outbox(kept).deliveries("delivered")
    assert told.notice.clause == "waiting"
