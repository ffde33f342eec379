"""The protocol of a reader: a document in, its statements out, nothing changed on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, runtime_checkable

from holdfast.model import Document, Statement

__all__ = ["Reader", "Watch", "Watchable"]

# Told, while a document is read, how many of its characters are behind and how many there are.
Watch = Callable[[int, int], None]


class Reader(Protocol):
    """Something that reads documents; the shipped model, an endpoint, or a fake for tests."""

    @property
    def name(self) -> str:
        """Name and version, as each statement carries it."""
        ...

    def read(self, document: Document) -> list[Statement]:
        """The statements of one document, in the order of the text.

        Every span of every statement stands in `document.text` at its offsets.

        Raises:
            UnreadLanguage: The text is in a language that this reader does not know.
        """
        ...

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        """Read many; a document that cannot be read comes back with `unread` set and no statements."""
        ...


@runtime_checkable
class Watchable(Protocol):
    """A reader that tells how far it has come in a document, if somebody wants to know.

    Attributes:
        watch: Whom to tell; nobody if `None`.
    """

    watch: Watch | None
