from __future__ import annotations

from typing import Any

import pytest

from holdfast.agreements.matching import fits, match
from holdfast.model.terms import Pattern
from tests.agreements.making import known, report


@pytest.mark.parametrize(
    ("ref", "beginning", "expected"),
    [
        ("RUS MIL", "RUS", True),
        ("RUS", "RUS", True),
        ("RUS MIL", "RUS GOV", False),
        ("BLR GOV+RUS GOV", "RUS", True),
        ("RUSSO", "RUS", False),
        ("COD REB", "COD", False),
        ("COD REB", "COD REB", True),
        ("COD REB M23", "COD REB", True),
        ("COD REB M23", "COD", False),
        ("COD REB+RWA MIL", "RWA", True),
        ("COD REBUILDERS", "COD", True),
        (None, "RUS", False),
    ],
)
def test_a_reference_fits_its_beginning(ref: str | None, beginning: str, expected: bool) -> None:
    assert fits(ref, beginning) is expected


def affirmed(what: dict[str, Any], **fields: Any) -> bool | None:
    """Whether a report affirms a pattern; None if it does not bear on it."""
    (statement,) = known(report(**fields)).statements()
    found = match(statement, Pattern.from_builtins(what))
    return found.affirms if found else None


CASES: dict[str, tuple[dict[str, Any], dict[str, Any], bool | None]] = {
    "of the type": ({"type": ["ASSAULT"]}, {}, True),
    "of another type": ({"type": ["AID"]}, {}, None),
    "of the mode": ({"mode": ["missile"]}, {"mode": "missile"}, True),
    "of no mode where one is asked for": ({"mode": ["missile"]}, {}, None),
    "by the actor": ({"actor": ["RUS"]}, {"actor": ["RUS MIL"]}, True),
    "by nobody where an actor is asked for": ({"actor": ["RUS"]}, {}, None),
    "denied, by nobody where an actor is asked for": ({"actor": ["RUS"]}, {"act": "deny"}, False),
    "by an actor who does not count": ({"except_actor": ["UKR"]}, {"actor": ["UKR MIL"]}, None),
    "by one who counts and one who does not": ({"except_actor": ["UKR"]}, {"actor": ["UKR MIL", "USA MIL"]}, True),
    "by an armed group on the soil of the actor": ({"actor": ["COD"]}, {"actor": ["COD REB"]}, None),
    "by an armed group on the soil of one who does not count": (
        {"except_actor": ["COD"]},
        {"actor": ["COD REB"]},
        None,
    ),
    "to an armed group on the soil of the recipient": ({"recipient": ["COD"]}, {"recipient": ["COD REB"]}, None),
    "to the recipient": ({"recipient": ["UKR"]}, {"recipient": ["UKR CIV"]}, True),
    "to nobody where a recipient is asked for": ({"recipient": ["UKR"]}, {}, None),
    "between both": ({"between": ["UKR", "RUS"]}, {"actor": ["UKR GOV"], "recipient": ["RUS GOV"]}, True),
    "between a state and those who fight it": (
        {"between": ["COD", "COD REB"]},
        {"actor": ["COD REB"], "recipient": ["COD MIL"]},
        True,
    ),
    "between those who fight a state and nobody": ({"between": ["COD", "COD REB"]}, {"actor": ["COD REB"]}, None),
    "between one and nobody": ({"between": ["UKR", "RUS"]}, {"actor": ["UKR GOV"]}, None),
    "with the word in another case": ({"words": ["SHELLS"]}, {}, True),
    "without the word": ({"words": ["missile"]}, {}, None),
    "at the facility": ({"facility": ["plant"]}, {"place": "Zaporizhzhia plant"}, True),
    "at another place": ({"facility": ["plant"]}, {}, None),
    "promised, where a promise is asked for": ({"act": ["promise"]}, {"act": "promise", "status": "planned"}, True),
    "promised not to, where a promise is asked for": (
        {"act": ["promise"]},
        {"act": "promise", "polarity": "negated"},
        None,
    ),
    "planned, where plans are asked for": ({"status": ["planned"]}, {"status": "planned"}, True),
    "an agreement that one consents to": ({"type": ["AGREE"]}, {"type": "AGREE", "act": "agree"}, True),
    "a refusal that one makes": ({"type": ["REJECT"]}, {"type": "REJECT", "act": "reject"}, True),
    "that it did not happen": ({}, {"polarity": "negated"}, False),
    "that it did not happen, where that is asked for": ({"polarity": "negated"}, {"polarity": "negated"}, True),
    "a denial of a plan": ({}, {"act": "deny", "status": "planned"}, None),
    "a question": ({}, {"act": "question"}, None),
}


@pytest.mark.parametrize("name", CASES)
def test_a_report(name: str) -> None:
    what, fields, expected = CASES[name]
    assert affirmed(what, **fields) is expected


def test_one_who_promises_without_naming_an_actor_promises_for_himself() -> None:
    promise = {"by": ["RUS GOV"], "act": "promise", "status": "planned"}
    assert affirmed({"act": ["promise"], "actor": ["RUS"]}, **promise) is True
    assert affirmed({"act": ["promise"], "actor": ["UKR"]}, **promise) is None
