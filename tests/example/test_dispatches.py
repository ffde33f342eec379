"""The shipped example: dispatches and a rolling page, all ours, all dated, all with their sources."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from holdfast.model import Document

EXAMPLE = Path(__file__).parents[2] / "example"
LINES = (EXAMPLE / "dispatches.jsonl").read_text(encoding="utf-8").splitlines()
PAGE = (EXAMPLE / "rolling-page-2022-03-29.html").read_text(encoding="utf-8")
DISPATCHES = [json.loads(line) for line in LINES]
SHOWN = [dispatch["url"].rsplit("/", 1)[-1] for dispatch in DISPATCHES]


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=SHOWN)
def test_every_dispatch_is_a_document_that_says_it_is_an_example(dispatch: dict[str, object]) -> None:
    document = Document.from_builtins(dispatch)
    assert document.title
    assert document.text
    assert document.licence == "CC0-1.0"
    assert str(document.outlet).endswith("(example)")
    assert str(document.url).startswith("https://example.org/")
    assert "Example text" in document.extra["note"]


def test_there_are_enough_dispatches_in_order_and_each_moment_has_its_zone() -> None:
    moments = [datetime.fromisoformat(dispatch["published"]) for dispatch in DISPATCHES]
    assert len(moments) >= 16
    assert all(moment.tzinfo for moment in moments)
    assert moments == sorted(moments)


def test_addresses_differ_and_so_do_documents() -> None:
    documents = [msgspec.convert(dispatch, Document) for dispatch in DISPATCHES]
    assert len({document.url for document in documents}) == len(documents)
    assert len({document.id for document in documents}) == len(documents)


def test_the_daily_notes_leave_no_day_out() -> None:
    expected = [f"2022-03-{day}" for day in range(22, 32)] + [f"2022-04-0{day}" for day in range(1, 9)]
    for outlet in ("Front Desk (example)", "Open Map Desk (example)"):
        assert [dispatch["published"][:10] for dispatch in DISPATCHES if dispatch["outlet"] == outlet] == expected


def test_every_text_has_its_row_of_sources() -> None:
    sources = (EXAMPLE / "SOURCES.md").read_text(encoding="utf-8")
    reports = [name for name in SHOWN if not name.startswith(("daily-note", "located-"))]
    assert [name for name in [*reports, "rolling-page-2022-03-29"] if f"| {name} |" not in sources] == []


def test_the_page_tells_its_entries_to_machines_and_to_people_alike() -> None:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', PAGE, re.DOTALL)
    assert block is not None
    page = json.loads(block[1])
    entries = page["liveBlogUpdate"]
    assert page["@type"] == "LiveBlogPosting"
    assert len(entries) >= 10
    for entry in entries:
        assert datetime.fromisoformat(entry["datePublished"]).tzinfo is not None
        assert f'datetime="{entry["datePublished"]}"' in PAGE
        for paragraph in entry["articleBody"].split("\n\n"):
            assert f"<p>{paragraph}</p>" in PAGE


def test_the_page_holds_what_it_must() -> None:
    for words in (
        "At least seven people were killed and 22 wounded",
        "radically, by a large margin",
        "several times",
        "15 reactors at four plants",
        "about 240 personnel",
        "full peace and a referendum",
        "no alliance and host no foreign military bases",
    ):
        assert words in PAGE
