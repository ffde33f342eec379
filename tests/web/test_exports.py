"""Exports: written once, handed on while they are written, broken off when nobody reads them."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from holdfast.errors import OutputError
from holdfast.model import Document
from holdfast.outputs import FORMATS
from holdfast.record import MemoryStore, open_store
from holdfast.record.store import Filter
from holdfast.settings import Settings
from holdfast.web import Clerks, create_app
from holdfast.web.desk import Desk
from holdfast.web.exports import Export, Exports
from tests.factory import document, statement
from tests.web.seeded import DOCUMENTS, STATEMENTS, HandJudge

ALL = Filter()
MANY = 3_000


def kept(place: Path, *, many: bool = False) -> Path:
    """A record with the seeded statements, or with many."""
    store = open_store(place)
    with store.writing() as writer:
        for one in DOCUMENTS.values():
            writer.keep_document(one)
        writer.keep_statements(STATEMENTS.values())
        for number in range(MANY if many else 0):
            of = document(f"{document().text} {number}")
            writer.keep_document(of)
            writer.keep_statements([statement(of)])
    store.close()
    return place


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk]]:
    """A desk that writes exports itself and one whose clerk does, over a record of many statements."""
    place = kept(tmp_path_factory.mktemp("exports") / "talks.db", many=True)
    store = open_store(place)
    desks = [Desk(store, agreements=[], judge=HandJudge(), clerks=one) for one in (None, Clerks(place, number=1))]
    for desk in desks:
        desk.refresh()
    yield desks[0], desks[1]
    for desk in desks:
        desk.close()
    store.close()


def whole(export: Export) -> bytes:
    """All of an export, as a reader takes it."""

    async def taken() -> bytes:
        await export.begun()
        return b"".join([part async for part in export.parts()])

    try:
        return asyncio.run(taken())
    finally:
        export.leave()


def until(so: Any) -> None:
    """Wait until something is so, and not for ever."""
    end = time.monotonic() + 20
    while not so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_what_a_clerk_writes_is_what_the_desk_writes(desks: tuple[Desk, Desk], format: str) -> None:
    if format.startswith("parquet"):
        pytest.importorskip("duckdb")
    alone, helped = (whole(Exports(desk).of(format, None, Filter(limit=40))) for desk in desks)
    assert alone == helped


def test_an_export_is_written_once_for_all_who_ask_while_nothing_changes(desks: tuple[Desk, Desk]) -> None:
    exports = Exports(desks[1])
    first, second = exports.of("csv", None, ALL), exports.of("csv", None, ALL)
    assert first is second
    assert whole(first) == whole(second)
    assert exports.of("csv", None, ALL) is first
    assert exports.of("csv", None, Filter(act="promise")) is not first


def test_a_reader_has_the_first_rows_before_the_last_are_written(desks: tuple[Desk, Desk]) -> None:
    export = Exports(desks[1]).of("csv", None, ALL)

    async def first() -> tuple[bytes, bool]:
        await export.begun()
        return await anext(export.parts()), export.is_done

    part, is_done = asyncio.run(first())
    assert part.startswith(b"id,document,outlet")
    assert not is_done
    export.leave()


def test_what_nobody_reads_any_more_is_broken_off_and_begun_again_for_the_next(desks: tuple[Desk, Desk]) -> None:
    exports = Exports(desks[1])
    left = exports.of("csv", None, ALL)
    asyncio.run(left.begun())
    left.leave()
    until(lambda: left.is_done)
    assert left.error is not None
    asked_again = exports.of("csv", None, ALL)
    assert asked_again is not left
    assert len(whole(asked_again).splitlines()) > MANY


def test_a_clerk_that_dies_breaks_an_export_off_and_not_the_desk(desks: tuple[Desk, Desk]) -> None:
    exports = Exports(desks[1])
    export = exports.of("csv", None, ALL)
    asyncio.run(export.begun())
    clerks: Any = desks[1]._clerks
    os.kill(clerks.processes[0], signal.SIGKILL)
    with pytest.raises(OutputError, match="ended before it was done"):
        whole(export)
    assert len(whole(exports.of("csv", None, ALL)).splitlines()) > MANY


def test_exports_of_another_state_of_the_record_are_let_go() -> None:
    store = MemoryStore()
    desk = Desk(store, agreements=[], judge=HandJudge())
    exports = Exports(desk)
    desk.refresh()
    before = exports.of("csv", None, ALL)
    whole(before)
    with store.writing() as writer:
        writer.keep_document(Document(text="It is quiet.", outlet="Upland Post", published="2022-03-29"))
    desk.refresh()
    after = exports.of("csv", None, ALL)
    assert after is not before
    assert list(exports._kept.values()) == [after]
    after.leave()


def test_the_api_hands_an_export_on_with_its_tag_and_its_size(tmp_path: Path) -> None:
    place = kept(tmp_path / "talks.db")
    store, clerks = open_store(place), Clerks(place, number=1)
    app = create_app(store, agreements=[], settings=Settings(), judge=HandJudge(), clerks=clerks)
    with TestClient(app, base_url="http://127.0.0.1:8642") as client:
        first = client.get("/api/export/csv")
        again = client.get("/api/export/csv")
        assert first.content == again.content
        assert int(again.headers["content-length"]) == len(again.content)
        assert first.headers["content-disposition"] == 'attachment; filename="holdfast-csv.csv"'
        assert client.get("/api/export/csv", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        assert client.head("/api/export/csv").content == b""
    clerks.close()
    store.close()
