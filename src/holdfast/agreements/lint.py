"""Every mistake of an agreement's folder: header, clauses, situations, sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.agreements.load import folder_of, read_folder
from holdfast.agreements.situations import Situation, read_situations
from holdfast.agreements.validate import nearest
from holdfast.errors import Mistake
from holdfast.model import Agreement

__all__ = ["lint"]


def lint(path: str | Path) -> list[Mistake]:
    """Every mistake of an agreement's folder; empty if there is none.

    Raises:
        MissingInput: The folder is not there.
    """
    folder = folder_of(path)
    agreement, problems = read_folder(folder)
    situations, wrong = read_situations(folder)
    if agreement and not problems:
        for file, line, situation in situations:
            for what, remedy in _points_nowhere(situation, agreement):
                problems.append(Mistake(file=file, line=line, what=what, remedy=remedy))
    problems += wrong
    if not (folder / "SOURCES.md").is_file():
        remedy = "Say in it where the wording and the facts come from"
        problems.append(Mistake(file="SOURCES.md", line=1, what="It is missing", remedy=remedy))
    if not (situations or wrong):
        remedy = "Add tests/*.yml with what is expected of each clause"
        problems.append(Mistake(file="tests", line=1, what="There are no situations", remedy=remedy))
    return problems


def _points_nowhere(situation: Situation, agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Expectations about clauses and readings that there are not: what is wrong, and the remedy."""
    known = [clause.id for clause in agreement.clauses]
    for wanted in situation.expect:
        clause = agreement.clause(wanted.clause)
        if clause is None:
            yield f"There is no clause {wanted.clause}", nearest(wanted.clause, known)
            continue
        readings = [reading.id for reading in clause.readings] or ["text"]
        if wanted.reading is not None and wanted.reading not in readings:
            yield f"{wanted.clause} has no reading {wanted.reading}", nearest(wanted.reading, readings)
