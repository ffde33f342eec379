"""A sentence that is put together from the fields of a row, and remembers where each part stands."""

from __future__ import annotations

from typing import Any

__all__ = ["Sentence"]


class Sentence:
    """A text in the making; for example "According to UCDP GED, fighting between ...".

    Attributes:
        text: The words so far.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text

    def plain(self, words: str) -> None:
        """Add words that nothing points to."""
        self.text += words

    def part(self, words: str) -> dict[str, Any]:
        """Add words that something points to: their text, start and end."""
        start = len(self.text)
        self.text += words
        return {"text": words, "start": start, "end": len(self.text)}
