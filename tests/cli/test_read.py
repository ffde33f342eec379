from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.model import Document, Statement
from tests.cli.conftest import NEWS, Command


def test_documents_go_in_and_statements_come_out_one_a_line(holdfast: Command, page: Path) -> None:
    outcome = holdfast("read", page)
    assert (outcome.code, outcome.err) == (0, "")
    statements = [Statement.from_json(line) for line in outcome.out.splitlines()]
    assert [each.event.mode for each in statements] == ["missile", "missile"]
    assert all(NEWS[each.start : each.end] == each.quote for each in statements)


@pytest.mark.parametrize("arguments", [["read", "-"], ["read"]])
def test_a_hyphen_or_nothing_is_standard_input(holdfast: Command, arguments: list[str]) -> None:
    assert len(holdfast(*arguments, stdin=NEWS.encode()).lines) == 2


def test_what_the_documents_do_not_say_is_filled_in(holdfast: Command, page: Path) -> None:
    options = ["--outlet", "Harbour Wire", "--published", "2022-03-30", "--url", "https://news.example/1"]
    outcome = holdfast("read", page, "--documents", *options)
    document = Document.from_json(outcome.out.splitlines()[0])
    assert (document.outlet, document.published, document.url) == (
        "Harbour Wire", "2022-03-30", "https://news.example/1",
    )  # fmt: skip


def test_with_documents_each_stands_before_its_statements(holdfast: Command, page: Path) -> None:
    lines = holdfast("read", page, "--documents").lines
    assert [("text" in line and "quote" not in line) for line in lines] == [True, False, False]
    assert {line["document"] for line in lines[1:]} == {lines[0]["id"]}


def test_the_reader_is_chosen_by_option_and_else_by_setting(page: Path) -> None:
    import io

    from holdfast.cli import run
    from holdfast.cli.surroundings import Surroundings
    from tests.pipeline.fakes import StrikeReader

    asked: list[tuple[str, int]] = []

    def open_reader(name: str, threads: int) -> StrikeReader:
        asked.append((name, threads))
        return StrikeReader()

    around = Surroundings(
        stdin=io.BytesIO(),
        stdout=io.BytesIO(),
        stderr=io.StringIO(),
        environment={"HOLDFAST_READER": "mine", "HOLDFAST_THREADS": "3"},
        open_reader=open_reader,
    )
    assert run(["read", str(page)], around=around) == 0
    assert run(["read", str(page), "--reader", "en"], around=around) == 0
    assert asked == [("mine", 3), ("en", 3)]


def test_a_keyboard_is_not_waited_for(holdfast: Command) -> None:
    outcome = holdfast("read", stdin=None)
    assert outcome.code == 2
    assert "There is nothing to read" in outcome.err


def test_a_document_that_cannot_be_read_is_named_once_and_called_kept_only_by_the_verb_that_keeps_it(
    holdfast: Command, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Обстрел города продолжается.", encoding="utf-8")
    read = holdfast("read", letter)
    added = holdfast("add", letter, "--in", tmp_path / "talks.db")
    assert read.err.count("letter.txt") == added.err.count("letter.txt") == 1
    assert "kept" not in read.err
    assert "The document is kept without statements" in added.err


def test_an_unread_language_is_told_and_the_others_are_read(holdfast: Command, page: Path, tmp_path: Path) -> None:
    russian = tmp_path / "russian.txt"
    russian.write_text("Обстрел продолжается.", encoding="utf-8")
    outcome = holdfast("read", russian, page)
    assert outcome.code == 1
    assert len(outcome.lines) == 2
    assert "russian.txt" in outcome.err
    assert len(outcome.err.splitlines()) == 1
