"""Changes of verdicts told to a real server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import msgspec
import pytest

from holdfast.errors import StoreError, WrongUse
from holdfast.model import Agreement
from holdfast.record import MemoryStore
from holdfast.settings import Settings
from holdfast.web.desk import Desk
from holdfast.web.webhook.courier import Courier, courier_of
from holdfast.web.webhook.hook import Hook
from holdfast.web.webhook.outbox import Outbox
from tests.web.seeded import AGREEMENT, DOCUMENTS, HandJudge
from tests.web.webhook.receiver import SECRET, Receiver, receiving


class Watched:
    """A desk whose record grows, its courier, and a clock that is moved by hand."""

    def __init__(self, folder: Path, url: str, *, private: bool = True, agreements: tuple[Agreement, ...] = ()) -> None:
        self.store = MemoryStore()
        self.moment = datetime(2026, 11, 26, 10, tzinfo=UTC)
        self.path = folder / "webhook.json"
        self.hook = Hook(url=url, secret=SECRET.encode(), private=private)
        self.desk = Desk(self.store, agreements=agreements or (AGREEMENT,), judge=HandJudge())
        self.courier = self.started()

    def started(self) -> Courier:
        """The courier as it is when the desk is started anew."""
        return Courier(self.desk, hook=self.hook, outbox=Outbox(self.path), now=lambda: self._now())

    def _now(self) -> datetime:
        # What is put out is due at the real moment; the clock by hand only adds to it.
        return datetime.now(UTC) + (self.moment - datetime(2026, 11, 26, 10, tzinfo=UTC))

    def keep(self, *names: str) -> None:
        """Keep documents, after which the verdicts of their days are known."""
        with self.store.writing() as writer:
            for name in names:
                writer.keep_document(DOCUMENTS[name])

    def rounds(self, number: int = 2) -> None:
        """So many rounds, enough to see that the record has come to rest."""
        for _ in range(number):
            self.courier.round()

    def wait(self, **how_long: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**how_long)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def watched(tmp_path: Path, receiver: Receiver) -> Watched:
    """A desk that has seen the first change, which is known and not told."""
    watched = Watched(tmp_path, receiver.url)
    watched.keep("promise", "strike")
    watched.rounds()
    return watched


def test_a_change_is_told_once_and_signed(watched: Watched, receiver: Receiver) -> None:
    assert receiver.received == []
    assert [one.notice.after for one in watched.courier.outbox.deliveries("known")] == ["at_risk"]
    watched.keep("denial")
    watched.rounds(4)
    (request,) = receiver.received
    assert request.is_signed()
    assert (request.told["clause"], request.told["before"], request.told["after"]) == ("1", "at_risk", "disputed")
    assert request.path == "/hook?channel=talks"
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert request.headers["content-type"] == "application/json"
    assert abs(int(request.headers["webhook-timestamp"]) - datetime.now(UTC).timestamp()) < 60
    (told,) = watched.courier.outbox.deliveries("delivered")
    assert (told.notice.id, told.tries, told.trouble) == (request.headers["webhook-id"], 1, None)
    state = watched.courier.state()
    assert (state.host, state.delivered, state.last) == (f"127.0.0.1:{receiver.port}", 1, told.told)


def test_a_tampered_body_does_not_fit_its_signature(watched: Watched, receiver: Receiver) -> None:
    watched.keep("denial")
    watched.rounds()
    (request,) = receiver.received
    request.body = request.body.replace(b"disputed", b"holds")
    assert not request.is_signed()


def test_what_happens_while_the_desk_is_closed_is_told_when_it_opens(watched: Watched, receiver: Receiver) -> None:
    watched.keep("denial")
    watched.courier = watched.started()
    watched.rounds()
    assert [request.told["after"] for request in receiver.received] == ["disputed"]
    watched.courier = watched.started()
    watched.rounds()
    assert len(receiver.received) == 1


def test_all_changes_of_a_record_that_was_empty_are_told(tmp_path: Path, receiver: Receiver) -> None:
    watched = Watched(tmp_path, receiver.url)
    watched.rounds()
    watched.keep("promise", "strike", "denial")
    watched.rounds()
    assert [request.told["after"] for request in receiver.received] == ["at_risk", "disputed"]


def test_the_past_of_an_agreement_that_is_new_at_the_desk_is_not_told(watched: Watched, receiver: Receiver) -> None:
    other = msgspec.structs.replace(AGREEMENT, id="another")
    watched.desk = Desk(watched.store, agreements=(AGREEMENT, other), judge=HandJudge())
    watched.courier = watched.started()
    watched.rounds()
    assert receiver.received == []
    watched.keep("denial")
    watched.rounds()
    assert [request.told["agreement"] for request in receiver.received] == [AGREEMENT.id, "another"]


def test_while_documents_come_the_record_is_not_read(watched: Watched, receiver: Receiver) -> None:
    watched.keep("denial")
    watched.courier.round()
    watched.keep("hostile")
    watched.courier.round()
    assert receiver.received == []
    watched.courier.round()
    assert [request.told["after"] for request in receiver.received] == ["disputed"]


def test_a_failure_is_tried_again_after_waits_that_grow_until_it_arrives(watched: Watched, receiver: Receiver) -> None:
    receiver.answers = [500, 503, 302]
    watched.keep("denial")
    watched.rounds(5)
    assert len(receiver.received) == 1
    (waiting,) = watched.courier.outbox.deliveries("waiting")
    assert (waiting.tries, waiting.trouble) == (1, "It answers 500 Internal Server Error")
    watched.wait(seconds=20)
    watched.rounds()
    assert len(receiver.received) == 1
    for number, seconds in ((2, 40), (3, 150), (4, 600)):
        watched.wait(seconds=seconds)
        watched.rounds()
        assert len(receiver.received) == number
    assert watched.courier.state().delivered == 1
    assert len({request.headers["webhook-id"] for request in receiver.received}) == 1
    assert {request.path for request in receiver.received} == {"/hook?channel=talks"}
    assert all(request.is_signed() for request in receiver.received)


def test_what_fails_for_fifteen_hours_is_given_up_kept_and_sent_again_when_somebody_asks(
    watched: Watched, receiver: Receiver
) -> None:
    receiver.answers = [410] * 8
    watched.keep("denial")
    watched.rounds()
    for _ in range(20):
        watched.wait(hours=8)
        watched.rounds(1)
    assert len(receiver.received) == 8
    watched.courier = watched.started()
    (failed,) = watched.courier.state().failed
    assert (failed.tries, failed.due, failed.trouble) == (8, None, "It answers 410 Gone")
    watched.rounds()
    assert len(receiver.received) == 8
    assert watched.courier.outbox.again() == 1
    watched.wait(seconds=2)
    watched.rounds()
    assert (len(receiver.received), watched.courier.state().delivered) == (9, 1)


def test_what_follows_a_failure_waits_for_the_next_round(tmp_path: Path, receiver: Receiver) -> None:
    watched = Watched(tmp_path, receiver.url)
    watched.rounds()
    receiver.answers = [500]
    watched.keep("promise", "strike", "denial")
    watched.rounds(2)
    assert [request.told["after"] for request in receiver.received] == ["at_risk"]
    watched.rounds(1)
    assert [request.told["after"] for request in receiver.received] == ["at_risk", "disputed"]


def test_a_private_address_is_not_asked_unless_the_settings_allow_it(tmp_path: Path, receiver: Receiver) -> None:
    watched = Watched(tmp_path, receiver.url, private=False)
    watched.rounds()
    watched.keep("promise", "strike")
    watched.rounds()
    assert receiver.received == []
    (waiting,) = watched.courier.outbox.deliveries("waiting")
    assert "private address" in (waiting.trouble or "")


def test_the_address_that_was_looked_up_is_asked_and_the_name_is_not_looked_up_again(
    tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    found = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *rest: Any, **more: Any) -> list[Any]:
        asked.append(host)
        # The name leads here the first time, and would lead elsewhere the second.
        return found("127.0.0.1" if host == "hooks.example" and len(asked) == 1 else host, port, *rest, **more)

    watched = Watched(tmp_path, receiver.url.replace("127.0.0.1", "hooks.example"))
    watched.rounds()
    watched.keep("promise", "strike")
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    watched.rounds()
    (request,) = receiver.received
    assert request.headers["host"] == f"hooks.example:{receiver.port}"
    assert asked.count("hooks.example") == 1


def test_a_host_is_asked_at_its_other_addresses_too(
    tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Hook, "addresses", lambda self: ["127.0.0.2", "127.0.0.1"])
    watched = Watched(tmp_path, receiver.url)
    watched.rounds()
    watched.keep("promise", "strike")
    watched.rounds()
    assert len(receiver.received) == 1


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with receiving() as gone:
        url = gone.url
    watched = Watched(tmp_path, url)
    watched.rounds()
    watched.keep("promise", "strike")
    watched.rounds()
    (waiting,) = watched.courier.state().waiting
    assert "cannot be reached" in (waiting.trouble or "")


def test_no_proxy_of_the_environment_is_asked(
    tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    watched = Watched(tmp_path, receiver.url)
    watched.rounds()
    watched.keep("promise", "strike")
    watched.rounds()
    assert len(receiver.received) == 1


def test_a_record_that_cannot_be_read_is_told_and_watched_again_afterwards(
    watched: Watched, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = watched.courier.version
    with monkeypatch.context() as broken:
        broken.setattr(watched.desk, "refresh", lambda: (_ for _ in ()).throw(StoreError("The disk is gone")))
        watched.rounds()
        assert watched.courier.state().trouble == "The disk is gone"
        assert watched.courier.version != before
    with monkeypatch.context() as broken:
        broken.setattr(watched.desk, "refresh", lambda: 1 // 0)
        watched.rounds()
        assert "ZeroDivisionError, a mistake of the desk" in (watched.courier.state().trouble or "")
    watched.keep("denial")
    watched.rounds()
    assert watched.courier.state().trouble is None
    assert len(receiver.received) == 1


def test_it_runs_until_it_is_stopped(watched: Watched, receiver: Receiver) -> None:
    class OneRound(Event):
        def wait(self, timeout: float | None = None) -> bool:
            self.set()
            return True

    watched.keep("denial")
    watched.courier.round()
    watched.courier.run(OneRound())
    assert len(receiver.received) == 1


def test_where_the_webhooks_file_is(tmp_path: Path) -> None:
    desk = Desk(MemoryStore(), agreements=(), judge=HandJudge())
    asked = Settings(webhook_url="https://hooks.example/", webhook_secret=SECRET)
    assert courier_of(desk, Settings(), beside=tmp_path / "talks.db") is None
    for settings, beside, expected in (
        (asked, tmp_path / "talks.db", tmp_path / "talks.db.webhook.json"),
        (replace(asked, webhook_file=str(tmp_path / "told.json")), None, tmp_path / "told.json"),
    ):
        courier = courier_of(desk, settings, beside=beside)
        assert courier is not None
        courier.outbox.watch("a", [])
        assert expected.exists()
    with pytest.raises(WrongUse, match="no place beside it"):
        courier_of(desk, asked, beside=None)
