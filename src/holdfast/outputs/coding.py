"""What event tables of other datasets ask of an event: who reports it, between which days, and one figure for many.

Such tables have a line for each happening and no room for who says what. What is written here in their columns says so
itself, in every line: it is coded by Holdfast, and the figures are told by a rule and not by a judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from holdfast.model import Document, Event, Statement
from holdfast.model.days import as_day
from holdfast.model.event import Tally
from holdfast.outputs.together import events_told
from holdfast.record.store import Filter, View
from holdfast.sources.coded import OURS

__all__ = ["OURS", "Reported", "Toll", "reported", "toll"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """An event that somebody says has happened, with its days and everything that speaks of it."""

    event: Event
    first: date
    last: date
    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, each once."""
        return tuple(dict.fromkeys(document.outlet for document in self.documents if document.outlet))

    @property
    def days(self) -> int:
        """How many days it may have been on."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Three numbers for all the figures of one kind in an event's ledger.

    Attributes:
        low: The least number that a figure allows; "up to 20" allows none at all.
        best: The number that most voices give; of several, the least.
        high: The greatest number that anybody gives; an open end has none.
    """

    low: int
    best: int
    high: int


def reported(view: View, chosen: Filter) -> Iterator[Reported]:
    """The chosen events that somebody says have happened, and of which somebody says when and where."""
    for event, told in events_told(view, chosen):
        first, last = as_day(event.first_day), as_day(event.last_day)
        first, last = first or last, last or first
        if event.place is None or first is None or last is None:
            continue
        statements = tuple(told[one][0] for one in event.statements if one in told)
        if not any(map(_says_that_it_happened, statements)):
            continue
        documents = {document.id: document for one in statements if (document := told[one.id][1])}
        yield Reported(
            event=event,
            first=first,
            last=last,
            statements=statements,
            documents=tuple(documents.values()),
        )


def toll(event: Event, what: str) -> Toll | None:
    """The figures of one kind, such as `killed`; None if nobody gives any."""
    figures = [tally for tally in event.ledger if tally.what == what and _number(tally) is not None]
    if not figures:
        return None
    said = Counter((tally.voice, _number(tally)) for tally in figures)
    voices = Counter(number for _, number in said if number is not None)
    most = max(voices.values())
    ends = [number for tally in figures for number in (tally.low, tally.high) if number is not None]
    return Toll(
        low=round(min(tally.low if tally.low is not None else 0 for tally in figures)),
        best=round(min(number for number, times in voices.items() if times == most)),
        high=round(max(ends)),
    )


def _number(tally: Tally) -> float | None:
    """The one number of a figure: the 7 of "at least 7", the 20 of "up to 20", the 3 of "3 to 5"."""
    return tally.low if tally.low is not None else tally.high


def _says_that_it_happened(statement: Statement) -> bool:
    return (
        statement.act in ("assert", "accuse")
        and statement.status in ("happened", "ongoing")
        and statement.polarity == "affirmed"
    )
