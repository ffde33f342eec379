"""Windows: a text cut into stretches that one request asks about, each with some of the text round it.

Entries of a rolling page are apart: no window and no context crosses from one to the next.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from holdfast.reading.llm.lookup import Stretch
from holdfast.reading.segment import sentences

__all__ = ["Window", "windows"]

LOG = logging.getLogger(__name__)

# Characters of the text before and after a window that are shown with it, in whole sentences.
CONTEXT_BEFORE, CONTEXT_AFTER = 600, 300
# Of a "sentence" without end only so many characters are read: it is a table or a list of addresses.
LONGEST_SENTENCE = 50_000
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some sentences in a row that are asked about at once, for instance the first paragraphs of a dispatch.

    Attributes:
        entry: The number of the entry of a rolling page that they belong to, else 0.
        spans: Where each sentence of that entry stands, in code points.
        first, last: The numbers of the first sentence asked about and of the one behind the last.
    """

    entry: int
    spans: Sequence[Stretch]
    first: int
    last: int

    @property
    def core(self) -> Stretch:
        """The stretch that is asked about."""
        return self.spans[self.first][0], self.spans[self.last - 1][1]

    @property
    def shown(self) -> Stretch:
        """The stretch that is shown: the core and whole sentences of its entry round it."""
        start, end = self.core
        before = next((s for s, _ in self.spans[: self.first] if start - s <= CONTEXT_BEFORE), start)
        after = max((e for _, e in self.spans[self.last :] if e - end <= CONTEXT_AFTER), default=end)
        return before, after

    def halves(self) -> tuple[Window, Window] | None:
        """Two windows that ask about half of it each; None for a single sentence."""
        if self.last - self.first < 2:
            return None
        middle = (self.first + self.last) // 2
        return replace(self, last=middle), replace(self, first=middle)


def windows(text: str, *, size: int) -> Iterator[Window]:
    """The windows of a text in order; each sentence with a letter in it is in the core of exactly one.

    Args:
        text: The text, without lone surrogates.
        size: The most characters of a core; a longer sentence is cut.
    """
    for entry, group in groupby(sentences(text), key=lambda sentence: sentence.entry):
        spans = [part for one in group for part in _parts(text, one.start, one.end, size)]
        first = 0
        while first < len(spans):
            last = first + 1
            while last < len(spans) and spans[last][1] - spans[first][0] <= size:
                last += 1
            yield Window(entry=entry, spans=spans, first=first, last=last)
            first = last


def _parts(text: str, start: int, end: int, size: int) -> Iterator[Stretch]:
    """A sentence, cut before a blank where it is too long; nothing of what has no letter."""
    if end - start > LONGEST_SENTENCE:
        LOG.warning("A sentence of %d characters has no end: the first %d are read", end - start, LONGEST_SENTENCE)
        end = start + LONGEST_SENTENCE
    while start < end:
        stop = end
        if end - start > size:
            blank = text.rfind(" ", start + 1, start + size)
            stop = blank if blank > start else start + size
        if LETTER.search(text, start, stop):
            yield start, stop
        start = stop
