"""An interval of time as reported, and the question that the rules answer with one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from holdfast.values.calendar.moment import Frame, Moment, Span

__all__ = ["Ask", "Basis", "Interval", "caption", "made_of"]

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

    def __str__(self) -> str:
        return caption(self)


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


def caption(interval: Interval) -> str:
    """The interval in plain words: "29 March 2022", "from 24 February 2022", "until 15 May 2025"."""
    start, end = _spoken(interval.start), _spoken(interval.end)
    if interval.start is None and interval.end is None:
        return "at a time not known"
    if interval.start is None:
        return f"until {end}"
    if interval.end is None:
        return f"from {start}"
    return start if interval.start == interval.end else f"{start} to {end}"


def _spoken(moment: Moment | None) -> str:
    if moment is None:
        return ""
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M}" if isinstance(moment, datetime) else day
