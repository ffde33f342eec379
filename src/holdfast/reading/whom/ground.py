"""Ground: what a text tells of states and bodies, whoever is asked for: where it names them, and how often."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from holdfast.values.nations import mentions

__all__ = ["Ground", "nearness"]

_STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[^\sa-z])|\n+")
_BLOCK = re.compile(r"\n+")
MOST_BODIES = 5


class Ground:
    """The states and bodies that a document, or an entry of a rolling page, names, with the sentences that name them.

    Args:
        text: The text of the document.
        happening_in: For each claim, the country in which its happening is, if that is known.
        within: Where the entry begins and ends, in code points.

    Attributes:
        states: Alpha-3 codes of the states named, the most frequent first.
        bodies: References of the first bodies of several states that are named.
        happening: For each state, the share of the claims that happen there.
    """

    def __init__(self, text: str, happening_in: Iterable[str | None], *, within: tuple[int, int]) -> None:
        start, end = within
        self._stops = [stop.end() for stop in _STOP.finditer(text, start, end)]
        self._blocks = [block.end() for block in _BLOCK.finditer(text, start, end)]
        names = list(mentions(text[start:end]))
        self._named = [(start + one.start, one.state) for one in names if one.state is not None]
        counted = Counter(code for _, code in self._named)
        self.states = [code for code, _ in counted.most_common()]
        self._share = {code: count / len(self._named) for code, count in counted.items()}
        self._sentences: dict[str, list[int]] = {}
        for position, code in self._named:
            self._sentences.setdefault(code, []).append(self.sentence(position))
        bodies = (one.entry.ref for one in names if one.entry.kind == "body")
        several = (ref for ref in bodies if ref.startswith(("IGO ", "NGO ")) and "+" not in ref)
        self.bodies = list(dict.fromkeys(several))[:MOST_BODIES]
        places = Counter(code for code in happening_in if code is not None)
        self.happening = {code: count / places.total() for code, count in places.items()}

    def sentence(self, position: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self._stops, position)

    def block(self, position: int) -> int:
        """The number of the paragraph at a position."""
        return bisect_right(self._blocks, position)

    def near(self, position: int) -> str | None:
        """The state named nearest before a position, or else first in the text."""
        if not self._named:
            return None
        return self._named[max(0, bisect_right(self._named, (position, "")) - 1)][1]

    def share(self, state: str | None) -> float:
        """The share of all names of states that are of one."""
        return self._share.get(state, 0.0) if state is not None else 0.0

    def is_first(self, state: str | None) -> bool:
        """Whether a state is the first that the text names."""
        return bool(self._named) and self._named[0][1] == state

    def closeness(self, state: str | None, sentence: int) -> tuple[float, float, float, float]:
        """How near to a sentence the text names a state: in it, before it, behind it, and the share of names so far."""
        named = self._sentences.get(state) if state is not None else None
        if not named:
            return (0.0, 0.0, 0.0, 0.0)
        after = bisect_right(named, sentence)
        before = nearness(sentence - named[after - 1], 2.0) if after else 0.0
        behind = nearness(named[after] - sentence, 2.0) if after < len(named) else 0.0
        return (float(after > 0 and named[after - 1] == sentence), before, behind, after / len(named))


def nearness(distance: float, half: float) -> float:
    """A distance as a number that is 1 at hand and falls towards 0 far off."""
    return math.exp(-distance / half)
