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
        vectors: What the encoder makes of each word (words, width); None where there is no encoder.
    """

    window: Window
    triggers: Ints
    begins: Floats
    decisions: Mapping[str, Floats]
    roles: Floats
    counted: Floats
    kinds: Floats
    vectors: Floats | None = None

    def vector(self, start: int, end: int) -> Floats | None:
        """The mean of the vectors of the words between two places in the text; None where there is none."""
        if self.vectors is None:
            return None
        first = int(np.searchsorted(self.window.ends, start, side="right"))
        last = int(np.searchsorted(self.window.starts, end, side="left"))
        if first >= last:
            return None
        mean: Floats = self.vectors[first:last].mean(axis=0)
        return mean


class Predictor(Protocol):
    """Something that gives a prediction for each window: the shipped model, or a fake for tests."""

    def predict(self, windows: Sequence[Window]) -> Iterator[Prediction]:
        """One prediction for each window, in their order."""
        ...


# A score beyond this is certain either way, and its power still has room in 32 bits.
SURE = 60.0


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities over their last axis.

    The axes are short (three tags, twenty labels) and the rows many, which numpy's own sums and maxima are slow at: the
    sum is a product with ones, and scores are bounded instead of moved by each row's greatest.
    """
    raised = np.exp(np.clip(scores, -SURE, SURE))
    labels = raised.shape[-1]
    with np.errstate(invalid="ignore"):  # OpenBLAS now and then raises it where all is finite (numpy issue 24067)
        totals = raised.reshape(-1, labels) @ np.ones((labels, 1), dtype=raised.dtype)
    shares: Floats = raised / totals.reshape(*raised.shape[:-1], 1)
    return shares


def propose(tags: Floats, *, threshold: float, core: tuple[int, int]) -> tuple[Ints, Floats]:
    """The triggers that a window's tag probabilities (words, tags) propose, and how probable each beginning is.

    A word of the window's core begins a trigger if its probability reaches the threshold; the trigger goes on over the
    words after it for as long as they are more probably inside than begin or outside. What begins in the context is
    another window's to decide.
    """
    begins = core[0] + np.flatnonzero(tags[core[0] : core[1], 1] >= threshold)
    inside = tags.argmax(axis=1) == 2
    spans = []
    for first in begins.tolist():
        last = first
        while last + 1 < len(tags) and inside[last + 1] and last - first < 5:
            last += 1
        spans.append((first, last))
    return np.array(spans, dtype=np.int64).reshape(-1, 2), tags[begins, 1]
