"""Records for the verbs: one to write is made if it is missing, one to read must be there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from holdfast.errors import MissingInput, StoreError
from holdfast.record import Database, open_store
from holdfast.record.store import Kept, Store

__all__ = ["as_sentence", "for_reading", "for_writing", "number_of"]


@contextmanager
def for_writing(path: Path | Database) -> Iterator[Store]:
    """The record in that file or database, made if it is missing.

    Raises:
        StoreError: It cannot be opened or made there.
    """
    _refuse_folder(path)
    with closing(open_store(path)) as store:
        yield store


@contextmanager
def for_reading(path: Path | Database) -> Iterator[Store]:
    """The record in that file or database, which must be there: a mistyped name must not make an empty record.

    Raises:
        MissingInput: There is no such record.
        StoreError: It cannot be opened.
    """
    _refuse_folder(path)
    if isinstance(path, Path) and not path.exists():
        raise MissingInput(
            "There is no such record", where=str(path), remedy=f"Make one: holdfast add NEWS... --in {path}"
        )
    with closing(open_store(path, must_exist=True)) as store:
        yield store


def _refuse_folder(path: Path | Database) -> None:
    if isinstance(path, Path) and path.is_dir():
        raise StoreError(
            "This is a folder, not a record", where=str(path), remedy=f"Give a file, such as {path / 'talks.db'}"
        )


def as_sentence(kept: Kept, path: Path | Database) -> str:
    """What was kept, in words for a person."""
    known = f"; {number_of(kept.known_already, 'statement')} there already" if kept.known_already else ""
    return f"{path}: {number_of(kept.documents, 'new document')}, {number_of(kept.statements, 'new statement')}{known}"


def number_of(number: int, noun: str) -> str:
    """A number with its noun: "1 document", "2 documents"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
