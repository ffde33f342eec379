"""A text is cut so that every sentence is asked about once, and entries of a rolling page stay apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.reading.llm import windows as module
from holdfast.reading.llm.windows import Window, windows

SENTENCE = "The strike hit the port of the town. "
PAGE = "10:00 A strike hit the port.\nIt burned.\n\n11:00 Talks went on.\nThey ended."


def cores(text: str, size: int = 100) -> list[str]:
    return [text[window.core[0] : window.core[1]] for window in windows(text, size=size)]


def test_sentences_are_packed_up_to_the_size() -> None:
    assert cores(SENTENCE * 4) == [(SENTENCE * 2).strip()] * 2


def test_the_context_is_of_whole_sentences_of_the_same_entry() -> None:
    text = SENTENCE * 60
    middle = list(windows(text, size=100))[15]
    start, end = middle.shown
    assert text[start:end].startswith("The strike")
    assert text[start:end].endswith("town.")
    assert middle.core[0] - module.CONTEXT_BEFORE <= start < middle.core[0]
    assert middle.core[1] < end <= middle.core[1] + module.CONTEXT_AFTER


def test_no_window_and_no_context_crosses_an_entry() -> None:
    found = list(windows(PAGE, size=1000))
    assert [PAGE[window.shown[0] : window.shown[1]] for window in found] == [
        "10:00 A strike hit the port.\nIt burned.",
        "11:00 Talks went on.\nThey ended.",
    ]
    assert [window.entry for window in found] == [1, 2]


def test_halves_ask_about_the_same_sentences_until_there_is_one() -> None:
    (window,) = windows(SENTENCE * 3, size=1000)
    halves = window.halves()
    assert halves is not None
    assert (halves[0].core[0], halves[1].core[1]) == window.core
    assert halves[0].last == halves[1].first
    assert halves[0].halves() is None


def test_a_sentence_without_end_is_cut_at_blanks_and_broken_off(caplog: pytest.LogCaptureFixture) -> None:
    found = cores("word " * 200_000, size=1000)
    assert 40_000 < sum(map(len, found)) <= module.LONGEST_SENTENCE
    assert all(len(core) <= 1000 and core.strip().startswith("word") for core in found)
    assert "has no end" in caplog.text


@pytest.mark.parametrize("text", ["", " \n ", "." * 100_000, "12 - 14 / 22"])
def test_what_has_no_letter_is_not_asked_about(text: str) -> None:
    assert list(windows(text, size=1000)) == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([SENTENCE, "10:30 Fire. ", "\n\n", "\n", "x" * 130, "😀 ", "...", "e\u0301 "]), max_size=20
    )
)
def test_cores_follow_one_another_and_hold_every_letter(parts: list[str]) -> None:
    text = "".join(parts)
    found: list[Window] = list(windows(text, size=100))
    held = [window.core for window in found]
    assert all(one[1] <= other[0] for one, other in pairwise(held))
    left = "".join(
        text[end:start] for (_, end), (start, _) in zip([(0, 0), *held], [*held, (len(text), 0)], strict=True)
    )
    assert not any(sign.isalpha() for sign in left)
    assert all(window.shown[0] <= window.core[0] and window.core[1] <= window.shown[1] for window in found)
