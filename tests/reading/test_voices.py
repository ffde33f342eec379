"""Voices: personal names and confidence, by their smallest parts."""

from __future__ import annotations

import pytest

from holdfast.reading.confidence import calibrated, raw
from holdfast.reading.voices import personal_name


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
