"""The verdict: whether a clause holds, on a day, by what was known on a day, and on whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, get_args

from holdfast.model.noun import Noun

__all__ = ["LEVELS", "Citation", "Level", "RollUp", "Verdict", "Why", "roll_up"]

Level = Literal["not_in_force", "fulfilled", "holds", "pending", "unknown", "at_risk", "disputed", "breached"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the least to the most severe; a roll-up is the most severe, never an average."""


class Citation(Noun, frozen=True, kw_only=True):
    """The words of a document on which something rests: the statement, the span, who said it, where and when.

    Attributes:
        voice: The chain of voices in words, innermost first: "Russia's defence ministry, according to TASS".
        day: ISO day or moment of publication, None if not known.
    """

    statement: str
    document: str
    start: int
    end: int
    quote: str
    voice: str
    outlet: str | None = None
    day: str | None = None


class Why(Noun, frozen=True, kw_only=True):
    """A reason in a plain sentence, what it rests on, and the words in the documents in which it ends."""

    sentence: str
    because: tuple[Why, ...] = ()
    cites: tuple[Citation, ...] = ()

    def lines(self, indent: int = 0) -> Iterable[str]:
        """The tree as indented lines, each citation under its sentence."""
        yield "  " * indent + self.sentence
        for cite in self.cites:
            # Where nobody else is named the outlet is the voice; it is told once.
            source = ", ".join(dict.fromkeys(part for part in (cite.voice, cite.outlet, cite.day) if part))
            yield "  " * (indent + 1) + f"“{cite.quote}” ({source}; {cite.document} {cite.start}–{cite.end})"
        for reason in self.because:
            yield from reason.lines(indent + 1)


class Verdict(Noun, frozen=True, kw_only=True):
    """What was so about one clause on `day`, by what was known on `known_by`, under one reading.

    Attributes:
        instance: Which one, where a clause has several (each trigger and guarantor, each direction); None if one.
        reading: Whose reading of the wording; "text" where there is one only.
        shadow: The verdict there would be if the text were in force; only with `not_in_force`.
        settled: True once deadline, grace and the delay of reporting are over.
        attributed: Refs of those to whom a breach is attributed by an accepted claim; empty is legal.
        evidence_for, evidence_against: What speaks for and against the clause being kept.
    """

    agreement: str
    clause: str
    reading: str
    day: str
    known_by: str
    level: Level
    why: Why
    instance: str | None = None
    shadow: Level | None = None
    settled: bool = False
    attributed: tuple[str, ...] = ()
    evidence_for: tuple[Citation, ...] = ()
    evidence_against: tuple[Citation, ...] = ()


class RollUp(Noun, frozen=True, kw_only=True):
    """The most severe of several verdicts, with how many there are of each."""

    level: Level
    counts: dict[Level, int]


def roll_up(levels: Iterable[Level]) -> RollUp:
    """The most severe level and the counts of all; `not_in_force` for none at all."""
    counts = Counter(levels)
    worst = max(counts, key=LEVELS.index, default=LEVELS[0])
    return RollUp(level=worst, counts={level: counts[level] for level in LEVELS if counts[level]})
