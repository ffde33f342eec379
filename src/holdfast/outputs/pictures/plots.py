"""Plots: the geometry of a daily series, for an SVG that a template prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from holdfast.outputs.pictures.series import DailySeries
from holdfast.outputs.wording import day_words

__all__ = ["Bar", "Plot", "Rule", "Tick", "plot"]

_DAY = 9.0
_HEIGHT = 132.0
_LEFT, _TOP, _BOTTOM = 28.0, 18.0, 22.0


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
class Plot:
    """A series in SVG units.

    Attributes:
        band: x, y, width and height of the interval's band over the days after; None where nothing is compared.
    """

    width: float
    height: float
    foot: float
    left: float
    bar_width: float
    bars: tuple[Bar, ...]
    rules: tuple[Rule, ...]
    band: tuple[float, float, float, float] | None
    promised: float
    days: tuple[Tick, ...]
    numbers: tuple[Tick, ...]


def plot(series: DailySeries) -> Plot:
    """The geometry of a series: bars by day, the rates before and after, the target, and the interval's band."""
    most = max(max((day.count for day in series.days), default=0), 1)
    unit = (_HEIGHT - _TOP - _BOTTOM) / most
    foot = _HEIGHT - _BOTTOM
    first = series.days[0].day

    def across(day: date) -> float:
        return _LEFT + (day - first).days * _DAY

    def up(value: float) -> float:
        return round(foot - min(value, most) * unit, 1)

    bars = tuple(
        Bar(
            day=day.day,
            count=day.count,
            contested=day.contested,
            kind="open" if not day.settled else "after" if day.day >= series.promised else "before",
            observed=day.observed,
            x=across(day.day) + 1,
            y=up(day.count),
            height=round(day.count * unit, 1),
            contested_height=round(day.contested * unit, 1),
        )
        for day in series.days
    )
    rules, band = [], None
    compared = series.comparison
    if compared:
        start, end = across(compared.first), across(compared.last) + _DAY
        before = compared.rate_before
        opened, closed = across(series.baseline_first), across(series.baseline_last) + _DAY
        rules = [
            Rule(kind="base", x=opened, end=closed, y=up(before)),
            Rule(kind="base", x=start, end=end, y=up(compared.rate_after)),
            Rule(kind="target", x=start, end=end, y=up(before * series.target)),
        ]
        top = _TOP if compared.high is None else up(before * compared.high)
        band = (start, top, end - start, up(before * compared.low) - top)
    return Plot(
        width=_LEFT + len(series.days) * _DAY + 8,
        height=_HEIGHT,
        foot=foot,
        left=_LEFT,
        bar_width=_DAY - 2,
        bars=bars,
        rules=tuple(rules),
        band=band,
        promised=across(series.promised),
        days=_days(series, across),
        numbers=(Tick(text=str(most), x=_LEFT - 6, y=up(most) + 4), Tick(text="0", x=_LEFT - 6, y=foot + 3)),
    )


def _days(series: DailySeries, across: Callable[[date], float]) -> tuple[Tick, ...]:
    every = max(1, -(-len(series.days) // 6))
    return tuple(
        Tick(text=f"{day.day.day} {day.day:%b}", x=across(day.day) + _DAY / 2, y=_HEIGHT - 6)
        for number, day in enumerate(series.days)
        if number % every == 0
    )
