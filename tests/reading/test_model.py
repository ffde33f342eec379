"""The trained weights: what they must read, on sentences of our own. Needs `pip install ./reader-en`."""

from __future__ import annotations

import time
from datetime import date

import pytest

from holdfast.errors import ReaderMissing, UnreadLanguage
from holdfast.model import Document
from holdfast.reading import Reader
from holdfast.reading.trained import shipped

pytestmark = pytest.mark.model

PAGE = """Live: talks and fighting

18:40 Ports
Two grain ships left Odesa on Tuesday, the port authority said.

17:15 Siege
"We did not shell the hospital," the army's spokesman, Colonel Anton Verin, told reporters. The governor said that at
least seven people had been killed and 22 wounded in the strike.

16:05 Offer
Russia will withdraw its troops from Kyiv if the talks go on, its deputy defence minister said.
"""


def test_a_rolling_page_is_read_with_offsets_that_hold(reader: Reader) -> None:
    document = Document(text=PAGE, published="2026-03-31", outlet="Harbour Wire")
    statements = reader.read(document)
    assert len(statements) >= 4
    assert all(statement.misplaced(PAGE) is None for statement in statements)
    assert len({statement.id for statement in statements}) == len(statements)
    assert all(statement.voices[-1].name == "Harbour Wire" for statement in statements)


def test_a_denial_an_attack_and_a_promise_are_told_apart(reader: Reader) -> None:
    found = reader.read(Document(text=PAGE, published="2026-03-31"))
    at = {PAGE[statement.start : statement.end]: statement for statement in found}
    denial = next(statement for words, statement in at.items() if "did not shell" in words)
    assert denial.act == "deny"
    offer = next(statement for words, statement in at.items() if "withdraw its troops" in words)
    assert offer.event.type == "RETREAT"
    assert offer.status in ("planned", "hypothetical", "possible")


def test_figures_keep_their_bounds(reader: Reader) -> None:
    found = reader.read(Document(text=PAGE, published="2026-03-31"))
    counts = {(count.what, count.low, count.high) for statement in found for count in statement.counts}
    assert ("killed", 7, None) in counts


def test_times_are_worked_out_from_the_day_of_publication_and_never_invented(reader: Reader) -> None:
    text = "Two grain ships left Odesa on Tuesday, the port authority said. The army shelled the bridge."
    days = [s.time.first_day for s in reader.read(Document(text=text, published="2026-04-02")) if s.time]
    assert set(days) <= {date(2026, 3, 31)}
    assert [s.time.first_day for s in reader.read(Document(text=text)) if s.time] in ([], [None])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x01\x02\x03" * 100,
        "😀" * 500,
        "\ud800 The army shelled the bridge. \udfff",
        "<p>The army fled.</p>" * 20,
    ],
)
def test_strange_texts_are_read_without_harm(reader: Reader, text: str) -> None:
    assert all(statement.misplaced(text) is None for statement in reader.read(Document(text=text)))


def test_one_endless_sentence_is_read_in_pieces(reader: Reader) -> None:
    text = "the army shelled the town and " * 400
    begun = time.process_time()
    statements = reader.read(Document(text=text))
    assert all(statement.misplaced(text) is None for statement in statements)
    assert time.process_time() - begun < 60


def test_other_languages_are_left_unread(reader: Reader) -> None:
    text = "Die Armee hat die Stadt am Dienstag beschossen, sagte der Gouverneur."
    with pytest.raises(UnreadLanguage):
        reader.read(Document(text=text))
    ((document, statements),) = reader.read_all([Document(text=text)])
    assert document.unread is not None
    assert statements == []


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    document = Document(text=PAGE, published="2026-03-31")
    assert reader.read(document) == reader.read(document)


def test_what_else_is_on_the_page_changes_no_entry(reader: Reader) -> None:
    """An entry is read alone, so its statements are the same whatever stands round it."""
    alone = PAGE.split("\n\n17:15")[0] + "\n\n17:15 Quiet\n"
    both = [reader.read(Document(id="d", text=text)) for text in (PAGE, alone)]
    first = [[s for s in found if s.end < PAGE.index("17:15")] for found in both]
    assert first[0] == first[1]


def test_weights_whose_head_asks_for_something_else_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holdfast.reading.onnx.HEAD_INPUTS", {"vectors", "rows"})
    with pytest.raises(ReaderMissing, match="another version of Holdfast"):
        shipped()
