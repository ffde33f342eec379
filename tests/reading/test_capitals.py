"""Texts in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from holdfast.model import Document
from holdfast.reading import Reader
from holdfast.reading.capitals import in_capitals, sentence_case

WIRE = (
    "SAN SALVADOR, 12 JAN 90 -- THE SALVADORAN ARMY SAID TODAY THAT AT LEAST SEVEN GUERRILLAS WERE KILLED NEAR THE "
    "CAPITAL. THE UNITED STATES EMBASSY WAS HIT BY A CAR BOMB, THE U.N. AND FARC SAID."
)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        (WIRE, True),
        (WIRE.lower(), False),
        ("TALKS END WITHOUT A DEAL", False),  # a headline alone
        (
            "TALKS END WITHOUT A DEAL IN GENEVA AS BOTH SIDES TRADE BLAME AND LEAVE\n\nThe two sides left on Friday.",
            False,
        ),
        ("第一 " * 100, False),
        ("", False),
    ],
)
def test_a_text_in_capitals_is_known(text: str, is_so: bool) -> None:
    assert in_capitals(text) is is_so


def test_sentences_and_known_names_keep_their_capitals() -> None:
    found = sentence_case(WIRE)
    assert found.startswith("San salvador, 12 jan 90 -- the Salvadoran army said today")
    assert ". The United States embassy was hit by a car bomb, the U.N. and FARC said." in found


def test_an_abbreviation_that_opens_a_sentence_stays_whole() -> None:
    assert sentence_case("TALKS FAILED. NATO AND THE U.S. LEFT.") == "Talks failed. NATO and the U.S. left."


@given(some.text())
def test_nothing_moves(text: str) -> None:
    assert len(sentence_case(text)) == len(text)
    assert sentence_case(text).lower() == text.lower() or len(text.lower()) != len(text)


@pytest.mark.model
def test_a_text_in_capitals_is_read_and_quoted_as_it_stands(reader: Reader) -> None:
    document = Document(text=WIRE, outlet="Harbour Wire", published="1990-01-12")
    found = reader.read(document)
    killed = next(one for one in found if any(count.what == "killed" for count in one.counts))
    assert (killed.counts[0].low, killed.counts[0].text) == (7, "AT LEAST SEVEN GUERRILLAS")
    assert killed.voices[0].text == "THE SALVADORAN ARMY"
    assert killed.document == document.id
    assert [one.misplaced(WIRE) for one in found] == [None] * len(found)
