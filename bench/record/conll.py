"""The CoNLL score of coreference: the mean F1 of MUC, B³ and CEAF-e (Pradhan and others, 2012).

Clusterings are given as a cluster for each mention; the gold and the found one hold the same mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["b_cubed", "ceaf_e", "conll", "muc"]

Clustering = Mapping[Hashable, Hashable]


def conll(gold: Clustering, found: Clustering) -> dict[str, float]:
    """MUC, B³ and CEAF-e F1 and their mean.

    Raises:
        ValueError: The two do not hold the same mentions.
    """
    if gold.keys() != found.keys():
        raise ValueError("gold and found do not hold the same mentions: give each mention a cluster in both")
    scores = {"muc": muc(gold, found), "b_cubed": b_cubed(gold, found), "ceaf_e": ceaf_e(gold, found)}
    return scores | {"conll": sum(scores.values()) / len(scores)}


def muc(gold: Clustering, found: Clustering) -> float:
    """F1 of links: how many of those that a cluster needs are kept (Vilain and others, 1995)."""
    return _f1(_links(found, gold), _links(gold, found))


def b_cubed(gold: Clustering, found: Clustering) -> float:
    """F1 over mentions of how much of its cluster each is with (Bagga and Baldwin, 1998)."""
    return _f1(_overlaps(found, gold), _overlaps(gold, found))


def ceaf_e(gold: Clustering, found: Clustering) -> float:
    """F1 of the best one-to-one alignment of clusters by their φ4 similarity (Luo, 2005)."""
    golds, founds = sorted(_members(gold).values(), key=len), sorted(_members(found).values(), key=len)
    similar = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in founds] for one in golds])
    rows, columns = linear_sum_assignment(-similar)
    best = float(similar[rows, columns].sum())
    return _f1(best / len(founds), best / len(golds))


def _links(one: Clustering, other: Clustering) -> float:
    """The share of the links of `one`'s clusters that `other` keeps."""
    kept = needed = 0
    for members in _members(one).values():
        needed += len(members) - 1
        kept += len(members) - len({other[mention] for mention in members})
    return kept / needed if needed else 1.0


def _overlaps(one: Clustering, other: Clustering) -> float:
    """The mean over mentions of the share of its cluster in `one` that is with it in `other`."""
    sizes = Counter(one.values())
    shared = Counter((one[mention], other[mention]) for mention in one)
    return sum(shared[one[mention], other[mention]] / sizes[one[mention]] for mention in one) / len(one)


def _members(clustering: Clustering) -> dict[Hashable, set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in clustering.items():
        found[cluster].add(mention)
    return found


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
