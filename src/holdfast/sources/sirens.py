"""Air-raid alerts of Ukraine: the volunteers' table by region, and the official one by region, district and community.

An alert is a warning, not a strike: it says that somebody sounded the sirens, and nothing of what came or did not come.
Source: the Ukrainian air-raid sirens dataset, MIT licence; its moments are in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from holdfast.model.statement import Precision
from holdfast.sources.coded import Claim, Coded, Dataset, Figure, Meaning, Site, When, told
from holdfast.sources.region import region_of
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows

__all__ = ["MEANINGS", "read_sirens"]

_SIRENS = Dataset(
    name="sirens",
    outlet="Ukrainian air-raid sirens dataset",
    licence="MIT",
    voice="Ukrainian air-raid sirens dataset",
)
_LAYOUT = Layout(
    what="table of air-raid alerts",
    needed=frozenset({"started_at", "finished_at"}),
    remedy="Give the volunteers' or the official table, in English",
    outlet=_SIRENS.outlet,
    licence=_SIRENS.licence,
)
MEANINGS = {"alert": Meaning(words="air-raid alert", type="OTHER")}
"""The one class of the dataset."""
_ASSUMED = "true"


def read_sirens(path: Path, *, report: Report) -> Iterator[Told]:
    """The alerts of a table, each as a document with one statement.

    The end of an alert that the volunteers only assumed (`naive`, half an hour after its beginning) is left out.
    """
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    start, end = row.moment("started_at"), row.moment("finished_at")
    if start > end:
        raise BadRow(f"started_at {start} is later than finished_at {end}")
    assumed = row.cells.get("naive", "").casefold() == _ASSUMED
    claim = Claim(
        meaning=MEANINGS["alert"],
        site=_site(row),
        when=_when(start, None if assumed else end),
        figure=None if assumed else _length(start, end),
    )
    return told(Coded(name=None, claims=(claim,), row=row.filled()), _SIRENS, row)


def _site(row: Row) -> Site:
    """The finest unit that is named; a community lies within its district."""
    given = row.text("oblast") or row.needed("region")
    region = region_of(given)
    finer = row.text("hromada") or row.text("raion")
    precision: Precision = "admin2" if finer else "admin1"
    names = [name for name in (row.text("hromada"), row.text("raion"), given) if name]
    return Site(
        name=finer or (region.name if region else given),
        # The middle of a region stands for the region alone, and for nothing in it.
        lat=region.lat if region and not finer else None,
        lon=region.lon if region and not finer else None,
        country="UKR",
        admin1=region.admin1 if region else given,
        precision=precision,
        around=(*names[1:], "Ukraine"),
        at="in",
    )


def _when(start: datetime, end: datetime | None) -> When:
    first = start.isoformat()
    if end is None:
        return When(words=first, before="sounded at", first=first, last=first, precision="minute")
    last = end.isoformat()
    return When(words=f"{first} to {last}", before="from", first=first, last=last, precision="minute")


def _length(start: datetime, end: datetime) -> Figure:
    hours = round((end - start).total_seconds() / 3600, 2)
    unit = "hour" if hours == 1 else "hours"
    return Figure(what="duration-hours", low=hours, high=hours, words=f"{hours:g}", before="which lasted", after=unit)
