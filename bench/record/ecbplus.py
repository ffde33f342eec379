"""Cross-document coreference on ECB+: how well words, parties, places and documents tell happenings apart.

    python bench/record/ecbplus.py ECB+_LREC2014 [--folds 5]

Gold mentions of the validated sentences of topics 1 to 35 (Cybulska and Vossen 2014; the annotation is CC BY 3.0), each
topic's two sub-topics apart, as document clustering gives them in published work. Compared are

- same words: mentions of a sub-topic whose headwords (`record/merging/headwords.py`) are the same;
- same family: whose headwords are of one family there ("strike", "attack");
- weighed: a logistic regression over the features below, fitted on the other topics (folds of topics), and average
  linkage; the threshold is fitted on the other topics as well.

ECB+ tells no day of publication and no type, so that the record's own points (days, places on a map, means) cannot be
used as they stand: what is measured is what the kinds of evidence are worth. Each line is MUC, B³, CEAF-e and their
mean; once as it is, and once with mentions of one document never merged with each other, all else alike.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import conll
import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.optimize import minimize

from holdfast.record.merging.headwords import LIGHT, family, headwords

LAST_TOPIC = 35
CUTS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Vector = Mapping[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One gold mention with what its sentence says beside it."""

    document: str
    group: tuple[int, str]
    sentence: int
    heads: frozenset[str]
    family: str | None
    kind: str
    parties: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]
    near: frozenset[str]
    said: Vector = field(repr=False)


# What two mentions have in common; each is named in the table of weights.
FEATURES: dict[str, Callable[[Mention, Mention, float], float]] = {
    "a headword in common": lambda a, b, alike: float(bool(a.heads & b.heads)),
    "the same headwords": lambda a, b, alike: float(a.heads == b.heads),
    "another word of the family": lambda a, b, alike: float(
        a.family is not None and a.family == b.family and not a.heads & b.heads
    ),
    "words that begin alike": lambda a, b, alike: float(not a.heads & b.heads and _begin_alike(a.heads, b.heads)),
    "how alike the documents are": lambda a, b, alike: alike,
    "a headword in common, by how alike the documents are": lambda a, b, alike: alike * bool(a.heads & b.heads),
    "told in one document": lambda a, b, alike: float(a.document == b.document),
    "a headword in common, in one document": lambda a, b, alike: float(
        a.document == b.document and bool(a.heads & b.heads)
    ),
    "told in one sentence": lambda a, b, alike: float(a.document == b.document and a.sentence == b.sentence),
    "how alike the sentences are": lambda a, b, alike: _cosine(a.said, b.said),
    "a headword in common, by how alike the sentences are": lambda a, b, alike: (
        _cosine(a.said, b.said) * bool(a.heads & b.heads)
    ),
    "parties in common": lambda a, b, alike: _share(a.parties, b.parties),
    "places in common": lambda a, b, alike: _share(a.places, b.places),
    "other places": lambda a, b, alike: float(bool(a.places and b.places) and not a.places & b.places),
    "times in common": lambda a, b, alike: _share(a.times, b.times),
    "other times": lambda a, b, alike: float(bool(a.times and b.times) and not a.times & b.times),
    "words round it in common": lambda a, b, alike: _share(a.near, b.near),
    "the same kind of mention": lambda a, b, alike: float(a.kind == b.kind),
}


def read(folder: Path) -> tuple[dict[str, Mention], dict[str, str], dict[str, Vector]]:
    """Mentions by id, the gold cluster of each, and the weighted words of each document."""
    validated: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["Topic"]) <= LAST_TOPIC:
                validated[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    trees = {path.stem: ElementTree.parse(path).getroot() for path in sorted((folder / "ECB+").rglob("*.xml"))}
    trees = {name: tree for name, tree in trees.items() if name in validated}
    words = {name: Counter(_words(" ".join(t.text or "" for t in tree.iter("token")))) for name, tree in trees.items()}
    rare = Counter(word for counted in words.values() for word in counted)
    weigh: Callable[[Counter[str]], Vector] = lambda counted: _weighted(counted, rare, len(words))  # noqa: E731
    mentions: dict[str, Mention] = {}
    gold: dict[str, str] = {}
    for name, tree in trees.items():
        for number, mention, cluster in _mentions(name, tree, validated[name], weigh):
            mentions[f"{name} {number}"], gold[f"{name} {number}"] = mention, cluster
    return mentions, gold, {name: weigh(counted) for name, counted in words.items()}


def _mentions(
    name: str, tree: ElementTree.Element, sentences: set[int], weigh: Callable[[Counter[str]], Vector]
) -> Iterator[tuple[str, Mention, str]]:
    """The mentions of happenings in the validated sentences of one document, each with its gold cluster."""
    tokens = {token.get("t_id"): token for token in tree.iter("token")}
    told: dict[int, list[str]] = defaultdict(list)
    for token in tokens.values():
        told[int(token.get("sentence", 0))].append(token.text or "")
    marked = {
        str(mark.get("m_id")): (mark.tag, [tokens[anchor.get("t_id")] for anchor in mark.findall("token_anchor")])
        for mark in tree.find("Markables") or ()
        if mark.find("token_anchor") is not None
    }
    beside: dict[tuple[int, str], set[str]] = defaultdict(set)
    for tag, anchors in marked.values():
        beside[int(anchors[0].get("sentence", 0)), tag.split("_")[0]].update(_words(_text(anchors)))
    clusters = {
        str(source.get("m_id")): relation.get("note") or f"{name} {relation.get('r_id')}"
        for relation in tree.find("Relations") or ()
        for source in relation.findall("source")
    }
    for number, (tag, anchors) in marked.items():
        sentence = int(anchors[0].get("sentence", 0))
        if "ACTION" not in tag or sentence not in sentences:
            continue
        first, last = (int(anchors[end].get("number", 0)) for end in (0, -1))
        heads, said = headwords(_text(anchors)), told[sentence]
        yield number, Mention(
            document=name, group=(int(name.split("_")[0]), "plus" if "plus" in name else "ecb"), sentence=sentence,
            heads=heads, family=family(heads), kind=tag,
            parties=frozenset(beside[sentence, "HUMAN"] | beside[sentence, "NON"]),
            places=frozenset(beside[sentence, "LOC"]), times=frozenset(beside[sentence, "TIME"]),
            near=frozenset(_words(" ".join(said[max(0, first - 4) : first] + said[last + 1 :][:4]))),
            said=weigh(Counter(_words(" ".join(said)))),
        ), clusters.get(number, f"{name} {number} alone")  # fmt: skip


def by_key(mentions: Mapping[str, Mention], key: Callable[[Mention], object]) -> dict[str, object]:
    """Mentions of a sub-topic with the same key are one."""
    return {name: (one.group, key(one)) for name, one in mentions.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The mentions of one sub-topic, and of each pair of them what they have in common.

    Attributes:
        table: The features, a row a pair.
        same: Whether the gold has the pair in one cluster.
        together: Whether both are told in one document.
    """

    topic: int
    names: list[str]
    table: Floats
    same: Floats
    together: NDArray[np.bool_]


def groups_of(mentions: Mapping[str, Mention], gold: Mapping[str, str], documents: Mapping[str, Vector]) -> list[Group]:
    """The sub-topics in the order of their first mention."""
    names_of: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name, one in mentions.items():
        names_of[one.group].append(name)
    return [
        Group(
            topic=topic,
            names=names,
            table=_table([mentions[name] for name in names], documents),
            same=np.array([gold[a] == gold[b] for a, b in combinations(names, 2)], float),
            together=np.array([mentions[a].document == mentions[b].document for a, b in combinations(names, 2)], bool),
        )
        for (topic, _), names in names_of.items()
    ]


def weighed(
    groups: Sequence[Group], gold: Mapping[str, str], folds: int, *, within: bool
) -> tuple[dict[str, object], Floats]:
    """Clusters by a regression over the features, each topic by what was fitted on the others; and the last weights."""
    topics = sorted({group.topic for group in groups})
    found: dict[str, object] = {}
    weights = np.zeros(len(FEATURES) + 1)
    for fold in range(folds):
        held = set(topics[fold::folds])
        known = [group for group in groups if group.topic not in held]
        weights = fit(np.vstack([group.table for group in known]), np.concatenate([group.same for group in known]))
        trees = _trees(known, weights, within=within)
        cut = max(CUTS, key=lambda cut: _mean_of(_cut(trees, cut), gold))
        found |= _cut(_trees([group for group in groups if group.topic in held], weights, within=within), cut)
    return found, weights


def _mean_of(found: Mapping[str, object], gold: Mapping[str, str]) -> float:
    return conll.conll({name: gold[name] for name in found}, found)["conll"]


def _trees(groups: Sequence[Group], weights: Floats, *, within: bool) -> list[tuple[Group, Floats | None]]:
    """The order in which the mentions of each group join, the likeliest first; None for a mention alone."""
    found: list[tuple[Group, Floats | None]] = []
    for group in groups:
        apart = 1 - 1 / (1 + np.exp(-(group.table @ weights[1:] + weights[0])))
        if not within:
            apart[group.together] = 1.0
        found.append((group, linkage(apart, "average") if len(group.names) > 1 else None))
    return found


def _cut(trees: Sequence[tuple[Group, Floats | None]], cut: float) -> dict[str, object]:
    """The clusters in which mentions are together with at least this probability on average."""
    found: dict[str, object] = {}
    for number, (group, tree) in enumerate(trees):
        clusters = [1] if tree is None else fcluster(tree, 1 - cut, "distance")
        found |= {name: (group.topic, number, int(one)) for name, one in zip(group.names, clusters, strict=True)}
    return found


def fit(table: Floats, same: Floats) -> Floats:
    """The weights of a logistic regression, the first of them alone, with a little ridge."""
    whole = np.hstack([np.ones((len(table), 1)), table])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = whole @ weights
        ridge = np.r_[0.0, weights[1:]]
        value = float(np.logaddexp(0, scores).sum() - scores @ same + 0.5 * ridge @ ridge)
        return value, whole.T @ (1 / (1 + np.exp(-scores)) - same) + ridge

    return np.asarray(minimize(loss, np.zeros(whole.shape[1]), jac=True, method="L-BFGS-B").x)


def _table(mentions: Sequence[Mention], documents: Mapping[str, Vector]) -> Floats:
    alike = {
        pair: _cosine(documents[pair[0]], documents[pair[1]])
        for pair in combinations(sorted({one.document for one in mentions}), 2)
    }
    rows = []
    for a, b in combinations(mentions, 2):
        likeness = 0.0 if a.document == b.document else alike[min(a.document, b.document), max(a.document, b.document)]
        rows.append([feature(a, b, likeness) for feature in FEATURES.values()])
    return np.array(rows).reshape(-1, len(FEATURES))


def _text(anchors: Sequence[ElementTree.Element]) -> str:
    return " ".join(token.text or "" for token in anchors)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9]{2,}", text.lower()) if word not in LIGHT]


def _weighted(counted: Counter[str], rare: Counter[str], documents: int) -> Vector:
    """Words by how often they stand there and in how few documents, as a vector of length 1."""
    raw = {word: (1 + math.log(number)) * math.log(documents / rare[word]) for word, number in counted.items()}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items()}


def _cosine(one: Vector, other: Vector) -> float:
    shorter, longer = sorted((one, other), key=len)
    return sum(value * longer.get(word, 0.0) for word, value in shorter.items())


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _begin_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a[:4] == b[:4] for a in one for b in other if min(len(a), len(b)) >= 4)


def main() -> None:
    """Print the table, and the weights of the last fold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--folds", type=int, default=5)
    given = options.parse_args()
    mentions, gold, documents = read(given.folder)
    print(f"{len(mentions):,} mentions of {len(set(gold.values())):,} happenings\n")
    print("| | MUC | B³ | CEAF-e | CoNLL F1 |\n|---|---|---|---|---|")
    _line("same words", gold, by_key(mentions, lambda one: one.heads))
    _line("same family", gold, by_key(mentions, lambda one: one.family or one.heads))
    groups = groups_of(mentions, gold, documents)
    found, weights = weighed(groups, gold, given.folds, within=True)
    _line("weighed", gold, found)
    _line("weighed, never within a document", gold, weighed(groups, gold, given.folds, within=False)[0])
    print("\n| evidence | weight |\n|---|---|")
    for name, weight in zip(FEATURES, weights[1:], strict=True):
        print(f"| {name} | {weight:+.2f} |")


def _line(name: str, gold: Mapping[str, str], found: Mapping[str, object]) -> None:
    scores = conll.conll(gold, found)
    print(f"| {name} | " + " | ".join(f"{scores[part]:.3f}" for part in ("muc", "b_cubed", "ceaf_e", "conll")) + " |")


if __name__ == "__main__":
    main()
