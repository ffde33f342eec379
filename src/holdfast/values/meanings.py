"""What English words for happenings may mean, by WordNet: "quake" and "earthquake" share a meaning.

One table of verbs and nouns for happenings is read once, on the first look-up; no network is asked.
`tools/build_meanings.py` makes it; `data/SOURCES.md` says from what.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Meanings", "base_form", "meanings"]

_FILE = "meanings.tsv.gz"


class Meanings(NamedTuple):
    """What a word may mean, by numbers of WordNet's meanings; for example those of "quake".

    Attributes:
        own: Its three commonest meanings as a verb and as a noun, and those of the words derived from it.
        broader: Meanings of which its own are kinds: a "murder" is a killing.
    """

    own: frozenset[int]
    broader: frozenset[int]


_NOTHING = Meanings(frozenset(), frozenset())


def meanings(word: str) -> Meanings:
    """What a word in its basic form may mean; nothing for a word that is no verb and no noun for a happening."""
    cells = _table().get(word)
    if cells is None or cells.startswith("="):
        return _NOTHING
    own, broader = (frozenset(map(int, cell.split())) for cell in cells.split("\t"))
    return Meanings(own, broader)


def base_form(form: str) -> str | None:
    """The basic form of an irregular one ("foretold": "foretell"), a basic form itself, None for what is not known."""
    cells = _table().get(form)
    return cells[1:] if cells is not None and cells.startswith("=") else form if cells is not None else None


@cache
def _table() -> dict[str, str]:
    """The rows by their word, each taken apart only when it is asked for."""
    text = gzip.decompress((files("holdfast.values") / "data" / _FILE).read_bytes()).decode()
    pairs = (line.split("\t", 1) for line in text.splitlines() if not line.startswith("#"))
    return dict(pair for pair in pairs if len(pair) == 2)
