"""PLOVER as JSON lines: statements as events of one party acting on another, under the names of POLECAT's 40 columns.

PLOVER has no voices, no denials and no plans: statements that need one of these are left out, and so is what PLOVER has
no type for. docs/export.md has the table. Source: the PLOVER manual, and the columns of the POLECAT data set.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from holdfast.model import Document, Mention, Place, Statement, Voice
from holdfast.outputs.coding import OURS
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.geojson import rounded
from holdfast.outputs.sides import country_of, sector_of
from holdfast.outputs.together import told
from holdfast.record.store import Filter, View

__all__ = ["COLUMNS", "write_plover"]

COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

_TYPES: dict[tuple[str, str | None], tuple[str, str | None]] = {
    ("ASSAULT", "firearms"): ("ASSAULT", "firearms"),
    ("ASSAULT", "explosive"): ("ASSAULT", "explosives"),
    ("ASSAULT", "drone"): ("ASSAULT", "drone"),
    ("ASSAULT", "sexual"): ("ASSAULT", "sexual"),
    ("ASSAULT", "torture"): ("ASSAULT", "torture"),
    ("ASSAULT", "cyber"): ("ASSAULT", "cyber"),
    ("COERCE", "arrest"): ("COERCE", "arrest"),
    ("COERCE", "restrict"): ("COERCE", "restrict"),
    ("COERCE", "blockade"): ("COERCE", "restrict"),
    ("COERCE", "seize"): ("COERCE", "seize"),
    ("COERCE", "deport"): ("COERCE", "deport"),
    ("COERCE", "censor"): ("COERCE", "censor"),
    ("MOBILIZE", "weapons"): ("MOBILIZE", "weapons"),
    ("RETREAT", "withdraw"): ("RETREAT", "withdraw"),
    ("RETREAT", "ceasefire"): ("RETREAT", "ceasefire"),
    ("RETREAT", "disarm"): ("RETREAT", "disarm"),
    ("CONCEDE", "release"): ("RETREAT", "release"),
    ("CONCEDE", "ease"): ("RETREAT", "ease"),
    ("CONSULT", "call"): ("CONSULT", "phone"),
    ("CONSULT", "visit"): ("CONSULT", "visit"),
    ("CONSULT", "meet"): ("CONSULT", "third-party"),
    ("AGREE", None): ("SUPPORT", None),
    ("INVESTIGATE", None): ("ACCUSE", "investigate"),
    ("CONTROL", "taken"): ("COERCE", "seize"),
}
"""What is done, in PLOVER's types and modes; it puts signed agreements under SUPPORT, and occupation under COERCE."""
_SAME = frozenset({
    "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "RETREAT", "CONCEDE", "AID", "SUPPORT", "COOPERATE",
    "CONSULT",
})  # fmt: skip

_ASKED = {"AID": "assist", "CONCEDE": "yield", "RETREAT": "yield", "CONSULT": "meet", "AGREE": "meet"}
_GRANTED = {"CONSULT": "meet", "AGREE": "settle", "COOPERATE": "cooperate", "CONCEDE": "yield"}
_THREATENED = {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations", "CONTROL": "territory"}
_SPOKEN: dict[str, tuple[str, dict[str, str]]] = {
    "accuse": ("ACCUSE", {"": "allege"}),
    "demand": ("REQUEST", _ASKED),
    "reject": ("REJECT", _ASKED),
    "threaten": ("THREATEN", _THREATENED),
    "agree": ("AGREE", _GRANTED),
    "promise": ("AGREE", _GRANTED),
}
"""What is said, with the mode that its matter has; PLOVER's AGREE holds promises, too."""
_FEATURES = {"settlement": "PPL", "admin2": "ADM2", "admin1": "ADM1", "country": "PCL", "point": "PPL"}


def write_plover(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write a line for each statement that PLOVER has a type for, with all 40 names and null where nothing is known."""
    for statement, document in told(view, chosen):
        if (kind := _kind(statement)) is None:
            continue
        cells = _cells(statement, document, kind, discretion)
        line = json.dumps({column: cells.get(column) for column in COLUMNS}, ensure_ascii=False)
        stream.write(line.encode("utf-8", "replace") + b"\n")


def _kind(statement: Statement) -> tuple[str, str | None] | None:
    """PLOVER's type and mode; None where it has none."""
    event = statement.event
    if statement.act == "assert":
        told = statement.status in ("happened", "ongoing") and statement.polarity == "affirmed"
        if not told or event.type is None:
            return None
        found = _TYPES.get((event.type, event.mode)) or _TYPES.get((event.type, None))
        return found or ((event.type, None) if event.type in _SAME else None)
    if statement.act not in _SPOKEN:
        return None
    verbal, modes = _SPOKEN[statement.act]
    return verbal, modes.get(event.type or "") or modes.get("")


def _cells(
    statement: Statement, document: Document | None, kind: tuple[str, str | None], discretion: Discretion
) -> dict[str, Any]:
    within = document.text if document else ""
    doers, targets = _parties(statement)
    time, place = statement.time, discretion.place(statement.place)
    return {
        "Event ID": statement.id,
        "Event Date": (time.start_day or time.end_day or "")[:10] or None if time else None,
        "Event Type": kind[0],
        "Event Mode": kind[1],
        **_party("Actor", doers, discretion, within),
        **_party("Recipient", targets, discretion, within),
        **(_place(place) if place else {}),
        "Country": statement.place.country if statement.place else None,
        "Province": statement.place.admin1 if statement.place else None,
        "Source": document.outlet if document else None,
        "Publication Date": (document.published or "")[:10] or None if document else None,
        "Language": document.language if document else None,
        "Version": OURS,
    }


def _parties(statement: Statement) -> tuple[Sequence[Mention | Voice], Sequence[Mention | Voice]]:
    """Source and target: where somebody speaks he is the source, and whoever is asked or accused is the target."""
    if statement.act == "assert":
        return statement.actors, statement.recipients
    speaker = statement.voices[:1]
    return speaker, statement.actors if statement.act == "accuse" else statement.recipients


def _party(which: str, people: Sequence[Mention | Voice], discretion: Discretion, within: str) -> dict[str, str | None]:
    if not people:
        return {}
    refs = [Mention(text="", start=0, end=0, ref=one.ref) for one in people]
    return {
        f"{which} Name": "; ".join(discretion.caption(one, within=within) for one in people),
        f"{which} Country": "; ".join(country_of(one) or "None" for one in refs),
        f"Primary {which} Sector": "; ".join(sector_of(one) or "None" for one in refs),
    }


def _place(place: Place) -> dict[str, Any]:
    lat, lon = rounded(place)
    return {
        "Placename": place.name or place.text,
        "Latitude": lat,
        "Longitude": lon,
        "GeoNames ID": place.geonames,
        "Raw Placename": place.text,
        "Feature Type": _FEATURES.get(place.precision or ""),
    }
