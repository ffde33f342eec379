"""Silence is no breach: what was left undone is told only by reports on the matter, be it that it was not done."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from holdfast.agreements.answers import Report
from holdfast.agreements.evaluate import Court
from holdfast.agreements.explain import citations
from holdfast.agreements.expression import Both, Either, Exceeds, Expression, Fact, InOrder, Matter, Not, Occurs
from holdfast.agreements.facts import Said
from holdfast.agreements.figures import span_of
from holdfast.agreements.matching import Match, fits, match_manner, names_words
from holdfast.model import Why
from holdfast.model.statement import AHEAD

__all__ = ["heard", "on_the_matter", "reports"]

_MOST_CITED = 12


def heard(expression: Expression, court: Court, *, last: date, omitted: bool | None = False) -> Expression:
    """What is left of an expression if silence proves nothing: an omission on which nothing was reported is none.

    Args:
        expression: What breaks a clause.
        court: Whose facts and policy count.
        last: The last day of publication of what counts as a report.
        omitted: What is said of an omission on which nothing was reported: that it is none, or that it cannot be told.
    """
    if isinstance(expression, Not | InOrder) and expression.matter is not None:
        if _on(expression.matter, court, last):
            return expression
        silence = Fact(value=omitted, sentence=_sentence(expression, expression.matter, last))
        if isinstance(expression, Not):
            return silence
        return Both(
            parts=(expression.step, silence), sentence="The order is broken if the step came without the other."
        )
    if isinstance(expression, Both | Either):
        return replace(
            expression, parts=tuple(heard(part, court, last=last, omitted=omitted) for part in expression.parts)
        )
    assert isinstance(expression, Fact | Occurs | Exceeds | InOrder | Not)  # which rest on nothing that was left undone
    return expression


def reports(expression: Expression, court: Court, *, last: date) -> tuple[Report, ...]:
    """What was reported on the matters of which an expression asks whether they were left undone, in order."""
    if isinstance(expression, Not | InOrder) and expression.matter is not None:
        return _on(expression.matter, court, last)
    if isinstance(expression, Both | Either):
        found = {one.said.statement.id: one for part in expression.parts for one in reports(part, court, last=last)}
        return tuple(sorted(found.values(), key=lambda one: one.said.order))
    return ()


def on_the_matter(spoken: tuple[Report, ...]) -> Why:
    """That there were reports on what is owed, with the latest that deny it was done, else the latest."""
    undone = [one for one in spoken if one.undone]
    number = f"{len(spoken)} statement{' was' if len(spoken) == 1 else 's were'} reported on what is owed"
    sentence = f"{number}; {len(undone) or 'none'} of them say{'s' if len(undone) < 2 else ''} that it was not done."
    return Why(sentence=sentence, cites=citations(one.said for one in (undone or list(spoken))[-_MOST_CITED:]))


def _on(matter: Matter, court: Court, last: date) -> tuple[Report, ...]:
    """What was reported on a matter since it began, in any act and of either polarity.

    While a duty can still be done in time, what is promised or planned says nothing on whether it was: else the promise
    itself would be the report that it was broken.
    """
    at_all = replace(matter, since=None, due=None, apart=())
    if at_all not in court.spoken:
        court.spoken[at_all] = tuple(_ever_on(at_all, court))
    told = court.spoken[at_all]
    begin = bisect_left(told, matter.since or date.min, key=_published)
    end = bisect_right(told, last, key=_published)
    return tuple(
        one for one in told[begin:end] if one.said.event not in matter.apart and not _is_still_hope(one.said, matter)
    )


def _is_still_hope(said: Said, matter: Matter) -> bool:
    """Whether a statement speaks of what is to come, on a day on which it could still come in time."""
    statement = said.statement
    ahead = statement.status in AHEAD and statement.polarity == "affirmed"
    return ahead and matter.due is not None and said.published is not None and said.published <= matter.due


def _published(report: Report) -> date:
    return report.said.order[0]


def _ever_on(matter: Matter, court: Court) -> Iterator[Report]:
    """What was reported on a matter on any day that is known, in order of publication."""
    what, least = matter.question.what, court.policy.min_confidence
    # In areas the place decides as well as the people; elsewhere only they do, or an answer to the question itself.
    spoken = court.facts.of_kind(what, of=() if matter.areas else matter.refs, least=least)
    answers = (said for said in court.facts.bearing(what) if said.certain(least))
    found = {said.statement.id: said for said in (*spoken, *answers)}
    for said in sorted(found.values(), key=lambda said: said.order):
        if said.published is not None and _speaks_of(said, matter, court):
            yield Report(said=said, undone=_says_undone(said, matter))


def _says_undone(said: Said, matter: Matter) -> bool:
    found = _match(said, matter)
    return found is not None and not found.affirms and found.by_bearer is not False


def _match(said: Said, matter: Matter) -> Match | None:
    question = matter.question
    found = match_manner(said.manner, question.what, bearer=question.bearer)
    return found if found and names_words(said.statement, question.what) else None


def _speaks_of(said: Said, matter: Matter, court: Court) -> bool:
    """Whether a statement says that a duty was or was not done, or speaks of the kind, by or about those who owe it."""
    statement, question = said.statement, matter.question
    inside = court.facts.lies_in(statement.place, matter.areas) is True if matter.areas else False
    found = _match(said, matter)
    if found and found.by_bearer is not False and (inside or not matter.areas or statement.place is None):
        return True
    if not names_words(statement, question.what):
        return False
    named = [mention.ref for mention in (*statement.actors, *statement.recipients)]
    named += [voice.ref for voice in statement.voices]
    return inside or not (matter.refs or matter.areas) or any(fits(name, ref) for name in named for ref in matter.refs)


def _sentence(expression: Not | InOrder, matter: Matter, last: date) -> str:
    part = expression.of if isinstance(expression, InOrder) else expression.part
    title = part.title if isinstance(part, Occurs) else "what is owed"
    about = f" ({', '.join((*matter.refs, *matter.areas))})" if matter.refs or matter.areas else ""
    return (
        f"Nothing was reported {span_of(matter.since, last)} on whether this was done: {title}{about}; silence is not "
        "taken for a breach."
    )
