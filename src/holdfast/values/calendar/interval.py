"""An interval of time as reported, and the question that the rules answer with one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from holdfast.values.calendar.moment import Frame, Moment, Span

__all__ = ["Ask", "Basis", "Interval", "made_of"]

Basis = Literal["stated", "resolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of time as reported; for example from 29 March 2022, open at the end, for "since Tuesday".

    Attributes:
        start: First day, or minute where the words give the clock; `None` if open or not known.
        end: Last day or minute, inclusive; `None` if open or not known.
        precision: "minute", "day", "week", "month", "season", "quarter", "year" or "vague".
        basis: "stated" if the words alone give it, "resolved" if it was worked out from the day of the report.
        why: How it was worked out.
    """

    start: Moment | None
    end: Moment | None
    precision: str
    basis: Basis
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question to the rules: the words in one shape, what they count from, and whether it still goes on."""

    words: str
    frame: Frame
    ongoing: bool | None


def made_of(span: Span, **changes: object) -> Interval:
    """An interval from a span, with some fields changed."""
    made = Interval(
        start=span.start,
        end=span.end,
        precision=span.precision,
        basis="stated" if span.stated else "resolved",
        why=span.why,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the field names are literal at every call
