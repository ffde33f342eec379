"""What the record derives from a statement and its document so that it can be found; the same for every backend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

import msgspec

from holdfast.model import Document, Place, Statement
from holdfast.model.days import as_day
from holdfast.record.account import Account
from holdfast.record.words import fold, fold_name

__all__ = [
    "FAR_FUTURE",
    "DocumentFacts",
    "StatementFacts",
    "begins",
    "document_facts",
    "is_sure",
    "party_refs",
    "site",
    "statement_facts",
]

FAR_FUTURE = 2**53
"""Stands for the moment of a document without a day of publication, so that it comes last."""
_OPEN_PAST, _OPEN_FUTURE = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """The searchable side of a document, for example the day from which it is known.

    Attributes:
        moment: Publication in seconds since 1970 (UTC; a mere day counts from its midnight), `FAR_FUTURE` if unknown.
        day: Day of publication as a proleptic ordinal, None if unknown.
        known_from: Day from which the document is known, as an ordinal.
        outlet: The outlet's folded name.
        outlet_name: Its name as it is written, None if unknown.
    """

    id: str
    moment: int
    day: int | None
    known_from: int
    outlet: str
    outlet_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """The searchable side of a statement, for example the references of its parties.

    Attributes:
        day_from, day_to: Days of the happening where said, else of publication, as ordinals; None if neither is known.
        parties: Pairs of role (`a` actor, `r` recipient, `v` voice) and single reference.
    """

    day_from: int | None
    day_to: int | None
    parties: tuple[tuple[str, str], ...]
    quote: str
    place: str
    voices: str


def document_facts(document: Document, *, kept: datetime) -> DocumentFacts:
    """Derive what finds a document.

    Args:
        document: The document.
        kept: The moment at which it is kept; used where neither publication nor fetching is known.
    """
    day = document.published_day
    known = day or as_day(document.fetched) or kept.astimezone(UTC).date()
    return DocumentFacts(
        id=document.id,
        moment=_moment(document.published),
        day=day.toordinal() if day else None,
        known_from=known.toordinal(),
        outlet=fold_name(document.outlet),
        outlet_name=document.outlet,
    )


def statement_facts(statement: Statement, document: DocumentFacts) -> StatementFacts:
    """Derive what finds a statement of that document."""
    first, last = _days(statement, document)
    place = statement.place
    return StatementFacts(
        day_from=first,
        day_to=last,
        parties=tuple(_parties(statement)),
        quote=fold(statement.quote),
        place=_names(place.name, place.text) if place else "",
        voices=" ".join(_names(voice.name, voice.text) for voice in statement.voices),
    )


@lru_cache(maxsize=65_536)
def party_refs(ref: str | None) -> tuple[str, ...]:
    """The single references of a joint one, in capitals: "RUS GOV+UZB GOV" gives both."""
    return tuple(part.strip().upper() for part in ref.split("+") if part.strip()) if ref else ()


def begins(ref: str, beginning: str) -> bool:
    """Whether a reference is `beginning` or goes on from it with a new word: "RUS" begins "RUS MIL", not "RUSX"."""
    wanted = beginning.strip().upper()
    return ref == wanted or ref.startswith(wanted + " ")


def is_sure(statement: Statement | Account, least: float) -> bool:
    """Whether the reader is so sure of it; what a person or a dataset says has no confidence, and passes."""
    return statement.confidence is None or statement.confidence >= least


def site(place: Place) -> Place:
    """A place as it is whatever text names it: the same one has the same site, at offset 0."""
    return msgspec.structs.replace(place, start=0, end=len(place.text))


def _names(name: str | None, text: str | None) -> str:
    return fold_name(text) if name is None or name == text else f"{fold_name(name)} {fold_name(text)}"


def _parties(statement: Statement) -> Iterable[tuple[str, str]]:
    seen: dict[tuple[str, str], None] = {}
    for role, mentions in (("a", statement.actors), ("r", statement.recipients), ("v", statement.voices)):
        for mention in mentions:
            for ref in party_refs(mention.ref):
                seen[role, ref] = None
    return seen


def _days(statement: Statement, document: DocumentFacts) -> tuple[int | None, int | None]:
    """Days of the happening as said, open ends as the first and the last day there is; else the day of publication."""
    time = statement.time
    if time is None or (time.first_day is None and time.last_day is None):
        return document.day, document.day
    first = time.first_day.toordinal() if time.first_day else _OPEN_PAST
    last = time.last_day.toordinal() if time.last_day else _OPEN_FUTURE
    return first, last


def _moment(published: str | None) -> int:
    if not published:
        return FAR_FUTURE
    if len(published) == len("2022-03-29"):
        return (date.fromisoformat(published).toordinal() - _EPOCH) * 86_400
    moment = datetime.fromisoformat(published)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return int(moment.timestamp())


_EPOCH = date(1970, 1, 1).toordinal()
