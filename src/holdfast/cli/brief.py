"""`holdfast brief`: a brief in which every sentence cites its support."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from holdfast.cli.files import written
from holdfast.cli.options import Around, Day, Output, StoreFile
from holdfast.cli.stores import for_reading
from holdfast.outputs.brief import as_html
from holdfast.outputs.pdf import as_pdf
from holdfast.pipeline.asking import refuse_wrong_order
from holdfast.pipeline.briefing import briefed
from holdfast.pipeline.checking import checked, concerned, day_to_check

__all__ = ["app"]

app = App(
    name="brief",
    help_epilogue="""Example:
    holdfast brief --in talks.db --agreement ru-2022-03-29-reduction --since 2022-03-29 -o brief.html
    holdfast brief --in talks.db -o brief.pdf

Every sentence cites the words that support it; one without support is not
printed.

Exit codes: 0 fine; 1 the record or an agreement is wrong or missing; 2 wrong
use.""",
)


@app.default
def brief(
    *,
    store: StoreFile,
    output: Output,
    agreement: list[str] | None = None,
    since: Day | None = None,
    on: Day | None = None,
    known_by: Day | None = None,
    title: str | None = None,
    around: Around,
) -> int:
    """Write a brief in which every sentence cites its support.

    Args:
        store: The record's file, such as talks.db.
        output: The file to write, such as brief.html, or brief.pdf where a Chromium is installed to print it; - for
            standard output.
        agreement: Name in the library or a folder; give it again for another. If not given, those of the library of
            which the record names two parties.
        since: Tell what is new since this day; everything if not given.
        on: The day to check; the last day on which the record knows anything if not given.
        known_by: By what was known at the end of this day; all that is kept if not given.
        title: Title of the brief.
        around: Streams and environment.
    """
    refuse_wrong_order(since, on, first_name="--since", last_name="--on")
    refuse_wrong_order(since, known_by, first_name="--since", last_name="--known-by")
    with for_reading(store) as record:
        view = record.view(known_by=known_by)
        day = day_to_check(view, on, where=str(store))
        found = checked(view, agreements=agreement or concerned(view), on=day)
        made = briefed(view, found, on=day, since=since, title=title)
        page = as_html(made)
        content = as_pdf(page) if output.lower().endswith(".pdf") else page.encode()
        with written(output, around) as stream:
            stream.write(content)
    if output != "-":
        around.say(f"Written: {Path(output)}")
    return 0
