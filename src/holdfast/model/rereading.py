"""The rereading: that a document was read again, and by which reader."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from holdfast.model.days import check_moment
from holdfast.model.noun import Noun

__all__ = ["Rereading", "kind_of", "moment_key"]

_VERSION = re.compile(r"\s+(?:\(prompt [^)]*\)|v?\d[\w.+-]*)$")


class Rereading(Noun, frozen=True, kw_only=True):
    """That a reader has read a document anew; for example holdfast-reader-en 0.4.0, on 26 November at nine.

    From that moment on its statements of the document stand in the place of those that the same kind of reader made
    before. Those stay in the record: a rereading is a row beside them, and is never overwritten.

    Attributes:
        document: The document's id.
        reader: Name and version of what read it, as its statements carry it.
        at: ISO moment of the rereading.
        replaces: Other kinds of readers (`kind_of`) whose statements it supersedes too, since somebody named them.
    """

    document: str
    reader: str
    at: str
    replaces: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_moment(self.at, "at")
        if not self.reader.strip():
            raise ValueError("a rereading says which reader has read")
        if not all(kind.strip() for kind in self.replaces):
            raise ValueError("what no reader has made, as a person's words, is never superseded")

    @property
    def key(self) -> str:
        """What orders rereadings: the moment in UTC, then the reader."""
        return f"{moment_key(self.at)} {self.reader}"

    @property
    def day(self) -> date:
        """The day (UTC) on which the document was read again."""
        return date.fromisoformat(self.key[:10])

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of readers whose earlier statements it supersedes."""
        return frozenset((kind_of(self.reader), *self.replaces))


def kind_of(reader: str | None) -> str:
    """The name of a reader without its version: "holdfast-reader-en 0.4.0" and "... 0.3.0" are of one kind.

    Of "llm:qwen3-8b (prompt 1f00a2b3)" the kind is the model. What a person corrected ("..., corrected by hand") has no
    version at its end and is a kind of its own; so has what no reader made, the empty one.
    """
    return _VERSION.sub("", (reader or "").strip())


def moment_key(at: str) -> str:
    """An ISO moment in UTC, so that the texts are in the order of the moments; a mere day is its midnight."""
    moment = datetime.fromisoformat(at)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
