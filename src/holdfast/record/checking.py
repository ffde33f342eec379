"""What is refused before it is kept, with the same words for every backend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from holdfast.errors import Forgotten, InvalidStatement, MissingInput, SkipThis, UnreadableInput, WrongUse
from holdfast.model import Document, Judgement, Statement
from holdfast.model.tombstone import Tombstone

__all__ = [
    "PATIENCE",
    "check_document",
    "check_judgement",
    "forgotten",
    "judged_day",
    "judged_moment",
    "misfit",
    "refuse",
    "tombstone_of",
]

PATIENCE = 30.0
"""Seconds for which a unit of work waits until another one has ended."""


def check_document(document: Document) -> None:
    """Refuse a document that cannot be written to a file.

    Raises:
        UnreadableInput: Its text or another field holds half a character.
    """
    try:
        document.to_json()
    except UnicodeEncodeError as error:
        raise UnreadableInput(
            f"The document holds half a character (a lone surrogate): {error.reason}",
            where=_printable(document.source or document.url or document.id),
            remedy="Replace it with U+FFFD, which keeps all offsets, and add the document again",
        ) from error


def misfit(statement: Statement, document: Document | None) -> InvalidStatement | None:
    """Why a statement cannot be kept beside its document (None: not kept); None if it can."""
    if document is None:
        return InvalidStatement(
            f"Statement {statement.id} is about document {statement.document}, which is not in the record",
            where="$.document",
            remedy="Add the document first, or load both together",
        )
    path = statement.misplaced(document.text)
    if path is None:
        return _unwritable(statement)
    return InvalidStatement(
        f"The words of statement {statement.id} do not stand at these offsets in document {statement.document}",
        where=path,
        remedy="Offsets count Unicode code points of the document's text, end exclusive",
    )


def check_judgement(judgement: Judgement, known: frozenset[str]) -> None:
    """Refuse a judgement on statements that are not there.

    Args:
        judgement: The judgement.
        known: Those of its two statements that are kept.

    Raises:
        InvalidStatement: One of them is not kept, or both are one.
    """
    if judgement.left == judgement.right:
        raise InvalidStatement(
            f"Statement {judgement.left} cannot be judged against itself",
            where="$.right",
            remedy="Name two different statements",
        )
    for path, name in (("$.left", judgement.left), ("$.right", judgement.right)):
        if name not in known:
            raise InvalidStatement(
                f"Statement {name} is not in the record",
                where=path,
                remedy="Look up its id with `holdfast show statements --json`",
            )


def tombstone_of(document_id: str, *, is_kept: bool, by: str, why: str, at: datetime) -> Tombstone:
    """The tombstone of a document that is to be taken out, its statements not counted yet.

    Raises:
        MissingInput: There is no such document.
        WrongUse: Nobody, or no reason, is named.
    """
    if not is_kept:
        raise MissingInput(
            f"Document {document_id} is not in the record",
            remedy="Look up its id with `holdfast show documents --json`",
        )
    for what, said in (("who takes it out", by), ("why it is taken out", why)):
        if not said.strip():
            raise WrongUse(f"It is not said {what}", remedy="A tombstone tells both for good; give --by and --why")
    return Tombstone(document=document_id, statements=0, by=by.strip(), at=at.isoformat(), why=why.strip())


def forgotten(tombstone: Tombstone, document: Document) -> Forgotten:
    """Why a document is not taken in again."""
    return Forgotten(
        f"This document was taken out of the record on {tombstone.at[:10]} by {tombstone.by} ({tombstone.why})",
        where=_printable(document.source or document.url or document.id),
        remedy="It is not taken in again; leave it out",
    )


def refuse(problem: SkipThis, report: Callable[[SkipThis], None] | None) -> None:
    """Tell of a thing that cannot be kept; raise it where nobody listens."""
    if report is None:
        raise problem
    report(problem)


def judged_moment(judgement: Judgement) -> datetime:
    """When a judgement was made; a moment without a zone, and a mere day, are taken as UTC."""
    at = datetime.fromisoformat(judgement.at)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def judged_day(judgement: Judgement) -> date:
    """The day (UTC) on which a judgement was made."""
    return judged_moment(judgement).astimezone(UTC).date()


def _unwritable(statement: Statement) -> InvalidStatement | None:
    try:
        statement.to_json()
    except UnicodeEncodeError:
        return InvalidStatement(
            f"Statement {statement.id} holds half a character (a lone surrogate)",
            where="$",
            remedy="Replace it with U+FFFD",
        )
    return None


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
