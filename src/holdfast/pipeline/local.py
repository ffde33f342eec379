"""Puts the stages in order on one machine: documents are read and kept, statements made elsewhere are kept.

Everything is kept in units of work of bounded size. A crash loses at most the unit in progress, and the same input
again changes nothing, so that an interrupted run is finished by running it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from holdfast.errors import UnreadLanguage, WrongUse
from holdfast.model import Document, Statement
from holdfast.model.rereading import kind_of
from holdfast.pipeline.lines import entries_of
from holdfast.pipeline.units import Entry, Report, keep, together, units
from holdfast.reading.reader import Reader
from holdfast.record.store import Filter, Kept, Store, View
from holdfast.sources.datasets import FORMATS

__all__ = ["Watch", "add", "bring_in", "load", "read"]

Watch = Callable[[Iterable[tuple[Document, list[Statement]]]], Iterator[tuple[Document, list[Statement]]]]
"""Sees what a dataset's rows become on its way into the record, such as a progress bar."""

# Lines of JSON and rows of a dataset are cheap to read; a unit of them is larger than one of documents to be read.
LINES_IN_A_UNIT = 500
_KEPT_UNREAD = "The document is kept without statements; a reader that can may read it later"
_LEFT_UNREAD = "No statements come out of it"


def read(
    documents: Iterable[Document], *, reader: Reader, report: Report, keeping: bool = False
) -> Iterator[tuple[Document, list[Statement]]]:
    """Read documents one after the other as they come; those in an unknown language come back marked `unread`.

    Args:
        documents: What to read.
        reader: What reads it.
        report: Told of each document that the reader cannot read.
        keeping: Whether the caller keeps the documents, so that the report can say so.
    """
    for document, statements in reader.read_all(documents):
        if document.unread is None:
            yield document, statements
            continue
        where = document.source or document.url or document.id
        # A reader may name the document in its reason; where that is shown, the document is named already.
        reason = document.unread.removeprefix(f"{where}: ")
        report(UnreadLanguage(reason, where=where, remedy=_KEPT_UNREAD if keeping else _LEFT_UNREAD))
        yield msgspec.structs.replace(document, unread=reason), statements


def add(documents: Iterable[Document], *, reader: Reader, store: Store, report: Report) -> Kept:
    """Read documents and keep them with their statements; one that this reader has read before is not read again.

    Nor is one that another version of it has read: two readings side by side would count everything twice.
    `holdfast.pipeline.rereading` puts the new one in the place of the old one.

    Raises:
        StoreError: The store cannot be written; all units before this one are kept.
    """
    kept = Kept()
    for unit in units(documents, size=lambda document: len(document.text)):
        kept = together(kept, _add_unit(unit, reader, store, report))
    return kept


def load(stream: Iterable[bytes], *, store: Store, report: Report, name: str = "standard input") -> Kept:
    """Keep statements and documents that were made elsewhere, one JSON object a line.

    A line is a statement whose document is kept or stands on an earlier line, a document, or
    `{"document": {...}, "statements": [...]}`; so what `holdfast read --documents` and `holdfast export jsonl` write
    can be loaded. A wrong line is reported with its number and the path of the bad value, and the rest is kept.

    Args:
        stream: Lines of bytes, such as an open binary file.
        store: Where to keep them.
        report: Told of each line that cannot be used.
        name: Name of the stream for messages.
    """
    kept = Kept()
    entries = entries_of(stream, name=name, report=report)
    for unit in units(entries, size=_characters, most=LINES_IN_A_UNIT):
        kept = together(kept, keep(unit, store=store, report=report))
    return kept


def bring_in(format: str, path: Path, *, store: Store, report: Report, watch: Watch = iter) -> Kept:
    """Keep the events of a dataset that somebody else coded.

    Args:
        format: One of `holdfast.sources.datasets.FORMATS`, such as `ucdp`.
        path: The dataset's file.
        store: Where to keep them.
        report: Told of each row that cannot be used.
        watch: Sees each row go by, and hands it on.

    Raises:
        WrongUse: There is no such format.
    """
    importer = FORMATS.get(format)
    if importer is None:
        raise WrongUse(f"There is no format {format!r} to import", remedy=f"Formats are {', '.join(sorted(FORMATS))}")
    pairs = watch(importer(path, report=report))
    entries = (Entry(document=document, statements=statements, where=str(path)) for document, statements in pairs)
    kept = Kept()
    for unit in units(entries, size=_characters, most=LINES_IN_A_UNIT):
        kept = together(kept, keep(unit, store=store, report=report))
    return kept


def _add_unit(unit: list[Document], reader: Reader, store: Store, report: Report) -> Kept:
    view, kind = store.view(), kind_of(reader.name)
    readers = view.readers_of(document.id for document in unit)
    own = {name: [one for one in read if kind_of(one) == kind] for name, read in readers.items()}
    fresh = [document for document in unit if not own.get(document.id)]
    known = [document for document in unit if own.get(document.id)]
    found = [
        Entry(document=document, statements=statements, where=document.source or document.url or "")
        for document, statements in read(fresh, reader=reader, report=report, keeping=True)
    ]
    already = Kept(
        known_already=sum(_statements_by(kind, document, view) for document in known),
        read_before=sum(reader.name not in own[document.id] for document in known),
    )
    return together(keep(found, store=store, report=report), already)


def _statements_by(kind: str, document: Document, view: View) -> int:
    """How many statements of this document the same kind of reader has made before."""
    return sum(kind_of(one.reader) == kind for one in view.statements(Filter(document=document.id)))


def _characters(entry: Entry) -> int:
    return len(entry.document.text) if entry.document else 0
