"""`holdfast check`: what holds of an agreement, and why."""

from __future__ import annotations

from cyclopts import App

from holdfast.agreements import check as verdicts_of
from holdfast.agreements import load
from holdfast.cli.board import write_board
from holdfast.cli.options import Around, Day, StoreFile
from holdfast.cli.stores import for_reading
from holdfast.cli.surroundings import Surroundings
from holdfast.model import Verdict
from holdfast.pipeline.checking import day_to_check

__all__ = ["app"]

app = App(
    name="check",
    help_epilogue="""Example:
    holdfast check ru-2022-03-29-reduction --in talks.db --on 2022-04-05 --why
    holdfast check my-agreement/ --in talks.db --known-by 2022-03-31 --json

--on asks what was so on a day, --known-by what was known on a day; --reading
asks for one reading of a wording that the parties tell differently (--reader,
of other verbs, is the model that reads documents).

Exit codes: 0 fine, whatever the verdicts say; 1 the record or the agreement
is wrong or missing; 2 wrong use.""",
)


@app.default
def check(
    agreement: str,
    /,
    *,
    store: StoreFile,
    on: Day | None = None,
    known_by: Day | None = None,
    reading: str | None = None,
    why: bool = False,
    json: bool = False,
    around: Around,
) -> int:
    """Check an agreement against a record, clause by clause, and say why.

    Args:
        agreement: Name in the library, or a folder with an agreement.yml.
        store: The record's file, such as talks.db.
        on: The day to check; the last day on which the record knows anything if not given.
        known_by: By what was known at the end of this day; all that is kept if not given.
        reading: Only this reading of the wording.
        why: Show the reasons of each verdict, down to the words in the documents.
        json: One verdict a line as JSON instead of a table.
        around: Streams and environment.
    """
    loaded = load(agreement)
    with for_reading(store) as record:
        view = record.view(known_by=known_by)
        day = day_to_check(view, on, where=str(store))
        verdicts = verdicts_of(loaded, view, on=day, reading=reading)
    if json:
        _write_lines(verdicts, around)
    else:
        write_board(loaded, verdicts, day=day, known_by=known_by, why=why, around=around)
    return 0


def _write_lines(verdicts: tuple[Verdict, ...], around: Surroundings) -> None:
    for verdict in verdicts:
        around.write(verdict.to_json())
