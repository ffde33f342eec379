"""The assumption: something that is taken as so in one run, and never kept in a record."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from holdfast.errors import WrongUse
from holdfast.model import Agreement, Clause, Document, Statement, Time
from holdfast.model.agreement import AgreementStatus

__all__ = ["VOICE", "Assumption", "in_words", "last_assumed", "refuse_contradiction", "statements_of", "under"]

VOICE = "assumption"
"""The voice of what is assumed; it makes a statement accepted only where a run was given it as an assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something that is taken as so in one run, such as "referendum approved on 2022-06-01".

    Attributes:
        words: As they were given.
        statement: What is assumed, in the voice "assumption"; None if the status of the text is assumed.
        document: The words as a document, for the statement's spans; it is kept nowhere.
        status: The status that the text is assumed to have.
        since, last: The days of what is assumed; both None for the day that is looked at.
    """

    words: str
    statement: Statement | None = None
    document: Document | None = None
    status: AgreementStatus | None = None
    since: date | None = None
    last: date | None = None


def statements_of(assumptions: Iterable[Assumption], *, on: date) -> list[tuple[Document, Statement]]:
    """The documents and statements of what is assumed; what names no day is assumed of the day that is looked at."""
    found = []
    for one in assumptions:
        if one.document is None or one.statement is None:
            continue
        day = one.last or one.since or on
        document = msgspec.structs.replace(one.document, published=day.isoformat())
        statement = one.statement
        if statement.time is None:
            time = Time(text="", start=0, end=0, start_day=on.isoformat(), end_day=on.isoformat(), precision="day")
            statement = msgspec.structs.replace(statement, time=time)
        found.append((document, statement))
    return found


def refuse_contradiction(assumptions: Sequence[Assumption]) -> None:
    """Refuse two assumptions of which one says that the other did not happen.

    Raises:
        WrongUse: There are such two.
    """
    for one, other in itertools.combinations(assumptions, 2):
        if one.statement and other.statement and _contradict(one, other):
            what = f"“{one.words}” and “{other.words}” cannot both be so"
            raise WrongUse(what, where="--assume", remedy="Leave one of them out, or give them days that do not meet")


def _contradict(one: Assumption, other: Assumption) -> bool:
    left, right = one.statement, other.statement
    assert left is not None  # the caller has looked
    assert right is not None
    meet = max(one.since or date.min, other.since or date.min) <= min(one.last or date.max, other.last or date.max)
    doers = [{mention.ref for mention in said.actors} for said in (left, right)]
    places = [said.place.name if said.place else None for said in (left, right)]
    return (
        left.event == right.event
        and left.polarity != right.polarity
        and meet
        and (not all(doers) or bool(doers[0] & doers[1]))
        and (None in places or places[0] == places[1])
    )


def last_assumed(assumptions: Iterable[Assumption]) -> date | None:
    """The last day that an assumption names; None if none names any."""
    return max((day for one in assumptions for day in (one.since, one.last) if day), default=None)


def under(agreement: Agreement, assumptions: Sequence[Assumption], *, on: date) -> Agreement:
    """The agreement with the status that it is assumed to have on a day.

    Its clauses bind from the day on which it is assumed to have that status; conditions are looked at from the day of
    the text, since a vote may come before a signature.
    """
    for one in assumptions:
        if one.status is None or (one.since and on < one.since):
            continue
        agreement = msgspec.structs.replace(agreement, status=one.status)
        if one.since:
            begun = one.since.isoformat()
            agreement = agreement.with_clauses(tuple(_bound_from(clause, begun) for clause in agreement.clauses))
    return agreement


def _bound_from(clause: Clause, day: str) -> Clause:
    if clause.type in ("condition", "declaration", "reduction") or (clause.from_day or "") >= day:
        return clause
    return msgspec.structs.replace(clause, from_day=day)


def in_words(one: Assumption) -> str:
    """How an assumption was read: "AGREE ratify by TUR GOV on 2022-06-01, affirmed"."""
    if one.statement is None:
        return f"the text is {(one.status or '').replace('_', ' ')}{f' since {one.since}' if one.since else ''}"
    said = one.statement
    kind = " ".join(part for part in (said.event.type, said.event.mode) if part)
    who = "+".join(mention.ref or mention.text for mention in said.actors)
    to = "+".join(mention.ref or mention.text for mention in said.recipients)
    parts = [kind, f"by {who}" if who else "", f"to or with {to}" if to else ""]
    parts += [f"at {said.place.name or said.place.text}" if said.place else "", _span(one)]
    parts += ["did not happen" if said.polarity == "negated" else "happened"]
    return ", ".join(part for part in parts if part)


def _span(one: Assumption) -> str:
    if one.since and one.last:
        return f"on {one.since}" if one.since == one.last else f"from {one.since} to {one.last}"
    if one.since or one.last:
        return f"from {one.since} on" if one.since else f"up to {one.last}"
    return "on the day looked at"
