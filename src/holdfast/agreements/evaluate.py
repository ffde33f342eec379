"""Evaluates expressions over a view in memory: true or false in every resolution of the unsettled claims, or neither.

Method: supervaluation. Each unsettled happening may be accepted or rejected; what is so in all resolutions is so.
Three-valued evaluation gives exactly that while each happening enters with one sign only; where one enters with both,
the resolutions of those happenings are gone through one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from holdfast.agreements.answers import Answers, Report
from holdfast.agreements.camps import Camps
from holdfast.agreements.evidence import Happening, Judgements, Question, happenings, too_uncertain
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
from holdfast.agreements.figures import WIDEST, beyond, figure_of, figure_sentence, latest_first, span_of
from holdfast.model.agreement import EvidencePolicy

__all__ = ["Court", "Finding"]

_MOST_MIXED = 10


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
    happenings: tuple[Happening, ...] = ()
    parts: tuple[Finding, ...] = ()

    def all_happenings(self) -> tuple[Happening, ...]:
        """Those of this finding and of all its parts, each once."""
        found = {one.id: one for one in self.happenings}
        for part in self.parts:
            found |= {one.id: one for one in part.all_happenings()}
        return tuple(found.values())


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
    _judged: Judgements = field(default_factory=dict)
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
        mixed = sorted(_signs(self, expression, True) & _signs(self, expression, False))
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
            self._answers[question] = Answers(happenings(question, self.facts, self.camps, self.policy, self._judged))
        return self._answers[question]

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
            self._uncertain[question] = too_uncertain(question, self.facts, self.policy)
        found = self._uncertain[question]
        return frozenset(said.statement.id for said in found if window.holds(said.first, said.last) is not False)

    def state(self, happening: Happening) -> bool | None:
        """Whether a happening is accepted, under the resolution."""
        return self.resolution.get(happening.id) if happening.state is None else happening.state

    def under(self, policy: EvidencePolicy) -> Court:
        """This court with another policy of evidence."""
        if policy == self.policy:
            return self
        return Court(facts=self.facts, camps=self.camps, policy=policy, rule=self.rule, _judged=self._judged)

    def on_day(self, day: date) -> Court:
        """This court on another day; what the same words said of a happening is judged once for all days."""
        return Court(
            facts=self.facts.on_day(day), camps=self.camps, policy=self.policy, rule=self.rule, _judged=self._judged
        )

    def _under(self, resolution: Mapping[str, bool]) -> Court:
        return Court(
            facts=self.facts,
            camps=self.camps,
            policy=self.policy,
            rule=self.rule,
            resolution=resolution,
            _judged=self._judged,
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
            happenings=tuple(one for one, _ in inside),
        )

    def _exceeds(self, expression: Exceeds) -> Finding:
        """By the latest accepted figure, and by every later one that is not settled."""
        looked_at: list[Happening] = []
        values: list[bool | None] = []
        for one in reversed(sorted(self.answers(expression.question), key=latest_first)):
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
            happenings=tuple(looked_at),
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
        broken = [(one, self._breaks(one, sure, others, expression)) for one, sure in steps]
        values = [value for _, value in broken]
        value = True if True in values else None if None in values else False
        depends = [one for one, step_value in broken if step_value is None]
        contested = value is None and any(one.contested for one in (*depends, *(other for other, _ in others)))
        part = self._occurs(expression.step)
        other_part = self._occurs(expression.of)
        return Finding(
            value=value, contested=contested, sentence=_order_sentence(expression, value), parts=(part, other_part)
        )

    def _breaks(
        self, one: Happening, sure: bool | None, others: list[tuple[Happening, bool | None]], expression: InOrder
    ) -> bool | None:
        """Whether one step breaks the order, given the others."""
        relation = _RELATIONS[expression.relation]
        held = [_and(other_sure, relation(one, other, expression.tolerance)) for other, other_sure in others]
        found = True if True in held else None if None in held else False
        if expression.relation == "before":  # nothing to come before, or before all that there is
            late = [_and(other_sure, _not(relation(one, other, expression.tolerance))) for other, other_sure in others]
            broken = True if True in late else None if None in late else False
        elif expression.relation == "excludes":
            broken = found
        else:
            broken = _not(found)
        return _and(sure, broken)


def _surely_no_later(other: Happening, one: Happening) -> bool:
    return other.id == one.id or bool(other.last and one.first and other.last <= one.first)


def _and(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _no_later(left: Happening, right: Happening, days: float) -> bool | None:
    """Whether `left` came on the day of `right` at the latest, or so many days after; None if it cannot be told."""
    if left.last and right.first and (left.last - right.first).days <= days:
        return True
    if left.first and right.last and (left.first - right.last).days > days:
        return False
    return None


def _after(one: Happening, other: Happening, days: float) -> bool | None:
    return _no_later(other, one, days)


def _before(one: Happening, other: Happening, days: float) -> bool | None:
    return _no_later(one, other, days)


def _beside(one: Happening, other: Happening, days: float) -> bool | None:
    return _and(_no_later(one, other, days), _no_later(other, one, days))


_RELATIONS: dict[str, Callable[[Happening, Happening, float], bool | None]] = {
    "after": _after,
    "with": _beside,
    "before": _before,
    "excludes": _beside,
}


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
