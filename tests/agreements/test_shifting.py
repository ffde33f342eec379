"""Days at both ends of the calendar: no day that a person can write stops a check."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from holdfast.agreements import check, library, load
from holdfast.agreements.shifting import shifted
from tests.agreements.making import agreement, known, report

DAYS = (date.min, date.min + timedelta(days=2), date.max - timedelta(days=2), date.max)


def test_a_day_is_shifted_within_the_calendar() -> None:
    assert shifted(date(2022, 3, 29), 3) == date(2022, 4, 1)
    assert shifted(date(2022, 4, 1), -3) == date(2022, 3, 29)
    assert shifted(date.max, 1) == date.max
    assert shifted(date.min, -1) == date.min
    assert shifted(date(2022, 3, 29), 1e12) == date.max
    assert shifted(date(2022, 3, 29), -1e12) == date.min


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", library())
def test_the_library_is_checked_on_the_first_and_the_last_days_there_are(name: str, day: date) -> None:
    given = (report(), report(day=day.isoformat(), published=day.isoformat()))
    found = check(load(name), known(*given, by=day.isoformat()), on=day)
    assert found
    assert {one.day for one in found} == {day.isoformat()}
    assert not any(one.level in ("breached", "fulfilled") for one in found)


ENDLESS: list[dict[str, Any]] = [
    {"id": "quiet", "type": "ceasefire", "where": ["north"], "what": {"type": ["ASSAULT"]}, "per_days": 30},
    {"id": "duty", "type": "obligation", "deliverable": {"type": ["AID"]}, "when": {"within": 9e9, "grace": 9e9}},
    {"id": "talks", "type": "consultation", "meeting": {"type": ["CONSULT"]}, "every": 7},
    {
        "id": "less",
        "type": "reduction",
        "where": ["north"],
        "what": {"type": ["ASSAULT"]},
        "baseline": {"from": "0001-01-01", "to": "0001-01-05"},
        "when": {"grace": 3},
        "window": 30,
        "min_days": 2,
    },
]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("start", ["0001-01-01", "9999-12-31"])
def test_clauses_that_reach_beyond_the_calendar_are_judged(start: str, day: date) -> None:
    agreed = agreement(*ENDLESS, date=start)
    found = check(agreed, known(report(day=day.isoformat(), published=day.isoformat())), on=day)
    assert [one.clause for one in found] == ["quiet", "duty", "talks", "less"]
    assert all(one.why.because for one in found)
