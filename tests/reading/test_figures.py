"""Figures: bounds before them are taken in, other numbers are not."""

from __future__ import annotations

import pytest

from holdfast.reading.annotate import Claim, Part
from holdfast.reading.figures import counted, counts, unclaimed, widened
from holdfast.reading.labels import ROLES


def part(text: str, words: str, label: str = "other") -> Part:
    return Part(start=text.index(words), end=text.index(words) + len(words), score=1.0, label=label)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("killed at least seven people", "seven people", "at least seven people"),
        ("hundreds of thousands fled", "thousands", "hundreds of thousands"),
        ("between 12 and 15 wounded", "15 wounded", "between 12 and 15 wounded"),
        ("pays up to $5 million", "5 million", "up to $5 million"),
        ("in 2014 about 30 men", "30 men", "about 30 men"),
        ("on 4 March 12 men", "12 men", "12 men"),
        ("seven men", "seven men", "seven men"),
        ("six million people fled", "six", "six million"),
        ("killed at least 10 men", "least 10 men", "at least 10 men"),
        ("held more than 60 civilians", "than 60 civilians", "more than 60 civilians"),
        ("a hall for 150,000 people", "000 people", "150,000 people"),
        ("since 2012 nearly $100 million", "2012 nearly $100", "nearly $100 million"),
        ("12 to 15 armed men", "to 15 armed men", "12 to 15 armed men"),
        ("two FA-50 jets", "50 jets", "FA-50 jets"),
        ("munitions since Dec. 5 to 922", "922", "922"),
        ("no children were hurt", "no children", "no children"),
        ("no fewer than 12 men", "no fewer than 12 men", "no fewer than 12 men"),
        ("No more than five men", "more than five men", "No more than five men"),
        ("has come since 2012 to nearly $500 million", "500 million", "nearly $500 million"),
    ],
)
def test_a_figure_takes_in_the_bound_before_it(text: str, words: str, whole: str) -> None:
    wide = widened(part(text, words), text)
    assert text[wide.start : wide.end] == whole


def test_a_thing_that_the_words_name_outranks_the_model() -> None:
    text = "Two chartered aircraft"
    assert counted(part(text, text, "vessels"), text) == "aircraft"


def test_people_count_as_the_model_says() -> None:
    assert counted(part("nine men", "nine men", "killed"), "nine men") == "killed"


def test_the_word_behind_a_bare_figure_tells_what_it_counts() -> None:
    text = "seven killed and 22 wounded"
    assert counted(part(text, "22", "killed"), text) == "wounded"


@pytest.mark.parametrize(
    ("text", "words", "what"),
    [
        ("killing seven and wounding 22", "22", "wounded"),
        ("killing seven and wounding 22", "seven", "killed"),
        ("and injured at least 30 people", "at least 30 people", "wounded"),
        ("wounding the man who counted 22", "22", "other"),
    ],
)
def test_the_verb_that_governs_a_figure_tells_what_was_done(text: str, words: str, what: str) -> None:
    assert counted(part(text, words), text) == what


def test_a_duration_takes_in_its_unit() -> None:
    text = "a pause of three weeks was offered"
    wide = widened(part(text, "three", "duration-hours"), text)
    assert text[wide.start : wide.end] == "three weeks"


@pytest.mark.parametrize(
    ("text", "words", "label", "expected"),
    [
        ("In 2030 they paid", "2030", "money", False),
        ("two-thirds of the town", "two-thirds", "other", False),
        ("said 2030 men", "2030", "personnel", True),
        ("a helicopter fell", "a helicopter", "aircraft", True),
        ("Even so", "Even", "other", False),
        ("Ghadiya died", "Ghadiya", "killed", True),
    ],
)
def test_what_counts_nothing_is_no_count(text: str, words: str, label: str, expected: bool) -> None:
    assert counts(part(text, words, label), text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("destroyed two tanks, four lorries and 20 rifles", ["two tanks", "four lorries", "20 rifles"]),
        ("adopted Resolution 2328 in 2016", []),
        ("the two leaders met at 10 am", []),
        ("the 5th convoy of 12 trucks left", ["12 trucks"]),
        ("a man, 42, was shot", []),
        ("shells fell near civil posts 542 and 543", []),
        ("killed scores of others and drove out thousands", ["scores", "thousands"]),
        ("spoke to the millions who vote", []),
        ("the two-week halt", ["two-week halt"]),
        ("joined Task Force (CTF) 50 on Sunday", []),
        ("is foreseen for 2030-31", []),
    ],
)
def test_figures_that_no_claim_counts_go_to_the_claim_round_them(text: str, expected: list[str]) -> None:
    whole = Part(start=0, end=len(text), score=0.9)
    claim = Claim(
        trigger=Part(start=0, end=3, score=0.9),
        quote=whole,
        labels={"act": "assert", "type": "ASSAULT", "mode": "", "polarity": "affirmed"},
        probabilities={},
        parts={role: () for role in ROLES if role != "quote"},
    )
    (found,) = unclaimed([claim], text)
    assert [text[one.start : one.end] for one in found.parts["count"]] == expected


def test_a_figure_that_is_counted_is_not_counted_again() -> None:
    text = "killed seven people"
    known = part(text, "seven people", "killed")
    claim = Claim(
        trigger=part(text, "killed"),
        quote=Part(start=0, end=len(text), score=0.9),
        labels={"act": "assert", "type": "ASSAULT", "mode": "", "polarity": "affirmed"},
        probabilities={},
        parts={role: (known,) if role == "count" else () for role in ROLES if role != "quote"},
    )
    assert unclaimed([claim], text) == [claim]


def claim_of(text: str, trigger: str, polarity: str, recipient: str = "") -> Claim:
    found: dict[str, tuple[Part, ...]] = {role: () for role in ROLES if role != "quote"}
    found["recipient"] = (part(text, recipient),) if recipient else ()
    return Claim(
        trigger=part(text, trigger),
        quote=Part(start=0, end=len(text), score=0.9),
        labels={"act": "assert", "type": "ASSAULT", "mode": "", "polarity": polarity},
        probabilities={},
        parts=found,
    )


@pytest.mark.parametrize(
    ("text", "trigger", "words", "what"),
    [
        ("No women or children were injured", "injured", "No women or children", "wounded"),
        ("nobody was killed", "killed", "nobody", "killed"),
        ("none of the crew was hurt", "hurt", "none of the crew", "wounded"),
        ("there were no ceasefire violations", "violations", "no ceasefire violations", "violations"),
        ("no casualties were reported", "casualties", "no casualties", "casualties"),
    ],
)
def test_nobody_and_nothing_are_figures_where_a_claim_is_negated(
    text: str, trigger: str, words: str, what: str
) -> None:
    (found,) = unclaimed([claim_of(text, trigger, "negated")], text)
    assert [(text[one.start : one.end], one.label) for one in found.parts["count"]] == [(words, what)]
    (found,) = unclaimed([claim_of(text, trigger, "affirmed")], text)
    assert found.parts["count"] == ()


@pytest.mark.parametrize("text", ["no fewer than 12 were killed", "no report was injured by it", "no prisoner was fed"])
def test_other_words_with_no_are_not_nobody(text: str) -> None:
    (found,) = unclaimed([claim_of(text, text.split()[-1], "negated")], text)
    assert all(text[one.start : one.end].startswith("12") for one in found.parts["count"])


@pytest.mark.parametrize(
    ("text", "recipient", "expected"),
    [
        ("a policeman was killed", "a policeman", ["a policeman"]),
        ("a family of farmers was killed", "a family of farmers", []),
        ("the policeman was killed", "the policeman", []),
    ],
)
def test_one_of_a_kind_is_one(text: str, recipient: str, expected: list[str]) -> None:
    (found,) = unclaimed([claim_of(text, "killed", "affirmed", recipient)], text)
    assert [text[one.start : one.end] for one in found.parts["count"]] == expected


@pytest.mark.parametrize(
    ("text", "words", "label", "what"),
    [
        ("Only 11 per cent of the money", "Only 11 per cent", "money", "other"),
        ("may add 60 medics next month", "60 medics", "personnel", "personnel"),
        ("averaged 31 a day", "31", "vessels", "vessels"),
    ],
)
def test_rates_and_shares_are_no_durations_and_no_money(text: str, words: str, label: str, what: str) -> None:
    assert counted(part(text, words, label), text) == what
