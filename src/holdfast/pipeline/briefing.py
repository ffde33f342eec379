"""From a view and verdicts to a brief, under a title that names the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from holdfast.model import Agreement, Verdict
from holdfast.outputs.brief import Brief, brief
from holdfast.outputs.wording import day_words
from holdfast.record.store import View

__all__ = ["briefed"]


def briefed(
    view: View,
    found: Sequence[tuple[Agreement, Sequence[Verdict]]],
    *,
    on: date,
    since: date | None = None,
    title: str | None = None,
) -> Brief:
    """A brief over a view.

    Args:
        view: What was known.
        found: Each agreement with its verdicts, as `holdfast.pipeline.checking.checked` gives them.
        on: The day that was checked.
        since: Tell what is new since this day.
        title: Title of the brief; one that names the day if None.
    """
    return brief(
        view, agreements=found, since=since, title=title or f"What was promised, and what is reported: {day_words(on)}"
    )
