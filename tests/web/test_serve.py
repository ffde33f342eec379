from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
import uvicorn

from holdfast.errors import WrongUse
from holdfast.record import open_store
from holdfast.settings import Settings
from holdfast.web import Clerks, create_app
from holdfast.web.serve import serve
from tests.factory import document, statement
from tests.web.seeded import DOCUMENTS, STATEMENTS, HandJudge, SeededStore


def test_a_taken_port_is_told_with_another() -> None:
    app = create_app(SeededStore(), agreements=[], settings=Settings(), judge=HandJudge())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(WrongUse, match=f"Port {port} is taken") as told:
            serve(app, settings=Settings(port=port))
    assert f"--port {port + 1}" in str(told.value)


@pytest.mark.parametrize(
    "settings", [Settings(host="203.0.113.7"), Settings(port=70000), Settings(host="no.such.invalid")]
)
def test_an_address_that_is_not_this_machines_is_told(settings: Settings) -> None:
    app = create_app(SeededStore(), agreements=[], settings=settings, judge=HandJudge())
    with pytest.raises(WrongUse, match="cannot listen there"):
        serve(app, settings=settings)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record in a file."""
    store = open_store(tmp_path / "talks.db")
    with store.writing() as writer:
        for one in DOCUMENTS.values():
            writer.keep_document(one)
        writer.keep_statements(STATEMENTS.values())
    store.close()
    return tmp_path / "talks.db"


def until(so: Callable[[], bool]) -> None:
    """Wait until something is so, and not for ever."""
    end = time.monotonic() + 30
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="who began which process stands in /proc on Linux")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_a_desk_that_is_ended_leaves_no_process_and_says_nothing(record: Path, ending: signal.Signals) -> None:
    command = [sys.executable, "-m", "holdfast", "serve", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as desk:
        assert desk.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", desk.stdout.readline())
        assert found is not None
        with closing(HTTPConnection("127.0.0.1", int(found[1]), timeout=30)) as connection:
            connection.request("GET", "/api/agreements")
            answer = connection.getresponse()
            assert (answer.status, bool(answer.read())) == (200, True)
        until(lambda: len(children(desk.pid)) > 1)  # a clerk, and the one who counts what clerks share
        begun = children(desk.pid)
        desk.send_signal(ending)
        said = desk.stdout.read()
        desk.wait(30)
    assert said == ""
    until(lambda: not any(map(runs, begun)))


@contextmanager
def listening(record: Path, clerks: Clerks) -> Iterator[int]:
    """A desk on a port, within this process."""
    store = open_store(record)
    app = create_app(store, agreements=[], settings=Settings(), judge=HandJudge(), clerks=clerks)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()
    clerks.close()
    store.close()


def test_a_reader_who_goes_away_ends_the_export_that_nobody_else_reads(record: Path) -> None:
    store = open_store(record)
    with store.writing() as writer:
        for number in range(4_000):
            of = document(f"{document().text} {number}")
            writer.keep_document(of)
            writer.keep_statements([statement(of)])
    store.close()
    clerks = Clerks(record, number=1)
    with listening(record, clerks) as port:
        reader = HTTPConnection("127.0.0.1", port, timeout=30)
        reader.request("GET", "/api/export/jsonl")
        answer = reader.getresponse()
        assert answer.read(10)
        (pid,) = clerks.processes
        answer.close()
        reader.close()
        until(lambda: pid not in clerks.processes)
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as other:
            other.request("GET", "/api/export/jsonl")
            assert len(other.getresponse().read().splitlines()) > 8_000
