"""The parties of an event as two sides, with what their references tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.model import Event, Mention
from holdfast.outputs.discretion import Discretion

__all__ = ["Sides", "country_of", "is_civilian", "is_state", "sector_of", "sides_of"]

_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_CIVILIAN = frozenset({"CIV", "CVL", "REF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who is named first and who second; empty where nobody is.

    Attributes:
        first, second: Parties.
        one_sided: Whether the second are civilians, and nothing but done to.
    """

    first: tuple[Mention, ...]
    second: tuple[Mention, ...]
    one_sided: bool

    def named(self, discretion: Discretion) -> tuple[str, str]:
        """The names of both sides, private persons withheld; empty where nobody is named."""
        return _names(self.first, discretion), _names(self.second, discretion)


def sides_of(event: Event) -> Sides:
    """Two sides of an event: doers and those it is done to, or doers that fight each other."""
    actors, recipients = event.actors, event.recipients
    if recipients and all(map(is_civilian, recipients)):
        return Sides(first=actors, second=recipients, one_sided=True)
    if recipients:
        return Sides(first=actors, second=recipients, one_sided=False)
    state = [actor for actor in actors if is_state(actor)]
    first = tuple(state[:1] or actors[:1])
    return Sides(first=first, second=tuple(actor for actor in actors if actor not in first), one_sided=False)


def sector_of(who: Mention) -> str | None:
    """The sector of a party's reference: MIL of "RUS MIL"."""
    parts = (who.ref or "").split("+")[0].split()
    return parts[-1] if len(parts) > 1 and parts[0] != "IGO" else parts[0] if len(parts) == 1 else None


def country_of(who: Mention) -> str | None:
    """The country of a party's reference: RUS of "RUS MIL"; None for a body of several states."""
    parts = (who.ref or "").split("+")[0].split()
    return parts[0] if len(parts) > 1 and parts[0] != "IGO" else None


def is_state(who: Mention) -> bool:
    """Whether a party acts for a state."""
    return sector_of(who) in _STATE


def is_civilian(who: Mention) -> bool:
    """Whether a party is civilians."""
    return sector_of(who) in _CIVILIAN


def _names(people: Sequence[Mention], discretion: Discretion) -> str:
    return "; ".join(dict.fromkeys(discretion.caption(one) for one in people))
