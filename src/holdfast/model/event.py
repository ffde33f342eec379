"""The event: a happening that several statements speak of, made by merging and undone at will."""

from __future__ import annotations

from typing import Literal

from holdfast.model.days import check_moment
from holdfast.model.noun import Noun
from holdfast.model.statement import Counted, EventType, Mention, Place

__all__ = ["Contradiction", "Event", "Judgement", "Merge", "Tally"]


class Judgement(Noun, frozen=True, kw_only=True):
    """Somebody's word that two statements are, or are not, about the same happening; a row that is never overwritten.

    Attributes:
        same: None takes back what was judged of this pair last: what had been judged before it stands again, else the
            machine decides.
        by: Who or what judged: "machine", or a person's name. A person's judgement outranks the machine's.
        at: ISO moment of the judgement.
        why: The reason in words.
    """

    left: str
    right: str
    same: bool | None
    by: str
    at: str
    why: str = ""

    def __post_init__(self) -> None:
        check_moment(self.at, "at")


class Merge(Noun, frozen=True, kw_only=True):
    """Why two statements of an event were taken to be about the same happening.

    Attributes:
        score: 0 to 1, the documented pairwise score; 1 for a person's judgement.
        why: One sentence for each feature that spoke for or against it.
    """

    left: str
    right: str
    by: str
    score: float
    why: tuple[str, ...]


class Tally(Noun, frozen=True, kw_only=True):
    """One line of an event's ledger: a figure with its voice, its outlet, its day and the statement it stands in."""

    what: Counted
    low: float | None
    high: float | None
    approx: bool
    voice: str
    outlet: str | None
    day: str | None
    statement: str


class Contradiction(Noun, frozen=True, kw_only=True):
    """Two statements of one event that cannot both be right, and in what they differ."""

    kind: Literal["denial", "count", "actor", "place", "time", "type"]
    left: str
    right: str
    why: str


class Event(Noun, frozen=True, kw_only=True):
    """A happening that one or more statements speak of, with every statement, every figure and the reasons of merging.

    Attributes:
        id: Follows from the statements; it changes when merging changes.
        first_day, last_day: ISO days between which it happened, None if nobody said.
        sources: Number of independent innermost voices.
    """

    id: str
    type: EventType | None
    mode: str | None
    statements: tuple[str, ...]
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: Place | None = None
    first_day: str | None = None
    last_day: str | None = None
    merges: tuple[Merge, ...] = ()
    ledger: tuple[Tally, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    sources: int = 0
