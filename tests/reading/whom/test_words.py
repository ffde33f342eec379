"""Words: what names, descriptions and pronouns tell by themselves."""

from __future__ import annotations

import pytest

from holdfast.reading.whom.words import read, sector_of, state_of


@pytest.mark.parametrize(
    ("text", "ref", "sector", "head"),
    [
        ("Ukraine's defence ministry", "UKR MIL", "MIL", "ministry"),
        ("the head of the mission", None, None, "head"),
        ("two Norwegian soldiers", "NOR MIL", "MIL", "soldiers"),
        ("OSCE monitors", "IGO OSCE", "IGO", "monitors"),
        ("Kyiv", "UKR GOV", "GOV", "kyiv"),
        ("troops who fled the town", None, "MIL", "troops"),
    ],
)
def test_what_they_tell(text: str, ref: str | None, sector: str | None, head: str) -> None:
    found = read(text)
    assert (found.ref, found.sector, found.head) == (ref, sector, head)


@pytest.mark.parametrize(
    ("text", "form"),
    [("he", "man"), ("Their", "several"), ("we", "speakers"), ("it", "thing"), ("US", ""), ("the mayor", "")],
)
def test_pronouns_are_told_by_what_they_stand_for(text: str, form: str) -> None:
    assert read(text).form == form


def test_titles_and_offices_are_no_names() -> None:
    assert read("Deputy Foreign Minister Ana Rivas").names == {"ana", "rivas"}


def test_whose_somebody_is_and_whether_two_are_meant() -> None:
    found = read("its two delegations")
    assert (found.owned, found.two, found.several) == (True, True, True)


@pytest.mark.parametrize(
    ("ref", "state", "sector"),
    [
        ("RUS MIL", "RUS", "MIL"),
        ("IGO UNO", None, "IGO"),
        ("NGO ICRC", None, "NGO"),
        ("MED", None, "MED"),
        ("UKR GOV+RUS GOV", "UKR", "GOV"),
        (None, None, None),
    ],
)
def test_a_reference_has_a_state_and_a_sector(ref: str | None, state: str | None, sector: str | None) -> None:
    assert (state_of(ref), sector_of(ref)) == (state, sector)
