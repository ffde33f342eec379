"""UCDP GED, the Georeferenced Event Dataset of the Uppsala Conflict Data Program, in the dialects it is passed on in.

Read are the official release, exports with a row of HXL tags, exports with other columns or another order of them,
files in Windows-1252, and files whose dates a spreadsheet has rewritten. Source of the fields: the UCDP GED codebook;
the data are CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.sources.coded import refuse_our_own
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows
from holdfast.sources.ucdp_event import LICENCE, OUTLET, GedEvent, told

__all__ = ["read_ucdp"]

_LAYOUT = Layout(
    what="UCDP GED file",
    needed=frozenset({
        "id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "country", "latitude",
        "longitude", "date_prec", "date_start", "date_end", "best", "high", "low",
    }),
    remedy="Give a file of events (GED), not of conflicts or dyads",
    outlet=OUTLET,
    licence=LICENCE,
    days=("date_start", "date_end"),
)  # fmt: skip


def read_ucdp(path: Path, *, report: Report) -> Iterator[Told]:
    """The events of a UCDP GED file, each as a document with one statement.

    A row that cannot be used is reported with its line, and comes back as a document that is marked unread and has no
    statement. The day of publication stays missing: the rows tell when others reported, not when UCDP did.
    """
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    refuse_our_own(row, "code_status")
    return told(_event(row), source=row.where, sha256=row.sha256)


def _event(row: Row) -> GedEvent:
    first, last = row.day("date_start"), row.day("date_end")
    low, best, high = (row.whole(name, least=0) for name in ("low", "best", "high"))
    if first > last:
        raise BadRow(f"date_start {first} is later than date_end {last}")
    side_a, side_b, country = row.needed("side_a"), row.needed("side_b"), row.needed("country")
    return GedEvent(
        name=row.needed("id"),
        violence=row.whole("type_of_violence", least=1, most=3),
        side_a=side_a,
        side_b=side_b,
        where=row.text("where_coordinates") or country,
        where_precision=row.whole("where_prec", least=1, most=7),
        unit=row.text("adm_1"),
        country=country,
        country_code=row.text("iso3"),
        position=row.position(),
        first=first,
        last=last,
        day_precision=row.whole("date_prec", least=1, most=5),
        low=low,
        best=best,
        high=high,
        row=row.filled(),
    )
