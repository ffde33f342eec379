"""Windows: every word once in a core, offsets that hold, nothing across entries."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.reading.fake import letters
from holdfast.reading.pieces import (
    HEADLINE,
    LONGEST_SENTENCE,
    LONGEST_WINDOW,
    MOST_CUTS,
    QUOTED,
    SHAPE,
    Piece,
    Window,
    chunks,
    encode,
    marks,
    shape,
    windows,
)
from holdfast.reading.segment import sentences

TOKENIZER = letters()


def cut(text: str) -> list[Window]:
    found = sentences(text)
    return list(windows(found, encode(text, found, TOKENIZER), marks=marks(TOKENIZER)))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("talks", "lower"),
        ("Kyiv", "title"),
        ("NATO", "upper"),
        ("A", "letter"),
        ("McCain", "mixed"),
        ("22", "digits"),
        ("M23", "alphanumeric"),
        ("—", "sign"),
        ("战", "other"),
    ],
)
def test_shapes_keep_the_casing(word: str, name: str) -> None:
    assert shape(word) == SHAPE[name]


def test_words_stand_in_the_text_where_they_say() -> None:
    text = "😀 Général Béatrice Lomami said: “We left.”\r\nE\u0301tat is here."
    (window,) = cut(text)
    found = [text[start:end] for start, end in zip(window.starts, window.ends, strict=True)]
    assert "Général" in found
    assert "Lomami" in found
    assert "E\u0301tat" in found


def test_quotation_and_headline_are_marked() -> None:
    text = 'Army denies it\n\nHe said "we left" on Monday.'
    (window,) = cut(text)
    layout = {text[s:e]: window.layouts[p] for s, e, p in zip(window.starts, window.ends, window.words, strict=True)}
    assert layout["Army"] & HEADLINE
    assert layout["left"] & QUOTED
    assert not layout["Monday"] & (HEADLINE | QUOTED)


def test_an_open_quotation_mark_ends_with_its_paragraph() -> None:
    text = 'He said "we go on.\n\nNothing else was known.'
    last = cut(text)[-1]
    assert not last.layouts[last.words[-1]] & QUOTED


def test_a_long_text_has_every_word_in_one_core() -> None:
    text = " ".join(f"The convoy number {number} left the town before noon." for number in range(120))
    found = cut(text)
    assert len(found) > 1
    starts = [start for window in found for start in window.starts[slice(*window.core)].tolist()]
    assert starts == sorted(set(starts))
    assert len(starts) == 120 * 9 + 120
    assert max(len(window.pieces) for window in found) <= LONGEST_WINDOW
    assert found[1].core[0] > 0  # what stands before is seen


def test_windows_never_cross_entries() -> None:
    text = "10:00 Army says it holds Sake.\n\n11:00 It was quiet in Goma."
    found = cut(text)
    assert len(found) == 2
    assert all(len(set(window.sentences.tolist())) == 1 for window in found)


def test_a_sentence_without_end_is_cut_at_words() -> None:
    found = cut("word " * 3000)
    assert sum(window.core[1] - window.core[0] for window in found) == 3000
    assert max(len(window.pieces) for window in found) <= LONGEST_WINDOW


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_no_text_breaks_the_offsets(text: str) -> None:
    for window in cut(text):
        assert np.all(window.starts < window.ends)
        assert np.all(window.starts[1:] >= window.ends[:-1])
        assert int(window.ends[-1]) <= len(text)
        assert window.words.max() < len(window.pieces)


def test_a_sentence_without_end_is_broken_off_and_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    piece = Piece(id=1, start=0, end=1, shape=0, layout=0, opens_word=True)
    endless, usual = [piece] * (LONGEST_SENTENCE * MOST_CUTS * 3), [piece] * 5
    cut = list(chunks([endless, usual]))
    assert sum(len(pieces) for number, pieces in cut if number == 0) == LONGEST_SENTENCE * MOST_CUTS
    assert cut[-1] == (1, usual)
    assert "has no end" in caplog.text
