"""Copies of a dispatch that say the same: other names for its actors, other words for their kind.

A copy has the same statements at shifted offsets, so a model trained on some of them cannot learn that a certain people
attacks, that a certain state keeps its word, or that a "regime" does other things than a government. The names are
those of `bench/names.py`; the words are others than those of `bench/probes.py`, whose probes tell if it was learnt.
"""

import random
import re
import sys
from pathlib import Path
from typing import Any

from dataset import Gold

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))

import names
from edits import Edit, Edited, edited, with_articles

# Words for the same actor, for, against and neither.
WORDS = {
    "government": ("administration", "cabinet", "leadership", "rulers", "cabal", "tyranny", "ruling camp"),
    "authorities": ("officials", "rulers", "administrators", "oppressors' offices", "caretakers"),
    "army": ("military", "armed forces", "war machine", "host", "people's army"),
    "forces": ("units", "troops", "detachments", "aggressors", "butchers", "defenders", "patriots"),
    "troops": ("soldiers", "units", "aggressors", "mercenaries", "defenders", "patriots"),
    "soldiers": ("troops", "servicemen", "aggressors", "mercenaries", "defenders", "brave men"),
    "fighters": ("combatants", "gunmen", "extremists", "thugs", "warriors", "partisans"),
    "rebels": ("insurgents", "fighters", "extremists", "thugs", "patriots", "partisans"),
    "insurgents": ("rebels", "fighters", "extremists", "thugs", "partisans"),
    "gunmen": ("armed men", "attackers", "thugs", "partisans"),
}
AHEAD = ("local", "northern", "remaining", "own", "brutal", "illegal", "genocidal", "brave", "glorious", "lawful")
NOUN = re.compile(r"(?<=[a-z] )(" + "|".join(WORDS) + r")(?![\w-])")
# How often a noun gets another word, and how often one before it.
INSTEAD, BEFORE = 0.5, 0.25


def exchanged(gold: Gold, chance: random.Random) -> Gold:
    """A copy of a document in which every family of actors' names that occurs stands under another's."""
    return _copied(gold, edited(gold.text, names.exchanges(gold.text, chance, names.ACTORS)))


def reworded(gold: Gold, chance: random.Random) -> Gold:
    """A copy of a document in which some actors are called by another word, or have one before theirs."""
    edits = []
    for found in NOUN.finditer(gold.text):
        new = chance.choice(WORDS[found[1]]) if chance.random() < INSTEAD else found[1]
        new = f"{chance.choice(AHEAD)} {new}" if chance.random() < BEFORE else new
        if new != found[1]:
            edits.append(Edit(start=found.start(), end=found.end(), new=new))
    return _copied(gold, edited(gold.text, with_articles(gold.text, edits)))


def _copied(gold: Gold, copy: Edited) -> Gold:
    return Gold(
        id=gold.id, text=copy.text, published=gold.published, outlet=gold.outlet, synthetic=gold.synthetic,
        statements=[_moved(statement, copy.text, copy.moved) for statement in gold.statements],
    )  # fmt: skip


def _moved(value: Any, text: str, moved: Any) -> Any:
    """A statement or a part of it with its offsets moved and its words taken from the new text."""
    if isinstance(value, list):
        return [_moved(part, text, moved) for part in value]
    if not isinstance(value, dict):
        return value
    new = {name: _moved(part, text, moved) for name, part in value.items()}
    if isinstance(new.get("start"), int):
        new["start"], new["end"] = moved(value["start"]), moved(value["end"])
        words = "quote" if "quote" in new else "text"
        new[words] = text[new["start"] : new["end"]]
    for name in ("name",):
        if isinstance(new.get(name), str) and new[name] not in text:
            new[name] = None  # the old name, which the copy does not hold
    return new
