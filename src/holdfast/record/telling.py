"""Who said what on which days: statements by their innermost voice, said once in plain Python.

A view in memory answers so; a database does the same in SQL (`sql/telling.py`), and the same tests hold the two
together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from holdfast.model import Document, Statement
from holdfast.model.statement import Act
from holdfast.record.words import fold_name

__all__ = ["EVERYTHING_SAID", "Said", "Voiced", "outlet_names", "says", "summed", "teller", "voiced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Which statements to show by who said them and when; an empty field allows anything.

    Attributes:
        since, until: Days of the document's publication, inclusive; without one a statement passes neither.
        acts: What the words do is one of these.
        voice: The innermost voice in words, as `teller` says it.
        limit, offset: Paging; the order is that of statements in a view.
    """

    since: date | None = None
    until: date | None = None
    acts: tuple[Act, ...] = ()
    voice: str | None = None
    limit: int | None = None
    offset: int = 0


EVERYTHING_SAID = Said()
"""The choice of every statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """How often a voice has done one thing in one outlet.

    Attributes:
        voice: The innermost voice in words, as `teller` says it.
        ref: Its reference, where the statement has one.
        outlet: The outlet's name; of names that differ in case or accents alone, the first of the alphabet.
        first, last: Days of publication between which it was; None where no day is known.
    """

    voice: str
    ref: str | None
    act: Act
    outlet: str | None
    first: date | None
    last: date | None
    number: int


def teller(statement: Statement, outlet: str | None) -> tuple[str, str | None]:
    """The innermost voice in words, and its reference; a statement without one is the outlet's."""
    voice = statement.innermost_voice
    words = voice.caption if voice else outlet or "an outlet not known"
    return words.replace("\0", ""), voice.ref if voice else None  # no column of PostgreSQL holds that character


def says(chosen: Said, statement: Statement, document: Document) -> bool:
    """Whether a statement of a document is one of those chosen."""
    day = document.published_day
    return (
        (not chosen.acts or statement.act in chosen.acts)
        and (chosen.since is None or (day is not None and day >= chosen.since))
        and (chosen.until is None or (day is not None and day <= chosen.until))
        and chosen.voice in (None, teller(statement, document.outlet)[0])
    )


def outlet_names(documents: Iterable[Document]) -> dict[str, str | None]:
    """The name of each outlet, by its folded name."""
    names: dict[str, str | None] = {}
    for one in documents:
        folded, known = fold_name(one.outlet), names.get(fold_name(one.outlet))
        names[folded] = min(known, one.outlet) if known is not None and one.outlet is not None else known or one.outlet
    return names


def voiced(
    told: Iterable[tuple[Statement, Document]], names: dict[str, str | None], *, by_day: bool
) -> Iterator[Voiced]:
    """Statements by voice, act and outlet, each for itself (`summed` puts them together).

    Args:
        told: The statements with their documents.
        names: The names of the outlets, by their folded names.
        by_day: Whether each day of publication is to be counted for itself, and outlets are not.
    """
    for statement, document in told:
        voice, ref = teller(statement, document.outlet)
        day = document.published_day
        outlet = None if by_day else names.get(fold_name(document.outlet), document.outlet)
        yield Voiced(voice=voice, ref=ref, act=statement.act, outlet=outlet, first=day, last=day, number=1)


def summed(parts: Iterable[Voiced], *, by_day: bool) -> tuple[Voiced, ...]:
    """Each voice, act and outlet once, or each voice, act and day."""
    found: dict[tuple[object, ...], Voiced] = {}
    for one in parts:
        key = (one.voice, one.ref, one.act, one.outlet, one.first if by_day else None)
        known = found.get(key)
        found[key] = one if known is None else _together(known, one)
    return tuple(found.values())


def _together(one: Voiced, other: Voiced) -> Voiced:
    return replace(
        one,
        first=_either(min, one.first, other.first),
        last=_either(max, one.last, other.last),
        number=one.number + other.number,
    )


def _either(choose: Callable[[date, date], date], one: date | None, other: date | None) -> date | None:
    """The one chosen of two days; of one day and none, the day."""
    return choose(one, other) if one is not None and other is not None else one or other
