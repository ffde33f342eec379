"""Why an assumption changes nothing: no clause asks for such a thing, or it lacks the place that a clause asks for."""

from __future__ import annotations

from holdfast.agreements.assumption import Assumption
from holdfast.agreements.matching import match
from holdfast.agreements.vocabulary import patterns_of
from holdfast.model import Agreement, Clause, Statement
from holdfast.model.terms import Pattern

__all__ = ["hint"]


def hint(agreement: Agreement, assumption: Assumption) -> str:
    """What to look at where no verdict turns on an assumption."""
    said = assumption.statement
    if said is None:
        return "the text has that status already, or another assumption gives it one"
    asking = [clause for clause in agreement.clauses if _asks(clause, said)]
    if not asking:
        return "no clause asks for such a happening; compare its type, actors and words with agreement show"
    lacking = [clause for clause in asking if clause.where and said.place is None]
    if lacking and len(lacking) == len(asking):
        areas = ", ".join(dict.fromkeys(area for clause in lacking for area in clause.where))
        return f"{_named(lacking)} asks for a place in {areas}; name one"
    return f"it bears on {_named(asking)}, and nothing else comes out"


def _asks(clause: Clause, said: Statement) -> bool:
    """Whether any pattern of a clause is about what is assumed."""
    return any(what != Pattern() and match(said, what) for _, what in patterns_of(clause, ()))


def _named(clauses: list[Clause]) -> str:
    return ", ".join(clause.id for clause in clauses)
