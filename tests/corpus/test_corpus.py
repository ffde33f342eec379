"""The corpus: every annotation is a valid statement whose words stand where it says, in a text marked as invented."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from holdfast.model import Statement

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
PAPERS = sorted((CORPUS / "dispatches").glob("*.json"))
GOLD = sorted((ROOT / "example" / "gold").glob("*.json"))
SECOND = sorted((CORPUS / "second").glob("*.json"))


def _read(path: Path) -> tuple[dict[str, Any], str]:
    text = CORPUS / "dispatches" / f"{path.stem}.txt" if path in SECOND else path.with_suffix(".txt")
    return json.loads(path.read_text(encoding="utf-8")), text.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*PAPERS, *GOLD, *SECOND], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_statement_is_valid_and_its_words_stand_in_the_text(path: Path) -> None:
    paper, text = _read(path)
    assert paper["id"] == path.stem
    date.fromisoformat(paper["published"])
    statements = [Statement.from_builtins(entry) for entry in paper["statements"]]
    assert [(number, one.misplaced(text)) for number, one in enumerate(statements) if one.misplaced(text)] == []
    assert {one.document for one in statements} <= {path.stem}
    assert len({one.id for one in statements}) == len(statements), "two statements say the same in the same place"


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_every_dispatch_says_that_it_is_invented(path: Path) -> None:
    paper, _text = _read(path)
    assert paper["synthetic"] is True
    assert paper["outlet"].endswith("(synthetic)")
    assert paper["genre"]


def test_each_text_has_its_annotation_and_each_annotation_its_text() -> None:
    folder = CORPUS / "dispatches"
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in PAPERS}


def test_no_text_is_there_twice() -> None:
    texts = [path.with_suffix(".txt").read_text(encoding="utf-8") for path in PAPERS]
    assert len(set(texts)) == len(texts)


def test_the_datasheet_gives_the_counts_that_are_there() -> None:
    sheet = (CORPUS / "DATASHEET.md").read_text(encoding="utf-8")
    statements = sum(len(_read(path)[0]["statements"]) for path in PAPERS)
    assert f"{len(PAPERS)} dispatches" in sheet
    assert f"{statements:,} statements" in sheet


def test_the_second_annotation_is_of_held_out_texts() -> None:
    held_out = (ROOT / "bench" / "authored-dev.txt").read_text(encoding="utf-8").split()
    assert SECOND
    assert {path.stem for path in SECOND} <= set(held_out)


def test_what_is_denied_is_negated_nearly_always() -> None:
    """A denial may affirm ("we held the bridge"), but that is the exception; a slip of the annotator shows here."""
    denied = [entry["polarity"] for path in PAPERS for entry in _read(path)[0]["statements"] if entry["act"] == "deny"]
    assert denied.count("negated") / len(denied) > 0.9


def test_nothing_that_reaches_a_person_stands_in_a_text() -> None:
    contact = re.compile(r"[\w.]+@[\w-]+\.\w+|\+\d{7,}|https?://")
    assert [path.stem for path in PAPERS if contact.search(_read(path)[1])] == []
