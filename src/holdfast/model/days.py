"""Days and moments as the nouns write them: ISO 8601 text, read to a day when one is needed."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

__all__ = ["as_day", "check_moment"]


def check_moment(text: str | None, field: str) -> None:
    """Refuse what is not an ISO date or moment.

    Raises:
        ValueError: `text` is neither, with the field's name in the message.
    """
    if text is not None and as_day(text) is None:
        raise ValueError(
            f"{field} is {text!r}, which is not an ISO date or moment like 2022-03-29 or 2022-03-29T18:00+03:00"
        )


@lru_cache(maxsize=16_384)
def as_day(text: str | None) -> date | None:
    """The day of an ISO date or moment in its own zone; None if there is none or it cannot be read."""
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) == len("2022-03-29") else datetime.fromisoformat(text).date()
    except ValueError:
        return None
