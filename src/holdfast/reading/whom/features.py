"""Features: in numbers, what speaks for and against each candidate for whom some words mean.

Each method of `_Scene` gives one group of numbers for one candidate. No number tells which state a candidate is of:
only whether it is the one that is named near, where the claim happens, or who spoke last.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from holdfast.reading.prediction import Floats
from holdfast.reading.whom.ground import Ground, nearness
from holdfast.reading.whom.memory import Case, Memory, Seen
from holdfast.reading.whom.words import FORMS, KINDS, SECTORS, Words, sector_of, state_of

__all__ = ["ROLES", "features"]

ROLES = ("actor", "recipient", "voice", "outer")
# Sentences and turns after which somebody is half forgotten.
SENTENCES, TURNS = 1.5, 3.0

# The numbers of somebody who was not meant before, and of somebody without a state.
NOTHING, NOWHERE = (0.0,) * 27, (0.0,) * 13
NO_SECTOR = (0.0,) * len(SECTORS)
SECTOR_ROWS = {sector: tuple(float(one == sector) for one in SECTORS) for sector in SECTORS}

Named = Sequence[tuple[int, Words]]


def features(case: Case, options: Sequence[str | None], memory: Memory, ground: Ground, *, named: Named) -> Floats:
    """What speaks for each candidate, as numbers mostly between 0 and 1.

    Args:
        case: The words and what they tell.
        options: The candidates.
        memory: Who was meant before.
        ground: What the text names.
        named: Where words of the text name a reference by themselves, and the words.

    Returns:
        Candidates × features.
    """
    scene = _Scene(case, memory, ground, named)
    own = np.array([scene.of(ref) for ref in options], dtype=np.float32)
    same = np.array(scene.same_for_all, dtype=np.float32)
    return np.concatenate([own, np.broadcast_to(same, (len(options), len(same)))], axis=1)


class _Scene:
    """One asking: what is the same for all candidates is looked up once."""

    def __init__(self, case: Case, memory: Memory, ground: Ground, named: Named) -> None:
        self.memory, self.ground = memory, ground
        asked, words, full = case.asked, case.words, case.full
        self.asked, self.words, self.full, self.rule = asked, words, full, case.rule
        self.introduced_near = case.near
        self.sentence, self.block = ground.sentence(asked.start), ground.block(asked.start)
        self.near = ground.near(asked.start)
        self.state = state_of(words.ref)
        self.claim, self.before = memory.of_claim(asked.claim), memory.of_claim(asked.claim - 1)
        self.states = {role: state_of(other) for role, other in self.claim.items()}
        self.opposite = self.states.get("recipient" if asked.role == "actor" else "actor")
        self.speaker, self.last = state_of(memory.speaker), state_of(memory.last)
        self.same = memory.of_stretch(asked)
        everybody = memory.seen.values()
        self.with_words = {one.ref for one in everybody if not full.form and full.lowered in one.words}
        self.with_head = {one.ref for one in everybody if full.head and full.head in one.heads}
        shared = {one.ref: len(full.names & one.names) / len(full.names) for one in everybody} if full.names else {}
        self.shared = {ref: share for ref, share in shared.items() if share}
        self.later = {of.ref for start, of in named if start > asked.start and full.names & of.names}
        self.same_for_all = list(self._same_for_all())

    def _same_for_all(self) -> Iterator[float]:
        words, asked = self.words, self.asked
        yield from (words.ref is not None, words.sector is not None, bool(self.full.names), words.stated)
        yield from (words.several, words.two, words.local, words.owned, self.same is not None)
        yield from (self.full is not words, self.full.ref is not None)
        yield from (words.kind == "body" and words.sector == "REB", self.state is not None and self.state == asked.at)
        yield from (len(self.ground.states) == 1, not self.ground.states)
        yield from (words.form == form for form in FORMS)
        yield from (words.kind == kind for kind in KINDS)
        yield from (asked.role == role for role in ROLES)

    def of(self, ref: str | None) -> list[float]:
        """The numbers of one candidate."""
        seen, state, sector = self.memory.seen.get(ref) if ref else None, state_of(ref), sector_of(ref)
        return [
            *self._by_words(ref, state, sector),
            *self._by_names(ref),
            *(NOTHING if seen is None else self._by_memory(seen)),
            *self._by_claim(ref, state),
            *(NOWHERE if state is None else self._by_ground(state)),
            ref is None,
            ref is not None and " " not in ref,
            ref is not None and "+" in ref,
            ref in self.ground.bodies,
            *(SECTOR_ROWS.get(sector or "", NO_SECTOR)),
        ]

    def _by_words(self, ref: str | None, state: str | None, sector: str | None) -> Iterator[float]:
        """What the words say by themselves."""
        words = self.words
        itself = ref is not None and words.ref == ref
        yield itself
        yield self.state is not None and state == self.state and not itself
        yield self.state is not None and state != self.state
        yield words.sector is not None and sector == words.sector
        yield words.sector is not None and sector != words.sector
        yield words.stated and sector == words.sector
        yield ref is not None and self.rule == ref
        yield ref is not None and self.rule == ref and not itself
        longer = self.full if self.full is not words else None
        yield longer is not None and ref is not None and longer.ref == ref
        yield longer is not None and longer.sector is not None and longer.sector == sector
        yield longer is not None and longer.sector is not None and longer.sector != sector
        yield longer is not None and state_of(longer.ref) is not None and state_of(longer.ref) != state
        yield longer is not None and state is not None and state == self.introduced_near

    def _by_names(self, ref: str | None) -> Iterator[float]:
        """Whether the same words or names were used for the candidate, and for others."""
        yield self.shared.get(ref, 0.0) if ref is not None else 0.0
        yield max((share for other, share in self.shared.items() if other != ref), default=0.0)
        yield ref is not None and ref in self.later
        for group in (self.with_words, self.with_head):
            yield ref in group
            yield len(group) > (ref in group)

    def _by_memory(self, seen: Seen) -> Iterator[float]:
        """How and how lately a candidate was meant who was meant before."""
        ref, words, apart = seen.ref, self.words, self.sentence - seen.sentence
        yield 1.0
        yield nearness(self.memory.turn - seen.turn - 1, TURNS)
        yield nearness(max(0, apart), SENTENCES)
        yield from (apart == 0, apart == 1, self.block == seen.block, self.memory.last == ref)
        yield from (math.log1p(seen.count), seen.count / max(1, self.memory.turn))
        yield from (seen.person >= 0, nearness(max(0, self.sentence - seen.person), SENTENCES))
        yield from (self.memory.last_person == ref, seen.named_person)
        yield from (seen.role == role for role in ROLES[:3])
        yield from (seen.named > 0, math.log1p(seen.named))
        yield nearness(max(0, self.sentence - seen.named_in), SENTENCES) if seen.named else 0.0
        yield bool(words.form) and seen.form == words.form
        yield seen.form != words.form and {seen.form, words.form} <= {"man", "woman"}
        yield from (seen.several, seen.several and words.several)
        yield from (words.several and not seen.several, seen.several and not words.several)
        yield self.memory.speaker == ref
        yield self.same == ref

    def _by_claim(self, ref: str | None, state: str | None) -> Iterator[float]:
        """Who else stands in the claim and in the one before."""
        for others in (self.claim, self.before):
            yield from (ref is not None and others.get(role) == ref for role in ROLES[:3])
        yield from (state is not None and self.states.get(role) == state for role in ROLES[:3])
        yield state is not None and self.opposite is not None and state != self.opposite
        yield state is not None and self.speaker == state
        yield state is not None and self.last == state

    def _by_ground(self, state: str) -> Iterator[float]:
        """Where the text names the candidate's state, and whether the claim happens there."""
        ground, at = self.ground, self.asked.at
        yield from (state == self.near, state == at, at is not None and state != at)
        yield from (ground.states[:1] == [state], ground.states[1:2] == [state], state in ground.states[2:])
        yield from (ground.share(state), ground.happening.get(state, 0.0), ground.is_first(state))
        yield from ground.closeness(state, self.sentence)
