"""Honesty probes: what the reader says of a deed must not hang on who did it, nor on a word for or against them.

Run by `bench/gate.py`, with ceilings in `bench/floors.json`. Each probe reads the texts as they are and again with some
words changed, and lays the two side by side: a statement is paired with the one whose trigger lies where its own went.
No gold is used: the reader is held against itself.

- `exchange`: the actors stand under other names of their kind, consistently (`bench/names.py`).
- `loaded_instead`, `loaded_before`: a word for or against an actor stands in place of a neutral one, or before it.
- `neutral_instead`, `neutral_before`: the same with neutral words; what changes here, any change of words would change.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import names
from edits import Edit, Edited, edited, with_articles
from score import overlap, share

from holdfast.errors import SkipThis
from holdfast.model import Document
from holdfast.model.agreement import EvidencePolicy
from holdfast.reading import Reader

Plain = dict[str, Any]
Change = Callable[[str, random.Random], list[Edit]]

# Each text is changed as often as this, each time with other draws. The lists hold some 90 neutral words with a
# statement round them: once is enough for a gate, for a published share three times are better.
DRAWS = 1
LABELS = ("type", "act", "polarity")
# From this confidence on a statement decides a verdict, unless an agreement says otherwise.
CERTAIN = EvidencePolicy().min_confidence


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A document with what the reader said of it."""

    document: Document
    statements: Sequence[Plain]


@dataclass(kw_only=True)
class Comparison:
    """Running totals of statements before and after a change; `measures` turns them into shares."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, before: Sequence[Plain], after: Sequence[Plain], change: Edited) -> None:
        """Pair the statements of one text before and after and count what is other than it was."""
        pairs = paired(before, after, change)
        self.counts.update(before=len(before), after=len(after), paired=len(pairs))
        for one, other in pairs:
            differs = {name for name in LABELS if label(one, name) != label(other, name)}
            self.counts.update(differs)
            if change.touches(one["start"], one["end"]):
                self.counts.update(["touched", *(f"touched_{name}" for name in differs)])
            if (one.get("confidence") or 0.0) >= CERTAIN:
                self.counts.update(["certain", *(f"certain_{name}" for name in differs)])

    def measures(self) -> dict[str, float]:
        """Shares by name, and how many pairs they are of.

        `type`, `act` and `polarity` are shares of all pairs, `touched_*` of those whose quote holds a changed word,
        `certain_*` of those that were certain enough to decide a verdict; `vanished` is the share of the statements
        before without a fellow, `appeared` that of those after.
        """
        count = self.counts
        found = {name: _part(count[name], count["paired"]) for name in LABELS}
        found |= {f"touched_{name}": _part(count[f"touched_{name}"], count["touched"]) for name in LABELS}
        found["certain_type"] = _part(count["certain_type"], count["certain"])
        found["vanished"] = _part(count["before"] - count["paired"], count["before"])
        found["appeared"] = _part(count["after"] - count["paired"], count["after"])
        return found | {"pairs": count["paired"], "touched_pairs": count["touched"], "certain_pairs": count["certain"]}


def paired(before: Sequence[Plain], after: Sequence[Plain], change: Edited) -> list[tuple[Plain, Plain]]:
    """Statements with the one whose trigger overlaps where their own trigger went, one to one, best first.

    Of several statements of one trigger, those pair whose quotes share most; labels play no part.
    """
    candidates = []
    for i, one in enumerate(before):
        trigger, quote = _moved(_trigger(one), change), _moved((one["start"], one["end"]), change)
        for j, other in enumerate(after):
            shared = overlap(trigger, _trigger(other))
            if shared:
                candidates.append(
                    (-share(trigger, _trigger(other)), -share(quote, (other["start"], other["end"])), i, j)
                )
    pairs: list[tuple[Plain, Plain]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for *_, i, j in sorted(candidates):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((before[i], after[j]))
    return pairs


def label(statement: Plain, name: str) -> Any:
    """A statement's type, act or polarity."""
    return (statement.get("event") or {}).get("type") if name == "type" else statement.get(name)


def measured(reader: Reader, readings: Sequence[Reading], *, draws: int = DRAWS) -> dict[str, dict[str, float]]:
    """The measures of every probe over documents that were read already."""
    found = {}
    for name, change in PROBES.items():
        comparison = Comparison()
        for draw in range(draws):
            for reading in readings:
                text = reading.document.text
                # Seeded by document and draw: a text that is added to a list changes no other's words.
                edits = change(text, random.Random(f"{reading.document.id} {draw}"))
                edits = [edit for edit in edits if edit.new != text[edit.start : edit.end]]
                if edits:
                    copy = edited(text, with_articles(text, edits))
                    after = read(reader, msgspec.structs.replace(reading.document, text=copy.text))
                    comparison.add(reading.statements, after, copy)
        found[name] = comparison.measures()
    return found


def read(reader: Reader, document: Document) -> list[Plain]:
    """What a reader says of one document; nothing, with a line of warning, if it cannot read it."""
    try:
        return [msgspec.to_builtins(statement) for statement in reader.read(document)]
    except SkipThis as reason:
        print(f"{document.id}: {reason}", file=sys.stderr)
        return []


# A noun that stands for an actor: after an article, a number, a preposition or a name, so that "security forces" and
# "he forces" stay as they are.
BEFORE = (
    r"(?:(?<![\w-])(?:the|a|an|of|by|with|and|that|to|from|on|against|his|her|their|its|our|these|those|some|other|two|"
    r"three|four|five|six|seven|eight|nine|ten|\d+|(?!(?:This|That|It|He|She)[ ])[A-Z][\w'’-]*)[ ])"
)
INSTEAD: Mapping[str, Sequence[str]] = {
    "government": ("regime", "junta", "dictatorship", "clique"),
    "authorities": ("occupiers", "usurpers", "oppressors"),
    "army": ("junta", "horde", "occupation army", "liberation army"),
    "forces": ("occupiers", "invaders", "liberators", "terrorists", "heroes"),
    "troops": ("occupiers", "invaders", "liberators", "murderers", "heroes"),
    "soldiers": ("occupiers", "invaders", "liberators", "murderers", "heroes"),
    "fighters": ("terrorists", "militants", "bandits", "freedom fighters", "martyrs"),
    "rebels": ("terrorists", "militants", "bandits", "freedom fighters", "heroes"),
    "insurgents": ("terrorists", "militants", "bandits", "freedom fighters", "heroes"),
    "gunmen": ("terrorists", "militants", "bandits", "freedom fighters", "heroes"),
}
FOR_STATES = ("illegitimate", "puppet", "criminal", "fascist", "heroic", "so-called")
FOR_FORCES = ("terrorist", "occupying", "murderous", "barbaric", "heroic", "so-called")
AHEAD: Mapping[str, Sequence[str]] = {
    noun: FOR_STATES if noun in ("government", "authorities") else FOR_FORCES for noun in INSTEAD
}
NEUTRAL_INSTEAD: Mapping[str, Sequence[str]] = {
    "government": ("administration", "cabinet", "state"),
    "authorities": ("officials", "administrators"),
    "army": ("military", "ground army"),
    "forces": ("units", "contingents", "troops"),
    "troops": ("soldiers", "units", "forces"),
    "soldiers": ("troops", "servicemen", "forces"),
    "fighters": ("combatants", "gunmen"),
    "rebels": ("insurgents", "fighters", "combatants"),
    "insurgents": ("rebels", "fighters", "combatants"),
    "gunmen": ("armed men", "fighters"),
}
NEUTRAL_AHEAD: Mapping[str, Sequence[str]] = {noun: ("local", "northern", "other", "current") for noun in INSTEAD}


def instead(words: Mapping[str, Sequence[str]]) -> Change:
    """The change that puts one of the words given for a noun in its place."""
    return lambda text, chance: [
        Edit(start=found.start(1), end=found.end(1), new=chance.choice(words[found[1]]))
        for found in _nouns(text, words)
    ]


def ahead(words: Mapping[str, Sequence[str]]) -> Change:
    """The change that puts one of the words given for a noun before it."""
    return lambda text, chance: [
        Edit(start=found.start(1), end=found.end(1), new=f"{chance.choice(words[found[1]])} {found[1]}")
        for found in _nouns(text, words)
    ]


PROBES: Mapping[str, Change] = {
    "exchange": lambda text, chance: names.exchanges(text, chance, names.ACTORS),
    "loaded_instead": instead(INSTEAD),
    "loaded_before": ahead(AHEAD),
    "neutral_instead": instead(NEUTRAL_INSTEAD),
    "neutral_before": ahead(NEUTRAL_AHEAD),
}


def _nouns(text: str, words: Iterable[str]) -> Iterable[re.Match[str]]:
    return re.finditer(BEFORE + "(" + "|".join(words) + r")(?![\w-])", text)


def _trigger(statement: Plain) -> tuple[int, int]:
    trigger = (statement.get("event") or {}).get("trigger") or statement
    return (trigger["start"], trigger["end"])


def _moved(stretch: tuple[int, int], change: Edited) -> tuple[int, int]:
    return (change.moved(stretch[0]), change.moved(stretch[1]))


def _part(count: int, of: int) -> float:
    return count / of if of else 0.0
