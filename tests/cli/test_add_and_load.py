from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_what_is_added_is_told_and_the_same_again_changes_nothing(
    holdfast: Command, page: Path, tmp_path: Path
) -> None:
    record = tmp_path / "talks.db"
    first = holdfast("add", page, "--in", record)
    assert (first.code, first.out) == (0, "")
    assert first.err.strip() == f"{record}: 1 new document, 2 new statements"
    again = holdfast("add", page, "--in", record)
    assert again.err.strip() == f"{record}: 0 new documents, 0 new statements; 2 statements there already"


def test_a_folder_and_standard_input_are_added(holdfast: Command, page: Path, tmp_path: Path) -> None:
    record = tmp_path / "record" / "talks.db"
    record.parent.mkdir()
    (tmp_path / "news").mkdir()
    page.rename(tmp_path / "news" / "page.txt")
    assert holdfast("add", tmp_path / "news", "-", "--in", record, stdin=b"Shelling of Kyiv.").code == 0
    assert len(holdfast("show", "documents", "--in", record, "--json").lines) == 2


def test_what_read_writes_can_be_loaded(holdfast: Command, page: Path, talks: Path, tmp_path: Path) -> None:
    options = ["--outlet", "Harbour Wire", "--published", "2022-03-30"]
    lines = holdfast("read", page, "--documents", *options).out
    copy = tmp_path / "copy.db"
    assert holdfast("load", "-", "--in", copy, stdin=lines.encode()).code == 0
    for what in ("statements", "documents"):
        shown = [holdfast("show", what, "--in", record, "--json").out for record in (talks, copy)]
        assert shown[0] == shown[1] != ""


def test_statements_alone_can_be_loaded_where_their_documents_are_kept(
    holdfast: Command, page: Path, talks: Path
) -> None:
    statements = holdfast("read", page, "--outlet", "Harbour Wire", "--published", "2022-03-30").out
    loaded = holdfast("load", "-", "--in", talks, stdin=statements.encode())
    assert loaded.code == 0
    assert "2 statements there already" in loaded.err
