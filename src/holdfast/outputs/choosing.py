"""Which events a brief tells when there are more than it can hold.

First those on which verdicts rest, up to two thirds of the places, then the others. In each part one of a place comes
before a second of the same place; among these, events of more independent sources come first, then those with more
killed and wounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from holdfast.model import Event
from holdfast.model.statement import Statement

__all__ = ["casualties", "ranked"]

_LOST = ("killed", "wounded", "casualties")


def ranked(
    events: Sequence[tuple[Event, Sequence[Statement]]], *, weighed: Collection[str], places: int
) -> list[tuple[Event, Sequence[Statement]]]:
    """Events in the order in which they should be told.

    Args:
        events: Each with the statements that report it.
        weighed: Ids of statements on which verdicts rest.
        places: How many will be told.
    """
    first = [pair for pair in events if any(one in weighed for one in pair[0].statements)]
    other = [pair for pair in events if not any(one in weighed for one in pair[0].statements)]
    first, other = _spread(first), _spread(other)
    share = max(places * 2 // 3, places - len(other))
    return [*first[:share], *other, *first[share:]]


def casualties(statements: Sequence[Statement]) -> float:
    """The greatest number of killed, wounded or casualties that one of the statements claims; 0 if none does."""
    amounts = (count.low or count.high or 0 for one in statements for count in one.counts if count.what in _LOST)
    return max(amounts, default=0)


def _spread(events: Sequence[tuple[Event, Sequence[Statement]]]) -> list[tuple[Event, Sequence[Statement]]]:
    """Best attested first, one of a place before a second of the same place."""
    best = sorted(events, key=lambda pair: (-pair[0].sources, -casualties(pair[1])))
    told: Counter[str] = Counter()
    turns = []
    for pair in best:
        place = pair[0].place
        name = (place.name or place.text) if place else pair[0].id
        turns.append((told[name], pair))
        told[name] += 1
    return [pair for _, pair in sorted(turns, key=lambda turn: turn[0])]
