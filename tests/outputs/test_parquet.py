"""Parquet: the same cells as the tables in CSV, with types, read back by DuckDB."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from holdfast.errors import OutputError
from holdfast.model import Count, Event
from holdfast.model.event import Tally
from holdfast.outputs import FORMATS
from holdfast.outputs.csv import EVENT_COLUMNS, STATEMENT_COLUMNS
from holdfast.record.store import Filter, View
from tests.factory import document, statement, words
from tests.outputs.shown import shown


def written(format: str, view: View) -> bytes:
    stream = io.BytesIO()
    FORMATS[format](view, stream, chosen=Filter())
    return stream.getvalue()


def read_back(folder: Path, content: bytes) -> tuple[list[str], list[str], list[tuple[Any, ...]]]:
    file = folder / "table.parquet"
    file.write_bytes(content)
    with duckdb.connect() as database:
        table = database.read_parquet(str(file))
        return table.columns, [str(one) for one in table.types], table.fetchall()


@pytest.fixture
def view() -> View:
    of = document('=HYPERLINK("x") A strike on Mykolaiv killed at least seven people.')
    plain = document()
    tally = Tally(what="killed", low=7, high=None, approx=False, voice="v", outlet=None, day=None, statement="s1")
    made = Event(id="e1", type="ASSAULT", mode="missile", statements=("s1",), ledger=(tally,), sources=2)
    count = words(Count, "at least seven", what="killed", low=7)
    return shown([of, plain], [statement(of, confidence=0.75), statement(plain, counts=(count,))], [made])


@pytest.mark.parametrize(("format", "columns"), [("parquet", STATEMENT_COLUMNS), ("parquet-events", EVENT_COLUMNS)])
def test_the_cells_are_those_of_the_csv(tmp_path: Path, view: View, format: str, columns: tuple[str, ...]) -> None:
    names, _, rows = read_back(tmp_path, written(format, view))
    assert tuple(names) == columns
    beside = csv.reader(io.StringIO(written(format.replace("parquet", "csv"), view).decode()))
    next(beside)
    for row, cells in zip(rows, beside, strict=True):
        for mine, cell in zip(row, cells, strict=True):
            assert ("" if mine is None else float(mine) if isinstance(mine, (int, float)) else mine) == (
                float(cell) if isinstance(mine, (int, float)) else cell.removeprefix("'")
            )


def test_numbers_are_numbers_and_nothing_is_null(tmp_path: Path, view: View) -> None:
    names, types, rows = read_back(tmp_path, written("parquet", view))
    kinds = dict(zip(names, types, strict=True))
    assert (kinds["lat"], kinds["start"], kinds["quote"]) == ("DOUBLE", "BIGINT", "VARCHAR")
    first = dict(zip(names, rows[0], strict=True))
    assert (first["confidence"], first["place"], first["killed_low"]) == (0.75, None, None)
    assert first["quote"].startswith("=HYPERLINK")


def test_a_record_without_statements_is_a_table_without_rows(tmp_path: Path) -> None:
    names, _, rows = read_back(tmp_path, written("parquet", shown()))
    assert (tuple(names), rows) == (STATEMENT_COLUMNS, [])


def test_without_duckdb_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(OutputError, match=r"holdfast\[parquet\]"):
        written("parquet", shown())
