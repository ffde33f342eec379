"""Reading documents again with a newer reader: the new reading is kept beside the old one, and stands in its place.

Which documents there are to read is asked of the record, and each unit of them is kept as soon as it is read; so a run
that was broken off is finished by running it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

import msgspec

from holdfast.errors import MissingInput, UnreadLanguage
from holdfast.model import Document, Statement
from holdfast.model.rereading import Rereading, kind_of
from holdfast.pipeline.units import Report, units
from holdfast.reading.reader import Reader
from holdfast.record.store import Filter, Store, View

__all__ = ["Anew", "Reread", "read_again", "to_be_read"]

_AT_ONCE = 500
_STAYS = "Its earlier reading stays as it is; choose another reader with --reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """With what a record is read again; for example holdfast-reader-en 0.4.0, in the place of what llm:wide found too.

    Attributes:
        reader: The reader; what other versions of it have found is superseded.
        replacing: Names of other readers that are superseded too, with or without a version.
    """

    reader: Reader
    replacing: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of readers that are superseded."""
        return frozenset(map(kind_of, (self.reader.name, *self.replacing)))

    def supersedes(self, reader: str) -> bool:
        """Whether what that reader has found is to be read again."""
        return reader != self.reader.name and kind_of(reader) in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What came of reading again.

    Attributes:
        documents: Documents that were read.
        new: Statements that were not found before.
        gone: Statements that were found before and are not found again.
        same: Statements that are found again.
        changed: Those of them that now say something else in some detail.
    """

    documents: int = 0
    new: int = 0
    gone: int = 0
    same: int = 0
    changed: int = 0

    def and_also(self, other: Reread) -> Reread:
        """Both together."""
        return Reread(
            documents=self.documents + other.documents,
            new=self.new + other.new,
            gone=self.gone + other.gone,
            same=self.same + other.same,
            changed=self.changed + other.changed,
        )


def to_be_read(view: View, anew: Anew, *, only: Collection[str] = ()) -> list[str]:
    """The ids of documents to be read again, in order of publication.

    They are those of which something is shown that a superseded reader has found, and those in which no reader has
    found anything yet. A document that was kept as unread, such as a dataset's row that could not be used, is read only
    if it is named.

    Args:
        view: The record as it is now.
        anew: With what it is read.
        only: Ids of the documents in question; all if there are none.

    Raises:
        MissingInput: One of these is not in the record.
    """
    if only:
        known = view.documents_of(only)
        missing = next((name for name in only if name not in known), None)
        if missing is not None:
            raise MissingInput(
                f"Document {missing} is not in the record",
                remedy="Look up its id with `holdfast show documents --json`",
            )
        documents: Iterable[Document] = known.values()
    else:
        documents = view.documents()
    following = ((document.id, document.unread is not None and not only) for document in documents)
    found: list[str] = []
    while some := list(islice(following, _AT_ONCE)):
        readers = view.readers_of(name for name, _ in some)
        held = _holding(view, [name for name, _ in some if not readers[name]])
        found += [
            name
            for name, is_unread in some
            if any(map(anew.supersedes, readers[name])) or not (readers[name] or is_unread or name in held)
        ]
    return found


def read_again(
    names: Iterable[str],
    *,
    anew: Anew,
    store: Store,
    report: Report,
    keeping: bool = True,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Reread:
    """Read documents again and keep what is found as a rereading of each.

    Args:
        names: Ids of documents, as `to_be_read` gives them.
        anew: With what they are read.
        store: The record.
        report: Told of each document that the reader cannot read, which then stays as it was.
        keeping: Whether anything is kept; otherwise it is only counted.
        clock: Gives the present moment.

    Raises:
        StoreError: The store cannot be written; all units before this one are kept.
    """
    so_far = Reread()
    for unit in units(_documents(names, store), size=lambda document: len(document.text)):
        found = list(_found(unit, anew.reader, report))
        before = _before(store.view(), [document.id for document, _ in found], anew)
        for document, statements in found:
            so_far = so_far.and_also(_compared(before[document.id], statements))
        if keeping and found:
            _keep(found, anew, store, at=clock().isoformat())
    return so_far


def _holding(view: View, names: list[str]) -> set[str]:
    """Those of the documents without a reader in which a person or a dataset says something."""
    return {name for name in names if next(view.statements(Filter(document=name, limit=1)), None) is not None}


def _documents(names: Iterable[str], store: Store) -> Iterator[Document]:
    """The documents as they are to be read; one that was taken out meanwhile is passed over."""
    for name in names:
        document = store.view().document(name)
        if document is not None:
            yield msgspec.structs.replace(document, unread=None)


def _found(unit: list[Document], reader: Reader, report: Report) -> Iterator[tuple[Document, list[Statement]]]:
    for document, statements in reader.read_all(unit):
        if document.unread is None:
            yield document, statements
            continue
        where = document.source or document.url or document.id
        report(UnreadLanguage(document.unread.removeprefix(f"{where}: "), where=where, remedy=_STAYS))


def _keep(found: list[tuple[Document, list[Statement]]], anew: Anew, store: Store, *, at: str) -> None:
    others = tuple(sorted(anew.kinds - {kind_of(anew.reader.name)}))
    with store.writing() as writer:
        for document, statements in found:
            rereading = Rereading(document=document.id, reader=anew.reader.name, at=at, replaces=others)
            writer.keep_rereading(rereading, statements)


def _before(view: View, names: list[str], anew: Anew) -> dict[str, dict[str, Statement]]:
    """What is shown of each document now that will be superseded, as it was read."""
    shown = {name: {one.id: one for one in view.statements(Filter(document=name))} for name in names}
    for correction in view.corrections():
        read = view.as_read(correction.statement)
        if read is not None and read.document in shown:
            shown[read.document][read.id] = read
    return {
        document: {name: one for name, one in own.items() if kind_of(one.reader) in anew.kinds}
        for document, own in shown.items()
    }


def _compared(before: dict[str, Statement], found: list[Statement]) -> Reread:
    now = {one.id: one for one in found}
    same = before.keys() & now.keys()
    return Reread(
        documents=1,
        new=len(now.keys() - same),
        gone=len(before.keys() - same),
        same=len(same),
        changed=sum(_details(before[name]) != _details(now[name]) for name in same),
    )


def _details(statement: Statement) -> Statement:
    """A statement without what tells only who read it."""
    return msgspec.structs.replace(statement, reader=None, confidence=None)
