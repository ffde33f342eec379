"""How surely a statement was read: whether a brief may tell it as a sentence, and how it is marked.

A reader's confidence is calibrated: of the statements with .5, half were right. What is more likely wrong than right is
no sentence of a brief, unless a verdict rests on it; then it is told with a mark, down to a floor.
"""

from __future__ import annotations

from holdfast.model import Statement

__all__ = ["LITTLE", "is_readable", "is_sure"]

_SURE = 0.5
_READABLE = 0.3
LITTLE = "read with little certainty"
"""The mark of a sentence that is told only because a verdict rests on it."""


def is_sure(statement: Statement) -> bool:
    """Whether a statement is more likely right than wrong; what a person or a dataset stated is sure to be stated."""
    return statement.confidence is None or statement.confidence >= _SURE


def is_readable(statement: Statement) -> bool:
    """Whether a statement is sure enough to be told with the mark `LITTLE`, if at all."""
    return statement.confidence is None or statement.confidence >= _READABLE
