"""Highlighting: a document's text cut into pieces, each with the statements whose words it belongs to.

Statements overlap and nest; cutting at every beginning and end gives pieces that do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from holdfast.model import Statement

__all__ = ["Paragraph", "Piece", "paragraphs"]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text with the statements over it, the shortest first.

    Attributes:
        first_of: Statements that begin with this piece: their links land here.
        cited: It lies in the stretch that the page was opened for.
    """

    text: str
    start: int
    end: int
    statements: tuple[Statement, ...] = ()
    first_of: tuple[Statement, ...] = ()
    cited: bool = False


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a document's text in pieces."""

    start: int
    pieces: tuple[Piece, ...]


def paragraphs(text: str, statements: Sequence[Statement], *, cited: tuple[int, int] | None) -> list[Paragraph]:
    """The text's lines that are not empty, in pieces; joined with their line ends they give the text again.

    Args:
        text: The document's text.
        statements: Its statements, in any order.
        cited: Offsets of the stretch to show as cited; None for none.
    """
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if words.strip():
            end = start + len(words)
            touching = [s for s in statements if s.start < end and s.end > start]
            found.append(Paragraph(start=start, pieces=_pieces(text, (start, end), touching, cited)))
        start += len(line)
    return found


def _pieces(
    text: str, line: tuple[int, int], statements: Sequence[Statement], cited: tuple[int, int] | None
) -> tuple[Piece, ...]:
    first, last = line
    cuts = {first, last}
    for start, end in [*((s.start, s.end) for s in statements), *([cited] if cited else [])]:
        cuts |= {max(first, min(start, last)), max(first, min(end, last))}
    by_length = sorted(statements, key=lambda s: (s.end - s.start, s.start, s.id))
    return tuple(_piece(text, start, end, by_length, first, cited) for start, end in pairwise(sorted(cuts)))


def _piece(
    text: str, start: int, end: int, statements: Sequence[Statement], line_start: int, cited: tuple[int, int] | None
) -> Piece:
    over = tuple(s for s in statements if s.start <= start and s.end >= end)
    return Piece(
        text=text[start:end],
        start=start,
        end=end,
        statements=over,
        # A statement over several lines begins once: on the first line that it touches.
        first_of=tuple(
            s for s in over if s.start == start or (s.start < line_start == start and _begins(s, text, line_start))
        ),
        cited=cited is not None and cited[0] <= start and end <= cited[1],
    )


def _begins(statement: Statement, text: str, line_start: int) -> bool:
    """Whether nothing but white space of a statement lies before the line."""
    return not text[statement.start : line_start].strip()
