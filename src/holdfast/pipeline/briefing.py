"""From a view and names of agreements to a brief: checked on a day, with what is new since another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from holdfast.agreements import check, last_day, load
from holdfast.errors import MissingInput
from holdfast.model import Agreement, Verdict
from holdfast.outputs.brief import Brief, brief
from holdfast.record.store import View

__all__ = ["briefed", "checked", "day_to_check"]


def day_to_check(view: View, on: date | None, *, where: str) -> date:
    """The day asked for, else the last day on which the view knows anything.

    Raises:
        MissingInput: No day is asked for, and the view knows nothing.
    """
    day = on or last_day(view)
    if day is None:
        raise MissingInput(
            "This record knows nothing yet by the day asked for",
            where=where,
            remedy="Fill it with holdfast add, load or import, or name a day with --on",
        )
    return day


def checked(view: View, *, agreements: Sequence[str | Path], on: date) -> list[tuple[Agreement, tuple[Verdict, ...]]]:
    """Each agreement with its verdicts on that day.

    Args:
        view: What was known.
        agreements: Names in the library, or folders.
        on: The day.

    Raises:
        InvalidAgreement: An agreement has mistakes.
    """
    loaded = [load(name) for name in agreements]
    return [(agreement, check(agreement, view, on=on)) for agreement in loaded]


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
