"""Lettering: words on a map, left out where they would cover something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Box", "Label", "lettered"]

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in SVG units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words on the drawing."""

    text: str
    x: float
    y: float
    kind: str


def lettered(wanted: Sequence[Label], taken: Sequence[Box], *, width: float) -> tuple[Label, ...]:
    """The labels that fit, in the order in which they are wanted.

    Args:
        wanted: The weightiest first.
        taken: What no label may cover.
        width: Of the drawing; a label that would leave it is left out.
    """
    covered, kept = list(taken), []
    for label in wanted:
        box = _box(label)
        if _free(box, covered) and box[0] > 2 and box[2] < width - 2:
            covered.append(box)
            kept.append(label)
    return tuple(kept)


def _box(label: Label) -> Box:
    across = len(label.text) * (8.6 if label.kind == "country" else 6.7)
    left = label.x if label.kind == "place" else label.x - across / 2
    return left, label.y - 11, left + across, label.y + 4


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return all(box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in taken)
