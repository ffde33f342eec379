"""What words for happenings may mean."""

from __future__ import annotations

import pytest

from holdfast.values.meanings import base_form, meanings


def test_synonyms_share_a_meaning() -> None:
    assert meanings("quake").own & meanings("earthquake").own


def test_a_verb_has_the_meanings_of_its_noun() -> None:
    assert meanings("acquisition").own & meanings("acquire").own


def test_a_murder_is_a_kind_of_killing() -> None:
    assert meanings("murder").broader & meanings("kill").own
    assert not meanings("murder").own & meanings("kill").own


@pytest.mark.parametrize("word", ["fought", "giraffe", "", "zzz"])
def test_forms_things_and_unknown_words_mean_no_happening(word: str) -> None:
    assert meanings(word) == (frozenset(), frozenset())


@pytest.mark.parametrize(("form", "base"), [("fought", "fight"), ("fight", "fight"), ("zzz", None)])
def test_basic_forms(form: str, base: str | None) -> None:
    assert base_form(form) == base
