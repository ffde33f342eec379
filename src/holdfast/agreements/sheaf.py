"""Happenings on which a finding or a verdict rests, with what is asked of them again and again worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from heapq import nlargest

from holdfast.agreements.evidence import Happening

__all__ = ["Sheaf", "blamed", "shown"]

_MOST_SHOWN = 12
"""So many happenings are written out in one reason, the contested, accepted and latest first; the rest are counted."""


class Sheaf(tuple[Happening, ...]):
    """Happenings that answer one question in one window. Many instances of a clause rest on the same one."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all of them."""
        return frozenset([one.id for one in self])

    @cached_property
    def heaviest(self) -> list[Happening]:
        """Those that a reason writes out."""
        return nlargest(_MOST_SHOWN, self, key=_weight)

    @cached_property
    def blamed(self) -> frozenset[str]:
        """References of those to whom they are laid."""
        return frozenset([ref for one in self if not one.praise for ref in one.attributed])


def shown(*sheaves: Sheaf) -> list[Happening]:
    """The happenings of one or several sheaves that a reason writes out, in order of days.

    What stands in several counts once, as the last of them says it; so it is with `blamed`.
    """
    found = [one for sheaf in _each_once(sheaves) for one in sheaf.heaviest]
    return sorted(nlargest(_MOST_SHOWN, found, key=_weight), key=_in_order)


def blamed(sheaves: Sequence[Sheaf]) -> frozenset[str]:
    """References of those to whom happenings that speak against the bearer are laid."""
    return frozenset().union(*(sheaf.blamed for sheaf in _each_once(sheaves)))


def _each_once(sheaves: Sequence[Sheaf]) -> Iterator[Sheaf]:
    """The sheaves, each without what stands in a later one."""
    apart = list({id(sheaf): sheaf for sheaf in reversed(sheaves)}.values())
    for place, sheaf in enumerate(apart):
        again = frozenset().union(*(sheaf.ids & later.ids for later in apart[:place]))
        yield Sheaf(one for one in sheaf if one.id not in again) if again else sheaf


def _weight(one: Happening) -> tuple[bool, bool, date, str]:
    return one.contested, one.state is True, one.last or date.min, one.id


def _in_order(one: Happening) -> tuple[date, str]:
    return one.first or one.last or date.min, one.id
