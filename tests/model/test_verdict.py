from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from holdfast.model import Citation, Verdict, Why, roll_up
from holdfast.model.verdict import LEVELS, Level

levels = some.lists(some.sampled_from(LEVELS))


@given(levels)
def test_a_roll_up_is_the_most_severe_and_counts_all(found: list[Level]) -> None:
    rolled = roll_up(found)
    assert all(LEVELS.index(level) <= LEVELS.index(rolled.level) for level in found)
    assert sum(rolled.counts.values()) == len(found)


@given(levels, levels)
def test_rolling_up_in_two_parts_gives_the_same_level(left: list[Level], right: list[Level]) -> None:
    assert roll_up([roll_up(left).level, roll_up(right).level]).level == roll_up(left + right).level


def test_a_reason_is_told_down_to_the_words() -> None:
    cite = Citation(statement="s1", document="d1", start=2, end=8, quote="strike", voice="Ukraine's military")
    why = Why(sentence="It is breached.", because=(Why(sentence="A strike is reported.", cites=(cite,)),))
    assert list(why.lines()) == [
        "It is breached.",
        "  A strike is reported.",
        "    “strike” (Ukraine's military; d1 2–8)",
    ]
    verdict = Verdict(
        agreement="a", clause="1", reading="text", day="2022-03-30", known_by="2022-03-30", level="breached", why=why
    )
    assert Verdict.from_json(verdict.to_json()) == verdict


def test_an_outlet_that_is_itself_the_voice_is_told_once() -> None:
    cite = Citation(
        statement="s1", document="d1", start=2, end=8, quote="strike", voice="AP", outlet="AP", day="2022-03-30"
    )
    assert list(Why(sentence="It is so.", cites=(cite,)).lines())[1] == "  “strike” (AP, 2022-03-30; d1 2–8)"
