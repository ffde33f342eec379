"""The map: events by place and by how finely the place is known; a country or an area never becomes a point."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

import msgspec
from fastapi import Query
from pydantic import BeforeValidator, Field

from holdfast.errors import WrongUse
from holdfast.outputs.pictures.cartography import around, draw
from holdfast.outputs.pictures.geography import Frame, base_map
from holdfast.outputs.pictures.places import MapPlace, by_place, spots
from holdfast.record.listing import EventChoice, EventLists, PlacedEvents
from holdfast.web.pages.events import TheEventChoice
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays, blank_is_none

__all__ = ["Map", "Span", "map_page"]


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """The days that are shown, as a stretch that can be moved over the days on which something is reported.

    Attributes:
        length: How many days it has; None for everything up to its last day, or for all days.
        at: Which of those days is its last one, from 0.
        earlier, later: The first and last day of the stretch moved by one of those days; None at the end.
    """

    length: int | None
    at: int
    earlier: tuple[date | None, date] | None
    later: tuple[date | None, date] | None


class Map(Context, frozen=True, kw_only=True):
    """Where events are reported.

    Attributes:
        unplaced: Events whose place nobody said.
        unlocated: Places that have a name but neither a point nor a country to hatch.
        days: Number of events by day, before the filter of days.
        span: Which of these days are shown; None where no event has a day.
        outside: Names of places that lie outside what the map shows.
        border_rule: Which rule the borders of the base map follow.
    """

    chosen: dict[str, str | None]
    places: tuple[MapPlace, ...]
    total: int
    unplaced: int
    unlocated: int
    days: dict[date, int]
    span: Span | None
    outside: tuple[str, ...]
    border_rule: str
    source: str


def map_page(
    desk: AtDesk,
    days: TheDays,
    choice: TheEventChoice,
    frame: Annotated[
        Annotated[str, Field(max_length=100)] | None,
        BeforeValidator(blank_is_none),
        Query(description="`all`, or west,south,east,north in degrees; around most places if not given."),
    ] = None,
) -> Page:
    """Events by place and precision, on outlines of countries whose rule is stated."""
    lists = desk.merged(days.known_by).lists()
    any_day = replace(choice, since=None, until=None)
    every = desk.once(("on any day", days.known_by, any_day), lambda: _on_any_day(lists, any_day))
    found = every.found if choice == any_day else tuple(lists.by_place(choice))
    places = every.places if choice == any_day else by_place(found)
    # Around the places of all days, so that the map stands still while the days move.
    shown = _frame(frame) or around(spots(every.places), everything=frame == "all")
    drawing = draw(spots(places), frame=shown)
    context = Map(
        chosen={
            "type": choice.type,
            "place": choice.place,
            "actor": choice.actor,
            "since": choice.since.isoformat() if choice.since else None,
            "until": choice.until.isoformat() if choice.until else None,
            "frame": frame,
        },
        places=places,
        total=sum(one.number for one in found),
        unplaced=sum(one.number for one in found if one.place is None),
        unlocated=sum(not place.is_located for place in places),
        days=every.days,
        span=_span(list(every.days), choice),
        outside=drawing.outside,
        border_rule=base_map().rule,
        source=base_map().source,
    )
    return Page(template="map.html", section="map", title="Map", context=context, days=days, drawing=drawing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnAnyDay:
    """The events of a choice whenever they were: what stays the same while a reader goes from day to day."""

    found: tuple[PlacedEvents, ...]
    places: tuple[MapPlace, ...]
    days: dict[date, int]


def _on_any_day(lists: EventLists, choice: EventChoice) -> _OnAnyDay:
    found = tuple(lists.by_place(choice))
    by_day = sorted((day, number) for day, number in lists.by_day(choice).items() if day)
    return _OnAnyDay(found=found, places=by_place(found), days=dict(by_day))


def _frame(text: str | None) -> Frame | None:
    """A frame from "west,south,east,north".

    Raises:
        WrongUse: It is not four numbers in order, in degrees.
    """
    if text is None or text == "all":
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = east = south = north = 0.0
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise WrongUse(
            f"frame is {text!r}, which is not a stretch of the globe",
            where="frame",
            remedy="Give west,south,east,north in degrees, like 22,44,41,53, or all",
        )
    return Frame(west=west, south=south, east=east, north=north)


def _span(days: Sequence[date], choice: EventChoice) -> Span | None:
    """The stretch of days of a choice, and the same stretch a day earlier and later."""
    if not days:
        return None
    last = choice.until or days[-1]
    length = (last - choice.since).days + 1 if choice.since else None
    moves = choice.since is not None or choice.until is not None

    def moved(place: int) -> tuple[date | None, date] | None:
        if not moves or not 0 <= place < len(days):
            return None
        return (days[place] - timedelta(days=length - 1) if length else None), days[place]

    # The last day may lie between two of them, or outside.
    before, after = bisect_left(days, last) - 1, bisect_right(days, last)
    return Span(length=length, at=max(after - 1, 0), earlier=moved(before), later=moved(after))
