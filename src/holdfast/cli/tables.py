"""Tables for people: ruled and coloured on a terminal, plain aligned columns in a file or a pipe."""

from __future__ import annotations

import io
import shutil
from collections.abc import Collection, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from holdfast.cli.surroundings import Surroundings

__all__ = ["in_words", "printable", "shortened", "write_table"]

_COLOURS: dict[str, str] = {
    "not in force": "dim",
    "fulfilled": "green",
    "holds": "green",
    "pending": "cyan",
    "unknown": "yellow",
    "at risk": "dark_orange",
    "disputed": "magenta",
    "breached": "bold red",
}


def in_words(level: str) -> str:
    """A level or a status as people read it: "at risk"."""
    return level.replace("_", " ")


def write_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, around: Surroundings, wrapped: Collection[str] = ()
) -> None:
    """Write rows under their headings to stdout; a cell that is a level has its colour on a terminal.

    Args:
        columns: The headings.
        rows: A cell for each heading.
        around: Streams.
        wrapped: Headings of the columns that may run over several lines on a terminal; the last one always may.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    if around.stdout.isatty():
        around.stdout.write(_ruled(columns, cells, {*wrapped, columns[-1]}).encode())
    else:
        for line in _aligned(columns, cells):
            around.write(line)


def printable(text: str) -> str:
    """The text on one line without control characters, which a page could use to write over a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def shortened(text: str, length: int) -> str:
    """The text, or its beginning and an ellipsis where it is longer than `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[index]) for row in [columns, *rows]) for index in range(len(columns))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [columns, *rows]
    ]


def _ruled(columns: Sequence[str], rows: Sequence[Sequence[str]], wrapped: Collection[str]) -> str:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=column not in wrapped)
    for row in rows:
        table.add_row(*(Text(cell, style=_COLOURS.get(cell.partition(" (")[0], "")) for cell in row))
    drawn = io.StringIO()
    Console(file=drawn, width=shutil.get_terminal_size().columns, force_terminal=True).print(table)
    return drawn.getvalue()
