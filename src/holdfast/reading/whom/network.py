"""The networks that weigh candidates: two small layers over features, what words are mostly of, what the model saw.

They are trained on the corpus by `training/whom.py` and lie beside the reader's weights, since the vectors of the
encoder are among what they read. They know no state by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from holdfast.reading.labels import DECISIONS
from holdfast.reading.prediction import Floats
from holdfast.reading.whom.features import ROLES
from holdfast.reading.whom.memory import Asked, Case
from holdfast.reading.whom.words import SECTORS, Words, sector_of

__all__ = ["MODIFIERS", "Network", "rows_of", "save", "setting"]

TYPES = DECISIONS["type"]
MODIFIERS = 2
"""How many words before the head of a description are looked at."""

_SECTOR = {sector: number for number, sector in enumerate(SECTORS, start=1)}


def rows_of(options: Sequence[str | None]) -> list[int]:
    """For each candidate the number of its sector, 0 for nobody and for sectors that no word is read as."""
    return [_SECTOR.get(sector_of(ref) or "", 0) for ref in options]


def setting(asked: Asked) -> int:
    """The number of a role together with an event type."""
    return ROLES.index(asked.role) * len(TYPES) + TYPES.index(asked.type)


class Network:
    """Several networks that were trained alike from other beginnings, and weigh together.

    Args:
        members: The trained numbers of each, by name.
        heads: The heads of descriptions that they know.
        sectors: For each head the sectors that it mostly was of in the corpus, with blanks between.

    Attributes:
        sectors: The same by head, for those that are of any.
    """

    def __init__(
        self, members: Sequence[Mapping[str, Floats]], *, heads: Sequence[str], sectors: Sequence[str]
    ) -> None:
        names = members[0] if members else {}
        # The members beside each other, so that one product serves all.
        self._kept: dict[str, Floats] = {
            name: np.stack([np.asarray(member[name], dtype=np.float32) for member in members]) for name in names
        }
        self._heads = {head: number for number, head in enumerate(heads, start=1)}
        self.sectors = {head: tuple(mostly.split()) for head, mostly in zip(heads, sectors, strict=True) if mostly}
        self._width = self._kept["query"].shape[2] if members else 0

    @classmethod
    def load(cls, path: Path) -> Network:
        """The networks of a file, as `save` wrote it."""
        with np.load(path, allow_pickle=False) as file:
            kept = {name: file[name] for name in file.files}
        heads, sectors = kept.pop("heads").tolist(), kept.pop("sectors").tolist()
        members: dict[str, dict[str, Floats]] = {}
        for name, numbers in kept.items():
            member, _, what = name.partition(".")
            members.setdefault(member, {})[what] = numbers
        return cls([members[member] for member in sorted(members)], heads=heads, sectors=sectors)

    @cached_property
    def _nothing(self) -> Floats:
        """What the model sees where it saw no words: as in a vector of zeros."""
        return self.sense(np.zeros(self._kept["query"].shape[1], dtype=np.float32))

    @np.errstate(invalid="ignore")  # OpenBLAS now and then raises it where all is finite (numpy issue 24067)
    def sense(self, vector: Floats) -> Floats:
        """What the model saw in some words, made small: members × numbers.

        These are what words are asked for, what they are known by, and how much they look like each sector.

        Args:
            vector: The mean of the encoder's vectors over the words.
        """
        kept = self._kept
        query = np.tanh(vector @ kept["query"] + kept["query_bias"])
        key = np.tanh(vector @ kept["key"] + kept["key_bias"])
        return np.concatenate([query, key, vector @ kept["sector_of_vector"]], axis=1)

    @np.errstate(invalid="ignore")
    def scores(
        self, case: Case, options: Sequence[str | None], table: Floats, senses: Sequence[Floats | None]
    ) -> Floats:
        """How probable each candidate is, as a logarithm: the mean of what the members say.

        Args:
            case: The words and what they tell.
            options: The candidates.
            table: Candidates × features.
            senses: What the model saw in each candidate's last words, None where nothing is known.
        """
        kept, width = self._kept, self._width
        mine = self._nothing if case.asked.sense is None else case.asked.sense
        query = mine[:, None, :width]
        theirs = [self._nothing if seen is None else seen for seen in senses]
        keys = np.stack(theirs, axis=1)[:, :, width : 2 * width]
        tables = np.broadcast_to(table, (len(query), *table.shape))
        given = np.concatenate([tables, query * keys, np.broadcast_to(query, keys.shape)], axis=2)
        hidden = np.maximum(given @ kept["first"] + kept["first_bias"][:, None], 0.0)
        hidden = np.maximum(hidden @ kept["second"] + kept["second_bias"][:, None], 0.0)
        straight = (hidden @ kept["last"][:, :, None])[..., 0] + (tables @ kept["straight"][:, :, None])[..., 0]
        scores = straight + self._by_sector(case, mine)[:, rows_of(options)]
        mean: Floats = (scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)).mean(axis=0)
        return mean

    def _by_sector(self, case: Case, mine: Floats) -> Floats:
        """What the setting, the words and the model's vectors say of each sector: members × sectors."""
        kept = self._kept
        head, *modifiers = self.numbers(case.words) or [0]
        words = kept["heads_sector"][:, head] + kept["modifiers_sector"][:, modifiers].sum(axis=1)
        total: Floats = kept["settings"][:, setting(case.asked)] + mine[:, 2 * self._width :] + words
        return total

    def numbers(self, words: Words) -> list[int]:
        """The numbers of the head and of the words before it, 0 for those that are not known."""
        known = [self._heads.get(word, 0) for word in words.heads]
        return [*known[-1:], *known[-1 - MODIFIERS : -1]] if known else []


def save(path: Path, members: Sequence[Mapping[str, Floats]], *, heads: Sequence[str], sectors: Sequence[str]) -> None:
    """Write networks to a file, in 16 bits."""
    numbers: dict[str, Any] = {
        f"{number}.{name}": kept.astype(np.float16)
        for number, member in enumerate(members)
        for name, kept in member.items()
    }
    np.savez_compressed(path, heads=np.array(heads), sectors=np.array(sectors), **numbers)
