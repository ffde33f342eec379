"""Files, folders and streams: good input is read whatever stands beside it, and what is skipped is told."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from holdfast.errors import MissingInput, SkipThis, WrongUse
from holdfast.model import Document
from holdfast.settings import Settings
from holdfast.sources.about import About
from holdfast.sources.files import read_files, read_stream


class Told:
    """What was read and what was reported."""

    def __init__(self) -> None:
        self.problems: list[SkipThis] = []

    def files(self, *paths: Path, about: About | None = None, **settings: Any) -> list[Document]:
        return list(
            read_files(paths, about=about or About(), settings=Settings(**settings), report=self.problems.append)
        )

    def stream(self, raw: bytes, **settings: Any) -> list[Document]:
        found = read_stream(
            io.BytesIO(raw), name="-", about=About(), settings=Settings(**settings), report=self.problems.append
        )
        return list(found)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


@pytest.fixture
def told() -> Told:
    return Told()


def lines(*objects: object) -> bytes:
    return b"".join(json.dumps(item).encode() + b"\n" for item in objects)


def test_a_folder_is_read_in_a_stable_order_with_its_folders(tmp_path: Path, told: Told) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text("# Two\n\nSecond.")
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "c.html").write_text("<html><body><p>Third.</p></body></html>")
    (tmp_path / ".hidden.txt").write_text("No.")
    (tmp_path / "notes.xyz").write_text("No.")
    assert [document.text for document in told.files(tmp_path)] == ["First.", "Two\n\nSecond.", "Third."]
    assert "notes.xyz" in str(told)


def test_json_lines_keep_their_metadata_and_unknown_keys(tmp_path: Path, told: Told) -> None:
    file = tmp_path / "d.jsonl"
    file.write_bytes(
        lines(
            {"text": "Guns fell silent.", "outlet": "Dale Courier", "published": "2031-03-29", "desk": "east", "n": 4}
        )
    )
    (document,) = told.files(file)
    assert (document.outlet, document.published, document.extra) == (
        "Dale Courier",
        "2031-03-29",
        {"desk": "east", "n": 4},
    )
    assert document.source == f"{file}:1"
    assert not told.problems


def test_a_document_comes_back_from_its_own_json(tmp_path: Path, told: Told) -> None:
    first = Document(
        text="Guns fell silent.", outlet="Dale Courier", fetched="2031-03-29T10:00:00+00:00", extra={"n": 4}
    )
    file = tmp_path / "d.jsonl"
    file.write_bytes(first.to_json() + b"\n")
    (document,) = told.files(file)
    assert document.id == first.id
    assert (document.fetched, document.extra) == (first.fetched, first.extra)


def test_broken_line_17_is_told_and_the_others_are_kept(tmp_path: Path, told: Told) -> None:
    good = [json.dumps({"text": f"Dispatch {number}."}) for number in range(1, 31)]
    good[16] = '{"text": "Dispatch 17.'
    file = tmp_path / "d.jsonl"
    file.write_text("\n".join(good))
    assert len(told.files(file)) == 29
    assert len(told.problems) == 1
    assert told.problems[0].where == f"{file}:17"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"title": "no text"}, "no words in `text`"),
        ({"text": 5}, "no words in `text`"),
        ([1, 2], "no object"),
        ({"document": "d1", "quote": "x", "act": "assert"}, "holdfast load"),
    ],
)
def test_a_line_that_is_no_document_is_told(line: object, says: str, told: Told) -> None:
    assert len(told.stream(lines({"text": "Good."}, line, {"text": "Good too."}))) == 2
    assert says in str(told)


def test_a_wrong_day_costs_the_day_and_not_the_document(told: Told) -> None:
    (document,) = told.stream(lines({"text": "Guns fell silent.", "published": "last spring", "title": 7}))
    assert document.published is None
    assert document.extra == {"published": "last spring", "title": 7}
    assert "last spring" in str(told)


def test_lone_surrogates_are_replaced_and_marked(told: Told) -> None:
    (document,) = told.stream(b'{"text": "Guns \\ud83d fell silent.", "note": "\\udc00"}\n')
    assert document.text == "Guns \ufffd fell silent."
    assert document.encoding == "utf-8 (1 place unreadable)"
    assert document.to_json()


def test_standard_input_is_known_by_how_it_begins(told: Told) -> None:
    assert told.stream(b'{"text": "One."}\n{"text": "Two."}\n')[1].text == "Two."
    assert told.stream(b"<!DOCTYPE html><html><body><p>A page.</p></body></html>")[0].media_type == "text/html"
    assert told.stream(b"[09:30 GMT] A plain text.")[0].text == "[09:30 GMT] A plain text."
    assert told.stream("{curly} words".encode("utf-8-sig"))[0].text == "{curly} words"
    assert not told.problems


def test_a_stream_is_read_line_by_line_before_it_ends(told: Told) -> None:
    receiving, sending = os.pipe()
    with os.fdopen(receiving, "rb") as stream, os.fdopen(sending, "wb", buffering=0) as sender:
        sender.write(lines({"text": "Early."}))
        found = read_stream(stream, name="-", about=About(), settings=Settings(), report=told.problems.append)
        assert next(found).text == "Early."


def test_a_json_file_holds_one_document_or_a_list(tmp_path: Path, told: Told) -> None:
    one, many = tmp_path / "one.json", tmp_path / "two.json"
    one.write_text('{\n "text": "One."\n}')
    many.write_text('[{"text": "Two."}, {"text": ""}, {"text": "Three."}]')
    assert [document.text for document in told.files(one, many)] == ["One.", "Two.", "Three."]
    assert "item 2" in str(told)


def test_a_missing_file_stops_before_anything_is_read(tmp_path: Path, told: Told) -> None:
    good = tmp_path / "a.txt"
    good.write_text("First.")
    with pytest.raises(MissingInput, match="no such file"):
        told.files(good, tmp_path / "gone.txt")


def test_a_folder_without_texts_is_missing_input(tmp_path: Path, told: Told) -> None:
    with pytest.raises(MissingInput, match=r"\.jsonl"):
        told.files(tmp_path)


def test_bad_files_are_told_and_good_ones_beside_them_are_read(tmp_path: Path, told: Told) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "c.txt").write_bytes(b"PK\x03\x04")
    (tmp_path / "d.html").write_bytes(b"<html><body></body></html>")
    (tmp_path / "e.jsonl").write_bytes(b"")
    (tmp_path / "f.json").write_bytes(b"{oh")
    (tmp_path / "g.md").write_bytes(b"<!-- nothing -->")
    (tmp_path / "h.txt").write_bytes(b"The good one.")
    assert [document.text for document in told.files(tmp_path)] == ["The good one."]
    assert [Path(problem.where or "").name for problem in told.problems] == [
        "a.txt", "b.txt", "c.txt", "d.html", "e.jsonl", "f.json", "g.md",
    ]  # fmt: skip
    assert all(problem.remedy for problem in told.problems)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    opened = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert [document.text for document in told.files(tmp_path)] == ["b.txt"]
    assert "Permission denied" in str(told)


def test_what_is_too_large_is_told_with_the_limit(tmp_path: Path, told: Told) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x" * 101)
    assert told.files(file, max_document_bytes=100) == []
    assert "100 bytes" in str(told)
    raw = lines({"text": "y" * 200}, {"text": "Short."})
    assert [document.text for document in told.stream(raw, max_document_bytes=100)] == ["Short."]
    assert told.problems[-1].where == "-:1"


def test_a_named_file_may_have_any_suffix(tmp_path: Path, told: Told) -> None:
    page, text = tmp_path / "page.php", tmp_path / "README"
    page.write_text("<html><body><p>Guns fell silent.</p></body></html>")
    text.write_text("Plain.")
    assert [document.media_type for document in told.files(page, text)] == ["text/html", "text/plain"]


def test_a_wrong_day_given_by_hand_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="published"):
        About(published="yesterday")
