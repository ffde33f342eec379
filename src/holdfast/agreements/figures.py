"""Figures as claimed, against a cap or a floor: a range lies beyond it, within it, or perhaps beyond it."""

from __future__ import annotations

from datetime import date

from holdfast.agreements.evidence import Happening
from holdfast.agreements.expression import Exceeds

__all__ = ["beyond", "figure_of", "figure_sentence", "latest_first", "span_of"]

_Range = tuple[float | None, float | None]


def latest_first(one: Happening) -> tuple[date, date, str]:
    """The key by which happenings are sorted; reversed, the latest comes first."""
    return (one.last or date.min, one.first or date.min, one.id)


def figure_of(one: Happening, expression: Exceeds) -> _Range | None:
    """The widest range that those who affirm a happening give for the quantity; None if nobody gives a figure."""
    counts = [count for said in one.affirming for count in said.statement.counts if count.what == expression.quantity]
    if not counts:
        return None
    lows, highs = [count.low for count in counts], [count.high for count in counts]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return low, high


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


def figure_sentence(expression: Exceeds, looked_at: list[Happening], value: bool | None) -> str:
    """What is allowed and what was reported, in a sentence."""
    limits = [f"at most {expression.most:g}"] if expression.most is not None else []
    limits += [f"at least {expression.least:g}"] if expression.least is not None else []
    allowed = f"{expression.title}: allowed are {' and '.join(limits)} {expression.quantity}"
    if not looked_at:
        return f"{allowed}; no figure was reported {span_of(expression.window.first, expression.window.last)}."
    figures = "; ".join(_ranged(figure_of(one, expression)) for one in looked_at[:4])
    told = {True: "beyond it", False: "within it", None: "perhaps beyond it"}
    return f"{allowed}; the latest figures are {figures}: {told[value]}."


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
