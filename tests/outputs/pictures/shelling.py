"""A record of dispatches that each tell of one shelling, so that a test can count again what a picture shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from holdfast.model import Document, Happening, Statement
from holdfast.model.statement import Place, Span, Time, Voice
from holdfast.record import MemoryStore
from holdfast.record.store import View

__all__ = ["FIRST", "LAST", "Report", "dispatch", "every_day", "kept"]

FIRST = date(2022, 3, 1)
LAST = date(2022, 4, 14)
PLACES: dict[str, dict[str, Any]] = {
    "Irpin": {"lat": 50.52, "lon": 30.25, "admin1": "Kyiv Oblast", "precision": "settlement"},
    "Bucha": {"lat": 50.55, "lon": 30.22, "admin1": "Kyiv Oblast", "precision": "settlement"},
    "Kharkiv": {"lat": 49.98, "lon": 36.25, "admin1": "Kharkiv Oblast", "precision": "settlement"},
    "Odesa": {"lat": 46.48, "lon": 30.73, "admin1": "Odesa Oblast", "precision": "settlement"},
    "Donetsk Oblast": {"lat": 48.1, "lon": 37.6, "admin1": "Donetsk Oblast", "precision": "admin1"},
    "Ukraine": {"lat": None, "lon": None, "precision": "country"},
    "the ferry yard": {"lat": 46.5, "lon": 30.75, "precision": "point"},
    "the old mill": {"lat": None, "lon": None, "precision": None},
}
Report = tuple[Document, Statement]


def dispatch(number: int, place: str | None, day: date | None, **fields: Any) -> Report:
    """A dispatch in which the military says that a place was shelled on a day, each as far as it is given.

    Args:
        number: Sets the dispatch apart from others.
        place: One of `PLACES`.
        day: The day of the shelling, and of publication; 30 March 2022 for publication if None.
        fields: Of the statement, instead of its own.
    """
    where = f" of {place}" if place else ""
    when = f" on {day.isoformat()}" if day else ""
    text = f"Shelling{where}{when} was reported, the military said in dispatch {number}."
    document = Document(text=text, outlet=f"Outlet {number % 3}", published=(day or date(2022, 3, 30)).isoformat())
    return document, Statement(**{
        "document": document.id,
        "quote": text[:-1],
        "start": 0,
        "end": len(text) - 1,
        "act": "assert",
        "status": "happened",
        "event": Happening(type="ASSAULT", mode="artillery", trigger=_span(Span, "Shelling", text)),
        "place": _span(Place, place, text, name=place, country="UKR", **PLACES[place]) if place else None,
        "time": _span(
            Time, day.isoformat(), text, start_day=day.isoformat(), end_day=day.isoformat(), precision="day",
            basis="stated",
        ) if day else None,
        "voices": (_span(Voice, "the military", text, ref="UKR MIL", cue="said"),),
        **fields,
    })  # fmt: skip


def _span(kind: Any, words: str, text: str, **fields: Any) -> Any:
    start = text.index(words)
    return kind(text=words, start=start, end=start + len(words), **fields)


def every_day(place: str, first: date, last: date, *, start: int = 0) -> list[Report]:
    """A dispatch on a place for each day."""
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return [dispatch(start + number, place, day) for number, day in enumerate(days)]


def kept(reports: Iterable[Report]) -> View:
    """The view of a record that holds the dispatches."""
    store = MemoryStore()
    with store.writing() as writer:
        for document, statement in reports:
            writer.keep_document(document)
            writer.keep_statements([statement])
    return store.view()
