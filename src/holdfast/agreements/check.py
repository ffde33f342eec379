"""Checks an agreement against a view: a verdict for each clause, instance and reading, on a day, by what was known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from holdfast.agreements.assumption import Assumption, in_words, refuse_contradiction, statements_of, under
from holdfast.agreements.consultation import consultations
from holdfast.agreements.evaluate import Court, Finding
from holdfast.agreements.explain import citations, evidence_of, left_out, plain_level
from holdfast.agreements.facts import Facts, Known
from holdfast.agreements.figures import WIDEST
from holdfast.agreements.guarantee import guarantee
from holdfast.agreements.judge import Judged, applicability, behind, compliance, last_report, observed
from holdfast.agreements.meaning import Meaning, first_day, in_force_expression, meaning
from holdfast.agreements.readings import read_as, readings_of
from holdfast.agreements.reduction import judge_reduction, measures_of
from holdfast.agreements.sheaf import blamed, shown
from holdfast.agreements.shifting import shifted
from holdfast.agreements.silence import heard, on_the_matter, reports
from holdfast.errors import WrongUse
from holdfast.model import Agreement, Clause, Verdict, Why
from holdfast.model.agreement import ClauseReading
from holdfast.model.terms import ConsultationTerms
from holdfast.model.verdict import Level
from holdfast.record.ledger import RULES

__all__ = ["check", "check_days", "history"]

_PER_AREA = frozenset({"ceasefire"})


def check(
    agreement: Agreement,
    view: Known,
    *,
    on: date,
    reading: str | None = None,
    rule: str = WIDEST,
    assumptions: Sequence[Assumption] = (),
) -> tuple[Verdict, ...]:
    """The verdicts on an agreement: what was so on a day, by what the view knows.

    Args:
        agreement: As `load` gives it.
        view: What is known; its `known_by` becomes the verdicts' own.
        on: The day.
        reading: Only this reading of the clauses that have it; all readings if None.
        rule: The rule of the ledger by which a happening's figures become one, of `holdfast.record.ledger.RULES`.
        assumptions: What is taken as so in this run, whatever the documents say; each verdict names them.

    Returns:
        For each clause in the agreement's order, each instance and each reading one verdict. Declarations have none:
        they are shown, not monitored.

    Raises:
        WrongUse: No clause has the reading, there is no such rule, or two assumptions contradict each other.
    """
    if rule not in RULES:
        raise WrongUse(f"There is no rule {rule}", where="rule", remedy=f"Rules of the ledger: {', '.join(RULES)}")
    known = sorted({one.id for clause in agreement.clauses for one in clause.readings})
    if reading is not None and reading != "text" and reading not in known:
        raise WrongUse(f"No clause has a reading {reading}", where=agreement.id, remedy=f"Readings: {', '.join(known)}")
    refuse_contradiction(assumptions)
    agreement = under(agreement, assumptions, on=on)
    facts = Facts(agreement, view, on=on, assumed=statements_of(assumptions, on=on))
    found = _checked(agreement, Court.of(facts, rule=rule), reading)
    return tuple(_marked(verdict, assumptions, facts) for verdict in found) if assumptions else found


def check_days(agreement: Agreement, view: Known, days: Sequence[date]) -> dict[date, tuple[Verdict, ...]]:
    """The verdicts of several days by what one view knows, as `check` gives each.

    The view is asked once for all of them.
    """
    if not days:
        return {}
    court = Court.of(Facts(agreement, view, on=days[0]))
    return {day: _checked(agreement, court.on_day(day), None) for day in days}


def _checked(agreement: Agreement, court: Court, reading: str | None) -> tuple[Verdict, ...]:
    found: list[Verdict] = []
    for clause in agreement.clauses:
        if clause.type == "declaration":
            continue
        for one in readings_of(clause, reading):
            found += _verdicts(read_as(clause, one), one, agreement, court)
    return tuple(found)


def _marked(verdict: Verdict, assumptions: Sequence[Assumption], facts: Facts) -> Verdict:
    """The verdict with its reasons marked as those of a run under assumptions, which are named at the end."""
    named = "; ".join(f"“{one.words}” (read as: {in_words(one)})" for one in assumptions)
    assumed = Why(sentence=f"Assumed in this run, and said by no document: {named}.", cites=citations(facts.assumed))
    why = Why(
        sentence=f"Under assumptions: {verdict.why.sentence}",
        because=(*verdict.why.because, assumed),
        cites=verdict.why.cites,
    )
    return msgspec.structs.replace(verdict, why=why)


def history(
    agreement: Agreement, view_of: Callable[[date], Known], days: Iterable[date], *, reading: str | None = None
) -> dict[date, tuple[Verdict, ...]]:
    """The verdicts day after day, each by what was known on that day.

    Args:
        agreement: As `load` gives it.
        view_of: The view of what was known by a day, such as `lambda day: store.view(known_by=day)`.
        days: The days.
        reading: As in `check`.
    """
    return {day: check(agreement, view_of(day), on=day, reading=reading) for day in days}


def _verdicts(clause: Clause, reading: ClauseReading, agreement: Agreement, court: Court) -> Iterator[Verdict]:
    court = court.under(clause.evidence or agreement.evidence)
    gate = court.find(in_force_expression(clause, agreement, on=court.facts.on))
    applies, reason = applicability(clause, agreement, gate, on=court.facts.on)
    in_doubt: Level = "disputed" if gate.contested else "at_risk"
    for instance, judged in _judged(clause, agreement, court):
        case = _Case(instance=instance, judged=judged, applies=applies, in_doubt=in_doubt, reason=reason)
        yield _verdict(clause, reading, agreement, court, case)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One instance as judged, with whether its clause binds and why; `in_doubt` is what a breach is if that is open."""

    instance: str | None
    judged: Judged
    applies: bool | None
    in_doubt: Level
    reason: Why


def _judged(clause: Clause, agreement: Agreement, court: Court) -> Iterator[tuple[str | None, Judged]]:
    """Each instance of a clause, judged as if the clause bound."""
    if clause.type == "reduction":
        measures = measures_of(clause)
        for area in clause.where or (None,):
            for measure in measures:
                named = [part for part in (area, measure.id if len(measures) > 1 else None) if part]
                yield " · ".join(named) or None, judge_reduction(clause, agreement, court, area, measure)
        return
    if clause.type in _PER_AREA and len(clause.where) > 1:
        for area in clause.where:
            for _, judged in _judged(msgspec.structs.replace(clause, where=(area,)), agreement, court):
                yield area, judged
        return
    for one in _meanings(clause, agreement, court):
        yield one.instance, _complied(clause, one, agreement, court)


def _meanings(clause: Clause, agreement: Agreement, court: Court) -> list[Meaning]:
    if clause.type == "guarantee":
        return guarantee(clause, agreement, court)
    if isinstance(clause.terms, ConsultationTerms) and clause.terms.request:
        return consultations(clause, agreement, court)
    return [meaning(clause, agreement, on=court.facts.on)]


def _complied(clause: Clause, one: Meaning, agreement: Agreement, court: Court) -> Judged:
    still_open = one.open is not None or one.by_absence
    spoken = reports(one.breach, court, last=last_report(court))
    told = court.days_told(one.breach) | court.days_told(one.fulfilled)
    told |= {report.said.published for report in spoken if report.said.published}
    seen, lacking = observed(clause, court, since=first_day(clause, agreement), still_open=still_open, told=told)
    breach, silent = _breach(one, court)
    judged = compliance(
        one, breach, court.find(one.fulfilled), seen=seen, lacking=lacking, silent=silent, slow=behind(one, court)
    )
    aside = left_out(len(court.uncertain(one.breach, one.fulfilled)), court.policy.min_confidence)
    if silent or breach.value is False or not spoken:
        return replace(judged, reasons=(*judged.reasons, *aside))
    undone = tuple(report.said for report in spoken if report.undone)
    return replace(judged, reasons=(*judged.reasons, on_the_matter(spoken), *aside), undone=undone)


def _breach(one: Meaning, court: Court) -> tuple[Finding, bool]:
    """What came out for what breaks a clause, silence proving nothing, and whether silence alone would break it."""
    left = heard(one.breach, court, last=last_report(court))
    found = court.find(left)
    silent = left != one.breach and found.value is False and court.find(one.breach).value is not False
    if silent:
        found = court.find(heard(one.breach, court, last=last_report(court), omitted=None))
    return found, silent


def _verdict(clause: Clause, reading: ClauseReading, agreement: Agreement, court: Court, case: _Case) -> Verdict:
    judged, facts = case.judged, court.facts
    level: Level = judged.level
    shadow: Level | None = None
    if case.applies is False:
        level, shadow = "not_in_force", judged.level
    elif case.applies is None:
        weaker: dict[Level, Level] = {"breached": case.in_doubt, "holds": "pending", "fulfilled": "pending"}
        level = weaker.get(level, level)
    final = max(facts.on, judged.due) if judged.due and level != "fulfilled" else facts.on
    settled = facts.known_by >= shifted(final, court.policy.settle_days)
    shown_happenings = shown(*judged.rests_on)
    speaking_for, against = evidence_of(shown_happenings, judged.undone)
    name = f"{clause.title or clause.id}{f' ({case.instance})' if case.instance else ''}"
    as_read = f", read as “{reading.id}”" if clause.readings else ""
    sentence = (
        f"{name}{as_read}: on {facts.on}, by what was known on {facts.known_by}, it {plain_level(level, shadow)}."
    )
    because = [case.reason, *judged.reasons]
    if not (speaking_for or against):
        spoken_of = any(one.cites for one in judged.reasons)
        unsaid = (
            "Nobody says that it was done, or that it was not." if spoken_of else "No statement on it was reported."
        )
        because.append(Why(sentence=unsaid))
    because.append(Why(sentence=_settled_sentence(settled, final, court.policy.settle_days)))
    return Verdict(
        agreement=agreement.id,
        clause=clause.id,
        reading=reading.id,
        day=facts.on.isoformat(),
        known_by=facts.known_by.isoformat(),
        level=level,
        why=Why(sentence=sentence, because=tuple(because)),
        instance=case.instance,
        shadow=shadow,
        settled=settled,
        attributed=tuple(sorted(blamed(judged.rests_on))) if "breached" in (level, shadow) else (),
        evidence_for=speaking_for,
        evidence_against=against,
    )


def _settled_sentence(settled: bool, final: date, days: int) -> str:
    if settled:
        return f"This is settled: the reports of the days up to {final} are taken to be in."
    return f"This is provisional: it settles {days} days after {final}, when the reports are taken to be in."
