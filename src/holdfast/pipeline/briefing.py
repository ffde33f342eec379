"""From a view and names of agreements to a brief: checked on a day, with what is new since another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from holdfast.outputs.brief import Brief, brief
from holdfast.pipeline.checking import checked, day_to_check
from holdfast.record.store import View

__all__ = ["briefed"]


def briefed(
    view: View,
    *,
    agreements: Sequence[str | Path],
    on: date | None,
    since: date | None,
    title: str | None,
    where: str,
) -> Brief:
    """A brief over a view.

    Args:
        view: What was known.
        agreements: Names in the library, or folders.
        on: The day to check; the last day that the view knows of if None.
        since: Tell what is new since this day.
        title: Title of the brief; one that names the day if None.
        where: The record's name for messages.
    """
    day = day_to_check(view, on, where=where)
    found = checked(view, agreements=agreements, on=day)
    return brief(view, agreements=found, since=since, title=title or f"What was promised, and what is reported: {day}")
