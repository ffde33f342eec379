"""`holdfast load`: keep statements that were made elsewhere."""

from __future__ import annotations

from cyclopts import App

from holdfast.cli.inputs import open_lines
from holdfast.cli.options import Around, Sources, StoreFile
from holdfast.cli.stores import as_sentence, for_writing
from holdfast.cli.surroundings import Skipped
from holdfast.pipeline import local

__all__ = ["app"]

app = App(
    name="load",
    help_epilogue="""Example:
    holdfast load statements.jsonl --in talks.db
    holdfast read page.html --documents | holdfast load - --in talks.db

A line is a statement (docs/statement.md) whose document is kept or stands on
an earlier line, a document, or {"document": {...}, "statements": [...]}. The
record is made if it is not there.

Exit codes: 0 fine; 1 a line is wrong (named by number and path on stderr, the
rest is kept); 2 wrong use.""",
)


@app.default
def load(file: Sources, /, *, store: StoreFile, around: Around) -> int:
    """Keep statements that were made elsewhere, from JSON lines.

    Args:
        file: File of JSON lines, or - for standard input.
        store: The record's file, such as talks.db; made if it is not there.
        around: Streams and environment.
    """
    skipped = Skipped(around)
    with open_lines(file, around) as lines, for_writing(store) as record:
        kept = local.load(lines, store=record, report=skipped, name="standard input" if file == "-" else file)
    around.say(as_sentence(kept, store))
    return skipped.exit_code
