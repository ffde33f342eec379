"""Cursors: a list read on from the last thing that was given, whatever has been kept in between.

A cursor is opaque to whoever asks. It names the last thing given, and where that stood, so that the next stretch is
found at once where nothing has changed. The order of a list is stable, so nothing is given twice or left out.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, Protocol, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Query, Request

from holdfast.errors import MissingInput, WrongUse
from holdfast.model.noun import fingerprint
from holdfast.web.pages.page import Word
from holdfast.web.pages.statements import ThePaging

__all__ = ["Stretch", "Stretches", "TheStretches"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)
_BEGIN_AGAIN = "Leave the cursor out to begin again"


class _Cursor(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """The last thing given, how many came up to it, and which question it answers."""

    last: str
    given: Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Generic[_Thing]):
    """A stretch of a list.

    Attributes:
        next: The address of the next stretch; None at the end.
        next_offset: How many things come before it; None at the end.
    """

    items: tuple[_Thing, ...]
    next: str | None
    next_offset: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """Which stretch of a list is asked for, by number or by cursor."""

    limit: int
    offset: int
    cursor: _Cursor | None
    question: str
    address: Callable[[str], str]

    def of(self, fetch: Callable[[int, int | None], Sequence[_Thing]]) -> Stretch[_Thing]:
        """The stretch.

        Args:
            fetch: Gives the list from an offset on, at most so many; all of it for None.

        Raises:
            MissingInput: The thing that the cursor names is shown no longer.
        """
        offset, found = self._after(self.cursor, fetch) if self.cursor else (self.offset, self._here(fetch))
        items = tuple(found[: self.limit])
        more = len(found) > self.limit
        end = offset + len(items)
        cursor = _encoded(_Cursor(items[-1].id, end, self.question)) if more else None
        return Stretch(items=items, next=self.address(cursor) if cursor else None, next_offset=end if more else None)

    def _here(self, fetch: Callable[[int, int | None], Sequence[_Thing]]) -> Sequence[_Thing]:
        return fetch(self.offset, self.limit + 1)

    def _after(
        self, cursor: _Cursor, fetch: Callable[[int, int | None], Sequence[_Thing]]
    ) -> tuple[int, Sequence[_Thing]]:
        near = fetch(cursor.given - 1, self.limit + 2)
        if near and near[0].id == cursor.last:
            return cursor.given, near[1:]
        # Something was kept or corrected before it: it is looked for in the whole list.
        every = fetch(0, None)
        place = next((place for place, one in enumerate(every, 1) if one.id == cursor.last), None)
        if place is None:
            raise MissingInput("What this cursor goes on from is shown no longer", where="cursor", remedy=_BEGIN_AGAIN)
        return place, every[place : place + self.limit + 1]


def _stretches(
    request: Request,
    paging: ThePaging,
    cursor: Annotated[Word, Query(description="Where to go on: the cursor in `next` of the stretch before.")] = None,
) -> Stretches:
    asked = [(name, text) for name, text in request.query_params.multi_items() if name not in ("cursor", "offset")]
    filters = [part for pair in sorted(asked) if pair[0] != "limit" for part in pair]
    question = fingerprint("q", request.url.path, *filters)

    def address(further: str) -> str:
        return f"{request.url.path}?{urlencode([*asked, ('cursor', further)])}"

    given = _decoded(cursor, question) if cursor else None
    if given and paging.offset:
        raise WrongUse("A cursor says where to go on already", where="offset", remedy="Leave the offset out")
    return Stretches(limit=paging.limit, offset=paging.offset, cursor=given, question=question, address=address)


TheStretches = Annotated[Stretches, Depends(_stretches)]


def _encoded(cursor: _Cursor) -> str:
    return urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def _decoded(text: str, question: str) -> _Cursor:
    try:
        cursor = msgspec.json.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=_Cursor)
    except (ValueError, msgspec.MsgspecError) as error:
        raise MissingInput("This is no cursor of this desk", where="cursor", remedy=_BEGIN_AGAIN) from error
    if cursor.question != question:
        raise MissingInput(
            "This cursor goes on with another question",
            where="cursor",
            remedy="Ask with the filters and days that it was given for, or leave it out",
        )
    return cursor
