from __future__ import annotations

from datetime import date

import pytest

from holdfast.model.statement import ACTS, EVENT_TYPES
from holdfast.model.verdict import LEVELS
from holdfast.web import captions


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-03-28", "2022-03-29", "28 to 29 March 2022"),
        ("2022-03-29", "2022-04-01", "29 March to 1 April 2022"),
        ("2021-12-31", "2022-01-01", "31 December 2021 to 1 January 2022"),
        ("2022-03-29", "2022-03-29", "29 March 2022"),
        ("2022-03-29", None, "from 29 March 2022"),
        (None, "2022-03-29", "until 29 March 2022"),
        (None, None, "day not known"),
    ],
)
def test_periods_are_written_as_people_write_them(first: str | None, last: str | None, words: str) -> None:
    assert captions.days_words(first, last) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2022-03-29", "29 March 2022"),
        ("2022-03-29T18:05:00+03:00", "29 March 2022, 18:05 (UTC+03:00)"),
        ("2022-03-29T18:05", "29 March 2022, 18:05"),
        (None, "day not known"),
    ],
)
def test_moments_keep_their_zone(moment: str | None, words: str) -> None:
    assert captions.moment_words(moment) == words


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (7, None, False, "at least 7"),
        (None, 20, False, "up to 20"),
        (30, 30, True, "around 30"),
        (7, 9, False, "7 to 9"),
        (12500, 12500, False, "12,500"),
        (1.5, 1.5, False, "1.5"),
        (None, None, False, "a number not given"),
    ],
)
def test_figures_say_what_was_claimed(low: float | None, high: float | None, approx: bool, words: str) -> None:
    assert captions.figure(low, high, approx) == words


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("RUS MIL", "Russia, military"),
        ("UKR", "Ukraine"),
        ("IGO IAEA", "IAEA"),
        ("RUS GOV+UKR GOV", "Russia, government and Ukraine, government"),
        ("QQQ XYZ", "QQQ, XYZ"),
        (None, "not identified"),
    ],
)
def test_references_are_told_in_words(ref: str | None, words: str) -> None:
    assert captions.reference_words(ref) == words


def test_a_gap_in_a_strip_ends_a_run() -> None:
    days = [(date(2022, 3, day), "holds") for day in (1, 2, 4)]
    assert captions.runs_words(days) == "holds 1 to 2 March 2022; holds 4 March 2022"  # type: ignore[arg-type]


def test_every_level_act_and_type_has_words() -> None:
    assert captions.LEVEL_WORDS.keys() == captions.LEVEL_MEANINGS.keys() == set(LEVELS)
    assert captions.ACT_WORDS.keys() == set(ACTS)
    assert captions.TYPE_WORDS.keys() == set(EVENT_TYPES)


def test_numbers_bring_their_noun() -> None:
    assert [captions.how_many(n, "quote") for n in (0, 1, 1200)] == ["no quotes", "1 quote", "1,200 quotes"]
