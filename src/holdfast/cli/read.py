"""`holdfast read`: documents in, statements out."""

from __future__ import annotations

from cyclopts import App

from holdfast.cli.inputs import documents_of
from holdfast.cli.options import Around, Origin, Sources
from holdfast.cli.progress import watched
from holdfast.cli.readers import Asking, opened, say_account
from holdfast.cli.surroundings import Skipped
from holdfast.pipeline import local

__all__ = ["app"]

app = App(
    name="read",
    help_epilogue="""Example:
    holdfast read page.html --published 2022-03-29 > statements.jsonl
    curl -s https://news.example/page | holdfast read - --outlet "Harbour Wire"
    holdfast read news/ --documents | holdfast load - --in talks.db

Exit codes: 0 fine; 1 something could not be read (named on stderr, the rest
is read); 2 wrong use.""",
)


@app.default
def read(
    *paths: Sources,
    origin: Origin | None = None,
    reader: str | None = None,
    asking: Asking | None = None,
    documents: bool = False,
    around: Around,
) -> int:
    """Read documents; statements come out as JSON lines.

    Args:
        paths: Files (text, HTML, Markdown, JSON lines with "text"), folders, or - for standard input.
        origin: What the documents do not say themselves.
        reader: Name of the reader, or llm:MODEL for a model behind an endpoint; see HOLDFAST_READER.
        asking: What a reader llm:MODEL needs to know.
        documents: Write each document as a line before its statements, so that `load` can keep both.
        around: Streams and environment.
    """
    skipped = Skipped(around)
    found = documents_of(paths, origin=origin, around=around, report=skipped)
    chosen = opened(reader, asking, around=around)
    for document, statements in local.read(watched(found, around=around, reader=chosen), reader=chosen, report=skipped):
        if documents:
            around.write(document.to_json())
        for statement in statements:
            around.write(statement.to_json())
        # Somebody may be listening at the other end of the pipe: each document's statements go out when it is read.
        around.stdout.flush()
    say_account(chosen, around=around)
    return skipped.exit_code
