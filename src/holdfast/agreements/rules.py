"""What a schema cannot see: names that point nowhere, days out of order, conditions in a circle, empty readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from holdfast.agreements.notation import Notation, Steps
from holdfast.agreements.readings import read_as
from holdfast.agreements.schema import typed_clause_schema
from holdfast.agreements.validate import nearest
from holdfast.agreements.vocabulary import clause_words, header_words
from holdfast.errors import InvalidStatement, Mistake
from holdfast.model import Agreement, Clause
from holdfast.model.agreement import EvidencePolicy
from holdfast.model.days import as_day
from holdfast.model.terms import (
    ConditionTerms,
    ConsultationTerms,
    GuaranteeTerms,
    LimitTerms,
    ObligationTerms,
    ReductionTerms,
    StepTerms,
)

__all__ = ["Draft", "problems_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An agreement with the files that it was read from, so that a mistake can name its line."""

    agreement: Agreement
    header: Notation
    clauses: tuple[tuple[Notation, Clause], ...]


_Rule = Callable[[Draft, Notation, Clause], Iterator[Mistake]]


def problems_of(draft: Draft) -> list[Mistake]:
    """Every mistake in the sense of an agreement, in the order of the files."""
    found = [*_header_days(draft), *header_words(draft.agreement, draft.header)]
    for notation, clause in draft.clauses:
        found += clause_words(clause, notation)
        for rule in _RULES:
            found += rule(draft, notation, clause)
    return [*found, *_doubled(draft), *_circles(draft)]


def _header_days(draft: Draft) -> Iterator[Mistake]:
    if as_day(draft.agreement.date) is None:
        yield draft.header.problem(("date",), f"{draft.agreement.date} is not a day of the calendar", "Correct it")
    ids = [wording.id for wording in draft.agreement.texts]
    for number, wording in enumerate(draft.agreement.texts):
        if ids.index(wording.id) != number:
            yield draft.header.problem(("texts", number), f"The text {wording.id} stands twice", "Rename one of them")
        if wording.translation_of and wording.translation_of not in ids:
            what = f"{wording.id} is a translation of {wording.translation_of}, which is not there"
            yield draft.header.problem(("texts", number), what, nearest(wording.translation_of, ids))
    yield from _policy(draft.header, draft.agreement.evidence)


def _policy(notation: Notation, policy: EvidencePolicy) -> Iterator[Mistake]:
    """Numbers of a policy of evidence that cannot be."""
    if policy.min_independent < 1 or policy.settle_days < 0 or policy.coverage_days < 1:
        yield notation.problem(("evidence",), "Voices and days of coverage are at least one", "Correct the numbers")
    if not 0 <= policy.min_confidence <= 1:
        what = f"min_confidence is {policy.min_confidence:g}, and a chance lies between 0 and 1"
        yield notation.problem(("evidence", "min_confidence"), what, "Give a number such as 0.3; 0 counts everything")


def _own_policy(draft: Draft, notation: Notation, clause: Clause) -> Iterator[Mistake]:
    # Fields that the clause leaves out are the header's, whose mistakes are told there.
    if clause.evidence is not None and clause.evidence != draft.agreement.evidence and "evidence" in notation.value:
        yield from _policy(notation, clause.evidence)


def _areas(draft: Draft, notation: Notation, clause: Clause) -> Iterator[Mistake]:
    named: list[tuple[Steps, tuple[str, ...]]] = [(("where",), clause.where)]
    if isinstance(clause.terms, ReductionTerms):
        named.append((("control_areas",), clause.terms.control_areas))
    if isinstance(clause.terms, GuaranteeTerms):
        named.append((("excluded_areas",), clause.terms.excluded_areas))
    if isinstance(clause.terms, ConditionTerms):
        for group in ("all_of", "any_of"):
            named += [((group, n, "where"), part.where) for n, part in enumerate(getattr(clause.terms, group))]
    for steps, names in named:
        for number, name in enumerate(names):
            if name not in draft.agreement.areas:
                what = f"There is no area {name} in agreement.yml"
                yield notation.problem((*steps, number), what, nearest(name, draft.agreement.areas))


def _texts(draft: Draft, notation: Notation, clause: Clause) -> Iterator[Mistake]:
    for number, ref in enumerate(clause.text_refs):
        wording = draft.agreement.wording(ref.text)
        if wording is None:
            known = [text.id for text in draft.agreement.texts]
            what = f"There is no text {ref.text} in agreement.yml"
            yield notation.problem(("text_refs", number, "text"), what, nearest(ref.text, known))
        elif ref.quote and ref.quote not in wording.text:
            what = f"The words “{ref.quote}” do not stand in the text {ref.text}"
            yield notation.problem(("text_refs", number, "quote"), what, "Copy them exactly from agreement.yml")


def _days(draft: Draft, notation: Notation, clause: Clause) -> Iterator[Mistake]:
    start = as_day(clause.from_day)
    stated: list[tuple[Steps, str | None]] = [(("when", "from"), clause.from_day), (("when", "until"), clause.until)]
    if isinstance(clause.terms, ObligationTerms):
        stated.append((("deadline",), clause.terms.deadline))
    if isinstance(clause.terms, ConsultationTerms):
        stated.append((("until",), clause.terms.until))
    for steps, text in stated:
        day = as_day(text)
        if text is not None and day is None:
            yield notation.problem(steps, f"{text} is not a day of the calendar", "Correct it")
        elif day and start and day < start:
            yield notation.problem(steps, f"{day} is before the start {start}", "Put the later day here")
    if isinstance(clause.terms, ReductionTerms) and clause.terms.baseline:
        yield from _baseline(notation, clause.terms.baseline.first, clause.terms.baseline.last, clause.from_day)
    for name, number in (("within", clause.within), ("grace", clause.grace)):
        if number is not None and number < 0:
            yield notation.problem(("when", name), f"{name} is {number}", "Give days from 0 on")


def _baseline(notation: Notation, first: str, last: str, start: str | None) -> Iterator[Mistake]:
    opened, closed, began = as_day(first), as_day(last), as_day(start)
    if opened is None or closed is None:
        yield notation.problem(("baseline",), f"{first} to {last} are not days of the calendar", "Correct them")
    elif closed < opened:
        yield notation.problem(("baseline", "to"), f"{last} is before {first}", "Put the later day here")
    elif began and closed >= began:
        what = f"The baseline ends on {last}, when the clause binds already"
        yield notation.problem(("baseline", "to"), what, f"End it before {start}")


def _links(draft: Draft, notation: Notation, clause: Clause) -> Iterator[Mistake]:
    known = [other.id for other in draft.agreement.clauses]
    for steps, name in _points_to(clause):
        if name not in known:
            yield notation.problem(steps, f"There is no clause {name}", nearest(name, known))


def _points_to(clause: Clause) -> Iterator[tuple[Steps, str]]:
    """The other clauses on which this one depends, with the field that names each."""
    for number, name in enumerate(clause.in_force_if):
        yield ("in_force_if", number), name
    if isinstance(clause.terms, ConditionTerms):
        for group in ("all_of", "any_of"):
            for number, part in enumerate(getattr(clause.terms, group)):
                if part.clause:
                    yield (group, number, "clause"), part.clause
    if isinstance(clause.terms, StepTerms) and clause.terms.of_clause:
        yield ("of_clause",), clause.terms.of_clause


def _whole(draft: Draft, notation: Notation, clause: Clause) -> Iterator[Mistake]:
    """Fields of a type that only make sense together."""
    terms = clause.terms
    if isinstance(terms, ConditionTerms) and not (terms.all_of or terms.any_of):
        yield notation.problem((), "The condition requires nothing", "Add all_of: or any_of:")
    if isinstance(terms, StepTerms) and not (terms.of or terms.of_clause):
        yield notation.problem((), "The step has nothing to stand in order with", "Add of: or of_clause:")
    if isinstance(terms, LimitTerms) and terms.max is None and terms.min is None:
        yield notation.problem((), "The limit has neither max nor min", "Add one of them")
    if isinstance(terms, ReductionTerms) and not 0 < terms.target_ratio <= 1:
        what = f"target_ratio is {terms.target_ratio}, and a reduction leaves more than 0 and at most 1 of the rate"
        yield notation.problem(("target_ratio",), what, "Give a number such as 0.5 for half")
    if isinstance(terms, ConsultationTerms) and terms.within is not None and terms.request is None:
        yield notation.problem(("within",), "The days count from a request, and there is none", "Add request:")


def _readings(draft: Draft, notation: Notation, clause: Clause) -> Iterator[Mistake]:
    allowed = set(typed_clause_schema(clause.type)["properties"]) - {"id", "type", "readings"}
    ids = [reading.id for reading in clause.readings]
    for number, reading in enumerate(clause.readings):
        steps: Steps = ("readings", number)
        unknown = sorted(set(reading.overrides) - allowed)
        if ids.index(reading.id) != number:
            yield notation.problem(steps, f"The reading {reading.id} stands twice", "Rename one of them")
        for name in unknown:
            what = f"The reading {reading.id} sets {name}, which is no field of a {clause.type}"
            yield notation.problem((*steps, "overrides", name), what, nearest(name, allowed))
        if unknown:
            continue
        try:
            read_as(clause, reading)
        except InvalidStatement as error:
            what = f"The reading {reading.id} cannot be used: {error.what}"
            yield notation.problem((*steps, "overrides"), what, f"Correct {error.where}")
            continue
        if all(name in notation.value and notation.value[name] == part for name, part in reading.overrides.items()):
            what = f"The reading {reading.id} overrides nothing"
            yield notation.problem(steps, what, "Add overrides: with a field that it sets otherwise, or delete it")


def _doubled(draft: Draft) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for notation, clause in draft.clauses:
        if clause.id in first:
            what = f"The clause {clause.id} stands in {first[clause.id]} already"
            yield notation.problem(("id",), what, "Give it another id")
        first.setdefault(clause.id, notation.file)


def _circles(draft: Draft) -> Iterator[Mistake]:
    """Conditions that wait for one another, each circle told once."""
    graph = {clause.id: [name for _, name in _points_to(clause)] for _, clause in draft.clauses}
    told: set[frozenset[str]] = set()
    for notation, clause in draft.clauses:
        circle = _circle(graph, clause.id)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            what = f"These clauses wait for one another: {' → '.join(circle)}"
            yield notation.problem(next(_points_to(clause))[0], what, "Take one of the links out")


def _circle(graph: dict[str, list[str]], start: str) -> list[str] | None:
    """A way from a clause back to itself, if there is one."""
    waiting, seen = [[start]], set[str]()
    while waiting:
        way = waiting.pop()
        for following in graph.get(way[-1], []):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                waiting.append([*way, following])
    return None


_RULES: tuple[_Rule, ...] = (_own_policy, _areas, _texts, _days, _links, _whole, _readings)
