"""What a person makes of a draft: clauses taken, as proposed or edited, or left out; and what is wrong with the result.

The folder is written to a temporary place and checked there by the same code that checks a folder of the library, so
that what passes here passes `holdfast agreement lint`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from holdfast.agreements.drafting.files import HEADER, clause_file, situations_for, sources_of, write_folder
from holdfast.agreements.drafting.proposal import ClauseDraft, Draft
from holdfast.agreements.drafting.telling import LeftOut
from holdfast.agreements.lint import lint
from holdfast.agreements.load import read_folder
from holdfast.errors import Mistake
from holdfast.model import Agreement, Clause

__all__ = ["Decided", "Decision", "decided", "names_a_folder"]

_FOLDER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_NAME = 80
_BY_HAND = "a person left it out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person made of one proposed clause.

    Attributes:
        taken: Whether it stands in the agreement.
        code: Its file's text, as proposed or as edited.
    """

    taken: bool
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The result: the folder's files where nothing is wrong with them, else the mistakes.

    Attributes:
        agreement: As loaded; None where there are mistakes.
        files: By their path in the folder; empty where there are mistakes.
    """

    agreement: Agreement | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def names_a_folder(name: str) -> bool:
    """Whether an agreement's id can be the name of its folder on any disk: small letters, digits, hyphens between."""
    return len(name) <= _LONGEST_NAME and _FOLDER.fullmatch(name) is not None


def decided(draft: Draft, *, header: str, decisions: Sequence[Decision], by: str | None = None) -> Decided:
    """The agreement's folder as a person decided, or what is wrong with it.

    Args:
        draft: What was proposed.
        header: The text of `agreement.yml`.
        decisions: One for each clause of the draft, in its order.
        by: Who decided, to be named among the sources; None to name nobody.
    """
    taken = {
        clause_file(number, clause.id): (clause, decision.code)
        for number, (clause, decision) in enumerate(zip(draft.clauses, decisions, strict=True), start=1)
        if decision.taken
    }
    codes = {HEADER: header} | {path: code for path, (_, code) in taken.items()}
    with TemporaryDirectory(prefix="holdfast-") as place:
        folder = Path(place)
        write_folder(codes, folder)
        agreement, problems = read_folder(folder)
        if agreement is None or problems:
            return Decided(mistakes=tuple(problems))
        wrong = _no_name_for_a_folder(agreement.id, header)
        if wrong:
            return Decided(mistakes=(wrong,))
        kept = _kept([clause for clause, _ in taken.values()], agreement.clauses)
        left = tuple(
            LeftOut(telling=telling, reason=_BY_HAND)
            for clause, decision in zip(draft.clauses, decisions, strict=True)
            if not decision.taken
            for telling in clause.tellings
        )
        made = {
            "tests/draft.yml": situations_for(agreement),
            "SOURCES.md": sources_of(replace(draft, clauses=kept, left_out=(*draft.left_out, *left))) + _signed(by),
        }
        write_folder(made, folder)
        mistakes = tuple(lint(folder))
    if mistakes:
        return Decided(mistakes=mistakes)
    named = {
        clause_file(int(path.partition("/")[2][:2]), clause.id): code
        for (path, (_, code)), clause in zip(taken.items(), agreement.clauses, strict=True)
    }
    return Decided(agreement=agreement, files={HEADER: header} | named | made)


def _kept(proposed: Iterable[ClauseDraft], clauses: Iterable[Clause]) -> tuple[ClauseDraft, ...]:
    """The clauses that were taken, under the ids that they have now."""
    return tuple(
        replace(clause, value={**clause.value, "id": now.id}) for clause, now in zip(proposed, clauses, strict=True)
    )


def _signed(by: str | None) -> str:
    return f"\nDecided by {by} on {datetime.now(UTC).date()}.\n" if by else ""


def _no_name_for_a_folder(name: str, header: str) -> Mistake | None:
    """The mistake of an agreement whose id cannot be the name of a folder; None where it can."""
    if names_a_folder(name):
        return None
    lines = header.splitlines()
    line = next((number for number, text in enumerate(lines, start=1) if text.startswith("id:")), 1)
    what = f"id is {name!r}, which is no name for a folder"
    remedy = f"Write it in small letters and digits with hyphens between them, {_LONGEST_NAME} signs at most"
    return Mistake(file=HEADER, line=line, what=what, remedy=remedy)
