"""Once: what is said twice is kept once, and a figure belongs to one claim."""

from __future__ import annotations

from holdfast.reading.annotate import Claim, Part
from holdfast.reading.labels import ROLES
from holdfast.reading.once import once

TEXT = "The strike on the market killed seven people and wounded 20."


def part(words: str, score: float = 0.9) -> Part:
    start = TEXT.index(words)
    return Part(start=start, end=start + len(words), score=score, label="killed")


def claim(trigger: str, quote: str, *counts: Part, score: float = 0.9, act: str = "assert") -> Claim:
    return Claim(
        trigger=part(trigger, score),
        quote=part(quote),
        labels={"act": act, "type": "ASSAULT", "polarity": "affirmed"},
        probabilities={"trigger": score},
        parts={role: counts if role == "count" else () for role in ROLES if role != "quote"},
    )


def words(one: Claim, role: str = "count") -> list[str]:
    return [TEXT[found.start : found.end] for found in one.parts[role]]


def test_two_words_for_one_happening_make_one_claim_that_keeps_both_figures() -> None:
    strike = claim("strike", TEXT[:-1], part("20"), score=0.6)
    killed = claim("killed", TEXT[:-1], part("seven people"), score=0.8)
    (kept,) = once([strike, killed])
    assert TEXT[kept.trigger.start : kept.trigger.end] == "killed"
    assert words(kept) == ["seven people", "20"]


def test_another_act_or_another_stretch_is_another_claim() -> None:
    whole = claim("strike", TEXT[:-1])
    assert len(once([whole, claim("killed", TEXT[:-1], act="accuse")])) == 2
    assert len(once([whole, claim("wounded", "wounded 20")])) == 2


def test_a_figure_stays_with_the_claim_that_is_surest_of_it() -> None:
    killed = claim("killed", "killed seven people", part("seven people", 0.9))
    wounded = claim("wounded", "wounded 20", part("seven", 0.6), part("20", 0.8))
    assert [words(one) for one in once([killed, wounded])] == [["seven people"], ["20"]]


def test_of_two_claims_as_sure_the_first_keeps_the_figure() -> None:
    killed = claim("killed", "killed seven people", part("seven people", 0.9))
    wounded = claim("wounded", "wounded 20", part("seven people", 0.9))
    assert [words(one) for one in once([killed, wounded])] == [["seven people"], []]
