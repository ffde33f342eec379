"""The clause: wording beside code, readings side by side, the history of its verdicts, and why."""

from __future__ import annotations

from io import StringIO
from typing import Any

import msgspec
from ruamel.yaml import YAML

from holdfast.agreements.readings import written
from holdfast.model import Agreement, Clause, Verdict, roll_up
from holdfast.model.agreement import TextRef, Wording
from holdfast.model.verdict import Level
from holdfast.outputs.pictures.series import DailySeries
from holdfast.web.desk import Days, Desk
from holdfast.web.pages.board import AgreementRow, Cell, agreement_row, cells
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays

__all__ = ["AgreementPage", "ClausePage", "agreement_page", "clause_page"]


_EMPTY: tuple[Any, ...] = (None, "", [], {}, 0)
"""What a field that says nothing holds; a grace of 0 days is none."""


class QuotedWording(msgspec.Struct, frozen=True, kw_only=True):
    """A text of the agreement with the words in it that a clause stands on."""

    reference: TextRef
    wording: Wording | None


class ReadingPage(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a clause: whose it is, what it sets otherwise, its verdicts, and its days told twice.

    Attributes:
        strip: Each day by what is known on the page's `known_by`.
        strip_then: Each day by what was known on that day: where the two differ, reports came late.
    """

    id: str
    by: str | None
    note: str | None
    overrides: dict[str, Any]
    level: Level | None
    verdicts: tuple[Verdict, ...]
    strip: tuple[Cell, ...]
    strip_then: tuple[Cell, ...]
    series: tuple[DailySeries, ...]


class ClausePage(Context, frozen=True, kw_only=True):
    """A clause with everything that says whether it holds.

    Attributes:
        code: The clause as YAML, as in the agreement's folder, without the fields that are empty.
    """

    agreement: str
    agreement_title: str
    agreement_status: str
    agreement_date: str
    clause: Clause
    code: str
    wordings: tuple[QuotedWording, ...]
    level: Level | None
    counts: dict[Level, int]
    readings: tuple[ReadingPage, ...]
    before: str | None
    after: str | None


class AgreementPage(Context, frozen=True, kw_only=True):
    """An agreement: who is bound, its wording, and its clauses as on the board."""

    agreement: Agreement
    row: AgreementRow


def agreement_page(desk: AtDesk, days: TheDays, agreement: str) -> Page:
    """An agreement with its parties, its texts and its clauses."""
    found = desk.agreement(agreement)
    context = AgreementPage(agreement=found, row=agreement_row(desk, found, days))
    return Page(template="agreement.html", section="board", title=found.title, context=context, days=days, dated=True)


def clause_page(desk: AtDesk, days: TheDays, agreement: str, clause: str) -> Page:
    """A clause with its wording, code, readings, history and reasons."""
    found, its_clause = desk.clause(agreement, clause)
    own = [verdict for verdict in desk.verdicts(found, days) if verdict.clause == its_clause.id]
    rolled = roll_up(verdict.level for verdict in own)
    names = [other.id for other in found.clauses]
    place = names.index(its_clause.id)
    context = ClausePage(
        agreement=found.id,
        agreement_title=found.title,
        agreement_status=found.status,
        agreement_date=found.date,
        clause=its_clause,
        code=as_yaml(its_clause),
        wordings=tuple(QuotedWording(reference=r, wording=found.wording(r.text)) for r in its_clause.text_refs),
        level=rolled.level if own else None,
        counts=rolled.counts,
        readings=_readings(desk, found, its_clause, days),
        before=names[place - 1] if place else None,
        after=names[place + 1] if place + 1 < len(names) else None,
    )
    title = its_clause.title or its_clause.id
    return Page(template="clause.html", section="board", title=title, context=context, days=days, dated=True)


def _readings(desk: Desk, agreement: Agreement, clause: Clause, days: Days) -> tuple[ReadingPage, ...]:
    verdicts = [verdict for verdict in desk.verdicts(agreement, days) if verdict.clause == clause.id]
    history = desk.history(agreement, days)
    then = desk.history(agreement, days, as_known_then=True)
    series = desk.series(agreement, clause, days)
    declared = {reading.id: reading for reading in clause.readings}
    found = []
    for name in dict.fromkeys(verdict.reading for verdict in verdicts):
        own = tuple(verdict for verdict in verdicts if verdict.reading == name)
        reading = declared.get(name)
        found.append(
            ReadingPage(
                id=name,
                by=reading.by if reading else None,
                note=reading.note if reading else None,
                overrides=reading.overrides if reading else {},
                level=roll_up(verdict.level for verdict in own).level,
                verdicts=own,
                strip=cells(history, clause.id, name),
                strip_then=cells(then, clause.id, name),
                series=tuple(series.get(name, ())),
            )
        )
    return tuple(found)


def as_yaml(clause: Clause) -> str:
    """A clause as YAML, without the fields that are empty."""
    writer = YAML(typ="safe")
    writer.default_flow_style = False
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # the order means something
    writer.width = 88
    stream = StringIO()
    writer.dump(_filled(written(clause)), stream)
    return stream.getvalue()


def _filled(value: Any) -> Any:
    """A value without its empty parts, tuples as lists."""
    if isinstance(value, dict):
        parts = {name: _filled(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in _EMPTY}
    if isinstance(value, list | tuple):
        return [_filled(part) for part in value]
    return value
