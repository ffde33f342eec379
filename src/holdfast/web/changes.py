"""Changes of verdicts over a desk's agreements, each by what was known on its day; for the feed and the webhook."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from holdfast.model import Agreement
from holdfast.web.desk import Days, Desk
from holdfast.web.pages.board import Change, changes_of

__all__ = ["page_of", "verdict_changes"]


def verdict_changes(desk: Desk, days: Days) -> Iterator[tuple[Agreement, Change]]:
    """Each change of a clause's most severe verdict in the four weeks up to a day."""
    for agreement in desk.agreements:
        history = desk.history(agreement, days, as_known_then=True)
        for clause in agreement.clauses:
            for change in changes_of(clause, history):
                yield agreement, change


def page_of(agreement: Agreement, change: Change) -> str:
    """The address below the desk's own at which a change is explained."""
    path = f"/agreements/{quote(agreement.id, safe='')}/clauses/{quote(change.clause, safe='')}"
    return f"{path}?on={change.day}&known_by={change.day}"
