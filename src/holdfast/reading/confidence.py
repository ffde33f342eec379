"""Confidence: how often statements of such a score were right, as measured on held-out dispatches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

__all__ = ["calibrated", "raw"]

# A statement is right if it is there and its type and act are: these probabilities make its score.
FACTORS = ("trigger", "type", "act")


def raw(probabilities: Mapping[str, float]) -> float:
    """The product of the probabilities that a statement stands on, before calibration."""
    return float(np.prod([probabilities.get(name, 1.0) for name in FACTORS]))


def calibrated(probabilities: Mapping[str, float], calibration: Sequence[tuple[float, float]]) -> float:
    """The confidence in a statement, 0 to 1: its raw score, led along the measured points where there are some."""
    score = raw(probabilities)
    if calibration:
        score = float(np.interp(score, [point[0] for point in calibration], [point[1] for point in calibration]))
    return round(min(1.0, max(0.0, score)), 3)
