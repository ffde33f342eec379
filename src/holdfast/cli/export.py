"""`holdfast export`: a record in another format."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from holdfast.cli.files import written
from holdfast.cli.options import Around, Chosen, Day, Output, StoreFile
from holdfast.cli.stores import for_reading
from holdfast.outputs import FORMATS

__all__ = ["app"]

app = App(
    name="export",
    help_epilogue="""Example:
    holdfast export csv --in talks.db -o talks.csv
    holdfast export jsonl --in talks.db -o - | holdfast load - --in copy.db
    holdfast export geojson --in talks.db --type ASSAULT -o strikes.geojson
    holdfast export parquet-events --in talks.db -o events.parquet

docs/export.md says what each format holds. Parquet needs the extra
holdfast[parquet].

Exit codes: 0 fine; 1 the record is missing or the file cannot be written; 2
wrong use.""",
)


@app.default
def export(
    format: Annotated[str, Parameter(choices=tuple(sorted(FORMATS)))],
    /,
    *,
    store: StoreFile,
    output: Output,
    chosen: Chosen | None = None,
    known_by: Day | None = None,
    around: Around,
) -> int:
    """Write a record in another format.

    Args:
        format: Name of the format.
        store: The record's file, such as talks.db.
        output: The file to write; - for standard output.
        chosen: Filters.
        known_by: Write what was known by the end of this day; all that is kept if not given.
        around: Streams and environment.
    """
    wanted = (chosen or Chosen()).filter()
    with for_reading(store) as record, written(output, around) as stream:
        FORMATS[format](record.view(known_by=known_by), stream, chosen=wanted)
    if output != "-":
        around.say(f"Written: {output}")
    return 0
