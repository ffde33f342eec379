"""What answers a question: happenings, found by their days without looking at each, and reports on a matter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from holdfast.agreements.evidence import Happening
from holdfast.agreements.expression import Window
from holdfast.agreements.facts import Said

__all__ = ["Answers", "Report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A statement on a matter that somebody owes; `undone` if it says that it was not done."""

    said: Said
    undone: bool


class Answers:
    """The happenings that bear on one question.

    Attributes:
        happenings: In order of their first days; those without one come first.
    """

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self.happenings = tuple(sorted(happenings, key=_first))

    def within(self, window: Window) -> Iterator[tuple[Happening, bool | None]]:
        """Those that lie in a window (True) or may lie in it (None), in order."""
        begin = bisect_left(self._reach, window.first) if window.first else 0
        end = bisect_right(self._firsts, window.last) if window.last else len(self.happenings)
        for one in self.happenings[begin:end]:
            inside = window.holds(one.first, one.last)
            if inside is not False:
                yield one, inside

    @cached_property
    def latest_first(self) -> tuple[Happening, ...]:
        """All of them, the latest first."""
        return tuple(sorted(self.happenings, key=_latest, reverse=True))

    @cached_property
    def days_told(self) -> frozenset[date]:
        """Days of publication of everything that is said on the question, for or against."""
        spoken = (said for one in self.happenings for said in (*one.affirming, *one.denying))
        return frozenset(said.published for said in spoken if said.published)

    @cached_property
    def _firsts(self) -> list[date]:
        return [_first(one) for one in self.happenings]

    @cached_property
    def _reach(self) -> list[date]:
        """For each place in the order the last day of all up to it; one that says no last day reaches for ever."""
        return list(accumulate((one.last or date.max for one in self.happenings), max))


def _latest(one: Happening) -> tuple[date, date, str]:
    return one.last or date.min, one.first or date.min, one.id


def _first(one: Happening) -> date:
    return one.first or date.min
