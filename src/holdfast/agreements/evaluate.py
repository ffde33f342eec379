"""Evaluates expressions over a view in memory: true or false in every resolution of the unsettled claims, or neither.

Method: supervaluation. Each unsettled happening may be accepted or rejected; what is so in all resolutions is so.
Three-valued evaluation gives exactly that while each happening enters with one sign only; where one enters with both,
the resolutions of those happenings are gone through one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from holdfast.agreements.answers import Answers, Report
from holdfast.agreements.camps import Camps
from holdfast.agreements.docket import Docket, Dockets
from holdfast.agreements.evidence import Happening, Question
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
    asking,
    questions_of,
)
from holdfast.agreements.facts import Facts, Said
from holdfast.agreements.figures import WIDEST, beyond, figure_of, figure_sentence, span_of
from holdfast.agreements.order import breaks
from holdfast.agreements.sheaf import Sheaf
from holdfast.model.agreement import EvidencePolicy

__all__ = ["Court", "Finding"]

_MOST_MIXED = 10
_NOTHING = Sheaf()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What came out for one expression, and everything it rests on.

    Attributes:
        value: True or False in every resolution; None if it depends on claims that are not settled.
        contested: It depends on claims about which named camps contradict each other.
        sentence: What was found, in plain words.
        happenings: Those that bear on it, directly; an empty tuple says that nothing was reported.
        parts: Findings of the parts.
    """

    value: bool | None
    contested: bool
    sentence: str
    happenings: Sheaf = _NOTHING
    parts: tuple[Finding, ...] = ()

    def rests_on(self) -> tuple[Sheaf, ...]:
        """The happenings of this finding and of all its parts, where there are any."""
        own = (self.happenings,) if self.happenings else ()
        return (*own, *(sheaf for part in self.parts for sheaf in part.rests_on()))


@dataclass(slots=True, kw_only=True)
class Court:
    """Evaluates the expressions of an agreement's clauses over one view, on one day.

    Attributes:
        facts: What is known.
        camps: Who speaks for whom.
        policy: When a claim is accepted.
        rule: The rule of the ledger by which a happening's figures become one: range, latest, majority, conservative.
        resolution: Unsettled happenings that are taken as accepted or rejected for the sake of the argument.
        spoken: What was reported on matters, each looked for once.
    """

    facts: Facts
    camps: Camps
    policy: EvidencePolicy
    rule: str = WIDEST
    resolution: Mapping[str, bool] = field(default_factory=dict)
    spoken: dict[Matter, tuple[Report, ...]] = field(default_factory=dict)
    _dockets: Dockets = field(default_factory=dict)
    _answers: dict[Question, Answers] = field(default_factory=dict)
    _counted: dict[Occurs, list[tuple[Happening, bool | None]]] = field(default_factory=dict)
    _occurred: dict[Occurs, Finding] = field(default_factory=dict)
    _uncertain: dict[Question, tuple[Said, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, *, rule: str = WIDEST) -> Court:
        """The court of an agreement by its own sides and policy, on the day of the facts."""
        agreement = facts.agreement
        return cls(facts=facts, camps=Camps(agreement), policy=agreement.evidence, rule=rule)

    def find(self, expression: Expression) -> Finding:
        """The value of an expression over every admissible resolution."""
        found = self._visit(expression)
        if found.value is not None:
            return found
        against = _signs(self, expression, False)
        mixed = sorted(against & _signs(self, expression, True)) if against else []
        if not mixed or len(mixed) > _MOST_MIXED:
            return found
        values = {
            self._under(dict(zip(mixed, choice, strict=True)))._visit(expression).value
            for choice in itertools.product((True, False), repeat=len(mixed))
        }
        if len(values) == 1 and None not in values:
            return Finding(
                value=values.pop(),
                contested=False,
                sentence=f"{found.sentence} This is so whichever claims are accepted.",
                happenings=found.happenings,
                parts=found.parts,
            )
        return found

    def answers(self, question: Question) -> tuple[Happening, ...]:
        """The happenings that bear on a question; asked once."""
        return self._answers_to(question).happenings

    def _answers_to(self, question: Question) -> Answers:
        if question not in self._answers:
            self._answers[question] = Answers(self._docket(question).happenings(self.facts.on))
        return self._answers[question]

    def _docket(self, question: Question) -> Docket:
        asked = (question, self.policy)
        if asked not in self._dockets:
            self._dockets[asked] = Docket(question, self.facts, self.camps, self.policy)
        return self._dockets[asked]

    def days_told(self, expression: Expression) -> frozenset[date]:
        """Days of publication of everything that is said on an expression's questions, for or against."""
        return frozenset().union(*(self._answers_to(question).days_told for question in questions_of(expression)))

    def uncertain(self, *expressions: Expression) -> frozenset[str]:
        """Ids of the statements that bear on expressions and were read with too little certainty to count."""
        asked = {(one.question, one.window) for expression in expressions for one in asking(expression)}
        return frozenset().union(*(self.uncertain_on(question, window) for question, window in asked))

    def uncertain_on(self, question: Question, window: Window) -> frozenset[str]:
        """Ids of the statements that bear on one question in a window, and were read with too little certainty."""
        if question not in self._uncertain:
            self._uncertain[question] = self._docket(question).uncertain(self.facts.on)
        found = self._uncertain[question]
        return frozenset(said.statement.id for said in found if window.holds(said.first, said.last) is not False)

    def state(self, happening: Happening) -> bool | None:
        """Whether a happening is accepted, under the resolution."""
        return self.resolution.get(happening.id) if happening.state is None else happening.state

    def under(self, policy: EvidencePolicy) -> Court:
        """This court with another policy of evidence."""
        if policy == self.policy:
            return self
        return Court(facts=self.facts, camps=self.camps, policy=policy, rule=self.rule, _dockets=self._dockets)

    def on_day(self, day: date) -> Court:
        """This court on another day; what is said of a happening is gathered and judged once for all days."""
        return Court(
            facts=self.facts.on_day(day), camps=self.camps, policy=self.policy, rule=self.rule, _dockets=self._dockets
        )

    def _under(self, resolution: Mapping[str, bool]) -> Court:
        return Court(
            facts=self.facts,
            camps=self.camps,
            policy=self.policy,
            rule=self.rule,
            resolution=resolution,
            _dockets=self._dockets,
            _answers=self._answers,
        )

    def _visit(self, expression: Expression) -> Finding:
        match expression:
            case Fact():
                return Finding(value=expression.value, contested=False, sentence=expression.sentence)
            case Occurs():
                return self._occurs(expression)
            case Exceeds():
                return self._exceeds(expression)
            case InOrder():
                return self._in_order(expression)
            case Not():
                part = self._visit(expression.part)
                value = None if part.value is None else not part.value
                return Finding(value=value, contested=part.contested, sentence=expression.sentence, parts=(part,))
            case Both():
                return self._joined(expression, len(expression.parts))
            case Either():
                return self._joined(expression, expression.at_least)
            case _:
                assert_never(expression)

    def _joined(self, expression: Both | Either, needed: int) -> Finding:
        """At least so many of the parts."""
        parts = tuple(self._visit(part) for part in expression.parts)
        sure = sum(part.value is True for part in parts)
        possible = sum(part.value is not False for part in parts)
        value = True if sure >= needed else None if possible >= needed else False
        contested = value is None and any(part.contested for part in parts if part.value is None)
        return Finding(value=value, contested=contested, sentence=expression.sentence, parts=parts)

    def _occurs(self, expression: Occurs) -> Finding:
        if expression not in self._occurred:
            self._occurred[expression] = self._look_for(expression)
        return self._occurred[expression]

    def _look_for(self, expression: Occurs) -> Finding:
        inside = self.counted(expression)
        sure = [one for one, value in inside if value]
        maybe = [one for one, value in inside if value is None]
        value = (
            True
            if len(sure) >= expression.at_least
            else None
            if len(sure) + len(maybe) >= expression.at_least
            else False
        )
        return Finding(
            value=value,
            contested=value is None and any(one.contested for one in maybe),
            sentence=_counted_sentence(expression, len(sure), len(maybe)),
            happenings=Sheaf(one for one, _ in inside),
        )

    def _exceeds(self, expression: Exceeds) -> Finding:
        """By the latest accepted figure, and by every later one that is not settled."""
        looked_at: list[Happening] = []
        values: list[bool | None] = []
        for one in self._answers_to(expression.question).latest_first:
            inside, state, figure = (
                expression.window.holds(one.first, one.last),
                self.state(one),
                figure_of(one, expression, self.rule),
            )
            if inside is False or state is False or figure is None:
                continue
            looked_at.append(one)
            values.append(beyond(figure, expression))
            if state and inside:
                break
        else:
            values.append(False)  # with every figure rejected, nothing shows that the limit is exceeded
        value = values[0] if len(set(values)) == 1 else None
        contested = value is None and any(one.contested for one in looked_at)
        return Finding(
            value=value,
            contested=contested,
            sentence=figure_sentence(expression, looked_at, value, self.rule),
            happenings=Sheaf(looked_at),
        )

    def counted(self, expression: Occurs) -> list[tuple[Happening, bool | None]]:
        """Happenings that lie, or may lie, in the window and are not rejected; True for those that surely count."""
        if expression not in self._counted:
            self._counted[expression] = list(self._count(expression))
        return self._counted[expression]

    def _count(self, expression: Occurs) -> Iterator[tuple[Happening, bool | None]]:
        exceptions = [
            one
            for what in expression.unless
            for one in self.answers(Question(what=what))
            if self.state(one) is not False
        ]
        for one, inside in self._answers_to(expression.question).within(expression.window):
            state = self.state(one)
            if state is False:
                continue
            excused = self._excused(one, exceptions) if exceptions else False
            if excused is not True:
                yield one, True if inside and state and excused is False else None

    def _excused(self, one: Happening, exceptions: list[Happening]) -> bool | None:
        """Whether an exception covers a happening: it is the same one, or a consent that came no later."""
        covering = [
            other
            for other in exceptions
            if other.id == one.id or not (other.first and one.last and other.first > one.last)
        ]
        if any(self.state(other) is not None and _surely_no_later(other, one) for other in covering):
            return True
        return None if covering else False

    def _in_order(self, expression: InOrder) -> Finding:
        steps, others = self.counted(expression.step), self.counted(expression.of)
        broken = [(one, breaks(one, sure, others, expression.relation, expression.tolerance)) for one, sure in steps]
        values = [value for _, value in broken]
        value = True if True in values else None if None in values else False
        depends = [one for one, step_value in broken if step_value is None]
        contested = value is None and any(one.contested for one in (*depends, *(other for other, _ in others)))
        part = self._occurs(expression.step)
        other_part = self._occurs(expression.of)
        return Finding(
            value=value, contested=contested, sentence=_order_sentence(expression, value), parts=(part, other_part)
        )


def _surely_no_later(other: Happening, one: Happening) -> bool:
    return other.id == one.id or bool(other.last and one.first and other.last <= one.first)


def _signs(court: Court, expression: Expression, positive: bool) -> set[str]:
    """Ids of unsettled happenings that enter an expression with a sign."""
    match expression:
        case Fact():
            return set()
        case Occurs():
            counted = {one.id for one, _ in court.counted(expression) if one.state is None} if positive else set()
            if positive:
                return counted
            return {
                one.id for what in expression.unless for one in court.answers(Question(what=what)) if one.state is None
            }
        case Exceeds():
            return {one.id for one in court.answers(expression.question) if one.state is None}
        case InOrder():
            other_sign = positive if expression.relation in ("before", "excludes") else not positive
            return _signs(court, expression.step, positive) | _signs(court, expression.of, other_sign)
        case Not():
            return _signs(court, expression.part, not positive)
        case Both() | Either():
            return set().union(*(_signs(court, part, positive) for part in expression.parts))
        case _:
            assert_never(expression)


def _counted_sentence(expression: Occurs, sure: int, maybe: int) -> str:
    title, window = expression.title, span_of(expression.window.first, expression.window.last)
    if not sure and not maybe:
        return f"{title}: nothing of the kind was reported {window}."
    parts = [f"{sure} accepted"] if sure else []
    parts += [f"{maybe} not settled"] if maybe else []
    return f"{title}: {' and '.join(parts)} {window}."


def _order_sentence(expression: InOrder, value: bool | None) -> str:
    relation = {"after": "after", "with": "together with", "before": "before", "excludes": "never beside"}
    asked = f"{expression.step.title} {relation[expression.relation]} {expression.of.title}"
    told = {True: "this order was broken", False: "this order was not broken", None: "whether it was broken depends"}
    return (
        f"The order asked for is: {asked}; {told[value]}{' on claims that are not settled' if value is None else ''}."
    )
