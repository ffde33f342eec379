"""Who speaks for whom: the camps of an agreement, and which voices count as independent of one another."""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.agreements.matching import Manner, fits
from holdfast.model import Agreement
from holdfast.values.sector import EVERY_SECTOR

__all__ = ["Camps", "Speaker"]

_OF_THE_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Speaker:
    """One independent voice: a whole side of the agreement, a state, an organisation, a person, or an outlet.

    Attributes:
        key: The same for voices that are not independent of one another.
        camp: The side of the agreement it belongs to, or its own key.
        caption: How reasons name it.
    """

    key: str
    camp: str
    caption: str


class Camps:
    """The sides of an agreement: its parties by `side`, each guarantor for itself, everybody else a third party.

    The state's own voices of one side (government, forces, parliament ...) have one interest and count once; residents,
    outlets and organisations count each for itself, and a report that repeats another's words adds nothing.
    """

    def __init__(self, agreement: Agreement) -> None:
        self._speakers: dict[tuple[str | None, str], tuple[Speaker, ...]] = {}
        self._keys: dict[tuple[str | None, str], str] = {}
        self._sides = [(party.id, party.side or party.id) for party in agreement.parties]
        self._sides += [(party.id, party.side or party.id) for party in agreement.guarantors]

    def side_of(self, ref: str) -> str | None:
        """The side for which a reference speaks, None if for no party."""
        for party, side in self._sides:
            if any(self._speaks_for(part, party) for part in ref.split("+")):
                return side
        return None

    def sides_of(self, refs: tuple[str, ...]) -> frozenset[str]:
        """The sides of several references, such as those of a clause's bearers."""
        return frozenset(self.side_of(ref) or ref for ref in refs)

    def speakers(self, manner: Manner) -> tuple[Speaker, ...]:
        """Whose word it is: the innermost voice's, each part of a joint one's, else the outlet's."""
        return self._speakers_of(manner.voice)

    def key(self, manner: Manner) -> str:
        """The same for what is said in one voice, joint or not."""
        if manner.voice not in self._keys:
            self._keys[manner.voice] = " + ".join(speaker.key for speaker in self.speakers(manner))
        return self._keys[manner.voice]

    def _speakers_of(self, voice: tuple[str | None, str]) -> tuple[Speaker, ...]:
        if voice not in self._speakers:
            self._speakers[voice] = self._find_speakers(voice)
        return self._speakers[voice]

    def _find_speakers(self, voice: tuple[str | None, str]) -> tuple[Speaker, ...]:
        ref, words = voice
        if ref is None:
            name = f"outlet {words.casefold()}"
            return (Speaker(key=name, camp=name, caption=words),)
        found: dict[str, Speaker] = {}
        for part in ref.split("+"):
            key, camp = self._standing(part, words)
            found.setdefault(key, Speaker(key=key, camp=camp, caption=words))
        return tuple(found.values())

    def _standing(self, ref: str, words: str) -> tuple[str, str]:
        """The key and the camp of one voice: its side, its state, or itself."""
        side = self.side_of(ref) if ref else None
        if side:
            return f"side {side}", side
        if ref and _is_state(ref):
            state = ref.split(" ")[0]
            return f"state {state}", state
        name = f"voice {ref} {words}".casefold()
        return name, name

    @staticmethod
    def _speaks_for(ref: str, party: str) -> bool:
        if not fits(ref, party):
            return False
        return " " in party or ref == party or ref.split(" ")[1] in _OF_THE_STATE


def _is_state(ref: str) -> bool:
    """Whether a reference is a state's own voice; a sector alone, such as that of the media, is no state."""
    country, _, sector = ref.partition(" ")
    if len(country) != 3 or country in {"IGO", "NGO", "MNC"} | EVERY_SECTOR:
        return False
    return not sector or sector.split(" ")[0] in _OF_THE_STATE
