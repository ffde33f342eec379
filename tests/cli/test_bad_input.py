"""Bad input at the level of commands: a message that says what, where and what to do; good input is never lost."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import NEWS, Command, Outcome
from tests.cli.truce import CLAUSE, HEADER, write_truce

LIBRARY = "ru-2022-03-29-reduction"  # an agreement of the library, by its name


def assert_told(outcome: Outcome, *words: str, code: int = 1) -> None:
    """The exit code, and a message with these words in every line's form and without a traceback."""
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    lines = outcome.err.splitlines()
    assert lines
    assert all(line.startswith(("holdfast: ", "  ")) for line in lines if "talks.db: " not in line)
    assert [word for word in words if word not in outcome.err] == []


@pytest.mark.parametrize(
    "command",
    [
        ["read", "MISSING"],
        ["add", "MISSING", "--in", "new.db"],
        ["load", "MISSING", "--in", "new.db"],
        ["import", "ucdp", "MISSING", "--in", "new.db"],
    ],
    ids=lambda command: command[0],
)
def test_a_missing_file_is_named(holdfast: Command, tmp_path: Path, command: list[str]) -> None:
    missing = tmp_path / "no-such-news.html"
    arguments = [str(tmp_path / word) if word == "new.db" else word for word in command]
    outcome = holdfast(*[str(missing) if word == "MISSING" else word for word in arguments])
    assert_told(outcome, str(missing), "There is no such file")


@pytest.mark.parametrize(
    "command",
    [
        ["check", LIBRARY],
        ["show", "statements"],
        ["brief", "-o", "-"],
        ["export", "jsonl", "-o", "-"],
    ],
    ids=lambda command: command[0],
)
def test_a_missing_record_is_an_error_that_says_how_to_make_one_and_makes_no_empty_one(
    holdfast: Command, tmp_path: Path, command: list[str]
) -> None:
    missing = tmp_path / "tlaks.db"
    assert_told(holdfast(*command, "--in", missing), str(missing), "There is no such record", "holdfast add")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_record_to_serve_is_an_error(holdfast: Command, tmp_path: Path) -> None:
    assert_told(holdfast("serve", tmp_path / "tlaks.db"), "There is no such record", "holdfast add")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_among_others_is_told_before_anything_is_read(
    holdfast: Command, page: Path, tmp_path: Path
) -> None:
    outcome = holdfast("read", page, tmp_path / "missing.txt")
    assert_told(outcome, "missing.txt")
    assert outcome.out == ""


def test_a_folder_in_the_place_of_a_file_is_told(holdfast: Command, tmp_path: Path) -> None:
    assert_told(holdfast("load", tmp_path, "--in", tmp_path / "talks.db"), str(tmp_path), "folder")
    assert_told(holdfast("import", "ucdp", tmp_path, "--in", tmp_path / "talks.db"), str(tmp_path), "folder")
    assert_told(holdfast("show", "statements", "--in", tmp_path), str(tmp_path), "folder")


def test_a_folder_without_texts_is_told(holdfast: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert_told(holdfast("read", tmp_path / "empty"), "empty", "no texts")


def test_a_folder_in_the_place_of_a_result_is_told(holdfast: Command, talks: Path, tmp_path: Path) -> None:
    assert_told(holdfast("export", "jsonl", "--in", talks, "-o", tmp_path), str(tmp_path), "folder")
    assert_told(
        holdfast("export", "jsonl", "--in", talks, "-o", tmp_path / "no" / "x.jsonl"), "no such folder", "mkdir"
    )


@pytest.mark.parametrize("content", [b"", b" \n\n"], ids=["nothing", "blank lines"])
def test_an_empty_file_is_told_and_the_others_are_read(
    holdfast: Command, page: Path, tmp_path: Path, content: bytes
) -> None:
    for suffix in ("txt", "html", "jsonl"):
        (tmp_path / f"empty.{suffix}").write_bytes(content)
    outcome = holdfast("read", *sorted(tmp_path.glob("empty.*")), page)
    assert_told(outcome, "empty.txt", "empty.html")
    assert len(outcome.lines) == 2
    assert_told(holdfast("load", tmp_path / "empty.jsonl", "--in", tmp_path / "talks.db"), "empty.jsonl")


def test_a_binary_file_is_told_and_the_others_are_read(holdfast: Command, page: Path, tmp_path: Path) -> None:
    binary = tmp_path / "program.txt"
    binary.write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20)
    outcome = holdfast("read", binary, page)
    assert_told(outcome, "program.txt")
    assert len(outcome.lines) == 2
    assert_told(holdfast("load", binary, "--in", tmp_path / "talks.db"), "program.txt:")


def test_a_wrong_encoding_is_told_or_worked_out_and_never_guessed_in_silence(
    holdfast: Command, page: Path, tmp_path: Path
) -> None:
    """A byte that is no UTF-8 either names the file on stderr or stands with the encoding that was worked out."""
    latin = tmp_path / "latin.txt"
    latin.write_bytes("A strike on Kyiv, a café said.".encode("latin-1"))
    outcome = holdfast("read", latin, page, "--documents")
    documents = [line for line in outcome.lines if "text" in line and "quote" not in line]
    told = "latin.txt" in outcome.err
    worked_out = any(line["encoding"] not in (None, "utf-8") for line in documents)
    assert told or worked_out
    assert any(line["text"].startswith("A strike on Mykolaiv") for line in documents)


def _seventeenth_broken(path: Path) -> Path:
    lines = [json.dumps({"text": f"A strike on Kyiv. Page {page}."}) for page in range(20)]
    lines.insert(16, '{"text": "A strike on Kyiv')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_broken_json_in_line_17_is_told_by_its_number_and_the_rest_is_read(holdfast: Command, tmp_path: Path) -> None:
    path = _seventeenth_broken(tmp_path / "news.jsonl")
    outcome = holdfast("read", path)
    assert_told(outcome, "news.jsonl:17")
    assert len(outcome.lines) == 20
    assert len(outcome.err.splitlines()) == 1


def test_broken_json_in_line_17_is_told_by_its_number_and_the_rest_is_kept(holdfast: Command, tmp_path: Path) -> None:
    path, record = _seventeenth_broken(tmp_path / "news.jsonl"), tmp_path / "talks.db"
    for verb in ("add", "load"):
        assert_told(holdfast(verb, path, "--in", record), "news.jsonl:17")
        assert len(holdfast("show", "documents", "--in", record, "--json").lines) == 20


def test_broken_yaml_is_told_by_file_and_line(holdfast: Command, talks: Path, tmp_path: Path) -> None:
    folder = write_truce(tmp_path, header=HEADER + "areas: {kyiv: [\n")
    assert_told(holdfast("check", folder, "--in", talks), "agreement.yml:")


def test_an_unknown_clause_type_is_told_by_file_and_line(holdfast: Command, talks: Path, tmp_path: Path) -> None:
    folder = write_truce(tmp_path, clause=CLAUSE.replace("prohibition", "prohibtion"))
    assert_told(holdfast("check", folder, "--in", talks), "1.yml:2", "prohibtion")


def test_a_missing_agreement_is_told_with_those_of_the_library(holdfast: Command, talks: Path) -> None:
    assert_told(holdfast("check", "ru-2022-reduktion", "--in", talks), "ru-2022-reduktion", LIBRARY)


def test_a_record_from_the_future_is_told_and_left_as_it_is(holdfast: Command, talks: Path) -> None:
    with sqlite3.connect(talks) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = talks.read_bytes()
    for command in (["show", "statements"], ["add", "-"], ["check", LIBRARY]):
        assert_told(holdfast(*command, "--in", talks, stdin=NEWS.encode()), "talks.db")
    assert talks.read_bytes() == before


def test_a_file_that_is_no_record_is_told_and_left_as_it_is(holdfast: Command, page: Path, tmp_path: Path) -> None:
    before = page.read_bytes()
    for command in (["show", "statements"], ["add", "-"]):
        assert_told(holdfast(*command, "--in", page, stdin=NEWS.encode()), str(page))
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", LIBRARY, "--in", "TALKS", "--on", "2022-13-01"], ["--on", "2022-13-01", "2022-03-29"]),
        (["check", LIBRARY, "--in", "TALKS", "--known-by", "yesterday"], ["--known-by", "yesterday"]),
        (["check", LIBRARY, "--in", "TALKS", "--reading", "mine"], ["mine", "Readings"]),
        (["check", LIBRARY], ["--in"]),
        (["show", "talks", "--in", "TALKS"], ["talks", "statements"]),
        (["show", "statements", "--in", "TALKS", "--type", "WAR"], ["WAR", "ASSAULT"]),
        (["show", "statements", "--in", "TALKS", "--limit", "-1"], ["--limit"]),
        (["show", "statements", "--in", "TALKS", "--limit", "many"], ["--limit", "many"]),
        (["show", "events", "--in", "TALKS", "--since", "2022-04-02", "--until", "2022-04-01"], ["--since"]),
        (["read", "-", "--published", "29.3.2022"], ["published", "29.3.2022"]),
        (["read", "-", "--reder", "en"], ["--reder"]),
        (["export", "xlsx", "--in", "TALKS", "-o", "-"], ["xlsx", "jsonl"]),
        (["import", "eventdata", "x.csv", "--in", "TALKS"], ["eventdata", "ucdp"]),
        (["chekc"], ["chekc", "check"]),
        (["--nope"], ["--nope"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_wrong_use_is_told_with_what_is_right(
    holdfast: Command, talks: Path, arguments: list[str], words: list[str]
) -> None:
    outcome = holdfast(*[str(talks) if word == "TALKS" else word for word in arguments], stdin=NEWS.encode())
    assert_told(outcome, *words, code=2)
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.parametrize("variable", ["HOLDFAST_PROT", "HOLDFAST_THREADS"])
def test_a_wrong_setting_is_told(holdfast: Command, page: Path, variable: str) -> None:
    assert_told(holdfast("read", page, **{variable: "many"}), variable, code=2)


def test_a_document_that_is_too_large_is_told_and_the_others_are_read(
    holdfast: Command, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "large.txt").write_text("A strike on Kyiv. " * 1000, encoding="utf-8")
    outcome = holdfast("read", tmp_path / "large.txt", page, HOLDFAST_MAX_DOCUMENT_BYTES="1000")
    assert_told(outcome, "large.txt", "HOLDFAST_MAX_DOCUMENT_BYTES")
    assert len(outcome.lines) == 2


def test_a_control_sequence_in_a_page_cannot_write_over_the_terminal(holdfast: Command, tmp_path: Path) -> None:
    page, record = tmp_path / "page.jsonl", tmp_path / "talks.db"
    page.write_text(json.dumps({"text": "A strike \x1b[2J\x1b[31mon Kyiv\x07."}), encoding="utf-8")
    assert holdfast("add", page, "--in", record).code == 0
    shown = holdfast("show", "statements", "--in", record).out
    assert "Kyiv" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01"])
@pytest.mark.parametrize(
    "command",
    [["check", LIBRARY, "--on"], ["brief", "-o", "-", "--on"], ["show", "events", "--known-by"]],
    ids=lambda command: command[0],
)
def test_a_day_that_nothing_is_reported_of_is_wrong_use(
    holdfast: Command, talks: Path, command: list[str], day: str
) -> None:
    outcome = holdfast(*command, day, "--in", talks)
    assert_told(outcome, command[-1], day, "1900-01-01 to 2199-12-31", "like 2022-03-29", code=2)


def test_a_record_whose_last_day_is_a_mistake_is_told_and_can_still_be_checked(
    holdfast: Command, page: Path, tmp_path: Path
) -> None:
    record = tmp_path / "talks.db"
    holdfast("add", page, "--in", record, "--published", "9999-12-31")
    assert_told(holdfast("check", LIBRARY, "--in", record), "9999-12-31", "--on", code=2)
    assert holdfast("check", LIBRARY, "--in", record, "--on", "2022-04-01").code == 0


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["brief", "-o", "-", "--since", "2023-01-01", "--on", "2022-01-01"], ("--since 2023-01-01", "--on")),
        (["show", "events", "--since", "2023-01-01", "--until", "2022-01-01"], ("--since 2023-01-01", "--until")),
        (["show", "statements", "--text", "\U0001f54a"], ("--text", "no word")),
        (["export", "csv", "-o", "-", "--place", "…"], ("--place", "no word")),
    ],
    ids=["brief", "show", "text", "place"],
)
def test_a_question_that_nothing_can_answer_is_wrong_use(
    holdfast: Command, talks: Path, command: list[str], words: tuple[str, ...]
) -> None:
    outcome = holdfast(*command, "--in", talks)
    assert_told(outcome, *words, code=2)
    assert outcome.out == ""
