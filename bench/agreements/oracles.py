"""The evaluator against two oracles: every resolution gone through in plain Python, and answer sets by clingo.

    pip install clingo
    python bench/agreements/oracles.py [--cases 100000] [--seed 1]

A case is a random expression (what happened in a window, how often, in which order, whether the latest figure is beyond
a cap or a floor, and what "not", "all of" and "at least so many of" make of it) over a random trace of happenings, each
accepted, rejected or not settled, some with a figure that is a range. What is so in every resolution of the unsettled
ones, and for every number of every range, is so; what is so in none is not; all else is unknown (supervaluation). The
three must give the same; the command prints every case in which they do not, and ends with exit code 1 if there is one.

A case asks for figures once at most, as every clause does: that two questions about one range have one answer is not
known to the evaluator.

clingo (Gebser and others, 2019) is told the meaning of expressions in sixteen rules of its own, and is asked for what
is in all answer sets (cautious) and in some (brave).
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

from holdfast.agreements.answers import Answers as ByDay
from holdfast.agreements.camps import Camps
from holdfast.agreements.evaluate import Court
from holdfast.agreements.evidence import Happening, Question
from holdfast.agreements.expression import (
    Both,
    Either,
    Exceeds,
    Expression,
    Fact,
    InOrder,
    Not,
    Occurs,
    Window,
    asking,
)
from holdfast.agreements.facts import Facts, Said
from holdfast.agreements.matching import Manners
from holdfast.model import Agreement, Count, Statement
from holdfast.model.agreement import EvidencePolicy
from holdfast.model.terms import Pattern
from holdfast.record import MemoryStore

START = date(2022, 3, 1)
DAYS = 10
QUESTIONS = tuple(Question(what=Pattern(words=(word,))) for word in ("a", "b", "c"))
RELATIONS = ("after", "with", "before", "excludes")
FIGURED, LIMITED = 0.6, 0.5
"""How many happenings have a figure, and how many cases a limit."""
MOST = 6
LEAST_OPEN, MOST_OPEN = -1, MOST + 1
"""Beyond every figure and limit: what the open ends of a range may stand for."""
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
1 { value(C, H, A..B) } 1 :- figure(C, H, A, B).
told(C, N, H, R) :- exceeds(C, N, Q, F, L, _, _), happening(C, H, Q, D), so(C, H), D >= F, D <= L,
                    figure(C, H, _, _), rank(C, H, R).
latest(C, N, H) :- told(C, N, H, R), not told(C, N, _, S) : rank(C, _, S), S > R.
true(C, N) :- exceeds(C, N, _, _, _, M, _), latest(C, N, H), value(C, H, V), V > M.
true(C, N) :- exceeds(C, N, _, _, _, _, M), latest(C, N, H), value(C, H, V), V < M.
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
        expression = _expression(chance, depth=chance.randint(0, 3))
        yield Case(_with_a_limit(expression, chance) if chance.random() < LIMITED else expression, answers)


def _happening(name: str, chance: random.Random) -> Happening:
    day = START + timedelta(days=chance.randrange(DAYS))
    state = chance.choice((True, False, None, None))
    told = (_said(name, chance),) if chance.random() < FIGURED else ()
    return Happening(
        id=name, state=state, contested=False, first=day, last=day, attributed=(), affirming=told, denying=(),
        praise=False, reason="",
    )  # fmt: skip


def _said(name: str, chance: random.Random) -> Said:
    """A report with a figure, which is a number or a range that may be open above or below."""
    low, high = sorted((chance.randint(0, MOST), chance.randint(0, MOST)))
    ends: tuple[float | None, float | None] = (low, low if chance.random() < 0.5 else high)
    if chance.random() < 0.2:
        ends = (None, ends[1]) if chance.random() < 0.5 else (ends[0], None)
    count = Count(text="", start=0, end=0, what="personnel", low=ends[0], high=ends[1])
    statement = Statement(document=name, quote="", start=0, end=0, act="assert", counts=(count,))
    return Said(statement=statement, event=name, manner=Manners().of(statement, None))


def _with_a_limit(expression: Expression, chance: random.Random) -> Expression:
    """The expression beside a limit, or inside out."""
    first, last = sorted((chance.randrange(DAYS), chance.randrange(DAYS)))
    least, most = sorted((chance.randint(0, MOST), chance.randint(0, MOST)))
    limit = Exceeds(
        question=chance.choice(QUESTIONS),
        window=Window(first=START + timedelta(days=first), last=START + timedelta(days=last)),
        title="it",
        quantity="personnel",
        most=most if chance.random() < 0.8 else None,
        least=least if chance.random() < 0.4 else None,
    )
    parts = (expression, Not(part=limit, sentence="") if chance.random() < 0.5 else limit)
    joined = Both(parts=parts, sentence="") if chance.random() < 0.5 else Either(parts=parts, sentence="")
    return limit if chance.random() < 0.3 else joined


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
    answers = {question: ByDay(found) for question, found in case.answers.items()}
    court = Court(facts=facts, camps=Camps(agreement), policy=EvidencePolicy(), _answers=answers)
    return court.find(case.expression).value


def by_force(case: Case) -> bool | None:
    """What every resolution says, each gone through, for every number of every range."""
    unsettled = [one.id for group in case.answers.values() for one in group if one.state is None]
    values = {
        _so(case.expression, World(case.answers, dict(zip(unsettled, choice, strict=True)), figures))
        for choice in itertools.product((True, False), repeat=len(unsettled))
        for figures in _figures(case)
    }
    return values.pop() if len(values) == 1 else None


@dataclass(frozen=True, slots=True)
class World:
    """A way in which things may be: every claim is either so or not so, and every figure a number."""

    answers: Mapping[Question, tuple[Happening, ...]]
    states: Mapping[str, bool]
    figures: Mapping[str, float]

    def within(self, asked: Occurs | Exceeds) -> list[Happening]:
        """What happened in the window."""
        return [
            one
            for one in self.answers[asked.question]
            if (self.states[one.id] if one.state is None else one.state)
            and _day(asked.window.first) <= _day(one.first) <= _day(asked.window.last)
        ]

    def days(self, asked: Occurs) -> list[int]:
        """Its days."""
        return [_day(one.first) for one in self.within(asked)]


def _figures(case: Case) -> Iterator[dict[str, float]]:
    """Every choice of numbers for the figures that the case asks for."""
    asked = {part.question for part in asking(case.expression) if isinstance(part, Exceeds)}
    told = [(one.id, ends) for question in asked for one in case.answers[question] if (ends := _ends(one))]
    for choice in itertools.product(*(range(ends[0], ends[1] + 1) for _, ends in told)):
        yield dict(zip((name for name, _ in told), choice, strict=True))


def _ends(one: Happening) -> tuple[int, int] | None:
    """The ends of a happening's figure, open ones far out; None if it has none."""
    for said in one.affirming:
        (count,) = said.statement.counts
        low, high = count.low, count.high
        return (LEAST_OPEN if low is None else int(low), MOST_OPEN if high is None else int(high))
    return None


def _so(expression: Expression, world: World) -> bool:
    """The value of an expression in one world."""
    match expression:
        case Fact():
            return bool(expression.value)
        case Not():
            return not _so(expression.part, world)
        case Both():
            return all(_so(part, world) for part in expression.parts)
        case Either():
            return sum(_so(part, world) for part in expression.parts) >= expression.at_least
        case Occurs():
            return len(world.days(expression)) >= expression.at_least
        case Exceeds():
            told = [(one.first, one.id) for one in world.within(expression) if one.id in world.figures]
            figure = world.figures[max(told)[1]] if told else None
            return figure is not None and (
                (expression.most is not None and figure > expression.most)
                or (expression.least is not None and figure < expression.least)
            )
        case InOrder():
            others = world.days(expression.of)
            steps = [[day - other for other in others] for day in world.days(expression.step)]
            return BROKEN[expression.relation](steps, int(expression.tolerance))


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
    yield from _told_happenings(case_number, case)
    yield from _told_node(case_number, 0, case.expression, itertools.count(1))


def _told_happenings(c: int, case: Case) -> Iterator[str]:
    for letter, question in zip("abc", QUESTIONS, strict=True):
        for one in case.answers[question]:
            yield f"happening({c},{one.id},{letter},{_day(one.first)})."
            if ends := _ends(one):
                yield f"figure({c},{one.id},{ends[0]},{ends[1]})."
            yield "" if one.state is False else f"{'unsettled' if one.state is None else 'settled'}({c},{one.id})."
    everything = [one for group in case.answers.values() for one in group]
    for rank, one in enumerate(sorted(everything, key=lambda one: (_day(one.first), one.id))):
        yield f"rank({c},{one.id},{rank})."


def _told_node(c: int, n: int, expression: Expression, numbers: Iterator[int]) -> Iterator[str]:
    match expression:
        case Fact():
            yield f"fact({c},{n})." if expression.value else ""
        case Occurs():
            yield f"occurs({c},{n},{_asked(expression)},{expression.at_least})."
        case Exceeds():
            most = MOST_OPEN if expression.most is None else int(expression.most)
            least = LEAST_OPEN if expression.least is None else int(expression.least)
            yield f"exceeds({c},{n},{_asked(expression)},{most},{least})."
        case InOrder():
            step, of = next(numbers), next(numbers)
            yield f"order({c},{n},{step},{of},{expression.relation},{int(expression.tolerance)})."
            yield from _told_node(c, step, expression.step, numbers)
            yield from _told_node(c, of, expression.of, numbers)
        case Not():
            part = next(numbers)
            yield f"not_({c},{n},{part})."
            yield from _told_node(c, part, expression.part, numbers)
        case Both() | Either():
            needed = expression.at_least if isinstance(expression, Either) else len(expression.parts)
            yield f"some({c},{n},{needed})."
            for each in expression.parts:
                part = next(numbers)
                yield f"part({c},{n},{part})."
                yield from _told_node(c, part, each, numbers)


def _asked(part: Occurs | Exceeds) -> str:
    """The letter of a question and its days."""
    return f"{'abc'[QUESTIONS.index(part.question)]},{_day(part.window.first)},{_day(part.window.last)}"


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
