"""Supervaluation against brute force: every resolution of the unsettled claims, gone through in plain Python."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from holdfast.agreements.answers import Answers as ByDay
from holdfast.agreements.camps import Camps
from holdfast.agreements.evaluate import Court, Finding
from holdfast.agreements.evidence import Happening, Question
from holdfast.agreements.expression import Both, Either, Expression, Fact, InOrder, Not, Occurs, Window
from holdfast.agreements.facts import Facts
from holdfast.model.agreement import EvidencePolicy
from holdfast.model.terms import Pattern
from tests.agreements.making import agreement, known

START = date(2022, 3, 1)
QUESTIONS = tuple(Question(what=Pattern(words=(word,))) for word in ("a", "b", "c"))


def court(answers: Mapping[Question, tuple[Happening, ...]]) -> Court:
    made = agreement()
    facts = Facts(made, known(), on=START + timedelta(days=9))
    kept = {question: ByDay(found) for question, found in answers.items()}
    return Court(facts=facts, camps=Camps(made), policy=EvidencePolicy(), _answers=kept)


def happening(name: str, day: int, state: bool | None, *, contested: bool = False, length: int = 0) -> Happening:
    first = START + timedelta(days=day)
    return Happening(
        id=name,
        state=state,
        contested=contested,
        first=first,
        last=first + timedelta(days=length),
        attributed=(),
        affirming=(),
        denying=(),
        praise=False,
        reason="",
    )


windows = some.builds(
    lambda first, last: Window(first=START + timedelta(days=first), last=START + timedelta(days=last)),
    some.integers(0, 5),
    some.integers(3, 9),
)
occurs = some.builds(
    lambda question, window, least: Occurs(question=question, window=window, title="it", at_least=least),
    some.sampled_from(QUESTIONS),
    windows,
    some.integers(1, 2),
)
orders = some.builds(
    lambda step, of, relation, days: InOrder(step=step, of=of, relation=relation, tolerance=days),
    occurs,
    occurs,
    some.sampled_from(["after", "with", "before", "excludes"]),
    some.integers(0, 2),
)
facts = some.builds(lambda value: Fact(value=value, sentence=""), some.booleans())
expressions = some.recursive(
    occurs | orders | facts,
    lambda inner: (
        some.builds(lambda part: Not(part=part, sentence=""), inner)
        | some.builds(lambda parts: Both(parts=tuple(parts), sentence=""), some.lists(inner, min_size=1, max_size=3))
        | some.builds(
            lambda parts, least: Either(parts=tuple(parts), sentence="", at_least=least),
            some.lists(inner, min_size=1, max_size=3),
            some.integers(1, 2),
        )
    ),
    max_leaves=6,
)
traces = some.tuples(
    *(
        some.lists(some.tuples(some.integers(0, 9), some.sampled_from([True, False, None])), max_size=2)
        for _ in QUESTIONS
    )
)


Answers = Mapping[Question, tuple[Happening, ...]]


def truth(expression: Expression, answers: Answers, world: Mapping[str, bool]) -> bool:
    """The value of an expression in one world, where every claim is either so or not so."""
    if isinstance(expression, (Both, Either)):
        needed = expression.at_least if isinstance(expression, Either) else len(expression.parts)
        return sum(truth(part, answers, world) for part in expression.parts) >= needed
    if isinstance(expression, Not):
        return not truth(expression.part, answers, world)
    if isinstance(expression, Occurs):
        return len(days_of(expression, answers, world)) >= expression.at_least
    if isinstance(expression, InOrder):
        steps, others = days_of(expression.step, answers, world), days_of(expression.of, answers, world)
        gaps = [[(day - other).days for other in others] for day in steps]
        return BROKEN[expression.relation](gaps, expression.tolerance)
    assert isinstance(expression, Fact)  # figures have tests of their own
    return bool(expression.value)


def days_of(leaf: Occurs, answers: Answers, world: Mapping[str, bool]) -> list[date]:
    """The days of what happened in a window, in one world."""
    found = [one for one in answers[leaf.question] if (world[one.id] if one.state is None else one.state)]
    first, last = leaf.window.first or date.min, leaf.window.last or date.max
    return [one.first for one in found if one.first and first <= one.first <= last]


BROKEN: dict[str, Callable[[list[list[int]], float], bool]] = {
    "after": lambda gaps, slack: any(not any(gap >= -slack for gap in row) for row in gaps),
    "with": lambda gaps, slack: any(not any(abs(gap) <= slack for gap in row) for row in gaps),
    "before": lambda gaps, slack: any(gap > slack for row in gaps for gap in row),
    "excludes": lambda gaps, slack: any(abs(gap) <= slack for row in gaps for gap in row),
}
"""Whether an order is broken, by the days from each other happening to each step."""


@settings(max_examples=200, deadline=None)
@given(expressions, traces)
def test_a_finding_is_what_every_resolution_gives(
    expression: Expression, trace: tuple[list[tuple[int, bool | None]], ...]
) -> None:
    answers = {
        question: tuple(happening(f"{number}-{index}", day, state) for index, (day, state) in enumerate(days))
        for number, (question, days) in enumerate(zip(QUESTIONS, trace, strict=True))
    }
    unsettled = [one.id for group in answers.values() for one in group if one.state is None]
    choices = itertools.product((True, False), repeat=len(unsettled))
    values = {truth(expression, answers, dict(zip(unsettled, choice, strict=True))) for choice in choices}
    expected = values.pop() if len(values) == 1 else None
    assert court(answers).find(expression).value is expected


def found(expression: Expression, *happenings: Happening) -> Finding:
    return court({QUESTIONS[0]: happenings, QUESTIONS[1]: (), QUESTIONS[2]: ()}).find(expression)


ALL = Occurs(
    question=QUESTIONS[0], window=Window(first=START + timedelta(days=2), last=START + timedelta(days=5)), title="it"
)


def test_a_happening_that_may_lie_outside_the_window_decides_nothing() -> None:
    assert found(ALL, happening("x", 4, True, length=4)).value is None
    assert found(ALL, happening("x", 3, True, length=1)).value is True
    assert found(ALL, happening("x", 6, True)).value is False


def test_what_rests_on_a_contradiction_says_so() -> None:
    assert found(ALL, happening("x", 3, None, contested=True)).contested
    assert not found(ALL, happening("x", 3, None)).contested
    settled = found(ALL, happening("x", 3, None, contested=True), happening("y", 3, True))
    assert settled.value is True
    assert not settled.contested


def test_what_is_so_either_way_is_so_although_nothing_is_settled() -> None:
    either = Either(parts=(ALL, Not(part=ALL, sentence="")), sentence="One or the other.")
    assert found(either, happening("x", 3, None)).value is True
    assert "whichever claims are accepted" in found(either, happening("x", 3, None)).sentence


def test_a_trace_that_is_empty_is_told_as_nothing_reported() -> None:
    assert "nothing of the kind was reported from 2022-03-03 to 2022-03-06" in found(ALL).sentence
