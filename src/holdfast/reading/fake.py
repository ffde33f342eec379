"""A fake predictor: hand-written readings as numbers, so that everything round the model can be tested without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from holdfast.reading.labels import COUNTED, DECISIONS, KINDS, ROLES, TAGS
from holdfast.reading.pieces import Window
from holdfast.reading.prediction import Floats, Prediction

__all__ = ["FakePredictor", "Marked", "letters"]

# How sure the fake is of what it was told; the rest is shared among the other labels.
SURE = 0.95


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One claim as written by hand, all by words of the text, for example the trigger "reduce" with actor "Russia".

    Attributes:
        trigger: The words that name the happening; their first occurrence in a window counts.
        labels: Decisions by name; what is left out is an affirmed assertion that something happened, of type OTHER.
        parts: Words by role; a role may have several.
        counted: What a count's words count, by words.
        kinds: How a condition's words bind, by words.
        sure: The probability given to the trigger and to each label.
    """

    trigger: str
    labels: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    counted: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    sure: float = SURE


class FakePredictor:
    """A predictor that says of a text what was written down for it.

    Args:
        text: The text that windows come from.
        marked: The claims.
    """

    def __init__(self, text: str, marked: Sequence[Marked]) -> None:
        self._text, self._marked = text, marked

    def predict(self, windows: Sequence[Window]) -> Iterator[Prediction]:
        """One prediction for each window, in their order."""
        for window in windows:
            yield self._predict(window)

    def _predict(self, window: Window) -> Prediction:
        here = [(span, one) for one in self._marked if (span := self._find(window, one.trigger)) is not None]
        here.sort(key=lambda pair: pair[0])
        count, words = len(here), window.word_count
        roles = np.zeros((count, words, len(ROLES), len(TAGS)), dtype=np.float32)
        roles[..., 0] = 1.0
        counted = np.full((count, words, len(COUNTED)), 1 / len(COUNTED), dtype=np.float32)
        kinds = np.full((count, words, len(KINDS)), 1 / len(KINDS), dtype=np.float32)
        for number, (_, one) in enumerate(here):
            self._mark_roles(window, one, roles[number])
            for table, told, labels in ((counted, one.counted, COUNTED), (kinds, one.kinds, KINDS)):
                for phrase, label in told.items():
                    if (span := self._find(window, phrase)) is not None:
                        table[number, span[0] : span[1] + 1] = shares(labels, label, one.sure)
        return Prediction(
            window=window,
            triggers=np.array([span for span, _ in here], dtype=np.int64).reshape(-1, 2),
            begins=np.array([one.sure for _, one in here], dtype=np.float32),
            decisions={name: self._decisions(name, [one for _, one in here]) for name in DECISIONS},
            roles=roles,
            counted=counted,
            kinds=kinds,
        )

    def _decisions(self, name: str, marked: Sequence[Marked]) -> Floats:
        usual = {
            "valid": "yes",
            "type": "OTHER",
            "mode": "",
            "act": "assert",
            "status": "happened",
            "polarity": "affirmed",
        }
        rows = [shares(DECISIONS[name], one.labels.get(name, usual[name]), one.sure) for one in marked]
        return np.array(rows, dtype=np.float32).reshape(-1, len(DECISIONS[name]))

    def _mark_roles(self, window: Window, one: Marked, table: Floats) -> None:
        for role, phrases in one.parts.items():
            for phrase in phrases:
                if (span := self._find(window, phrase)) is not None:
                    for word in range(span[0], span[1] + 1):
                        table[word, ROLES.index(role)] = shares(
                            TAGS, "begin" if word == span[0] else "inside", one.sure
                        )

    def _find(self, window: Window, phrase: str) -> tuple[int, int] | None:
        """The first and last word of the first occurrence of a phrase, as whole words, in a window."""
        whole = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
        found = whole.search(self._text, int(window.starts[0]), int(window.ends[-1])) if phrase else None
        if found is None:
            return None
        start = found.start()
        first = int(np.searchsorted(window.ends, start, side="right"))
        last = int(np.searchsorted(window.starts, start + len(phrase), side="left")) - 1
        return (first, last)


def shares(labels: Sequence[str], label: str, sure: float = SURE) -> Floats:
    """Probabilities that put `sure` on one label and share the rest among the others."""
    row = np.full(len(labels), (1 - sure) / max(1, len(labels) - 1), dtype=np.float32)
    row[labels.index(label)] = sure
    return row


def letters() -> Tokenizer:
    """A tokenizer that cuts English words into letters: what the weights bring, without the weights."""
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *alphabet, *(f"##{letter}" for letter in alphabet)]
    pieces += list("!\"#$%&'()*+,-./:;<=>?@[]_—–…“”‘’")
    tokenizer = Tokenizer(WordPiece({piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer
