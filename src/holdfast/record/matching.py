"""What each field of a filter means, said once in plain Python.

The in-memory store uses these functions; the SQL store compiles the same meaning, and the tests hold the two together.
"""

from __future__ import annotations

from holdfast.model import Statement
from holdfast.record.facts import DocumentFacts, StatementFacts, begins, is_sure
from holdfast.record.store import Filter
from holdfast.record.words import fold, word_set

__all__ = ["EVERYTHING", "chooses_statements", "only_statements", "shows_document", "shows_statement"]

EVERYTHING = Filter()
"""The filter that allows anything."""


def chooses_statements(chosen: Filter) -> bool:
    """Whether a filter sets a field that only a statement can answer."""
    return any(
        value is not None
        for value in (
            chosen.act,
            chosen.type,
            chosen.actor,
            chosen.voice,
            chosen.place,
            chosen.country,
            chosen.box,
            chosen.min_confidence,
        )
    )


def only_statements(chosen: Filter) -> Filter:
    """The filter that keeps just the fields which only a statement can answer."""
    return Filter(
        act=chosen.act, type=chosen.type, actor=chosen.actor, voice=chosen.voice,
        place=chosen.place, country=chosen.country, box=chosen.box, min_confidence=chosen.min_confidence,
    )  # fmt: skip


def shows_document(chosen: Filter, facts: DocumentFacts, words: frozenset[str]) -> bool:
    """Whether a document passes the fields that a document can answer.

    Args:
        chosen: The filter; `since` and `until` mean the day of publication here.
        facts: The document's facts.
        words: The folded words of title and text.
    """
    return (
        (chosen.document is None or facts.id == chosen.document)
        and (chosen.outlet is None or facts.outlet == fold(chosen.outlet))
        and _within(chosen, facts.day, facts.day)
        and (chosen.text is None or word_set(chosen.text) <= words)
    )


def shows_statement(chosen: Filter, statement: Statement, facts: StatementFacts, document: DocumentFacts) -> bool:
    """Whether a statement passes a filter."""
    return (
        (chosen.document is None or statement.document == chosen.document)
        and (chosen.outlet is None or document.outlet == fold(chosen.outlet))
        and (chosen.act is None or statement.act == chosen.act)
        and (chosen.type is None or statement.event.type == chosen.type)
        and (chosen.text is None or word_set(chosen.text) <= set(facts.quote.split()))
        and (chosen.min_confidence is None or is_sure(statement, chosen.min_confidence))
        and _is_about(chosen, statement, facts)
        and _within(chosen, facts.day_from, facts.day_to)
        and (chosen.actor is None or any(begins(ref, chosen.actor) for _, ref in facts.parties))
        and (chosen.voice is None or _speaks(chosen.voice, facts))
    )


def _is_about(chosen: Filter, statement: Statement, facts: StatementFacts) -> bool:
    """Whether the statement's place passes."""
    place = statement.place
    return (
        (chosen.place is None or (place is not None and word_set(chosen.place) <= set(facts.place.split())))
        and (chosen.country is None or (place is not None and place.country == chosen.country.strip().upper()))
        and (chosen.box is None or (place is not None and _inside(chosen.box, place.lon, place.lat)))
    )


def _inside(box: tuple[float, float, float, float], lon: float | None, lat: float | None) -> bool:
    west, south, east, north = box
    return lon is not None and lat is not None and west <= lon <= east and south <= lat <= north


def _speaks(voice: str, facts: StatementFacts) -> bool:
    by_ref = any(role == "v" and begins(ref, voice) for role, ref in facts.parties)
    return by_ref or (bool(word_set(voice)) and word_set(voice) <= set(facts.voices.split()))


def _within(chosen: Filter, first: int | None, last: int | None) -> bool:
    """Whether days touch the chosen ones; an unknown day is within no choice of days."""
    if chosen.since is None and chosen.until is None:
        return True
    if first is None or last is None:
        return False
    return (chosen.since is None or last >= chosen.since.toordinal()) and (
        chosen.until is None or first <= chosen.until.toordinal()
    )
