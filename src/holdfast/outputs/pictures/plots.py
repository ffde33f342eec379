"""Plots: the geometry of a daily series, for an SVG that a template prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from holdfast.agreements.comparison import bounds
from holdfast.outputs.pictures.series import DailySeries, Day
from holdfast.outputs.wording import day_words

__all__ = ["Bar", "Heading", "Plot", "Rule", "Tick", "control_plot", "plot"]

_DAY = 9.0
_WIDEST_DAY = 15.0
_HEIGHT = 132.0
_LEFT, _RIGHT, _TOP, _FOOT = 28.0, 8.0, 18.0, 110.0
_LETTER = 7.0
"""How wide a letter of a heading is at most, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One day: all that was counted, and the contested part at its top."""

    day: date
    count: int
    contested: int
    kind: str
    observed: bool
    x: float
    y: float
    height: float
    contested_height: float

    @property
    def words(self) -> str:
        """The day and what was counted on it."""
        if not self.count:
            return f"{day_words(self.day)}: {'none' if self.observed else 'no report of the area'}"
        contested = f", {self.contested} contested" if self.contested else ""
        return f"{day_words(self.day)}: {self.count}{contested}{', not settled' if self.kind == 'open' else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A level that holds over a stretch of days."""

    kind: str
    x: float
    end: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A label under a day, or beside a number."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A word at the top of a plot, beginning or ending at x."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A series in SVG units.

    Attributes:
        baseline: x and width of the days before that are compared.
        band: x, y, width and height of the interval's band over the days after; None where nothing bounds the ratio.
        headings: What the baseline and the line of the promise are called, where there is room.
    """

    width: float
    height: float
    top: float
    foot: float
    left: float
    bar_width: float
    bars: tuple[Bar, ...]
    rules: tuple[Rule, ...]
    baseline: tuple[float, float]
    band: tuple[float, float, float, float] | None
    promised: float
    headings: tuple[Heading, ...]
    days: tuple[Tick, ...]
    numbers: tuple[Tick, ...]


def plot(
    series: DailySeries,
    *,
    targets: Sequence[float] | None = None,
    widest: float | None = None,
    promise: str = "promised",
) -> Plot:
    """The geometry of a series: bars by day, the rates before and after, the targets, and the interval's band.

    Args:
        series: Of at least one day.
        targets: The ratios that readings allow at most; that of the series if None.
        widest: How wide the plot may be in SVG units: its days are made as wide as fits, within limits; a width of
            their own if None.
        promise: What the line at the day of the promise is called.
    """
    step = _DAY if widest is None else max(0.5, min(_WIDEST_DAY, (widest - _LEFT - _RIGHT) / len(series.days)))
    scale = _Scale(first=series.days[0].day, most=max(max((day.count for day in series.days), default=0), 1), step=step)
    promised = scale.across(series.promised)
    width = _LEFT + len(series.days) * step + _RIGHT
    opened, closed = scale.across(series.baseline_first), scale.across(series.baseline_last) + step
    return Plot(
        width=round(width, 1),
        height=_HEIGHT,
        top=_TOP,
        foot=_FOOT,
        left=_LEFT,
        bar_width=round(max(step - 2, step * 0.7), 2),
        bars=tuple(_bar(day, series, scale) for day in series.days),
        rules=_rules(series, scale, (series.target,) if targets is None else targets),
        baseline=(opened, round(closed - opened, 2)),
        band=_band(series, scale),
        promised=promised,
        headings=_headings(opened, promised, promise, width=width),
        days=_days(series, scale),
        numbers=(
            Tick(text=str(scale.most), x=_LEFT - 6, y=scale.up(scale.most) + 4),
            Tick(text="0", x=_LEFT - 6, y=_FOOT + 3),
        ),
    )


def control_plot(series: DailySeries, *, widest: float | None = None) -> Plot | None:
    """The same for the control areas, where nothing was promised; None where there is nothing to draw."""
    control = series.control
    if control is None or not any(day.count for day in control.days):
        return None
    as_series = msgspec.structs.replace(series, days=control.days, comparison=control.comparison, control=None)
    return plot(as_series, targets=(), widest=widest, promise="promised elsewhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where days and counts lie."""

    first: date
    most: int
    step: float

    def across(self, day: date) -> float:
        return round(_LEFT + (day - self.first).days * self.step, 2)

    def up(self, value: float) -> float:
        return round(_FOOT - self.high(min(value, self.most)), 1)

    def high(self, value: float) -> float:
        return round(value * (_FOOT - _TOP) / self.most, 1)


def _bar(day: Day, series: DailySeries, scale: _Scale) -> Bar:
    return Bar(
        day=day.day,
        count=day.count,
        contested=day.contested,
        kind="open" if not day.settled else "after" if day.day >= series.promised else "before",
        observed=day.observed,
        x=scale.across(day.day) + min(1, scale.step * 0.15),
        y=scale.up(day.count),
        height=scale.high(day.count),
        contested_height=scale.high(day.contested),
    )


def _rules(series: DailySeries, scale: _Scale, targets: Sequence[float]) -> tuple[Rule, ...]:
    """The rates before and after, and after it the rate that each target allows."""
    compared = series.comparison
    if compared is None:
        return ()
    start, end = scale.across(compared.first), scale.across(compared.last) + scale.step
    opened, closed = scale.across(series.baseline_first), scale.across(series.baseline_last) + scale.step
    before = compared.rate_before
    return (
        Rule(kind="base", x=opened, end=closed, y=scale.up(before)),
        Rule(kind="base", x=start, end=end, y=scale.up(compared.rate_after)),
        *(Rule(kind="target", x=start, end=end, y=scale.up(before * target)) for target in targets),
    )


def _band(series: DailySeries, scale: _Scale) -> tuple[float, float, float, float] | None:
    compared = series.comparison
    if compared is None or bounds(compared.low, compared.high) == (None, None):
        return None
    start, end = scale.across(compared.first), scale.across(compared.last) + scale.step
    top = _TOP if compared.high is None else scale.up(compared.rate_before * compared.high)
    return start, top, round(end - start, 2), round(scale.up(compared.rate_before * compared.low) - top, 1)


def _headings(opened: float, promised: float, promise: str, *, width: float) -> tuple[Heading, ...]:
    long = len(promise) * _LETTER + 4
    fits = promised + long <= width
    baseline = Heading(text="baseline", x=opened + 3, anchor="start")
    named = Heading(text=promise, x=promised + (4 if fits else -4), anchor="start" if fits else "end")
    room = promised - opened >= len(baseline.text) * _LETTER + (0 if fits else long)
    return (baseline, named) if room else (named,)


def _days(series: DailySeries, scale: _Scale) -> tuple[Tick, ...]:
    every = max(1, -(-len(series.days) // 6))
    return tuple(
        Tick(text=f"{day.day.day} {day.day:%b}", x=scale.across(day.day) + scale.step / 2, y=_HEIGHT - 6)
        for number, day in enumerate(series.days)
        if number % every == 0
    )
