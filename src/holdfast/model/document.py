"""The document: a text as it was published, with where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from holdfast.model.days import as_day, check_moment
from holdfast.model.noun import Noun, fingerprint

__all__ = ["Document"]


class Document(Noun, frozen=True, kw_only=True):
    """A text as one outlet published it on one day; for example a news page of 29 March 2022.

    Attributes:
        text: The words, in Unicode code points; every offset in Holdfast counts in them.
        id: Stable: a hash of address, outlet, publication and text. Left empty, it is worked out.
        published: ISO date or moment of publication, None if not known; never the day of loading.
        fetched: ISO moment at which it was taken, None if not known.
        sha256: Hash of the raw bytes, where there were some.
        source: The file or archive that it was read from.
        unread: Why no reader has read it; None if nothing hindered.
        extra: What else came with it, kept as given.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    fetched: str | None = None
    language: str | None = None
    licence: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    sha256: str | None = None
    source: str | None = None
    unread: str | None = None
    extra: dict[str, Any] = {}

    def __post_init__(self) -> None:
        check_moment(self.published, "published")
        check_moment(self.fetched, "fetched")
        if not self.id:
            name = fingerprint("d", self.url, self.outlet, self.published, self.text)
            msgspec.structs.force_setattr(self, "id", name)

    @property
    def published_day(self) -> date | None:
        """The day of publication, if it is known."""
        return as_day(self.published)
