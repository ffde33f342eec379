"""Who has read a document and when, and what people judged of statements that are no longer found in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from holdfast.model import Document, Judgement
from holdfast.record.store import Filter
from holdfast.web.desk import Desk

__all__ = ["ReadBy", "read_by", "without_hold"]


class ReadBy(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a document as it is shown, or was.

    Attributes:
        readers: Names and versions of those whose statements are shown.
        at: The moment at which it was read again; None of a first reading, whose moment is not kept.
        until: The last day by which it is shown; None of the one that this page shows.
    """

    readers: tuple[str, ...]
    at: str | None
    until: date | None = None


def read_by(desk: Desk, document: Document, known_by: date | None) -> tuple[ReadBy, ...]:
    """The reading of a document that a view shows, then the earlier ones that a view of another day shows."""
    found = [_shown_by(desk, document, known_by, until=None)]
    for one in reversed(desk.view(known_by).rereadings(document.id)):
        before = one.day - timedelta(days=1)
        if before != found[-1].until and desk.view(before).document(document.id) is not None:
            found.append(_shown_by(desk, document, before, until=before))
    return tuple(found)


def without_hold(
    desk: Desk, document: Document, known_by: date | None, readings: Sequence[ReadBy]
) -> tuple[Judgement, ...]:
    """Judgements of statements of a document that no reading finds any more."""
    lost = tuple(desk.view(known_by).without_hold())
    if not lost:
        return ()
    before = {
        statement.id
        for reading in readings
        for statement in desk.view(reading.until or known_by).statements(Filter(document=document.id))
    }
    return tuple(one for one in lost if not before.isdisjoint((one.left, one.right)))


def _shown_by(desk: Desk, document: Document, known_by: date | None, *, until: date | None) -> ReadBy:
    view = desk.view(known_by)
    again = view.rereadings(document.id)
    readers = view.readers_of((document.id,)).get(document.id, ())
    return ReadBy(readers=readers, at=again[-1].at if again else None, until=until)
