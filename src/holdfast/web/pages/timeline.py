"""The timeline: day by day what was said and what is reported to have happened, promises against facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from holdfast.model import Statement
from holdfast.model.days import as_day
from holdfast.pipeline.asking import refuse_wrong_order
from holdfast.web.desk import Desk
from holdfast.web.pages.events import EventLine, event_line, in_order
from holdfast.web.pages.page import AtDesk, Context, DayChoice, Page, TheDays, Word
from holdfast.web.pages.statements import StatementLine, lines

__all__ = ["Timeline", "VoiceDays", "speaker", "timeline"]

SPEECH = ("promise", "propose", "agree", "demand", "threaten", "reject", "deny", "accuse")
"""Acts that are doings of their own; asserting and judging are told with the event that they speak of."""
_VOICES = 14
_LONGEST = timedelta(days=62)


class VoiceDays(msgspec.Struct, frozen=True, kw_only=True):
    """What one voice said on which days: for each day the number of statements by act."""

    voice: str
    ref: str | None
    total: int
    days: dict[date, dict[str, int]]


class TimelineDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day: what was said on it, and what is reported to have happened on it."""

    day: date
    words: tuple[StatementLine, ...]
    facts: tuple[EventLine, ...]


class Timeline(Context, frozen=True, kw_only=True):
    """Days from the latest to the earliest, with the voices that spoke most.

    Attributes:
        undated: How many events have no day because nobody said one; they are not shown under the day of publication.
    """

    since: date
    until: date
    voice: str | None
    voices: tuple[VoiceDays, ...]
    days: tuple[TimelineDay, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A statement with the day on which it was said and who said it."""

    day: date
    voice: str
    statement: Statement


def timeline(desk: AtDesk, days: TheDays, since: DayChoice = None, until: DayChoice = None, voice: Word = None) -> Page:
    """Statements and events by day and voice, promises against facts."""
    refuse_wrong_order(since, until)
    last = until or days.on
    first = max(since or _first_day(desk, days.known_by) or last, last - _LONGEST)
    said = [
        _Said(day=day, voice=speaker(desk, statement, days.known_by), statement=statement)
        for statement in desk.statements(days.known_by).values()
        if (day := _day_said(desk, statement, days.known_by)) and first <= day <= last
    ]
    chosen = [one for one in said if voice in (None, one.voice)]
    context = Timeline(
        since=first,
        until=last,
        voice=voice,
        voices=_voices(said),
        days=_days(desk, chosen, (first, last), days.known_by, by_voice=voice is not None),
        undated=sum(not (e.first_day or e.last_day) for e in desk.events(days.known_by).events),
    )
    return Page(template="timeline.html", section="timeline", title="Timeline", context=context, days=days)


def speaker(desk: Desk, statement: Statement, known_by: date | None) -> str:
    """The innermost voice in words; a statement without one is the outlet's."""
    if statement.voices:
        return statement.voices[0].caption
    return desk.documents(known_by)[statement.document].outlet or "an outlet not known"


def _day_said(desk: Desk, statement: Statement, known_by: date | None) -> date | None:
    return desk.documents(known_by)[statement.document].published_day


def _first_day(desk: Desk, known_by: date | None) -> date | None:
    published = [d.published_day for d in desk.documents(known_by).values() if d.published_day]
    return min(published, default=None)


def _voices(said: list[_Said]) -> tuple[VoiceDays, ...]:
    most = Counter(one.voice for one in said).most_common(_VOICES)
    found = []
    for name, total in most:
        own = [one for one in said if one.voice == name]
        by_day: dict[date, Counter[str]] = {}
        for one in own:
            by_day.setdefault(one.day, Counter())[one.statement.act] += 1
        found.append(
            VoiceDays(
                voice=name,
                ref=next((v.ref for one in own for v in one.statement.voices[:1] if v.ref), None),
                total=total,
                days={day: dict(counts.most_common()) for day, counts in sorted(by_day.items())},
            )
        )
    return tuple(found)


def _days(
    desk: Desk, said: list[_Said], window: tuple[date, date], known_by: date | None, *, by_voice: bool
) -> tuple[TimelineDay, ...]:
    first, last = window
    words: dict[date, list[Statement]] = {}
    for one in said:
        if one.statement.act in SPEECH:
            words.setdefault(one.day, []).append(one.statement)
    by_id = desk.statements(known_by)
    own = {one.statement.id for one in said}
    facts: dict[date, list[EventLine]] = {}
    for event in in_order(desk.events(known_by).events):
        day = as_day(event.first_day or event.last_day)
        told = [by_id[name] for name in event.statements if name in by_id]
        heard = not by_voice or any(statement.id in own for statement in told)
        if day and first <= day <= last and heard and any(_is_report(statement) for statement in told):
            facts.setdefault(day, []).append(event_line(event, by_id))
    return tuple(
        TimelineDay(day=day, words=lines(desk, tuple(words.get(day, ())), known_by), facts=tuple(facts.get(day, ())))
        for day in sorted(words.keys() | facts.keys(), reverse=True)
    )


def _is_report(statement: Statement) -> bool:
    """Whether a statement tells of something that happened or goes on, rather than of something to come."""
    return statement.status in ("happened", "ongoing") and statement.polarity == "affirmed"
