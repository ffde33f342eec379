"""NASA FIRMS: thermal anomalies that satellites have seen, as distributed or cut down to position and day.

A thermal anomaly may be a fire of war, a burning field or a furnace. It is told as what it is. That none was seen
proves nothing: clouds hide fires. Source of the fields: the FIRMS descriptions of MODIS and VIIRS active fire data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from holdfast.sources.coded import Claim, Coded, Dataset, Meaning, Site, When, coarse, on_day, told
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows

__all__ = ["MEANINGS", "read_firms"]

_FIRMS = Dataset(
    name="firms",
    outlet="NASA FIRMS",
    licence="open data of NASA, to be acknowledged",
    voice="NASA Fire Information for Resource Management System",
    ref="USA GOV",
)
_LAYOUT = Layout(
    what="FIRMS table",
    needed=frozenset({"latitude", "longitude", "acq_date"}),
    remedy="Give a table of detections, not a summary",
    outlet=_FIRMS.outlet,
    licence=_FIRMS.licence,
    days=("acq_date",),
)
MEANINGS = {
    "detection": Meaning(words="thermal anomaly", type="OTHER"),
    "detection of low confidence": Meaning(words="possible thermal anomaly", type="OTHER", status="possible"),
}
"""Detections by their confidence."""
_LEAST_CONFIDENCE = 30
"""Per cent, below which MODIS calls a detection one of low confidence; VIIRS writes "l" or "low"."""
_NAMING = ("latitude", "longitude", "acq_date", "acq_time", "satellite")
"""What tells one detection from another: rows have no names."""
_CLOCK = re.compile(r"(\d{1,2}):?(\d{2})")


def read_firms(path: Path, *, report: Report) -> Iterator[Told]:
    """The detections of a FIRMS table, each as a document with one statement; two rows that say the same are one."""
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    lat, lon = row.position()
    kind = "detection of low confidence" if _is_doubtful(row) else "detection"
    # The sentence is no finer than a settlement, since outputs quote it; the place itself is a pixel of 375 m or more.
    site = Site(name=coarse(lat, lon), lat=lat, lon=lon, precision="point", at="near")
    claim = Claim(meaning=_named(MEANINGS[kind], row.text("satellite")), site=site, when=_when(row))
    name = " ".join(filter(None, (row.text(column) for column in _NAMING)))
    coded = Coded(name=name, claims=(claim,), title=f"{_FIRMS.outlet} detection", row=row.filled())
    return told(coded, _FIRMS, row)


def _named(meaning: Meaning, satellite: str | None) -> Meaning:
    return meaning if satellite is None else replace(meaning, words=f"{meaning.words} seen by satellite {satellite}")


def _is_doubtful(row: Row) -> bool:
    confidence = (row.text("confidence") or "").casefold()
    return confidence in ("l", "low") or (confidence.isdigit() and int(confidence) < _LEAST_CONFIDENCE)


def _when(row: Row) -> When:
    """The day, or the minute (UTC) where the table has one: "342" is 03:42."""
    day, clock = row.day("acq_date"), row.text("acq_time")
    if clock is None:
        return on_day(day)
    match = _CLOCK.fullmatch(clock.zfill(4))
    try:
        at = time(int(match[1]), int(match[2])) if match else None
    except ValueError:
        at = None
    if at is None:
        raise BadRow(f"acq_time is {clock!r}, which is not a time like 0342")
    moment = datetime.combine(day, at, UTC).isoformat(timespec="minutes")
    return When(words=moment, before="at", first=moment, last=moment, precision="minute")
