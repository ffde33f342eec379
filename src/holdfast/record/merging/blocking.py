"""Which pairs of statements are worth comparing: those that share a place, a day, a figure or a report.

A day that is not said is searched for in the days before publication; that window is never taken for the day itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from zlib import crc32

from holdfast.record.merging.claim import Claim
from holdfast.record.merging.features import FEWEST_WORDS, SMALL

__all__ = ["LARGEST_BLOCK", "pairs"]

SEARCHED_DAYS = 3
"""Days up to publication in which a report's undated happening is looked for."""
LONGEST_STRETCH = 8
LARGEST_BLOCK = 120
"""In a larger block each statement is compared with as many of its neighbours, by day and publication, only."""

SHORTEST_NAME = 4
_SEEDS = ((0x5BD1E995, 0x9E3779B1), (0x2545F491, 0xC2B2AE35), (0x27D4EB2F, 0x165667B1))
"""Any fixed numbers; more pairs of them find more copies."""

_ADRIFT = frozenset({"word", "figure", "copy"})
"""Blocks in which statements that name a town meet only those that name none: each other they meet under the town."""

_Key = tuple[Hashable, ...]


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in `claims`, the smaller first, each once, in order."""
    blocks: dict[_Key, list[int]] = defaultdict(list)
    for position, claim in enumerate(claims):
        for key in set(_keys(claim)):
            blocks[key].append(position)
    partners: list[list[Sequence[int]]] = [[] for _ in claims]
    for key, block in blocks.items():
        for position, others in _compared(block, claims, adrift_only=key[0] in _ADRIFT):
            partners[position].append(others)
    for position, runs in enumerate(partners):
        for other in sorted({each for run in runs for each in run if each > position}):
            yield position, other


def _compared(block: list[int], claims: Sequence[Claim], *, adrift_only: bool) -> Iterator[tuple[int, Sequence[int]]]:
    """Each position of a block with those that it is compared with; a pair may come from either side.

    Args:
        block: The positions that share a key.
        claims: All claims.
        adrift_only: Leave out pairs that both have a town: they meet under their towns.
    """
    if len(block) == 1:
        return
    windows = [(position, block) for position in block] if len(block) <= LARGEST_BLOCK else _windows(block, claims)
    if not adrift_only:
        yield from windows
        return
    adrift = {position for position in block if not _has_town(claims[position])}
    if not adrift:
        return
    for position, window in windows:
        yield position, window if position in adrift else [other for other in window if other in adrift]


def _windows(block: list[int], claims: Sequence[Claim]) -> list[tuple[int, list[int]]]:
    """For each position of a large block those that are near it by day and publication, on both sides alike."""
    ordered = sorted(block, key=lambda position: _when(claims[position]))
    reach = LARGEST_BLOCK // 2
    return [(position, ordered[max(0, rank - reach) : rank + reach + 1]) for rank, position in enumerate(ordered)]


def _when(claim: Claim) -> tuple[int, int, str]:
    day = claim.first if claim.first is not None else claim.published
    return day or 0, claim.published or 0, claim.id


def _has_town(claim: Claim) -> bool:
    return claim.site is not None and claim.site.fine


def _keys(claim: Claim) -> Iterator[_Key]:
    """The blocks that a claim stands in."""
    document, naming = claim.statement.document, claim.family or min(claim.heads, default="")
    yield "report", document, claim.type
    yield "report", document, naming
    for day in _days(claim):
        for town in _town_keys(claim):
            yield "town", claim.type, town, day
            yield "town", naming, town, day
        for country in _countries(claim):
            yield "word", claim.type, naming, country, day
        for count in claim.statement.counts:
            if count.low is not None and count.low > SMALL:
                yield "figure", claim.type, count.what, count.low, day
    for sketch in _sketches(claim.words):
        yield "copy", claim.type, sketch


def _days(claim: Claim) -> Iterable[int | None]:
    """The days under which a claim is looked for: its own and the next, else those up to publication."""
    if claim.first is None:
        if claim.published is None:
            return (None,)
        return range(claim.published - SEARCHED_DAYS + 1, claim.published + 1)
    if claim.last is None:
        return {claim.first, claim.published or claim.first}
    return range(claim.first, min(claim.last, claim.first + LONGEST_STRETCH) + 2)


def _town_keys(claim: Claim) -> Iterator[Hashable]:
    site = claim.site
    if site is None or not site.fine:
        return
    yield site.key
    if site.place.precision == "point":
        yield from (word for word in site.own if len(word) >= SHORTEST_NAME)
    if site.place.lat is not None and site.place.lon is not None:
        yield round(site.place.lat, 1), round(site.place.lon, 1)


def _countries(claim: Claim) -> set[str]:
    """The countries that a claim names, as place or party; one stand-in if it names none."""
    named = {ref.split(" ", 1)[0] for ref in claim.actors | claim.recipients}
    if claim.site and claim.site.place.country:
        named.add(claim.site.place.country)
    return named or {""}


def _sketches(words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Short marks that two texts with nearly the same words very likely share (min-hashing, Broder 1997)."""
    if len(words) < FEWEST_WORDS:
        return
    numbers = [crc32(word.encode()) for word in words]
    for one, other in _SEEDS:
        yield min(number ^ one for number in numbers), min(number ^ other for number in numbers)
