from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from holdfast.model import Judgement
from holdfast.record import open_store
from tests.cli.conftest import NEWS, Command
from tests.pipeline.test_rereading import LaterReader


def _statements(holdfast: Command, talks: Path, *options: str) -> set[str]:
    lines = holdfast("show", "statements", "--in", talks, "--json", *options).lines
    return {f"{line['quote'].split()[0]} by {line['reader']}" for line in lines}


def test_a_record_is_read_again_and_the_old_reading_stays(holdfast: Command, talks: Path) -> None:
    done = holdfast("reread", "--in", talks, reader=LaterReader())
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        f"{talks}: 1 document read again by strikes 2: 0 statements new, 1 gone, 1 the same "
        "(1 of them in other details)\n"
    )
    assert _statements(holdfast, talks) == {"A by strikes 2"}
    assert _statements(holdfast, talks, "--known-by", "2022-03-30") == {"A by strikes 1", "Shelling by strikes 1"}
    again = holdfast("reread", "--in", talks, reader=LaterReader())
    assert (again.code, again.err) == (0, f"{talks}: nothing is left that strikes 2 has not read\n")


def test_a_dry_run_keeps_nothing(holdfast: Command, talks: Path) -> None:
    done = holdfast("reread", "--in", talks, "--dry-run", reader=LaterReader())
    assert done.err.endswith("; nothing was kept\n")
    assert _statements(holdfast, talks) == {"A by strikes 1", "Shelling by strikes 1"}


def test_only_the_documents_named_are_read_and_a_missing_one_is_told(holdfast: Command, talks: Path) -> None:
    holdfast("add", "-", "--in", talks, stdin=b"Shelling of Kyiv.")
    (name,) = {line["document"] for line in holdfast("show", "statements", "--in", talks, "--json").lines
               if line["quote"].startswith("Shelling of Kyiv")}  # fmt: skip
    missing = holdfast("reread", "--in", talks, "--document", name, "--document", "d0", reader=LaterReader())
    assert missing.code == 1
    assert "Document d0 is not in the record" in missing.err
    done = holdfast("reread", "--in", talks, "--document", name, reader=LaterReader())
    assert "1 document read again" in done.err
    assert _statements(holdfast, talks) == {"A by strikes 1", "Shelling by strikes 1"}


def test_another_reader_is_superseded_where_it_is_named(holdfast: Command, talks: Path) -> None:
    class Other(LaterReader):
        name = "wide 1"

    assert "nothing is left" in holdfast("reread", "--in", talks, reader=Other()).err
    assert holdfast("reread", "--in", talks, "--replacing", "strikes", reader=Other()).code == 0
    assert _statements(holdfast, talks) == {"A by wide 1"}


def test_a_judgement_without_a_hold_is_told(holdfast: Command, talks: Path) -> None:
    store = open_store(talks)
    left, right = (one.id for one in store.view().statements())
    with store.writing() as writer:
        writer.judge(Judgement(left=left, right=right, same=False, by="Ada", at="2022-04-02"))
    store.close()
    told = holdfast("reread", "--in", talks, reader=LaterReader()).err.splitlines()[1]
    assert told == (
        f"holdfast: what Ada judged on 2022-04-02 of {left} and {right} (two happenings) has no hold any more: "
        f"{right} was not found again. It stays in the record; judge anew at the desk"
    )


def test_what_cannot_be_read_is_told_with_exit_code_1(holdfast: Command, tmp_path: Path) -> None:
    record = tmp_path / "talks.db"
    document = {"id": "d1", "text": "Обстрел: strike.", "source": "page.txt"}
    statement = {"document": "d1", "quote": "strike", "start": 9, "end": 15, "act": "assert", "reader": "strikes 1"}
    lines = "\n".join(map(json.dumps, (document, statement)))
    assert holdfast("load", "-", "--in", record, stdin=lines.encode()).code == 0
    done = holdfast("reread", "--in", record, reader=LaterReader())
    assert done.code == 1
    assert "page.txt" in done.err
    assert "Its earlier reading stays as it is" in done.err
    assert _statements(holdfast, record) == {"strike by strikes 1"}


def test_there_must_be_a_record(holdfast: Command, tmp_path: Path) -> None:
    done = holdfast("reread", "--in", tmp_path / "nowhere.db", reader=LaterReader())
    assert done.code == 1
    assert not (tmp_path / "nowhere.db").exists()


def test_add_tells_of_what_another_version_has_read(holdfast: Command, page: Path, talks: Path) -> None:
    page.write_text(NEWS, encoding="utf-8")
    options = ("--outlet", "Harbour Wire", "--published", "2022-03-30")
    added = holdfast("add", page, "--in", talks, *options, reader=LaterReader())
    assert added.code == 0
    assert f"1 document had been read by another version of strikes and left alone; `holdfast reread --in {talks}`" in (
        added.err
    )
    assert _statements(holdfast, talks) == {"A by strikes 1", "Shelling by strikes 1"}


@pytest.mark.parametrize("when", ["now", "then"])
def test_what_is_exported_is_one_reading_and_can_be_loaded(
    holdfast: Command, talks: Path, tmp_path: Path, when: str
) -> None:
    holdfast("reread", "--in", talks, reader=LaterReader())
    known_by = ("--known-by", datetime.now(UTC).date().isoformat() if when == "now" else "2022-03-30")
    written = holdfast("export", "jsonl", "--in", talks, "-o", "-", *known_by).out
    copy = tmp_path / "copy.db"
    assert holdfast("load", "-", "--in", copy, stdin=written.encode()).code == 0
    assert _statements(holdfast, copy) == _statements(holdfast, talks, *known_by)
