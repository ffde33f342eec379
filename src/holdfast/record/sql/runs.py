"""Long lists of ids or rows, asked for so many at a time: a database takes no list of any length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["AT_ONCE", "runs"]

AT_ONCE = 1000
"""Rows that are fetched at once, and ids that are asked for at once."""

_Asked = TypeVar("_Asked", str, int, bytes)


def runs(asked: Sequence[_Asked]) -> Iterator[Sequence[_Asked]]:
    """A list in stretches of `AT_ONCE`."""
    for first in range(0, len(asked), AT_ONCE):
        yield asked[first : first + AT_ONCE]
