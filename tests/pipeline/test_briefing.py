"""The title of a brief names the day in words."""

from __future__ import annotations

from datetime import date

from holdfast.pipeline.briefing import briefed
from tests.outputs.shown import shown


def test_the_title_names_the_day_in_words() -> None:
    made = briefed(shown(), [], on=date(2022, 4, 8))
    assert made.title == "What was promised, and what is reported: 8 April 2022"
    assert briefed(shown(), [], on=date(2022, 4, 8), title="Own").title == "Own"
