"""The reduction: daily counts of happenings in an area, before and after, on settled days, against control areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from holdfast.agreements.comparison import in_plain_words
from holdfast.agreements.evaluate import Court
from holdfast.agreements.evidence import Happening, Question
from holdfast.agreements.explain import left_out, told
from holdfast.agreements.expression import Window
from holdfast.agreements.judge import Judged
from holdfast.agreements.matching import bearer_of
from holdfast.agreements.meaning import first_day
from holdfast.agreements.nowcast import nowcast
from holdfast.agreements.sheaf import Sheaf, shown
from holdfast.agreements.shifting import shifted
from holdfast.agreements.statistics import Ratio, compare, difference
from holdfast.model import Agreement, Clause, Why
from holdfast.model.days import as_day
from holdfast.model.terms import Measure, Pattern, ReductionTerms
from holdfast.model.verdict import Level

__all__ = ["Series", "Stretch", "judge_reduction", "measures_of", "series", "stretch_of"]

_LEVEL = 0.95

_FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Daily counts of happenings in some areas.

    Attributes:
        counts: Of each day from the first to the last asked for.
        contested: Of those, on each day, the ones about which named camps contradict each other.
        told: Of each happening on a day, the ids of the statements that affirm it.
        undated: Happenings whose day is not told closely enough to be counted.
        covered: Days of which there are reports at all; the others are not taken for quiet days, but left out.
    """

    counts: dict[date, int]
    contested: dict[date, int]
    told: dict[date, list[tuple[str, ...]]]
    undated: int
    covered: frozenset[date]

    def between(self, first: date, last: date, *, contested: bool = True) -> list[int]:
        """The counts from day to day, of days with reports, with or without the contested ones."""
        days = sorted(day for day in self.covered if first <= day <= last)
        return [self.counts.get(day, 0) - (0 if contested else self.contested.get(day, 0)) for day in days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days before and after that are compared.

    Attributes:
        before, after: First and last day of each.
        settled: The last day whose reports are taken to be in.
    """

    before: tuple[date, date]
    after: tuple[date, date]
    settled: date

    @property
    def days(self) -> int:
        """Number of days after."""
        return (self.after[1] - self.after[0]).days + 1


def measures_of(clause: Clause) -> tuple[Measure, ...]:
    """The series by which a reduction is measured; its `what` if it names none."""
    terms = clause.terms
    assert isinstance(terms, ReductionTerms)  # a clause's terms are of its type
    return terms.measures or (Measure(id="activity", what=clause.what),)


def series(clause: Clause, measure: Measure, areas: tuple[str, ...], court: Court) -> Series:
    """Daily counts of happenings, each once however many tell of it, that are not rejected; a day must be told."""
    counts: dict[date, int] = {}
    contested: dict[date, int] = {}
    told_: dict[date, list[tuple[str, ...]]] = {}
    undated = 0
    for one, day in _counted(clause, measure, areas, court):
        if day is None:
            undated += 1
            continue
        counts[day] = counts.get(day, 0) + 1
        told_.setdefault(day, []).append(tuple(said.statement.id for said in one.affirming))
        if one.contested:
            contested[day] = contested.get(day, 0) + 1
    return Series(counts=counts, contested=contested, told=told_, undated=undated, covered=court.facts.days_covered)


def judge_reduction(clause: Clause, agreement: Agreement, court: Court, area: str | None, measure: Measure) -> Judged:
    """Whether a measure has become less in an area, as far as it can be told on the court's day."""
    terms = clause.terms
    assert isinstance(terms, ReductionTerms)  # a clause's terms are of its type
    areas = (area,) if area else ()
    stretch = stretch_of(clause, terms, agreement, court)
    claims = _answers(clause, Pattern(type=("RETREAT",)), areas, court, praise=True)
    claims = tuple(one for one in claims if not one.last or one.last >= first_day(clause, agreement))
    said = _said(claims)
    if stretch is None or stretch.days < terms.min_days:
        days = max(0, stretch.days) if stretch else 0
        sentence = f"It is too early: {days} settled days lie in the window, and {terms.min_days} are needed."
        return Judged(level="pending", reasons=(Why(sentence=sentence), *said), rests_on=(Sheaf(claims),))
    counted = series(clause, measure, areas, court)
    inside = tuple(
        one
        for one in _answers(clause, measure.what, areas, court)
        if one.first and stretch.after[0] <= one.first <= stretch.after[1] and court.state(one) is not False
    )
    everything = (*claims, *inside)
    unseen = _unseen(areas, terms, stretch, court)
    level: Level = "unknown"
    reasons = [unseen] if unseen else []
    if not unseen:
        level, reasons = _compared(clause, terms, measure, counted, stretch, court)
    if level == "unknown" and any(one.contested for one in claims):
        sentence = (
            "The numbers do not decide it, and those who speak contradict each other on whether it has become less."
        )
        level, reasons = "disputed", [Why(sentence=sentence), *reasons]
    listed = Why(
        sentence=f"{len(inside)} happenings of the kind were reported from {stretch.after[0]} to {stretch.after[1]}."
        if inside
        else f"Nothing of the kind was reported from {stretch.after[0]} to {stretch.after[1]}.",
        because=tuple(told(one) for one in shown(Sheaf(inside))),
    )
    window = Window(first=min(stretch.before[0], stretch.after[0]), last=stretch.after[1])
    uncertain = court.uncertain_on(_asked(clause, measure.what, areas), window)
    aside = left_out(len(uncertain), court.policy.min_confidence)
    expected = _expected(clause, measure, areas, stretch, court)
    return Judged(level=level, reasons=(*reasons, *aside, listed, *expected, *said), rests_on=(Sheaf(everything),))


def _expected(
    clause: Clause, measure: Measure, areas: tuple[str, ...], stretch: Stretch, court: Court
) -> tuple[Why, ...]:
    """What is expected of the days whose reports are not all in, by how late earlier ones came; it decides nothing."""
    first, last = shifted(stretch.settled, 1), min(court.facts.on, court.facts.known_by)
    if first > last or first < stretch.after[0]:
        return ()
    told_on = [
        (day, min(published))
        for one, day in _counted(clause, measure, areas, court)
        if day and (published := [said.published for said in one.affirming if said.published])
    ]
    found = nowcast(told_on, first, last, known_by=court.facts.known_by)
    if found is None:
        return ()
    sentence = (
        f"Of {first} to {last}, whose reports are not all in, {found.told} are told so far. Reports of earlier days "
        f"came so late that this is about {found.share:.0%} of what will be told: {found.expected:.0f} ({found.low} to "
        f"{found.high}) are expected. These days do not enter the verdict."
    )
    return (Why(sentence=sentence),)


def _counted(
    clause: Clause, measure: Measure, areas: tuple[str, ...], court: Court
) -> Iterator[tuple[Happening, date | None]]:
    """Happenings of a measure that are not rejected, each with its day; None where that is not told closely enough."""
    for one in _answers(clause, measure.what, areas, court):
        if court.state(one) is not False:
            close = one.first and one.last and (one.last - one.first).days <= 1
            yield one, one.first if close else None


def _answers(
    clause: Clause, what: Pattern, areas: tuple[str, ...], court: Court, *, praise: bool = False
) -> tuple[Happening, ...]:
    return court.answers(_asked(clause, what, areas, praise=praise))


def _asked(clause: Clause, what: Pattern, areas: tuple[str, ...], *, praise: bool = False) -> Question:
    bearer = bearer_of(what, clause.who)
    return Question(what=what, bearer=bearer, areas=areas, praise=praise, interested=clause.who)


def _said(claims: tuple[Happening, ...]) -> tuple[Why, ...]:
    if not claims:
        return (Why(sentence="Nobody is reported to say that forces withdrew or eased there."),)
    sentence = "What is said of withdrawing or easing there:"
    return (Why(sentence=sentence, because=tuple(told(one) for one in shown(Sheaf(claims)))),)


def stretch_of(clause: Clause, terms: ReductionTerms, agreement: Agreement, court: Court) -> Stretch | None:
    """The days that are compared: all of the baseline, and after it those whose reports are in."""
    opened = as_day(terms.baseline.first) if terms.baseline else None
    closed = as_day(terms.baseline.last) if terms.baseline else None
    if opened is None or closed is None:
        return None
    until = as_day(clause.until)
    settled = shifted(court.facts.known_by, -court.policy.settle_days)
    last = min(day for day in (court.facts.on, settled, until) if day)
    first = shifted(first_day(clause, agreement), clause.grace)
    if terms.window:
        first = max(first, shifted(last, 1 - terms.window))
    return Stretch(before=(opened, closed), after=(first, last), settled=settled)


def _unseen(areas: tuple[str, ...], terms: ReductionTerms, stretch: Stretch, court: Court) -> Why | None:
    """Why too little was observable in either stretch; None if enough was."""
    days = court.facts.days_observed(areas, ())
    for name, (first, last) in (("before", stretch.before), ("after", stretch.after)):
        number = sum(first <= day <= last for day in days)
        if number < terms.min_observed_days:
            where = f" on {', '.join(areas)}" if areas else ""
            return Why(
                sentence=f"Undecided: there were reports{where} on {number} of the days {name} ({first} to "
                f"{last}), and {terms.min_observed_days} are needed; silence is not taken as quiet."
            )
    return None


def _compared(
    clause: Clause, terms: ReductionTerms, measure: Measure, counted: Series, stretch: Stretch, court: Court
) -> tuple[Level, list[Why]]:
    before, after = counted.between(*stretch.before), counted.between(*stretch.after)
    if min(len(before), len(after)) < _FEWEST_DAYS:
        sentence = (
            f"Undecided: there are reports of {len(before)} days before and of {len(after)} after; that is too few."
        )
        return "unknown", [Why(sentence=sentence)]
    ratio = compare(before, after, level=_LEVEL)
    days = (stretch.before, stretch.after)
    level = _level(ratio, terms.target_ratio)
    reasons = [in_plain_words(measure, ratio, (before, after), aim=terms.target_ratio, level=level, days=days)]
    if counted.undated:
        number = f"{counted.undated} more {'is' if counted.undated == 1 else 'are'}"
        reasons.append(Why(sentence=f"{number} not counted, since nobody says on which day they were."))
    best, worst = _extremes(counted, stretch)
    if _level(best, terms.target_ratio) != _level(worst, terms.target_ratio):
        level = "disputed"
        sentence = "It depends on which of the contested happenings are accepted, before and after."
        reasons.insert(0, Why(sentence=sentence))
    elif level == "holds" and terms.control_areas:
        level, reason = _against_control(clause, terms, measure, ratio, stretch, court)
        reasons.insert(0 if level == "unknown" else len(reasons), reason)
    return level, reasons


def _extremes(counted: Series, stretch: Stretch) -> tuple[Ratio, Ratio]:
    """The smallest and the largest ratio that any way of accepting the contested happenings allows."""
    with_before, with_after = counted.between(*stretch.before), counted.between(*stretch.after)
    without_before = counted.between(*stretch.before, contested=False)
    without_after = counted.between(*stretch.after, contested=False)
    return compare(with_before, without_after, level=_LEVEL), compare(without_before, with_after, level=_LEVEL)


def _level(ratio: Ratio, target: float) -> Level:
    """Kept if the whole interval is below the target, broken if it is above, undecided (`unknown`) between."""
    if ratio.high < target or (target < 1 and ratio.high <= target):
        return "holds"
    return "breached" if ratio.low > target else "unknown"


def _against_control(
    clause: Clause, terms: ReductionTerms, measure: Measure, ratio: Ratio, stretch: Stretch, court: Court
) -> tuple[Level, Why]:
    names = ", ".join(terms.control_areas)
    control = series(clause, measure, terms.control_areas, court)
    compared = compare(control.between(*stretch.before), control.between(*stretch.after), level=_LEVEL)
    found = difference(ratio, compared, level=_LEVEL)
    if found is None:
        return "holds", Why(sentence=f"Too few were reported from {names} to compare with.")
    value, low, high = found
    numbers = f"Against {names}, where nothing was promised, the ratio is {value:.2f} ({low:.2f} to {high:.2f})."
    because = (Why(sentence=numbers),)
    if high < 1:
        return "holds", Why(sentence=f"It fell more than in {names}, where nothing was promised.", because=because)
    sentence = (
        f"Undecided: it fell in {names} too, where nothing was promised, so that less reporting could explain it."
    )
    return "unknown", Why(sentence=sentence, because=because)
