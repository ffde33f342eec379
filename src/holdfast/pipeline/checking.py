"""Agreements checked against a view: on the day asked for, or the last of which the record knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from holdfast.agreements import check, library, load
from holdfast.errors import MissingInput, WrongUse
from holdfast.model import Agreement, Verdict
from holdfast.pipeline.asking import is_askable, why_not
from holdfast.record.store import Filter, View

__all__ = ["checked", "concerned", "day_to_check"]

PARTIES_NAMED = 2
"""So many parties of an agreement must be named in a record for it to be about that agreement."""


def concerned(view: View) -> list[str]:
    """The agreements of the library that a record may be about: those of which it names two parties or more.

    All of them if there is none, as in an empty record.

    Args:
        view: What was known.
    """
    named: dict[str, bool] = {}

    def is_named(party: str) -> bool:
        if party not in named:
            named[party] = next(iter(view.statements(Filter(actor=party, limit=1))), None) is not None
        return named[party]

    names = library()
    found = [name for name in names if sum(is_named(party.id) for party in load(name).parties) >= PARTIES_NAMED]
    return found or names


def day_to_check(view: View, on: date | None, *, where: str) -> date:
    """The day asked for, else the last day on which the view knows anything.

    Raises:
        MissingInput: No day is asked for, and the view knows nothing.
        WrongUse: No day is asked for, and the last one in the record is none that can be asked about.
    """
    day = on or view.last_day()
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
