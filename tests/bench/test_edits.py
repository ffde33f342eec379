"""Edits of a text and where its offsets went; the exchange of names."""

from __future__ import annotations

import random

import pytest

from tests.bench.modules import load

edits = load("edits")
names = load("names")

TEXT = "Russia shelled Kyiv, Reuters said. Moscow denied it; the Russian army of Russia had gone."


def test_offsets_move_with_the_words_that_they_stand_at() -> None:
    copy = edits.edited(TEXT, [edits.Edit(start=0, end=6, new="Chad"), edits.Edit(start=15, end=19, new="Addis Ababa")])
    assert copy.text.startswith("Chad shelled Addis Ababa, Reuters")
    for words in ("shelled", "Reuters", "denied"):
        start = TEXT.index(words)
        assert copy.text[copy.moved(start) : copy.moved(start + len(words))] == words
    assert copy.text[copy.moved(15) : copy.moved(19)] == "Addis Ababa"


def test_of_edits_that_overlap_the_longer_is_made() -> None:
    short, long = edits.Edit(start=7, end=13, new="x"), edits.Edit(start=0, end=13, new="y")
    assert edits.edited("Syrian Forces went", [short, long]).text == "y went"


def test_an_edit_touches_only_what_it_stands_in() -> None:
    copy = edits.edited(TEXT, [edits.Edit(start=15, end=19, new="Lima")])
    assert copy.touches(0, 20)
    assert not copy.touches(0, 15)
    assert not copy.touches(19, 30)


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ("a government fell", "illegitimate government", "an illegitimate government fell"),
        ("An army fell", "horde", "A horde fell"),
        ("the army fell", "horde", "the horde fell"),
        ("Ghana army fell", "enemy", "Ghana enemy fell"),
        ("by a army", "enemy", "by an enemy"),
    ],
)
def test_articles_follow_the_new_words(text: str, new: str, expected: str) -> None:
    noun = "government" if "government" in text else "army"
    edit = edits.Edit(start=text.index(noun), end=text.index(noun) + len(noun), new=new)
    assert edits.edited(text, edits.with_articles(text, [edit])).text == expected


def test_a_family_of_names_is_exchanged_as_one() -> None:
    found = names.exchanges(TEXT, random.Random(3), (names.STATES,))
    copy = edits.edited(TEXT, found)
    new = {TEXT[edit.start : edit.end]: edit.new for edit in found}
    family = next(family for family in names.STATES.families if family[0] == new["Russia"])
    assert (new["Russian"], new["Moscow"]) == (family[1], family[3])
    assert new["Kyiv"] not in family
    assert "Reuters said" in copy.text


def test_every_kind_of_actor_is_exchanged_within_its_kind() -> None:
    text = "Hamas, the Taliban and MINUSMA met Vladimir Putin, TASS said; Putin left Mali."
    found = names.exchanges(text, random.Random(1), names.ACTORS)
    new = {text[edit.start : edit.end]: edit.new for edit in found}
    assert set(new) == {"Hamas", "Taliban", "MINUSMA", "Vladimir Putin", "TASS", "Putin", "Mali"}
    assert (new["Vladimir Putin"], new["Putin"]) in names.LEADERS.families
    assert (new["Hamas"],) in names.GROUPS.families
    assert (new["TASS"],) in names.OUTLETS.families


@pytest.mark.parametrize("kind", names.ACTORS)
def test_the_names_of_a_kind_have_the_same_forms(kind: object) -> None:
    families = kind.families  # type: ignore[attr-defined]
    assert len({len(family) for family in families}) == 1
    assert len({family[0] for family in families}) == len(families)
