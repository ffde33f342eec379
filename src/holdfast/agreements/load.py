"""Loads an agreement from its folder: `agreement.yml`, `clauses/*.yml`; all mistakes are gathered and told at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import msgspec

from holdfast.agreements.notation import Notation, read_notation
from holdfast.agreements.readings import flat
from holdfast.agreements.rules import Draft, problems_of
from holdfast.agreements.schema import agreement_schema, typed_clause_schema
from holdfast.agreements.validate import nearest, schema_problems
from holdfast.errors import HoldfastError, InvalidAgreement, InvalidStatement, MissingInput, Mistake
from holdfast.model import Agreement, Clause
from holdfast.model.agreement import ClauseType
from holdfast.settings import shipped

__all__ = ["folder_of", "library", "load", "load_version", "read_folder"]

_TYPES: tuple[ClauseType, ...] = get_args(ClauseType)


def library() -> list[str]:
    """The names of the agreements that travel with Holdfast, in alphabetical order."""
    return sorted(path.parent.name for path in shipped("agreements").glob("*/agreement.yml"))


def folder_of(where: str | Path) -> Path:
    """The folder of an agreement, given as a path or as a name of the library.

    Raises:
        MissingInput: There is neither such a folder nor such a name.
    """
    path = Path(where)
    if path.name == "agreement.yml" and path.is_file():
        return path.parent
    if path.is_dir():
        return path
    inside = shipped("agreements") / str(where)
    if str(where) in library():
        return inside
    if path.exists():
        raise MissingInput("An agreement is a folder, and this is a file", where=str(where), remedy="Give its folder")
    remedy = f"Give a folder with an agreement.yml, or a name of the library. {nearest(str(where), library())}"
    raise MissingInput("There is no agreement of this name", where=str(where), remedy=remedy)


def load(where: str | Path) -> Agreement:
    """Load an agreement.

    Args:
        where: Its folder, or a name of the library.

    Raises:
        MissingInput: It is not there.
        InvalidAgreement: It has mistakes; `problems` names every one with file, line and remedy.
    """
    folder = folder_of(where)
    agreement, problems = read_folder(folder)
    if problems or agreement is None:
        count = f"{len(problems)} mistake{'' if len(problems) == 1 else 's'}"
        raise InvalidAgreement(f"This agreement has {count}", problems=tuple(problems), where=str(folder))
    return agreement


def load_version(where: str | Path) -> Agreement:
    """Load one version of an agreement to compare it with another.

    Args:
        where: Its folder, its name in the library, what `agreement show --json` wrote, or one clause's file, which is
            taken as an agreement of that clause alone.

    Raises:
        MissingInput: It is not there.
        InvalidAgreement: It has mistakes.
    """
    path = Path(where)
    if not path.is_file() or path.name == "agreement.yml":
        return load(where)
    if path.suffix == ".json":
        try:
            return Agreement.from_json(path.read_bytes())
        except InvalidStatement as error:
            raise InvalidAgreement(
                "This is no agreement as JSON", problems=(_of_json(path, error),), where=str(path)
            ) from error
    clause, problems = _clause(read_notation(path, name=path.name), {})
    if clause is None:
        raise InvalidAgreement("This clause has mistakes", problems=tuple(problems), where=str(path))
    return Agreement(id="", title="", status="proposed", date="", clauses=(clause,))


def _of_json(path: Path, error: InvalidStatement) -> Mistake:
    """What is wrong with an agreement as JSON, which stands on one line."""
    what = f"{error.what} at {error.where}" if error.where else error.what
    return Mistake(file=path.name, line=1, what=what, remedy=error.remedy or "Compare it with docs/agreement.md")


def read_folder(folder: Path) -> tuple[Agreement | None, list[Mistake]]:
    """The agreement of a folder, and every mistake of header and clauses."""
    header_file = folder / "agreement.yml"
    if not header_file.is_file():
        remedy = "Add it; docs/writing-an-agreement.md shows the least it needs"
        return None, [Mistake(file="agreement.yml", line=1, what="It is missing", remedy=remedy)]
    header = read_notation(header_file, name="agreement.yml")
    problems = list(header.problems)
    if header.value is not None:
        problems += schema_problems(header, agreement_schema())
    notations = [
        read_notation(path, name=f"clauses/{path.name}") for path in sorted((folder / "clauses").glob("*.y*ml"))
    ]
    clauses: list[tuple[Notation, Clause]] = []
    policy = _mapping(_mapping(header.value).get("evidence"))
    for notation in notations:
        clause, wrong = _clause(notation, policy)
        problems += wrong
        if clause is not None:
            clauses.append((notation, clause))
    if not notations:
        remedy = "Add a file for each, such as clauses/ceasefire.yml"
        problems.append(Mistake(file="clauses", line=1, what="There is no clause", remedy=remedy))
    agreement, wrong = _agreement(header, tuple(clause for _, clause in clauses)) if not problems else (None, [])
    problems += wrong
    if agreement is not None:
        problems += problems_of(Draft(agreement=agreement, header=header, clauses=tuple(clauses)))
    return agreement, problems


def _agreement(header: Notation, clauses: tuple[Clause, ...]) -> tuple[Agreement | None, list[Mistake]]:
    try:
        return Agreement.from_builtins(header.value).with_clauses(clauses), []
    except HoldfastError as error:
        return None, [header.problem((), error.what, f"Correct {error.where}")]


def _clause(notation: Notation, policy: dict[str, Any]) -> tuple[Clause | None, list[Mistake]]:
    """The clause of one file, or what is wrong with it."""
    value = notation.value
    problems = list(notation.problems)
    if value is None:
        return None, problems
    if not isinstance(value, dict):
        return None, [*problems, notation.problem((), "A clause is a group of fields", "Begin with id: and type:")]
    if value.get("type") not in _TYPES:
        what = f"There is no clause type {value['type']!r}" if "type" in value else "The clause has no type"
        return None, [*problems, notation.problem(("type",), what, nearest(str(value.get("type", "")), _TYPES))]
    problems += schema_problems(notation, typed_clause_schema(value["type"]))
    if problems:
        return None, problems
    if "evidence" in value:
        value = value | {"evidence": policy | value["evidence"]}
    try:
        return flat(value), []
    except (InvalidStatement, msgspec.ValidationError, ValueError) as error:
        return None, [notation.problem((), str(error), "Compare it with docs/agreement.md")]


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
