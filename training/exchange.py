"""Exchanging names: a dispatch with its states, peoples and capitals swapped for others, consistently.

A copy like this has the same statements at shifted offsets, so a model trained on some of them cannot learn that a
certain people attacks or a certain state keeps its word. The names are those of `bench/names.py`, whose probe tells
whether that was learnt.
"""

import random
import sys
from pathlib import Path
from typing import Any

from dataset import Gold

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))

import names
from edits import edited


def exchanged(gold: Gold, chance: random.Random) -> Gold:
    """A copy of a document in which every family of names that occurs stands under another's."""
    copy = edited(gold.text, names.exchanges(gold.text, chance, (names.STATES,)))
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
