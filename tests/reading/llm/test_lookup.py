"""Words are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.reading.llm.lookup import nearest, places_of

TEXT = 'He said the "town" fell.\nThe head\u00a0of the army - Kyiv’s – said the town stood; he fled.'


def found(words: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in places_of(words, text, within=(0, len(text)))]


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("the town", ["the town"]),
        ("he", ["he"]),
        ("  fell. ", ["fell."]),
        ("the “town” fell", ['the "town" fell']),
        ("head of\nthe army", ["head\u00a0of the army"]),
        ("Kyiv's - said", ["Kyiv’s – said"]),
        ("“the town stood”.", ["the town stood"]),
        ("stood.", ["stood"]),
        ("tow", []),
        ("own", []),
        ("The Town", []),
        ("the village", []),
        ("the town, stood", []),
        ("", []),
        (" ", []),
        ('"', []),
        ("...", []),
    ],
)
def test_words_are_found_as_given_or_with_other_blanks_quotation_marks_and_dashes(words: str, there: list[str]) -> None:
    assert found(words) == there


def test_words_as_given_come_before_words_that_are_alike() -> None:
    assert found("the 'town'", "the ’town’ and the 'town'") == ["the 'town'"]


def test_a_word_is_not_cut_out_of_an_accented_one_or_of_one_that_goes_on_behind_the_window() -> None:
    assert found("cafe", "cafe\u0301 cafe") == ["cafe"]
    assert places_of("stand", "they understand standing", within=(0, 21)) == []


def test_words_of_a_script_without_blanks_are_found_inside_a_sentence() -> None:
    assert found("和平", "双方和平协议") == ["和平"]


def test_the_nearest_place_is_taken_and_the_earlier_of_two_as_near() -> None:
    text = "Kyiv fell. Then Kyiv stood. Kyiv won."
    assert nearest("Kyiv", text, within=(0, len(text)), to=(21, 26)) == (16, 20)
    assert nearest("Kyiv", text, within=(0, len(text)), to=(28, 36)) == (28, 32)
    assert nearest("Kyiv", "Kyiv x Kyiv", within=(0, 11), to=(5, 6)) == (0, 4)
    assert nearest("Lviv", text, within=(0, len(text)), to=(0, 4)) is None


_LETTERS = st.text("ab .'’\"“\n-–é\u0301Ж和\\(", max_size=40)


@settings(max_examples=150, deadline=None)
@given(_LETTERS, _LETTERS, st.integers(0, 40), st.integers(0, 40))
def test_whatever_is_found_stands_in_the_stretch_and_differs_in_blanks_and_signs_alone(
    text: str, words: str, one: int, other: int
) -> None:
    within = min(one, other, len(text)), min(max(one, other), len(text))
    for start, end in places_of(words, text, within=within):
        assert within[0] <= start < end <= within[1]
        assert _letters(text[start:end]) == _letters(words)


def _letters(words: str) -> str:
    return "".join(sign for sign in words if sign not in " .'’\"“\n-–")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["Kyiv", "the", "strike", "“we”", "on", "5–6", "May"]), min_size=1, max_size=12), st.data()
)
def test_every_run_of_whole_words_of_a_text_is_found_at_its_place(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    start = len(" ".join(words[:first])) + (first > 0)
    run = " ".join(words[first:last])
    assert (start, start + len(run)) in places_of(run, text, within=(0, len(text)))
