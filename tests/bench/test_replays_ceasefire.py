"""The replay of the ban on fire of July 2020, on a few invented reports of the same shape."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench.modules import BENCH, load

sys.path.append(str(BENCH / "replays"))

osce: ModuleType = load("osce")
ceasefire: ModuleType = load("ceasefire_2020")

READ = {
    "exact, with the number before": (
        "Between 27 July and 9 August, the SMM recorded 31 5, no: 315 ceasefire violations, including 41 explosions, "
        "compared with 7,012 and 2,001, respectively, in the previous two weeks. Since the start of 2020 there were 9.",
        ("2020-07-27", "2020-08-09", "315", "7,012"),
    ),
    "cut words and a dash": (
        "Be- tween 2 and 15 November, the SMM noted a growing number of ceasefire viola- tions – recording 1,469 "
        "of them, com- pared to 238 in the previous two-week period. In 2020 there were 9.",
        ("2020-11-02", "2020-11-15", "1,469", "238"),
    ),
    "at least": (
        "From 25 December 2017 to 7 January 2018, the SMM recorded over 5,900 ceasefire violations.",
        ("2017-12-25", "2018-01-07", "over 5,900", None),
    ),
    "another number stands nearer, and is of explosions": (
        "Between 14 and 27 October, 900 explosions shook the east; the SMM recorded about 16,100 ceasefire violations. "
        "This compares with 9,700 ceasefire violations in the previous two-week period.",
        ("2019-10-14", "2019-10-27", "about 16,100", "9,700"),
    ),
}  # fmt: skip
MISSED = {
    "no number": ("Between 9 and 22 July, violations grew by 40 per cent; ceasefire violations went on.", "no number"),
    "of a weekend alone": (
        "From 13 to 26 June it was volatile. It saw 1,000 ceasefire violations over the weekend of 24 June 2017.",
        "no number",
    ),
    "a year that cannot be told": (
        "Between 9 and 22 March, the SMM recorded about 11,200 ceasefire violations.",
        "year is not told",
    ),
    "nothing counted": ("Monitors met the mayor of Lviv on 9 May.", "does not count"),
    "no days": ("The SMM recorded 4,000 ceasefire violations.", "no stretch of days"),
}


@pytest.mark.parametrize("name", READ)
def test_a_count_is_read_as_it_is_written(name: str) -> None:
    words, (first, last, tally, previous) = READ[name]
    found = osce.count_of("report", words)
    assert isinstance(found, osce.Count), found
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert str(found.tally) == tally
    assert (str(found.previous) if found.previous else None) == previous


@pytest.mark.parametrize("name", MISSED)
def test_what_cannot_be_read_is_a_miss_with_its_reason(name: str) -> None:
    words, reason = MISSED[name]
    found = osce.count_of("report", words)
    assert isinstance(found, osce.Miss)
    assert reason in found.reason


def count(first: str, last: str, number: int, previous: int | None = None, hedge: str | None = None) -> object:
    return osce.Count(
        report=f"report of {first}",
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        tally=osce.Tally(number=number, hedge=hedge),
        previous=osce.Tally(number=previous) if previous else None,
        basis="stated",
    )


ROWS = [
    count("2020-07-13", "2020-07-26", 8000, hedge="about"),
    count("2020-07-27", "2020-08-09", 300, 8094),
    count("2020-08-10", "2020-08-23", 900, 301),
    count("2020-09-07", "2020-09-20", 4100, 5000),
    count("2020-09-21", "2020-10-18", 700),
]


def test_the_ban_is_broken_by_any_count_while_a_reduction_holds_by_its_cap() -> None:
    judged = {one.count.first.isoformat(): one for one in ceasefire.replay(ROWS)}
    assert {one.ban for one in judged.values()} == {"breached"}
    assert judged["2020-07-27"].caps == {"any": "holds", "halved": "holds", "a-tenth": "holds"}
    assert judged["2020-08-10"].caps == {"any": "holds", "halved": "holds", "a-tenth": "breached"}
    assert judged["2020-09-07"].caps == {"any": "holds", "halved": "breached", "a-tenth": "breached"}
    assert judged["2020-09-21"].caps == {}, "four weeks are not compared with two"


def test_a_clause_that_counts_days_says_nothing_of_totals_of_two_weeks() -> None:
    assert {one.daily for one in ceasefire.replay(ROWS)} == {"unknown"}


def test_only_a_stretch_without_a_report_is_taken_from_the_next_one() -> None:
    added = [one for one in ceasefire.completed(ROWS) if one not in ROWS]
    assert [(str(one.first), one.tally.number) for one in added] == [("2020-08-24", 5000)]
    assert [(one.tally.number, later.number) for one, later, _ in ceasefire.corrections(ROWS)] == [
        (8000, 8094),
        (300, 301),
    ]


def test_a_count_becomes_a_statement_whose_spans_stand_in_our_sentence() -> None:
    document, statement = ceasefire.told(ROWS[0])
    assert statement.misplaced(document.text) is None
    assert document.text.startswith("About 8,000 ceasefire violations were recorded in Eastern Ukraine")
    assert document.published == "2020-07-27"


def test_a_folder_of_reports_gives_counts_and_misses(tmp_path: Path) -> None:
    page = "<p><a id='0'>Between 27 July and 9 August 2020, the SMM recorded 315\n ceasefire viola-\ntions.</a></p>"
    (tmp_path / "report_UA_2.html").write_text(page, encoding="utf-8")
    (tmp_path / "report_UA_10.html").write_text("<p>Monitors met the mayor.</p>", encoding="utf-8")
    counts, misses = osce.read_reports(tmp_path)
    assert [one.tally.number for one in counts] == [315]
    assert [one.report for one in misses] == ["report_UA_10"]
