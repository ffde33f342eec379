"""`holdfast import`: bring in an event dataset that somebody else coded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from holdfast.cli.inputs import existing_file
from holdfast.cli.options import Around, StoreFile
from holdfast.cli.stores import as_sentence, for_writing
from holdfast.cli.surroundings import Skipped
from holdfast.pipeline import local
from holdfast.sources.datasets import FORMATS

__all__ = ["app"]

app = App(
    name="import",
    help_epilogue="""Example:
    holdfast import ucdp ged221-ukraine.csv --in talks.db

Each row becomes a statement in the voice of its dataset, with the sources
that the row names. The record is made if it is not there; the same file twice
changes nothing.

Exit codes: 0 fine; 1 a row is wrong (named on stderr, the rest is kept); 2
wrong use.""",
)


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
    skipped = Skipped(around)
    with for_writing(store) as record:
        kept = local.bring_in(format, existing_file(file), store=record, report=skipped)
    around.say(as_sentence(kept, store))
    return skipped.exit_code
