"""Confidence: how often statements of such a score were right, as measured on held-out dispatches."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence

__all__ = ["calibrated", "raw"]

# A statement is right if it is there and its type and act are: these probabilities make its score.
FACTORS = ("trigger", "type", "act")


def raw(probabilities: Mapping[str, float]) -> float:
    """The product of the probabilities that a statement stands on, before calibration."""
    return math.prod(probabilities.get(name, 1.0) for name in FACTORS)


def calibrated(probabilities: Mapping[str, float], calibration: Sequence[tuple[float, float]]) -> float:
    """The confidence in a statement, 0 to 1: its raw score, led along the measured points where there are some."""
    score = raw(probabilities)
    if calibration:
        score = _led(score, calibration)
    return round(min(1.0, max(0.0, score)), 3)


def _led(score: float, points: Sequence[tuple[float, float]]) -> float:
    """The value at a score on the straight lines between points; that of the nearest beyond them."""
    after = bisect_left(points, (score,))
    if after in (0, len(points)):
        return points[min(after, len(points) - 1)][1]
    (left, low), (right, high) = points[after - 1 : after + 1]
    return low + (high - low) * (score - left) / (right - left)
