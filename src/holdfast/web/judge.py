"""The evaluator of `holdfast.agreements` as the desk asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from holdfast import agreements
from holdfast.agreements.evaluate import Court
from holdfast.agreements.facts import Facts
from holdfast.model import Agreement, Clause, Verdict
from holdfast.outputs.pictures.series import DailySeries, series_by_reading
from holdfast.pipeline.what_if import WhatIf, what_if
from holdfast.record.store import View

__all__ = ["Evaluator"]


class Evaluator:
    """Checks clauses with `holdfast.agreements`."""

    def check(self, agreement: Agreement, view: View, days: Sequence[date]) -> Mapping[date, tuple[Verdict, ...]]:
        """The verdicts of each day by what the view knows."""
        return agreements.check_days(agreement, view, days)

    def last_day(self, view: View) -> date | None:
        """The last day on which the record knows anything; None for an empty record."""
        return view.last_day()

    def series(
        self, agreement: Agreement, clause: Clause, view: View, *, on: date
    ) -> Mapping[str, Sequence[DailySeries]]:
        """The daily series of a reduction by reading; none for other clauses."""
        if clause.type != "reduction":
            return {}
        return series_by_reading(clause, Court.of(Facts(agreement, view, on=on)))

    def what_if(self, agreement: Agreement, view: View, words: Sequence[str], *, on: date, rule: str) -> WhatIf:
        """The verdicts under assumptions beside those of the record."""
        assumptions = [agreements.assumption_of(one) for one in words]
        return what_if(agreement, view, assumptions, on=on, rule=rule)
