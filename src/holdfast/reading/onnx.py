"""The trained model run by onnxruntime: the only module that knows that library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from holdfast.reading.labels import DECISIONS, ROLES
from holdfast.reading.pieces import Window
from holdfast.reading.prediction import Floats, Ints, Prediction, propose, softmax
from holdfast.reading.weights import Weights, other_version

__all__ = ["OnnxPredictor", "load_tokenizer"]

HEAD_INPUTS = {"vectors", "sentences", "first", "last"}
# Trigger-and-word pairs that the head looks at at once: what does not fit the processor's cache is a third slower.
HEAD_PAIRS = 3_000
# What a word counts, or how a condition binds, is asked where the word is outside of that role with less than this.
ASKED = 0.95


class OnnxPredictor:
    """The shipped model.

    Args:
        weights: The files.
        threads: How many cores one call may use.

    Raises:
        ReaderMissing: The weights were made for another version of Holdfast.
    """

    def __init__(self, weights: Weights, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        providers = ["CPUExecutionProvider"]
        self._encoder, self._head = (
            onnxruntime.InferenceSession(
                str(weights.folder / name), options, providers=providers, disabled_optimizers=["SkipLayerNormFusion"]
            )
            for name in ("encoder.onnx", "head.onnx")
        )
        if {given.name for given in self._head.get_inputs()} != HEAD_INPUTS:
            raise other_version("head.onnx asks for other inputs", where=weights.folder / "head.onnx")
        self._outputs = [output.name for output in self._head.get_outputs()]
        self._threshold = weights.thresholds.proposal
        self._temperatures = weights.temperatures

    def predict(self, windows: Sequence[Window]) -> Iterator[Prediction]:
        """One prediction for each window, in their order.

        Each is read alone: 8-bit scales are set by all that is in a batch, and what a page says must not hang on its
        neighbours. One window is long enough to keep a core busy.
        """
        for window in windows:
            named = {name: getattr(window, name)[None] for name in ("pieces", "shapes", "layouts", "words")}
            vectors, scores = self._encoder.run(["vectors", "tags"], named)
            tags = softmax(scores[0] / self._temperatures.get("tags", 1.0))
            triggers, begins = propose(tags, threshold=self._threshold, core=window.core)
            fixed = {"vectors": vectors, "sentences": window.sentences[None]}
            yield self._prediction(window, triggers, begins, self._describe(fixed, triggers), vectors[0])

    def _describe(self, fixed: Mapping[str, Any], triggers: Ints) -> dict[str, Floats]:
        """What the head says of every trigger of one window, a bounded number of them at a time.

        Roles come as probabilities, all else as scores.
        """
        step = max(1, HEAD_PAIRS // max(1, fixed["sentences"].shape[1]))
        parts: list[list[Floats]] = []
        for begin in range(0, max(1, len(triggers)), step):
            some = triggers[begin : begin + step]
            parts.append(self._head.run(self._outputs, {**fixed, "first": some[:, 0], "last": some[:, 1]}))
        return {name: np.concatenate(table) for name, *table in zip(self._outputs, *parts, strict=True)}

    def _prediction(
        self, window: Window, triggers: Ints, begins: Floats, scores: Mapping[str, Floats], vectors: Floats
    ) -> Prediction:
        def shares(name: str) -> Floats:
            return softmax(scores[name] / self._temperatures.get(name, 1.0))

        roles = scores["roles"]

        def where(name: str, role: str) -> Floats:
            """Shares for the words that may be in a role; the others, nearly all, are not asked."""
            found = np.zeros_like(scores[name])
            asked = roles[:, :, ROLES.index(role), 0] < ASKED
            found[asked] = softmax(scores[name][asked])
            return found

        return Prediction(
            window=window,
            triggers=triggers,
            begins=begins,
            decisions={name: shares(name) for name in DECISIONS},
            roles=roles,
            counted=where("counted", "count"),
            kinds=where("kinds", "condition"),
            vectors=vectors,
        )


def load_tokenizer(weights: Weights) -> Tokenizer:
    """The tokenizer of the weights, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(weights.folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
