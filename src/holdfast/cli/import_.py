"""`holdfast import`: bring in an event dataset that somebody else coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from holdfast.cli.inputs import existing_file
from holdfast.cli.options import Around, StoreFile
from holdfast.cli.progress import watched
from holdfast.cli.stores import as_sentence, for_writing
from holdfast.cli.surroundings import Skipped
from holdfast.model import Document, Statement
from holdfast.pipeline import local
from holdfast.sources.datasets import FORMATS

__all__ = ["app"]

app = App(
    name="import",
    help_epilogue="""Example:
    holdfast import ucdp ged221-ukraine.csv --in talks.db
    holdfast import gdelt 20220329.export.CSV --in talks.db

Each row becomes a document of one sentence and its statements, in the voice of
its dataset; docs/import.md has the classes of each dataset and what they
become. The record is made if it is not there; the same file twice changes
nothing, and an import that broke off is finished by running it again.

Exit codes: 0 fine; 1 a row is wrong (named on stderr and kept aside, the rest
is kept); 2 wrong use.""",
)

_PIECE = 1 << 20


@app.default
def bring_in(
    format: Annotated[str, Parameter(choices=tuple(sorted(FORMATS)))],
    file: Path,
    /,
    *,
    store: StoreFile,
    around: Around,
) -> int:
    """Bring in an event dataset that somebody else coded.

    Args:
        format: Name of the dataset's format.
        file: The dataset's file.
        store: The record's file, such as talks.db; made if it is not there.
        around: Streams and environment.
    """
    skipped, seen = Skipped(around), _Seen()
    path = existing_file(file)

    def watch(rows: Iterable[_Told]) -> Iterator[_Told]:
        return seen.counting(watched(rows, around=around, doing="Importing", total=lambda: _lines(path)))

    with for_writing(store) as record:
        kept = local.bring_in(format, path, store=record, report=skipped, watch=watch)
    around.say(f"{path}: {seen.rows} rows, {seen.rows - seen.aside} of them used, {seen.aside} kept aside")
    around.say(as_sentence(kept, store))
    return skipped.exit_code


_Told = tuple[Document, list[Statement]]


@dataclass(slots=True)
class _Seen:
    """How many rows went by, and how many of them could not be used."""

    rows: int = 0
    aside: int = 0

    def counting(self, rows: Iterable[_Told]) -> Iterator[_Told]:
        for document, statements in rows:
            self.rows += 1
            self.aside += document.unread is not None
            yield document, statements


def _lines(path: Path) -> int:
    """The lines of a file, which a table has at least as many of as rows."""
    with path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_PIECE), b""))
