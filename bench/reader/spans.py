"""Found and wanted stretches of text, laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Stretch = tuple[int, int]


@dataclass(kw_only=True)
class Hits:
    """Running totals of what was wanted, what was given and what of it is right."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def add(self, wanted: Sequence[Stretch], given: Sequence[Stretch], *, exact: bool) -> None:
        """Count the stretches of one text; each is paired once, by equality or by any shared character."""
        free = list(dict.fromkeys(given))
        self.given += len(free)
        for one in dict.fromkeys(wanted):
            self.wanted += 1
            fellow = next((other for other in free if (one == other if exact else touch(one, other))), None)
            if fellow is not None:
                free.remove(fellow)
                self.right += 1

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.wanted + self.given) if self.wanted + self.given else 0.0


def touch(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def within(one: Stretch, other: Stretch) -> bool:
    """Whether the first lies wholly in the second."""
    return other[0] <= one[0] and one[1] <= other[1]


def offsets(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where each token stands in the text; one that is not found as it is written stands at the end of the last."""
    places = []
    position = 0
    for token in tokens:
        start = text.find(token, position)
        if start < 0:
            places.append((position, position))
            continue
        position = start + len(token)
        places.append((start, position))
    return places
