"""The country of an actor from a place in its words: "the Alberta government" is Canada's, "police in Kirkuk" Iraq's.

Asked only where the words name no country, people, body or person. A name counts that a preposition leads up to or that
an office or an institution follows, so that persons called after places ("Evo Morales") are not taken for them; and
only if it is a first-level unit or a large town, and no other country has one of that name and near its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from holdfast.values.gazetteer import Record, look_up
from holdfast.values.sector import sector

__all__ = ["country_of_place"]

_NAME = r"[A-ZÀ-Þ][\w'’-]*[\w.](?:[ -](?:(?:al|el|de|del|do|da|of|la|le|e|i|sur|ul)[ -])?[A-ZÀ-Þ][\w'’-]*)*"
_BEHIND = re.compile(
    rf"\b(?:in|of|from|near|around|across|outside)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){{0,4}}(?P<name>{_NAME})"
)
_HEAD = re.compile(rf"^(?:[Tt]he\s+|[Aa]n?\s+)?(?:[a-z\d][\w,-]*\s+){{0,4}}(?P<name>{_NAME})(?P<rest>.*)$")
# Words that are names of units somewhere and are said of every state.
_GENERIC = re.compile(
    r"(?:[Tt]he )?(?:Federal|National|Central|Capital|North|South|East|West|Northern|Southern|Eastern|Western"
    r"|Centre|Center|Union|Republic|State|District|Province|Region|City|Islands?|Coast|Intelligence|Security|Police|Home|Free|Royal)"
)
_LARGE = 4.9  # 80,000 people
_CITY = 5.3  # 200,000 people
_UNIT = 4.7  # a first-level unit of 50,000 people counts as a town ten times its size
_CLEARLY = 0.7  # five times as large as the largest namesake abroad


def country_of_place(words: str) -> tuple[str, str] | None:
    """The country and the place that tells it, or `None`.

    Args:
        words: The cleaned words of an actor.

    Raises:
        MissingInput: The gazetteer's file is not there or of another version.
    """
    for name in _names(words):
        if (code := _country(name)) is not None:
            return code, name
    code = _country(words, alone=True)
    return None if code is None else (code, words)


def _names(words: str) -> Iterator[str]:
    """What may be the name of a place in the words of an actor."""
    if (head := _HEAD.match(words)) is not None:
        yield from _leading(head["name"], head["rest"])
    for match in _BEHIND.finditer(words):
        parts = match["name"].split()
        yield from (" ".join(parts[:length]) for length in range(len(parts), 0, -1) if _ends(parts[length:]))


def _leading(name: str, rest: str) -> Iterator[str]:
    """Beginnings of a run of capitalised words that an office or institution follows."""
    parts = re.sub(r"(?:'s|’s|'|’)$", "", name).split()
    owned = name.endswith(("'s", "’s"))
    for length in range(len(parts), 0, -1):
        after = " ".join((*parts[length:], rest))
        follows = sector(" ".join(after.split()[:2])) if after.strip() else None
        if follows is not None or (owned and length == len(parts)):
            yield " ".join(parts[:length])


def _ends(after: list[str]) -> bool:
    """Whether a name behind a preposition can end here: nothing follows, or an institution does."""
    return not after or sector(" ".join(after)) is not None or after[0] in ("State", "Province", "Region", "District")


@lru_cache(maxsize=5_000)
def _country(name: str, *, alone: bool = False) -> str | None:
    """The one country that has a large town or a first-level unit of that name; of a name alone only a unit counts."""
    if not name[:1].isupper() or _GENERIC.fullmatch(name):
        return None
    records = look_up(name)
    if alone and not any(_acts_alone(record) for record in records):
        return None
    weights: dict[str, float] = {}
    for record in records:
        weights[record.country] = max(weights.get(record.country, 0.0), _weight(record))
    ranked = sorted(weights.items(), key=lambda one: -one[1])
    if not ranked or not ranked[0][0] or ranked[0][1] < _LARGE:
        return None
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= _CLEARLY else None


def _acts_alone(record: Record) -> bool:
    """Whether a name without any other word may be told of as somebody: units, regions and cities are."""
    city = record.kind == "settlement" and record.size >= _CITY
    return record.own_name and (record.kind in ("admin1", "area") or city)


def _weight(record: Record) -> float:
    if record.kind == "admin1":
        return record.size + (1.0 if record.own_name and record.size >= _UNIT else 0.0)
    if record.kind in ("area", "point") and record.own_name:
        return _LARGE if record.country else 0.0
    return record.size if record.kind == "settlement" else 0.0
