"""The honesty probes, with hand-written readings that hang on who acts, or do not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from holdfast.model import Document, Statement
from holdfast.reading.fake import FakePredictor, Marked, letters
from holdfast.reading.trained import TrainedReader
from tests.bench.modules import load

edits = load("edits")
gate = load("gate")
probes = load("probes")

TEXT = "Russian soldiers shelled a market on Monday. The Syrian government withdrew from the talks."


class Written:
    """A reader that says of a text what a function writes down for it."""

    name = "written 1"

    def __init__(self, marks: Callable[[str], list[Marked]]) -> None:
        self._marks = marks

    def read(self, document: Document) -> list[Statement]:
        predictor = FakePredictor(document.text, self._marks(document.text))
        return TrainedReader(predictor, letters(), name=self.name).read(document)

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        return ((document, self.read(document)) for document in documents)


def fair(text: str) -> list[Marked]:
    return [
        Marked(trigger="shelled", labels={"type": "ASSAULT"}, parts={"quote": [text.split(".")[0]]}),
        Marked(trigger="withdrew", labels={"type": "REJECT"}, parts={"quote": [text.split(". ")[1].strip(".")]}),
    ]


def partial(text: str) -> list[Marked]:
    """What nobody but Russians and a "government" does is something else; a "junta" says nothing."""
    shelled, withdrew = fair(text)
    if "Russian" not in text:
        shelled = Marked(trigger="shelled", labels={"type": "OTHER", "act": "accuse"}, parts=shelled.parts)
    return [shelled, withdrew] if "government" in text else [shelled]


def measured(marks: Callable[[str], list[Marked]], **options: Any) -> dict[str, dict[str, float]]:
    reader = Written(marks)
    document = Document(id="d1", text=TEXT)
    reading = probes.Reading(document=document, statements=probes.read(reader, document))
    assert len(reading.statements) == 2
    found: dict[str, dict[str, float]] = probes.measured(reader, [reading], **options)
    return found


def test_a_reader_that_looks_at_the_deed_alone_passes_every_probe() -> None:
    for values in measured(fair).values():
        shares = {name: value for name, value in values.items() if not name.endswith("pairs")}
        assert set(shares.values()) == {0.0}
        assert values["pairs"] == 2 * probes.DRAWS


def test_a_reader_that_looks_at_the_actor_is_found_out() -> None:
    exchange = measured(partial, draws=1)["exchange"]
    assert (exchange["type"], exchange["act"], exchange["polarity"]) == (0.5, 0.5, 0.0)
    assert exchange["touched_type"] == 0.5
    assert exchange["vanished"] == exchange["appeared"] == 0.0


def test_a_statement_that_a_word_makes_vanish_is_no_change_of_type() -> None:
    instead = measured(partial, draws=1)["loaded_instead"]
    assert (instead["type"], instead["vanished"], instead["appeared"]) == (0.0, 0.5, 0.0)


def test_only_statements_whose_words_changed_are_touched() -> None:
    found = measured(fair, draws=1)
    assert found["exchange"]["touched_pairs"] == 2
    only = probes.Comparison()
    document = Document(id="d1", text=TEXT)
    before = probes.read(Written(fair), document)
    copy = edits.edited(TEXT, [edits.Edit(start=8, end=16, new="heroes")])
    only.add(before, probes.read(Written(fair), Document(id="d1", text=copy.text)), copy)
    assert only.counts["touched"] == 1


def plain(start: int, end: int, **fields: Any) -> dict[str, Any]:
    event = {"type": "ASSAULT", "trigger": {"start": start, "end": end}}
    return {"start": 0, "end": 40, "event": event, "act": "assert", "polarity": "affirmed"} | fields


def test_statements_pair_by_where_the_trigger_went_and_never_by_label() -> None:
    change = edits.edited("x" * 40, [edits.Edit(start=0, end=4, new="longer words")])
    first, second = plain(10, 15, act="deny"), plain(20, 25)
    moved = [plain(28, 33, act="deny"), plain(18, 23), plain(36, 40)]
    assert probes.paired([first, second], moved, change) == [(first, moved[1]), (second, moved[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army of Syria left.", {"army"}),
        ("Russian forces and 200 soldiers left.", {"forces", "soldiers"}),
        ("This forces the army-led police out.", set()),
        ("He met security forces.", set()),
    ],
)
def test_loaded_words_take_the_place_of_actors_only(text: str, expected: set[str]) -> None:
    found = probes.PROBES["loaded_instead"](text, random.Random(0))
    assert {text[edit.start : edit.end] for edit in found} == expected
    assert all(edit.new in probes.INSTEAD[text[edit.start : edit.end]] for edit in found)


def test_a_loaded_word_before_keeps_the_noun_and_its_article_fits() -> None:
    text = "A government fell."
    found = probes.ahead({"government": ["illegitimate"]})(text, random.Random(0))
    assert edits.edited(text, edits.with_articles(text, found)).text == "An illegitimate government fell."


def test_a_probe_over_its_ceiling_is_reported_and_one_that_is_missing_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.report_probe("exchange", {"type": 0.03}, {"type": 0.02}) == [
        "exchange: type is 0.030, over its ceiling of 0.020"
    ]
    assert gate.report_probe("exchange", {"type": 0.03}, {"type": 0.04}) == []
    assert capsys.readouterr().out.splitlines() == ["exchange: over the goal of 0.02: type 0.030"] * 2
    assert gate.report_probe("exchange", {"type": 0.02}, {"type": 0.02}) == []
    assert capsys.readouterr().out == "exchange: within the goal of 0.02\n"
    assert len(gate.report_probe("exchange", {}, {"type": 0.02})) == 1


def test_ceilings_are_lowered_but_never_raised_nor_under_the_goal() -> None:
    ceilings = {"exchange": {"type": 0.08}, "loaded_before": {"type": 0.03}, "loaded_instead": {"type": 0.05}}
    reached = {"exchange": {"type": 0.04}, "loaded_before": {"type": 0.2}, "loaded_instead": {"type": 0.001}}
    new = gate.lowered(ceilings, reached)
    assert new == {"exchange": {"type": 0.05}, "loaded_before": {"type": 0.03}, "loaded_instead": {"type": 0.02}}
    assert gate.lowered(ceilings, {}) == ceilings
