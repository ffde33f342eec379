"""A signal: what one feature says for or against two statements being about one happening."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["Against", "Kind", "Signal"]

Kind = Literal["denial", "count", "actor", "place", "time", "type"]
"""In what two accounts of one happening may contradict each other."""
Against = Kind | Literal["row"]
"""What rules one happening out; two rows of one dataset do, and contradict each other in nothing."""


class Signal(NamedTuple):
    """Points for (above 0) or against (below 0) one happening, in logarithms of odds, with the reason in a sentence.

    Attributes:
        against: Set where the two cannot be one happening, whatever else agrees; says in what they differ.
    """

    points: float
    sentence: str
    against: Against | None = None

    @classmethod
    def contradiction(cls, kind: Against, sentence: str) -> Signal:
        """What rules one happening out, unless a person judges otherwise."""
        return cls(RULED_OUT, sentence, kind)


RULED_OUT = -6.0
"""Points of a contradiction: no other features together outweigh it."""
