"""The tombstone: what is left of a document that was taken out of a record."""

from __future__ import annotations

from datetime import datetime

import msgspec

from holdfast.model.days import check_moment
from holdfast.model.noun import Noun

__all__ = ["Tombstone"]


class Tombstone(Noun, frozen=True, kw_only=True):
    """That a document was taken out, by whom and why; nothing of what it said.

    Attributes:
        document: The document's id, by which the same text is known again and refused. It is made from the text and
            cannot be turned back into it.
        statements: How many statements went with it.
        by: The person's name.
        at: ISO moment at which it was taken out.
        why: The reason in words, such as the number of a court's order; it should not repeat what was taken out.
    """

    document: str
    statements: int
    by: str
    at: str
    why: str

    def __post_init__(self) -> None:
        check_moment(self.at, "at")
        if not self.by.strip() or not self.why.strip():
            raise ValueError("a tombstone says who took the document out, and why")

    @property
    def moment(self) -> datetime:
        """When it was taken out."""
        return datetime.fromisoformat(self.at)

    def counting(self, statements: int) -> Tombstone:
        """The same with another number of statements."""
        return msgspec.structs.replace(self, statements=statements)
