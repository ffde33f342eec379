"""A clause as people write it, flat, and under each of its readings."""

from __future__ import annotations

from typing import Any

import msgspec

from holdfast.model import Clause
from holdfast.model.agreement import ClauseReading

__all__ = ["TEXT", "flat", "read_as", "readings_of", "written"]

TEXT = "text"
"""The name of the only reading of a clause that has no others."""

_WHEN = {"from": "from_day", "until": "until", "within": "within", "grace": "grace"}
_SHARED = frozenset(Clause.__struct_fields__) - frozenset(_WHEN.values())


def flat(value: dict[str, Any]) -> Clause:
    """The clause that a flat mapping writes, with `when` as a group and the type's own fields beside the shared ones.

    Raises:
        InvalidStatement: A field is wrong; `where` is its path.
    """
    own = {name: part for name, part in value.items() if name in _SHARED}
    terms = {name: part for name, part in value.items() if name not in _SHARED and name != "when"}
    own |= {_WHEN[name]: part for name, part in value.get("when", {}).items()}
    own["terms"] = terms | {"type": value["type"]}
    return Clause.from_builtins(own)


def written(clause: Clause) -> dict[str, Any]:
    """The flat mapping that writes a clause; the inverse of `flat`."""
    value = clause.to_builtins()
    terms = value.pop("terms")
    value["when"] = {name: value.pop(field) for name, field in _WHEN.items()}
    return {**value, **{name: part for name, part in terms.items() if name != "type"}}


def readings_of(clause: Clause, chosen: str | None = None) -> tuple[ClauseReading, ...]:
    """The readings under which a clause is evaluated: the chosen one if it has it, else all; "text" if it has none."""
    named = tuple(reading for reading in clause.readings if reading.id == chosen)
    return named or clause.readings or (ClauseReading(id=TEXT),)


def read_as(clause: Clause, reading: ClauseReading) -> Clause:
    """The clause with the fields that a reading sets otherwise.

    Raises:
        InvalidStatement: The reading sets a field to what it cannot be.
    """
    if not reading.overrides:
        return clause
    value = written(clause)
    for name, part in reading.overrides.items():
        if name == "when":
            value["when"] = value["when"] | part
        else:
            value[name] = part
    return flat(msgspec.to_builtins(value))
