"""Datasets brought in by the command: what it says, what a second run does, and what a break in the middle leaves."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from holdfast.cli.progress import watched
from holdfast.cli.surroundings import Surroundings, system
from holdfast.model import Document, Statement
from holdfast.pipeline import local
from holdfast.record import open_store
from holdfast.sources.datasets import FORMATS
from tests.cli.conftest import Command
from tests.sources.tables import written

Told = tuple[Document, list[Statement]]
ROWS = [{"LATITUDE": 47.1, "LONGITUDE": 37 + number / 10_000, "ACQ_DATE": "2031-05-04"} for number in range(1300)]


@pytest.fixture
def detections(tmp_path: Path) -> Path:
    """A table of 1,300 detections, of which one is wrong."""
    return written(tmp_path, [*ROWS[:700], {"LATITUDE": "north"}, *ROWS[700:]])


def shown(holdfast: Command, record: Path) -> tuple[str, str]:
    statements, documents = (
        holdfast("show", what, "--in", record, "--json").out for what in ("statements", "documents")
    )
    return statements, documents


def test_rows_in_kept_and_put_aside_are_told(holdfast: Command, detections: Path, tmp_path: Path) -> None:
    outcome = holdfast("import", "firms", detections, "--in", tmp_path / "talks.db")
    assert outcome.code == 1
    assert f"{detections}:702: latitude is 'north'" in outcome.err
    assert "1301 rows, 1300 of them used, 1 kept aside" in outcome.err
    assert "1301 new documents, 1300 new statements" in outcome.err


def test_an_import_that_broke_off_is_finished_by_running_it_again(
    holdfast: Command, detections: Path, tmp_path: Path
) -> None:
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    holdfast("import", "firms", detections, "--in", whole)
    with pytest.raises(KeyboardInterrupt):
        _bring_in_until(detections, broken, rows=800)
    left = holdfast("show", "documents", "--in", broken, "--json").out.splitlines()
    assert 0 < len(left) < 800
    again = holdfast("import", "firms", detections, "--in", broken)
    assert "1301 rows" in again.err
    assert shown(holdfast, broken) == shown(holdfast, whole)


def _bring_in_until(path: Path, record: Path, *, rows: int) -> None:
    def watch(told: Iterable[Told]) -> Iterator[Told]:
        for number, one in enumerate(told):
            if number == rows:
                raise KeyboardInterrupt
            yield one

    store = open_store(record)
    try:
        local.bring_in("firms", path, store=store, report=lambda _: None, watch=watch)
    finally:
        store.close()


def test_a_second_run_changes_nothing(holdfast: Command, detections: Path, tmp_path: Path) -> None:
    record = tmp_path / "talks.db"
    holdfast("import", "firms", detections, "--in", record)
    before = shown(holdfast, record)
    again = holdfast("import", "firms", detections, "--in", record)
    assert "0 new documents, 0 new statements; 1300 statements there already" in again.err
    assert shown(holdfast, record) == before


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_of_something_else_is_told_and_nothing_is_kept(holdfast: Command, tmp_path: Path, format: str) -> None:
    table = written(tmp_path, [{"recipe": "soup", "minutes": 20}])
    outcome = holdfast("import", format, table, "--in", tmp_path / "talks.db")
    assert outcome.code == 1
    assert "it has no column" in outcome.err
    assert "0 new documents" in outcome.err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_where_somebody_watches() -> None:
    screen = _Terminal()
    real = system()
    around = Surroundings(
        stdin=real.stdin, stdout=real.stdout, stderr=screen, environment={}, open_reader=real.open_reader
    )
    asked = []

    def total() -> int:
        asked.append(True)
        return 3

    assert list(watched("abc", around=around, doing="Importing", total=total)) == ["a", "b", "c"]
    assert asked == [True]
    assert "Importing" in screen.getvalue()
    assert "%" in screen.getvalue()
