"""Parquet: the tables of statements and of events with typed columns, for DuckDB, Polars, pandas, R and the like.

It needs DuckDB (`pip install 'holdfast[parquet]'`), and this is its only door. Nothing here runs as a formula, so cells
are as they are.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from holdfast.errors import OutputError
from holdfast.outputs.csv import EVENT_COLUMNS, STATEMENT_COLUMNS, event_rows, statement_rows
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.record.store import Filter, View

__all__ = ["write_events", "write_statements"]

_NUMBERS = frozenset({
    "lat", "lon", "confidence", "killed_low", "killed_high", "wounded_low", "wounded_high",
})  # fmt: skip
_WHOLE = frozenset({"start", "end", "independent_voices"})


def write_statements(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write a table of statements, one a line, in the columns of `csv`.

    Raises:
        OutputError: DuckDB is not installed.
    """
    _write(stream, STATEMENT_COLUMNS, statement_rows(view, chosen, discretion))


def write_events(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write a table of events, one a line, in the columns of `csv-events`.

    Raises:
        OutputError: DuckDB is not installed.
    """
    _write(stream, EVENT_COLUMNS, event_rows(view, chosen, discretion))


def _write(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    try:
        # A heavy library that only this format needs, and which may not be there.
        import duckdb
    except ImportError as error:
        raise OutputError(
            "Parquet needs DuckDB, which is not installed", remedy="Install it: pip install 'holdfast[parquet]'"
        ) from error
    with TemporaryDirectory(prefix="holdfast-") as folder:
        lines, table = Path(folder, "rows.jsonl"), Path(folder, "table.parquet")
        with lines.open("w", encoding="utf-8", errors="replace") as file:
            for row in rows:
                file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")
        with duckdb.connect() as database:
            types = {column: _type(column) for column in columns}
            database.read_json(str(lines), columns=types, format="newline_delimited").write_parquet(
                str(table), compression="zstd"
            )
        with table.open("rb") as file:
            shutil.copyfileobj(file, stream)


def _type(column: str) -> str:
    if column in _NUMBERS:
        return "DOUBLE"
    return "BIGINT" if column in _WHOLE else "VARCHAR"
