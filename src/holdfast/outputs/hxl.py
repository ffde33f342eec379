"""Events as a table with a row of HXL tags under its header, for exchange among humanitarian organisations.

The Humanitarian Exchange Language (version 1.1) says with hashtags what a column holds; https://hxlstandard.org.
"""

from __future__ import annotations

from typing import BinaryIO

from holdfast.outputs.csv import EVENT_COLUMNS, event_rows, write_table
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.record.store import Filter, View

__all__ = ["TAGS", "write_hxl"]

TAGS: dict[str, str] = {
    "id": "#event+id",
    "type": "#event+type+code",
    "mode": "#event+type+mode",
    "first_day": "#date+start",
    "last_day": "#date+end",
    "actors": "#group+name+list",
    "actor_refs": "#group+code+list",
    "recipients": "#group+name+list+targeted",
    "recipient_refs": "#group+code+list+targeted",
    "place": "#loc+name",
    "place_withheld": "#loc+withheld",
    "country": "#country+code+v_iso3",
    "admin1": "#adm1+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "precision": "#geo+precision",
    "independent_voices": "#meta+sources+num",
    "figures": "#description+figures",
    "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max",
    "wounded_low": "#affected+injured+min",
    "wounded_high": "#affected+injured+max",
    "contradictions": "#description+contradictions",
    "statements": "#meta+id+list",
}
"""The tag of each column of the table of events."""


def write_hxl(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write the table of events with its tags."""
    tags = [TAGS[column] for column in EVENT_COLUMNS]
    write_table(stream, EVENT_COLUMNS, event_rows(view, chosen, discretion), tags=tags)
