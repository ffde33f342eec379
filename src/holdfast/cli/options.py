"""Options that several verbs share, each declared once with its help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from holdfast.cli.surroundings import Surroundings
from holdfast.errors import WrongUse
from holdfast.model.statement import Act, EventType
from holdfast.pipeline.asking import is_askable, refuse_no_words, refuse_wrong_order, why_not
from holdfast.record import Database, located
from holdfast.record.store import Filter
from holdfast.sources.about import About

__all__ = ["Around", "Chosen", "Day", "Origin", "Output", "Sources", "StoreFile", "StoreName"]

Around = Annotated[Surroundings, Parameter(parse=False)]
"""The type under which a verb asks for its surroundings; no option of the command line."""


def _day(_type: Any, tokens: Any) -> date:
    text, where = tokens[0].value, tokens[0].keyword
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"{text!r} is not a day", where=where, remedy="Give one like 2022-03-29") from None
    if not is_askable(day):
        raise WrongUse(f"{text} cannot be asked about: {why_not()}", where=where, remedy="Give one like 2022-03-29")
    return day


def _record(_type: Any, tokens: Any) -> Path | Database:
    return located(tokens[0].value)


def _not_an_option(_type: Any, value: Any) -> None:
    """Refuse `--reder`: since `-` alone is a source, the parser would take a mistyped option for one, too."""
    for text in value if isinstance(value, (tuple, list)) else (value,):
        if text.startswith("-") and text != "-":
            raise WrongUse(
                f"There is no option {text}", remedy="--help shows what there is; a file of that name is ./" + text
            )


Day = Annotated[date, Parameter(converter=_day)]
"""A day of the calendar, such as 2022-03-29."""

StoreName = Annotated[Path | Database, Parameter(converter=_record, accepts_keys=False)]
"""The file that holds a record, such as talks.db, or the address of its database, which is never shown whole."""

StoreFile = Annotated[Path | Database, Parameter(name="--in", converter=_record, accepts_keys=False)]
"""The same as the option of nearly every verb."""

Sources = Annotated[str, Parameter(allow_leading_hyphen=True, validator=_not_an_option)]
"""A file, a folder, or `-` for standard input."""

Output = Annotated[str, Parameter(name=("--output", "-o"), allow_leading_hyphen=True, validator=_not_an_option)]
"""Where a result goes: a file, or `-` for standard output."""


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What you know about the documents and they do not say themselves.

    Attributes:
        published: Day or moment of publication, such as 2022-03-29 or 2022-03-29T18:00+03:00.
        outlet: Who published them.
        url: Their address.
        language: Their language, such as en.
        licence: The licence under which they may be used.
        encoding: Their encoding, such as cp1251, where the files do not tell.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    encoding: str | None = None

    def about(self) -> About:
        """The same for the sources."""
        return About(
            published=self.published,
            outlet=self.outlet,
            url=self.url,
            language=self.language,
            licence=self.licence,
            encoding=self.encoding,
        )


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which of the record to show; what is not given allows anything.

    Attributes:
        document: Id of the document.
        outlet: Who published it.
        act: What the words do.
        type: What the words are about.
        actor: Reference or its beginning, such as RUS or "RUS MIL", of an actor, a recipient or a voice.
        voice: Words of a voice's name, or the beginning of its reference.
        place: Words of the place's name.
        country: Country of the place, such as UKR.
        since: First day of the happening, else of publication.
        until: Last day of the happening, else of publication.
        text: Words that the quote holds.
        min_confidence: The reader's least certainty, 0 to 1; what a person or a dataset says has none, and is shown.
        limit: Show so many at most.
        offset: Leave out so many first.
    """

    document: str | None = None
    outlet: str | None = None
    act: Act | None = None
    type: EventType | None = None
    actor: str | None = None
    voice: str | None = None
    place: str | None = None
    country: str | None = None
    since: Day | None = None
    until: Day | None = None
    text: str | None = None
    min_confidence: float | None = None
    limit: int | None = None
    offset: int = 0

    def filter(self) -> Filter:
        """The same for the record.

        Raises:
            WrongUse: The first day is after the last, a search holds no word, or a number cannot be.
        """
        refuse_wrong_order(self.since, self.until, first_name="--since", last_name="--until")
        refuse_no_words(self.text, name="--text")
        refuse_no_words(self.place, name="--place")
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise WrongUse(
                f"{self.min_confidence:g} is no certainty",
                where="--min-confidence",
                remedy="Give a number from 0 to 1, such as 0.5",
            )
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise WrongUse("--limit and --offset cannot be negative", remedy="Give 0 or more")
        return Filter(
            document=self.document,
            outlet=self.outlet,
            act=self.act,
            type=self.type,
            actor=self.actor,
            voice=self.voice,
            place=self.place,
            country=self.country,
            since=self.since,
            until=self.until,
            text=self.text,
            min_confidence=self.min_confidence,
            limit=self.limit,
            offset=self.offset,
        )
