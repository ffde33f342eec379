"""Edits of a text that keep count of where everything went.

An edit puts new words in place of a stretch of the text; the edited text knows where each old offset now lies, so that
what was read before can be laid beside what is read after.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

VOWELS = "aeiouAEIOU"
ARTICLE = re.compile(r"(?<!\w)([Aa])n? \Z")


@dataclass(frozen=True, kw_only=True)
class Edit:
    """New words for the stretch from `start` to `end`, in code points."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, kw_only=True)
class Edited:
    """A text after its edits, which stand in the order of the text and do not overlap."""

    text: str
    edits: tuple[Edit, ...]
    edges: tuple[int, ...]
    shifts: tuple[int, ...]

    def moved(self, offset: int) -> int:
        """Where an offset of the old text lies in the new one; inside an edit, as if the edit were not yet made."""
        return offset + self.shifts[bisect_right(self.edges, offset) - 1]

    def touches(self, start: int, end: int) -> bool:
        """Whether any edit lies in a stretch of the old text."""
        return any(edit.start < end and start < edit.end for edit in self.edits)


def edited(text: str, edits: Iterable[Edit]) -> Edited:
    """A text with its edits made; of two that overlap the longer one is made, of equally long ones the first."""
    chosen = _apart(sorted(edits, key=lambda edit: (edit.start - edit.end, edit.start)))
    parts: list[str] = []
    edges, shifts = [0], [0]  # from this offset on, add this shift
    position = shift = 0
    for edit in chosen:
        parts += [text[position : edit.start], edit.new]
        position = edit.end
        shift += len(edit.new) - (edit.end - edit.start)
        edges.append(edit.end)
        shifts.append(shift)
    return Edited(
        text="".join([*parts, text[position:]]), edits=tuple(chosen), edges=tuple(edges), shifts=tuple(shifts)
    )


def with_articles(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """The edits, and those of the articles before them that no longer fit: "a government" → "an administration"."""
    found = list(edits)
    for edit in tuple(found):
        article = ARTICLE.search(text, max(0, edit.start - 4), edit.start)
        if article is not None and edit.new:
            fitting = article[1] + ("n " if edit.new[0] in VOWELS else " ")
            if fitting != article[0]:
                found.append(Edit(start=article.start(), end=edit.start, new=fitting))
    return found


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    chosen: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in chosen):
            chosen.append(edit)
    return sorted(chosen, key=lambda edit: edit.start)
