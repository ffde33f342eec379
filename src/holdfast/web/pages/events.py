"""Events: a filtered list, and one event with its ledger, its contradictions and the reasons of merging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import msgspec
from fastapi import Depends, Query

from holdfast.model import Event, Judgement, Merge, Statement, Tally
from holdfast.model.statement import EventType
from holdfast.pipeline.asking import refuse_no_words, refuse_wrong_order
from holdfast.record.listing import EventChoice
from holdfast.record.merge import MACHINE, by_person, standing
from holdfast.web.desk import Desk
from holdfast.web.pages.page import AtDesk, Context, DayChoice, Page, TheDays, Word, Words
from holdfast.web.pages.statements import TYPE, Blank, StatementLine, ThePaging, lines

__all__ = ["EventPage", "Events", "TheEventChoice", "event_line", "event_lines", "event_page", "events"]


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
    lists = desk.merged(days.known_by).lists()
    shown = lists.events(replace(choice, limit=paging.limit, offset=paging.offset))
    total = lists.count(choice)
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
        items=event_lines(desk, shown, days.known_by),
        total=total,
        limit=paging.limit,
        offset=paging.offset,
        next_offset=end if end < total else None,
    )
    return Page(template="events.html", section="events", title="Events", context=context, days=days)


def event_lines(desk: Desk, found: Sequence[Event], known_by: date | None) -> tuple[EventLine, ...]:
    """Events as lists show them, each with the quote of its first statement."""
    telling = desk.view(known_by).statements_of({event.statements[0] for event in found})
    return tuple(event_line(event, telling) for event in found)


def event_line(event: Event, by_id: dict[str, Statement]) -> EventLine:
    """An event as lists show it: one figure for each thing counted, the latest."""
    latest = {tally.what: tally for tally in sorted(event.ledger, key=lambda tally: tally.day or "")}
    return EventLine(event=event, quote=by_id[event.statements[0]].quote, figures=tuple(latest.values()))


def event_page(desk: AtDesk, days: TheDays, event: str) -> Page:
    """An event: ledger of counts by voice, contradictions face to face, merges with reasons."""
    found = desk.event(event, days.known_by)
    told = desk.view(days.known_by).statements_of(found.statements)
    own = {line.statement.id: line for line in lines(desk, tuple(told.values()), days.known_by)}
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
    view, own = desk.view(known_by), set(event.statements)
    judged = [
        judgement
        for judgement in desk.once(("standing", known_by), lambda: standing(view.judgements()))
        if by_person(judgement) and not own.isdisjoint((judgement.left, judgement.right))
    ]
    by_id = view.statements_of({name for one in judged for name in (one.left, one.right)})
    told = []
    acts: set[tuple[str, str]] = set()
    for judgement in judged:
        pair = (judgement.left, judgement.right)
        if all(name in by_id for name in pair):
            left, right = lines(desk, tuple(by_id[name] for name in pair), known_by)
            act = (judgement.by, judgement.at)
            told.append(ByHand(judgement=judgement, left=left, right=right, first=act not in acts))
            acts.add(act)
    return tuple(told)


_NEARBY = 12
"""Events that are offered for joining; others are named by their address."""


def _nearby(desk: Desk, event: Event, known_by: date | None) -> tuple[EventLine, ...]:
    """Other events by how near they are: the kind, the place, the country, the days between."""
    return event_lines(desk, desk.merged(known_by).lists().nearest(event, limit=_NEARBY), known_by)
