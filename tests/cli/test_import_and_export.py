from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from holdfast.outputs import FORMATS
from tests.cli.conftest import Command

GED = Path(__file__).parent.parent / "fixtures" / "ucdp"


@pytest.mark.parametrize("name", ["jsonl", "csv", "geojson"])
def test_a_record_is_written_in_each_format(holdfast: Command, talks: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / f"talks.{name}"
    outcome = holdfast("export", name, "--in", talks, "-o", target)
    assert (outcome.code, outcome.out) == (0, "")
    assert "Mykolaiv" in target.read_text(encoding="utf-8")
    assert holdfast("export", name, "--in", talks, "-o", "-").out.encode() == target.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_whole(holdfast: Command, talks: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "talks.out"
    outcome = holdfast("export", name, "--in", talks, "-o", target)
    assert (outcome.code, outcome.err) == (0, f"Written: {target}\n")
    assert (target.stat().st_size > 0) is (name != "corrections")  # nobody has corrected anything here


def test_a_format_whose_library_is_missing_says_so_and_leaves_no_file(
    holdfast: Command, talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    target = tmp_path / "talks.parquet"
    outcome = holdfast("export", "parquet", "--in", talks, "-o", target)
    assert outcome.code == 1
    assert "pip install 'holdfast[parquet]'" in outcome.err
    assert not target.exists()


def test_filters_choose_what_is_written(holdfast: Command, talks: Path) -> None:
    found = json.loads(holdfast("export", "geojson", "--in", talks, "--place", "Chernihiv", "-o", "-").out)
    assert len(found["features"]) == 1


def test_what_export_writes_as_json_lines_can_be_loaded_back(holdfast: Command, talks: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    lines = holdfast("export", "jsonl", "--in", talks, "-o", "-").out
    assert holdfast("load", "-", "--in", copy, stdin=lines.encode()).code == 0
    for what in ("statements", "documents", "events"):
        shown = [holdfast("show", what, "--in", record, "--json").out for record in (talks, copy)]
        assert shown[0] == shown[1] != ""


def test_a_dataset_is_brought_in_once(holdfast: Command, tmp_path: Path) -> None:
    file, record = sorted(GED.glob("*.csv"))[0], tmp_path / "talks.db"
    first = holdfast("import", "ucdp", file, "--in", record)
    assert holdfast("show", "statements", "--in", record, "--json").lines
    again = holdfast("import", "ucdp", file, "--in", record)
    assert again.code == first.code
    assert "0 new documents, 0 new statements" in again.err


def test_a_dataset_of_another_kind_is_told(holdfast: Command, page: Path, tmp_path: Path) -> None:
    outcome = holdfast("import", "ucdp", page, "--in", tmp_path / "talks.db")
    assert outcome.code == 1
    assert str(page) in outcome.err
