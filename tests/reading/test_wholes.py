"""Wholes: names, abbreviations and dates of which a piece was marked."""

from __future__ import annotations

import pytest

from holdfast.reading.annotate import Claim, Part
from holdfast.reading.labels import ROLES
from holdfast.reading.wholes import whole


def widened(text: str, words: str, role: str) -> str:
    part = Part(start=text.index(words), end=text.index(words) + len(words), score=0.9)
    claim = Claim(
        trigger=part,
        quote=part,
        labels={},
        probabilities={},
        parts={name: (part,) if name == role else () for name in ROLES},
    )
    (found,) = whole(claim, text).parts[role]
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Then Human Rights Watch said so", "Watch", "Human Rights Watch"),
        ("The International Atomic Energy Agency said so", "International", "International Atomic Energy Agency"),
        ("Reports by Amnesty International say so", "International", "Amnesty International"),
        ("President Vladimir Putin said so", "President Vladimir", "President Vladimir Putin"),
        ("Later a U.S. defence official said so", "a U", "a U.S. defence official"),
        ("The U.N. said so", "The U", "The U.N."),
        ("Gen. J. Smith said so", "Gen. J", "Gen. J."),
        ("Russia's defence ministry said so", "'s defence ministry", "Russia's defence ministry"),
        ("The Houthis' coordination centre said so", "' coordination centre", "The Houthis' coordination centre"),
        ("Said Zelenskiy's office on Monday", "office", "Said Zelenskiy's office"),
        ("The office said so", "office", "office"),
        ("Fighters of al-Qaida said so", "al", "al-Qaida"),
        ("Da’esh said so", "Da", "Da’esh"),
        ("Moscow's envoy said so", "Moscow", "Moscow"),
        ("The Kyiv-based group said so", "The Kyiv", "The Kyiv"),
        ("People of Ivano-Frankivsk said so", "Frankivsk", "Ivano-Frankivsk"),
        ("The non-aligned said so", "aligned", "aligned"),
        ("The Afghan and coalition forces said so", "coalition forces", "coalition forces"),
        ("Human Rights\nWatch the video", "Watch", "Watch"),
    ],
)
def test_a_cut_name_is_widened_to_the_whole(text: str, marked: str, expected: str) -> None:
    assert widened(text, marked, "voice") == expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("since Feb. 24 they held it", "since Feb", "since Feb. 24"),
        ("since Feb. 24 they held it", "since Feb.", "since Feb. 24"),
        ("on Sept. 3, 2022, they held it", "Sept", "Sept. 3, 2022"),
        ("since Feb. 24 they held it", "24", "Feb. 24"),
        ("since Feb. 24.5 tons arrived", "since Feb.", "since Feb."),
        ("in 24 houses", "24", "24"),
    ],
)
def test_a_cut_date_is_widened_to_the_whole(text: str, marked: str, expected: str) -> None:
    assert widened(text, marked, "time") == expected


def test_a_place_is_left_as_it_is() -> None:
    assert widened("in Human Rights Watch", "Watch", "place") == "Watch"


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("After the vote is held, they will go", "After", "After the vote is held"),
        ("They go if he goes", "if he goes", "if he goes"),
        ("They stay until", "until", "until"),
    ],
)
def test_a_conjunction_alone_is_widened_to_its_clause(text: str, marked: str, expected: str) -> None:
    assert widened(text, marked, "condition") == expected
