"""Voices: personal names and confidence, by their smallest parts."""

from __future__ import annotations

import pytest

from holdfast.model import Document
from holdfast.reading.annotate import Part
from holdfast.reading.confidence import calibrated, raw
from holdfast.reading.voices import Cast, personal_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Pentagon press operations director Navy Capt. Jeff Davis", "Jeff Davis"),
        ("General Alexander Fomin, Russia's deputy defence minister", "Alexander Fomin"),
        ("its director, Samer Abu Khousa", "Samer Abu Khousa"),
        ("Jeff Davis", "Jeff Davis"),
        ("the spokesman", None),
        ("The U.N.", None),
        ("he", None),
        ("Davis", None),
        ("", None),
    ],
)
def test_the_name_of_a_person_is_what_stands_behind_the_titles(words: str, name: str | None) -> None:
    assert personal_name(words) == name


def test_confidence_follows_the_measured_points() -> None:
    points = [(0.0, 0.2), (1.0, 0.8)]
    assert calibrated({"trigger": 0.5, "type": 1.0, "act": 1.0}, points) == pytest.approx(0.5)


def test_confidence_without_points_is_the_product() -> None:
    shares = {"trigger": 0.5, "type": 0.5, "act": 1.0, "status": 0.1}
    assert calibrated(shares, ()) == raw(shares) == 0.25


def test_confidence_stays_within_its_points() -> None:
    assert calibrated({"trigger": 0.01}, [(0.2, 0.3), (0.9, 0.7)]) == 0.3


@pytest.mark.parametrize(
    ("words", "name", "ref"),
    [
        ("Votel", "Joseph Votel", "USA MIL"),
        ("the Foreign Secretary", "Boris Johnson", "GBR GOV"),
    ],
)
def test_who_is_named_in_full_elsewhere_is_known_by_last_name_or_office(words: str, name: str, ref: str) -> None:
    text = f"U.S. Army General Joseph Votel spoke. Foreign Secretary Boris Johnson met US officials, {words} said."
    start = text.rindex(words)
    spoken = Cast(Document(text=text, published="2016-12-10")).mention(
        Part(start=start, end=start + len(words), score=1.0), entry=0
    )
    assert (spoken.name, spoken.ref) == (name, ref)


def test_an_office_without_a_holder_in_the_text_is_left_to_the_other_rules() -> None:
    text = "Foreign Minister Anna Unknown of nowhere spoke, the Foreign Minister said."
    start = text.rindex("the Foreign Minister")
    spoken = Cast(Document(text=text)).mention(Part(start=start, end=start + 20, score=1.0), entry=0)
    assert spoken.name != "Anna Unknown"
