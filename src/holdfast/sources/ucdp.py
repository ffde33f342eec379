"""UCDP GED, the Georeferenced Event Dataset of the Uppsala Conflict Data Program, in the dialects it is passed on in.

Read are the official release, exports with a row of HXL tags, exports with other columns or another order of them,
files in Windows-1252, and files whose dates a spreadsheet has rewritten. Source of the fields: the UCDP GED codebook;
the data are CC BY 4.0.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from holdfast.errors import UnreadableInput
from holdfast.model import Document, Statement
from holdfast.sources.report import Report
from holdfast.sources.ucdp_event import LICENCE, OUTLET, GedEvent, told

__all__ = ["read_ucdp"]

_NEEDED = frozenset({
    "id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "country", "latitude", "longitude",
    "date_prec", "date_start", "date_end", "best", "high", "low",
})  # fmt: skip
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dialect:
    """How one file is written.

    Attributes:
        encoding: Of the file.
        sha256: Of the file's bytes.
        month_first: Whether 09/01/2022 is 1 September; None if the file has no date that tells.
    """

    encoding: str
    sha256: str
    month_first: bool | None


class _BadRow(ValueError):
    """A row that cannot be used, and why."""


def read_ucdp(path: Path, *, report: Report) -> Iterator[tuple[Document, list[Statement]]]:
    """The events of a UCDP GED file, each as a document with one statement.

    A row that cannot be used is reported with its line, and comes back as a document that is marked unread and has no
    statement. The day of publication stays missing: the rows tell when others reported, not when UCDP did.
    """
    try:
        dialect = _dialect(path)
        with path.open(encoding=dialect.encoding, newline="") as stream:
            yield from _rows(stream, dialect, path, report)
    except OSError as error:
        report(UnreadableInput(f"This file cannot be read: {error.strerror or error}", where=str(path)))


def _rows(
    stream: io.TextIOBase, dialect: _Dialect, path: Path, report: Report
) -> Iterator[tuple[Document, list[Statement]]]:
    rows = csv.reader(stream)
    header = [name.strip().lower() for name in _next(rows, path, report) or []]
    missing = sorted(_NEEDED.difference(header))
    if missing:
        report(
            UnreadableInput(
                f"This is no UCDP GED file: it has no column {', '.join(missing)}",
                where=str(path),
                remedy="Give a file of events (GED), not of conflicts or dyads",
            )
        )
        return
    while (cells := _next(rows, path, report)) is not None:
        where = f"{path}:{rows.line_num}"
        if not any(cell.strip() for cell in cells) or _is_tag_row(cells):
            continue
        try:
            yield told(_event(header, cells, dialect), source=where, sha256=dialect.sha256)
        except _BadRow as problem:
            report(
                UnreadableInput(str(problem), where=where, remedy="The row is kept aside; correct it and import again")
            )
            yield _aside(cells, str(problem), where, dialect), []


def _next(rows: Iterator[list[str]], path: Path, report: Report) -> list[str] | None:
    """The next row; None at the end, or where the file breaks off in the middle of a quotation."""
    try:
        return next(rows, None)
    except csv.Error as error:
        line = getattr(rows, "line_num", "?")
        report(UnreadableInput(f"The table breaks off: {error}", where=f"{path}:{line}", remedy="Fetch the file again"))
        return None


def _is_tag_row(cells: list[str]) -> bool:
    """Whether it is the row of HXL tags that stands under the header in humanitarian exports."""
    filled = [cell for cell in cells if cell.strip()]
    return all(cell.lstrip().startswith("#") for cell in filled)


def _aside(cells: list[str], why: str, where: str, dialect: _Dialect) -> Document:
    return Document(
        text="; ".join(cells),
        outlet=OUTLET,
        licence=LICENCE,
        media_type="text/csv",
        encoding=dialect.encoding,
        sha256=dialect.sha256,
        source=where,
        unread=f"This row of a dataset cannot be used: {why}",
    )


def _event(header: list[str], cells: list[str], dialect: _Dialect) -> GedEvent:
    if len(cells) != len(header):
        raise _BadRow(f"The row has {len(cells)} cells and the header {len(header)}")
    row = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}
    first, last = _day(row, "date_start", dialect), _day(row, "date_end", dialect)
    low, best, high = (_whole(row, name, least=0) for name in ("low", "best", "high"))
    if first > last:
        raise _BadRow(f"date_start {first} is later than date_end {last}")
    for name in ("id", "side_a", "side_b", "country"):
        if not row[name]:
            raise _BadRow(f"{name} is empty")
    return GedEvent(
        name=row["id"],
        violence=_whole(row, "type_of_violence", least=1, most=3),
        side_a=row["side_a"],
        side_b=row["side_b"],
        where=row["where_coordinates"] or row["country"],
        where_precision=_whole(row, "where_prec", least=1, most=7),
        unit=row.get("adm_1") or None,
        country=row["country"],
        country_code=row.get("iso3") or None,
        position=(_degrees(row, "latitude", 90), _degrees(row, "longitude", 180)),
        first=first,
        last=last,
        day_precision=_whole(row, "date_prec", least=1, most=5),
        low=low,
        best=best,
        high=high,
        row={name: cell for name, cell in row.items() if cell},
    )


def _whole(row: dict[str, str], name: str, *, least: int, most: int | None = None) -> int:
    try:
        value = int(row[name])
    except ValueError:
        raise _BadRow(f"{name} is {row[name]!r}, which is not a whole number") from None
    if value < least or (most is not None and value > most):
        raise _BadRow(f"{name} is {value}, which is not between {least} and {most or 'any number'}")
    return value


def _degrees(row: dict[str, str], name: str, most: int) -> float:
    try:
        value = float(row[name])
    except ValueError:
        raise _BadRow(f"{name} is {row[name]!r}, which is not a number of degrees") from None
    if not -most <= value <= most:
        raise _BadRow(f"{name} is {value}, which is not between -{most} and {most} degrees")
    return value


def _day(row: dict[str, str], name: str, dialect: _Dialect) -> date:
    """The day of a cell, in whichever way the file writes days."""
    text = row[name]
    slashed = _SLASHED.match(text)
    try:
        if not slashed:
            return datetime.fromisoformat(text).date() if len(text) > 10 else date.fromisoformat(text)
        first, second, year = map(int, slashed.groups())
        if first <= 12 and second <= 12 and first != second and dialect.month_first is None:
            raise _BadRow(f"{name} is {text!r}, and nothing in the file tells whether its month or its day comes first")
        month_first = second > 12 or (first <= 12 and dialect.month_first is not False)
        return date(year, first, second) if month_first else date(year, second, first)
    except ValueError as error:
        if isinstance(error, _BadRow):
            raise
        raise _BadRow(f"{name} is {text!r}, which is not a day") from None


def _dialect(path: Path) -> _Dialect:
    """How a file is written, found in one pass over its bytes and one over its dates."""
    digest, decoder, is_utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), True
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                is_utf8 = False
                break
        for piece in iter(lambda: stream.read(_PIECE), b""):
            digest.update(piece)
    encoding = "utf-8-sig" if is_utf8 else "cp1252"
    return _Dialect(encoding=encoding, sha256=digest.hexdigest(), month_first=_month_first(path, encoding))


def _month_first(path: Path, encoding: str) -> bool | None:
    """Whether slashed dates of a file begin with the month: told by those whose day is above 12; None if none tells.

    A file whose dates tell both ways is read by neither: its doubtful rows are put aside.
    """
    found: set[bool] = set()
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        try:
            for row in csv.DictReader(stream):
                found |= {told for name in ("date_start", "date_end") for told in _order(row.get(name))}
        except csv.Error:
            pass  # the reading itself reports where the table breaks off
    return found.pop() if len(found) == 1 else None


def _order(text: str | None) -> set[bool]:
    slashed = _SLASHED.match(text or "")
    if not slashed:
        return set()
    first, second = int(slashed[1]), int(slashed[2])
    return {first <= 12} if max(first, second) > 12 else set()
