"""What if: an agreement's verdicts under assumptions beside the record's own, nothing of it kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from fastapi import Query
from pydantic import BeforeValidator, Field

from holdfast.agreements import assumption_of
from holdfast.errors import WrongUse
from holdfast.model import Agreement
from holdfast.model.verdict import Level, roll_up
from holdfast.pipeline.what_if import Pair, WhatIf
from holdfast.web.pages.page import AtDesk, Context, Page, TheDays, Word, blank_is_none

__all__ = ["WhatIfPage", "what_if_page"]

MOST = 8
"""Assumptions of one page: each is also left out once, to tell what turns on it."""
EXAMPLES = ("referendum approved on 2022-06-01", "the text is signed on 2022-05-01", "no attack by Russia on Kyiv")
Rule = Literal["range", "latest", "majority", "conservative"]
Assumed = Annotated[
    Annotated[str, Field(max_length=2000)] | None,
    BeforeValidator(blank_is_none),
    Query(description="What is taken as so, one assumption a line."),
]


class PairLine(msgspec.Struct, frozen=True, kw_only=True):
    """A pair of verdicts with the words for its clause."""

    pair: Pair
    title: str
    type: str


class WhatIfPage(Context, frozen=True, kw_only=True):
    """What was assumed, how it was read, and both verdicts of every clause, instance and reading.

    Attributes:
        assume: The assumptions as they were given.
        problem: Why they cannot be answered, with what to write; then there is no answer.
        found: The answer; None where nothing was assumed.
        lines: The pairs that are shown, those that changed first.
        record: The roll-up of the verdicts shown, by the record.
        assumed: The same under the assumptions.
    """

    agreement: str
    agreement_title: str
    clause: str | None
    clauses: tuple[tuple[str, str], ...]
    assume: tuple[str, ...]
    rule: Rule
    problem: str | None = None
    found: WhatIf | None = None
    lines: tuple[PairLine, ...] = ()
    record: Level | None = None
    assumed: Level | None = None
    examples: tuple[str, ...] = EXAMPLES


def what_if_page(
    desk: AtDesk,
    days: TheDays,
    agreement: str,
    assume: Assumed = None,
    clause: Word = None,
    rule: Rule = "range",
) -> Page:
    """An agreement under assumptions that stand in the address."""
    its_agreement = desk.agreement(agreement)
    if clause is not None:
        desk.clause(agreement, clause)
    words = tuple(line.strip() for line in (assume or "").splitlines() if line.strip())
    context = WhatIfPage(
        agreement=its_agreement.id,
        agreement_title=its_agreement.title,
        clause=clause,
        clauses=tuple((one.id, one.title or one.id) for one in its_agreement.clauses),
        assume=words,
        rule=rule,
    )
    if words:
        try:
            context = _answered(context, its_agreement, desk.what_if(its_agreement, days, _few(words), rule=rule))
        except WrongUse as error:
            context = msgspec.structs.replace(context, problem=str(error).removeprefix("--assume "))
    title = f"What if: {its_agreement.title}"
    return Page(template="what_if.html", section="board", title=title, context=context, days=days, dated=True)


def _few(words: tuple[str, ...]) -> tuple[str, ...]:
    if len(words) > MOST:
        raise WrongUse(f"These are {len(words)} assumptions", remedy=f"Give {MOST} at most, one a line")
    for one in words:
        assumption_of(one)
    return words


def _answered(context: WhatIfPage, agreement: Agreement, found: WhatIf) -> WhatIfPage:
    shown = [pair for pair in found.pairs if context.clause in (None, pair.clause)]
    titles = {one.id: (one.title or one.id, one.type) for one in agreement.clauses}
    lines = [PairLine(pair=pair, title=titles[pair.clause][0], type=titles[pair.clause][1]) for pair in shown]
    return msgspec.structs.replace(
        context,
        found=found,
        lines=tuple(sorted(lines, key=lambda line: not line.pair.changed)),
        record=_level(pair.record.level if pair.record else None for pair in shown),
        assumed=_level(pair.assumed.level if pair.assumed else None for pair in shown),
    )


def _level(levels: Iterable[Level | None]) -> Level | None:
    told = [level for level in levels if level]
    return roll_up(told).level if told else None
