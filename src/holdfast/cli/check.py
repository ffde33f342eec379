"""`holdfast check`: what holds of an agreement, and why."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cyclopts import App

from holdfast.agreements import assumption_of, last_assumed, load
from holdfast.agreements import check as verdicts_of
from holdfast.cli.board import write_board
from holdfast.cli.contrast import write_contrast
from holdfast.cli.options import Around, Day, StoreFile
from holdfast.cli.stores import for_reading
from holdfast.cli.surroundings import Surroundings
from holdfast.model import Agreement, Verdict
from holdfast.pipeline.checking import day_to_check
from holdfast.pipeline.what_if import WhatIf, what_if

__all__ = ["app"]

app = App(
    name="check",
    help_epilogue="""Example:
    holdfast check ru-2022-03-29-reduction --in talks.db --on 2022-04-05 --why
    holdfast check my-agreement/ --in talks.db --known-by 2022-03-31 --json
    holdfast check my-agreement/ --in talks.db --assume "referendum approved on 2022-06-01"

--on asks what was so on a day, --known-by what was known on a day; --reading
asks for one reading of a wording that the parties tell differently (--reader,
of other verbs, is the model that reads documents). --assume asks what would
be so if something had happened, beside what the record says; nothing of it is
kept.

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
    rule: Literal["range", "latest", "majority", "conservative"] = "range",
    assume: list[str] | None = None,
    why: bool = False,
    json: bool = False,
    around: Around,
) -> int:
    """Check an agreement against a record, clause by clause, and say why.

    Args:
        agreement: Name in the library, or a folder with an agreement.yml.
        store: The record's file, such as talks.db.
        on: The day to check; if not given, the last on which the record knows anything, or a later one of --assume.
        known_by: By what was known at the end of this day; all that is kept if not given.
        reading: Only this reading of the wording.
        rule: Rule of the ledger by which the figures of several voices become one, for clauses that limit a number.
        assume: What is to be taken as so, such as "referendum approved on 2022-06-01"; give it again for another.
        why: Show the reasons of each verdict, down to the words in the documents.
        json: One verdict a line as JSON instead of a table.
        around: Streams and environment.
    """
    loaded = load(agreement)
    assumptions = [assumption_of(words) for words in assume or ()]
    with for_reading(store) as record:
        view = record.view(known_by=known_by)
        day = on or max(day_to_check(view, None, where=str(store)), last_assumed(assumptions) or date.min)
        if assumptions:
            found = what_if(loaded, view, assumptions, on=day, reading=reading, rule=rule)
        else:
            verdicts = verdicts_of(loaded, view, on=day, reading=reading, rule=rule)
    if assumptions:
        _write_what_if(loaded, found, why=why, json=json, around=around)
        return 0
    if json:
        _write_lines(verdicts, around)
    else:
        write_board(loaded, verdicts, day=day, known_by=known_by, why=why, around=around)
    return 0


def _write_what_if(agreement: Agreement, found: WhatIf, *, why: bool, json: bool, around: Surroundings) -> None:
    if not json:
        write_contrast(agreement, found, why=why, around=around)
        return
    for pair in found.pairs:
        around.write(pair.to_json())


def _write_lines(verdicts: tuple[Verdict, ...], around: Surroundings) -> None:
    for verdict in verdicts:
        around.write(verdict.to_json())
