"""GeoJSON (RFC 7946): statements or events that have a place.

Only settlements, and points where they are asked for, become points. A district, a region, a country or an area has no
true point: its geometry is null, its precision is told, and `label_point` says where a map may write its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from holdfast.model import Document, Event, Place, Statement
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.figures import chain, figure, tally_voice
from holdfast.outputs.together import Told, events_told, told
from holdfast.record.store import Filter, View

__all__ = ["rounded", "write_events", "write_statements"]

_DECIMALS = {"point": 5, "settlement": 2}
"""A hundredth of a degree is about a kilometre: a settlement is not known more finely than that."""
_COARSE_DECIMALS = 1


def write_statements(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write the chosen statements that have a place, as a FeatureCollection."""
    _write(stream, _statements(view, chosen, discretion))


def write_events(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write the chosen events that have a place, as a FeatureCollection."""
    every = events_told(view, chosen)
    _write(stream, (_event(event, event.place, cited, discretion) for event, cited in every if event.place))


def _statements(view: View, chosen: Filter, discretion: Discretion) -> Iterator[dict[str, Any]]:
    for statement, document in told(view, chosen):
        if statement.place is not None:
            yield _statement(statement, statement.place, document, discretion)


def _statement(statement: Statement, place: Place, document: Document | None, discretion: Discretion) -> dict[str, Any]:
    outlet, within = (document.outlet, document.text) if document else (None, "")
    properties = {
        "kind": "statement",
        "act": statement.act,
        "type": statement.event.type,
        "mode": statement.event.mode,
        "status": statement.status,
        "polarity": statement.polarity,
        "quote": discretion.quote(statement, within=within),
        "said_by": chain(statement, document, discretion),
        "actors": [discretion.caption(actor, within=within) for actor in statement.actors],
        "from": statement.time.start_day if statement.time else None,
        "to": statement.time.end_day if statement.time else None,
        "counts": [f"{count.what}: {figure(count)}" for count in statement.counts],
        "document": statement.document,
        "outlet": outlet,
        "published": document.published if document else None,
        "url": document.url if document else None,
    }
    return _feature(statement.id, place, properties, discretion)


def _event(event: Event, place: Place, cited: Mapping[str, Told], discretion: Discretion) -> dict[str, Any]:
    properties = {
        "kind": "event",
        "type": event.type,
        "mode": event.mode,
        "actors": [discretion.caption(actor) for actor in event.actors],
        "from": event.first_day,
        "to": event.last_day,
        "independent_voices": event.sources,
        "figures": [
            f"{tally.what}: {figure(tally)} ({tally_voice(tally, cited, discretion)})" for tally in event.ledger
        ],
        "contradictions": [one.why for one in event.contradictions],
        "statements": list(event.statements),
    }
    return _feature(event.id, place, properties, discretion)


def _feature(name: str, place: Place, properties: dict[str, Any], discretion: Discretion) -> dict[str, Any]:
    shown = discretion.place(place)
    precise = shown is not None and shown.precision in _DECIMALS
    where = {
        "place": (shown.name or shown.text) if shown else None,
        "place_withheld": shown is None,
        "precision": shown.precision if shown else None,
        "country": place.country,
        "admin1": place.admin1,
        "label_point": _position(shown) if shown and not precise else None,
    }
    position = _position(shown) if shown and precise else None
    geometry = {"type": "Point", "coordinates": position} if position else None
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": {**properties, **where}}


def _position(place: Place) -> list[float] | None:
    lat, lon = rounded(place)
    return [lon, lat] if lat is not None and lon is not None else None


def rounded(place: Place) -> tuple[float | None, float | None]:
    """Latitude and longitude, no finer than the place is known; both None where it has no point."""
    if place.lat is None or place.lon is None:
        return None, None
    decimals = _DECIMALS.get(place.precision or "", _COARSE_DECIMALS)
    return round(place.lat, decimals), round(place.lon, decimals)


def _write(stream: BinaryIO, features: Iterable[dict[str, Any]]) -> None:
    stream.write(b'{"type": "FeatureCollection", "features": [')
    for number, feature in enumerate(features):
        written = json.dumps(feature, ensure_ascii=False).encode("utf-8", "replace")
        stream.write((b",\n" if number else b"\n") + written)
    stream.write(b"\n]}\n")
