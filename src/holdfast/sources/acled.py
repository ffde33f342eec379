"""ACLED, the Armed Conflict Location & Event Data: exports with its 31 columns, and those with fewer or more.

Source of the fields: ACLED's codebook. Its terms forbid passing raw data on: none is shipped here, and whoever has rows
keeps them to himself. ACLED's two actors are in no order, "actor1" is not the attacker.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from holdfast.model.statement import Precision
from holdfast.sources.coded import (
    Claim,
    Coded,
    Dataset,
    Figure,
    Meaning,
    Party,
    Site,
    When,
    country_code,
    known_party,
    on_day,
    refuse_our_own,
    told,
)  # fmt: skip
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows

__all__ = ["MEANINGS", "read_acled"]

_ACLED = Dataset(
    name="acled",
    outlet="ACLED",
    licence="ACLED terms of use: raw data may not be passed on",
    voice="Armed Conflict Location & Event Data",
    ref="USA NGO",
)
_LAYOUT = Layout(
    what="ACLED export",
    needed=frozenset({
        "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "country",
        "location", "latitude", "longitude", "geo_precision", "fatalities",
    }),
    remedy="Give an export of events with its header; older ones call sub_event_type otherwise",
    outlet=_ACLED.outlet,
    licence=_ACLED.licence,
    days=("event_date",),
)  # fmt: skip

MEANINGS: dict[str, Meaning] = {
    "armed clash": Meaning(words="fighting", type="ASSAULT"),
    "government regains territory": Meaning(words="recapture of territory", type="CONTROL", mode="taken"),
    "non-state actor overtakes territory": Meaning(words="capture of territory", type="CONTROL", mode="taken"),
    "sexual violence": Meaning(words="sexual violence", type="ASSAULT", mode="sexual"),
    "attack": Meaning(words="attack", type="ASSAULT"),
    "abduction/forced disappearance": Meaning(words="abduction", type="ASSAULT", mode="abduction-killing"),
    "chemical weapon": Meaning(words="use of a chemical weapon", type="ASSAULT", mode="chemical"),
    "air/drone strike": Meaning(words="air or drone strike", type="ASSAULT"),
    "suicide bomb": Meaning(words="suicide bombing", type="ASSAULT", mode="explosive"),
    "shelling/artillery/missile attack": Meaning(words="shelling or missile attack", type="ASSAULT"),
    "remote explosive/landmine/ied": Meaning(words="explosion of a mine or bomb", type="ASSAULT", mode="explosive"),
    "grenade": Meaning(words="grenade attack", type="ASSAULT", mode="explosive"),
    "peaceful protest": Meaning(words="peaceful protest", type="PROTEST"),
    "protest with intervention": Meaning(words="protest with intervention", type="PROTEST"),
    "excessive force against protesters": Meaning(words="excessive force against protesters", type="ASSAULT"),
    "violent demonstration": Meaning(words="violent demonstration", type="PROTEST"),
    "mob violence": Meaning(words="mob violence", type="PROTEST"),
    "agreement": Meaning(words="agreement", type="AGREE"),
    "arrests": Meaning(words="arrests", type="COERCE", mode="arrest"),
    "change to group/activity": Meaning(words="change to a group or its activity", type="OTHER"),
    "disrupted weapons use": Meaning(words="disrupted use of weapons", type="OTHER"),
    "headquarters or base established": Meaning(words="establishment of a base", type="MOBILIZE", mode="deploy"),
    "looting/property destruction": Meaning(words="looting or destruction of property", type="COERCE"),
    "non-violent transfer of territory": Meaning(words="transfer of territory", type="CONTROL"),
    "other": Meaning(words="strategic development", type="OTHER"),
}
"""Sub-event types of ACLED, in small letters, with what they mean; docs/import.md gives the reasons."""

_SPELLINGS = {"excessive force against protestors": "excessive force against protesters"}
_STATE = {"1", "state forces"}
_UNARMED = {"6", "7", "protesters", "civilians"}
_PLACES: dict[int, tuple[Precision, str]] = {1: ("settlement", "at"), 2: ("area", "near"), 3: ("admin1", "in")}
_TAKINGS = {"government regains territory": True, "non-state actor overtakes territory": False}


def read_acled(path: Path, *, report: Report) -> Iterator[Told]:
    """The events of an ACLED export, each as a document with one statement.

    A row is published on the day of its time stamp, which ACLED sets when it last changed the row.
    """
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    refuse_our_own(row, "notes")
    kind = row.needed("sub_event_type").casefold()
    kind = _SPELLINGS.get(kind, kind)
    meaning = MEANINGS.get(kind)
    if meaning is None:
        raise BadRow(f"sub_event_type is {row.needed('sub_event_type')!r}, which ACLED's codebook does not have")
    day = row.day("event_date")
    by, to, sides = _parties(row, kind, day)
    claim = Claim(
        meaning=meaning,
        by=by,
        to=to,
        sides=sides,
        as_actors=kind != "non-violent transfer of territory",
        site=_site(row),
        when=_when(row, day),
        figure=_killed(row),
    )
    name = row.needed("event_id_cnty")
    return told(Coded(name=name, claims=(claim,), published=_published(row), row=row.filled()), _ACLED, row)


def _parties(row: Row, kind: str, day: date) -> tuple[tuple[Party, ...], tuple[Party, ...], tuple[Party, ...]]:
    """Who does it, to whom, and the sides of which ACLED does not say who did what.

    ACLED's actors have no direction. It shows only where armed people meet unarmed ones, where a class names the one
    who takes a territory, and where there is one actor alone.
    """
    found = [
        (known_party(name, on=day), (row.text(f"inter{number}") or "").casefold())
        for number in (1, 2)
        if (name := row.text(f"actor{number}"))
    ]
    if kind in _TAKINGS:
        takers = tuple(party for party, inter in found if (inter in _STATE) is _TAKINGS[kind])
        others = tuple(party for party, inter in found if (inter in _STATE) is not _TAKINGS[kind])
        return (takers, others, ()) if len(takers) == 1 else ((), (), tuple(party for party, _ in found))
    if MEANINGS[kind].type == "PROTEST":
        # Protesters and rioters are always ACLED's first actor; the second one intervenes, or is in the way.
        return tuple(party for party, _ in found[:1]), (), ()
    unarmed = tuple(party for party, inter in found if inter in _UNARMED)
    armed = tuple(party for party, inter in found if inter not in _UNARMED)
    if unarmed and (armed or len(found) == 1):
        return armed, unarmed, ()
    if len(found) == 1:
        return armed, (), ()
    return (), (), tuple(party for party, _ in found)


def _site(row: Row) -> Site:
    precision, at = _PLACES[row.whole("geo_precision", least=1, most=3)]
    lat, lon = row.position()
    unit, country = row.text("admin1"), row.needed("country")
    name = (unit or row.needed("location")) if precision == "admin1" else row.needed("location")
    return Site(
        name=name,
        lat=lat,
        lon=lon,
        country=country_code(country),
        admin1=unit,
        precision=precision,
        around=tuple(part for part in (unit, country) if part),
        at=at,
    )


def _when(row: Row, day: date) -> When:
    """The day, or the days between which it may lie: ACLED writes one day for a week, and the middle of a month."""
    precision = row.whole("time_precision", least=1, most=3)
    if precision == 1:
        return on_day(day)
    if precision == 2:
        first, last = day - timedelta(days=6), day + timedelta(days=6)
        return When(words=f"{day} (within a week)", before="around", first=str(first), last=str(last), precision="week")
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return When(words=f"{day:%Y-%m}", before="in", first=str(first), last=str(last), precision="month")


def _killed(row: Row) -> Figure | None:
    """The fatalities; none where ACLED has 0, which it writes for "none" and for "not known" alike."""
    number = row.whole("fatalities", least=0)
    if not number:
        return None
    people = "person" if number == 1 else "people"
    return Figure(
        what="killed",
        low=number,
        high=number,
        words=str(number),
        before="killed an estimated",
        after=people,
        approx=True,
    )


def _published(row: Row) -> str | None:
    stamp = row.text("timestamp")
    if stamp is None:
        return None
    try:
        return datetime.fromtimestamp(int(stamp), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None  # the row is good without it, and it stays among its cells
