"""The plots of a brief: the daily series of each reduction with its verdicts, and a caption that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import msgspec

from holdfast.agreements.comparison import promised_words
from holdfast.agreements.evaluate import Court
from holdfast.agreements.facts import Facts
from holdfast.agreements.readings import TEXT
from holdfast.model import Agreement, Clause, Verdict
from holdfast.model.days import as_day
from holdfast.model.noun import Noun
from holdfast.model.verdict import Level
from holdfast.outputs.pictures.plots import Plot, control_plot, plot
from holdfast.outputs.pictures.series import Comparison, DailySeries, Day, series_by_reading
from holdfast.outputs.pictures.words import days_words, how_many
from holdfast.outputs.support import Support
from holdfast.outputs.wording import day_words, joined
from holdfast.record.store import View

__all__ = ["Aim", "SeriesPicture", "day_by_day", "series_pictures", "unsupported_counts"]

_WIDEST = 660.0
"""SVG units that a plot may take: in a brief's column and on a page they are drawn at about their own size."""


class Aim(Noun, frozen=True, kw_only=True):
    """What a reading promises of a series, and the verdict on it.

    Attributes:
        target: The ratio that the reading allows at most; 1 is any reduction.
    """

    reading: str
    target: float
    level: Level

    @property
    def words(self) -> str:
        """The reading and what it promises."""
        named = f"read as “{self.reading}”, " if self.reading != TEXT else ""
        return f"{named}promised is {promised_words(self.target)}"


class SeriesPicture(Noun, frozen=True, kw_only=True):
    """One series of a reduction clause: what was counted by day, and what its readings promise.

    Attributes:
        series: With the ids of the statements that affirm each happening counted; its target is that of the first aim.
        aims: The readings that count in the same way.
    """

    agreement: str
    clause: str
    title: str
    series: DailySeries
    aims: tuple[Aim, ...]

    @property
    def plot(self) -> Plot | None:
        """What is drawn; None where nothing was counted."""
        if not any(day.count for day in self.series.days):
            return None
        targets = tuple(dict.fromkeys(aim.target for aim in self.aims))
        return plot(self.series, targets=targets, widest=_WIDEST)

    @property
    def control_plot(self) -> Plot | None:
        """The same for the control areas; None where there are none, or the series itself is not drawn."""
        return control_plot(self.series, widest=_WIDEST) if self.plot else None

    @property
    def heading(self) -> str:
        """What is counted, and where: "Attacks by day, kyiv-direction"."""
        instance = f", {self.series.instance}" if self.series.instance else ""
        return f"{self.series.measure[:1].upper()}{self.series.measure[1:]} by day{instance}"

    @property
    def caption(self) -> tuple[str, ...]:
        """What the picture shows, in sentences with all of its figures but those of single days."""
        days, compared = self.series.days, self.series.comparison
        if not any(day.count for day in days):
            period = days_words(days[0].day, days[-1].day)
            return (f"Nothing of the kind is counted from {period}, so that nothing is drawn.", *_silence(days))
        return (
            *_compared(self.series, compared),
            *_contested(days),
            *_unsettled(days),
            *_undated(self.series),
            *_silence(days),
            *_control(self.series),
        )


def series_pictures(agreement: Agreement, verdicts: Sequence[Verdict], view: View) -> Iterator[SeriesPicture]:
    """The series of an agreement's reductions, those that readings count alike together.

    Args:
        agreement: The agreement.
        verdicts: Its verdicts of one day: a series without one is not shown.
        view: What was known.
    """
    levels = {(one.clause, one.reading, one.instance): one.level for one in verdicts}
    on = max((day for one in verdicts if (day := as_day(one.day))), default=None)
    reductions = [clause for clause in agreement.clauses if clause.type == "reduction"]
    if on is None or not reductions:
        return
    court = Court.of(Facts(agreement, view, on=on))
    for clause in reductions:
        for alike in _counted_alike(clause, court):
            aims = tuple(
                Aim(reading=reading, target=series.target, level=levels[clause.id, reading, series.instance])
                for reading, series in alike
                if (clause.id, reading, series.instance) in levels
            )
            if aims:
                yield SeriesPicture(
                    agreement=agreement.id,
                    clause=clause.id,
                    title=clause.title or clause.id,
                    series=alike[0][1],
                    aims=aims,
                )


def _counted_alike(clause: Clause, court: Court) -> list[list[tuple[str, DailySeries]]]:
    """The series of a clause, each by its reading, together where they differ in what is promised alone."""
    groups: dict[bytes, list[tuple[str, DailySeries]]] = {}
    for reading, found in series_by_reading(clause, court).items():
        for series in found:
            shape = msgspec.json.encode(msgspec.structs.replace(series, target=1))
            groups.setdefault(shape, []).append((reading, series))
    return list(groups.values())


def unsupported_counts(series: DailySeries, support: Support) -> tuple[str, ...]:
    """Why a series may not be drawn; empty if each happening counted stands in the words of a document.

    A happening stands if the spans of one of the statements that affirm it stand in its document.
    """
    control = series.control.days if series.control else ()
    reasons = []
    for day in (*series.days, *control):
        if len(day.told) != day.count:
            reasons.append(f"{day.count} are counted on {day.day}, and statements tell of {len(day.told)}")
        for ids in day.told:
            wrong = [found for one in ids if isinstance(found := support.of_statement(one), str)]
            if len(wrong) == len(ids):
                reasons.append(f"what is counted on {day.day} rests on nothing: {'; '.join(wrong) or 'no statement'}")
    return tuple(dict.fromkeys(reasons))


def day_by_day(days: Sequence[Day]) -> str:
    """Each day's number in words, days alike together: "1 to 3 March 2022: none; 4 March 2022: 2, 1 contested"."""
    return "; ".join(
        f"{days_words(run[0].day, run[-1].day)}: {words}{' each' if len(run) > 1 and run[0].count else ''}"
        for words, run in ((words, list(run)) for words, run in groupby(days, key=_count_words))
    )


def _count_words(day: Day) -> str:
    if not day.count:
        return "none" if day.observed else "no report of the area"
    return f"{day.count}, {day.contested} contested" if day.contested else str(day.count)


def _compared(series: DailySeries, compared: Comparison | None) -> Iterator[str]:
    promised = day_words(series.promised)
    if compared is None:
        yield f"It was promised on {promised}. Too few days have settled, or were observed, to compare."
        return
    baseline = days_words(series.baseline_first, series.baseline_last)
    yield (
        f"Before, from {baseline}: {compared.counted_before} on {_reported(compared.days_before)}, "
        f"{compared.rate_before:.2f} a day."
    )
    yield (
        f"After the promise of {promised}, from {days_words(compared.first, compared.last)}: {compared.counted_after} "
        f"on {_reported(compared.days_after)}, {compared.rate_after:.2f} a day."
    )
    yield f"{_ratio(compared)}."
    aside = _counted(series, series.baseline_first, series.baseline_last) - compared.counted_before
    aside += _counted(series, compared.first, compared.last) - compared.counted_after
    if aside:
        yield f"{aside} more in these stretches {_is(aside)} of a day without reports, and not compared."


def _ratio(compared: Comparison) -> str:
    if compared.ratio is None:
        return "Nothing was counted before, so that there is no ratio"
    return f"The ratio is {compared.ratio:.2f}; {compared.interval}"


def _reported(days: int) -> str:
    return f"{how_many(days, 'day')} with reports"


def _counted(series: DailySeries, first: date, last: date) -> int:
    return sum(day.count for day in series.days if first <= day.day <= last)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _contested(days: Sequence[Day]) -> Iterator[str]:
    contested = sum(day.contested for day in days)
    if contested:
        counted = sum(day.count for day in days)
        yield f"Of all {counted} that are drawn, voices contradict each other about {contested}."


def _unsettled(days: Sequence[Day]) -> Iterator[str]:
    late = [day for day in days if not day.settled]
    if late:
        counted = sum(day.count for day in late)
        yield (
            f"Late reports may still come in for {days_words(late[0].day, late[-1].day)}: {counted or 'none'} so far, "
            "not compared."
        )


def _undated(series: DailySeries) -> Iterator[str]:
    if series.undated:
        yield f"{series.undated} more {_is(series.undated)} not drawn: nobody says on which day."


def _silence(days: Sequence[Day]) -> Iterator[str]:
    silent = sum(not day.observed and not day.count for day in days)
    if silent:
        yield f"On {silent} of these {len(days)} days nothing speaks of the area: that is silence, not quiet."


def _control(series: DailySeries) -> Iterator[str]:
    control = series.control
    if control is None:
        return
    where = f"In {joined(control.areas)}, where nothing was promised"
    compared = control.comparison
    if compared is None:
        yield f"{where}, too few days have settled, or were observed, to compare."
        return
    yield (
        f"{where}: {compared.counted_before} on {_reported(compared.days_before)} before, {compared.counted_after} on "
        f"{compared.days_after} after; {compared.rate_before:.2f} and {compared.rate_after:.2f} a day. "
        f"{_ratio(compared)}."
    )
    if control.against:
        against = control.against
        yield (
            f"Against {'it' if len(control.areas) == 1 else 'them'} the ratio is {against.ratio:.2f} "
            f"({against.low:.2f} to {against.high:.2f})."
        )
