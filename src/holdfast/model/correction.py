"""The correction: a person's word on what a statement should say, kept beside what was read."""

from __future__ import annotations

from typing import Literal

from holdfast.model.days import check_moment
from holdfast.model.noun import Noun
from holdfast.model.statement import Statement

__all__ = ["Correction"]


class Correction(Noun, frozen=True, kw_only=True):
    """Somebody's word that a statement was misread; for example that its act is deny and not assert.

    Attributes:
        statement: The id of the statement as it was read.
        ruling: It is corrected, it is no statement at all, or what was said of it before is taken back.
        corrected: Where it is corrected, the whole statement as it should be, with the same id and quote.
        by: The person's name.
        at: ISO moment of the correction.
        why: The reason in words.
    """

    statement: str
    ruling: Literal["corrected", "not-a-statement", "taken-back"]
    by: str
    at: str
    why: str = ""
    corrected: Statement | None = None

    def __post_init__(self) -> None:
        check_moment(self.at, "at")
        if (self.corrected is not None) != (self.ruling == "corrected"):
            raise ValueError("the whole statement is given where it is corrected, and only there")
        if self.corrected is not None and self.corrected.id != self.statement:
            raise ValueError("a corrected statement keeps its id")
