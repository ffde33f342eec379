"""Predictions: what the model says of one window, in numbers and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from holdfast.reading.pieces import Window

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """The model's probabilities for one window, for instance that its third word begins a trigger.

    Attributes:
        window: The window that was read.
        triggers: The proposed triggers (triggers, 2): first and last word.
        begins: The probability that each proposed trigger begins where it does (triggers).
        decisions: For each decision of `labels.DECISIONS`, probabilities (triggers, labels).
        roles: Probabilities of `labels.TAGS` for each trigger, word and role (triggers, words, roles, tags).
        counted: Probabilities of what a word counts (triggers, words, `labels.COUNTED`).
        kinds: Probabilities of how a word's condition binds (triggers, words, `labels.KINDS`).
    """

    window: Window
    triggers: Ints
    begins: Floats
    decisions: Mapping[str, Floats]
    roles: Floats
    counted: Floats
    kinds: Floats


class Predictor(Protocol):
    """Something that gives a prediction for each window: the shipped model, or a fake for tests."""

    def predict(self, windows: Sequence[Window]) -> Iterator[Prediction]:
        """One prediction for each window, in their order."""
        ...


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities over their last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def propose(tags: Floats, *, threshold: float) -> tuple[Ints, Floats]:
    """The triggers that a window's tag probabilities (words, tags) propose, and how probable each beginning is.

    A word begins a trigger if its probability reaches the threshold; the trigger goes on over the words after it
    for as long as they are more probably inside than begin or outside.
    """
    begins = np.flatnonzero(tags[:, 1] >= threshold)
    inside = tags.argmax(axis=1) == 2
    spans = []
    for first in begins.tolist():
        last = first
        while last + 1 < len(tags) and inside[last + 1] and last - first < 5:
            last += 1
        spans.append((first, last))
    return np.array(spans, dtype=np.int64).reshape(-1, 2), tags[begins, 1]
