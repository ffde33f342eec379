"""What a norm's deed is about, and which happening would fulfil it or break it: types and modes of the vocabulary.

The kinds of undertaking stand in `undertakings.yml`. One that a topic of the drafts from news covers hands on to it by
name. Where no row fits, the words of `agreements.deeds` decide; where these find none, the norm is a declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from holdfast.agreements.deeds import happening_in

__all__ = ["Undertaking", "undertakings", "undertakings_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """One kind of undertaking.

    Attributes:
        name: Its name, the beginning of a clause's id.
        words: What its words look like.
        title: What is owed, in words, and what is banned.
        done, broken: The event that fulfils a duty of it, and the one that breaks a ban; empty where there is none.
        topic: The topic of the news drafts that makes its clause, if one does.
        bans: Doing it is banned even where the words order: access that is ensured is broken by a blockade.
        partly: A report shows it only in part.
    """

    name: str
    words: re.Pattern[str]
    title: str = ""
    forbids: str = ""
    done: dict[str, Any] = field(default_factory=dict)
    broken: dict[str, Any] = field(default_factory=dict)
    topic: str | None = None
    bans: bool = False
    partly: bool = False


@lru_cache(maxsize=1)
def undertakings() -> dict[str, Undertaking]:
    """Every kind of undertaking by its name, the more particular before the more general."""
    text = files("holdfast.agreements.drafting.treaty").joinpath("undertakings.yml").read_text(encoding="utf-8")
    return {row["name"]: _undertaking(row) for row in YAML(typ="safe").load(text)}


def _undertaking(row: dict[str, Any]) -> Undertaking:
    words = re.compile("|".join(f"(?:{one})" for one in row["words"]), re.I)
    return Undertaking(**{**row, "words": words})


_COORDINATE = re.compile(r"(?:[,;]|\band\b|\bor\b|\bas well as\b|\bincluding\b)\s*(?:[\w’'-]+\s+){0,5}$", re.I)
"""What stands before a deed in a list of deeds: "…, does not deploy foreign military" before "bases"."""
_APART = re.compile(r"[,;]|\b(?:and|or)\b")
_NEAR = 28
"""Code points within which a more particular undertaking comes before the one whose words stand first."""


def undertakings_in(words: str) -> Iterator[tuple[Undertaking | None, str]]:
    """What a deed is about, each with the stretch of its words that says so: the first, and those beside it in a list.

    An undertaking without a row is None, with the words from the happening that they name, or with all of them.
    """
    found = sorted(
        (
            (match.start(), order, one, match)
            for order, one in enumerate(undertakings().values())
            if (match := one.words.search(words))
        ),
        key=lambda row: row[:2],
    )
    if not found:
        deed = happening_in(words)
        yield None, words[deed.start :] if deed else words
        return
    first = _chief(words, found)
    yield first[2], words
    last = first[3].end()
    seen = {first[2].name}
    for start, _, one, match in found:
        beside = start >= last and one.name not in seen and _COORDINATE.search(words[last:start])
        if beside and one.topic != "declaration" and first[2].topic != "declaration":
            seen.add(one.name)
            last = match.end()
            yield one, words[start:]


def _chief(
    words: str, found: list[tuple[int, int, Undertaking, re.Match[str]]]
) -> tuple[int, int, Undertaking, re.Match[str]]:
    """The undertaking that a deed is about: the most particular of those that begin about where the first begins."""
    first = found[0][0]
    near = [one for one in found if one[0] <= first + _NEAR and not _APART.search(words[first : one[0]])]
    return min(near, key=lambda one: one[1])
