"""Where a claim's happening is: marked words first, then a town that the claim's own words name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from holdfast.reading.annotate import Claim, Part
from holdfast.reading.labels import ROLES
from holdfast.reading.places import Places


def claim(text: str, trigger: str, type: str = "ASSAULT", **parts: str) -> Claim:
    """A claim whose quote is the first sentence of `text`, with parts by their words."""

    def part(words: str) -> Part:
        return Part(start=text.index(words), end=text.index(words) + len(words), score=0.9)

    return Claim(
        trigger=part(trigger),
        quote=Part(start=0, end=text.index(".") if "." in text else len(text), score=0.9),
        labels={"type": type},
        probabilities={},
        parts={role: (part(parts[role]),) if role in parts else () for role in ROLES},
    )


def found(text: str, trigger: str, type: str = "ASSAULT", **parts: str) -> str | None:
    place = Places(text, ("UKR",)).of(claim(text, trigger, type, **parts))
    return place.text if place else None


@pytest.mark.parametrize(
    ("text", "trigger", "parts", "expected"),
    [
        ("Makariv was shelled on Monday", "shelled", {}, "Makariv"),
        ("Makariv was shelled on Monday", "shelled", {"recipient": "Makariv"}, "Makariv"),
        ("Bucha was shelled, seen from a roof in Irpin", "shelled", {}, "Bucha"),
        ("Shells fell in Kharkiv region", "fell", {"place": "Kharkiv region"}, "Kharkiv region"),
        ("Kharkiv fired back", "fired", {"actor": "Kharkiv"}, None),
        ("Russia attacked again", "attacked", {}, None),
        ("Shells fell again. Kharkiv was quiet", "fell", {}, None),
        (
            "They would leave if shells stopped falling on Irpin",
            "leave",
            {"condition": "if shells stopped falling on Irpin"},
            None,
        ),
        (
            "If shells stop falling on Irpin they leave Bucha",
            "leave",
            {"condition": "If shells stop falling on Irpin"},
            "Bucha",
        ),
        (
            "They would leave if Irpin were calm",
            "leave",
            {"condition": "if Irpin were calm", "place": "Irpin"},
            "Irpin",
        ),
    ],
    ids=[
        "the town that is hit",
        "the town that the model took for the one that is hit",
        "of two towns the one by the trigger",
        "what the model marked",
        "a town that acts is a government",
        "a country is a party",
        "a town outside of the quote",
        "a town of a condition",
        "a town beside that of a condition",
        "what the model marked in a condition, where it marked nothing else",
    ],
)
def test_the_place_of_a_claim(text: str, trigger: str, parts: dict[str, str], expected: str | None) -> None:
    assert found(text, trigger, **parts) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "parts", "expected"),
    [
        ("Makariv came under Grad fire on Tuesday", "fire", {"place": "Grad"}, "Makariv"),
        ("Grads fell on housing", "fell", {"place": "Grads"}, None),
        ("Grad rockets fell on Irpin", "fell", {}, "Irpin"),
        ("The houses were hit from a Grad launcher", "hit", {"place": "Grad launcher"}, None),
        ("Shells fell in Grad", "fell", {"place": "Grad"}, "Grad"),
        ("Shells fell near Grad missile batteries", "fell", {"place": "Grad"}, None),
    ],
)
def test_a_weapon_is_no_place(text: str, trigger: str, parts: dict[str, str], expected: str | None) -> None:
    assert found(text, trigger, **parts) == expected


@pytest.mark.parametrize("opening", ["One", "None", "Most", "Many", "Nice"])
def test_what_opens_a_sentence_is_no_place_unless_it_is_the_name_of_one(opening: str) -> None:
    expected = opening if opening == "Nice" else None
    assert found(f"{opening} was killed by shells", "killed") == expected


def test_a_capital_in_talks_is_no_place() -> None:
    assert found("Kyiv and Moscow met again", "met", "CONSULT") is None


def test_a_withdrawal_is_somewhere() -> None:
    assert found("Russian troops left Hostomel", "left", "RETREAT") == "Hostomel"


def test_a_cut_name_is_the_whole_name() -> None:
    text = "Shells fell on El Fasher"
    place = Places(text, ("SDN",)).of(claim(text, "fell", place="Fasher"))
    assert place is not None
    assert (place.text, place.start, place.country) == ("El Fasher", text.index("El"), "SDN")


def test_words_before_a_place_that_make_no_name_stay_outside() -> None:
    assert found("Shells fell on New Zzyzxopol", "fell", place="Zzyzxopol") == "Zzyzxopol"


@pytest.mark.parametrize("words", ["towns", "office"])
def test_a_kind_alone_is_no_place(words: str) -> None:
    assert found(f"Shells fell on its {words}", "fell", place=words) is None


def test_a_place_that_is_not_found_keeps_its_words_and_no_point() -> None:
    text = "Shells fell on Zzyzxopol"
    place = Places(text, ("UKR",)).of(claim(text, "fell", place="Zzyzxopol"))
    assert place is not None
    assert (place.text, place.lat, place.name) == ("Zzyzxopol", None, None)


def test_of_two_marked_places_the_one_outside_of_a_condition_counts() -> None:
    text = "They would leave Bucha if shells stopped falling on Irpin"
    made = claim(text, "leave", "RETREAT", condition="if shells stopped falling on Irpin")

    def part(word: str, score: float) -> Part:
        return Part(start=text.index(word), end=text.index(word) + len(word), score=score)

    marked = replace(made, parts={**made.parts, "place": (part("Bucha", 0.6), part("Irpin", 0.9))})
    place = Places(text, ("UKR",)).of(marked)
    assert place is not None
    assert place.text == "Bucha"
