"""The clause board: each clause of an agreement with its verdict, and the reasons under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from holdfast.cli.reasons import alike, write_reasons
from holdfast.cli.surroundings import Surroundings
from holdfast.cli.tables import in_words, printable, shortened, write_table
from holdfast.model import Agreement, RollUp, Verdict, roll_up

__all__ = ["as_line", "write_board", "write_verdict"]

_COLUMNS = ("clause", "verdict", "reading", "settled", "why")
_WHY_IN_A_PIPE = 100


def write_board(
    agreement: Agreement,
    verdicts: Sequence[Verdict],
    *,
    day: date,
    known_by: date | None,
    why: bool,
    around: Surroundings,
) -> None:
    """Write the board to stdout: title, table and roll-up.

    Args:
        agreement: The agreement.
        verdicts: Its verdicts.
        day: The day that was checked.
        known_by: By what was known on this day; None for all that is kept.
        why: Put the whole tree of reasons of each verdict under the table, instead of the first ones into it.
        around: Streams.
    """
    known = f", by what was known on {known_by}" if known_by else ""
    around.write(printable(f"{agreement.title} ({in_words_of(agreement)}), on {day}{known}"))
    shared = _shared_reason(verdicts)
    if shared:
        around.write(printable(shared))
    around.write("")
    columns = _COLUMNS[:-1] if why else _COLUMNS
    rows = [row[: len(columns)] for row in _rows(agreement, verdicts, shared)]
    if not why and not around.stdout.isatty():
        # A terminal wraps them; in a pipe one row is one line, and must stay readable.
        rows = [(*row[:-1], shortened(row[-1], _WHY_IN_A_PIPE)) for row in rows]
    write_table(columns, rows, around=around, wrapped={"clause"})
    around.write("")
    around.write(f"Overall: {as_line(roll_up(verdict.level for verdict in verdicts))}")
    shadows = [verdict.shadow for verdict in verdicts if verdict.shadow]
    if shadows:
        around.write(f"If it were in force: {as_line(roll_up(shadows))}")
    if why:
        for group in alike(verdicts):
            around.write("")
            _write_alike(agreement, group, around)


def as_line(rolled: RollUp) -> str:
    """The most severe verdict with the counts of all: "breached (1 breached, 2 pending)"."""
    counts = ", ".join(f"{number} {in_words(level)}" for level, number in reversed(rolled.counts.items()))
    return f"{in_words(rolled.level)} ({counts or 'no clauses'})"


def in_words_of(agreement: Agreement) -> str:
    """Status and date of an agreement: "proposed, 2022-03-29"."""
    return f"{in_words(agreement.status)}, {agreement.date}"


def _rows(agreement: Agreement, verdicts: Sequence[Verdict], shared: str | None) -> Iterator[Sequence[str]]:
    """A row for each verdict; instances of a clause that came out alike, such as ten guarantors, have one together."""
    before: str | None = None
    for (clause, reading, level, settled, reason), together in groupby(verdicts, lambda one: _outcome(one, shared)):
        # Where a clause has several rows, its title stands in the first.
        yield _name(agreement, list(together), titled=clause != before), level, reading, settled, reason
        before = clause


def _outcome(verdict: Verdict, shared: str | None) -> tuple[str, str, str, str, str]:
    settled = "yes" if verdict.settled else "not yet"
    return verdict.clause, verdict.reading, verdict_in_words(verdict), settled, _first_reason(verdict, shared)


def _shared_reason(verdicts: Sequence[Verdict]) -> str | None:
    """Why nothing of an agreement is in force, such as "It is only proposed", where that is one reason for all."""
    reasons = {verdict.why.because[0].sentence if verdict.why.because else "" for verdict in verdicts}
    none_binds = all(verdict.level == "not_in_force" for verdict in verdicts)
    return reasons.pop() if none_binds and len(reasons) == 1 else None


def _first_reason(verdict: Verdict, shared: str | None) -> str:
    """The reason that tells most: why it does not bind, or what came out; whether it binds comes first in the tree."""
    reasons = [reason.sentence for reason in verdict.why.because] or [verdict.why.sentence]
    tells_of_binding = verdict.level == "not_in_force" and not shared
    return reasons[0] if tells_of_binding or len(reasons) == 1 else reasons[1]


def verdict_in_words(verdict: Verdict) -> str:
    """A verdict's level; for a text not in force with the level there would be if it were."""
    shadow = f" (if it were: {in_words(verdict.shadow)})" if verdict.shadow else ""
    attributed = f" (attributed to {', '.join(verdict.attributed)})" if verdict.attributed else ""
    return in_words(verdict.level) + shadow + attributed


def _name(agreement: Agreement, alike: Sequence[Verdict], *, titled: bool = True) -> str:
    clause = agreement.clause(alike[0].clause)
    title = f" {clause.title}" if titled and clause and clause.title else ""
    instances = [verdict.instance for verdict in alike if verdict.instance]
    more = f" and {len(instances) - 1} more" if len(instances) > 1 else ""
    return f"{alike[0].clause}{title}{f' [{instances[0]}{more}]' if instances else ''}"


def write_verdict(agreement: Agreement, verdict: Verdict, around: Surroundings, *, most: int | None = None) -> None:
    """Write one verdict with its tree of reasons, the whole of it or at most so many lines."""
    around.write(printable(f"{_name(agreement, [verdict])}{_reading(verdict)}: {verdict_in_words(verdict)}"))
    write_reasons(verdict.why, around, most=most)


def _write_alike(agreement: Agreement, verdicts: Sequence[Verdict], around: Surroundings) -> None:
    """Write verdicts that came out alike under one heading, with the reasons of the first and the names of all."""
    first, *others = verdicts
    if not others:
        write_verdict(agreement, first, around)
        return
    clause = agreement.clause(first.clause)
    title = f"{first.clause} {clause.title if clause else ''}".rstrip()
    around.write(printable(f"{title}: {verdict_in_words(first)}, {len(verdicts)} times alike:"))
    for verdict in verdicts:
        around.write("  - " + printable(f"{verdict.instance or 'the clause'}{_reading(verdict)}"))
    around.write("  The reasons differ in these names alone; those of the first:")
    write_reasons(first.why, around)


def _reading(verdict: Verdict) -> str:
    return f", reading “{verdict.reading}”" if verdict.reading != "text" else ""
