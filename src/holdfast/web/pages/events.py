"""Events: a filtered list, and one event with its ledger, its contradictions and the reasons of merging."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from fastapi import Depends, Query

from holdfast.model import Event, Judgement, Merge, Statement, Tally
from holdfast.model.days import as_day
from holdfast.model.statement import EventType
from holdfast.pipeline.asking import refuse_no_words, refuse_wrong_order
from holdfast.record.merge import MACHINE, by_person, standing
from holdfast.web.desk import Desk
from holdfast.web.pages.page import AtDesk, Context, DayChoice, Page, TheDays, Word, Words
from holdfast.web.pages.statements import TYPE, Blank, StatementLine, ThePaging, lines

__all__ = ["EventChoice", "EventPage", "Events", "TheEventChoice", "event_page", "events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChoice:
    """Which events to show; an empty field allows anything.

    Attributes:
        since, until: Days between which it may have happened; an event whose day nobody said passes neither.
        place: Words of the place's name, or a country's ISO 3166 alpha-3 code.
        contradicted: True for those with contradictions only.
    """

    type: str | None = None
    place: str | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    contradicted: bool = False

    def allows(self, event: Event) -> bool:
        """Whether an event is one of those chosen."""
        return (
            self.type in (None, event.type)
            and (not self.contradicted or bool(event.contradictions))
            and self._in_time(event)
            and self._in_place(event)
            and self._by_actor(event)
        )

    def _in_time(self, event: Event) -> bool:
        if self.since is None and self.until is None:
            return True
        first, last = as_day(event.first_day or event.last_day), as_day(event.last_day or event.first_day)
        if first is None or last is None:
            return False
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)

    def _in_place(self, event: Event) -> bool:
        if self.place is None:
            return True
        if event.place is None:
            return False
        names = (event.place.name, event.place.text, event.place.admin1)
        wanted = self.place.casefold()
        return event.place.country == self.place or any(wanted in name.casefold() for name in names if name)

    def _by_actor(self, event: Event) -> bool:
        wanted = (self.actor or "").casefold()
        who = (*event.actors, *event.recipients)
        return any(wanted in " ".join(filter(None, (m.ref, m.name, m.text))).casefold() for m in who) or not wanted


def _event_choice(
    type: Annotated[EventType | None, Blank, TYPE, Query(description="What happened.")] = None,
    place: Words = None,
    actor: Annotated[Word, Query(description="Words of who acts or is acted on, or of a reference.")] = None,
    since: DayChoice = None,
    until: DayChoice = None,
    contradicted: Annotated[bool, Query(description="Only events whose statements contradict each other.")] = False,
) -> EventChoice:
    refuse_wrong_order(since, until)
    refuse_no_words(place, name="place")
    return EventChoice(type=type, place=place, actor=actor, since=since, until=until, contradicted=contradicted)


TheEventChoice = Annotated[EventChoice, Depends(_event_choice)]


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """An event in a list, with the words that tell it best: its first statement's."""

    event: Event
    quote: str
    figures: tuple[Tally, ...]


class Events(Context, frozen=True, kw_only=True):
    """Events in the order of their first day; those whose day nobody said come last."""

    chosen: dict[str, str | bool | None]
    items: tuple[EventLine, ...]
    total: int
    limit: int
    offset: int
    next_offset: int | None


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements face to face, and in what they differ."""

    kind: str
    why: str
    left: StatementLine
    right: StatementLine


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """Two statements that were taken for one event, and why."""

    merge: Merge
    left: StatementLine
    right: StatementLine

    @property
    def by_machine(self) -> bool:
        """Whether the machine joined them; a person's judgement is taken back instead of undone."""
        return self.merge.by == MACHINE


class ByHand(msgspec.Struct, frozen=True, kw_only=True):
    """A person's judgement that stands on a statement of an event.

    Attributes:
        first: Whether it is the first row of its act; all rows of one act are taken back together.
    """

    judgement: Judgement
    left: StatementLine
    right: StatementLine
    first: bool


class EventPage(Context, frozen=True, kw_only=True):
    """An event with every statement, every figure and the reasons of merging.

    Attributes:
        ledger: Figures by what is counted, each line with its voice, outlet and day.
        by_hand: What people have judged of its statements, the latest first.
        nearby: Other events that a person may want to join with it, the likeliest first.
    """

    event: Event
    statements: tuple[StatementLine, ...]
    ledger: dict[str, tuple[Tally, ...]]
    disagreements: tuple[Disagreement, ...]
    merges: tuple[Joined, ...]
    by_hand: tuple[ByHand, ...]
    nearby: tuple[EventLine, ...]


def events(desk: AtDesk, days: TheDays, choice: TheEventChoice, paging: ThePaging) -> Page:
    """Events by type, place, actor and day; and those that are contradicted."""
    found = in_order(event for event in desk.events(days.known_by).events if choice.allows(event))
    shown = found[paging.offset : paging.offset + paging.limit]
    end = paging.offset + len(shown)
    context = Events(
        chosen={
            "type": choice.type,
            "place": choice.place,
            "actor": choice.actor,
            "since": choice.since.isoformat() if choice.since else None,
            "until": choice.until.isoformat() if choice.until else None,
            "contradicted": choice.contradicted,
        },
        items=tuple(event_line(event, desk.statements(days.known_by)) for event in shown),
        total=len(found),
        limit=paging.limit,
        offset=paging.offset,
        next_offset=end if end < len(found) else None,
    )
    return Page(template="events.html", section="events", title="Events", context=context, days=days)


def in_order(found: Iterable[Event]) -> list[Event]:
    """Events by their first day, those without one last."""
    return sorted(found, key=lambda event: (event.first_day or event.last_day or "9999", event.id))


def event_line(event: Event, by_id: dict[str, Statement]) -> EventLine:
    """An event as lists show it: one figure for each thing counted, the latest."""
    latest = {tally.what: tally for tally in sorted(event.ledger, key=lambda tally: tally.day or "")}
    return EventLine(event=event, quote=by_id[event.statements[0]].quote, figures=tuple(latest.values()))


def event_page(desk: AtDesk, days: TheDays, event: str) -> Page:
    """An event: ledger of counts by voice, contradictions face to face, merges with reasons."""
    found = desk.event(event, days.known_by)
    by_id = desk.statements(days.known_by)
    own = {
        line.statement.id: line for line in lines(desk, tuple(by_id[name] for name in found.statements), days.known_by)
    }
    ledger: dict[str, tuple[Tally, ...]] = {}
    for tally in sorted(found.ledger, key=lambda tally: (tally.what, tally.day or "", tally.voice)):
        ledger[tally.what] = (*ledger.get(tally.what, ()), tally)
    context = EventPage(
        event=found,
        statements=tuple(own.values()),
        ledger=ledger,
        disagreements=tuple(
            Disagreement(kind=c.kind, why=c.why, left=own[c.left], right=own[c.right])
            for c in found.contradictions
            if c.left in own and c.right in own
        ),
        merges=tuple(
            Joined(merge=merge, left=own[merge.left], right=own[merge.right])
            for merge in found.merges
            if merge.left in own and merge.right in own
        ),
        by_hand=_by_hand(desk, found, days.known_by),
        nearby=_nearby(desk, found, days.known_by),
    )
    return Page(template="event.html", section="events", title="Event", context=context, days=days)


def _by_hand(desk: Desk, event: Event, known_by: date | None) -> tuple[ByHand, ...]:
    own, by_id = set(event.statements), desk.statements(known_by)
    told = []
    acts: set[tuple[str, str]] = set()
    for judgement in desk.once(("standing", known_by), lambda: standing(desk.view(known_by).judgements())):
        pair = (judgement.left, judgement.right)
        if by_person(judgement) and not own.isdisjoint(pair) and all(name in by_id for name in pair):
            left, right = lines(desk, tuple(by_id[name] for name in pair), known_by)
            act = (judgement.by, judgement.at)
            told.append(ByHand(judgement=judgement, left=left, right=right, first=act not in acts))
            acts.add(act)
    return tuple(told)


_NEARBY = 12
"""Events that are offered for joining; others are named by their address."""


def _nearby(desk: Desk, event: Event, known_by: date | None) -> tuple[EventLine, ...]:
    """Other events by how near they are: the kind, the place, the country, the days between."""
    others = [one for one in desk.events(known_by).events if one.id != event.id]
    nearest = sorted(others, key=lambda one: (_distance(event, one), one.id))[:_NEARBY]
    return tuple(event_line(one, desk.statements(known_by)) for one in nearest)


def _distance(event: Event, other: Event) -> int:
    here, there = event.place, other.place
    apart = (event.type != other.type) * 4
    apart += 3 if here is None or there is None else ((here.name or here.text) != (there.name or there.text)) * 4
    apart += 2 if here is None or there is None else (here.country != there.country) * 4
    first, second = as_day(event.first_day or event.last_day), as_day(other.first_day or other.last_day)
    return apart + (4 if first is None or second is None else min(abs((first - second).days), 8))
