"""`holdfast forget` as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def document(holdfast: Command, talks: Path) -> str:
    """The id of the one document of the record."""
    (line,) = holdfast("show", "documents", "--in", talks, "--json").lines
    return str(line["id"])


def test_a_document_goes_and_its_tombstone_is_listed(holdfast: Command, talks: Path, document: str) -> None:
    outcome = holdfast("forget", document, "--in", talks, "--why", "a court's order", "--by", "Ada Brandt")
    assert outcome.code == 0, outcome.err
    assert "with 2 statements" in outcome.err
    assert holdfast("show", "statements", "--in", talks, "--json").lines == []
    (tombstone,) = holdfast("forget", "--in", talks).lines
    assert (tombstone["document"], tombstone["by"], tombstone["why"]) == (document, "Ada Brandt", "a court's order")


def test_adding_it_again_is_refused_in_one_line(holdfast: Command, talks: Path, page: Path, document: str) -> None:
    holdfast("forget", document, "--in", talks, "--why", "a court's order", "--by", "Ada Brandt")
    outcome = holdfast("add", page, "--in", talks, "--outlet", "Harbour Wire", "--published", "2022-03-30")
    assert outcome.code == 1
    assert outcome.err.count("taken out of the record") == 1
    assert "a court's order" in outcome.err
    assert holdfast("show", "documents", "--in", talks, "--json").lines == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("0000000000000000", "--why", "a court's order"), 1),
        (("DOCUMENT",), 2),
        (("DOCUMENT", "0000000000000000", "--why", "a court's order"), 1),
        (("--why", "a court's order"), 2),
    ],
    ids=["unknown", "no reason", "one of two unknown", "nothing named"],
)
def test_what_is_not_said_clearly_takes_nothing_out(
    holdfast: Command, talks: Path, document: str, arguments: tuple[str, ...], code: int
) -> None:
    named = [document if word == "DOCUMENT" else word for word in arguments]
    assert holdfast("forget", *named, "--in", talks).code == code
    assert len(holdfast("show", "statements", "--in", talks, "--json").lines) == 2
    assert holdfast("forget", "--in", talks).lines == []
