"""What stands at the head of a draft: its id and title by the parties' names, and its status by what its words do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from holdfast.agreements.drafting.ground import slug
from holdfast.agreements.drafting.parties import Sides
from holdfast.agreements.drafting.proposal import ClauseDraft
from holdfast.agreements.drafting.telling import Telling
from holdfast.model import Statement

__all__ = ["short", "signed", "standings_of", "status_of"]

_LONGEST = 32
"""Signs of a party's name in an agreement's id."""


def signed(tellings: Sequence[Telling], sides: Sides) -> str | None:
    """How a text is told to have been signed by both: signed or initialled; None if it is not."""
    for telling in tellings:
        said = telling.statement
        refs = [part for actor in said.actors for part in (actor.ref or "").split("+")]
        both = len({sides.party(ref) for ref in refs} - {None}) > 1
        if both and _signs(said) and said.polarity == "affirmed":
            return "initialled" if re.search(r"\binitial", said.quote, re.I) else "signed"
    return None


def _signs(statement: Statement) -> bool:
    """Whether a statement tells that something was signed."""
    return statement.event.mode == "sign" and statement.status == "happened"


def short(party: str, names: Mapping[str, str]) -> str:
    """A party in an id: a state by its code, and whoever else is of it, or shares it, by name."""
    shared = [other[:3] for other in names].count(party[:3]) > 1
    if not shared and " " not in party:
        return party
    words = slug(names[party])
    return words if len(words) <= _LONGEST else words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]


def status_of(bound: Sequence[ClauseDraft], by_both: str | None) -> tuple[str, list[str]]:
    """The status of the whole by what its clauses' words do, with what is uncertain about it."""
    standings = {clause.standing for clause in bound}
    by_a_clause = any(_signs(one.statement) for clause in bound for one in clause.tellings)
    speakers = {ref for clause in bound for ref in clause.value.get("who", ())}
    if by_a_clause or by_both:
        how = by_both or "signed"
        return how, [f"whether what was {how} is this text"]
    if standings == {"promised"} and len(speakers) == 1:
        return "unilateral_statement", []
    doubts = []
    firm = [clause.id for clause in bound if clause.standing in ("promised", "agreed")]
    if firm and len(standings) > 1:
        doubts.append(
            f"a text has one status, and {', '.join(firm)} {'is' if len(firm) == 1 else 'are'} promised or agreed "
            "while the rest is only offered: consider a folder of its own, with status unilateral_statement or signed"
        )
    elif firm:
        doubts.append("the words promise or agree, and no signature is told: whether the text binds")
    return "proposed", doubts


def standings_of(bound: Sequence[ClauseDraft]) -> str:
    """How far the words of all clauses bind, the firmest first: "promised, proposed"."""
    order = ("promised", "agreed", "proposed", "demanded", "foreseen")
    found = [standing for standing in order if any(clause.standing == standing for clause in bound)]
    return ", ".join(found) or "foreseen"
