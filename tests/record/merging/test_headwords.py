"""Words brought to one form."""

from __future__ import annotations

import pytest

from holdfast.record.merging.headwords import FACILITIES, Kinship, family, headwords, kinship


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
        ("escaped", {"escape"}),
        ("escaping", {"escape"}),
        ("fleeing", {"flee"}),
        ("hiding", {"hide"}),
        ("hung", {"hang"}),
        ("meetings", {"meet"}),
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


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("quake", "earthquake", "alike"),
        ("acquired", "the acquisition", "alike"),
        ("fled", "escaped", "alike"),
        ("murdered", "killing", "kind"),
        ("heist", "robbery", "kind"),
        ("rally", "quake", None),
        ("juggled", "shelling", None),
        ("zzz", "zzz", None),
    ],
)
def test_kinship_by_meaning_is_the_same_either_way(one: str, other: str, how: Kinship | None) -> None:
    assert kinship(headwords(one), headwords(other)) == how
    assert kinship(headwords(other), headwords(one)) == how


def test_an_unknown_word_has_no_family() -> None:
    assert family(headwords("juggled")) is None


def test_facilities_are_lower_case_words() -> None:
    assert all(word.islower() and word.isalpha() for word in FACILITIES)
