"""Segmenting: entries, blocks and sentences with offsets that hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.reading.segment import clean, sentences


def words(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


def test_sentences_end_at_stops_and_not_at_abbreviations() -> None:
    text = "Gen. Mark Lee said the U.S. sent 5.5 tons. The talks go on."
    assert words(text) == ["Gen. Mark Lee said the U.S. sent 5.5 tons.", "The talks go on."]


@pytest.mark.parametrize(
    "text",
    [
        "Troops since Feb. 24 had held it.",
        "A U.S. official spoke of the U.N. mission.",
        "Lt. Col. Omar met Gen. J. Smith at St. George Street No. 5.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert words(text) == [text]


def test_a_newline_ends_a_headline() -> None:
    text = "Talks resume in Geneva\n\nThe delegations met on Monday."
    found = sentences(text)
    assert [sentence.headline for sentence in found] == [True, False]
    assert [sentence.block for sentence in found] == [0, 1]


def test_a_line_that_only_wraps_goes_on() -> None:
    text = "the U.S.-led \ncoalition\nconducted five airstrikes on Tuesday."
    assert len(sentences(text)) == 1


def test_a_hard_wrapped_text_is_read_by_its_sentences() -> None:
    text = (
        "The ministry said on Monday that the convoy had left the city before\n"
        "Dawn broke and that none of the drivers had been hurt. The governor\n"
        "Confirmed this in the evening and thanked the crews for their work."
    )
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_newline_separates_paragraphs(newline: str) -> None:
    text = f"The talks ended.{newline}{newline}Fighting went on."
    assert words(text) == ["The talks ended.", "Fighting went on."]


def test_lines_that_open_with_a_clock_time_begin_entries() -> None:
    first = "21:07 Kinshasa recalls its envoy.\nShe gave no reason."
    text = f"Live\n\n{first}\n\n**19.45 - Sake**\nThe town fell.\n\n[09:30 GMT] Quiet."
    assert [sentence.entry for sentence in sentences(text)] == [0, 1, 1, 2, 2, 3]


def test_one_clock_time_makes_no_rolling_page() -> None:
    assert {sentence.entry for sentence in sentences("18:00 The siege ended.\nPeople came out.")} == {0}


@pytest.mark.parametrize("line", ["12.5 per cent of homes are gone.", "10.30 km of road are mined.", "1.500 men left."])
def test_a_figure_is_no_clock_time(line: str) -> None:
    text = f"Report\n{line}\nMore.\n{line}\nEnd."
    assert {sentence.entry for sentence in sentences(text)} == {0}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_sentences_lie_in_order_within_the_text_and_lose_no_letter(text: str) -> None:
    found = sentences(text)
    position = 0
    for sentence in found:
        assert position <= sentence.start < sentence.end <= len(text)
        assert not text[position : sentence.start].strip()
        position = sentence.end
    assert not text[position:].strip()


@given(st.lists(st.sampled_from(["😀", "é", "e\u0301", "\r\n", "\ud800", "a", " ", ".", "\x00"]), max_size=40))
def test_cleaning_keeps_offsets(parts: list[str]) -> None:
    text = "".join(parts)
    assert len(clean(text)) == len(text)
    clean(text).encode("utf-8")  # nothing is left that cannot be written


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x01\x02" * 50, "a" * 1_000_000, "word " * 200_000, '"' * 100_000])
def test_strange_texts_are_cut_without_delay(text: str) -> None:
    begun = time.process_time()
    assert all(text[sentence.start : sentence.end] for sentence in sentences(text))
    assert time.process_time() - begun < 10
