"""Voices: who said what, by act, and how often others say the opposite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from holdfast.record.store import View
from holdfast.record.telling import Voiced, teller
from holdfast.web.desk import Desk
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays
from holdfast.web.pages.timeline import by_number, mostly

__all__ = ["VoiceLine", "Voices", "voices"]


class VoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One innermost voice: how many statements of which acts, between which days, carried by which outlets.

    Attributes:
        first, last: Days of publication between which it spoke.
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
    context = Voices(voices=desk.once(("voices", days.known_by), lambda: _known(desk, days.known_by)))
    return Page(template="voices.html", section="voices", title="Voices", context=context, days=days)


def _known(desk: Desk, known_by: date | None) -> tuple[VoiceLine, ...]:
    desk.merged(known_by)
    return desk.at_length(_lines, known_by)


def _lines(view: View) -> tuple[VoiceLine, ...]:
    disputed = view.statements_of(view.lists().disputed())
    papers = view.documents_of({statement.document for statement in disputed.values()})
    contradicted = Counter(teller(one, papers[one.document].outlet)[0] for one in disputed.values())
    groups: dict[str, list[Voiced]] = {}
    for one in view.voiced():
        groups.setdefault(one.voice, []).append(one)
    found = [_line(voice, own, contradicted[voice]) for voice, own in groups.items()]
    return tuple(sorted(found, key=lambda line: (-line.statements, line.voice)))


def _line(voice: str, own: Sequence[Voiced], contradicted: int) -> VoiceLine:
    acts = Counter[str]()
    for one in own:
        acts[one.act] += one.number
    first = min((one.first for one in own if one.first), default=None)
    last = max((one.last for one in own if one.last), default=None)
    return VoiceLine(
        voice=voice,
        ref=mostly(own),
        statements=acts.total(),
        acts=by_number(acts),
        contradicted=contradicted,
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        outlets=tuple(sorted({one.outlet for one in own if one.outlet})),
    )
