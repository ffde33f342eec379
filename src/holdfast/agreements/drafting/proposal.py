"""The draft as a whole: its header, its clauses with the words that each rests on, and what became none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from holdfast.agreements.drafting.telling import LeftOut, Telling
from holdfast.agreements.drafting.treaty.prose import Prose

__all__ = ["ClauseDraft", "Draft"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseDraft:
    """One clause as it would stand in a file, with the words that it rests on.

    Attributes:
        value: The flat mapping that a clause's file holds, without `text_refs`.
        tellings: The words, each telling of it once.
        standing: How far the words bind: promised, agreed, proposed, demanded or told.
        confidence: The most that the reader gave to one of them; None where no machine has read it.
        uncertain: What a person must decide.
    """

    value: dict[str, Any]
    tellings: tuple[Telling, ...]
    standing: str
    uncertain: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The clause's id."""
        return str(self.value["id"])

    @property
    def confidence(self) -> float | None:
        """The most that a reader gave to one of the tellings; None where no machine has read them."""
        known = [one.statement.confidence for one in self.tellings if one.statement.confidence is not None]
        return max(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft of an agreement.

    Attributes:
        header: What `agreement.yml` would hold, without `texts`.
        clauses: In order; conditions stand before what waits for them.
        left_out: What became no clause.
        uncertain: What a person must decide about the whole.
        prose: How each part of a document with treaty prose was read, with the document's id; empty where none has any.
    """

    header: dict[str, Any]
    clauses: tuple[ClauseDraft, ...]
    left_out: tuple[LeftOut, ...]
    uncertain: tuple[str, ...]
    prose: tuple[tuple[str, Prose], ...] = ()
