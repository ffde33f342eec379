"""Clerks: what is done beside the desk is what the desk says by itself; one that ends costs only its own work."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import pytest
from fastapi.testclient import TestClient

from holdfast.agreements import library, load
from holdfast.errors import MissingInput, OutputError
from holdfast.model import Document
from holdfast.record import Database, Store, open_store
from holdfast.record.store import View
from holdfast.settings import Settings
from holdfast.web import Clerks, create_app
from holdfast.web.desk import Desk
from holdfast.web.errand import Errand
from holdfast.web.judge import Evaluator
from tests.record.cluster import Cluster
from tests.web.seeded import DOCUMENTS, STATEMENTS

AGREEMENTS = [load(name) for name in library()[-2:]]
FIRST = AGREEMENTS[0].id


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record with the seeded statements."""
    path = tmp_path_factory.mktemp("clerks") / "talks.db"
    store = open_store(path)
    with store.writing() as writer:
        for document in DOCUMENTS.values():
            writer.keep_document(document)
        writer.keep_statements(STATEMENTS.values())
    store.close()
    return path


@pytest.fixture(scope="module")
def store(place: Path) -> Iterator[Store]:
    """The record, opened."""
    store = open_store(place)
    yield store
    store.close()


@pytest.fixture(scope="module")
def clerks(place: Path) -> Iterator[Clerks]:
    """A single clerk, which the tests of this module share."""
    clerks = Clerks(place, number=1)
    yield clerks
    clerks.close()


def errand(store: Store, work: Any, *given: Any, writes: bool = False) -> Errand:
    return Errand(work=work, given=given, known_by=None, version=store.version(), writes=writes)


def number(view: View) -> int:
    return view.count_documents()


def who(_: View) -> int:
    return os.getpid()


def fail(_: View) -> None:
    raise MissingInput("There is no such thing", where="thing", remedy="Look elsewhere")


def die(_: View) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(_: View, mark: str) -> str:
    if not os.path.exists(mark):
        Path(mark).touch()
        die(_)
    return "done"


def sleep(_: View, mark: str) -> None:
    Path(mark).touch()
    time.sleep(60)


def write(_: View, stream: BinaryIO, parts: int, *, ends: bool = True) -> str:
    for part in range(parts):
        stream.write(f"{part}\n".encode() * 100_000)
    if not ends:
        stream.flush()
        die(_)
    return "written"


def write_and_die(view: View, stream: BinaryIO) -> str:
    return write(view, stream, 3, ends=False)


def test_an_errand_is_done_in_another_process_which_stays(store: Store, clerks: Clerks) -> None:
    pid = clerks.do(errand(store, who))
    assert pid != os.getpid()
    assert clerks.do(errand(store, who)) == pid
    assert clerks.processes == (pid,)


def test_a_clerk_sees_the_record_as_it_stood_for_the_desk(tmp_path: Path) -> None:
    store = open_store(tmp_path / "talks.db")
    clerks = Clerks(tmp_path / "talks.db", number=1)
    before = errand(store, number)
    with store.writing() as writer:
        writer.keep_document(Document(text="It is quiet.", outlet="Upland Post", published="2022-03-29"))
    assert [clerks.do(one) for one in (before, errand(store, number), before)] == [0, 1, 0]
    clerks.close()
    store.close()


def test_a_clerk_opens_a_database_too(cluster: Cluster) -> None:
    address = Database(cluster.address())
    store = open_store(address)
    with store.writing() as writer:
        for document in DOCUMENTS.values():
            writer.keep_document(document)
        writer.keep_statements(STATEMENTS.values())
    clerks = Clerks(address, number=1)
    desks = [Desk(store, agreements=AGREEMENTS, judge=Evaluator(), clerks=one) for one in (None, clerks)]
    for desk in desks:
        desk.refresh()
    alone, helped = ([desk.verdicts(one, desk.days(None, None)) for one in AGREEMENTS] for desk in desks)
    assert alone == helped
    assert clerks.processes
    clerks.close()
    store.close()


def test_what_fails_there_fails_here_with_its_remedy(store: Store, clerks: Clerks) -> None:
    pid = clerks.do(errand(store, who))
    with pytest.raises(MissingInput) as told:
        clerks.do(errand(store, fail))
    assert (told.value.what, told.value.where, told.value.remedy) == (
        "There is no such thing", "thing", "Look elsewhere",
    )  # fmt: skip
    assert "in fail" in told.value.__notes__[0]
    assert clerks.do(errand(store, who)) == pid


def test_what_a_clerks_end_breaks_off_is_begun_once_more(store: Store, clerks: Clerks, tmp_path: Path) -> None:
    assert clerks.do(errand(store, die_once, str(tmp_path / "died"))) == "done"


def test_a_clerk_that_dies_each_time_is_told_and_the_next_errand_is_done(store: Store, clerks: Clerks) -> None:
    with pytest.raises(OutputError, match="ended before it was done"):
        clerks.do(errand(store, die))
    assert clerks.do(errand(store, number)) == len(DOCUMENTS)
    assert [one.pid for one in active_children()] == list(clerks.processes)


def test_what_is_written_comes_in_parts(store: Store, clerks: Clerks) -> None:
    parts: list[bytes] = []
    assert clerks.do(errand(store, write, 3, writes=True), onto=parts.append) == "written"
    assert b"".join(parts) == b"".join(f"{part}\n".encode() * 100_000 for part in range(3))
    assert len(parts) > 1


def test_what_was_written_in_part_is_not_begun_again(store: Store, clerks: Clerks) -> None:
    parts: list[bytes] = []
    with pytest.raises(OutputError, match="ended before it was done"):
        clerks.do(errand(store, write_and_die, writes=True), onto=parts.append)
    assert len(b"".join(parts)) == 600_000


def test_a_clerk_whose_writing_nobody_wants_is_ended(store: Store, clerks: Clerks) -> None:
    class Gone(Exception):
        pass

    def refuse(_: bytes) -> None:
        raise Gone

    pid = clerks.do(errand(store, who))
    with pytest.raises(Gone):
        clerks.do(errand(store, write, 30, writes=True), onto=refuse)
    assert clerks.do(errand(store, who)) != pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_closing_ends_what_is_being_done_and_leaves_no_process(store: Store, place: Path, tmp_path: Path) -> None:
    clerks = Clerks(place, number=1)
    mark, failed = tmp_path / "begun", []

    def ask() -> None:
        try:
            clerks.do(errand(store, sleep, str(mark)))
        except OutputError as error:
            failed.append(error.what)

    waiting = [Thread(target=ask), Thread(target=ask)]
    for thread in waiting:
        thread.start()
    while not mark.exists():
        time.sleep(0.01)
    (pid,) = clerks.processes
    clerks.close()
    for thread in waiting:
        thread.join(10)
    assert failed == ["The desk is closing"] * 2
    assert not clerks.processes
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.fixture(scope="module")
def desks(store: Store, clerks: Clerks) -> tuple[TestClient, TestClient]:
    """Two desks over one record: one that does all itself, and one with clerks."""
    apps = [create_app(store, agreements=AGREEMENTS, settings=Settings(), clerks=one) for one in (None, clerks)]
    alone, helped = (TestClient(app, base_url="http://127.0.0.1") for app in apps)
    return alone, helped


@pytest.mark.parametrize(
    "address",
    [
        "/board.json",
        "/board.json?on=2022-04-01&known_by=2022-03-31",
        "/brief",
        "/brief.json?since=2022-03-30",
        "/voices.json",
        "/documents.json",
        "/events.json",
        "/timeline.json",
        f"/api/agreements/{FIRST}/verdicts",
        f"/api/agreements/{FIRST}/history?as_known_then=true",
        "/changes.atom",
    ],
)
def test_a_desk_with_clerks_says_the_same(desks: tuple[TestClient, TestClient], address: str) -> None:
    alone, helped = (desk.get(address) for desk in desks)
    assert alone.status_code == helped.status_code == 200
    assert alone.content == helped.content
