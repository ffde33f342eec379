"""Clusters: which statements are about one happening, the likeliest pairs first, without chaining.

A pair joins its whole clusters only if the statements of the one, on average, speak for being about the same happening
as those of the other (average linkage), and no two of them rule it out. So a vague statement that fits two strikes
cannot make one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from holdfast.record.merging.blocking import pairs
from holdfast.record.merging.claim import Claim, Part
from holdfast.record.merging.score import Score, score

__all__ = ["Clustering", "Decision", "Link", "cluster"]

EXACT = 0.0
"""The least average of points between two clusters, over the statements that say both where and when: they decide."""
AVERAGE = -0.5
"""The same over all statements, where one cluster has none so exact. A little below 0, as many true pairs have little
in common: one statement names the town and another the toll."""
LEAST, MOST = -2.0, 3.0
"""Points of one pair are cut to these before averaging, so that one copied sentence does not outvote the rest."""
MOST_PAIRS = 150
"""Pairs of two large clusters of which the average is taken."""

_Choice = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody's judgement on two claims, by their positions; `why` is ready to be shown."""

    left: int
    right: int
    same: bool
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """A join of two clusters through two claims.

    Attributes:
        points: None for a judgement.
    """

    left: int
    right: int
    points: float | None
    by: str
    why: str = ""


@dataclass(slots=True)
class _Cluster:
    """Claims that are taken to be about one happening.

    Attributes:
        shapes: One claim for each different place, time and set of parties: enough to see what rules a join out.
    """

    members: list[int]
    links: list[Link] = field(default_factory=list)
    shapes: dict[object, int] = field(default_factory=dict)


class Clustering:
    """Clusters of claims while they grow.

    Args:
        claims: All claims, in the order of their ids.
        decisions: Judgements, the weightiest first; one on a pair that an earlier one settles is passed over.
    """

    def __init__(self, claims: Sequence[Claim], decisions: Iterable[Decision]) -> None:
        self._claims = claims
        self._of = [_Cluster([position], shapes={_shape(claim): position}) for position, claim in enumerate(claims)]
        self._scores: dict[tuple[int, int], Score] = {}
        self._apart: dict[int, set[int]] = {}
        self._refused: set[tuple[int, int, int, int]] = set()
        for decision in decisions:
            self._decide(decision)

    def clusters(self) -> Iterator[tuple[list[int], list[Link]]]:
        """Each cluster's claims in order, with the links that made it."""
        seen: set[int] = set()
        for found in self._of:
            if id(found) not in seen:
                seen.add(id(found))
                yield sorted(found.members), found.links

    def score(self, left: int, right: int) -> Score:
        """The score of two claims, worked out once."""
        pair = (left, right) if left < right else (right, left)
        known = self._scores.get(pair)
        if known is None:
            known = self._scores[pair] = score(self._claims[pair[0]], self._claims[pair[1]])
        return known

    def consider(self, left: int, right: int, points: float) -> None:
        """Join the clusters of two claims if they belong together as wholes."""
        one, other = self._of[left], self._of[right]
        if one is other:
            return
        # The same question about the same two clusters has the same answer.
        question = (one.members[0], len(one.members), other.members[0], len(other.members))
        if question in self._refused:
            return
        if len(one.members) < len(other.members):
            one, other = other, one
        if self._may_join(one, other) and self._agree(one.members, other.members):
            self._join(one, other, Link(left, right, points, "machine"))
        else:
            self._refused.add(question)

    def follow(self, choices: Mapping[int, Sequence[_Choice]]) -> None:
        """Add denials and announcements to the happenings that they fit best; they never join two happenings.

        Those that a judgement holds to be about one happening go together; those that it has placed already stay.

        Args:
            choices: For each follower the claims that it fits, with points turned negative.
        """
        groups: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for follower, fitting in choices.items():
            group = self._of[follower]
            if not any(self._claims[member].part is Part.TELLS for member in group.members):
                groups[min(group.members)] += [(points, told, follower) for points, told in fitting]
        chosen = [self._best(self._of[first], sorted(fitting)) for first, fitting in sorted(groups.items())]
        # All have chosen before the first joins; those that an earlier one rules out stay away.
        for link in filter(None, chosen):
            told, group = self._of[link.left], self._of[link.right]
            if self._may_join(told, group):
                self._join(told, group, link)

    def _best(self, group: _Cluster, fitting: Iterable[tuple[float, int, int]]) -> Link | None:
        """The first of the choices that nothing rules out."""
        for points, told, follower in fitting:
            if self._may_join(self._of[told], group):
                return Link(told, follower, -points, "machine")
        return None

    def kept_apart(self, one: Iterable[int], other: Iterable[int]) -> bool:
        """Whether a judgement says that a claim of the one is about another happening than one of the other."""
        others = set(other)
        return any(not self._apart.get(member, _NOBODY).isdisjoint(others) for member in one)

    def _decide(self, decision: Decision) -> None:
        one, other = self._of[decision.left], self._of[decision.right]
        if decision.same:
            if one is not other and not self.kept_apart(one.members, other.members):
                self._join(one, other, Link(decision.left, decision.right, None, decision.by, decision.why))
        elif one is not other:
            self._apart.setdefault(decision.left, set()).add(decision.right)
            self._apart.setdefault(decision.right, set()).add(decision.left)

    def _may_join(self, one: _Cluster, other: _Cluster) -> bool:
        if self._apart and self.kept_apart(one.members, other.members):
            return False
        shapes = product(one.shapes.values(), other.shapes.values())
        return all(self.score(left, right).against is None for left, right in shapes)

    def _agree(self, one: Iterable[int], other: Iterable[int]) -> bool:
        """Whether two clusters speak for one happening on average; if both have exact statements, whether those do."""
        lefts, rights = sorted(one), sorted(other)
        exact_lefts, exact_rights = list(filter(self._is_exact, lefts)), list(filter(self._is_exact, rights))
        if exact_lefts and exact_rights:
            return self._average(exact_lefts, exact_rights) >= EXACT
        return self._average(lefts, rights) >= AVERAGE

    def _is_exact(self, position: int) -> bool:
        claim = self._claims[position]
        return claim.dated and claim.site is not None and claim.site.fine

    def _average(self, lefts: list[int], rights: list[int]) -> float:
        """The average of points between claims; of evenly chosen pairs where there are very many."""
        while len(lefts) * len(rights) > MOST_PAIRS:
            longer = lefts if len(lefts) >= len(rights) else rights
            del longer[1::2]
        points = [min(MOST, max(LEAST, self.score(left, right).points)) for left, right in product(lefts, rights)]
        return sum(points) / len(points)

    def _join(self, one: _Cluster, other: _Cluster, link: Link) -> None:
        one.members += other.members
        one.links += [*other.links, link]
        for shape, position in other.shapes.items():
            one.shapes.setdefault(shape, position)
        for member in other.members:
            self._of[member] = one


_NOBODY: set[int] = set()


def cluster(claims: Sequence[Claim], decisions: Iterable[Decision]) -> Clustering:
    """Put claims that tell of one happening together; the same ones in any order give the same clusters.

    Args:
        claims: Claims in the order of their ids.
        decisions: Judgements, the weightiest first.
    """
    found = Clustering(claims, decisions)
    likely = []
    followers: dict[int, list[_Choice]] = defaultdict(list)
    for left, right in pairs(claims):
        parts = (claims[left].part, claims[right].part)
        if Part.TELLS not in parts:
            continue
        known = score(claims[left], claims[right])
        if known.points <= 0 or known.against is not None:
            continue
        if parts == (Part.TELLS, Part.TELLS):
            likely.append((-known.points, left, right))
        else:
            follower, told = (right, left) if parts[0] is Part.TELLS else (left, right)
            followers[follower].append((-known.points, told))
    for points, left, right in sorted(likely):
        found.consider(left, right, -points)
    found.follow(followers)
    return found


def _shape(claim: Claim) -> object:
    """What can rule a join out: place, days, publication, the part in the event, the row of a dataset."""
    site, where = claim.site, None
    if site is not None:
        place = site.place
        where = (site.key, place.precision, place.country, place.lat, place.lon, place.geonames)
    return where, claim.first, claim.last, claim.published, claim.part, claim.row
