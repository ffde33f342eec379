"""Events in the 31 columns of ACLED's exports, coded by Holdfast and labelled as such in every line.

No line is ACLED's. What ACLED has no class for, and what would need a side or a circumstance that nobody told, is left
out; docs/export.md has the table.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from holdfast.model import Event, Mention, Place
from holdfast.model.statement import Precision
from holdfast.outputs.coding import OURS, Reported, reported, toll
from holdfast.outputs.csv import write_table
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.geojson import rounded
from holdfast.outputs.sides import Sides, country_of, is_civilian, is_state, sector_of, sides_of
from holdfast.record.store import Filter, View
from holdfast.values.nations import countries

__all__ = ["COLUMNS", "write_acled"]

COLUMNS: tuple[str, ...] = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_VIOLENCE, _DEMONSTRATION, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_REMOTE, _CIVILIANS, _BATTLES = "Explosions/Remote violence", "Violence against civilians", "Battles"

_BY_MODE: dict[tuple[str, str | None], tuple[str, str, str]] = {
    ("ASSAULT", "airstrike"): (_VIOLENCE, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (_VIOLENCE, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "missile"): (_VIOLENCE, _REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "artillery"): (_VIOLENCE, _REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosive"): (_VIOLENCE, _REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "chemical"): (_VIOLENCE, _REMOTE, "Chemical weapon"),
    ("ASSAULT", "sexual"): (_VIOLENCE, _CIVILIANS, "Sexual violence"),
    ("AGREE", "sign"): (_STRATEGIC, _STRATEGIC, "Agreement"),
    ("AGREE", "ceasefire-deal"): (_STRATEGIC, _STRATEGIC, "Agreement"),
    ("AGREE", None): (_STRATEGIC, _STRATEGIC, "Agreement"),
    ("COERCE", "arrest"): (_STRATEGIC, _STRATEGIC, "Arrests"),
    ("COERCE", "seize"): (_STRATEGIC, _STRATEGIC, "Looting/property destruction"),
    ("PROTEST", None): (_DEMONSTRATION, "Protests", ""),
}
"""What a type and mode are in ACLED's classes; of a protest nobody here says whether it was peaceful."""
_AGAINST_CIVILIANS = {"abduction-killing": "Abduction/forced disappearance"}
_NOT_IN_ACLED = frozenset({"cyber"})
_PLACES: dict[Precision | None, int | None] = {
    "point": 1, "settlement": 1, "admin2": 2, "area": 2, "admin1": 3, "country": None, None: None,
}  # fmt: skip
_WEEK = 7


def write_acled(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write a line for each event that ACLED has a class for; columns that Holdfast cannot fill stay empty."""
    rows = (
        [cells.get(column) for column in COLUMNS]
        for one in reported(view, chosen)
        if one.event.place and (kind := _class(one.event, sides_of(one.event)))
        for cells in (_cells(one, one.event.place, kind, discretion),)
    )
    write_table(stream, COLUMNS, rows)


def _class(event: Event, sides: Sides) -> tuple[str, str, str] | None:
    """Disorder type, event type and sub-event type; None where ACLED has none, or one that nobody's words support."""
    if event.type is None or event.mode in _NOT_IN_ACLED:
        return None
    if found := _BY_MODE.get((event.type, event.mode)):
        return found
    if event.type != "ASSAULT":
        return None
    if sides.one_sided:
        return _VIOLENCE, _CIVILIANS, _AGAINST_CIVILIANS.get(event.mode or "", "Attack")
    armed = sides.first and sides.second and not any(map(is_civilian, (*sides.first, *sides.second)))
    return (_VIOLENCE, _BATTLES, "Armed clash") if armed else None


def _cells(one: Reported, place: Place, kind: tuple[str, str, str], discretion: Discretion) -> dict[str, Any]:
    event, sides, shown = one.event, sides_of(one.event), discretion.place(place)
    actor1, actor2 = sides.named(discretion)
    lat, lon = rounded(shown) if shown else (None, None)
    country, killed = countries().get(place.country or ""), toll(event, "killed")
    disorder, event_type, sub_event_type = kind
    return {
        "event_id_cnty": f"HOLDFAST-{event.id}",
        "event_date": one.first.isoformat(),
        "year": one.first.year,
        "time_precision": 1 if one.days == 1 else 2 if one.days <= _WEEK else 3,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": actor1,
        "inter1": _inter(sides.first, place),
        "actor2": actor2,
        "inter2": _inter(sides.second, place),
        "civilian_targeting": "Civilian targeting" if sides.one_sided else None,
        "country": country.names[0] if country else place.country,
        "admin1": place.admin1,
        "location": (shown.name or shown.text) if shown else place.admin1,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": _PLACES[shown.precision] if shown else _PLACES["admin1"] if place.admin1 else None,
        "source": "; ".join(one.outlets),
        "notes": f"{OURS}, not ACLED data: {len(one.statements)} statements, {event.sources} independent voices.",
        "fatalities": killed.best if killed else None,
    }


def _inter(people: tuple[Mention, ...], place: Place) -> str | None:
    """The kind of a side in ACLED's words, where all of it is of one kind that its references tell."""
    kinds = {_kind(one, place) for one in people}
    return kinds.pop() if len(kinds) == 1 else None


def _kind(who: Mention, place: Place) -> str | None:
    if is_civilian(who):
        return "Civilians"
    if is_state(who) and country_of(who) and place.country:
        return "State forces" if country_of(who) == place.country else "External/Other forces"
    return "Rebel group" if sector_of(who) == "REB" else None
