"""What a clause is to be made of: a topic, who is bound, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from holdfast.agreements.drafting.ground import Areas
from holdfast.agreements.drafting.telling import Telling

__all__ = ["Ask", "Built"]

Built = tuple[dict[str, Any], list[str]]
"""A clause as a file would hold it, and what is uncertain about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a clause is to be made of.

    Attributes:
        topic: The topic's name.
        who: The parties that are bound.
        called: What the text calls each party.
        areas: Ids of areas that the tellings name.
        known: All areas of the draft.
        unplaced: A place that the tellings name and of which no area is made; None if there is none.
        day: The day of the text, None if no document names one.
    """

    topic: str
    who: tuple[str, ...]
    parties: tuple[str, ...]
    called: Mapping[str, str]
    tellings: tuple[Telling, ...]
    areas: tuple[str, ...]
    known: Areas
    day: date | None
    unplaced: str | None

    @property
    def words(self) -> str:
        """All the words told."""
        return " · ".join(one.words for one in self.tellings)

    @property
    def names(self) -> str:
        """The bearers in words."""
        return self.naming(self.who) or "Nobody named"

    def naming(self, parties: Iterable[str]) -> str:
        """Parties in words: "Ukraine and Russia"."""
        return " and ".join(self.called.get(party, party) for party in parties)

    @property
    def others(self) -> list[str]:
        """The parties that are not bound."""
        return [party for party in self.parties if party not in self.who]
