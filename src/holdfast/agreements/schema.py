"""The JSON Schema of an agreement's files, made from the nouns, so that editor, loader and evaluator never differ.

`docs/schema/agreement.schema.json` and `docs/schema/clause.schema.json` are these schemas as files; a test proves it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import msgspec

from holdfast.model.agreement import Agreement, Clause, ClauseType
from holdfast.model.terms import TERMS

__all__ = ["agreement_schema", "clause_schema", "published", "typed_clause_schema"]

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WHEN = {"from_day": "from", "until": "until", "within": "within", "grace": "grace"}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "A day such as 2022-03-29."}
_DAYS = ("from_day", "until", "date", "deadline", "from", "to")

_REQUIRED: dict[str, tuple[str, ...]] = {
    "reduction": ("baseline",),
    "obligation": ("deliverable",),
    "step": ("relation",),
    "limit": ("quantity",),
    "guarantee": ("trigger",),
    "consultation": ("meeting",),
}
"""Fields without which a clause of the type has no meaning."""


@cache
def agreement_schema() -> Schema:
    """The schema of `agreement.yml`."""
    own, shared = _parts(Agreement)
    properties = {name: part for name, part in own["properties"].items() if name != "clauses"}
    return _object(own, properties, list(own["required"]), _used(properties, shared))


@cache
def typed_clause_schema(type_name: ClauseType) -> Schema:
    """The schema of a clause file of one type: the shared fields, and those of the type beside them."""
    own, shared = _parts(Clause)
    terms, more = _parts(TERMS[type_name])
    shared = shared | more
    properties = {name: part for name, part in own["properties"].items() if name not in _WHEN and name != "terms"}
    properties["type"] = {"const": type_name}
    properties["when"] = {
        "type": "object",
        "additionalProperties": False,
        "description": "Days between which it binds, days that it leaves, and days of grace.",
        "properties": {word: own["properties"][name] for name, word in _WHEN.items()},
    }
    properties |= {name: part for name, part in terms["properties"].items() if name != "type"}
    required = ["id", "type", *_REQUIRED.get(type_name, ())]
    return _object(own, properties, required, _used(properties, shared))


@cache
def clause_schema() -> Schema:
    """The schema of any clause file: by its type, one of ten."""
    shared: Schema = {}
    choices = []
    for name in get_args(ClauseType):
        one = dict(typed_clause_schema(name))
        shared |= one.pop("$defs", {})
        one.pop("$schema")
        choices.append({"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": one})
    return {
        "$schema": _DIALECT,
        "title": "Clause",
        "type": "object",
        "required": ["id", "type"],
        "properties": {"type": {"enum": list(get_args(ClauseType))}},
        "allOf": choices,
        "$defs": shared,
    }


def published() -> dict[str, bytes]:
    """The schemas as files: name and content."""
    schemas = {"agreement.schema.json": agreement_schema(), "clause.schema.json": clause_schema()}
    return {
        name: msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2) + b"\n"
        for name, schema in schemas.items()
    }


def _object(own: Schema, properties: Schema, required: list[str], shared: Schema) -> Schema:
    return {
        "$schema": _DIALECT,
        "title": own["title"],
        "description": own["description"].split("\n\n")[0],
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
        "$defs": shared,
    }


def _parts(noun: type) -> tuple[Schema, Schema]:
    """The schema of a noun and of all that it refers to, as people write them: absent instead of null."""
    (reference,), components = msgspec.json.schema_components([noun], ref_template="#/$defs/{name}")
    tidied = {name: _tidy(part) for name, part in components.items()}
    own = tidied.pop(reference["$ref"].rsplit("/", 1)[1])
    return own, tidied


def _tidy(part: Any, name: str = "") -> Any:
    """Without null as an alternative, without null defaults, and days checked as days."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "anyOf" in part:
        others = [choice for choice in part["anyOf"] if choice != {"type": "null"}]
        if len(others) == 1:
            part = {**others[0], **{key: value for key, value in part.items() if key not in ("anyOf", "default")}}
    if name in _DAYS and part.get("type") == "string":
        return _DAY
    inside = part.get("properties")
    kept = {key: _tidy(value) for key, value in part.items() if key not in ("properties", "default")}
    if isinstance(inside, dict):
        kept["properties"] = {key: _tidy(value, key) for key, value in inside.items()}
    if "description" in kept:
        kept["description"] = str(kept["description"]).split("\n\n")[0]
    return kept


def _used(properties: Schema, shared: Schema) -> Schema:
    """The shared parts that the properties refer to, directly or through others."""
    found: set[str] = set()
    waiting = [msgspec.json.encode(properties).decode()]
    while waiting:
        text = waiting.pop()
        for name in shared:
            if name not in found and f'"#/$defs/{name}"' in text:
                found.add(name)
                waiting.append(msgspec.json.encode(shared[name]).decode())
    return {name: shared[name] for name in sorted(found)}
