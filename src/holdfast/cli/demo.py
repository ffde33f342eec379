"""`holdfast demo`: the main job, from dispatches to the brief, on the shipped example."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from holdfast.cli.board import write_board, write_verdict
from holdfast.cli.files import made_folder, written
from holdfast.cli.options import Around
from holdfast.cli.progress import watched
from holdfast.cli.readers import Asking, opened, say_account
from holdfast.cli.stores import as_sentence, for_writing
from holdfast.cli.surroundings import Skipped, Surroundings
from holdfast.model import Verdict
from holdfast.model.verdict import LEVELS
from holdfast.outputs.brief import as_html
from holdfast.pipeline import local
from holdfast.pipeline.briefing import briefed
from holdfast.pipeline.checking import checked, day_to_check
from holdfast.pipeline.example import EXAMPLE_AGREEMENTS, example_documents
from holdfast.record.store import Store

__all__ = ["app"]

app = App(
    name="demo",
    help_epilogue="""Example:
    holdfast demo
    holdfast demo /tmp/talks

DIR gets talks.db, the record, and brief.html. Running it twice changes
nothing.

Exit codes: 0 fine; 1 the reader's weights are missing, or the folder cannot
be written; 2 wrong use.""",
)


_MOST_LINES = 24
"""Of the reasons for one verdict: enough to see that they end in the words of documents."""


@app.default
def demo(
    folder: Path = Path("holdfast-demo"), /, *, reader: str | None = None, asking: Asking | None = None, around: Around
) -> int:
    """Run the main job on the shipped example: read, keep, check, say why, write the brief.

    Args:
        folder: Where to put the record and the brief; made if it is not there.
        reader: Name of the reader, or llm:MODEL for a model behind an endpoint; see HOLDFAST_READER.
        asking: What a reader llm:MODEL needs to know.
        around: Streams and environment.
    """
    skipped = Skipped(around)
    chosen = opened(reader, asking, around=around)
    record = made_folder(folder) / "talks.db"
    around.write("1. Reading the example: dispatches of several outlets of 22 March to 8 April 2022")
    documents = example_documents(settings=around.settings, report=skipped)
    with for_writing(record) as store:
        kept = local.add(watched(documents, around=around), reader=chosen, store=store, report=skipped)
        say_account(chosen, around=around)
        around.write(f"   {as_sentence(kept, record)}")
        _write_results(store, folder, around)
    around.write(_next_steps(folder))
    return skipped.exit_code


def _write_results(store: Store, folder: Path, around: Surroundings) -> None:
    view = store.view()
    day = day_to_check(view, None, where=str(folder))
    around.write("2. Checking what was promised against what is reported")
    found = checked(view, agreements=EXAMPLE_AGREEMENTS, on=day)
    for agreement, verdicts in found:
        around.write("")
        write_board(agreement, verdicts, day=day, known_by=None, why=False, around=around)
        if verdicts:
            around.write("")
            around.write("The most severe of them, and why (check --why shows all):")
            write_verdict(agreement, max(verdicts, key=_severity), around, most=_MOST_LINES)
    with written(str(folder / "brief.html"), around) as stream:
        stream.write(as_html(briefed(view, found, on=day)).encode())
    around.write("")
    around.write(f"3. The brief, in which every sentence cites its support: {folder / 'brief.html'}")


def _severity(verdict: Verdict) -> tuple[int, int]:
    """The level, and among clauses that are not in force the level there would be if they were."""
    return LEVELS.index(verdict.level), LEVELS.index(verdict.shadow or LEVELS[0])


def _next_steps(folder: Path) -> str:
    record = folder / "talks.db"
    name = EXAMPLE_AGREEMENTS[0]
    return f"""
Next:
    holdfast serve {record}
    holdfast check {name} --in {record} --on 2022-04-02 --why
    holdfast show statements --in {record} --actor RUS
    holdfast show events --in {record}
    holdfast add your-news/ --in {record}"""
