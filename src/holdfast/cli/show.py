"""`holdfast show`: look into a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from cyclopts import App

from holdfast.cli.options import Around, Chosen, Day, StoreFile
from holdfast.cli.stores import for_reading
from holdfast.cli.tables import shortened, write_table
from holdfast.model import Document, Event, Statement
from holdfast.record.store import Filter, View

__all__ = ["app"]

app = App(
    name="show",
    help_epilogue="""Example:
    holdfast show statements --in talks.db --actor RUS --type RETREAT
    holdfast show statements --in talks.db --min-confidence 0.5
    holdfast show events --in talks.db --since 2022-03-29 --until 2022-04-02
    holdfast show documents --in talks.db --json | head -3

A table shows the first 50 unless --limit says otherwise; --json shows all,
one object a line.

Exit codes: 0 fine; 1 there is no such record, or it cannot be read; 2 wrong
use.""",
)

# More lines than this scroll past a reader; --limit asks for more.
_ROWS = 50


@app.default
def show(
    what: Literal["statements", "events", "documents"],
    /,
    *,
    store: StoreFile,
    chosen: Chosen | None = None,
    known_by: Day | None = None,
    json: bool = False,
    around: Around,
) -> int:
    """Look into a record: its statements, events or documents.

    Args:
        what: statements, events or documents.
        store: The record's file, such as talks.db.
        chosen: Filters.
        known_by: Show what was known by the end of this day; all that is kept if not given.
        json: One JSON object a line instead of a table.
        around: Streams and environment.
    """
    shelf = _SHELVES[what]
    wanted = (chosen or Chosen()).filter()
    with for_reading(store) as record:
        view = record.view(known_by=known_by)
        if json:
            for noun in shelf.nouns(view, wanted):
                around.write(noun.to_json())
        else:
            limit = _ROWS if wanted.limit is None else wanted.limit
            # One more than is shown tells whether there are more.
            found = list(shelf.nouns(view, replace(wanted, limit=limit + 1)))
            write_table(shelf.columns, [shelf.row(noun) for noun in found[:limit]], around=around)
            if len(found) > limit:
                around.say(f"The first {limit}; --limit and --offset show others, --json shows all")
    return 0


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One kind of noun: how to find it, and its row in a table."""

    nouns: Callable[[View, Filter], Iterator[Any]]
    columns: Sequence[str]
    row: Callable[[Any], Sequence[str]]


def _statement_row(statement: Statement) -> Sequence[str]:
    voice = statement.innermost_voice
    kind = " ".join(part for part in (statement.event.type, statement.event.mode) if part)
    negated = "not " if statement.polarity == "negated" else ""
    return (
        statement.id,
        (statement.time.start_day or "") if statement.time else "",
        statement.act,
        kind,
        negated + (statement.status or ""),
        f"{statement.confidence:.2f}" if statement.confidence is not None else "",
        shortened(voice.caption, 30) if voice else "",
        (statement.place.name or statement.place.text) if statement.place else "",
        shortened(statement.quote, 90),
    )


def _event_row(event: Event) -> Sequence[str]:
    days = dict.fromkeys(day for day in (event.first_day, event.last_day) if day)
    figures = dict.fromkeys(f"{tally.what} {_figure(tally.low, tally.high)}" for tally in event.ledger)
    return (
        event.id,
        " – ".join(days),
        " ".join(part for part in (event.type, event.mode) if part),
        (event.place.name or event.place.text) if event.place else "",
        shortened(", ".join(dict.fromkeys(actor.name or actor.ref or actor.text for actor in event.actors)), 40),
        str(len(event.statements)),
        str(event.sources),
        shortened(", ".join(figures), 60),
        shortened(", ".join(dict.fromkeys(contradiction.kind for contradiction in event.contradictions)), 30),
    )


def _document_row(document: Document) -> Sequence[str]:
    return (
        document.id,
        document.published or "",
        document.outlet or "",
        document.language or "",
        shortened(document.title or document.text, 70),
        document.unread or "",
    )


def _figure(low: float | None, high: float | None) -> str:
    """A range as people write it: "7", "7–12", "at least 7", "up to 12"."""
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"
    if low is not None:
        return f"at least {low:g}"
    return f"up to {high:g}" if high is not None else "not said"


_SHELVES = {
    "statements": _Shelf(
        lambda view, chosen: view.statements(chosen),
        ("id", "day", "act", "type", "status", "certainty", "who says so", "place", "quote"),
        _statement_row,
    ),
    "events": _Shelf(
        lambda view, chosen: view.events(chosen),
        ("id", "days", "type", "place", "actors", "statements", "sources", "figures", "contradictions"),
        _event_row,
    ),
    "documents": _Shelf(
        lambda view, chosen: view.documents(chosen),
        ("id", "published", "outlet", "language", "title", "unread"),
        _document_row,
    ),
}
