"""What a clause means, as typed expressions over the record: neither SQL nor Python stands in a clause.

An expression is frozen data. `evaluate.py` evaluates it over what `seeking.py` has sought of the record, by SQL where
that is a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from holdfast.agreements.evidence import Question
from holdfast.model.terms import Pattern

__all__ = [
    "Both",
    "Either",
    "Exceeds",
    "Expression",
    "Fact",
    "InOrder",
    "Matter",
    "Not",
    "Occurs",
    "Window",
    "asking",
    "never",
    "questions_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days from `first` to `last`, both inclusive; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, first: date | None, last: date | None) -> bool | None:
        """True if all days from first to last lie inside, False if none does, None if that cannot be told."""
        if self.empty or (last and self.first and last < self.first) or (first and self.last and first > self.last):
            return False
        begins = self.first is None or (first is not None and first >= self.first)
        ends = self.last is None or (last is not None and last <= self.last)
        return True if begins and ends else None

    @property
    def empty(self) -> bool:
        """True if no day lies inside."""
        return self.first is not None and self.last is not None and self.last < self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What must have been reported on for an omission to be told from silence.

    Attributes:
        question: Whether the duty was done.
        refs: References of those who owe it; a report by or about one of them counts.
        areas: Names of areas in which it is owed; a report from there counts.
        since: The day on which the duty began; None if every day counts.
        due: The last day on which it could be done in time; None if there is none.
        apart: Ids of the happenings that called for it, such as a request: they say nothing on whether it was done.
    """

    question: Question
    refs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    since: date | None = None
    due: date | None = None
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that needs no record: a day that has passed, a status of the text; None if it cannot be told."""

    value: bool | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurs:
    """At least so many happenings that answer a question lie in a window, exceptions not counted.

    Attributes:
        unless: Patterns of exceptions: the same happening, or a consent that came no later.
        title: How reasons name what is looked for.
    """

    question: Question
    window: Window
    title: str
    unless: tuple[Pattern, ...] = ()
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InOrder:
    """A happening breaks an order: it came in a relation to another that the text does not allow.

    Attributes:
        step: What is bound to the order.
        of: What it is bound to.
        relation: The order that the text asks for.
        tolerance: Days by which it may be missed.
        matter: What must have been reported on for the lack of the other to break the order; None if it needs nothing.
    """

    step: Occurs
    of: Occurs
    relation: str
    tolerance: float
    matter: Matter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceeds:
    """The latest figure that answers a question is above a cap or below a floor.

    Attributes:
        quantity: What is counted, such as personnel.
        most, least: The cap and the floor; None for none.
    """

    question: Question
    window: Window
    title: str
    quantity: str
    most: float | None = None
    least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The part is not so.

    Attributes:
        matter: What must have been reported on for this to be an omission, and not silence; None if it needs nothing.
    """

    part: Expression
    sentence: str
    matter: Matter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """All parts are so."""

    parts: tuple[Expression, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """At least so many parts are so; one, if nothing else is said."""

    parts: tuple[Expression, ...]
    sentence: str
    at_least: int = 1


Expression = Fact | Occurs | Exceeds | InOrder | Not | Both | Either


def questions_of(expression: Expression) -> frozenset[Question]:
    """Every question that an expression asks of the record."""
    return frozenset(part.question for part in asking(expression))


def asking(expression: Expression) -> tuple[Occurs | Exceeds, ...]:
    """Every part of an expression that asks the record, with the window in which it looks."""
    match expression:
        case Fact():
            return ()
        case Occurs() | Exceeds():
            return (expression,)
        case InOrder():
            return (expression.step, expression.of)
        case Not():
            return asking(expression.part)
        case Both() | Either():
            return tuple(one for part in expression.parts for one in asking(part))
        case _:
            assert_never(expression)


def never(sentence: str) -> Fact:
    """Something that is not so, whatever is reported."""
    return Fact(value=False, sentence=sentence)
