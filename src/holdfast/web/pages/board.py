"""The board: agreements and their clauses, each with its level, its days, and the reason in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from holdfast.model import Agreement, Clause, Verdict, roll_up
from holdfast.model.verdict import LEVELS, Level
from holdfast.web.desk import Days, Desk
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays

__all__ = ["AgreementRow", "Board", "Cell", "Change", "ClauseRow", "agreement_row", "board", "cells", "changes_of"]

History = Mapping[date, Sequence[Verdict]]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a strip: the most severe level of that day, None where nothing was checked.

    Attributes:
        shadow: Where the text was not in force, the most severe level there would be if it were.
    """

    day: date
    level: Level | None
    shadow: Level | None = None


class ReadingLevel(msgspec.Struct, frozen=True, kw_only=True):
    """What one reading of a clause gives: its most severe level, and how many instances have which."""

    reading: str
    by: str | None
    level: Level
    counts: dict[Level, int]


class ClauseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One clause on the board.

    Attributes:
        level: The most severe over readings and instances; None for what is shown but not monitored.
        shadow: What it would be if the text were in force, the most severe.
        reasons: The first reasons of the most severe verdict.
    """

    id: str
    title: str
    type: str
    who: tuple[str, ...]
    monitorable: str
    level: Level | None
    shadow: Level | None
    settled: bool
    reasons: tuple[str, ...]
    readings: tuple[ReadingLevel, ...]
    strip: tuple[Cell, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which a clause's level became another."""

    day: date
    clause: str
    title: str
    before: Level
    after: Level


class AgreementRow(msgspec.Struct, frozen=True, kw_only=True):
    """One agreement on the board: its roll-up is the most severe level, with the counts of all."""

    id: str
    title: str
    status: str
    date: str
    level: Level
    counts: dict[Level, int]
    strip: tuple[Cell, ...]
    clauses: tuple[ClauseRow, ...]
    changes: tuple[Change, ...]


class Board(Context, frozen=True, kw_only=True):
    """All agreements on one day, by what was known by one day."""

    on: date
    known_by: date | None
    last_day: date | None
    documents: int
    statements: int
    events: int
    agreements: tuple[AgreementRow, ...]


def board(desk: AtDesk, days: TheDays) -> Page:
    """Agreements and clauses with verdicts by day, roll-ups with counts, and what changed."""
    size = desk.size(days.known_by)
    context = Board(
        on=days.on,
        known_by=days.known_by,
        last_day=desk.last_day(days.known_by),
        documents=size.documents,
        statements=size.statements,
        events=size.events,
        agreements=tuple(agreement_row(desk, agreement, days) for agreement in desk.agreements),
    )
    return Page(template="board.html", section="board", title="Board", context=context, days=days, dated=True)


def agreement_row(desk: Desk, agreement: Agreement, days: Days) -> AgreementRow:
    """An agreement as the board shows it."""
    verdicts = desk.verdicts(agreement, days)
    history = desk.history(agreement, days)
    clauses = tuple(_clause_row(clause, verdicts, history) for clause in agreement.clauses)
    rolled = roll_up(row.level for row in clauses if row.level)
    return AgreementRow(
        id=agreement.id,
        title=agreement.title,
        status=agreement.status,
        date=agreement.date,
        level=rolled.level,
        counts=rolled.counts,
        strip=cells(history),
        clauses=clauses,
        changes=tuple(
            sorted(
                (c for clause in agreement.clauses for c in changes_of(clause, history)),
                key=lambda c: c.day,
                reverse=True,
            )
        ),
    )


def _clause_row(clause: Clause, verdicts: Sequence[Verdict], history: History) -> ClauseRow:
    own = [verdict for verdict in verdicts if verdict.clause == clause.id]
    worst = max(own, key=lambda verdict: LEVELS.index(verdict.level), default=None)
    shadows = [verdict.shadow for verdict in own if verdict.shadow]
    return ClauseRow(
        id=clause.id,
        title=clause.title or clause.id,
        type=clause.type,
        who=clause.who,
        monitorable=clause.monitorable,
        level=worst.level if worst else None,
        shadow=roll_up(shadows).level if shadows else None,
        settled=bool(own) and all(verdict.settled for verdict in own),
        reasons=_reasons(worst) if worst else (),
        readings=_readings(clause, own),
        strip=cells(history, clause.id),
    )


def _reasons(verdict: Verdict) -> tuple[str, ...]:
    """Why it is so, in two sentences at most: what binds comes first, and then what was found.

    The tree's root only repeats the verdict, which stands beside it.
    """
    because = [reason.sentence for reason in verdict.why.because] or [verdict.why.sentence]
    return tuple(because[:1] if verdict.level == "not_in_force" else because[1:2] or because[:1])


def _readings(clause: Clause, own: Sequence[Verdict]) -> tuple[ReadingLevel, ...]:
    whose = {reading.id: reading.by for reading in clause.readings}
    found = []
    for reading in dict.fromkeys(verdict.reading for verdict in own):
        rolled = roll_up(verdict.level for verdict in own if verdict.reading == reading)
        found.append(ReadingLevel(reading=reading, by=whose.get(reading), level=rolled.level, counts=rolled.counts))
    return tuple(found)


def cells(history: History, clause: str | None = None, reading: str | None = None) -> tuple[Cell, ...]:
    """A strip: the most severe level of each day, over all clauses and readings or over those named."""
    found = []
    for day, verdicts in sorted(history.items()):
        own = [v for v in verdicts if clause in (None, v.clause) and reading in (None, v.reading)]
        level = roll_up(v.level for v in own).level if own else None
        shadows = [v.shadow for v in own if v.shadow] if level == "not_in_force" else []
        found.append(Cell(day=day, level=level, shadow=roll_up(shadows).level if shadows else None))
    return tuple(found)


def changes_of(clause: Clause, history: History) -> list[Change]:
    """The days on which a clause's most severe level became another."""
    return [
        Change(day=here.day, clause=clause.id, title=clause.title or clause.id, before=before.level, after=here.level)
        for before, here in pairwise(cells(history, clause.id))
        if before.level and here.level and before.level != here.level
    ]
