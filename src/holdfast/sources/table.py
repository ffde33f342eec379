"""Tables of others, row by row: how the file is written, its values within their bounds, and what is wrong where.

A table is a file of comma- or tab-separated values in UTF-8 or Windows-1252, with or without a row of HXL tags under
its header. Whether 09/01/2022 is a day of January or of September is told by the file's other dates, and never guessed.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from holdfast.errors import UnreadableInput
from holdfast.model import Document, Statement
from holdfast.sources.report import Report

__all__ = ["BadRow", "Layout", "Row", "Told", "told_rows"]

Told = tuple[Document, list[Statement]]
"""What a row becomes: a document with its statements."""
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_COMPACT = re.compile(r"\d{8}")
_PIECE = 1 << 20
_LARGEST_CELL = 10_000_000
"""Characters; a cell of a table of agreements may hold the wording of one."""


class BadRow(ValueError):
    """A row that cannot be used, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is asked of a table before its rows are read.

    Attributes:
        what: What it is, for messages, such as "UCDP GED file".
        needed: Columns without which it is none, in small letters.
        remedy: What to do where one of them is missing.
        outlet: Whose document a row is that cannot be used.
        licence: Under which licence the rows are.
        delimiter: What stands between two cells.
        days: Columns whose dates tell the order of day and month.
        header: Column names of a table that is passed on without them.
        quoted: Whether quotation marks enclose cells; a tab-separated table may hold them as mere characters.
    """

    what: str
    needed: frozenset[str]
    remedy: str
    outlet: str
    licence: str | None
    delimiter: str = ","
    days: tuple[str, ...] = ()
    header: Callable[[int], Sequence[str] | None] | None = None
    quoted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, with its cells by column and the place where it stands.

    Attributes:
        cells: Every cell without needless blanks, by its column's name in small letters.
        where: File and line.
        sha256: Of the file's bytes.
        month_first: Whether 09/01/2022 is 1 September; None if the file has no date that tells.
    """

    cells: dict[str, str]
    where: str
    sha256: str
    month_first: bool | None

    def text(self, name: str) -> str | None:
        """The words of a cell; None if it is empty, or if there is no such column."""
        return self.cells.get(name) or None

    def needed(self, name: str) -> str:
        """The words of a cell that must not be empty.

        Raises:
            BadRow: It is.
        """
        if words := self.text(name):
            return words
        raise BadRow(f"{name} is empty")

    def filled(self) -> dict[str, str]:
        """Every cell that is not empty, as given."""
        return {name: cell for name, cell in self.cells.items() if cell}

    def whole(self, name: str, *, least: int, most: int | None = None) -> int:
        """A whole number within its bounds.

        Raises:
            BadRow: The cell holds none, or one outside of them.
        """
        words = self.cells.get(name, "")
        try:
            value = int(words)
        except ValueError:
            raise BadRow(f"{name} is {words!r}, which is not a whole number") from None
        if value < least or (most is not None and value > most):
            raise BadRow(f"{name} is {value}, which is not between {least} and {most or 'any number'}")
        return value

    def degrees(self, name: str, most: int) -> float:
        """A number of degrees between `-most` and `most`.

        Raises:
            BadRow: The cell holds none.
        """
        words = self.cells.get(name, "")
        try:
            value = float(words)
        except ValueError:
            raise BadRow(f"{name} is {words!r}, which is not a number of degrees") from None
        if not -most <= value <= most:
            raise BadRow(f"{name} is {value}, which is not between -{most} and {most} degrees")
        return value

    def position(self, latitude: str = "latitude", longitude: str = "longitude") -> tuple[float, float]:
        """Latitude and longitude in degrees.

        Raises:
            BadRow: A cell holds none.
        """
        return self.degrees(latitude, 90), self.degrees(longitude, 180)

    def day(self, name: str) -> date:
        """The day of a cell, in whichever way the file writes days.

        Raises:
            BadRow: It is none, or one of two that nothing tells apart.
        """
        words = self.needed(name)
        slashed = _SLASHED.match(words)
        try:
            if slashed:
                return self._slashed(name, words, *map(int, slashed.groups()))
            if _COMPACT.fullmatch(words):
                return datetime.strptime(words, "%Y%m%d").date()
            if words[:1].isdigit() and " " in words and words[-1:].isdigit() and words[4:5] != "-":
                return datetime.strptime(words, "%d %B %Y").date()  # "29 March 2022"
            return datetime.fromisoformat(words).date() if len(words) > 10 else date.fromisoformat(words)
        except ValueError as error:
            if isinstance(error, BadRow):
                raise
            raise BadRow(f"{name} is {words!r}, which is not a day") from None

    def _slashed(self, name: str, words: str, first: int, second: int, year: int) -> date:
        if first <= 12 and second <= 12 and first != second and self.month_first is None:
            raise BadRow(f"{name} is {words!r}, and nothing in the file tells whether its month or its day comes first")
        month_first = second > 12 or (first <= 12 and self.month_first is not False)
        return date(year, first, second) if month_first else date(year, second, first)

    def moment(self, name: str) -> datetime:
        """The moment of a cell, in ISO form.

        Raises:
            BadRow: It is none.
        """
        words = self.needed(name)
        try:
            return datetime.fromisoformat(words)
        except ValueError:
            raise BadRow(f"{name} is {words!r}, which is not a moment") from None


def told_rows(path: Path, layout: Layout, tell: Callable[[Row], Told | None], *, report: Report) -> Iterator[Told]:
    """What the rows of a table become, in the order of the file.

    A row that cannot be used is reported with its line and reason, and comes back as a document that is marked unread
    and has no statement.

    Args:
        path: The table.
        layout: What is asked of it.
        tell: Makes of a row what it becomes, None if it says nothing; raises `BadRow` if it cannot be used.
        report: Told of what cannot be used.
    """
    try:
        encoding, sha256 = _bytes_of(path)
        month_first = _month_first(path, encoding, layout)
        with path.open(encoding=encoding, newline="") as stream:
            for cells, header, where in _rows(stream, path, layout, report):
                row = Row(cells={}, where=where, sha256=sha256, month_first=month_first)
                try:
                    told = tell(_filled(row, header, cells))
                except BadRow as problem:
                    report(
                        UnreadableInput(
                            str(problem), where=where, remedy="The row is kept aside; correct it and import again"
                        )
                    )
                    told = _aside(cells, str(problem), row, layout, encoding), []
                if told is not None:
                    yield told
    except OSError as error:
        report(UnreadableInput(f"This file cannot be read: {error.strerror or error}", where=str(path)))


def _filled(row: Row, header: Sequence[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise BadRow(f"The row has {len(cells)} cells and the header {len(header)}")
    filled = {name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}
    return Row(cells=filled, where=row.where, sha256=row.sha256, month_first=row.month_first)


def _rows(stream: TextIO, path: Path, layout: Layout, report: Report) -> Iterator[tuple[list[str], Sequence[str], str]]:
    """The rows that are not empty, each with the header and with file and line."""
    rows = _Rows(stream, layout)
    first = _next(rows, path, report) or []
    header = _header(first, layout)
    given = layout.header is not None and header is not first
    missing = sorted(layout.needed.difference(name.strip().lower() for name in header))
    if missing:
        what = f"This is no {layout.what}: it has no column {', '.join(missing)}"
        report(UnreadableInput(what, where=str(path), remedy=layout.remedy))
        return
    names = [name.strip().lower() for name in header]
    cells: list[str] | None = first if given else _next(rows, path, report)
    while cells is not None:
        if any(cell.strip() for cell in cells) and not _is_tag_row(cells):
            yield cells, names, f"{path}:{rows.line_num}"
        cells = _next(rows, path, report)


def _header(first: list[str], layout: Layout) -> Sequence[str]:
    """The names of the columns: those of the first row, or the known ones of a table that is passed on without."""
    if layout.header is None or layout.needed.issubset(name.strip().lower() for name in first):
        return first
    return layout.header(len(first)) or first


class _Rows:
    """The cells of each row, with the number of the line on which it ends."""

    def __init__(self, stream: TextIO, layout: Layout) -> None:
        csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_CELL))
        self._rows = (
            csv.reader(stream, delimiter=layout.delimiter)
            if layout.quoted
            else csv.reader(stream, delimiter=layout.delimiter, quoting=csv.QUOTE_NONE)
        )

    @property
    def line_num(self) -> int:
        return self._rows.line_num

    def __next__(self) -> list[str]:
        return next(self._rows)


def _next(rows: _Rows, path: Path, report: Report) -> list[str] | None:
    """The next row; None at the end, or where the file breaks off in the middle of a quotation."""
    try:
        return next(rows)
    except StopIteration:
        return None
    except csv.Error as error:
        where = f"{path}:{rows.line_num}"
        report(UnreadableInput(f"The table breaks off: {error}", where=where, remedy="Fetch the file again"))
        return None


def _is_tag_row(cells: list[str]) -> bool:
    """Whether it is the row of HXL tags that stands under the header in humanitarian exports."""
    filled = [cell for cell in cells if cell.strip()]
    return all(cell.lstrip().startswith("#") for cell in filled)


def _aside(cells: list[str], why: str, row: Row, layout: Layout, encoding: str) -> Document:
    return Document(
        text="; ".join(cells),
        outlet=layout.outlet,
        licence=layout.licence,
        media_type="text/csv",
        encoding=encoding,
        sha256=row.sha256,
        source=row.where,
        unread=f"This row of a dataset cannot be used: {why}",
    )


def _bytes_of(path: Path) -> tuple[str, str]:
    """A file's encoding and the SHA-256 of its bytes, in one pass."""
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
    return "utf-8-sig" if is_utf8 else "cp1252", digest.hexdigest()


def _month_first(path: Path, encoding: str, layout: Layout) -> bool | None:
    """Whether slashed dates of a file begin with the month: told by those whose day is above 12; None if none tells.

    A file whose dates tell both ways is read by neither: its doubtful rows are put aside.
    """
    if not layout.days:
        return None
    found: set[bool] = set()
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        rows = _Rows(stream, layout)
        try:
            header = [name.strip().lower() for name in next(rows)]
            columns = [header.index(name) for name in layout.days if name in header]
            while True:
                cells = next(rows)
                found |= {told for at in columns if at < len(cells) for told in _order(cells[at])}
        except (StopIteration, csv.Error):
            pass  # the reading itself reports where the table breaks off
    return found.pop() if len(found) == 1 else None


def _order(text: str) -> set[bool]:
    slashed = _SLASHED.match(text.strip())
    if not slashed:
        return set()
    first, second = int(slashed[1]), int(slashed[2])
    return {first <= 12} if max(first, second) > 12 else set()
