"""The whole reader round a fake model: documents in, statements out."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.errors import UnreadLanguage, WrongUse
from holdfast.model import Document, Statement
from holdfast.reading import open_reader, segment, trained
from holdfast.reading.fake import FakePredictor, Marked, letters
from holdfast.reading.trained import TrainedReader, sections

TEXT = (
    "Russia would reduce its military activity near Kyiv on Tuesday, General Alexander Fomin, Russia's deputy defence"
    ' minister, told reporters. "We will withdraw if the talks succeed," he said.'
)
PROMISE = Marked(
    trigger="reduce",
    labels={"act": "promise", "type": "RETREAT", "mode": "RETREAT:reduce", "status": "planned"},
    parts={
        "quote": ["Russia would reduce its military activity near Kyiv on Tuesday"],
        "actor": ["Russia"],
        "place": ["Kyiv"],
        "time": ["on Tuesday"],
        "voice": ["General Alexander Fomin, Russia's deputy defence minister"],
        "cue": ["told"],
    },
)
WITHDRAWAL = Marked(
    trigger="withdraw",
    labels={"act": "promise", "type": "RETREAT", "mode": "RETREAT:withdraw", "status": "hypothetical"},
    parts={
        "quote": ["We will withdraw if the talks succeed"],
        "actor": ["We"],
        "condition": ["if the talks succeed"],
        "voice": ["he"],
        "cue": ["said"],
    },
    kinds={"if the talks succeed": "if"},
)


def reader(text: str, *marked: Marked) -> TrainedReader:
    return TrainedReader(FakePredictor(text, marked), letters(), name="fake 1")


def read(text: str, *marked: Marked, **fields: Any) -> list[Statement]:
    return reader(text, *marked).read(Document(text=text, **fields))


def test_a_promise_is_read_with_speaker_place_and_day() -> None:
    (statement,) = read(TEXT, PROMISE, published="2022-03-30", outlet="Harbour Wire")
    assert (statement.act, statement.event.type, statement.event.mode) == ("promise", "RETREAT", "reduce")
    assert statement.place is not None
    assert (statement.place.name, statement.place.country) == ("Kyiv", "UKR")
    assert statement.time is not None
    assert statement.time.basis == "resolved"
    assert [voice.name for voice in statement.voices] == ["Alexander Fomin", "Harbour Wire"]
    assert statement.voices[0].ref == "RUS MIL"
    assert statement.voices[0].cue == "told"
    assert statement.reader == "fake 1"
    assert statement.confidence is not None


def test_a_pronoun_is_led_back_to_whom_spoke_before() -> None:
    _, second = read(TEXT, PROMISE, WITHDRAWAL)
    assert (second.voices[0].text, second.voices[0].name, second.voices[0].ref) == ("he", "Alexander Fomin", "RUS MIL")
    assert second.actors[0].ref == "RUS MIL"
    assert [(part.text, part.kind) for part in second.conditions] == [("if the talks succeed", "if")]


def test_no_publication_day_leaves_a_relative_day_open() -> None:
    (statement,) = read(TEXT, PROMISE)
    assert statement.time is not None
    assert (statement.time.text, statement.time.start_day) == ("on Tuesday", None)


def test_no_outlet_and_no_speaker_is_no_voice() -> None:
    text = "A strike hit the port."
    (statement,) = read(text, Marked(trigger="strike"))
    assert statement.voices == ()
    assert statement.place is None
    assert statement.time is None


def test_a_speaker_is_not_carried_into_the_next_entry() -> None:
    text = "10:00 General Mark Lee said the town fell.\n\n11:00 He said nothing was lost."
    first = Marked(trigger="fell", parts={"voice": ["General Mark Lee"]})
    second = Marked(trigger="lost", parts={"voice": ["He"]})
    one, other = read(text, first, second)
    assert one.voices[0].name == "Mark Lee"
    assert other.voices[0].name is None


def test_a_last_name_is_led_back_to_the_full_one() -> None:
    text = "Colonel Mark Lee said the town fell. Nothing was lost, Col. Mark Lee said."
    statements = read(
        text,
        Marked(trigger="fell", parts={"voice": ["Colonel Mark Lee"]}),
        Marked(trigger="lost", parts={"voice": ["Col. Mark Lee"]}),
    )
    assert [statement.voices[0].name for statement in statements] == ["Mark Lee", "Mark Lee"]


def test_words_without_a_figure_are_no_count() -> None:
    text = "Nine men were hurt and people fled."
    marked = Marked(trigger="hurt", parts={"count": ["Nine men", "people"]}, counted={"Nine men": "wounded"})
    (statement,) = read(text, marked)
    assert [(count.what, count.low, count.high) for count in statement.counts] == [("wounded", 9, 9)]


def test_the_same_text_gives_the_same_names() -> None:
    assert read(TEXT, PROMISE, WITHDRAWAL) == read(TEXT, PROMISE, WITHDRAWAL)


def test_another_language_is_not_read() -> None:
    with pytest.raises(UnreadLanguage, match=r"\(de\)"):
        read("Russland will seine militärischen Aktivitäten drastisch reduzieren.")


def test_many_documents_go_on_past_one_that_cannot_be_read() -> None:
    german = Document(text="Russland will seine militärischen Aktivitäten drastisch reduzieren.")
    english = Document(text=TEXT)
    (first, none), (second, found) = reader(TEXT, PROMISE).read_all([german, english])
    assert first.unread is not None
    assert (first.id, first.language) == (german.id, "de")
    assert none == []
    assert second is english
    assert len(found) == 1


@pytest.mark.parametrize("text", ["", "\x00\x01\x02", "\n\n\n", "😀"])
def test_empty_and_strange_texts_hold_no_statement(text: str) -> None:
    assert read(text) == []


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(["strike", "Kyiv", "said", "😀", "e\u0301", "\r\n", ". ", " ", '"', "\ud800"]), max_size=30
    )
)
def test_every_span_of_every_statement_stands_in_the_text(parts: list[str]) -> None:
    text = "The strike of the army. " + " ".join(parts)
    marked = Marked(trigger="strike", parts={"place": ["Kyiv"], "voice": ["said"], "actor": ["army", "😀"]})
    for statement in read(text, marked):
        assert statement.misplaced(text) is None


def test_a_statement_over_half_a_character_is_left_out_and_the_others_stay() -> None:
    text = "The \ud800 strike hit the port. The army fled."
    marked = [Marked(trigger="strike", parts={"quote": ["The \ud800 strike hit the port"]}), Marked(trigger="fled")]
    (statement,) = read(text, *marked)
    assert statement.event.trigger is not None
    assert statement.event.trigger.text == "fled"
    assert statement.to_json()


def test_a_million_dots_are_read_at_once() -> None:
    begun = time.process_time()
    assert read("." * 1_000_000) == []
    assert time.process_time() - begun < 5


def test_an_unknown_reader_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WrongUse, match="Readers are en"):
        open_reader("klingon")


@pytest.mark.parametrize(("words", "kept"), [("71", False), ("at 71", False), ("2022", True), ("Tuesday", True)])
def test_a_bare_number_is_no_time(words: str, kept: bool) -> None:
    text = f"Its losses were put {words} again."
    marked = Marked(
        trigger="losses",
        labels={"act": "assert", "type": "ASSAULT", "mode": "", "status": "happened"},
        parts={"quote": [text[:-1]], "time": [words]},
    )
    (statement,) = read(text, marked, published="2022-03-30")
    assert (statement.time is not None) is kept


def test_a_long_text_is_read_in_sections_that_end_with_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trained, "LONGEST_SECTION", 60)
    text = "\n\n".join(["The town fell on Tuesday. Nothing was lost there."] * 4)
    parts = list(sections(segment.sentences(text)))
    assert [len(part) for part in parts] == [4, 4]
    assert [part[-1].block for part in parts] == [1, 3]
    told: list[tuple[int, int]] = []
    reading = reader(text, Marked(trigger="fell"))
    reading.watch = lambda behind, all_of: told.append((behind, all_of))
    assert len(reading.read(Document(text=text))) == 2  # the fake marks the first of each window
    assert told == [(len(text) // 2 - 1, len(text)), (len(text), len(text))]


def test_a_short_text_is_one_section_and_none_is_none() -> None:
    assert len(list(sections(segment.sentences(TEXT)))) == 1
    assert list(sections([])) == []
