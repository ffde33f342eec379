"""What changed between two versions of an agreement, clause by clause, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

from holdfast.agreements.readings import written
from holdfast.model import Agreement, Clause
from holdfast.model.noun import Noun

__all__ = ["ASPECTS", "Aspect", "Change", "differences"]

Aspect = Literal[
    "added", "removed", "renamed", "type", "status", "parties", "wording", "deadline", "areas", "conditions", "test",
    "readings", "evidence", "note",
]  # fmt: skip
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
"""What a change is about."""

_HEADER: dict[str, Aspect] = {
    "id": "note", "title": "wording", "status": "status", "date": "deadline", "form": "status", "parties": "parties",
    "guarantors": "parties", "third_parties": "parties", "texts": "wording", "areas": "areas", "calendar": "deadline",
    "definitions": "wording", "evidence": "evidence", "source": "note",
}  # fmt: skip
_CLAUSE: dict[str, Aspect] = {
    "type": "type", "title": "wording", "text_refs": "wording", "who": "parties", "to": "parties", "where": "areas",
    "excluded_areas": "areas", "control_areas": "areas", "when": "deadline", "deadline": "deadline",
    "within": "deadline", "every": "deadline", "until": "deadline", "consult_within": "deadline",
    "assist_within": "deadline", "in_force_if": "conditions", "unless": "conditions", "all_of": "conditions",
    "any_of": "conditions", "evidence": "evidence", "readings": "readings", "note": "note", "monitorable": "note",
    "on_fulfil": "note", "on_breach": "note",
}  # fmt: skip
_NAMES = {
    "who": "who is bound", "to": "to whom it is owed", "where": "where it holds", "what": "what it is about",
    "in_force_if": "what must be fulfilled first", "text_refs": "the words it rests on", "unless": "its exceptions",
    "all_of": "what is required, all of it", "any_of": "what is required, any of it", "when": "its days",
    "texts": "the wording", "date": "the day of the text", "title": "the title", "areas": "the areas",
}  # fmt: skip


class Change(Noun, frozen=True, kw_only=True):
    """One thing that changed, such as the deadline of a clause.

    Attributes:
        clause: The clause's id; None for the header.
        aspect: What the change is about.
        field: The field as files write it, such as `deadline` or `readings.radical.target_ratio`.
        before, after: The old and the new value in words; None for none.
        sentence: The change in plain words.
    """

    clause: str | None
    aspect: Aspect
    field: str
    before: str | None
    after: str | None
    sentence: str


def differences(old: Agreement, new: Agreement) -> tuple[Change, ...]:
    """What changed: the header first, then clause by clause, those that are gone last; empty if nothing did.

    A clause is known by its id. One that has another id and is otherwise the same was renamed.
    """
    earlier = {clause.id: clause for clause in old.clauses}
    later = {clause.id: clause for clause in new.clauses}
    renamed = _renamed(earlier, later)
    found = list(_header(old, new))
    for name, clause in later.items():
        if name in earlier:
            found += _clause(earlier[name], clause)
        elif name in renamed:
            found.append(_told(name, "renamed", "id", renamed[name], name, f"was called {renamed[name]}"))
        else:
            found.append(_told(name, "added", "", None, _named(clause), f"is new: {_named(clause)}"))
    gone = [name for name in earlier if name not in later and name not in renamed.values()]
    found += [
        _told(name, "removed", "", _named(earlier[name]), None, f"is gone; it was: {_named(earlier[name])}")
        for name in gone
    ]
    return tuple(found)


def _renamed(earlier: Mapping[str, Clause], later: Mapping[str, Clause]) -> dict[str, str]:
    """New ids with the old ones of clauses that are the same but for their id."""
    found: dict[str, str] = {}
    for name, clause in later.items():
        if name in earlier:
            continue
        for other, before in earlier.items():
            if other not in later and other not in found.values() and _content(before) == _content(clause):
                found[name] = other
                break
    return found


def _content(clause: Clause) -> dict[str, Any]:
    return {name: part for name, part in written(clause).items() if name != "id"}


def _named(clause: Clause) -> str:
    who = f" of {', '.join(clause.who)}" if clause.who else ""
    return f"{clause.title or clause.id} ({clause.type}{who})"


def _header(old: Agreement, new: Agreement) -> Iterator[Change]:
    left, right = old.to_builtins(), new.to_builtins()
    for field, aspect in _HEADER.items():
        if field == "areas":
            yield from _by_key(None, aspect, "areas", "area", left[field], right[field])
        elif field == "definitions":
            yield from _by_key(None, aspect, "definitions", "definition", left[field], right[field])
        elif field in ("texts", "parties", "guarantors", "third_parties"):
            kind = {"texts": "text", "parties": "party", "guarantors": "guarantor", "third_parties": "third party"}
            yield from _by_key(None, aspect, field, kind[field], _by_id(left[field]), _by_id(right[field]))
        elif isinstance(left[field], dict):
            yield from _parts(None, aspect, field, left[field], right[field])
        else:
            yield from _value(None, aspect, field, left[field], right[field])


def _clause(old: Clause, new: Clause) -> Iterator[Change]:
    left, right = written(old), written(new)
    for field in dict.fromkeys((*left, *right)):
        aspect = _CLAUSE.get(field, "test")
        before, after = left.get(field), right.get(field)
        if field == "readings":
            yield from _by_key(new.id, aspect, "readings", "reading", _by_id(before), _by_id(after))
        elif field in ("when", "evidence") and isinstance(before, dict) and isinstance(after, dict):
            yield from _parts(new.id, aspect, field, before, after)
        else:
            yield from _value(new.id, aspect, field, before, after)


def _by_id(values: Any) -> dict[str, Any]:
    return {value["id"]: {name: part for name, part in value.items() if name != "id"} for value in values or ()}


def _by_key(
    clause: str | None, aspect: Aspect, field: str, kind: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    """Named things, such as areas and readings: added, removed, or changed in a part."""
    for name in dict.fromkeys((*old, *new)):
        path = f"{field}.{name}"
        if name not in old:
            said = _said(new[name])
            yield _told(clause, aspect, path, None, said, f"the {kind} {name} is new: {said}")
        elif name not in new:
            said = _said(old[name])
            yield _told(clause, aspect, path, said, None, f"the {kind} {name} is gone; it was: {said}")
        elif isinstance(old[name], dict):
            yield from _parts(clause, aspect, path, old[name], new[name], of=f"the {kind} {name}: ")
        else:
            yield from _value(clause, aspect, path, old[name], new[name], of=f"the {kind} {name}")


def _parts(
    clause: str | None, aspect: Aspect, field: str, old: Mapping[str, Any], new: Mapping[str, Any], *, of: str = ""
) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if name == "overrides" and isinstance(before, dict) and isinstance(after, dict):
            yield from _parts(clause, aspect, field, before, after, of=of)
        else:
            yield from _value(clause, aspect, f"{field}.{name}", before, after, of=f"{of}{_plain(name)}")


def _value(clause: str | None, aspect: Aspect, field: str, old: Any, new: Any, *, of: str = "") -> Iterator[Change]:
    if old == new or (not old and not new and 0 not in (old, new)):
        return
    before, after = _said(old), _said(new)
    what = of or _plain(field)
    if _is_list(old) and _is_list(new) and old and new:
        gone = [part for part in old if part not in new]
        come = [part for part in new if part not in old]
        parts = [f"without {_said(gone)}" if gone else "", f"with {_said(come)} beside" if come else ""]
        told = f"{what}: now {' and '.join(part for part in parts if part) or 'in another order'}"
    elif before is None:
        told = f"{what}: now {after}; there was none"
    elif after is None:
        told = f"{what}: now none; it was {before}"
    else:
        told = f"{what}: was {before}, is {after}"
    yield _told(clause, aspect, field, before, after, told)


def _told(clause: str | None, aspect: Aspect, field: str, before: str | None, after: str | None, told: str) -> Change:
    where = f"{clause}: " if clause else ""
    return Change(clause=clause, aspect=aspect, field=field, before=before, after=after, sentence=f"{where}{told}.")


def _plain(field: str) -> str:
    return _NAMES.get(field, field.replace("_", " "))


def _is_list(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _said(value: Any) -> str | None:
    """A value in words: the filled fields of a group, the parts of a list; None for none."""
    if value is None or value in ("", (), [], {}):
        return None
    if isinstance(value, dict):
        parts = [f"{_plain(name)} {said}" for name, part in value.items() if (said := _said(part)) is not None]
        return ", ".join(parts) or None
    if isinstance(value, (list, tuple)):
        return "; ".join(f"({said})" if isinstance(part, dict) else said for part in value if (said := _said(part)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
