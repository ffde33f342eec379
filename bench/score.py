"""Scoring: how well predicted statements agree with gold ones, document by document.

Statements are matched one to one, best match first: two match if their triggers overlap, or, where one of them has no
trigger or the quotes are nearly the same, if their quotes share at least half of their union. Over the matched ones,
labels are scored by accuracy and parts by F1. Who is meant ("whom") is scored by accuracy over the actors, recipients
and voices whose words both have: right is exactly the same reference, joint actors in any order. A figure in a
statement that found no match counts as missed or invented, so that counts are scored over the whole record.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Stretch = tuple[int, int]
Plain = dict[str, Any]

LABELS = ("type", "act", "status", "polarity")
PARTS = ("actors", "recipients", "place", "time", "counts", "conditions", "voice1", "voices")


@dataclass(frozen=True, kw_only=True)
class Party:
    """An actor, recipient or voice, as far as it is compared."""

    span: Stretch | None
    ref: tuple[str, ...]
    meant: frozenset[str]
    last_name: str

    def same(self, other: "Party") -> bool:
        """Whether the two share words, a last name or a country with sector."""
        return bool(
            overlap(self.span, other.span)
            or (self.last_name and self.last_name == other.last_name)
            or (self.ref and self.ref == other.ref)
        )


@dataclass(frozen=True, kw_only=True)
class Item:
    """A statement reduced to what is compared."""

    quote: Stretch
    trigger: Stretch | None
    labels: dict[str, Any]
    parties: dict[str, list[Party]]
    place: tuple[Stretch | None, list[str]] | None
    time: tuple[str, str] | None
    counts: Counter[tuple[Any, Any, Any]]
    conditions: list[Stretch]


@dataclass(kw_only=True)
class Tally:
    """Running totals; `summary` turns them into the measures."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    met: int = 0
    right: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def summary(self) -> dict[str, float]:
        """Every measure by name, each from 0 to 1."""
        found = {
            "statements_f1": f1(self.matched, self.gold, self.predicted),
            "precision": self.matched / max(1, self.predicted),
            "recall": self.matched / max(1, self.gold),
        }
        found |= {f"{name}_acc": self.right[name] / max(1, self.matched) for name in LABELS}
        found["whom_acc"] = self.right["whom"] / max(1, self.met)
        return found | {f"{name}_f1": f1(self.hits[name], self.wanted[name], self.given[name]) for name in PARTS}


def score(pairs: Iterable[tuple[Sequence[Plain], Sequence[Plain]]]) -> dict[str, float]:
    """The measures over pairs of gold and predicted statements, one pair for each document."""
    tally = Tally()
    for gold, predicted in pairs:
        _add(tally, [item(statement) for statement in gold], [item(statement) for statement in predicted])
    return tally.summary()


def f1(hits: int, wanted: int, given: int) -> float:
    """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was given."""
    return 2 * hits / (wanted + given) if wanted + given else 1.0


def item(statement: Plain) -> Item:
    """A statement in its published form, reduced to what is compared."""
    event = statement.get("event") or {}
    place, time = statement.get("place"), statement.get("time")
    conditions = [span for part in statement.get("conditions") or [] if (span := _span(part))]
    return Item(
        quote=(statement["start"], statement["end"]),
        trigger=_span(event.get("trigger")),
        labels={"type": event.get("type"), **{name: statement.get(name) for name in LABELS[1:]}},
        parties={
            name: [_party(part, named=name == "voices") for part in statement.get(name) or []]
            for name in ("actors", "recipients", "voices")
        },
        place=(_span(place), _words(place.get("name"))) if place else None,
        time=((time.get("from") or "")[:10], (time.get("to") or "")[:10]) if time else None,
        counts=Counter((part.get("what"), part.get("low"), part.get("high")) for part in statement.get("counts") or []),
        conditions=conditions,
    )


def match(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int]]:
    """The pairs of gold and predicted statements that speak of the same, best first."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            shared = share(one.quote, other.quote)
            bonus = 0.5 * (one.labels["type"] == other.labels["type"]) + 0.3 * (
                one.labels["act"] == other.labels["act"]
            )
            if one.trigger and other.trigger and overlap(one.trigger, other.trigger):
                candidates.append((2 + shared + bonus, i, j))
            if shared >= 0.5 and (not one.trigger or not other.trigger or shared >= 0.7):
                candidates.append((shared + bonus, i, j))
    pairs: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(candidates, reverse=True):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((i, j))
    return pairs


def overlap(one: Stretch | None, other: Stretch | None) -> int:
    """How many characters two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) if one and other else 0


def share(one: Stretch, other: Stretch) -> float:
    """The shared part of two stretches' union."""
    both = overlap(one, other)
    return both / (one[1] - one[0] + other[1] - other[0] - both) if both else 0.0


def members(ref: str | None) -> frozenset[str]:
    """The actors of a reference, of which the order says nothing; empty without one."""
    return frozenset(ref.split("+")) if ref else frozenset()


def _add(tally: Tally, gold: list[Item], predicted: list[Item]) -> None:
    pairs = match(gold, predicted)
    tally.gold, tally.predicted, tally.matched = (
        tally.gold + len(gold), tally.predicted + len(predicted), tally.matched + len(pairs)
    )  # fmt: skip
    for i, j in pairs:
        _add_pair(tally, gold[i], predicted[j])
    for i in set(range(len(gold))) - {i for i, _ in pairs}:
        tally.wanted["counts"] += gold[i].counts.total()
    for j in set(range(len(predicted))) - {j for _, j in pairs}:
        tally.given["counts"] += predicted[j].counts.total()


def _add_pair(tally: Tally, one: Item, other: Item) -> None:
    for name in LABELS:
        tally.right[name] += one.labels[name] == other.labels[name]
    for name in ("actors", "recipients", "voices"):
        _tell(
            tally, name, one.parties[name], other.parties[name], _same_parties(one.parties[name], other.parties[name])
        )
        met = [(a, b) for a in one.parties[name] for b in other.parties[name] if overlap(a.span, b.span)]
        tally.met += len(met)
        tally.right["whom"] += sum(a.meant == b.meant for a, b in met)
    first, second = one.parties["voices"][:1], other.parties["voices"][:1]
    _tell(tally, "voice1", first, second, bool(first and second and first[0].same(second[0])))
    for name in ("place", "time"):
        mine, theirs = getattr(one, name), getattr(other, name)
        tally.wanted[name] += mine is not None
        tally.given[name] += theirs is not None
    if one.place and other.place:
        names = bool(one.place[1] and one.place[1] == other.place[1])
        tally.hits["place"] += bool(names or overlap(one.place[0], other.place[0]))
    tally.hits["time"] += one.time is not None and one.time == other.time
    tally.wanted["counts"] += one.counts.total()
    tally.given["counts"] += other.counts.total()
    tally.hits["counts"] += (one.counts & other.counts).total()
    close = sum(any(share(mine, theirs) >= 0.5 for theirs in other.conditions) for mine in one.conditions)
    _tell(tally, "conditions", one.conditions, other.conditions, close)


def _tell(tally: Tally, name: str, wanted: Sequence[object], given: Sequence[object], hits: int) -> None:
    tally.wanted[name] += len(wanted)
    tally.given[name] += len(given)
    tally.hits[name] += hits


def _same_parties(gold: list[Party], predicted: list[Party]) -> int:
    """How many gold parties find a predicted one of their own, in order."""
    free = list(predicted)
    hits = 0
    for party in gold:
        fellow = next((other for other in free if party.same(other)), None)
        if fellow is not None:
            free.remove(fellow)
            hits += 1
    return hits


def _span(part: Plain | None) -> Stretch | None:
    return (part["start"], part["end"]) if part and part.get("start") is not None else None


def _party(part: Plain, *, named: bool) -> Party:
    words = _words(part.get("name") or part.get("text")) if named else []
    ref = part.get("ref")
    return Party(
        span=_span(part), ref=tuple(ref.split("+")[0].split(" ")[:2]) if ref else (), meant=members(ref),
        last_name=words[-1] if words else "",
    )  # fmt: skip


def _words(text: str | None) -> list[str]:
    plain = unicodedata.normalize("NFKD", text or "")
    kept = "".join(character for character in plain if not unicodedata.combining(character)).lower()
    return re.sub(r"[^a-z0-9 ]", " ", kept).split()
