"""The ledger of an event: what each voice says now, and totals under rules that a reader chooses, side by side.

A total never adds figures of several statements up: they count the same people. In one statement the largest figure of
a kind stands for it, as the others are parts of it ("seven, including two children"). A later figure of the same voice
replaces its earlier one here, while the event keeps both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from holdfast.model import Event, Tally
from holdfast.model.statement import Counted
from holdfast.record.words import fold_name

__all__ = ["RULES", "Rule", "Total", "conservative", "counted", "latest", "majority", "present", "totals", "widest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A figure that a rule settles on, for example 7 to 9 killed, with the lines that it rests on.

    Attributes:
        low, high: None where nobody gives a bound.
        why: The reason in a sentence.
    """

    what: Counted
    low: float | None
    high: float | None
    rests_on: tuple[Tally, ...]
    why: str


Rule = Callable[[tuple[Tally, ...]], Total]
"""A rule takes the present lines of one kind, at least one, and settles on a total."""


def counted(event: Event) -> tuple[Counted, ...]:
    """The kinds of figure in an event's ledger, each once, in the order in which they come."""
    return tuple(dict.fromkeys(tally.what for tally in event.ledger))


def present(event: Event, what: Counted) -> tuple[Tally, ...]:
    """The latest line of each voice, in order of day; lines without a day come first."""
    by_statement: dict[str, Tally] = {}
    for tally in event.ledger:
        if tally.what == what:
            known = by_statement.get(tally.statement)
            if known is None or _size(tally) > _size(known):
                by_statement[tally.statement] = tally
    by_voice: dict[str, Tally] = {}
    for tally in sorted(by_statement.values(), key=_when):
        by_voice[fold_name(tally.voice)] = tally
    return tuple(sorted(by_voice.values(), key=_when))


def widest(lines: tuple[Tally, ...]) -> Total:
    """The range: from the lowest to the highest that any voice gives. Nobody is left out, nothing is decided."""
    lows = [line.low for line in lines if line.low is not None]
    highs = [_top(line) for line in lines]
    high = None if any(line.high is None for line in lines) else max(top for top in highs if top is not None)
    why = f"from the lowest to the highest of {_voices(lines)}"
    return Total(what=lines[0].what, low=min(lows, default=None), high=high, rests_on=lines, why=why)


def latest(lines: tuple[Tally, ...]) -> Total:
    """The latest: what was said last. Tolls mostly rise as the dead are found, so the last is mostly the fullest."""
    line = lines[-1]
    why = f"the latest, by {line.voice}" + (f" on {line.day}" if line.day else "")
    return Total(what=line.what, low=line.low, high=line.high, rests_on=(line,), why=why)


def majority(lines: tuple[Tally, ...]) -> Total:
    """The majority: the figure that most voices give; of equally many, the later one."""
    votes = Counter((line.low, line.high) for line in lines)
    most = max(votes.values())
    low, high = next((line.low, line.high) for line in reversed(lines) if votes[line.low, line.high] == most)
    chosen = tuple(line for line in lines if (line.low, line.high) == (low, high))
    why = f"given by {len(chosen)} of {_voices(lines)}"
    return Total(what=lines[0].what, low=low, high=high, rests_on=chosen, why=why)


def conservative(lines: tuple[Tally, ...]) -> Total:
    """The most conservative: the least that any voice vouches for; those who give no lower bound vouch for none."""
    vouching = [line for line in lines if line.low is not None]
    if not vouching:
        return Total(what=lines[0].what, low=None, high=None, rests_on=lines, why="nobody gives a lower bound")
    line = min(vouching, key=lambda each: each.low or 0)
    return Total(what=line.what, low=line.low, high=line.high, rests_on=(line,), why=f"the lowest, by {line.voice}")


RULES: Mapping[str, Rule] = {
    "range": widest,
    "latest": latest,
    "majority": majority,
    "conservative": conservative,
}
"""Every rule by its name."""


def totals(event: Event, what: Counted) -> dict[str, Total]:
    """The total of one kind under every rule, by the rule's name; empty if the ledger has none of that kind."""
    lines = present(event, what)
    return {name: rule(lines) for name, rule in RULES.items()} if lines else {}


def _size(tally: Tally) -> float:
    return tally.low if tally.low is not None else _top(tally) or 0


def _top(tally: Tally) -> float | None:
    return tally.high if tally.high is not None else tally.low


def _when(tally: Tally) -> tuple[str, str]:
    return tally.day or "", tally.statement


def _voices(lines: Iterable[Tally]) -> str:
    number = len(tuple(lines))
    return "one voice" if number == 1 else f"{number} voices"
