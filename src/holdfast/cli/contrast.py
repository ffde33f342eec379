"""The record's verdicts and those under assumptions, side by side, with what each difference turns on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from holdfast.cli.board import as_line, in_words_of, verdict_in_words
from holdfast.cli.reasons import write_reasons
from holdfast.cli.surroundings import Surroundings
from holdfast.cli.tables import printable, write_table
from holdfast.model import Agreement, Verdict, roll_up
from holdfast.pipeline.what_if import Pair, WhatIf

__all__ = ["write_contrast"]

_COLUMNS = ("clause", "record", "assumed", "reading", "changed by")


def write_contrast(agreement: Agreement, found: WhatIf, *, why: bool, around: Surroundings) -> None:
    """Write what was assumed, the pairs of verdicts with the changed ones marked, and both roll-ups to stdout.

    Args:
        agreement: The agreement.
        found: The answer.
        why: Put the tree of reasons of each changed verdict under the table.
        around: Streams.
    """
    around.write(printable(f"{agreement.title} ({in_words_of(agreement)}), on {found.day}"))
    around.write("What follows under “assumed” rests on assumptions; no document says them, and none is kept:")
    for number, one in enumerate(found.assumptions, start=1):
        turns = f"on it turn {', '.join(one.turns)}" if one.turns else f"no verdict turns on it alone: {one.hint}"
        around.write(printable(f"{number}. “{one.words}”, read as: {one.read_as}; {turns}"))
    around.write("")
    rows = [(_name(agreement, list(alike)), *row) for (_, *row), alike in groupby(found.pairs, _row)]
    write_table(_COLUMNS, rows, around=around, wrapped={"clause"})
    around.write("")
    around.write(f"By the record: {_rolled([pair.record for pair in found.pairs])}")
    around.write(f"Under assumptions: {_rolled([pair.assumed for pair in found.pairs])}")
    number = len(found.changes)
    around.write(f"Changed: {number} of {len(found.pairs)} verdicts")
    for pair in found.changes if why else ():
        around.write("")
        around.write(printable(f"{_name(agreement, [pair])}: {_level(pair.record)} → {_level(pair.assumed)}"))
        if pair.assumed:
            write_reasons(pair.assumed.why, around)


def _row(pair: Pair) -> tuple[str, str, str, str, str]:
    """The cells of a pair after its name; pairs with the same cells and clause, such as ten guarantors, share a row."""
    reading = pair.reading if pair.reading != "text" else ""
    numbers = ", ".join(str(number) for number in pair.turns_on) or "any one of them"
    return pair.clause, _level(pair.record), _level(pair.assumed), reading, f"* {numbers}" if pair.changed else ""


def _level(verdict: Verdict | None) -> str:
    return verdict_in_words(verdict) if verdict else "–"


def _name(agreement: Agreement, alike: Sequence[Pair]) -> str:
    clause = agreement.clause(alike[0].clause)
    title = f" {clause.title}" if clause and clause.title else ""
    instances = [pair.instance for pair in alike if pair.instance]
    more = f" and {len(instances) - 1} more" if len(instances) > 1 else ""
    return f"{alike[0].clause}{title}{f' [{instances[0]}{more}]' if instances else ''}"


def _rolled(verdicts: Sequence[Verdict | None]) -> str:
    there = [verdict for verdict in verdicts if verdict]
    shadows = [verdict.shadow for verdict in there if verdict.shadow]
    would = f"; if it were in force: {as_line(roll_up(shadows))}" if shadows else ""
    return f"{as_line(roll_up(verdict.level for verdict in there))}{would}"
