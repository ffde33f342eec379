"""`holdfast add`: read documents and keep them."""

from __future__ import annotations

from cyclopts import App

from holdfast.cli.inputs import documents_of
from holdfast.cli.options import Around, Origin, Sources, StoreFile
from holdfast.cli.progress import watched
from holdfast.cli.readers import Asking, opened, say_account
from holdfast.cli.stores import as_sentence, for_writing, number_of
from holdfast.cli.surroundings import Skipped
from holdfast.model.rereading import kind_of
from holdfast.pipeline import local

__all__ = ["app"]

app = App(
    name="add",
    help_epilogue="""Example:
    holdfast add news/ --in talks.db
    holdfast add page.html --in talks.db --published 2022-03-29

The record is made if it is not there. The same document twice changes
nothing, so that an interrupted run is finished by running it again. What another
version of the reader has read is left alone; `holdfast reread` reads it again.

Exit codes: 0 fine; 1 something could not be read (named on stderr, the rest
is kept); 2 wrong use.""",
)


@app.default
def add(
    *paths: Sources,
    store: StoreFile,
    origin: Origin | None = None,
    reader: str | None = None,
    asking: Asking | None = None,
    around: Around,
) -> int:
    """Read documents and keep them with their statements in a record.

    Args:
        paths: Files (text, HTML, Markdown, JSON lines with "text"), folders, or - for standard input.
        store: The record's file, such as talks.db; made if it is not there.
        origin: What the documents do not say themselves.
        reader: Name of the reader, or llm:MODEL for a model behind an endpoint; see HOLDFAST_READER.
        asking: What a reader llm:MODEL needs to know.
        around: Streams and environment.
    """
    skipped = Skipped(around)
    found = documents_of(paths, origin=origin, around=around, report=skipped)
    chosen = opened(reader, asking, around=around)
    with for_writing(store) as record:
        kept = local.add(watched(found, around=around, reader=chosen), reader=chosen, store=record, report=skipped)
    say_account(chosen, around=around)
    around.say(as_sentence(kept, store))
    if kept.read_before:
        documents = number_of(kept.read_before, "document")
        around.say(
            f"{documents} had been read by another version of {kind_of(chosen.name)} and left alone; "
            f"`holdfast reread --in {store}` reads with {chosen.name}"
        )
    return skipped.exit_code
