"""Every mistake of an agreement's folder: header, clauses, situations, sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.agreements.load import folder_of, read_folder
from holdfast.agreements.situations import Situation, read_situations
from holdfast.agreements.validate import nearest
from holdfast.model import Agreement

__all__ = ["lint"]


def lint(path: str | Path) -> list[str]:
    """Every mistake of an agreement's folder as "file:line: what. remedy"; empty if there is none.

    Raises:
        MissingInput: The folder is not there.
    """
    folder = folder_of(path)
    agreement, problems = read_folder(folder)
    situations, wrong = read_situations(folder)
    if agreement and not problems:
        for where, situation in situations:
            problems += _points_nowhere(where, situation, agreement)
    problems += wrong
    if not (folder / "SOURCES.md").is_file():
        problems.append("SOURCES.md:1: It is missing. Say in it where the wording and the facts come from")
    if not (situations or wrong):
        problems.append("tests:1: There are no situations. Add tests/*.yml with what is expected of each clause")
    return problems


def _points_nowhere(where: str, situation: Situation, agreement: Agreement) -> Iterator[str]:
    """Expectations about clauses and readings that there are not."""
    known = [clause.id for clause in agreement.clauses]
    for wanted in situation.expect:
        clause = agreement.clause(wanted.clause)
        if clause is None:
            yield f"{where}: There is no clause {wanted.clause}. {nearest(wanted.clause, known)}"
            continue
        readings = [reading.id for reading in clause.readings] or ["text"]
        if wanted.reading is not None and wanted.reading not in readings:
            yield f"{where}: {wanted.clause} has no reading {wanted.reading}. {nearest(wanted.reading, readings)}"
