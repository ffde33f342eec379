"""The timeline: day by day what was said and what is reported to have happened, promises against facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice

import msgspec

from holdfast.model import Event, Statement
from holdfast.model.statement import Act
from holdfast.pipeline.asking import refuse_wrong_order
from holdfast.record.listing import ALL_EVENTS, EventChoice, EventLists
from holdfast.record.store import View
from holdfast.record.telling import Said, Voiced
from holdfast.web.desk import Desk
from holdfast.web.pages.events import EventLine, event_lines
from holdfast.web.pages.page import AtDesk, Context, DayChoice, Page, TheDays, Word
from holdfast.web.pages.statements import StatementLine, lines

__all__ = ["Timeline", "VoiceDays", "by_number", "mostly", "timeline"]

SPEECH: tuple[Act, ...] = ("promise", "propose", "agree", "demand", "threaten", "reject", "deny", "accuse")
"""Acts that are doings of their own; asserting and judging are told with the event that they speak of."""
_VOICES = 14
_LONGEST = timedelta(days=62)
_LINES = 160
"""Words and facts that are shown on a page, about; earlier days are a link away."""
_OF_A_DAY = 30
"""Words, and facts, that are shown of a day among others; the day alone shows more."""
_OF_ONE_DAY = 1000


class VoiceDays(msgspec.Struct, frozen=True, kw_only=True):
    """What one voice said on which days: for each day the number of statements by act."""

    voice: str
    ref: str | None
    total: int
    days: dict[date, dict[str, int]]


class TimelineDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day: what was said on it, and what is reported to have happened on it.

    Attributes:
        more_words, more_facts: How many more there are than are shown; the day alone has them.
    """

    day: date
    words: tuple[StatementLine, ...]
    facts: tuple[EventLine, ...]
    more_words: int
    more_facts: int


class Timeline(Context, frozen=True, kw_only=True):
    """Days from the latest to the earliest, with the voices that spoke most.

    Attributes:
        further: The latest of the days that are not shown for want of room; None if all are.
        undated: How many events have no day because nobody said one; they are not shown under the day of publication.
    """

    since: date
    until: date
    voice: str | None
    voices: tuple[VoiceDays, ...]
    days: tuple[TimelineDay, ...]
    further: date | None
    undated: int


def timeline(desk: AtDesk, days: TheDays, since: DayChoice = None, until: DayChoice = None, voice: Word = None) -> Page:
    """Statements and events by day and voice, promises against facts."""
    refuse_wrong_order(since, until)
    view = desk.merged(days.known_by)
    last = until or days.on
    first = max(since or desk.once(("first", days.known_by), view.first_day) or last, last - _LONGEST)
    said = view.voiced(Said(since=first, until=last), by_day=True)
    told = _told(view, said, voice, (first, last))
    counts = told.counts()
    shown = _shown(counts, told.most)
    context = Timeline(
        since=first,
        until=last,
        voice=voice,
        voices=_voices(said),
        days=_days(desk, told, {day: counts[day] for day in shown}, days.known_by),
        further=max((day for day in counts if day < shown[-1]), default=None) if shown else None,
        undated=desk.once(("undated", days.known_by), lambda: told.lists.by_day(ALL_EVENTS).get(None, 0)),
    )
    return Page(template="timeline.html", section="timeline", title="Timeline", context=context, days=days)


def by_number(counts: Counter[str]) -> dict[str, int]:
    """The most frequent first, of equals the first of the alphabet."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def mostly(own: Iterable[Voiced]) -> str | None:
    """The reference that most statements of a voice have; a reader may give another to some of them."""
    refs = Counter[str]()
    for one in own:
        if one.ref:
            refs[one.ref] += one.number
    return next(iter(by_number(refs)), None)


def _voices(said: Iterable[Voiced]) -> tuple[VoiceDays, ...]:
    groups: dict[str, list[Voiced]] = {}
    for one in said:
        groups.setdefault(one.voice, []).append(one)
    totals = {voice: sum(one.number for one in own) for voice, own in groups.items()}
    most = sorted(totals, key=lambda voice: (-totals[voice], voice))[:_VOICES]
    return tuple(_voice_days(voice, groups[voice]) for voice in most)


def _voice_days(voice: str, own: Sequence[Voiced]) -> VoiceDays:
    days: dict[date, Counter[str]] = {}
    for one in own:
        assert one.first is not None  # only what was published in a stretch of days is told of
        days.setdefault(one.first, Counter())[one.act] += one.number
    return VoiceDays(
        voice=voice,
        ref=mostly(own),
        total=sum(counts.total() for counts in days.values()),
        days={day: by_number(counts) for day, counts in sorted(days.items())},
    )


def _shown(counts: Mapping[date, tuple[int, int]], most: int) -> list[date]:
    """The latest days, as many as fit on a page, and one at least."""
    shown: list[date] = []
    told = 0
    for day in sorted(counts, reverse=True):
        told += sum(min(number, most) for number in counts[day])
        if shown and told > _LINES:
            break
        shown.append(day)
    return shown


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Words and facts of a stretch of days, of one voice or of all.

    Attributes:
        heard: The statements of the voice; None where all are heard.
        most: How many words, and how many facts, are shown of a day.
    """

    view: View
    lists: EventLists
    voice: str | None
    said: tuple[Voiced, ...]
    heard: frozenset[str] | None
    window: tuple[date, date]
    most: int

    def counts(self) -> dict[date, tuple[int, int]]:
        """How many words and how many facts each day has."""
        words = Counter[date]()
        for one in self.said:
            if one.first and one.act in SPEECH and self.voice in (None, one.voice):
                words[one.first] += one.number
        facts = self.lists.by_day(self._facts(self.window))
        return {day: (words[day], facts.get(day, 0)) for day in words.keys() | facts.keys() if day}

    def words(self, day: date) -> tuple[Statement, ...]:
        """What was said on a day, of the acts that are doings of their own."""
        return tuple(self.view.said(Said(since=day, until=day, acts=SPEECH, voice=self.voice, limit=self.most)))

    def facts(self, day: date) -> tuple[Event, ...]:
        """What is reported to have happened on a day."""
        return self.lists.events(replace(self._facts((day, day)), limit=self.most))

    def _facts(self, between: tuple[date, date]) -> EventChoice:
        return EventChoice(begins=between, reported=True, holding=self.heard)


def _told(view: View, said: tuple[Voiced, ...], voice: str | None, window: tuple[date, date]) -> _Told:
    first, last = window
    return _Told(
        view=view,
        lists=view.lists(),
        voice=voice,
        said=said,
        heard=view.said_ids(Said(since=first, until=last, voice=voice)) if voice is not None else None,
        window=window,
        most=_OF_ONE_DAY if first == last else _OF_A_DAY,
    )


def _days(
    desk: Desk, told: _Told, counts: Mapping[date, tuple[int, int]], known_by: date | None
) -> tuple[TimelineDay, ...]:
    words = {day: told.words(day) if said else () for day, (said, _) in counts.items()}
    facts = {day: told.facts(day) if happened else () for day, (_, happened) in counts.items()}
    # All lines are made together, and then taken day by day.
    spoken = iter(lines(desk, tuple(chain.from_iterable(words.values())), known_by))
    reported = iter(event_lines(desk, tuple(chain.from_iterable(facts.values())), known_by))
    return tuple(
        TimelineDay(
            day=day,
            words=tuple(islice(spoken, len(words[day]))),
            facts=tuple(islice(reported, len(facts[day]))),
            more_words=said - len(words[day]),
            more_facts=happened - len(facts[day]),
        )
        for day, (said, happened) in counts.items()
    )
