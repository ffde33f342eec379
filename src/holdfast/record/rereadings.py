"""Which statements of a document are shown when it was read again, said once in plain Python.

The in-memory store uses these functions; the SQL store compiles the same meaning, and the tests hold the two together.
Nothing here hangs on the order in which anything was kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from holdfast.errors import InvalidStatement
from holdfast.model import Document, Statement
from holdfast.model.rereading import Rereading, kind_of
from holdfast.record.checking import misfit

__all__ = ["FIRST", "Row", "check_rereading", "readers_of", "shown", "standing_rereadings", "until"]

FIRST = ""
"""Stands for the rereading of a statement that came with none: it is known with its document, whoever read it when."""


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as one reading found it; another one may have found the same id with other details.

    Attributes:
        rereading: The key of the rereading that it came with, else `FIRST`.
    """

    statement: Statement
    rereading: str = FIRST

    @property
    def kind(self) -> str:
        """The kind of reader that made it; empty for a person."""
        return kind_of(self.statement.reader)


def until(known_by: date | None, judged_by: date | None) -> str | None:
    """The first key of a rereading that a view does not know; None if it knows all.

    A rereading is a way of reading the words that came at a moment: a view of an earlier day has it neither among what
    was known nor among what was judged.
    """
    days = [day for day in (known_by, judged_by) if day is not None and day < date.max]
    return (min(days) + timedelta(days=1)).isoformat() if days else None


def standing_rereadings(rereadings: Iterable[Rereading], until: str | None) -> list[Rereading]:
    """The known rereadings of a document whose statements a later one has not superseded, in order."""
    known = _known(rereadings, until)
    return [one for one in known if not _is_superseded(kind_of(one.reader), one.key, known)]


def shown(rows: Iterable[Row], rereadings: Iterable[Rereading], until: str | None) -> list[Row]:
    """Those rows of a document that a view shows; of several with one id the earliest of those that stand.

    Args:
        rows: All that was found in the document, by whomever.
        rereadings: All of the document's.
        until: The first key that is not known, None for all.
    """
    known = _known(rereadings, until)
    by_id: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row.rereading):
        is_known = until is None or row.rereading < until
        if is_known and not _is_superseded(row.kind, row.rereading, known):
            by_id.setdefault(row.statement.id, row)
    return list(by_id.values())


def readers_of(rows: Iterable[Row], rereadings: Sequence[Rereading], until: str | None) -> tuple[str, ...]:
    """Who has read a document, by what is shown of it: names with versions, in the order of the alphabet."""
    read = {row.statement.reader for row in shown(rows, rereadings, until) if row.statement.reader}
    return tuple(sorted(read | {one.reader for one in standing_rereadings(rereadings, until)}))


def check_rereading(rereading: Rereading, statements: Sequence[Statement], document: Document | None) -> None:
    """Refuse a rereading of a document that is not kept, or with statements that are not its own.

    Raises:
        InvalidStatement: So it is.
    """
    if document is None:
        raise InvalidStatement(
            f"Document {rereading.document} is not in the record",
            where="$.document",
            remedy="Add the document first",
        )
    for statement in statements:
        if statement.document != rereading.document or statement.reader != rereading.reader:
            raise InvalidStatement(
                f"Statement {statement.id} is not of this rereading",
                where="$.reader",
                remedy="Give the statements that this reader has made of this document",
            )
        problem = misfit(statement, document)
        if problem is not None:
            raise problem


def _known(rereadings: Iterable[Rereading], until: str | None) -> list[Rereading]:
    return sorted((one for one in rereadings if until is None or one.key < until), key=lambda one: one.key)


def _is_superseded(kind: str, since: str, known: Iterable[Rereading]) -> bool:
    """Whether a later rereading stands in the place of what a kind of reader made."""
    return any(one.key > since and kind in one.kinds for one in known)
