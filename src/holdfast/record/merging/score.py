"""The score of two statements: the sum of what the features say, and why."""

from __future__ import annotations

from math import exp
from typing import NamedTuple

from holdfast.record.merging.claim import Claim
from holdfast.record.merging.features import FEATURES, PRIOR
from holdfast.record.merging.signal import Against

__all__ = ["Score", "probability", "reasons", "score"]


class Score(NamedTuple):
    """What the features together say of two statements.

    Attributes:
        points: Above 0 they are taken to be about one happening.
        against: In what they differ so that they cannot be; None if nothing rules it out.
    """

    points: float
    against: Against | None


def score(left: Claim, right: Claim) -> Score:
    """Add up the features; a contradiction ends it."""
    points = PRIOR
    for feature in FEATURES:
        signal = feature(left, right)
        if signal is None:
            continue
        points += signal.points
        if signal.against is not None:
            return Score(points, signal.against)
    return Score(points, None)


def reasons(left: Claim, right: Claim) -> tuple[str, ...]:
    """One sentence for each feature that spoke, in their order."""
    signals = (feature(left, right) for feature in FEATURES)
    return tuple(signal.sentence for signal in signals if signal is not None)


def probability(points: float) -> float:
    """Points as a number between 0 and 1, for reading; .5 is the threshold."""
    return round(1 / (1 + exp(-points)), 3)
