"""Events in the 49 columns of UCDP GED, coded by Holdfast.

Only what UCDP counts is written: violence of which somebody says when, where, and that people were killed. UCDP's
columns have no open ends and no voices; docs/export.md says by which rule the three figures are told.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from holdfast.model import Place
from holdfast.model.statement import Precision
from holdfast.outputs.coding import OURS, Reported, Toll, reported, toll
from holdfast.outputs.csv import write_table
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.geojson import rounded
from holdfast.outputs.sides import Sides, is_state, sides_of
from holdfast.record.store import Filter, View
from holdfast.values.nations import countries

__all__ = ["COLUMNS", "write_ucdp"]

COLUMNS: tuple[str, ...] = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_PLACES: dict[Precision | None, int | None] = {
    "point": 1, "settlement": 1, "admin2": 3, "admin1": 4, "area": 5, "country": 6, None: None,
}  # fmt: skip
_DAY, _DAYS, _WEEK, _MONTH, _LONGER = 1, 2, 3, 4, 5


def write_ucdp(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write a line for each event of lethal violence; columns that Holdfast cannot fill stay empty."""
    rows = (
        [cells.get(column) for column in COLUMNS]
        for one in reported(view, chosen)
        if one.event.type == "ASSAULT" and one.event.place and (killed := toll(one.event, "killed")) and killed.high > 0
        for cells in (_cells(one, one.event.place, killed, discretion),)
    )
    write_table(stream, COLUMNS, rows)


def _cells(one: Reported, place: Place, killed: Toll, discretion: Discretion) -> dict[str, Any]:
    sides, shown = sides_of(one.event), discretion.place(place)
    side_a, side_b = sides.named(discretion)
    lat, lon = rounded(shown) if shown else (None, None)
    country = countries().get(place.country or "")
    return {
        "id": one.event.id,
        "year": one.first.year,
        "code_status": OURS,
        "type_of_violence": _violence(sides),
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": one.event.sources,
        "source_office": "; ".join(one.outlets),
        "where_prec": _PLACES[shown.precision] if shown else _PLACES["admin1"] if place.admin1 else _PLACES["country"],
        "where_coordinates": (shown.name or shown.text) if shown else place.admin1,
        "adm_1": place.admin1,
        "latitude": lat,
        "longitude": lon,
        "country": country.names[0] if country else place.country,
        "date_prec": _date_precision(one.days),
        "date_start": one.first.isoformat(),
        "date_end": one.last.isoformat(),
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
    }


def _violence(sides: Sides) -> int | None:
    """1 with a state, 2 between others, 3 against civilians; None where a side is not known."""
    if sides.one_sided:
        return 3 if sides.first else None
    if any(map(is_state, (*sides.first, *sides.second))):
        return 1
    return 2 if sides.first and sides.second else None


def _date_precision(days: int) -> int:
    if days == 1:
        return _DAY
    if days < 7:
        return _DAYS
    if days == 7:
        return _WEEK
    return _MONTH if days <= 31 else _LONGER
