from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from holdfast.errors import SkipThis, UnreadLanguage, WrongUse
from holdfast.model import Document
from holdfast.pipeline import local
from holdfast.pipeline.units import ITEMS_IN_A_UNIT
from holdfast.record.memory import MemoryStore
from holdfast.record.store import Kept
from tests.factory import document, statement
from tests.pipeline.fakes import StrikeReader

STRIKE = "A strike on Mykolaiv killed 7 on 2022-03-29. Talks went on."


def _documents(number: int) -> list[Document]:
    return [document(f"{STRIKE} Page {page}.") for page in range(number)]


def _refuse(error: SkipThis) -> None:
    raise AssertionError(error)


def test_documents_are_read_and_kept_with_their_statements() -> None:
    store = MemoryStore()
    kept = local.add(_documents(3), reader=StrikeReader(), store=store, report=_refuse)
    assert kept == Kept(documents=3, statements=3)
    assert [found.place.name for found in store.view().statements() if found.place] == ["Mykolaiv"] * 3


def test_the_same_documents_again_are_neither_read_nor_kept_again() -> None:
    store, reader = MemoryStore(), StrikeReader()
    local.add(_documents(3), reader=reader, store=store, report=_refuse)
    again = local.add(_documents(3), reader=reader, store=store, report=_refuse)
    assert again == Kept(known_already=3)
    assert len(reader.read_documents) == 3


def test_a_document_in_an_unknown_language_is_kept_as_unread_and_reported() -> None:
    store = MemoryStore()
    skipped: list[SkipThis] = []
    russian = document("Обстрел Николаева продолжается.", source="page.txt")
    kept = local.add([russian, *_documents(1)], reader=StrikeReader(), store=store, report=skipped.append)
    assert kept == Kept(documents=2, statements=1)
    assert [type(error) for error in skipped] == [UnreadLanguage]
    assert skipped[0].where == "page.txt"
    assert [kept.unread for kept in store.view().documents() if kept.unread] == [
        "The text is in Russian, which this reader does not know"
    ]


def test_a_run_that_is_interrupted_loses_the_unit_in_progress_only_and_is_finished_by_running_it_again() -> None:
    store = MemoryStore()
    documents = _documents(2 * ITEMS_IN_A_UNIT + 3)
    with pytest.raises(KeyboardInterrupt):
        local.add(documents, reader=StrikeReader(interrupted_after=ITEMS_IN_A_UNIT + 5), store=store, report=_refuse)
    assert len(list(store.view().documents())) == ITEMS_IN_A_UNIT
    reader = StrikeReader()
    local.add(documents, reader=reader, store=store, report=_refuse)
    assert {kept.id for kept in store.view().documents()} == {each.id for each in documents}
    assert len(reader.read_documents) == ITEMS_IN_A_UNIT + 3


def test_reading_goes_on_document_by_document() -> None:
    asked: list[str] = []

    def endless() -> Iterator[Document]:
        for page in range(1_000_000):
            asked.append(f"page {page}")
            yield document(f"{STRIKE} Page {page}.")

    first = next(iter(local.read(endless(), reader=StrikeReader(), report=_refuse)))
    assert len(first[1]) == 1
    assert len(asked) == 1


def test_lines_of_documents_statements_and_both_together_are_loaded() -> None:
    store = MemoryStore()
    alone, paired = document("A strike on Kyiv."), document()
    of_alone = statement(alone)
    pair = msgspec.json.encode({"document": paired, "statements": [statement(paired)]})
    lines = [alone.to_json(), b"\n", of_alone.to_json(), pair]
    assert local.load(lines, store=store, report=_refuse) == Kept(documents=2, statements=2)
    assert local.load(lines, store=store, report=_refuse) == Kept(known_already=2)
    assert store.view().statement(of_alone.id) == of_alone


def _lines_with(broken: bytes, *, at: int) -> list[bytes]:
    lines = [document(f"{STRIKE} Page {page}.").to_json() + b"\n" for page in range(20)]
    lines.insert(at - 1, broken + b"\n")
    return lines


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (b'{"text": ', "talks.jsonl:17 at $"),
        (b"[1, 2]", "talks.jsonl:17 at $"),
        (b'{"colour": "red"}', "talks.jsonl:17 at $"),
        (b'\xff\xfe{"text": 1}', "talks.jsonl:17 at $"),
        (b'{"text": 7}', "talks.jsonl:17 at $.text"),
        (b'{"text": "x", "published": "2022-13-01"}', "talks.jsonl:17 at $"),
        (statement().to_json().replace(b'"assert"', b'"shout"'), "talks.jsonl:17 at $.act"),
        (statement().to_json(), "talks.jsonl:17 at $.document"),
        (b'{"document": {"text": 3}, "statements": []}', "talks.jsonl:17 at $.document.text"),
        (b'{"document": {"text": "x"}, "statements": [{"act": 1}]}', "talks.jsonl:17 at $.statements[0]"),
    ],
    ids=[
        "cut off", "no object", "neither noun", "not UTF-8", "text is a number", "no such day", "no such act",
        "its document is not kept", "wrong document of a pair", "wrong statement of a pair",
    ],
)  # fmt: skip
def test_a_broken_line_17_is_told_by_number_and_path_and_the_rest_is_loaded(broken: bytes, where: str) -> None:
    store = MemoryStore()
    skipped: list[SkipThis] = []
    kept = local.load(_lines_with(broken, at=17), store=store, report=skipped.append, name="talks.jsonl")
    assert len(skipped) == 1
    assert (skipped[0].where or "").startswith(where)
    assert skipped[0].remedy
    assert kept.documents >= 20


def test_a_wrong_statement_of_a_pair_loses_neither_the_document_nor_the_other_statements() -> None:
    store = MemoryStore()
    skipped: list[SkipThis] = []
    right = statement()
    wrong = {**statement().to_builtins(), "act": "shout"}
    line = msgspec.json.encode({"document": document(), "statements": [wrong, right]})
    assert local.load([line], store=store, report=skipped.append, name="x") == Kept(documents=1, statements=1)
    assert [error.where for error in skipped] == ["x:1 at $.statements[0].act"]


def test_words_that_do_not_stand_in_the_document_are_refused_by_their_path() -> None:
    store = MemoryStore()
    skipped: list[SkipThis] = []
    moved = {**statement().to_builtins(), "quote": "B" + statement().quote[1:]}
    lines = [document().to_json(), msgspec.json.encode(moved), statement().to_json()]
    assert local.load(lines, store=store, report=skipped.append, name="x").statements == 1
    assert [error.where for error in skipped] == ["x:2 at $.quote"]


@pytest.mark.parametrize("lines", [[], [b"\n", b"  \n"]])
def test_an_empty_file_is_told(lines: list[bytes]) -> None:
    skipped: list[SkipThis] = []
    assert local.load(lines, store=MemoryStore(), report=skipped.append, name="empty.jsonl") == Kept()
    assert [error.where for error in skipped] == ["empty.jsonl"]


def test_a_binary_file_is_told_once_and_not_line_by_line() -> None:
    skipped: list[SkipThis] = []
    local.load([b"\x7fELF\x00\n", b"\x00\n", b"\x00\n"], store=MemoryStore(), report=skipped.append, name="program")
    assert [error.where for error in skipped] == ["program:1"]


def test_what_reading_yields_can_be_loaded_back() -> None:
    kept, copy = MemoryStore(), MemoryStore()
    documents = [*_documents(3), document("Обстрел.", source="russian.txt")]
    skipped: list[SkipThis] = []
    local.add(documents, reader=StrikeReader(), store=kept, report=skipped.append)
    lines = []
    for read, statements in local.read(documents, reader=StrikeReader(), report=skipped.append):
        lines += [read.to_json(), *(each.to_json() for each in statements)]
    local.load(lines, store=copy, report=_refuse)
    assert list(copy.view().documents()) == list(kept.view().documents())
    assert list(copy.view().statements()) == list(kept.view().statements())


def test_a_dataset_is_brought_in_with_every_row_and_once(tmp_path: Path) -> None:
    store = MemoryStore()
    table = Path(__file__).parent.parent / "fixtures" / "ucdp" / "release.csv"
    skipped: list[SkipThis] = []
    first = local.bring_in("ucdp", table, store=store, report=skipped.append)
    rows = len(table.read_text(encoding="utf-8").splitlines()) - 1
    assert first.documents == rows
    again = local.bring_in("ucdp", table, store=store, report=skipped.append)
    assert (again.documents, again.statements, again.known_already) == (0, 0, first.statements)


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(WrongUse, match=r"eventdata.*ucdp"):
        local.bring_in("eventdata", Path("x.csv"), store=MemoryStore(), report=_refuse)
