"""Consistency: a denial is no confession, and what nobody vouches for is a question."""

from __future__ import annotations

import pytest

from holdfast.reading.annotate import Claim, Part
from holdfast.reading.consistency import consistent
from holdfast.reading.labels import ROLES


def read(text: str, quote: str, trigger: str, act: str) -> tuple[str, str]:
    """Act and polarity of a claim that the model read as `act`, affirmed."""

    def part(words: str) -> Part:
        return Part(start=text.index(words), end=text.index(words) + len(words), score=0.9)

    claim = Claim(
        trigger=part(trigger),
        quote=part(quote),
        labels={"act": act, "polarity": "affirmed", "type": "ASSAULT"},
        probabilities={},
        parts={role: () for role in ROLES},
    )
    labels = consistent(claim, text).labels
    return labels["act"], labels["polarity"]


@pytest.mark.parametrize(
    ("before", "quote", "behind"),
    [
        ("He denied that ", "Russian soldiers had killed civilians", " and repeated his charge"),
        ("He denied ", "Russian soldiers had killed civilians", ""),
        ("Moscow denies having ", "killed civilians", ""),
        ("She rejected claims that ", "soldiers had killed civilians", ""),
        ("She dismissed reports that ", "soldiers had killed civilians", ""),
        ("The ministry says ", "reports that its aircraft killed civilians were false", ""),
        ("Riyadh said reports that ", "its pilots killed civilians", " were false"),
    ],
)
def test_what_is_denied_is_no_confession(before: str, quote: str, behind: str) -> None:
    assert read(f"{before}{quote}{behind}.", quote, "killed", "accuse") == ("deny", "negated")


@pytest.mark.parametrize(
    ("before", "quote", "act"),
    [
        ("He did not deny that ", "soldiers had killed civilians", "assert"),
        ("It cannot be denied that ", "soldiers had killed civilians", "assert"),
        ("Cairo denied a report by a daily of Khartoum that ", "soldiers had killed civilians", "assert"),
        ("He denied it. The mayor said ", "soldiers had killed civilians", "accuse"),
        ("He denied any part in it and said ", "rebels had killed civilians", "accuse"),
        ("He denied that and demanded that ", "whoever killed civilians be tried", "demand"),
    ],
)
def test_what_is_not_denied_keeps_its_act(before: str, quote: str, act: str) -> None:
    assert read(f"{before}{quote}.", quote, "killed", act) == (act, "affirmed")


@pytest.mark.parametrize(
    ("before", "quote", "trigger"),
    [
        ("He did not say ", "how long the crews would stay", "stay"),
        ("He did not say how long ", "the crews would stay", "stay"),
        ("The ministry did not say whether ", "anyone was killed", "killed"),
        ("", "It is not clear how many fled", "fled"),
        ("", "The report could not be verified", "verified"),
    ],
)
def test_what_nobody_vouches_for_is_a_question(before: str, quote: str, trigger: str) -> None:
    assert read(f"{before}{quote}.", quote, trigger, "assert")[0] == "question"
