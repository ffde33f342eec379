"""The page: a declared context, printed by a template as HTML and as it is as JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Query, Request
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from holdfast.pipeline.asking import is_askable, why_not
from holdfast.web.desk import Days, Desk
from holdfast.web.hand import Hand

__all__ = [
    "BLANK",
    "AtDesk",
    "Context",
    "DayChoice",
    "Page",
    "TheDays",
    "TheHand",
    "Word",
    "Words",
    "blank_is_none",
    "or_blank",
]


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says; its JSON form is what the page's address with `.json` gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A context with the template that prints it.

    Attributes:
        section: The entry of the navigation that the page belongs to.
        days: The days that the page's links keep; None where the page has none.
        dated: What it says depends on the day; otherwise only on what was known by a day.
        drawing: Geometry for the template only, such as a map's outlines.
    """

    template: str
    section: str
    title: str
    context: Context
    days: Days | None = None
    drawing: Any = None
    dated: bool = False


def blank_is_none(value: object) -> object:
    """A form sends an empty field as an empty text; it means that nothing was chosen."""
    return None if isinstance(value, str) and not value.strip(_BLANKS) else value


_BLANKS = " \t\r\n"
BLANK: dict[str, Any] = {"type": "string", "pattern": r"^[ \t\r\n]*$"}
"""What `blank_is_none` takes for nothing, as the API's description tells it."""


def or_blank(schema: dict[str, Any]) -> WithJsonSchema:
    """How the API's description tells a parameter of that schema, which an empty field of a form may send too."""
    return WithJsonSchema({"anyOf": [schema, BLANK]})


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)  # create_app puts it there
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]


def _hand(request: Request) -> Hand:
    hand = request.app.state.hand
    assert isinstance(hand, Hand)  # create_app puts it there
    return hand


TheHand = Annotated[Hand, Depends(_hand)]
_TEXT = {"type": "string", "maxLength": 200}
Word = Annotated[
    Annotated[str, Field(max_length=200)] | None, BeforeValidator(blank_is_none), WithJsonSchema(_TEXT), Query()
]
Words = Annotated[
    Annotated[str, Field(max_length=200)] | None,
    BeforeValidator(blank_is_none),
    or_blank({**_TEXT, "pattern": r"[\p{L}\p{N}]"}),
    Query(description="Words; at least one letter or digit."),
]
"""A text that holds a word, as `refuse_no_words` wants it."""


def _askable(day: date) -> date:
    if not is_askable(day):
        raise PydanticCustomError("date_range", "{days}", {"days": why_not()})
    return day


def _as_written(value: object) -> object:
    """A day as it is written, and nothing that a parser would take for one too, such as the seconds since 1970."""
    if isinstance(value, str) and not _ISO_DAY.fullmatch(value):
        raise PydanticCustomError("date_as_written", "Input should be a valid date")
    return value


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_Day = Annotated[date, BeforeValidator(_as_written), AfterValidator(_askable)]
# The pattern says which years can be asked about: those from FIRST_DAY to LAST_DAY.
_DAY = or_blank({"type": "string", "format": "date", "pattern": "^(19|20|21)[0-9]{2}-"})
DayChoice = Annotated[_Day | None, BeforeValidator(blank_is_none), _DAY, Query(description="A day like 2022-04-05.")]


def _days(
    desk: AtDesk,
    on: Annotated[
        _Day | None,
        BeforeValidator(blank_is_none),
        _DAY,
        Query(description="The day to tell about, like 2022-04-05; the record's last day if not given."),
    ] = None,
    known_by: Annotated[
        _Day | None,
        BeforeValidator(blank_is_none),
        _DAY,
        Query(description="Only what was known by the end of this day; all that is kept if not given."),
    ] = None,
) -> Days:
    return desk.days(on, known_by)


TheDays = Annotated[Days, Depends(_days)]
