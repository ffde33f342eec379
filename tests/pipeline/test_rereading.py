from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import msgspec
import pytest

from holdfast.errors import MissingInput, SkipThis, UnreadLanguage
from holdfast.model import Document, Statement
from holdfast.pipeline import local
from holdfast.pipeline.rereading import Anew, Reread, read_again, to_be_read
from holdfast.pipeline.units import ITEMS_IN_A_UNIT
from holdfast.record.memory import MemoryStore
from holdfast.record.store import Kept
from tests.factory import document, statement
from tests.pipeline.fakes import StrikeReader

NOW = datetime(2022, 6, 1, 9, tzinfo=UTC)
TEXT = "A strike on Mykolaiv killed 7 on 2022-03-29. Shelling of Kyiv went on. A raid hit Chernihiv."


class LaterReader(StrikeReader):
    """The next version: finds raids, no shelling any more, and holds strikes to go on."""

    name = "strikes 2"

    def read(self, document: Document) -> list[Statement]:
        found = [one for one in super().read(document) if "Shelling" not in one.quote]
        found += [_raid(document, at.start()) for at in re.finditer("raid", document.text)]
        return [msgspec.structs.replace(one, reader=self.name, status="ongoing") for one in found]


def _raid(document: Document, start: int) -> Statement:
    trigger = {"text": "raid", "start": start, "end": start + 4}
    of = {"document": document.id, "quote": "raid", "start": start, "end": start + 4, "act": "assert"}
    return Statement.from_builtins({**of, "event": {"type": "ASSAULT", "trigger": trigger}})


class EmptyReader(LaterReader):
    """Finds nothing."""

    name = "strikes 3"

    def read(self, document: Document) -> list[Statement]:
        super().read(document)
        return []


def _refuse(error: SkipThis) -> None:
    raise AssertionError(error)


def _read(number: int = 1) -> MemoryStore:
    """A record of documents that the first version has read."""
    store = MemoryStore()
    pages = [document(f"{TEXT} Page {page}.") for page in range(number)]
    local.add(pages, reader=StrikeReader(), store=store, report=_refuse)
    return store


def _again(store: MemoryStore, reader: StrikeReader, names: Iterable[str] | None = None, **options: bool) -> Reread:
    anew = Anew(reader=reader)
    found = to_be_read(store.view(), anew) if names is None else names
    return read_again(found, anew=anew, store=store, report=_refuse, clock=lambda: NOW, **options)


def test_what_is_new_gone_and_the_same_is_counted_and_the_old_reading_stays() -> None:
    store = _read(2)
    assert _again(store, LaterReader()) == Reread(documents=2, new=2, gone=2, same=2, changed=2)
    assert {one.quote.split()[0] for one in store.view().statements()} == {"A", "raid"}
    before = store.view(known_by=date(2022, 5, 31)).statements()
    assert {one.quote.split()[0] for one in before} == {"A", "Shelling"}


def test_a_second_run_finds_nothing_to_do() -> None:
    store = _read()
    reader = LaterReader()
    _again(store, reader)
    assert to_be_read(store.view(), Anew(reader=reader)) == []
    assert local.add([document(f"{TEXT} Page 0.")], reader=reader, store=store, report=_refuse) == Kept(known_already=2)


def test_a_run_that_was_broken_off_goes_on_where_it_stopped() -> None:
    store = _read(2 * ITEMS_IN_A_UNIT + 3)
    with pytest.raises(KeyboardInterrupt):
        _again(store, LaterReader(interrupted_after=ITEMS_IN_A_UNIT + 5))
    assert len(to_be_read(store.view(), Anew(reader=LaterReader()))) == ITEMS_IN_A_UNIT + 3
    reader = LaterReader()
    assert _again(store, reader).documents == len(reader.read_documents) == ITEMS_IN_A_UNIT + 3
    assert {one.reader for one in store.view().statements()} == {"strikes 2"}


def test_a_dry_run_counts_and_keeps_nothing() -> None:
    store = _read()
    version = store.version()
    assert _again(store, LaterReader(), keeping=False) == Reread(documents=1, new=1, gone=1, same=1, changed=1)
    assert store.version() == version


def test_only_what_another_version_has_read_is_read_again() -> None:
    store = _read()
    by_person, by_model = document("A strike, by hand."), document("A strike, by a model.")
    unread = document("Обстрел Николаева.", unread="a row that could not be used")
    nothing_found = document("Talks.")
    with store.writing() as writer:
        for one in (by_person, by_model, unread, nothing_found):
            writer.keep_document(one)
        writer.keep_statements([statement(by_person), statement(by_model, reader="llm:wide (prompt 1f)")])
    name = document(f"{TEXT} Page 0.").id
    anew = Anew(reader=LaterReader())
    assert set(to_be_read(store.view(), anew)) == {name, nothing_found.id}
    assert set(to_be_read(store.view(), Anew(reader=LaterReader(), replacing=("llm:wide (prompt 00)",)))) == {
        name,
        nothing_found.id,
        by_model.id,
    }
    assert to_be_read(store.view(), anew, only=[by_person.id, unread.id]) == [unread.id]
    with pytest.raises(MissingInput, match="d0 is not in the record"):
        to_be_read(store.view(), anew, only=[name, "d0"])


def test_a_reader_that_finds_nothing_has_read_and_an_older_one_can_be_brought_back() -> None:
    store = _read()
    assert _again(store, EmptyReader()) == Reread(documents=1, gone=2)
    assert list(store.view().statements()) == []
    assert to_be_read(store.view(), Anew(reader=EmptyReader())) == []
    anew = Anew(reader=StrikeReader())
    names = to_be_read(store.view(), anew)
    later = NOW.replace(day=2)
    read_again(names, anew=anew, store=store, report=_refuse, clock=lambda: later)
    assert {one.reader for one in store.view().statements()} == {"strikes 1"}


def test_a_document_that_the_new_reader_cannot_read_keeps_its_reading() -> None:
    store = MemoryStore()
    russian = document("Обстрел: strike.", source="page.txt")
    with store.writing() as writer:
        writer.keep_document(russian)
        writer.keep_statements([statement(russian, reader="strikes 1")])
    told: list[SkipThis] = []
    found = read_again([russian.id], anew=Anew(reader=LaterReader()), store=store, report=told.append)
    assert found == Reread()
    assert [(type(error), error.where) for error in told] == [(UnreadLanguage, "page.txt")]
    assert "earlier reading stays" in (told[0].remedy or "")
    assert [one.reader for one in store.view().statements()] == ["strikes 1"]


def test_adding_with_another_version_leaves_what_was_read_alone() -> None:
    store = _read(2)
    pages = [document(f"{TEXT} Page {page}.") for page in range(3)]
    reader = LaterReader()
    kept = local.add(pages, reader=reader, store=store, report=_refuse)
    assert (kept.documents, kept.statements, kept.read_before, kept.known_already) == (1, 2, 2, 4)
    assert len(reader.read_documents) == 1


def test_two_readings_side_by_side_become_one() -> None:
    store = _read()
    (one,) = store.view().documents()
    with store.writing() as writer:  # as two versions of a reader left it before there were rereadings
        writer.keep_statements(LaterReader().read(one))
    assert len(list(store.view().statements())) == 3
    assert _again(store, LaterReader()).documents == 1
    assert {one.reader for one in store.view().statements()} == {"strikes 2"}


def test_a_document_taken_out_meanwhile_is_passed_over() -> None:
    store = _read(2)
    names = to_be_read(store.view(), Anew(reader=LaterReader()))

    def while_it_goes_out() -> Iterator[str]:
        yield names[0]
        with store.writing() as writer:
            writer.forget(names[1], by="Ada", why="order of a court")
        yield names[1]

    assert _again(store, LaterReader(), while_it_goes_out()).documents == 1
