"""Tables of measures: printed, kept as JSON, and put in their place on a page of the documentation.

A page holds a table between two marks, `<!-- table: NAME -->` and `<!-- end of NAME -->`, so that one command measures
anew and replaces the numbers while the words round them stay.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Cell = str | int | float | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """Measures in rows under the names of columns; a share is a float, a number of cases an int, unknown is `None`."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]

    def markdown(self) -> str:
        """The table as Markdown."""
        lines = [self.columns, tuple("---" for _ in self.columns), *(tuple(map(_shown, row)) for row in self.rows)]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def plain(self) -> list[dict[str, Cell]]:
        """A dictionary for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def add_options(options: argparse.ArgumentParser) -> None:
    """The options of every measure that makes tables."""
    options.add_argument("--json", type=Path, help="file to write the tables to, as JSON")
    options.add_argument("--page", type=Path, help="page whose tables of the same names are replaced")


def publish(tables: Sequence[Table], given: argparse.Namespace) -> None:
    """Print tables; write them as JSON and into a page where the options ask for it.

    Raises:
        SystemExit: The page has no place for a table.
    """
    for table in tables:
        print(f"{table.name}\n{table.markdown()}\n")
    if given.json is not None:
        kept = {table.name: table.plain() for table in tables}
        given.json.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if given.page is not None:
        text = given.page.read_text(encoding="utf-8")
        for table in tables:
            text = replaced(text, table, where=given.page)
        given.page.write_text(text, encoding="utf-8")


def replaced(page: str, table: Table, *, where: Path) -> str:
    """A page with a table in its place.

    Raises:
        SystemExit: The page has no place for it.
    """
    begin, end = f"<!-- table: {table.name} -->\n", f"<!-- end of {table.name} -->"
    found = re.search(f"{re.escape(begin)}.*?{re.escape(end)}", page, re.DOTALL)
    if found is None:
        sys.exit(f"{where}: no place for the table {table.name}: add the lines {begin.strip()} and {end}")
    return page[: found.start()] + begin + table.markdown() + "\n" + end + page[found.end() :]


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:.3f}"
    return f"{cell:,}" if isinstance(cell, int) else cell
