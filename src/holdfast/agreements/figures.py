"""Figures as claimed, against a cap or a floor: a range lies beyond it, within it, or perhaps beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from holdfast.agreements.evidence import Happening
from holdfast.agreements.expression import Exceeds
from holdfast.model import Event, Tally
from holdfast.record.ledger import counted, totals

__all__ = ["WIDEST", "beyond", "figure_of", "figure_sentence", "span_of"]

WIDEST = "range"
"""The rule of the ledger that leaves nobody out: from the lowest to the highest that any voice gives."""

_Range = tuple[float | None, float | None]


def figure_of(one: Happening, expression: Exceeds, rule: str = WIDEST) -> _Range | None:
    """The figure of a happening by a rule of the ledger; None if nobody gives one.

    Args:
        one: The happening; those who affirm it count.
        expression: Of whose quantity.
        rule: "range" is the widest range that they give; the others are those of `holdfast.record.ledger`.
    """
    if rule != WIDEST:
        return _by_rule(one, expression, rule)
    counts = [count for said in one.affirming for count in said.statement.counts if count.what == expression.quantity]
    if not counts:
        return None
    lows, highs = [count.low for count in counts], [count.high for count in counts]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return low, high


def _by_rule(one: Happening, expression: Exceeds, rule: str) -> _Range | None:
    event = Event(id=one.id, type=None, mode=None, statements=(), ledger=tuple(_tallies(one)))
    found = next((totals(event, what) for what in counted(event) if what == expression.quantity), None)
    return (found[rule].low, found[rule].high) if found else None


def _tallies(one: Happening) -> Iterator[Tally]:
    """The lines of a happening's ledger, of those who affirm it."""
    for said in one.affirming:
        cite = said.cite()
        for count in said.statement.counts:
            yield Tally(
                what=count.what,
                low=count.low,
                high=count.high,
                approx=count.approx,
                voice=cite.voice,
                outlet=said.outlet,
                day=cite.day,
                statement=cite.statement,
            )


def beyond(figure: _Range, expression: Exceeds) -> bool | None:
    """Whether a range lies beyond the limit: surely, surely not, or perhaps."""
    low, high = figure
    above = _compared(expression.most, low, high)
    below = _compared(expression.least, high, low, sign=-1)
    if above or below:
        return True
    return None if None in (above, below) else False


def _compared(limit: float | None, near: float | None, far: float | None, *, sign: int = 1) -> bool | None:
    """Whether both ends of a range are beyond a limit, neither is, or one may be."""
    if limit is None:
        return False
    if near is not None and sign * near > sign * limit:
        return True
    return False if far is not None and sign * far <= sign * limit else None


def figure_sentence(expression: Exceeds, looked_at: list[Happening], value: bool | None, rule: str = WIDEST) -> str:
    """What is allowed and what was reported, in a sentence, with the rule of the ledger if it is not the widest."""
    limits = [f"at most {expression.most:g}"] if expression.most is not None else []
    limits += [f"at least {expression.least:g}"] if expression.least is not None else []
    allowed = f"{expression.title}: allowed are {' and '.join(limits)} {expression.quantity}"
    if not looked_at:
        return f"{allowed}; no figure was reported {span_of(expression.window.first, expression.window.last)}."
    figures = "; ".join(_ranged(figure_of(one, expression, rule)) for one in looked_at[:4])
    ruled = "" if rule == WIDEST else f" (by the rule “{rule}”)"
    told = {True: "beyond it", False: "within it", None: "perhaps beyond it"}
    return f"{allowed}; the latest figures{ruled} are {figures}: {told[value]}."


def _ranged(figure: _Range | None) -> str:
    low, high = figure or (None, None)
    if low is not None and low == high:
        return f"{low:g}"
    return f"{'any' if low is None else f'{low:g}'} to {'any' if high is None else f'{high:g}'}"


def span_of(first: date | None, last: date | None) -> str:
    """Days from one to another in words."""
    if first and last:
        return f"on {first}" if first == last else f"from {first} to {last}"
    if first:
        return f"from {first} on"
    return f"up to {last}" if last else "on any day"
