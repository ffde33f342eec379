"""What the user says about the documents that are read: it fills what a document does not say itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from holdfast.errors import WrongUse
from holdfast.model.days import check_moment

__all__ = ["About"]

_FILLS = ("published", "outlet", "url", "title", "author", "language", "licence", "fetched")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Metadata given by hand, such as "all of these are by Harbour Wire, of 29 March 2022".

    A document's own word comes first: a page that names its day keeps it.

    Attributes:
        published, fetched: ISO dates or moments.
        encoding: The encoding of the files, such as `cp1251`, where neither they nor their bytes tell it.

    Raises:
        WrongUse: A day is not an ISO date or moment.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    licence: str | None = None
    fetched: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        for name in ("published", "fetched"):
            try:
                check_moment(getattr(self, name), name)
            except ValueError as error:
                raise WrongUse(str(error), remedy="Give a day like 2022-03-29") from None

    def fill(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """`said` with each missing field of a document filled from what is given here."""
        given = {name: getattr(self, name) for name in _FILLS}
        filled = {name: value for name, value in given.items() if value is not None and said.get(name) is None}
        return {**said, **filled}
