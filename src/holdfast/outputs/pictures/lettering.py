"""Lettering: words on a map, left out where they would cover something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Box", "Label", "lettered"]

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in SVG units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words on the drawing.

    Attributes:
        kind: "place" begins at x, "place before" ends at it; "wide" and "country" have it in their middle.
    """

    text: str
    x: float
    y: float
    kind: str


def lettered(
    wanted: Sequence[Sequence[Label]], taken: Sequence[Box], *, width: float, height: float
) -> tuple[Label, ...]:
    """The labels that fit, in the order in which they are wanted.

    Args:
        wanted: The weightiest first, each as the places where it may stand, the best first.
        taken: What no label may cover.
        width: Of the drawing; a label that would leave it is left out.
        height: Likewise.
    """
    covered, kept = list(taken), []
    for places in wanted:
        for label in places:
            box = _box(label)
            if _free(box, covered) and box[0] > 2 and box[1] > 0 and box[2] < width - 2 and box[3] < height:
                covered.append(box)
                kept.append(label)
                break
    return tuple(kept)


def _box(label: Label) -> Box:
    across = len(label.text) * (8.6 if label.kind == "country" else 6.7)
    left = label.x - {"place": 0.0, "place before": across}.get(label.kind, across / 2)
    return left, label.y - 11, left + across, label.y + 4


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return all(box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in taken)
