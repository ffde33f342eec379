"""Words brought to one form."""

from __future__ import annotations

import pytest

from holdfast.record.merging.headwords import FACILITIES, family, headwords


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        ("was shelled", {"shell"}),
        ("shelling", {"shell"}),
        ("struck", {"strike"}),
        ("strikes", {"strike"}),
        ("shot down", {"shoot", "down"}),
        ("released", {"release"}),
        ("denied", set()),
        ("blames", set()),
        ("stopped", {"stop"}),
        ("hit", {"hit"}),
        ("passes", {"pass"}),
        ("do", {"do"}),
        (None, set()),
    ],
)
def test_basic_forms(trigger: str | None, words: set[str]) -> None:
    assert headwords(trigger) == words


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("strike", "attack", True),
        ("shelling", "bombardment", True),
        ("killed", "died", True),
        ("talks", "met", True),
        ("withdrew", "pulled back", True),
        ("shelling", "ambush", False),
    ],
)
def test_families(one: str, other: str, alike: bool) -> None:
    assert (family(headwords(one)) == family(headwords(other))) is alike


def test_an_unknown_word_has_no_family() -> None:
    assert family(headwords("juggled")) is None


def test_facilities_are_lower_case_words() -> None:
    assert all(word.islower() and word.isalpha() for word in FACILITIES)
