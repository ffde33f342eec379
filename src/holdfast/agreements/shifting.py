"""Days shifted by so many days, never beyond the first and the last that a calendar has."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["shifted"]


def shifted(day: date, days: float) -> date:
    """The day so many days later, or earlier if negative; the calendar's first or last day if it would lie beyond."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
