from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.model import Document, Event, Statement
from tests.cli.conftest import Command
from tests.factory import document, statement


def test_statements_are_shown_in_a_table_that_is_plain_when_not_on_a_terminal(holdfast: Command, talks: Path) -> None:
    outcome = holdfast("show", "statements", "--in", talks)
    heading, *rows = outcome.out.splitlines()
    assert heading.split()[:4] == ["id", "day", "act", "type"]
    assert len(rows) == 2
    assert "ASSAULT missile" in rows[0]
    assert "Harbour Wire" in rows[0]
    assert not set(outcome.out) & set("│─╭\x1b")


@pytest.mark.parametrize(
    ("what", "noun"), [("statements", Statement), ("events", Event), ("documents", Document)], ids=str
)
def test_json_gives_one_noun_a_line(
    holdfast: Command, talks: Path, what: str, noun: type[Statement] | type[Event] | type[Document]
) -> None:
    lines = holdfast("show", what, "--in", talks, "--json").out.splitlines()
    assert lines
    assert all(noun.from_json(line) for line in lines)


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--place", "Mykolaiv"], 1),
        (["--place", "Lviv"], 0),
        (["--type", "ASSAULT"], 2),
        (["--type", "ASSAULT", "--since", "2022-03-30"], 1),
        (["--until", "2022-03-29"], 1),
        (["--text", "reported"], 1),
        (["--outlet", "Harbour Wire"], 2),
        (["--known-by", "2022-03-29"], 0),
        (["--known-by", "2022-03-30"], 2),
        (["--limit", "1"], 1),
        (["--offset", "1"], 1),
        (["--act", "deny"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_filters_choose(holdfast: Command, talks: Path, options: list[str], number: int) -> None:
    assert len(holdfast("show", "statements", "--in", talks, "--json", *options).lines) == number


def test_a_long_table_says_that_there_is_more(holdfast: Command, talks: Path) -> None:
    outcome = holdfast("show", "statements", "--in", talks, "--limit", "1")
    assert len(outcome.out.splitlines()) == 2
    assert "--limit" in outcome.err


def test_events_are_shown_with_their_figures(holdfast: Command, talks: Path) -> None:
    shown = holdfast("show", "events", "--in", talks).out
    assert "killed 7" in shown
    assert "2022-03-29" in shown


def test_documents_are_shown_with_why_they_are_unread(holdfast: Command, tmp_path: Path) -> None:
    russian, record = tmp_path / "russian.txt", tmp_path / "talks.db"
    russian.write_text("Обстрел продолжается.", encoding="utf-8")
    assert holdfast("add", russian, "--in", record).code == 1
    assert "which this reader does not know" in holdfast("show", "documents", "--in", record).out


def test_how_sure_the_reader_is_stands_in_the_table_and_can_be_asked_for(holdfast: Command, tmp_path: Path) -> None:
    record, lines = tmp_path / "talks.db", tmp_path / "lines.jsonl"
    one = document()
    told = [one, statement(one, confidence=0.29), statement(one, act="accuse", confidence=0.8)]
    told.append(statement(one, act="agree"))
    lines.write_bytes(b"\n".join(noun.to_json() for noun in told))
    assert holdfast("load", lines, "--in", record).code == 0
    heading, *rows = holdfast("show", "statements", "--in", record).out.splitlines()
    assert {row[heading.index("certainty") :][:4].strip() for row in rows} == {"0.29", "0.80", ""}
    sure = holdfast("show", "statements", "--in", record, "--min-confidence", "0.5", "--json").lines
    assert {line["act"] for line in sure} == {"accuse", "agree"}


@pytest.mark.parametrize("number", ["1.5", "-0.1", "nan"])
def test_a_certainty_that_cannot_be_is_wrong_use(holdfast: Command, talks: Path, number: str) -> None:
    outcome = holdfast("show", "statements", "--in", talks, f"--min-confidence={number}")
    assert outcome.code == 2
    assert "such as 0.5" in outcome.err
