"""A person's judgements of sameness: two statements kept apart, two events joined, and either taken back.

Each is an act of one moment; nothing is deleted. What a person has judged outranks the machine for good, whatever is
loaded later, until a person judges otherwise or takes it back, which leaves all as it was before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from holdfast.errors import MissingInput, WrongUse
from holdfast.model import Event, Judgement
from holdfast.record.merge import MACHINE, by_person, standing
from holdfast.record.store import Store

__all__ = ["Signature", "join", "keep_apart", "take_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who judges, when, and why; for example Analyst, on 6 April 2022 at 9:00, "the second is the depot".

    Attributes:
        at: ISO moment; all rows of one act have the same.

    Raises:
        WrongUse: There is no name, or it is the machine's.
    """

    by: str
    at: str
    why: str = ""

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise WrongUse("Nobody has signed this judgement", where="by", remedy="Give your name")
        if self.by.strip().casefold() == MACHINE:
            raise WrongUse(f"{self.by!r} is how the machine signs", where="by", remedy="Give a person's name")


def keep_apart(store: Store, left: str, right: str, *, signed: Signature) -> None:
    """Undo a merge: two statements are not about the same happening, and no event holds both.

    Raises:
        InvalidStatement: A statement is not kept, or both are one.
    """
    _keep(store, [(left, right)], same=False, signed=signed)


def join(store: Store, left: str, right: str, *, signed: Signature) -> None:
    """Join the two events that two statements stand in: all of their statements are about one happening.

    Raises:
        MissingInput: One of the statements stands in no event.
        WrongUse: They stand in one already.
    """
    one, other = _event_of(store, left), _event_of(store, right)
    if one.id == other.id:
        raise WrongUse("These statements stand in one event already", where="right", remedy="Choose another event")
    members = {*one.statements, *other.statements}
    across = {frozenset(pair) for pair in product(one.statements, other.statements)}
    apart = [
        judgement
        for judgement in standing(store.view().judgements())
        if not judgement.same and frozenset((judgement.left, judgement.right)) in across
    ]
    _keep(store, [(left, right), *((j.left, j.right) for j in apart)], same=True, signed=signed)
    # A statement that the machine would not join to the other event, for instance of another town, is named by itself.
    joined = set(_event_of(store, left).statements)
    _keep(store, [(left, name) for name in sorted(members - joined)], same=True, signed=signed)


def take_back(store: Store, by: str, at: str, *, signed: Signature) -> tuple[Judgement, ...]:
    """Take back what a person judged at a moment; what had been judged before stands again, else the machine decides.

    Returns:
        The judgements that stand no longer.

    Raises:
        MissingInput: Nothing of that person and moment stands.
    """
    found = tuple(
        judgement
        for judgement in standing(store.view().judgements())
        if (judgement.by, judgement.at) == (by, at) and by_person(judgement)
    )
    if not found:
        raise MissingInput(
            f"No judgement of {by} at {at} stands",
            where="at",
            remedy="It was taken back or judged anew: load the page again",
        )
    _keep(store, [(judgement.left, judgement.right) for judgement in found], same=None, signed=signed)
    return found


def _event_of(store: Store, statement: str) -> Event:
    found = next((event for event in store.view().events() if statement in event.statements), None)
    if found is None:
        raise MissingInput(
            f"Statement {statement} stands in no event",
            where="statement",
            remedy="Only statements that tell of a happening make events: choose another",
        )
    return found


def _keep(store: Store, pairs: Iterable[tuple[str, str]], *, same: bool | None, signed: Signature) -> None:
    with store.writing() as writer:
        for left, right in pairs:
            writer.judge(
                Judgement(left=left, right=right, same=same, by=signed.by.strip(), at=signed.at, why=signed.why.strip())
            )
