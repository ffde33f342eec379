"""A figure names no attack, and a weapon is no attacker."""

from __future__ import annotations

import pytest

from holdfast.model import Count, Happening, Mention, Span, Statement, Time
from holdfast.outputs.composing import Telling, of_reports
from holdfast.outputs.discretion import GUARDED
from holdfast.outputs.happenings import is_somebody, is_word
from holdfast.outputs.support import Support, unsupported
from holdfast.outputs.wording import amount, is_told_amount, time_words
from tests.factory import TEXT, document, statement, words
from tests.outputs.shown import shown


def text_of(made: Statement, text: str = TEXT) -> str:
    return of_reports([Telling(statement=made, document=document(text), discretion=GUARDED)]).text


@pytest.mark.parametrize(
    ("start", "end", "whole"), [(2, 8, True), (2, 5, False), (4, 8, False), (0, 1, False), (62, 69, True)]
)
def test_a_word_is_whole_and_no_figure(start: int, end: int, whole: bool) -> None:
    assert is_word(Span(text=TEXT[start:end], start=start, end=end), TEXT) is whole
    assert not is_word(Span(text="412", start=0, end=3), "412 and 178")


def test_nothing_is_told_of_a_happening_that_a_figure_names() -> None:
    text = "Satellites detected 412 and 178 on Tuesday."
    made = statement(document(text), event=Happening(type="ASSAULT", trigger=words(Span, "412", text)))
    sentence = of_reports([Telling(statement=made, document=document(text), discretion=GUARDED)])
    assert "the happening" in "".join(unsupported(sentence, Support(view=shown([document(text)], [made]))))


@pytest.mark.parametrize(
    ("text", "somebody"),
    [("artillery", False), ("Grads", False), ("the missiles", False), ("Russian artillery", True), ("civilians", True)],
)
def test_a_weapon_is_nobody(text: str, somebody: bool) -> None:
    assert is_somebody(Mention(text=text, start=0, end=len(text))) is somebody


def test_a_weapon_is_not_named_as_the_attacker() -> None:
    text = "Artillery hit the village with shells, residents said."
    made = statement(
        document(text),
        event=Happening(type="ASSAULT", mode="artillery"),
        actors=(words(Mention, "Artillery", text),),
    )
    assert " by " not in text_of(made, text)


@pytest.mark.parametrize(
    ("count", "shown_"),
    [
        (words(Count, "at least seven", what="buildings", low=None, high=1), None),
        (words(Count, "at least seven", what="buildings", low=1, high=1), "1 building"),
        (words(Count, "at least seven", what="vehicles", low=1), "at least 1 vehicle"),
        (words(Count, "at least seven", what="vehicles", low=2, high=2), "2 vehicles"),
        (Count(what="other", text="412 and 178", start=0, end=11), None),
        (Count(what="other", text="18 fires", start=0, end=8), "“18 fires”"),
    ],
)
def test_a_figure_that_tells_nothing_is_left_out(count: Count, shown_: str | None) -> None:
    assert (amount(count) if is_told_amount(count) else None) == shown_


def test_since_a_month_gives_no_first_day() -> None:
    since = Time(text="since February", start=0, end=14, start_day="2022-02-01", precision="month")
    assert time_words(since) is None
