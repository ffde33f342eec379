"""Steps in an order: the leaders' meeting that waits for an approval, the signature that waits for a settlement."""

from __future__ import annotations

import re
from typing import Any

from holdfast.agreements.deeds import happening_in
from holdfast.agreements.drafting.asking import Ask, Built
from holdfast.agreements.drafting.conditions import conditions_of
from holdfast.agreements.drafting.requirements import event_of, relation_of
from holdfast.agreements.drafting.telling import Telling

__all__ = ["signature", "summit"]

_LEADERS = {"president": r"president", "prime minister": r"prime minister", "head of state": r"heads? of state",
            "leader": r"leader", "summit": r"summit"}  # fmt: skip


_OUTLET = "the outlet"
_CALLED = {"after": "after-approval", "with": "together"}


def summit(ask: Ask) -> Built:
    """The meeting of leaders, with a reading for each order in which it is told."""
    words = [word for word, pattern in _LEADERS.items() if re.search(pattern, ask.words, re.I)] or [
        "president",
        "leader",
    ]
    readings: dict[str, dict[str, Any]] = {}
    of: dict[str, Any] | None = None
    for telling in ask.tellings:
        for link, condition in _ordered(telling):
            deed = happening_in(condition)
            relation = relation_of(link, condition)
            event = event_of(deed, condition) if deed else {"type": ["AGREE"], "words": ["minister"]}
            of = event if of is None or len(str(event)) > len(str(of)) else of  # the fuller one stands for all
            by = telling.said_by or _OUTLET
            note = f"“{telling.words}”"
            if readings.get(relation, {}).get("by") == _OUTLET:
                del readings[relation]  # what somebody says comes before what a headline makes of it
            overrides = {"relation": relation, "of": event, "tolerance": 1 if relation == "with" else 0}
            readings.setdefault(
                relation, {"id": _CALLED.get(relation, relation), "by": by, "note": note, "overrides": overrides}
            )
    who = ask.naming(ask.parties)
    if of is None:
        title = f"The {words[0]}s of {who} meet"
        return {"id": "leaders-meet", "type": "declaration", "title": title}, [
            "what the meeting waits for, if anything"
        ]
    value: dict[str, Any] = {
        "id": "leaders-meet",
        "type": "step",
        "title": f"The {words[0]}s of {who} meet",
        "what": {"type": ["CONSULT"], "mode": ["meet", "negotiate"], "between": list(ask.parties), "words": words},
        "relation": next(iter(readings)),
        "of": of,
    }
    doubts = ["which of the words in `of` reports of the approval will have"]
    if len(readings) > 1:
        value["readings"] = list(readings.values())
        doubts.append("in which order: it is told in several ways, and each is a reading")
    return value, doubts


def signature(ask: Ask) -> Built:
    """A signature that waits for something, in an order that could be reported."""
    ordered = [pair for telling in ask.tellings for pair in _ordered(telling)]
    link, condition = ordered[0] if ordered else ("after", "")
    deed = happening_in(condition)
    value: dict[str, Any] = {
        "type": "step",
        "title": f"The signature comes {link} {condition}".strip(),
        "what": {"type": ["AGREE"], "mode": ["sign"], "between": list(ask.parties)},
        "relation": relation_of(link, condition),
        "of": event_of(deed, condition) if deed else {"type": ["AGREE"]},
    }
    return value, [f"whether reports of “{condition}” will have the words that `of` asks for"]


def _ordered(telling: Telling) -> list[tuple[str, str]]:
    return [(link, words) for link, words in conditions_of(telling) if link != "as long as"]
