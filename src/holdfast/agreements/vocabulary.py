"""Words that would never match anything: references that are none, modes of other types, empty areas and patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.agreements.notation import Notation, Steps
from holdfast.agreements.validate import nearest
from holdfast.errors import Mistake
from holdfast.model import Agreement, Clause
from holdfast.model.agreement import AGREEMENT_STATUSES
from holdfast.model.statement import MODES, EventType
from holdfast.model.terms import ConditionTerms, Pattern, Requirement

__all__ = ["clause_words", "header_words", "patterns_of"]

_REFERENCE = re.compile(r"[A-Z]{3}( [A-Z0-9][A-Z0-9-]*)*")
_REFERENCES = ("actor", "except_actor", "recipient", "between")
_REMEDY = "Write a code such as RUS, UKR GOV or IGO UNO; docs/statement.md has them"


def header_words(agreement: Agreement, header: Notation) -> Iterator[Mistake]:
    """References of parties that are none, and areas in which nothing lies."""
    for group in ("parties", "guarantors", "third_parties"):
        for number, party in enumerate(getattr(agreement, group)):
            if not _REFERENCE.fullmatch(party.id):
                yield header.problem((group, number, "id"), f"{party.id} is no reference", _REMEDY)
    for name, area in agreement.areas.items():
        if not (area.names or area.admin1 or area.box or area.country):
            what = f"Nothing lies in the area {name}"
            yield header.problem(("areas", name), what, "Add names:, admin1:, box: or country:")


def clause_words(clause: Clause, notation: Notation) -> Iterator[Mistake]:
    """What a clause asks for and nothing could ever answer."""
    for field in ("who", "to"):
        yield from _references((field,), getattr(clause, field), notation)
    for steps, pattern in patterns_of(clause, ()):
        yield from _pattern_words(steps, pattern, notation)
    if isinstance(clause.terms, ConditionTerms):
        for group in ("all_of", "any_of"):
            for number, part in enumerate(getattr(clause.terms, group)):
                yield from _requirement((group, number), part, notation)
    if clause.type in ("prohibition", "ceasefire", "limit", "step") and clause.what == Pattern():
        what = "The clause says of no happening that it is about it"
        yield notation.problem(("what",), what, "Add what: with type:, act: or words:")


def _pattern_words(steps: Steps, pattern: Pattern, notation: Notation) -> Iterator[Mistake]:
    for field in _REFERENCES:
        yield from _references((*steps, field), getattr(pattern, field), notation)
    types: tuple[EventType, ...] = pattern.type or tuple(MODES)
    known = [mode for name in types for mode in MODES[name]]
    for number, mode in enumerate(pattern.mode):
        if mode not in known:
            what = f"{mode} is no mode of {', '.join(pattern.type) or 'any type'}"
            yield notation.problem((*steps, "mode", number), what, nearest(mode, known))


def _references(steps: Steps, refs: tuple[str, ...], notation: Notation) -> Iterator[Mistake]:
    for number, ref in enumerate(refs):
        if not _REFERENCE.fullmatch(ref):
            yield notation.problem((*steps, number), f"{ref} is no reference", _REMEDY)


def _requirement(steps: Steps, part: Requirement, notation: Notation) -> Iterator[Mistake]:
    given = [name for name in ("event", "status", "clause") if getattr(part, name) is not None]
    if len(given) != 1:
        what = f"A requirement is one of event, status and clause, and this has {' and '.join(given) or 'none'}"
        yield notation.problem(steps, what, "Make it one; write several requirements for several")
    if part.status is not None and part.status not in AGREEMENT_STATUSES:
        yield notation.problem(
            (*steps, "status"), f"There is no status {part.status}", nearest(part.status, AGREEMENT_STATUSES)
        )


def patterns_of(value: Any, steps: Steps) -> Iterator[tuple[Steps, Pattern]]:
    """Every pattern of a clause with the path at which it is written; the type's own fields stand beside the others."""
    if isinstance(value, Pattern):
        yield steps, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            here = steps if name == "terms" else (*steps, name)
            yield from patterns_of(getattr(value, name), here)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from patterns_of(part, (*steps, number))
