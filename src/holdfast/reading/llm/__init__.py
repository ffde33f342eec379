"""Reading by a language model behind an OpenAI-compatible endpoint: asked for words, checked against the text.

windows → prompt → client → answer → claims, and from there on the rules of every reader. docs/readers.md tells how to
use it, and what it can and cannot promise.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from holdfast.reading.llm.endpoint import UNMEASURED, Endpoint, Prices

__all__ = ["PREFIX", "UNMEASURED", "Accountable", "Endpoint", "Prices"]

PREFIX = "llm:"
"""What the name of such a reader begins with; the model's name follows."""


@runtime_checkable
class Accountable(Protocol):
    """A reader that uses up something, and can say how much."""

    def account(self) -> str:
        """What it has used, made and left out so far, in one sentence."""
        ...
