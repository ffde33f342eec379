"""Figures: bounds before them are taken in, other numbers are not."""

from __future__ import annotations

import pytest

from holdfast.reading.annotate import Part
from holdfast.reading.figures import counted, widened


def part(text: str, words: str, label: str = "other") -> Part:
    return Part(start=text.index(words), end=text.index(words) + len(words), score=1.0, label=label)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("killed at least seven people", "seven people", "at least seven people"),
        ("hundreds of thousands fled", "thousands", "hundreds of thousands"),
        ("between 12 and 15 wounded", "15 wounded", "between 12 and 15 wounded"),
        ("pays up to $5 million", "5 million", "up to $5 million"),
        ("in 2014 about 30 men", "30 men", "about 30 men"),
        ("on 4 March 12 men", "12 men", "12 men"),
        ("seven men", "seven men", "seven men"),
    ],
)
def test_a_figure_takes_in_the_bound_before_it(text: str, words: str, whole: str) -> None:
    wide = widened(part(text, words), text)
    assert text[wide.start : wide.end] == whole


def test_a_thing_that_the_words_name_outranks_the_model() -> None:
    text = "Two chartered aircraft"
    assert counted(part(text, text, "vessels"), text) == "aircraft"


def test_people_count_as_the_model_says() -> None:
    assert counted(part("nine men", "nine men", "killed"), "nine men") == "killed"


def test_the_word_behind_a_bare_figure_tells_what_it_counts() -> None:
    text = "seven killed and 22 wounded"
    assert counted(part(text, "22", "killed"), text) == "wounded"


@pytest.mark.parametrize(
    ("text", "words", "what"),
    [
        ("killing seven and wounding 22", "22", "wounded"),
        ("killing seven and wounding 22", "seven", "killed"),
        ("and injured at least 30 people", "at least 30 people", "wounded"),
        ("wounding the man who counted 22", "22", "other"),
    ],
)
def test_the_verb_that_governs_a_figure_tells_what_was_done(text: str, words: str, what: str) -> None:
    assert counted(part(text, words), text) == what
