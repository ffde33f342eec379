"""The evaluator against two oracles: every resolution gone through in plain Python, and answer sets by clingo.

    pip install clingo
    python bench/agreements/oracles.py [--cases 100000] [--seed 1]

A case is a random expression (what happened in a window, how often, in which order, and what "not", "all of" and "at
least so many of" make of it) over a random trace of happenings, each accepted, rejected or not settled. What is so in
every resolution of the unsettled ones is so; what is so in none is not; all else is unknown (supervaluation). The three
must give the same; the command prints every case in which they do not, and ends with exit code 1 if there is one.

clingo (Gebser and others, 2019) is told the meaning of expressions in eleven rules of its own, and is asked for what is
in all answer sets (cautious) and in some (brave).
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import clingo

from holdfast.agreements.camps import Camps
from holdfast.agreements.evaluate import Court
from holdfast.agreements.evidence import Happening, Question
from holdfast.agreements.expression import Both, Either, Expression, Fact, InOrder, Not, Occurs, Window
from holdfast.agreements.facts import Facts
from holdfast.model import Agreement
from holdfast.model.agreement import EvidencePolicy
from holdfast.model.terms import Pattern
from holdfast.record import MemoryStore

START = date(2022, 3, 1)
DAYS = 10
QUESTIONS = tuple(Question(what=Pattern(words=(word,))) for word in ("a", "b", "c"))
RELATIONS = ("after", "with", "before", "excludes")
AT_ONCE = 250
"""Cases that clingo is given together; each has happenings of its own, so they do not touch."""

RULES = """
{ so(C, H) : unsettled(C, H) }.
so(C, H) :- settled(C, H).
inside(C, N, H) :- occurs(C, N, Q, F, L, _), happening(C, H, Q, D), so(C, H), D >= F, D <= L.
true(C, N) :- occurs(C, N, _, _, _, K), K { inside(C, N, H) : happening(C, H, _, _) }.
true(C, N) :- fact(C, N).
true(C, N) :- not_(C, N, M), not true(C, M).
true(C, N) :- some(C, N, K), K { true(C, M) : part(C, N, M) }.
gap(C, N, I, D - E) :- order(C, N, S, O, _, _), inside(C, S, I), inside(C, O, J),
                       happening(C, I, _, D), happening(C, J, _, E).
true(C, N) :- order(C, N, S, _, after, T), inside(C, S, I), not 1 { gap(C, N, I, G) : G >= -T }.
true(C, N) :- order(C, N, S, _, with, T), inside(C, S, I), not 1 { gap(C, N, I, G) : |G| <= T }.
true(C, N) :- order(C, N, _, _, before, T), gap(C, N, _, G), G > T.
true(C, N) :- order(C, N, _, _, excludes, T), gap(C, N, _, G), |G| <= T.
root(C) :- true(C, 0).
#show root/1.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """An expression and the happenings that answer each question."""

    expression: Expression
    answers: Mapping[Question, tuple[Happening, ...]]


def cases(number: int, chance: random.Random) -> Iterator[Case]:
    """Random cases; for instance "not: two of a from day 2 to 7" over two happenings of which one is not settled."""
    for _ in range(number):
        answers = {
            question: tuple(_happening(f"{name}{index}", chance) for index in range(chance.randint(0, 3)))
            for name, question in zip("abc", QUESTIONS, strict=True)
        }
        yield Case(_expression(chance, depth=chance.randint(0, 3)), answers)


def _happening(name: str, chance: random.Random) -> Happening:
    day = START + timedelta(days=chance.randrange(DAYS))
    state = chance.choice((True, False, None, None))
    return Happening(
        id=name, state=state, contested=False, first=day, last=day, attributed=(), affirming=(), denying=(),
        praise=False, reason="",
    )  # fmt: skip


def _expression(chance: random.Random, depth: int) -> Expression:
    if depth == 0:
        kind = chance.random()
        if kind < 0.1:
            return Fact(value=chance.random() < 0.5, sentence="")
        if kind < 0.6:
            return _occurs(chance)
        return InOrder(
            step=_occurs(chance), of=_occurs(chance), relation=chance.choice(RELATIONS), tolerance=chance.randint(0, 2)
        )
    kind = chance.randrange(3)
    if kind == 0:
        return Not(part=_expression(chance, depth - 1), sentence="")
    parts = tuple(_expression(chance, depth - 1) for _ in range(chance.randint(1, 3)))
    return (
        Both(parts=parts, sentence="") if kind == 1 else Either(parts=parts, sentence="", at_least=chance.randint(1, 2))
    )


def _occurs(chance: random.Random) -> Occurs:
    first, last = sorted((chance.randrange(DAYS), chance.randrange(DAYS)))
    window = Window(first=START + timedelta(days=first), last=START + timedelta(days=last))
    return Occurs(question=chance.choice(QUESTIONS), window=window, title="it", at_least=chance.randint(1, 2))


def by_holdfast(case: Case, agreement: Agreement, facts: Facts) -> bool | None:
    """What the evaluator says."""
    court = Court(facts=facts, camps=Camps(agreement), policy=EvidencePolicy(), _answers=dict(case.answers))
    return court.find(case.expression).value


def by_force(case: Case) -> bool | None:
    """What every resolution says, each gone through."""
    unsettled = [one.id for group in case.answers.values() for one in group if one.state is None]
    values = {
        _so(case.expression, case.answers, dict(zip(unsettled, choice, strict=True)))
        for choice in itertools.product((True, False), repeat=len(unsettled))
    }
    return values.pop() if len(values) == 1 else None


def _so(expression: Expression, answers: Mapping[Question, tuple[Happening, ...]], world: Mapping[str, bool]) -> bool:
    """The value of an expression in one world, where every claim is either so or not so."""
    match expression:
        case Fact():
            return bool(expression.value)
        case Not():
            return not _so(expression.part, answers, world)
        case Both():
            return all(_so(part, answers, world) for part in expression.parts)
        case Either():
            return sum(_so(part, answers, world) for part in expression.parts) >= expression.at_least
        case Occurs():
            return len(_days(expression, answers, world)) >= expression.at_least
        case InOrder():
            others = _days(expression.of, answers, world)
            steps = [[day - other for other in others] for day in _days(expression.step, answers, world)]
            return BROKEN[expression.relation](steps, int(expression.tolerance))
        case _:
            raise TypeError(f"no case holds {expression}")


def _days(asked: Occurs, answers: Mapping[Question, tuple[Happening, ...]], world: Mapping[str, bool]) -> list[int]:
    so = [one for one in answers[asked.question] if (world[one.id] if one.state is None else one.state)]
    return [_day(one.first) for one in so if _day(asked.window.first) <= _day(one.first) <= _day(asked.window.last)]


BROKEN: dict[str, Callable[[list[list[int]], int], bool]] = {
    "after": lambda steps, slack: any(all(gap < -slack for gap in gaps) for gaps in steps),
    "with": lambda steps, slack: any(all(abs(gap) > slack for gap in gaps) for gaps in steps),
    "before": lambda steps, slack: any(gap > slack for gaps in steps for gap in gaps),
    "excludes": lambda steps, slack: any(abs(gap) <= slack for gaps in steps for gap in gaps),
}
"""Whether an order is broken, by the days from each other happening to each step."""


def by_clingo(some: Sequence[Case]) -> list[bool | None]:
    """What is in all answer sets, in none, or in some."""
    told = RULES + "".join(fact for number, case in enumerate(some) for fact in _told(number, case))
    always, ever = _consequences(told, "cautious"), _consequences(told, "brave")
    return [True if number in always else None if number in ever else False for number in range(len(some))]


def _consequences(program: str, mode: str) -> set[int]:
    control = clingo.Control(["0", f"--enum-mode={mode}", "--warn=none"])
    control.add("base", [], program)
    control.ground([("base", [])])
    found: set[int] = set()
    with control.solve(yield_=True) as models:
        for model in models:  # the last one holds the consequences
            found = {symbol.arguments[0].number for symbol in model.symbols(shown=True)}
    return found


def _told(case_number: int, case: Case) -> Iterator[str]:
    """A case as facts; the nodes of its expression are numbered from the root, 0."""
    c = case_number
    for letter, question in zip("abc", QUESTIONS, strict=True):
        for one in case.answers[question]:
            yield f"happening({c},{one.id},{letter},{_day(one.first)})."
            yield "" if one.state is False else f"{'unsettled' if one.state is None else 'settled'}({c},{one.id})."
    numbers = itertools.count(1)

    def node(expression: Expression, n: int) -> Iterator[str]:
        match expression:
            case Fact():
                yield f"fact({c},{n})." if expression.value else ""
            case Occurs():
                letter = "abc"[QUESTIONS.index(expression.question)]
                first, last = _day(expression.window.first), _day(expression.window.last)
                yield f"occurs({c},{n},{letter},{first},{last},{expression.at_least})."
            case InOrder():
                step, of = next(numbers), next(numbers)
                yield f"order({c},{n},{step},{of},{expression.relation},{int(expression.tolerance)})."
                yield from node(expression.step, step)
                yield from node(expression.of, of)
            case Not():
                part = next(numbers)
                yield f"not_({c},{n},{part})."
                yield from node(expression.part, part)
            case Both() | Either():
                needed = expression.at_least if isinstance(expression, Either) else len(expression.parts)
                yield f"some({c},{n},{needed})."
                for each in expression.parts:
                    part = next(numbers)
                    yield f"part({c},{n},{part})."
                    yield from node(each, part)
            case _:
                raise TypeError(f"no case holds {expression}")

    yield from node(case.expression, 0)


def _day(day: date | None) -> int:
    assert day is not None  # cases have days
    return (day - START).days


def main() -> None:
    """Compare, and say in how many cases the three agree."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cases", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    agreement = Agreement(id="none", title="None", status="signed", date=START.isoformat())
    facts = Facts(agreement, MemoryStore().view(), on=START + timedelta(days=DAYS))
    following = cases(given.cases, random.Random(given.seed))
    values: Counter[bool | None] = Counter()
    seconds = dict.fromkeys(("holdfast", "by force", "clingo"), 0.0)
    wrong = 0
    while some := list(itertools.islice(following, AT_ONCE)):
        answers = []
        for name, ask in (
            ("holdfast", lambda: [by_holdfast(case, agreement, facts) for case in some]),
            ("by force", lambda: [by_force(case) for case in some]),
            ("clingo", lambda: by_clingo(some)),
        ):
            begun = time.process_time()
            answers.append(ask())
            seconds[name] += time.process_time() - begun
        for case, *said in zip(some, *answers, strict=True):
            values[said[0]] += 1
            if len(set(said)) > 1:
                wrong += 1
                print(f"holdfast {said[0]}, by force {said[1]}, clingo {said[2]}: {case}")
    print(f"{given.cases} cases ({values[True]} so, {values[False]} not so, {values[None]} unknown): {wrong} disagree")
    print("core-seconds: " + ", ".join(f"{name} {taken:.1f}" for name, taken in seconds.items()))
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
