"""Agreements checked against a view: on the day asked for, or the last of which the record knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from holdfast.agreements import check, last_day, load
from holdfast.errors import MissingInput, WrongUse
from holdfast.model import Agreement, Verdict
from holdfast.pipeline.asking import is_askable, why_not
from holdfast.record.store import View

__all__ = ["checked", "day_to_check"]


def day_to_check(view: View, on: date | None, *, where: str) -> date:
    """The day asked for, else the last day on which the view knows anything.

    Raises:
        MissingInput: No day is asked for, and the view knows nothing.
        WrongUse: No day is asked for, and the last one in the record is none that can be asked about.
    """
    day = on or last_day(view)
    if day is None:
        raise MissingInput(
            "This record knows nothing yet by the day asked for",
            where=where,
            remedy="Fill it with holdfast add, load or import, or name a day with --on",
        )
    if not is_askable(day):
        raise WrongUse(
            f"The last day of this record is {day}, a mistake in a document: {why_not()}",
            where=where,
            remedy="Name a day with --on",
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
