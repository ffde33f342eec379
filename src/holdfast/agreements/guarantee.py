"""The guarantee: one instance for each trigger and guarantor: triggered, consulted, decided, assisted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from holdfast.agreements.evaluate import Court
from holdfast.agreements.evidence import Happening, Question
from holdfast.agreements.expression import Both, Either, Expression, Fact, Matter, Not, Occurs, Window, never
from holdfast.agreements.meaning import Meaning, deadline_after, first_day, of_party
from holdfast.model import Agreement, Clause
from holdfast.model.agreement import Party
from holdfast.model.terms import GuaranteeTerms, Pattern

__all__ = ["guarantee"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trigger:
    """What sets a guarantee in motion: one happening, or several that follow closely on one another."""

    first: date | None
    last: date | None
    latest: date | None

    @property
    def name(self) -> str:
        """How an instance is called by it."""
        return f"trigger of {self.first or self.last or 'an unknown day'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bond:
    """A guarantee clause with what all its instances share."""

    clause: Clause
    terms: GuaranteeTerms
    agreement: Agreement
    question: Question
    on: date
    guarantors: tuple[Party, ...]


def guarantee(clause: Clause, agreement: Agreement, court: Court) -> list[Meaning]:
    """The instances of a guarantee on the court's day: each trigger with each guarantor; one if nothing triggers it."""
    terms = clause.terms
    assert isinstance(terms, GuaranteeTerms)  # a clause's terms are of its type
    bond = _Bond(
        clause=clause,
        terms=terms,
        agreement=agreement,
        question=Question(
            what=terms.trigger or clause.what, areas=clause.where, outside=terms.excluded_areas, praise=False
        ),
        on=court.facts.on,
        guarantors=agreement.guarantors or tuple(Party(id=who) for who in clause.who),
    )
    whole = _triggered(bond, Window(first=first_day(clause, agreement), last=bond.on))
    triggers = _triggers([one for one, _ in court.counted(whole)], terms.trigger_gap)
    if not triggers:
        broken = Both(parts=(whole, never("So nothing is owed yet.")), sentence="It is owed once it is triggered.")
        return [
            Meaning(
                breach=broken,
                fulfilled=never("It stands ready."),
                open=None,
            )
        ]
    return [_instance(bond, trigger, party) for trigger in triggers for party in bond.guarantors]


def _triggered(bond: _Bond, window: Window) -> Occurs:
    return Occurs(question=bond.question, window=window, title="What triggers it", unless=bond.clause.unless)


def _triggers(found: list[Happening], gap: float) -> list[_Trigger]:
    """Happenings that follow one another within `gap` days are one trigger."""
    groups: list[_Trigger] = []
    for one in found:
        begins = one.first or one.last
        before = groups[-1] if groups else None
        if before and begins and before.latest and (begins - before.latest).days <= gap:
            latest = max(before.latest, one.last or begins)
            groups[-1] = _Trigger(first=before.first, last=before.last, latest=latest)
        else:
            groups.append(_Trigger(first=one.first, last=one.last or one.first, latest=one.last or one.first))
    return groups


def _instance(bond: _Bond, trigger: _Trigger, party: Party) -> Meaning:
    start = trigger.last or trigger.first or bond.on
    triggered = _triggered(bond, Window(first=trigger.first, last=trigger.latest or bond.on))
    due = _due(bond, start, bond.terms.consult_within)
    consulted = _done(bond, bond.terms.consultation, party, trigger, due, "consulted")
    help_due = _due(bond, start, bond.terms.assist_within)
    assisted = _done(bond, bond.terms.assistance, party, trigger, help_due, "assisted")
    broken: list[Expression] = []
    if due:
        broken.append(_missed("consultation", due, consulted, party, trigger, bond))
    if help_due:
        decided = _decided(bond, trigger)
        owed = Both(
            parts=(decided, _missed("help", help_due, assisted, party, trigger, bond)),
            sentence="Help was decided and not given.",
        )
        broken.append(owed)
    missed = Either(parts=tuple(broken), sentence="One of these duties was missed.")
    done: tuple[Expression, ...] = (triggered, assisted, *((consulted,) if due else ()))
    return Meaning(
        instance=f"{trigger.name} · {party.name or party.id}",
        breach=Both(parts=(triggered, missed), sentence="It was triggered, and a duty was missed."),
        fulfilled=Both(parts=done, sentence="It was triggered, and what it asks for was done."),
        open=_open(bond, due, help_due),
        by_absence=True,
        due=max((day for day in (due, help_due) if day), default=None),
    )


def _due(bond: _Bond, start: date, days: float | None) -> date | None:
    return None if days is None else deadline_after(start, days, bond.agreement, grace=bond.clause.grace)


def _done(bond: _Bond, what: Pattern, party: Party, trigger: _Trigger, due: date | None, title: str) -> Occurs:
    """What one guarantor does after the trigger, in time if there is a day."""
    name = party.name or party.id
    question = Question(what=of_party(what, party.id), praise=True, interested=(party.id,))
    last = min(bond.on, due) if due else bond.on
    return Occurs(question=question, window=Window(first=trigger.first, last=last), title=f"{name} {title}")


def _missed(name: str, due: date, done: Occurs, party: Party, trigger: _Trigger, bond: _Bond) -> Expression:
    """That one guarantor let the day pass; reports from where the trigger lies say nothing on what it did."""
    matter = Matter(question=done.question, refs=(party.id,), since=trigger.first or trigger.last, due=due)
    late = Fact(
        value=bond.on > due, sentence=f"The last day in time for {name} is {due}; the day looked at is {bond.on}."
    )
    undone = Not(part=done, sentence="It was not done in time.", matter=matter)
    return Both(parts=(late, undone), sentence=f"No {name} in time.")


def _decided(bond: _Bond, trigger: _Trigger) -> Expression:
    """Whether help was decided, by the rule of the text: each for itself, most of them, or all together."""
    if bond.terms.decision == "each":
        return Fact(value=True, sentence="Each guarantor decides for itself; the duty does not wait for the others.")
    parts = tuple(
        _done(bond, bond.terms.decision_event, party, trigger, None, "agreed to help") for party in bond.guarantors
    )
    needed = len(parts) if bond.terms.decision == "unanimous" else len(parts) // 2 + 1
    return Either(parts=parts, at_least=needed, sentence=f"{needed} of {len(parts)} guarantors must agree.")


def _open(bond: _Bond, due: date | None, help_due: date | None) -> str:
    consult = f"Consultations are due by {due}. " if due and bond.on <= due else ""
    if help_due:
        return f"{consult}Help is due by {help_due}."
    rule = {"each": "each guarantor decides", "majority": "a majority decides", "unanimous": "all decide together"}
    return f"{consult}The text sets no day for help; on it {rule[bond.terms.decision]}."
