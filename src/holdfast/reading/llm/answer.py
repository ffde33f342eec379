"""The answer: what a language model is asked to give for a text, its JSON schema, and how an answer is taken apart.

Labels are the contract's own types, so the schema follows them wherever they go. The model gives words and never
offsets, days, coordinates or references: those are Holdfast's to find.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from holdfast.model.statement import EVENT_TYPES, MODES, Act, ConditionKind, Counted, Polarity, Status

__all__ = ["EVENTS", "SCHEMA", "Bound", "Figure", "Said", "parsed"]

EVENTS: tuple[str, ...] = tuple(
    label for kind in EVENT_TYPES for label in (kind, *(f"{kind}:{mode}" for mode in MODES[kind]))
)
"""Each event type, and each with each of its modes, such as RETREAT:reduce: a mode of another type cannot be said."""

Event = Annotated[str, msgspec.Meta(extra_json_schema={"enum": list(EVENTS)})]
# What msgspec adds for people, and strict decoding does not take.
_NOT_SAID = frozenset({"default", "title", "description"})
# Of an answer in prose so many opening braces are tried.
_MOST_BRACES = 50


class Figure(msgspec.Struct, frozen=True):
    """A figure in its words, and what it counts: "at least seven people", killed."""

    words: str
    what: Counted


class Bound(msgspec.Struct, frozen=True):
    """A condition in its words, and how it binds: "if the talks succeed", if."""

    words: str
    kind: ConditionKind | None = None


class Said(msgspec.Struct, frozen=True):
    """One claim as the model gives it: every stretch in the words of the text, every label from the contract.

    Attributes:
        quote: The shortest stretch that carries the claim.
        trigger: The word in it that names the happening or judges.
        event: One of `EVENTS`; None for a judgement.
        voice: Who says so, the innermost.
        stands_for: Where the voice is a pronoun, the name that it stands for.
        outer: Who passes it on, from the inside out.
        cue: The word of saying.
    """

    quote: str
    act: Act
    trigger: str | None = None
    event: Event | None = None
    status: Status | None = None
    polarity: Polarity = "affirmed"
    actors: list[str] = []
    recipients: list[str] = []
    place: str | None = None
    time: str | None = None
    counts: list[Figure] = []
    conditions: list[Bound] = []
    voice: str | None = None
    stands_for: str | None = None
    outer: list[str] = []
    cue: str | None = None


class _Answer(msgspec.Struct, frozen=True):
    statements: list[Said]


def _tight(node: Any) -> Any:
    """A schema in which every field must be given and no other may, as strict decoding asks for."""
    if isinstance(node, list):
        return [_tight(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _tight(value) for name, value in node.items() if name not in _NOT_SAID}
    if "enum" in kept:
        kept["type"] = "string"
    if node.get("type") == "object":
        kept["required"] = list(node["properties"])
        kept["additionalProperties"] = False
    return kept


def _schema() -> dict[str, Any]:
    """The schema with an object at its root, as strict decoding asks for, and the parts under `$defs`."""
    found = msgspec.json.schema(_Answer)
    named = found["$defs"]
    root = named.pop(_Answer.__name__)
    tight: dict[str, Any] = _tight({**root, "$defs": named})
    return tight


SCHEMA: dict[str, Any] = _schema()
"""The JSON schema of an answer."""


def parsed(content: str) -> tuple[list[Said], int] | None:
    """The claims of an answer and how many of its entries break the schema; None if it is no answer at all.

    Args:
        content: What the model wrote: the JSON object alone, or, where a server can force no form, prose round it.
    """
    for candidate in _candidates(content):
        entries = candidate.get("statements") if isinstance(candidate, dict) else None
        if isinstance(entries, list):
            fitting = [said for entry in entries if (said := _said(entry)) is not None]
            return fitting, len(entries) - len(fitting)
    return None


def _candidates(content: str) -> Iterator[Any]:
    """What of the content is JSON: all of it, else whatever begins with a brace."""
    decoder = json.JSONDecoder()
    # A model that thinks aloud does so first, and may write braces then.
    content = content.rpartition("</think>")[2].strip()
    position, tries = 0, 0
    while (position := content.find("{", position)) >= 0 and tries < _MOST_BRACES:
        tries += 1
        try:
            found, position = decoder.raw_decode(content, position)
        except (ValueError, RecursionError):
            position += 1
            continue
        yield found


def _said(entry: Any) -> Said | None:
    try:
        said = msgspec.convert(entry, Said)
    except msgspec.ValidationError:
        return None
    return said if said.event is None or said.event in EVENTS else None
