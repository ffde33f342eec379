from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from holdfast.agreements.camps import Camps
from holdfast.agreements.facts import Said
from holdfast.agreements.matching import Manners
from holdfast.model import Voice
from tests.agreements.making import agreement, known, report

CAMPS = Camps(agreement(guarantors=[{"id": "USA"}]))


def said(*by: str, outlet: str = "Harbour Wire", name: str | None = None) -> Said:
    view = known(report(by=list(by), outlet=outlet))
    (statement,), (document,) = view.statements(), view.documents()
    if name:
        voices = (Voice(name=name, ref=by[0] if by else None),)
        statement = msgspec.structs.replace(statement, voices=voices, id="")
    return Said(
        statement=statement,
        outlet=document.outlet,
        event="e",
        manner=Manners().of(statement, document.outlet),
        published=date(2022, 3, 10),
    )


SAME: dict[str, tuple[Said, Said, bool]] = {
    "two offices of one side's state": (said("UKR GOV"), said("UKR MIL"), True),
    "two sides": (said("UKR GOV"), said("RUS GOV"), False),
    "a resident and the state": (said("UKR CIV", name="a resident"), said("UKR GOV"), False),
    "two residents": (said("UKR CIV", name="a teacher"), said("UKR CIV", name="a nurse"), False),
    "two offices of one third state": (said("FRA GOV"), said("FRA MIL"), True),
    "a guarantor and its army": (said("USA GOV"), said("USA MIL"), True),
    "an agency of the United Nations and another": (
        said("IGO UNO", name="UNICEF"),
        said("IGO UNO", name="OHCHR"),
        False,
    ),
    "one ministry in two papers": (said("UKR GOV"), said("UKR GOV", outlet="Morning Lamp"), True),
    "two papers in their own words": (said(), said(outlet="Morning Lamp"), False),
    "a paper that names itself as the voice": (said(), said(name="Harbour Wire"), True),
    "a paper that names itself as a medium": (said(), said("MED", name="Harbour Wire"), True),
    "two media without a country": (said("MED", name="Harbour Wire"), said("MED", name="Morning Lamp"), False),
    "two agencies that a paper cites": (said("MED", name="AP"), said("MED", name="TASS"), False),
}


@pytest.mark.parametrize("name", SAME)
def test_what_counts_as_one_voice(name: str) -> None:
    left, right, same = SAME[name]
    assert (CAMPS.key(left.manner) == CAMPS.key(right.manner)) is same


@pytest.mark.parametrize(
    ("ref", "side"),
    [("UKR MIL", "Ukraine"), ("RUS", "Russia"), ("UKR CIV", None), ("USA GOV", "USA"), ("FRA GOV", None)],
)
def test_who_speaks_for_a_side(ref: Any, side: str | None) -> None:
    assert CAMPS.side_of(ref) == side


def test_a_joint_voice_is_the_voice_of_each() -> None:
    assert [speaker.camp for speaker in CAMPS.speakers(said("RUS GOV+UKR GOV").manner)] == ["Russia", "Ukraine"]
