"""The evaluator of `holdfast.agreements` as the desk asks it."""

from __future__ import annotations

from datetime import date

from holdfast import agreements
from holdfast.model import Agreement, Verdict
from holdfast.record.store import View

__all__ = ["Evaluator"]


class Evaluator:
    """Checks clauses with `holdfast.agreements`."""

    def check(self, agreement: Agreement, view: View, *, on: date) -> tuple[Verdict, ...]:
        """The verdicts on a day by what the view knows."""
        return agreements.check(agreement, view, on=on)

    def last_day(self, view: View) -> date | None:
        """The last day on which the record knows anything; None for an empty record."""
        return agreements.last_day(view)
