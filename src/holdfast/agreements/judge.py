"""From findings to a verdict, in the order of the specification: never averaged, and silence is never "holds".

1 not applicable → not_in_force; 2 breached in every resolution → breached; 3 in some, and named camps contradict each
other → disputed; 4 only through unconfirmed claims, or behind the pace → at_risk; 5 too little observable → unknown;
6 still open → pending; 7 else holds, or fulfilled once achieved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from holdfast.agreements.evaluate import Court, Finding
from holdfast.agreements.explain import told, why_of
from holdfast.agreements.facts import ANYTHING, Said
from holdfast.agreements.meaning import Meaning, first_day
from holdfast.agreements.sheaf import Sheaf
from holdfast.agreements.shifting import shifted
from holdfast.model import Agreement, Clause, Why
from holdfast.model.days import as_day
from holdfast.model.terms import Pattern
from holdfast.model.verdict import Level

__all__ = ["Judged", "applicability", "behind", "compliance", "last_report", "observed"]

_IN_FORCE = frozenset({"unilateral_statement", "signed", "ratified", "in_force"})


_SILENT = (
    "It was not reported as done, but nothing was reported on the matter itself since it began; that is no breach."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How one instance of a clause was judged: its level, the reasons, and what it rests on.

    Attributes:
        rests_on: Happenings; what stands in several sheaves counts as the last of them says it.
        undone: Words that what is owed was not done, where the level rests on that.
        due: The day after which nothing that happens changes the answer.
    """

    level: Level
    reasons: tuple[Why, ...]
    rests_on: tuple[Sheaf, ...] = ()
    undone: tuple[Said, ...] = ()
    due: date | None = None


def applicability(clause: Clause, agreement: Agreement, found: Finding, *, on: date) -> tuple[bool | None, Why]:
    """Whether a clause binds on a day (None: it depends on claims that are not settled), and why."""
    start, until = first_day(clause, agreement), as_day(clause.until)
    if agreement.status not in _IN_FORCE:
        words = {"suspended": "it is suspended", "terminated": "it was ended"}
        reason = words.get(agreement.status, f"it is only {agreement.status}; an unsigned text is not in force")
        return False, Why(sentence=f"The text does not bind: {reason}.")
    if on < start:
        return False, Why(sentence=f"It binds from {start} on, and the day looked at is {on}.")
    if until and on > until:
        return False, Why(sentence=f"It bound until {until}, and the day looked at is {on}.")
    told = {
        True: "They are fulfilled",
        False: "They are not fulfilled",
        None: "Whether they are fulfilled is not settled",
    }
    if clause.in_force_if:
        names = ", ".join(clause.in_force_if)
        return found.value, Why(sentence=f"It binds if {names}. {told[found.value]}.", because=(why_of(found),))
    return True, Why(sentence=f"It binds from {start} on{f' until {until}' if until else ''}, without a condition.")


def behind(meaning: Meaning, court: Court) -> Why | None:
    """Why something that takes time is behind its pace, every claim of progress counted; None if it is not."""
    if meaning.pace is None:
        return None
    found = court.counted(meaning.pace.counted)
    expected = meaning.pace.expected(court.facts.on)
    if len(found) >= expected:
        return None
    sentence = (
        f"Behind the pace: {len(found)} of {meaning.pace.total:g} were reported, and {expected:.1f} would be due by "
        f"{court.facts.on} if it went evenly until {meaning.pace.due}."
    )
    return Why(sentence=sentence, because=tuple(told(one) for one, _ in found[-12:]))


def compliance(
    meaning: Meaning,
    breach: Finding,
    fulfilled: Finding,
    *,
    seen: Why | None,
    lacking: Why | None,
    silent: bool = False,
    slow: Why | None = None,
) -> Judged:
    """The level of a clause that binds, or would: steps 2 to 7.

    Args:
        meaning: What the clause means on the day.
        breach: What came out for what breaks it.
        fulfilled: What came out for what fulfils it.
        seen: What is observable, if enough is.
        lacking: Why too little is observable; None if enough is.
        silent: It would be broken by silence alone.
        slow: Why it is behind its pace, if it is.
    """
    silence: tuple[Level, str] = ("unknown", _SILENT)
    level, sentence = silence if silent else _level(meaning, breach, fulfilled, lacking)
    reasons = [Why(sentence=sentence)]
    if slow and level == "pending":
        level, reasons = "at_risk", [slow, *reasons]
    looked_at = fulfilled if level == "fulfilled" or meaning.open else breach
    if silent or (level in ("breached", "disputed", "at_risk") and not slow):
        looked_at = breach
    trees = [why_of(looked_at)]
    if looked_at is breach and fulfilled.happenings and level != "holds" and not silent:
        trees.append(why_of(fulfilled))
    if looked_at is fulfilled and breach.rests_on():
        trees.append(why_of(breach))
    reasons += trees
    reasons += [one for one in (lacking or seen,) if one]
    return Judged(
        level=level, reasons=tuple(reasons), rests_on=(*breach.rests_on(), *fulfilled.rests_on()), due=meaning.due
    )


def _level(meaning: Meaning, breach: Finding, fulfilled: Finding, lacking: Why | None) -> tuple[Level, str]:
    if breach.value and meaning.by_absence and lacking:
        return "unknown", "It was not reported as done, and what is reported does not allow to tell."
    if breach.value:
        return "breached", "It is broken whichever of the unsettled claims are accepted."
    if breach.value is None and breach.contested:
        return "disputed", "It is broken if some claims are accepted, and those who speak contradict each other."
    if breach.value is None:
        return "at_risk", "It would be broken only by claims that nobody has confirmed yet, or whose day is not told."
    if fulfilled.value:
        return "fulfilled", "What it asks for was done, whichever of the unsettled claims are accepted."
    if lacking:
        return "unknown", "Too little is reported to tell; silence is not taken as keeping it."
    if fulfilled.value is None:
        claimed = "it is claimed, and contested" if fulfilled.contested else "it is claimed, and not confirmed"
        return "pending", f"{meaning.open or 'It is not settled'} So far {claimed}."
    if meaning.open:
        return "pending", meaning.open
    return "holds", "Nothing that breaks it was reported, although there were reports on the matter."


def observed(
    clause: Clause, court: Court, *, since: date, still_open: bool, told: frozenset[date]
) -> tuple[Why | None, Why | None]:
    """What was observable, as (seen, lacking): one of the two is None.

    A ban needs reports on happenings of the kind that it bans, in its areas or by those it binds, in the last
    `coverage_days` before the day; what is still open needs some report since it began. Words on the very thing that
    the clause is about (`told`) count as reports on it.
    """
    facts, policy = court.facts, court.policy
    refs = tuple(dict.fromkeys((*clause.who, *clause.to, *clause.what.actor)))
    matter = ANYTHING if still_open else Pattern(type=clause.what.type, words=clause.what.words)
    least = 0.0 if still_open else policy.min_confidence
    reported = facts.days_observed(clause.where, refs, what=matter, least=least)
    days = reported | told
    last = last_report(court)
    first = since if still_open else max(since, shifted(facts.on, 1 - policy.coverage_days))
    within = sorted(day for day in days if first <= day <= last)
    subject = ", ".join(clause.where or refs) or "the matter"
    if matter != ANYTHING:
        subject = f"what is forbidden ({subject})"
    if clause.monitorable == "no":
        return None, Why(sentence="Whether it is kept cannot be seen from reports.")
    if within and not reported and set(within) <= {said.published for said in facts.assumed}:
        return Why(
            sentence=f"Of {subject} is known between {first} and {last} what is assumed, and nothing else."
        ), None
    if within:
        number = f"{len(within)} day{'' if len(within) == 1 else 's'}"
        partly = " It can be seen from reports in part only." if clause.monitorable == "partly" else ""
        return Why(sentence=f"There were reports on {subject} on {number} between {first} and {last}.{partly}"), None
    return None, Why(sentence=f"Nothing was reported on {subject} between {first} and {last}.")


def last_report(court: Court) -> date:
    """The last day of publication of what counts as a report on the court's day."""
    facts = court.facts
    return min(facts.told_until, shifted(facts.on, court.policy.settle_days))
