"""CSV: statements or events as flat tables for spreadsheets and statistics.

Cells that a spreadsheet would take for a formula get an apostrophe before them: words that somebody published must not
run as a program in a reader's spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from holdfast.model import Count, Document, Event, Mention, Place, Statement, Voice
from holdfast.model.event import Tally
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.figures import figure, tally_voice
from holdfast.outputs.together import Told, events_told, told
from holdfast.record.store import Filter, View

__all__ = [
    "EVENT_COLUMNS", "STATEMENT_COLUMNS", "event_rows", "harmless", "statement_rows", "write_events",
    "write_statements", "write_table",
]  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PARTING = "; "
_COUNTED_APART = ("killed", "wounded")


def harmless(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers and nothing becomes an empty cell."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_statements(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write a table of statements, one a line."""
    write_table(stream, STATEMENT_COLUMNS, statement_rows(view, chosen, discretion))


def write_events(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write a table of events, one a line, with the ledger of figures in one cell, each with its voice."""
    write_table(stream, EVENT_COLUMNS, event_rows(view, chosen, discretion))


def statement_rows(view: View, chosen: Filter, discretion: Discretion) -> Iterator[list[Any]]:
    """The cells of the chosen statements in the order of `STATEMENT_COLUMNS`; what is missing is None."""
    return (_statement_row(statement, document, discretion) for statement, document in told(view, chosen))


def event_rows(view: View, chosen: Filter, discretion: Discretion) -> Iterator[list[Any]]:
    """The cells of the chosen events in the order of `EVENT_COLUMNS`; what is missing is None."""
    return (_event_row(event, cited, discretion) for event, cited in events_told(view, chosen))


_PLACE_COLUMNS = ("place", "place_withheld", "country", "admin1", "lat", "lon", "precision")
_COUNT_COLUMNS = tuple(f"{what}_{end}" for what in _COUNTED_APART for end in ("low", "high"))
STATEMENT_COLUMNS: tuple[str, ...] = (
    "id", "document", "outlet", "published", "url", "licence", "act", "type", "mode", "status", "polarity", "trigger",
    "quote", "start", "end", "actors", "actor_refs", "recipients", "recipient_refs", *_PLACE_COLUMNS, "time",
    "from", "to", "time_basis", "counts", *_COUNT_COLUMNS, "conditions", "voices", "voice_refs", "confidence", "reader",
)  # fmt: skip
EVENT_COLUMNS: tuple[str, ...] = (
    "id", "type", "mode", "first_day", "last_day", "actors", "actor_refs", "recipients", "recipient_refs",
    *_PLACE_COLUMNS, "independent_voices", "figures", *_COUNT_COLUMNS, "contradictions", "statements",
)  # fmt: skip


def _statement_row(statement: Statement, document: Document | None, discretion: Discretion) -> list[Any]:
    facts = [getattr(document, name, None) for name in ("outlet", "published", "url", "licence")]
    event, time, within = statement.event, statement.time, document.text if document else ""
    return [
        statement.id, statement.document, *facts,
        statement.act, event.type, event.mode, statement.status, statement.polarity,
        event.trigger.text if event.trigger else None,
        discretion.quote(statement, within=within), statement.start, statement.end,
        *_who(statement.actors, discretion, within), *_who(statement.recipients, discretion, within),
        *_where(statement.place, discretion),
        time.text if time else None, time.start_day if time else None, time.end_day if time else None,
        time.basis if time else None,
        _PARTING.join(f"{count.what}: {figure(count)}" for count in statement.counts), *_bounds(statement.counts),
        _PARTING.join(f"{one.kind or 'if'}: {one.text}" for one in statement.conditions),
        *_who(statement.voices, discretion, within), statement.confidence, statement.reader,
    ]  # fmt: skip


def _event_row(event: Event, cited: Mapping[str, Told], discretion: Discretion) -> list[Any]:
    figures = (
        f"{tally.what}: {figure(tally)} ({tally_voice(tally, cited, discretion)}, {tally.day or 'undated'})"
        for tally in event.ledger
    )
    return [
        event.id, event.type, event.mode, event.first_day, event.last_day,
        *_who(event.actors, discretion), *_who(event.recipients, discretion), *_where(event.place, discretion),
        event.sources, _PARTING.join(figures), *_bounds(event.ledger),
        _PARTING.join(one.why for one in event.contradictions), _PARTING.join(event.statements),
    ]  # fmt: skip


def _who(people: Sequence[Mention | Voice], discretion: Discretion, within: str = "") -> list[str]:
    names = (discretion.caption(person, within=within) for person in people)
    return [_PARTING.join(names), _PARTING.join(person.ref or "?" for person in people)]


def _where(place: Place | None, discretion: Discretion) -> list[Any]:
    shown = discretion.place(place)
    withheld = "yes" if discretion.withholds(place) else None
    if place is None:
        return [None] * len(_PLACE_COLUMNS)
    if shown is None:
        return [None, withheld, place.country, place.admin1, None, None, None]
    return [shown.name or shown.text, None, shown.country, shown.admin1, shown.lat, shown.lon, shown.precision]


def _bounds(counts: Sequence[Count | Tally]) -> list[float | None]:
    """The least low and the greatest high of each kind that has columns of its own; open ends stay empty."""
    found: list[float | None] = []
    for what in _COUNTED_APART:
        of_kind = [count for count in counts if count.what == what]
        lows = [count.low for count in of_kind if count.low is not None]
        highs = [count.high for count in of_kind if count.high is not None]
        found += [min(lows, default=None), max(highs, default=None) if len(highs) == len(of_kind) else None]
    return found


def write_table(
    stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, tags: Sequence[str] | None = None
) -> None:
    """Write a table in UTF-8, every cell made harmless.

    Args:
        stream: Where to.
        columns: Names of the columns.
        rows: Cells, None for an empty one.
        tags: What stands in a second line under the names.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        table = csv.writer(text)
        table.writerow(columns)
        if tags is not None:
            table.writerow(tags)
        table.writerows([harmless(cell) for cell in row] for row in rows)
        text.flush()
    finally:
        text.detach()
