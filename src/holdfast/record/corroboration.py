"""How many stand behind a claim independently of each other; shown beside importance, never mixed into it."""

from __future__ import annotations

from collections.abc import Iterable

from holdfast.model import Statement
from holdfast.record.words import fold, fold_name

__all__ = ["independent_voices", "voice_key"]

COPIED_WORDS = 0.7
"""Share of words in common above which two quotes are one text, copied or lightly edited."""
FEWEST_WORDS = 6
"""Quotes shorter than this are alike by chance."""


def voice_key(statement: Statement, outlet: str | None) -> str:
    """Who says so first of all, in one form: by name, else by reference, else by the words of the text.

    Where the text names nobody, the outlet speaks.
    """
    voice = statement.innermost_voice
    if voice is None:
        return "outlet " + fold_name(outlet)
    if voice.name:
        return "name " + fold_name(voice.name)
    if voice.ref:
        return "ref " + voice.ref
    return "text " + fold_name(voice.text)


def independent_voices(told: Iterable[tuple[Statement, str | None]]) -> tuple[tuple[Statement, ...], ...]:
    """Statements grouped by independent voice; the number of groups is the number of sources.

    One innermost voice is one source, however many outlets carry it. Nearly the same words are one source too, as the
    text of an agency printed by ten outlets is, even where none of them names it.

    Args:
        told: Statements, each with its outlet.
    """
    statements = [(statement, voice_key(statement, outlet), _words(statement)) for statement, outlet in told]
    groups: list[list[tuple[Statement, str, frozenset[str]]]] = []
    for one in statements:
        near = [group for group in groups if any(_is_one_source(one, other) for other in group)]
        apart = [group for group in groups if group not in near]
        groups = [*apart, [each for group in near for each in group] + [one]]
    return tuple(tuple(statement for statement, _, _ in group) for group in groups)


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(fold(statement.quote).split())


def _is_one_source(one: tuple[Statement, str, frozenset[str]], other: tuple[Statement, str, frozenset[str]]) -> bool:
    return one[1] == other[1] or _copied(one[2], other[2])


def _copied(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < FEWEST_WORDS:
        return False
    shared = len(one & other)
    return shared >= COPIED_WORDS * (len(one) + len(other) - shared)
