"""Figures and chains of voices in words, as tables and sentences write them."""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.model import Count, Document, Statement
from holdfast.model.event import Tally
from holdfast.outputs.discretion import Discretion
from holdfast.outputs.together import Told

__all__ = ["chain", "figure", "number", "tally_voice"]


def number(value: float) -> str:
    """A number without a needless decimal point, thousands parted by commas."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def figure(count: Count | Tally) -> str:
    """The amount of a count: "at least 7", "up to 20", "between 3 and 5", "about 30", "22"."""
    low, high = count.low, count.high
    if low is None and high is None:
        return "an unstated number"
    if low is None or high is None:
        return f"at least {number(low)}" if low is not None else f"up to {number(high or 0)}"
    if low != high:
        return f"between {number(low)} and {number(high)}"
    return f"about {number(low)}" if count.approx else number(low)


def chain(statement: Statement, document: Document | None, discretion: Discretion) -> str:
    """A chain of voices in words, innermost first: "Ukraine's military, according to AP"; the outlet if nobody else."""
    within = document.text if document else ""
    names = [discretion.caption(voice, within=within) for voice in statement.voices]
    outlet = document.outlet if document else None
    if outlet and not any(outlet in (voice.name, voice.text) for voice in statement.voices):
        names.append(outlet)
    kept = list(dict.fromkeys(names))
    return ", according to ".join(kept) if kept else "an unnamed source"


def tally_voice(tally: Tally, cited: Mapping[str, Told], discretion: Discretion) -> str:
    """Whose figure a line of an event's ledger is, by the statements cited; a private person's name is withheld."""
    statement, document = cited.get(tally.statement, (None, None))
    voice = statement.innermost_voice if statement else None
    return discretion.caption(voice, within=document.text if document else "") if voice else tally.voice
