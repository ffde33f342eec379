"""Memory: who has been spoken of so far in a document, how and when last."""

from __future__ import annotations

from dataclasses import dataclass, field

from holdfast.reading.prediction import Floats
from holdfast.reading.whom.words import Words

__all__ = ["Asked", "Case", "Memory", "Seen"]

LONG_AGO = -99
MOST = 96
"""Of more references those that were meant longest ago are forgotten, down to half."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """Words in a role of a claim, of which it is asked who is meant.

    Attributes:
        claim: The number of the claim.
        role: "actor", "recipient", "voice" or "outer", a voice that passes on.
        start, end: Where the words stand, in code points.
        type: The event type of the claim, empty for a pure evaluation.
        at: Alpha-3 code of the country in which the claim's happening is.
        full: Where the model found the words in full that a voice is short for: a name for "he".
        sense: What the model saw in the words, as `Network.sense` gives it; None where no model read them.
    """

    claim: int
    role: str
    start: int
    end: int
    type: str
    at: str | None
    full: tuple[int, int] | None = None
    sense: Floats | None = None

    @property
    def stretch(self) -> tuple[int, int]:
        """Where the words stand."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """One asking with what its words tell.

    Attributes:
        asked: The words' place, role and claim.
        words: What they tell by themselves.
        full: What the words in full tell that they are short for; the same where nothing is longer.
        near: The state that the text names nearest before the words in full; None where nothing is longer.
        rule: The reference that rules give them from what stands near.
    """

    asked: Asked
    words: Words
    full: Words
    near: str | None
    rule: str | None


@dataclass(slots=True)
class Seen:
    """One reference and its mentions so far.

    Attributes:
        ref: The reference.
        count: How often it was meant, each stretch of words once.
        turn: When it was meant last, in turns of asking.
        sentence, block: Where it was meant last.
        person: The sentence in which it was last meant as a person with a name, or by "he" or "she".
        role: The role of the last mention.
        form: What the last pronoun for it stood for.
        several: Whether the last words for it meant more than one.
        named: How often words named it by themselves.
        named_in: The sentence of the last such words.
        named_person: Whether such words were of a person.
        words, heads, names: All words, heads of words and names for it.
        sense: What the model saw in the last words for it that are no pronoun.
    """

    ref: str
    count: int = 0
    turn: int = LONG_AGO
    sentence: int = LONG_AGO
    block: int = -1
    person: int = LONG_AGO
    role: str = ""
    form: str = ""
    several: bool = False
    named: int = 0
    named_in: int = LONG_AGO
    named_person: bool = False
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    sense: Floats | None = None


class Memory:
    """Everybody who was meant so far, by reference, by claim and by the words' place.

    Attributes:
        seen: Each reference.
        turn: How many were asked for.
        speaker: The reference of the last voice.
        last: The reference that was meant last.
        last_person: The reference that was last meant as a person.
    """

    def __init__(self) -> None:
        self.seen: dict[str, Seen] = {}
        self.turn = 0
        self.speaker: str | None = None
        self.last: str | None = None
        self.last_person: str | None = None
        self._claims: dict[int, dict[str, str | None]] = {}
        self._stretches: dict[tuple[int, int], str] = {}

    def of_claim(self, claim: int) -> dict[str, str | None]:
        """Who was meant so far in each role of a claim."""
        return self._claims.get(claim, {})

    def of_stretch(self, asked: Asked) -> str | None:
        """Who was meant by the very same words in another claim or role."""
        return self._stretches.get(asked.stretch)

    def latest(self) -> list[Seen]:
        """Everybody, whoever was meant last first."""
        return sorted(self.seen.values(), key=lambda one: -one.turn)

    def keep(self, case: Case, ref: str | None, *, sentence: int, block: int) -> None:
        """Note who was meant."""
        asked = case.asked
        if ref is not None:
            self._note(self.seen.setdefault(ref, Seen(ref)), case, sentence=sentence, block=block)
            self._stretches[asked.stretch] = ref
            self.last = ref
            if asked.role == "voice":
                self.speaker = ref
        self._claims.setdefault(asked.claim, {})[asked.role] = ref
        self.turn += 1
        if len(self.seen) > MOST:
            self.seen = {one.ref: one for one in self.latest()[: MOST // 2]}

    def _note(self, one: Seen, case: Case, *, sentence: int, block: int) -> None:
        asked, words = case.asked, case.words
        one.count += self._stretches.get(asked.stretch) != one.ref
        one.turn, one.sentence, one.block = self.turn, sentence, block
        one.role = "voice" if asked.role == "outer" else asked.role
        if words.form:
            one.form = words.form
            is_person = words.form in ("man", "woman")
        else:
            one.several = words.several
            one.words.add(words.lowered)
            one.heads.add(words.head)
            one.names |= words.names
            is_person = bool(words.names) and not words.several
            one.named_person |= is_person and words.ref == one.ref
        if is_person:
            one.person, self.last_person = sentence, one.ref
        if words.ref == one.ref:
            one.named, one.named_in = one.named + 1, sentence
        if asked.sense is not None and (not words.form or one.sense is None):
            one.sense = asked.sense
