"""Words as a search compares them: the same folding for every backend, so that each finds the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_name", "word_set"]

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str | None) -> str:
    """The words of a text in lower case, without accents, joined by one space: "Kraków's port" gives "krakow s port".

    Letters beyond ASCII are written as their code points in hexadecimal, so that a database's tokenizer cannot read
    them in its own way.
    """
    if not text:
        return ""
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.lower()))
    parted = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in parted if not unicodedata.combining(character))
    return " ".join(word if word.isascii() else _spelt(word) for word in _WORD.findall(plain))


@lru_cache(maxsize=65_536)
def fold_name(name: str | None) -> str:
    """The same for a name of a place, a voice or an outlet, remembered, as the same ones come again and again."""
    return fold(name)


def word_set(text: str | None) -> frozenset[str]:
    """The different words of a text, folded."""
    return frozenset(fold(text).split())


def _spelt(word: str) -> str:
    return "".join(letter if letter.isascii() else f"z{ord(letter):x}z" for letter in word)
