"""What an actor is resolved to, how two of them compare, and how one is told in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from holdfast.values.nations import countries

__all__ = ["ActorMatch", "caption", "compare"]

Basis = Literal["named", "context"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMatch:
    """A known actor; for example SDN MIL for "Sudan's army".

    Attributes:
        ref: Country and sector ("UKR GOV"), body ("IGO NATO"), joint actors joined by "+", or the sector alone
            ("CIV") where nothing tells the country.
        name: Name of the person, body or country that decided, if there is one.
        basis: "named" if the words themselves tell the country, "context" if it was taken from the document.
        why: How it was found, in one sentence.
    """

    ref: str
    name: str | None
    basis: Basis
    why: str

    def __str__(self) -> str:
        return caption(self)


def compare(left: str, right: str) -> bool | None:
    """Whether two refs can be the same actor: `True` if one contains the other, `None` if one lacks its country.

    "RUS GOV" and "RUS MIL" are one country in two sectors and compare as `False`; a joint ref contains its members.
    """
    first, second = set(left.split("+")), set(right.split("+"))
    if first <= second or second <= first:
        return True
    if any(len(ref.split()) == 1 for ref in first | second):
        return None
    return False


_SECTOR_WORDS = {
    "GOV": "government",
    "MIL": "armed forces",
    "REB": "armed group",
    "OPP": "opposition",
    "CIV": "civilians",
    "LEG": "parliament",
    "JUD": "courts",
    "MED": "media",
    "BUS": "business",
    "NGO": "non-governmental organisation",
}


def caption(match: ActorMatch) -> str:
    """The actor in plain words: "Ukraine: government", "IAEA", "Russia: armed forces and Ukraine: armed forces"."""
    return " and ".join(_caption(ref) for ref in match.ref.split("+"))


def _caption(ref: str) -> str:
    first, _, second = ref.partition(" ")
    if first in ("IGO", "NGO") and second:
        return second
    if not second:
        return _SECTOR_WORDS.get(first, first)
    country = countries().get(first)
    return f"{country.names[0] if country else first}: {_SECTOR_WORDS.get(second, second)}"
