"""Units of work: what is kept together or not at all, small enough that a crash loses little."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from holdfast.errors import Forgotten, SkipThis
from holdfast.model import Document, Statement
from holdfast.record.store import Kept, Store, Writer

__all__ = ["Entry", "Report", "keep", "placed", "together", "units"]

Report = Callable[[SkipThis], None]
"""What is told of each thing that cannot be used; the run goes on."""

_Item = TypeVar("_Item")

# A unit closes at whichever comes first. Sixteen pages are a few seconds of reading on one core, so that is what a
# crash costs; a million characters keep a unit of books in memory.
ITEMS_IN_A_UNIT = 16
CHARACTERS_IN_A_UNIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be kept of one input: a document, its statements, or both, and where they came from.

    Attributes:
        where: File and line, for messages; empty where the document says enough.
    """

    document: Document | None = None
    statements: list[Statement] = field(default_factory=list)
    where: str = ""


def units(
    items: Iterable[_Item], *, size: Callable[[_Item], int], most: int = ITEMS_IN_A_UNIT
) -> Iterator[list[_Item]]:
    """Cut a stream into lists of at most `most` items and about a million characters.

    Args:
        items: The stream; no more of it is held than one unit.
        size: How many characters an item has.
        most: Items in a unit.
    """
    unit: list[_Item] = []
    characters = 0
    for item in items:
        unit.append(item)
        characters += size(item)
        if len(unit) >= most or characters >= CHARACTERS_IN_A_UNIT:
            yield unit
            unit, characters = [], 0
    if unit:
        yield unit


def keep(entries: list[Entry], *, store: Store, report: Report) -> Kept:
    """Keep one unit of entries; where one of them is wrong, keep all the others and report it.

    Raises:
        StoreError: The store cannot be written; nothing of this unit is kept then.
    """
    problems: list[SkipThis] = []
    with store.writing() as writer:
        entries, fresh = _with_documents(writer, entries, report)
        kept = Kept(documents=fresh)
        # All statements in one call, since a store looks up a unit's documents at once.
        statements = [statement for entry in entries for statement in entry.statements]
        kept = together(kept, writer.keep_statements(statements, report=problems.append))
        if problems:
            _tell_where(entries, writer, report)
    return kept


def _with_documents(writer: Writer, entries: list[Entry], report: Report) -> tuple[list[Entry], int]:
    """Keep the documents; the entries without those that the record forgot, and how many documents were new."""
    welcome, fresh = [], 0
    for entry in entries:
        try:
            fresh += entry.document is not None and writer.keep_document(entry.document)
        except SkipThis as error:
            report(placed(error, entry.where))
            if isinstance(error, Forgotten):
                continue  # one report is enough, and not one more for each of its statements
        welcome.append(entry)
    return welcome, fresh


def _tell_where(entries: list[Entry], writer: Writer, report: Report) -> None:
    """Report each wrong statement with its line, by offering the entries again one by one; good ones change nothing."""
    for entry in entries:
        writer.keep_statements(entry.statements, report=lambda error, at=entry.where: report(placed(error, at)))  # type: ignore[misc]


def together(one: Kept, other: Kept) -> Kept:
    """What two units of work have kept."""
    return Kept(
        documents=one.documents + other.documents,
        statements=one.statements + other.statements,
        known_already=one.known_already + other.known_already,
        read_before=one.read_before + other.read_before,
    )


def placed(error: SkipThis, where: str) -> SkipThis:
    """The same error with file and line put before the path of the bad value: "talks.jsonl:17 at $.counts[0].low"."""
    inner = None if error.where and where.startswith(error.where) else error.where
    place = " at ".join(part for part in (where, inner) if part)
    return type(error)(error.what, where=place or None, remedy=error.remedy)
