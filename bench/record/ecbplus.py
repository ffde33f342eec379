"""Cross-document coreference on ECB+: how well words, parties, places and documents tell happenings apart.

    python bench/record/ecbplus.py ECB+_LREC2014 [--folds 5]

Gold mentions of the validated sentences of topics 1 to 35 (Cybulska and Vossen 2014; the annotation is CC BY 3.0), each
topic's two sub-topics apart, as document clustering gives them in published work. Compared are

- same words: mentions of a sub-topic whose headwords (`record/merging/headwords.py`) are the same;
- same family: whose headwords are of one family there ("strike", "attack");
- weighed: a logistic regression over the features below, fitted on the other topics (folds of topics), and average
  linkage; the threshold is fitted on the other topics as well. A pair weighs less the more mentions its happenings
  have, so that one told forty times does not teach as much as forty;
- without meanings: the same without what words may mean (`values/meanings.py`), as it was before.

ECB+ tells no day of publication and no type, so that the record's own points (days, places on a map, means) cannot be
used as they stand: what is measured is what the kinds of evidence are worth. Each line is MUC, B³, CEAF-e and their
mean; once as it is, and once with mentions of one document never merged with each other, all else alike. Below, the
pairs that are wrongly merged or missed are counted by what their words have in common.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

import conll
import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from holdfast.record.merging.headwords import LIGHT, Kinship, basic, family, headwords, kinship

LAST_TOPIC = 35
CUTS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
ROUNDS = 12
"""Newton's method has settled long before."""
Vector = Mapping[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One gold mention with what its sentence says beside it.

    Attributes:
        words: Basic forms with those of telling ("say"), which are no headwords.
        often: Logarithm of how many mentions of the sub-topic have one of these words.
    """

    document: str
    group: tuple[int, str]
    sentence: int
    heads: frozenset[str]
    words: frozenset[str]
    often: float = 0.0
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
    "a word in common, telling or not": lambda a, b, alike: float(bool(a.words & b.words)),
    "how often the word in common is told": lambda a, b, alike: min(a.often, b.often) * bool(a.words & b.words),
}
MEANINGS: dict[str, Callable[[Mention, Mention, float], float]] = {
    "a meaning in common": lambda a, b, alike: float(_akin(a, b) == "alike"),
    "one a kind of the other": lambda a, b, alike: float(_akin(a, b) == "kind"),
    "akin, by how alike the sentences are": lambda a, b, alike: _cosine(a.said, b.said) * bool(_akin(a, b)),
    "akin, in one document": lambda a, b, alike: float(bool(_akin(a, b)) and a.document == b.document),
}
ALL = FEATURES | MEANINGS


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
    told = Counter((one.group, word) for one in mentions.values() for word in one.words)
    for name, one in mentions.items():
        mentions[name] = replace(one, often=math.log(max((told[one.group, word] for word in one.words), default=1)))
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
            words=frozenset(basic(word) for word in _words(_text(anchors))),
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
        worth: What each pair weighs in fitting: less, the more mentions the gold's happenings of the two have.
    """

    topic: int
    names: list[str]
    table: Floats
    same: Floats
    together: NDArray[np.bool_]
    worth: Floats


def groups_of(mentions: Mapping[str, Mention], gold: Mapping[str, str], documents: Mapping[str, Vector]) -> list[Group]:
    """The sub-topics in the order of their first mention."""
    sizes = Counter(gold.values())
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
            worth=np.array([(sizes[gold[a]] * sizes[gold[b]]) ** -0.5 for a, b in combinations(names, 2)], float),
        )
        for (topic, _), names in names_of.items()
    ]


def weighed(
    groups: Sequence[Group], gold: Mapping[str, str], folds: int, *, within: bool
) -> tuple[dict[str, object], Floats]:
    """Clusters by a regression over the features, each topic by what was fitted on the others; and the last weights."""
    topics = sorted({group.topic for group in groups})
    found: dict[str, object] = {}
    weights = np.zeros(groups[0].table.shape[1] + 1)
    for fold in range(folds):
        held = set(topics[fold::folds])
        known = [group for group in groups if group.topic not in held]
        weights = fit(
            *(np.concatenate(part) for part in zip(*((g.table, g.same, g.worth) for g in known), strict=True))
        )
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


def fit(table: Floats, same: Floats, worth: Floats) -> Floats:
    """The weights of a logistic regression with a little ridge, that of no feature first (Newton's method)."""
    whole = np.hstack([np.ones((len(table), 1)), table])
    ridge = np.diag([1e-6, *np.ones(table.shape[1])])
    weights = np.zeros(whole.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(whole @ weights, -30, 30)))
        slope = whole.T @ (worth * (likely - same)) + ridge @ weights
        bend = (whole * (worth * likely * (1 - likely))[:, None]).T @ whole + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _table(mentions: Sequence[Mention], documents: Mapping[str, Vector]) -> Floats:
    alike = {
        pair: _cosine(documents[pair[0]], documents[pair[1]])
        for pair in combinations(sorted({one.document for one in mentions}), 2)
    }
    rows = []
    for a, b in combinations(mentions, 2):
        likeness = 0.0 if a.document == b.document else alike[min(a.document, b.document), max(a.document, b.document)]
        rows.append([feature(a, b, likeness) for feature in ALL.values()])
    return np.array(rows).reshape(-1, len(ALL))


def _akin(one: Mention, other: Mention) -> Kinship | None:
    """How the words of two are akin in meaning, where they have none in common."""
    return None if one.heads & other.heads else kinship(one.heads, other.heads)


def causes(
    mentions: Mapping[str, Mention], gold: Mapping[str, str], found: Mapping[str, object]
) -> Counter[tuple[str, str]]:
    """Pairs of a sub-topic that are wrongly merged or missed, by what their words have in common."""
    counted: Counter[tuple[str, str]] = Counter()
    sizes = Counter(gold.values())
    names_of: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name, one in mentions.items():
        names_of[one.group].append(name)
    for a, b in (pair for names in names_of.values() for pair in combinations(names, 2)):
        if (gold[a] == gold[b]) == (found[a] == found[b]):
            continue
        how = "the same word" if mentions[a].words & mentions[b].words else _akin(mentions[a], mentions[b])
        alone = ", one of them in no chain" if 1 in (sizes[gold[a]], sizes[gold[b]]) else ""
        counted["missed" if gold[a] == gold[b] else f"wrong{alone}", how or "other words"] += 1
    return counted


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
    before = [replace(group, table=group.table[:, : len(FEATURES)]) for group in groups]
    _line("weighed, without meanings", gold, weighed(before, gold, given.folds, within=True)[0])
    found, weights = weighed(groups, gold, given.folds, within=True)
    _line("weighed", gold, found)
    _line("weighed, never within a document", gold, weighed(groups, gold, given.folds, within=False)[0])
    print("\n| evidence | weight |\n|---|---|")
    for name, weight in zip(ALL, weights[1:], strict=True):
        print(f"| {name} | {weight:+.2f} |")
    print("\n| pairs | words | number |\n|---|---|---|")
    for (what, how), number in causes(mentions, gold, found).most_common():
        print(f"| {what} | {how} | {number:,} |")


def _line(name: str, gold: Mapping[str, str], found: Mapping[str, object]) -> None:
    scores = conll.conll(gold, found)
    print(f"| {name} | " + " | ".join(f"{scores[part]:.3f}" for part in ("muc", "b_cubed", "ceaf_e", "conll")) + " |")


if __name__ == "__main__":
    main()
