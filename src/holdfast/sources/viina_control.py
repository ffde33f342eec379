"""VIINA's control of places: who holds each populated place on each day.

Read are the long table (a row for each place and day) and the wide one (a column for each day). Days in a row on which
a place has one status make one statement; a day that the table leaves out ends it. Data under the ODbL 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from holdfast.sources.coded import Claim, Coded, Meaning, Party, Site, When, told
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows
from holdfast.sources.viina import VIINA

__all__ = ["MEANINGS", "read_viina_control"]

_LAYOUT = Layout(
    what="VIINA table of control",
    needed=frozenset({"geonameid"}),
    remedy="Give a table with a column for each day, or with the columns date and status",
    outlet=VIINA.outlet,
    licence=VIINA.licence,
)
MEANINGS: dict[str, Meaning] = {
    "ru": Meaning(words="control", type="CONTROL", mode="held", status="ongoing"),
    "ua": Meaning(words="control", type="CONTROL", mode="held", status="ongoing"),
    "contested": Meaning(words="contested control", type="CONTROL", mode="contested", status="ongoing"),
}
"""Statuses of a place with what they mean."""
_HOLDERS = {
    "ru": (Party(name="Russia", ref="RUS MIL"),),
    "ua": (Party(name="Ukraine", ref="UKR MIL"),),
    "contested": (),
}
_DAY = re.compile(r"\d{8}")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days in a row with one status."""

    status: str
    first: date
    last: date


def read_viina_control(path: Path, *, report: Report) -> Iterator[Told]:
    """The places of a table of control, each row as a document with a statement for each stretch of days."""
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told | None:
    stretches = list(_stretches(_statuses(row)))
    if not stretches:
        return None
    site = _site(row)
    claims = [
        Claim(meaning=MEANINGS[one.status], by=_HOLDERS[one.status], site=site, when=_when(one)) for one in stretches
    ]
    day = row.text("date")
    name = f"control of {row.needed('geonameid')}" + (f" on {day}" if day else "")
    return told(Coded(name=name, claims=claims, row=row.filled()), VIINA, row)


def _statuses(row: Row) -> Iterator[tuple[date, str]]:
    """The days of a row with their status; a day without one is left out."""
    days = {row.day("date"): row.text("status")} if row.text("date") else _wide(row)
    if not days:
        raise BadRow("the table has neither a column for each day nor one called date")
    for day, given in sorted(days.items()):
        if given is None:
            continue
        status = given.casefold()
        if status not in MEANINGS:
            raise BadRow(f"the status on {day} is {given!r}, which is none of RU, UA and CONTESTED")
        yield day, status


def _wide(row: Row) -> dict[date, str | None]:
    try:
        return {datetime.strptime(name, "%Y%m%d").date(): row.text(name) for name in row.cells if _DAY.fullmatch(name)}
    except ValueError as error:
        raise BadRow(f"a column is named by a day that is none: {error}") from None


def _stretches(statuses: Iterator[tuple[date, str]]) -> Iterator[_Stretch]:
    current: _Stretch | None = None
    for day, status in statuses:
        if current and current.status == status and day - current.last == _ONE_DAY:
            current = _Stretch(status, current.first, day)
            continue
        if current:
            yield current
        current = _Stretch(status, day, day)
    if current:
        yield current


def _site(row: Row) -> Site:
    name = row.text("city") or row.text("asciiname")
    has_point = bool(row.text("latitude") and row.text("longitude"))
    lat, lon = row.position() if has_point else (None, None)
    number = row.needed("geonameid")
    try:
        geonames = int(float(number))
    except ValueError:
        raise BadRow(f"geonameid is {number!r}, which is not a whole number") from None
    return Site(
        name=name or f"place {geonames} of GeoNames",
        lat=lat,
        lon=lon,
        country="UKR",  # the table has populated places of Ukraine alone
        geonames=geonames,
        precision="settlement",
        around=("Ukraine",),
        at="of",
    )


def _when(stretch: _Stretch) -> When:
    first, last = stretch.first.isoformat(), stretch.last.isoformat()
    if first == last:
        return When(words=first, first=first, last=last, precision="day")
    return When(words=f"{first} to {last}", before="from", first=first, last=last, precision="day")
