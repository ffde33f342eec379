"""Each feature by itself."""

from __future__ import annotations

from typing import Any

import pytest

from holdfast.model import Count
from holdfast.record.merging.claim import Claim, claim_of
from holdfast.record.merging.features import FEATURES, count_caption, counts, fits, number, time, trigger
from holdfast.record.merging.score import probability, reasons, score
from tests.record.telling import events, told


def claim(quote: str = "A strike on Mykolaiv.", **said: Any) -> Claim:
    made = claim_of(told(quote, **said))
    assert made
    return made


def count(low: float | None, high: float | None, **fields: Any) -> Count:
    return Count(what="killed", text="", start=0, end=0, low=low, high=high, **fields)


def test_each_feature_says_what_it_is() -> None:
    assert all(feature.__doc__ and feature.__doc__[0].isupper() for feature in FEATURES)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [((7, 7), (7, None), True), ((7, 7), (9, None), False), ((None, 20), (7, 7), True), ((12, 15), (16, 16), False)],
)
def test_figures_that_can_both_be_right(one: Any, other: Any, may: bool) -> None:
    assert fits(count(*one), count(*other)) is may
    assert fits(count(*other), count(*one)) is may


def counted(what: str, words: str, quote: str = "More than 30 shellings killed nine.") -> Claim:
    start = quote.index(words)
    figure = Count(what=what, text=words, start=start, end=start + len(words), low=31, high=None)  # type: ignore[arg-type]
    return claim(quote, trigger="shellings", counts=(figure,))


def test_a_sum_of_happenings_is_not_one_of_them() -> None:
    summed, one = counted("other", "More than 30 shellings"), claim("A shelling of Mykolaiv.", trigger="shelling")
    signal = number(summed, one)
    assert signal
    assert signal.points < 0
    assert number(one, summed) == signal
    assert "“shellings” are several" in signal.sentence
    assert number(summed, summed) is None


def test_the_dead_of_one_shelling_are_no_sum_of_shellings() -> None:
    assert number(counted("killed", "nine"), claim("A shelling of Mykolaiv.", trigger="shelling")) is None
    assert number(counted("killed", "30 shellings killed nine"), claim("A shelling.", trigger="shelling")) is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (count(7, 7), "7"),
        (count(7, None), "at least 7"),
        (count(None, 20), "up to 20"),
        (count(12, 15), "12 to 15"),
        (count(1500, 1500, approx=True), "about 1,500"),
        (count(2.5, 2.5), "2.5"),
    ],
)
def test_figures_in_words(given: Count, words: str) -> None:
    assert count_caption(given) == words


def test_the_dead_of_two_sides_are_not_compared() -> None:
    ours = claim("7 died.", killed=("7", 7, 7), recipient="UKR MIL")
    theirs = claim("90 died.", killed=("90", 90, 90), recipient="RUS MIL")
    assert counts(ours, theirs) is None


@pytest.mark.parametrize(
    ("one", "other", "above", "against"),
    [
        ("2022-03-29", "2022-03-29", True, False),
        ("2022-03-29", ("2022-03-28", "2022-03-29"), True, False),
        ("2022-03-29", "2022-03-30", False, False),
        ("2022-03-29", "2022-04-01", False, False),
        ("2022-03-29", "2022-04-02", False, True),
        (("2022-03-01", "2022-03-29"), "2022-03-29", False, False),
        (("2022-03-01", None), "2022-03-29", False, False),
    ],
)
def test_days(one: Any, other: Any, above: bool, against: bool) -> None:
    for signal in (time(claim(day=one), claim(day=other)), time(claim(day=other), claim(day=one))):
        assert signal
        assert (signal.points > 0) is above
        assert (signal.against == "time") is against


def test_the_score_is_symmetric_and_has_a_sentence_for_each_feature_that_spoke() -> None:
    one = claim(trigger="strike", town="Mykolaiv", day="2022-03-29")
    other = claim("Mykolaiv was attacked.", trigger="attacked", town="Mykolaiv", published="2022-03-31")
    assert score(one, other).points == pytest.approx(score(other, one).points)
    assert reasons(one, other) == (
        "both at Mykolaiv",
        "published 2 days after that day",
        "both missile",
        "“strike” and “attacked” mean alike",
    )


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("quake", "earthquake", "“quake” and “earthquake” share a meaning"),
        ("murdered", "killing", "“murdered” and “killing”: one is a kind of the other"),
    ],
)
def test_words_beyond_the_families_are_akin_by_their_meanings(one: str, other: str, sentence: str) -> None:
    signal = trigger(claim(f"The {one}.", trigger=one), claim(f"The {other}.", trigger=other))
    assert signal
    assert signal.points > 0
    assert signal.sentence == sentence


def test_the_families_come_before_the_meanings() -> None:
    signal = trigger(claim("The strike.", trigger="strike"), claim("The shelling.", trigger="shelling"))
    assert signal
    assert "meaning" not in signal.sentence


def test_points_read_as_a_probability() -> None:
    assert probability(0) == 0.5
    assert probability(-6) < 0.01 < 0.99 < probability(6)


def test_two_rows_of_a_dataset_that_has_one_for_each_happening_are_two() -> None:
    one = claim("A strike on Mykolaiv.", town="Mykolaiv", day="2022-03-29", reader="ucdp importer 1")
    other = claim("A strike on Mykolaiv, again.", town="Mykolaiv", day="2022-03-29", reader="ucdp importer 1")
    assert score(one, other).against == "row"
    assert reasons(one, other)[0] == "two rows of UCDP, which has one for each happening"
    assert score(one, claim("A strike on Mykolaiv, again.", town="Mykolaiv", day="2022-03-29")).against is None


@pytest.mark.parametrize("reader", ["viina importer 1", "gdelt importer 1", "holdfast-reader-en 0.1.0", None])
def test_rows_of_reports_may_tell_of_one_happening(reader: str | None) -> None:
    one = claim("A strike on Mykolaiv.", town="Mykolaiv", day="2022-03-29", reader=reader)
    other = claim("A strike on Mykolaiv, again.", town="Mykolaiv", day="2022-03-29", reader=reader)
    assert score(one, other).against is None


def test_news_cannot_make_one_event_of_two_rows() -> None:
    said = {"town": "Mykolaiv", "day": "2022-03-29"}
    rows = [told(words, reader="ucdp importer 1", **said) for words in ("Mykolaiv: 7 dead.", "Mykolaiv: a strike.")]
    news = told("A strike on Mykolaiv.", trigger="strike", **said)
    made = events(*rows, news)
    holding = [{one.statement.id for one in rows} & set(event.statements) for event in made]
    assert sorted(map(len, holding))[-2:] == [1, 1]
