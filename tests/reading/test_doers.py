"""Doers: whom an attack is aimed at, the attack itself and a dateline did nothing."""

from __future__ import annotations

import pytest

from holdfast.reading.annotate import Claim, Part
from holdfast.reading.doers import done_by_somebody
from holdfast.reading.labels import ROLES


def claim_of(text: str, actors: list[str]) -> Claim:
    parts = tuple(Part(start=text.index(words), end=text.index(words) + len(words), score=0.9) for words in actors)
    return Claim(
        trigger=Part(start=0, end=1, score=0.9),
        quote=Part(start=0, end=len(text), score=0.9),
        labels={},
        probabilities={},
        parts={role: parts if role == "actor" else () for role in ROLES if role != "quote"},
    )


@pytest.mark.parametrize(
    ("text", "actors", "kept"),
    [
        ("Jets flew airstrikes against the rebels", ["Jets", "rebels"], ["Jets"]),
        ("the operation killed 139 fighters", ["the operation"], []),
        ("These strikes by the coalition hit a depot", ["These strikes", "the coalition"], ["the coalition"]),
        ("GENEVA - Soldiers crossed the line", ["GENEVA", "Soldiers"], ["Soldiers"]),
        ("First.\nKABUL, 3 May (Agency) - Police shot", ["KABUL", "Police"], ["Police"]),
        ("UNICEF said so - and NATO fired", ["UNICEF", "NATO"], ["UNICEF", "NATO"]),
        ("the head of the operation fired", ["the head of the operation"], ["the head of the operation"]),
    ],
)
def test_only_who_can_have_done_it_is_an_actor(text: str, actors: list[str], kept: list[str]) -> None:
    found = done_by_somebody(claim_of(text, actors), text)
    assert [text[part.start : part.end] for part in found.parts["actor"]] == kept
