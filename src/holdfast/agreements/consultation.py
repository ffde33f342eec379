"""The consultation on request: one instance for each request, with the days within which they must meet."""

from __future__ import annotations

from datetime import date

from holdfast.agreements.evaluate import Court
from holdfast.agreements.evidence import Happening, Question
from holdfast.agreements.expression import Both, Fact, Matter, Not, Occurs, Window, never
from holdfast.agreements.meaning import Meaning, deadline_after, first_day
from holdfast.model import Agreement, Clause
from holdfast.model.terms import ConsultationTerms, Pattern

__all__ = ["consultations"]


def consultations(clause: Clause, agreement: Agreement, court: Court) -> list[Meaning]:
    """The instances of a consultation on request on the court's day; one if nobody has asked."""
    terms = clause.terms
    assert isinstance(terms, ConsultationTerms)  # a clause's terms are of its type
    on = court.facts.on
    question = Question(what=terms.request or Pattern(), praise=False)
    asked = Occurs(question=question, window=Window(first=first_day(clause, agreement), last=on), title="Requests")
    requests = [one for one, _ in court.counted(asked)]
    if not requests:
        broken = Both(parts=(asked, never("So nothing is owed yet.")), sentence="It is owed once somebody asks.")
        return [Meaning(breach=broken, fulfilled=never("It stands ready."), open=None)]
    found = []
    for one in requests:
        due = (
            None if terms.within is None else deadline_after(_day(one, on), terms.within, agreement, grace=clause.grace)
        )
        this = Occurs(question=question, window=Window(first=one.first, last=one.last or on), title="The request")
        held = Occurs(
            question=Question(what=terms.meeting or Pattern(type=("CONSULT",)), praise=True, interested=clause.who),
            window=Window(first=one.first, last=min(on, due) if due else on),
            title="The consultation",
        )
        late = Fact(
            value=due is not None and on > due,
            sentence=f"The last day in time is {due}; the day looked at is {on}." if due else "The text sets no day.",
        )
        matter = Matter(
            question=held.question, refs=clause.who, areas=clause.where, since=one.first or one.last, due=due,
            apart=(one.id,),
        )  # fmt: skip
        missed = Not(part=held, sentence="They did not meet in time.", matter=matter)
        still = f"They must meet by {due}." if due and on <= due else None if due else "The text sets no day."
        found.append(
            Meaning(
                instance=f"request of {one.first or one.last or 'an unknown day'}",
                breach=Both(parts=(this, late, missed), sentence="It was asked for, and they did not meet in time."),
                fulfilled=Both(parts=(this, held), sentence="It was asked for, and they met."),
                open=still,
                due=due,
                by_absence=True,
            )
        )
    return found


def _day(one: Happening, on: date) -> date:
    """The day from which the days count: the latest on which it may have been asked."""
    return one.last or one.first or on
