"""What if: the verdicts under assumptions beside the record's own, and why they differ.

A pure function: a view and assumptions in, pairs of verdicts out. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from holdfast.agreements import Assumption, check, hint, in_words
from holdfast.agreements.facts import Known
from holdfast.agreements.figures import WIDEST
from holdfast.model import Agreement, Verdict
from holdfast.model.noun import Noun

__all__ = ["Pair", "Supposed", "WhatIf", "what_if"]

_Key = tuple[str, str | None, str]


class Supposed(Noun, frozen=True, kw_only=True):
    """One assumption as it was given and as it was read, and the clauses whose verdicts turn on it.

    Attributes:
        turns: Ids of clauses whose verdict would be another without it, the other assumptions left as they are.
        hint: What to look at where none does.
    """

    words: str
    read_as: str
    turns: tuple[str, ...] = ()
    hint: str | None = None


class Pair(Noun, frozen=True, kw_only=True):
    """One clause, instance and reading with the record's verdict and the one under assumptions.

    Attributes:
        record: By the record alone; None for an instance that only an assumption makes, such as a trigger.
        assumed: Under the assumptions; None for an instance that an assumption takes away.
        changed: The two differ in level, in what would be if the text were in force, or in whom it is laid to.
        because: Why they differ, in a sentence; None if they do not.
        turns_on: Numbers, from 1, of the assumptions without which the verdict would be another.
    """

    clause: str
    reading: str
    instance: str | None = None
    record: Verdict | None = None
    assumed: Verdict | None = None
    changed: bool = False
    because: str | None = None
    turns_on: tuple[int, ...] = ()


class WhatIf(Noun, frozen=True, kw_only=True):
    """The answer to a what-if: what was assumed, and a pair of verdicts for each clause, instance and reading."""

    agreement: str
    day: str
    assumptions: tuple[Supposed, ...]
    pairs: tuple[Pair, ...]

    @property
    def changes(self) -> tuple[Pair, ...]:
        """The pairs that differ."""
        return tuple(pair for pair in self.pairs if pair.changed)


def what_if(
    agreement: Agreement,
    view: Known,
    assumptions: Sequence[Assumption],
    *,
    on: date,
    reading: str | None = None,
    rule: str = WIDEST,
) -> WhatIf:
    """Check an agreement as the record stands and under assumptions, which live in this call only.

    Args:
        agreement: As `holdfast.agreements.load` gives it.
        view: What is known.
        assumptions: As `holdfast.agreements.assumption_of` reads them.
        on: The day.
        reading: Only this reading of the wording.
        rule: The rule of the ledger of counts.

    Raises:
        WrongUse: There is no such reading or rule.
    """

    def under(chosen: Sequence[Assumption]) -> dict[_Key, Verdict]:
        return _keyed(check(agreement, view, on=on, reading=reading, rule=rule, assumptions=chosen))

    record, assumed = under(()), under(assumptions)
    without = [under([other for other in assumptions if other is not one]) for one in assumptions]
    turning = [_differing(assumed, left) for left in without] if len(assumptions) > 1 else [_differing(assumed, record)]
    order = {clause.id: number for number, clause in enumerate(agreement.clauses)}
    keys = sorted(dict.fromkeys((*record, *assumed)), key=lambda key: order[key[0]])
    return WhatIf(
        agreement=agreement.id,
        day=on.isoformat(),
        assumptions=tuple(
            _supposed(agreement, one, [key[0] for key in keys if key in on_it])
            for one, on_it in zip(assumptions, turning, strict=True)
        ),
        pairs=tuple(_pair(key, record.get(key), assumed.get(key), assumptions, turning) for key in keys),
    )


def _supposed(agreement: Agreement, one: Assumption, turns: Sequence[str]) -> Supposed:
    return Supposed(
        words=one.words,
        read_as=in_words(one),
        turns=tuple(dict.fromkeys(turns)),
        hint=None if turns else hint(agreement, one),
    )


def _keyed(verdicts: Sequence[Verdict]) -> dict[_Key, Verdict]:
    return {(one.clause, one.instance, one.reading): one for one in verdicts}


def _differing(left: dict[_Key, Verdict], right: dict[_Key, Verdict]) -> set[_Key]:
    return {key for key in (*left, *right) if _outcome(left.get(key)) != _outcome(right.get(key))}


def _outcome(verdict: Verdict | None) -> tuple[object, ...] | None:
    return (verdict.level, verdict.shadow, verdict.attributed) if verdict else None


def _pair(
    key: _Key,
    record: Verdict | None,
    assumed: Verdict | None,
    assumptions: Sequence[Assumption],
    turning: Sequence[set[_Key]],
) -> Pair:
    clause, instance, reading = key
    changed = _outcome(record) != _outcome(assumed)
    turns_on = tuple(number for number, on_it in enumerate(turning, start=1) if key in on_it) if changed else ()
    return Pair(
        clause=clause,
        instance=instance,
        reading=reading,
        record=record,
        assumed=assumed,
        changed=changed,
        because=_because([assumptions[number - 1].words for number in turns_on], assumptions) if changed else None,
        turns_on=turns_on,
    )


def _because(alone: Sequence[str], assumptions: Sequence[Assumption]) -> str:
    """Which assumptions it turns on; where each of several is enough by itself, that is told."""
    if alone:
        return f"It turns on {' and '.join(f'“{words}”' for words in alone)}."
    return f"Any one of these is enough: {'; '.join(f'“{one.words}”' for one in assumptions)}."
