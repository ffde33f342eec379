"""From a clause to what it means: when it binds, what breaks it, what fulfils it, and until when it is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import msgspec

from holdfast.agreements.evidence import Question
from holdfast.agreements.expression import (
    Both,
    Either,
    Exceeds,
    Expression,
    Fact,
    InOrder,
    Matter,
    Not,
    Occurs,
    Window,
    never,
)
from holdfast.agreements.matching import bearer_of
from holdfast.agreements.shifting import shifted
from holdfast.errors import WrongUse
from holdfast.model import Agreement, Clause
from holdfast.model.days import as_day
from holdfast.model.terms import (
    CeasefireTerms,
    ConditionTerms,
    ConsultationTerms,
    LimitTerms,
    ObligationTerms,
    Pattern,
    ProhibitionTerms,
    Requirement,
    StepTerms,
)

__all__ = ["Meaning", "Pace", "deadline_after", "first_day", "in_force_expression", "meaning", "of_party"]

_WAY = ("proposed", "initialled", "signed", "ratified", "in_force")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How far something that takes time should be: happenings towards a total, evenly from a day to a day."""

    counted: Occurs
    total: float
    first: date
    due: date

    def expected(self, on: date) -> float:
        """How many there should be by a day."""
        days = max(1, (self.due - self.first).days)
        return self.total * min(1.0, max(0, (on - self.first).days) / days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What one instance of a clause means on one day.

    Attributes:
        instance: Which one, where a clause has several.
        breach: What breaks it.
        fulfilled: What fulfils it for good.
        open: Why it is still open, in a sentence; None if keeping it now is holding.
        due: The day after which nothing that happens changes the answer; None if there is no such day.
        pace: How far it should be, where progress can be counted.
        by_absence: It is broken by what did not happen, which can be told only if there were reports at all.
    """

    instance: str | None = None
    breach: Expression
    fulfilled: Expression
    open: str | None
    due: date | None = None
    by_absence: bool = False
    pace: Pace | None = None


def meaning(clause: Clause, agreement: Agreement, *, on: date) -> Meaning:
    """What a clause means on a day, of every type but guarantee, reduction and declaration.

    Args:
        clause: Under the reading that counts.
        agreement: Whose other clauses and days it refers to.
        on: The day of the verdict.
    """
    breach, fulfilled, still_open, due = _MEANINGS[clause.type](clause, agreement, on)
    return Meaning(
        breach=breach,
        fulfilled=fulfilled,
        open=still_open,
        due=due,
        by_absence=clause.type in ("obligation", "consultation"),
        pace=_pace(clause, agreement, on, due),
    )


def first_day(clause: Clause, agreement: Agreement) -> date:
    """The first day on which a clause binds: its own, else the agreement's."""
    return as_day(clause.from_day) or as_day(agreement.date) or date.min


def deadline_after(day: date, days: float, agreement: Agreement, *, grace: float = 0) -> date:
    """The last day that is in time, so many days after a day; the last one counts if the calendar is inclusive."""
    last = shifted(shifted(day, days), 0 if agreement.calendar.inclusive else -1)
    return shifted(last, grace)


def in_force_expression(clause: Clause, agreement: Agreement, *, on: date) -> Expression:
    """What must be fulfilled for a clause to bind."""
    parts: list[Expression] = []
    for name in clause.in_force_if:
        other = agreement.clause(name)
        if other is None:
            raise WrongUse(f"The clause {clause.id} waits for {name}, which is not there", remedy="Run agreement lint")
        parts.append(_fulfilment(other, agreement, on))
    if not parts:
        return Fact(value=True, sentence="It binds without a condition.")
    return Both(parts=tuple(parts), sentence="It binds once these are fulfilled.")


def of_party(what: Pattern, party: str) -> Pattern:
    """The pattern, for one party that must be among those who take part."""
    return msgspec.structs.replace(what, between=(*what.between, party))


_Parts = tuple[Expression, Expression, str | None, date | None]


def _fulfilment(clause: Clause, agreement: Agreement, on: date) -> Expression:
    """What fulfils another clause, as part of the meaning of this one; circles are refused at loading."""
    if clause.type not in _MEANINGS:
        return never(f"{clause.title or clause.id}: a {clause.type} is never fulfilled for good.")
    return _MEANINGS[clause.type](clause, agreement, on)[1]


def _last(clause: Clause, on: date) -> date:
    until = as_day(clause.until)
    return min(on, until) if until else on


def _question(clause: Clause, what: Pattern, *, praise: bool, where: tuple[str, ...] | None = None) -> Question:
    return Question(
        what=what,
        bearer=bearer_of(what, clause.who),
        areas=clause.where if where is None else where,
        praise=praise,
        interested=clause.who,
    )


def _occurs(clause: Clause, what: Pattern, title: str, window: Window, *, praise: bool) -> Occurs:
    return Occurs(question=_question(clause, what, praise=praise), window=window, title=title)


def _matter(clause: Clause, done: Occurs) -> Matter:
    """What must have been reported on for a duty to be told undone."""
    refs = tuple(dict.fromkeys((*clause.who, *done.question.what.actor)))
    window = done.window
    return Matter(question=done.question, refs=refs, areas=clause.where, since=window.first, due=window.last)


def _condition(clause: Clause, agreement: Agreement, on: date) -> _Parts:
    terms = clause.terms
    assert isinstance(terms, ConditionTerms)  # a clause's terms are of its type
    window = Window(first=first_day(clause, agreement), last=_last(clause, on))
    all_of = tuple(_required(part, clause, agreement, window, on) for part in terms.all_of)
    any_of = tuple(_required(part, clause, agreement, window, on) for part in terms.any_of)
    parts = (*all_of, *((Either(parts=any_of, sentence="One of these is enough."),) if any_of else ()))
    fulfilled = (
        parts[0]
        if len(parts) == 1
        else Both(parts=parts, sentence=f"{clause.title or clause.id}: all of these are required.")
    )
    until = as_day(clause.until)
    over = f" Its time ended on {until}." if until and on > until else ""
    return never("A condition cannot be broken."), fulfilled, f"The condition is not met yet.{over}", None


def _required(part: Requirement, clause: Clause, agreement: Agreement, window: Window, on: date) -> Expression:
    if part.clause:
        other = agreement.clause(part.clause)
        if other is None:
            raise WrongUse(f"There is no clause {part.clause}", where=clause.id, remedy="Run agreement lint")
        return _fulfilment(other, agreement, on)
    if part.status:
        reached = agreement.status in _WAY and _WAY.index(agreement.status) >= _WAY.index(part.status)
        return Fact(value=reached, sentence=f"The text is {agreement.status}; {part.status} is required.")
    # Nobody profits from a condition as such, so that nobody's word is set aside unless the clause has a bearer.
    what = part.event or Pattern()
    question = Question(what=what, areas=part.where, praise=True, interested=clause.who)
    return Occurs(question=question, window=window, title=part.title or clause.title or clause.id)


def _prohibition(clause: Clause, agreement: Agreement, on: date) -> _Parts:
    terms = clause.terms
    assert isinstance(terms, ProhibitionTerms)  # a clause's terms are of its type
    breach = Occurs(
        question=_question(clause, clause.what, praise=False),
        window=Window(first=first_day(clause, agreement), last=_last(clause, on)),
        title=f"What is forbidden ({clause.title or clause.id})",
        unless=clause.unless,
        at_least=terms.materiality,
    )
    return breach, never("A ban is kept, never done with."), None, None


def _ceasefire(clause: Clause, agreement: Agreement, on: date) -> _Parts:
    terms = clause.terms
    assert isinstance(terms, CeasefireTerms)  # a clause's terms are of its type
    last = _last(clause, on)
    first = max(first_day(clause, agreement), shifted(last, 1 - terms.per_days))
    breach = Occurs(
        question=_question(clause, clause.what, praise=False),
        window=Window(first=first, last=last),
        title=f"Incidents (more than {terms.tolerance} in {terms.per_days} days break it)",
        unless=(*clause.unless, *terms.excluded),
        at_least=terms.tolerance + 1,
    )
    return breach, never("A ceasefire is kept, never done with."), None, None


def _limit(clause: Clause, agreement: Agreement, on: date) -> _Parts:
    terms = clause.terms
    assert isinstance(terms, LimitTerms)  # a clause's terms are of its type
    beyond = Exceeds(
        question=_question(clause, clause.what, praise=False),
        window=Window(first=first_day(clause, agreement), last=_last(clause, on)),
        title=clause.title or clause.id,
        quantity=terms.quantity,
        most=terms.max,
        least=terms.min,
    )
    return beyond, never("A limit is kept, never done with."), None, None


def _consultation(clause: Clause, agreement: Agreement, on: date) -> _Parts:
    """Regular or open consultations; those on request have an instance for each request (consultation.py)."""
    terms = clause.terms
    assert isinstance(terms, ConsultationTerms)  # a clause's terms are of its type
    first, until = first_day(clause, agreement), as_day(terms.until)
    last = min(_last(clause, on), until or on)
    what = terms.meeting or Pattern(type=("CONSULT",))
    if terms.every is None:
        met = _occurs(clause, what, clause.title or "The consultations", Window(first=first, last=last), praise=True)
        over = Fact(value=until is not None and on > until, sentence=f"They may go on until {until or 'any day'}.")
        never_met = Not(part=met, sentence="They never met.", matter=_matter(clause, met))
        missed = Both(parts=(over, never_met), sentence="The time is over without any.")
        still = None if until and on > until else f"They may go on until {until}." if until else "No end is set."
        return missed, never("Consultations go on until their end."), still, until
    ended = int((last - first).days // terms.every)
    start = shifted(first, max(0, ended - 1) * terms.every)
    period = Window(first=start, last=shifted(start, terms.every - 1 + clause.grace))
    met = _occurs(clause, what, clause.title or "The consultations", period, praise=True)
    complete = Fact(
        value=ended > 0 and last > (period.last or last), sentence=f"The last whole period ended {period.last}."
    )
    unmet = Not(part=met, sentence="They did not meet in it.", matter=_matter(clause, met))
    missed = Both(parts=(complete, unmet), sentence="A meeting was missed.")
    return missed, never("Consultations go on until their end."), None if ended else "The first period runs.", None


def _obligation(clause: Clause, agreement: Agreement, on: date) -> _Parts:
    terms = clause.terms
    assert isinstance(terms, ObligationTerms)  # a clause's terms are of its type
    first = first_day(clause, agreement)
    stated = as_day(terms.deadline)
    if stated is not None:
        due: date | None = deadline_after(stated, 0, agreement, grace=clause.grace)
    elif clause.within is not None:
        due = deadline_after(first, clause.within, agreement, grace=clause.grace)
    else:
        due = None
    last = _last(clause, on)
    window = Window(first=first, last=min(last, due) if due else last)
    delivered = _occurs(clause, terms.deliverable or clause.what, clause.title or "What is owed", window, praise=True)
    if due is None:
        return never("The text sets no day by which it is due."), delivered, "It is not done yet.", None
    late = Fact(value=on > due, sentence=f"The last day in time is {due}; the day looked at is {on}.")
    missing = Not(part=delivered, sentence="It was not done in time.", matter=_matter(clause, delivered))
    breach = Both(parts=(late, missing), sentence="It is broken if the time is over and it was not done.")
    return breach, delivered, None if on > due else f"It is due by {due}.", due


def _pace(clause: Clause, agreement: Agreement, on: date, due: date | None) -> Pace | None:
    terms = clause.terms
    if not isinstance(terms, ObligationTerms) or terms.progress is None or due is None:
        return None
    first = first_day(clause, agreement)
    window = Window(first=first, last=min(_last(clause, on), due))
    counted = _occurs(clause, terms.progress.what, "Progress", window, praise=True)
    return Pace(counted=counted, total=terms.progress.total, first=first, due=due)


def _step(clause: Clause, agreement: Agreement, on: date) -> _Parts:
    terms = clause.terms
    assert isinstance(terms, StepTerms)  # a clause's terms are of its type
    first, last = first_day(clause, agreement), _last(clause, on)
    step = Occurs(
        question=_question(clause, clause.what, praise=False, where=clause.where),
        window=Window(first=first, last=last),
        title=clause.title or "The step",
        unless=clause.unless,
    )
    other = agreement.clause(terms.of_clause) if terms.of_clause else None
    found = _fulfilment(other, agreement, on) if other else None
    if isinstance(found, Occurs):
        of = Occurs(question=found.question, window=Window(last=last), title=found.title)
    else:
        of = Occurs(question=Question(what=terms.of or Pattern()), window=Window(last=last), title="what it waits for")
    matter = _matter(clause, of) if terms.relation in ("after", "with") else None
    broken = InOrder(step=step, of=of, relation=terms.relation, tolerance=terms.tolerance, matter=matter)
    in_order = Not(part=broken, sentence="The order was kept.")
    if terms.relation == "excludes":
        return broken, never("This order is kept, never done with."), None, None
    done = Both(parts=(step, in_order), sentence="The step was taken, in order.")
    return broken, done, "The step has not been taken yet.", None


_MEANINGS: dict[str, Callable[[Clause, Agreement, date], _Parts]] = {
    "condition": _condition,
    "prohibition": _prohibition,
    "ceasefire": _ceasefire,
    "limit": _limit,
    "consultation": _consultation,
    "obligation": _obligation,
    "step": _step,
}
