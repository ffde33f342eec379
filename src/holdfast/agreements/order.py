"""The order of happenings: whether one came before, after or beside another, as far as their days tell it.

Answers are three-valued: None where it cannot be told, or depends on what is not settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from holdfast.agreements.evidence import Happening

__all__ = ["breaks"]


def breaks(
    one: Happening,
    sure: bool | None,
    others: Iterable[tuple[Happening, bool | None]],
    relation: str,
    tolerance: float,
) -> bool | None:
    """Whether one step breaks the order that a text asks for.

    Args:
        one: The step.
        sure: Whether it surely counts.
        others: What it is bound to, each with whether it surely counts.
        relation: The order: after, with, before or excludes.
        tolerance: Days by which it may be missed.
    """
    stands = _RELATIONS[relation]
    if relation == "before":  # nothing to come before, or before all that there is
        broken = _any(_and(other_sure, _not(stands(one, other, tolerance))) for other, other_sure in others)
    else:
        found = _any(_and(other_sure, stands(one, other, tolerance)) for other, other_sure in others)
        broken = found if relation == "excludes" else _not(found)
    return _and(sure, broken)


def _any(values: Iterable[bool | None]) -> bool | None:
    found: bool | None = False
    for value in values:
        if value:
            return True
        found = None if value is None else found
    return found


def _and(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _no_later(left: Happening, right: Happening, days: float) -> bool | None:
    """Whether `left` came on the day of `right` at the latest, or so many days after; None if it cannot be told."""
    if left.last and right.first and (left.last - right.first).days <= days:
        return True
    if left.first and right.last and (left.first - right.last).days > days:
        return False
    return None


def _after(one: Happening, other: Happening, days: float) -> bool | None:
    return _no_later(other, one, days)


def _before(one: Happening, other: Happening, days: float) -> bool | None:
    return _no_later(one, other, days)


def _beside(one: Happening, other: Happening, days: float) -> bool | None:
    return _and(_no_later(one, other, days), _no_later(other, one, days))


_RELATIONS: dict[str, Callable[[Happening, Happening, float], bool | None]] = {
    "after": _after,
    "with": _beside,
    "before": _before,
    "excludes": _beside,
}
