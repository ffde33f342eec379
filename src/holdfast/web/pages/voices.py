"""Voices: who said what, by act, and how often others say the opposite."""

from __future__ import annotations

from collections import Counter

import msgspec

from holdfast.model import Statement
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays
from holdfast.web.pages.timeline import speaker

__all__ = ["VoiceLine", "Voices", "voices"]


class VoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One innermost voice: how many statements of which acts, between which days, carried by which outlets.

    Attributes:
        contradicted: How many of its statements stand in a contradiction; that says nothing of who is right.
    """

    voice: str
    ref: str | None
    statements: int
    acts: dict[str, int]
    contradicted: int
    first: str | None
    last: str | None
    outlets: tuple[str, ...]


class Voices(Context, frozen=True, kw_only=True):
    """Innermost voices, those who say most first."""

    voices: tuple[VoiceLine, ...]


def voices(desk: AtDesk, days: TheDays) -> Page:
    """Who says what: each innermost voice with its acts, its days and its outlets."""
    known = desk.statements(days.known_by).values()
    groups: dict[str, list[Statement]] = {}
    for statement in known:
        groups.setdefault(speaker(desk, statement, days.known_by), []).append(statement)
    disputed = {
        name
        for event in desk.events(days.known_by).events
        for contradiction in event.contradictions
        for name in (contradiction.left, contradiction.right)
    }
    documents = desk.documents(days.known_by)
    found = []
    for name, own in groups.items():
        published = sorted(day for s in own if (day := documents[s.document].published))
        found.append(
            VoiceLine(
                voice=name,
                ref=next((s.voices[0].ref for s in own if s.voices and s.voices[0].ref), None),
                statements=len(own),
                acts=dict(Counter(s.act for s in own).most_common()),
                contradicted=sum(s.id in disputed for s in own),
                first=published[0] if published else None,
                last=published[-1] if published else None,
                outlets=tuple(sorted({o for s in own if (o := documents[s.document].outlet)})),
            )
        )
    context = Voices(voices=tuple(sorted(found, key=lambda line: (-line.statements, line.voice))))
    return Page(template="voices.html", section="voices", title="Voices", context=context, days=days)
