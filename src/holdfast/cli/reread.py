"""`holdfast reread`: read documents of a record again with a newer reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from holdfast.cli.options import Around, StoreFile
from holdfast.cli.progress import watched
from holdfast.cli.readers import Asking, opened, say_account
from holdfast.cli.stores import for_reading, number_of
from holdfast.cli.surroundings import Skipped
from holdfast.model import Judgement
from holdfast.pipeline.rereading import Anew, Reread, read_again, to_be_read
from holdfast.record import Database
from holdfast.record.store import View

__all__ = ["app"]

app = App(
    name="reread",
    help_epilogue="""Example:
    holdfast reread --in talks.db --dry-run
    holdfast reread --in talks.db
    holdfast reread --in talks.db --document d0f1c2a3b4c5d6e7

Every document that another version of the reader has read is read again, and so
is one in which no reader has found anything. From then on the new statements are
shown; nothing is deleted, and a view by what was known on an earlier day shows
the old ones. What people, datasets and other kinds of readers say stays as it
is, and what people corrected or judged goes over to the new statements. An
interrupted run is finished by running it again.

Exit codes: 0 fine; 1 a document is not there or could not be read (named on
stderr, its earlier reading stays); 2 wrong use.""",
)


@app.default
def reread(
    *,
    store: StoreFile,
    reader: str | None = None,
    document: tuple[str, ...] = (),
    replacing: tuple[str, ...] = (),
    dry_run: Annotated[bool, Parameter(name="--dry-run")] = False,
    asking: Asking | None = None,
    around: Around,
) -> int:
    """Read documents of a record again with a newer reader; the old reading stays beside the new one.

    Args:
        store: The record's file, such as talks.db.
        reader: Name of the reader, or llm:MODEL for a model behind an endpoint; see HOLDFAST_READER.
        document: Only the document with this id; give it again for another.
        replacing: Supersede what this other reader found, too, such as llm:qwen3-8b; give it again for another.
        dry_run: Only read and count; keep nothing.
        asking: What a reader llm:MODEL needs to know.
        around: Streams and environment.
    """
    skipped = Skipped(around)
    with for_reading(store) as record:
        anew = Anew(reader=opened(reader, asking, around=around), replacing=replacing)
        before = record.view()
        names = to_be_read(before, anew, only=dict.fromkeys(document))
        if not names:
            around.say(f"{store}: nothing is left that {anew.reader.name} has not read")
            return skipped.exit_code
        watching = watched(names, around=around, doing="Reading again", total=lambda: len(names), reader=anew.reader)
        found = read_again(watching, anew=anew, store=record, report=skipped, keeping=not dry_run)
        say_account(anew.reader, around=around)
        around.say(_as_sentence(found, anew, store, dry_run=dry_run))
        for line in _without_hold(before, record.view()):
            around.say(line)
    return skipped.exit_code


def _as_sentence(found: Reread, anew: Anew, store: Path | Database, *, dry_run: bool) -> str:
    """What came of it, in words for a person."""
    changed = f" ({found.changed} of them in other details)" if found.changed else ""
    return (
        f"{store}: {number_of(found.documents, 'document')} read again by {anew.reader.name}: "
        f"{number_of(found.new, 'statement')} new, {found.gone} gone, {found.same} the same{changed}"
        + ("; nothing was kept" if dry_run else "")
    )


def _without_hold(before: View, now: View) -> Iterator[str]:
    """A line for each judgement whose statements are no longer found."""
    known = set(before.without_hold())
    for one in now.without_hold():
        if one not in known:
            gone = " and ".join(name for name in (one.left, one.right) if now.statement(name) is None)
            yield (
                f"holdfast: what {one.by} judged on {one.at[:10]} of {one.left} and {one.right} ({_ruling(one)}) "
                f"has no hold any more: {gone or 'one of them'} was not found again. It stays in the record; judge "
                "anew at the desk"
            )


def _ruling(one: Judgement) -> str:
    return "taken back" if one.same is None else "the same happening" if one.same else "two happenings"
