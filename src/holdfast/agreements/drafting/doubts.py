"""What is uncertain about a clause by who tells of it and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from holdfast.agreements.drafting.naming import party_key
from holdfast.agreements.drafting.telling import Telling
from holdfast.agreements.drafting.topics import Topic

__all__ = ["as_read", "standing_of", "told_by_others"]

_UNSURE = 0.5


def standing_of(tellings: Sequence[Telling]) -> str:
    """How far the words of several tellings bind: as far as the firmest."""
    order = ("promised", "agreed", "proposed", "demanded", "foreseen")
    return min((one.standing for one in tellings), key=order.index, default="foreseen")


def told_by_others(value: dict[str, Any], tellings: Sequence[Telling]) -> list[str]:
    """That somebody else tells of a bearer's word."""
    who = [party_key(ref) or ref[:3] for ref in value.get("who", ())]
    if not who or value["type"] in ("guarantee", "step"):
        return []
    found = []
    for telling in tellings:
        if telling.standing == "demanded":
            continue  # that is never the bearer's own word
        voices = [voice.ref for voice in telling.statement.voices if voice.ref and not voice.ref.endswith("MED")]
        keys = [party_key(part) or part[:3] for ref in voices for part in ref.split("+")[:1]]
        tellers = [key for key in keys if len(key) >= 3 and key not in who and key[:3].isupper()]
        if tellers:
            found.append(f"“{telling.words}” is told by {tellers[-1]}, not by {', '.join(who)} alone")
    return found


def as_read(tellings: Sequence[Telling], topic: Topic | None) -> list[str]:
    """What the reader was not sure of, or reads otherwise than the words."""
    found = []
    known = [one.statement.confidence for one in tellings if one.statement.confidence is not None]
    if known and max(known) < _UNSURE:
        found.append(f"read with a certainty of {max(known):.2f} at most; compare it with the text")
    types = {one.statement.event.type for one in tellings}
    if topic and topic.types and not any(one.provision for one in tellings) and not types & set(topic.types):
        read = ", ".join(sorted(str(kind) for kind in types))
        found.append(f"its words speak of {topic.name}, and the reader took it for {read}")
    if all(one.standing in ("foreseen", "demanded") for one in tellings):
        found.append(f"it is only {standing_of(tellings)}: whether anybody offers or promises it")
    return found
