"""Candidates: the references of which one may be meant by some words, and nobody (None) last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from holdfast.reading.whom.ground import Ground
from holdfast.reading.whom.memory import Case, Memory
from holdfast.reading.whom.words import Words, state_of

__all__ = ["MOST", "candidates"]

MOST = 40
"""No more are weighed; those who were meant last and those of the states named nearest come first."""

MOST_REMEMBERED = 24
# A sector alone is an answer where nothing tells the state.
ALONE = frozenset(("MED", "CIV", "NGO", "BUS", "REB", "MIL"))
# What a head of unknown words may be of, and what a state or its people may act by where no word tells.
GUESSED = ("GOV", "CIV", "REB")
UNSTATED = ("GOV", "MIL", "CIV")

Named = Sequence[tuple[int, Words]]


def candidates(
    case: Case, memory: Memory, ground: Ground, *, named: Named, sectors: Mapping[str, tuple[str, ...]]
) -> list[str | None]:
    """The references of which one may be meant.

    Args:
        case: The words and what they tell.
        memory: Who was meant before.
        ground: What the text names.
        named: Where words of the text name a reference by themselves, and the words.
        sectors: For the head of a description, the sectors that it was of in the corpus.
    """
    found = dict.fromkeys(_found(case, memory, ground, named, sectors))
    found.pop(None, None)
    return [*list(found)[: MOST - 1], None]


def _found(
    case: Case, memory: Memory, ground: Ground, named: Named, sectors: Mapping[str, tuple[str, ...]]
) -> Iterator[str | None]:
    asked, words, latest = case.asked, case.words, memory.latest()
    yield from (words.ref, case.full.ref, case.rule)
    yield from (one.ref for one in latest[:MOST_REMEMBERED])
    yield from ground.bodies
    yield from (of.ref for start, of in named if start > asked.start and case.full.names & of.names)
    if words.form:
        return
    last_states = [state_of(one.ref) for one in latest[:3]]
    happening = list(ground.happening)[:2]
    states = dict.fromkeys(
        [asked.at, ground.near(asked.start), case.near, *last_states, *happening, *ground.states[:4]]
    )
    near = [state for state in states if state is not None]
    for sector in _sectors(words, case.full, sectors):
        yield from (f"{state} {sector}" for state in _states(words, near))
        if sector in ALONE:
            yield sector
    if words.two and words.sector not in (None, "IGO"):
        yield from (f"{one} {words.sector}+{other} {words.sector}" for one, other in _pairs(near[:3]))


def _sectors(words: Words, full: Words, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The sectors that the words may be of, without doubles and without bodies of several states."""
    options = [one.sector for one in (words, full) if one.sector is not None]
    options += known.get(words.head, () if options else GUESSED)
    if state_of(words.ref) is not None and not words.stated:
        options += UNSTATED
    yield from (sector for sector in dict.fromkeys(options) if sector != "IGO")


def _states(words: Words, near: Sequence[str]) -> Sequence[str]:
    """The states that they may be of: the one they name, and near ones if they name a body that many states have."""
    own = state_of(words.ref)
    if own is None:
        return near
    return [own, *near[:3]] if words.kind == "body" else [own]


def _pairs(states: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((one, other) for one in states for other in states if one != other)
