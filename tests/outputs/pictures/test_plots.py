"""The geometry of a series: what is drawn where, and what is left out for want of room or of meaning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from holdfast.outputs.pictures.plots import control_plot, plot
from holdfast.outputs.pictures.series import Comparison, Control, DailySeries, Day

PROMISED = date(2022, 3, 29)


def days(*counts: int, first: date = date(2022, 3, 25), **fields: Any) -> tuple[Day, ...]:
    return tuple(
        Day(**{"day": first + timedelta(days=n), "count": count, "contested": 0, "observed": True, "settled": True,
               **fields})
        for n, count in enumerate(counts)
    )  # fmt: skip


def compared(**fields: Any) -> Comparison:
    return Comparison(**{
        "first": PROMISED, "last": date(2022, 4, 1), "counted_before": 8, "counted_after": 4, "days_before": 4,
        "days_after": 4, "rate_before": 2.0, "rate_after": 1.0, "ratio": 0.5, "low": 0.25, "high": 0.75, **fields,
    })  # fmt: skip


def series(**fields: Any) -> DailySeries:
    return DailySeries(**{
        "instance": None, "measure": "attacks", "promised": PROMISED, "baseline_first": date(2022, 3, 25),
        "baseline_last": date(2022, 3, 28), "target": 0.5, "days": days(2, 4, 1, 1, 1, 1, 1, 1), "undated": 0,
        "comparison": compared(), **fields,
    })  # fmt: skip


def test_heights_are_to_scale_and_stand_on_the_axis() -> None:
    drawn = plot(series())
    tall, short = drawn.bars[1], drawn.bars[2]
    assert tall.height == pytest.approx(4 * short.height)
    assert {round(bar.y + bar.height, 1) for bar in drawn.bars} == {drawn.foot}
    assert [tick.text for tick in drawn.numbers] == ["4", "0"]


def test_rates_and_targets_lie_at_their_counts_over_their_days() -> None:
    drawn = plot(series(), targets=(1.0, 0.25))
    unit = drawn.bars[2].height
    assert [(rule.kind, round((drawn.foot - rule.y) / unit, 1)) for rule in drawn.rules] == [
        ("base", 2.0), ("base", 1.0), ("target", 2.0), ("target", 0.5),
    ]  # fmt: skip
    before, after = drawn.rules[:2]
    assert before.x == drawn.baseline[0] == drawn.left
    assert before.end == after.x == drawn.promised


def test_the_band_is_the_interval_of_the_ratio_times_the_rate_before() -> None:
    drawn = plot(series())
    assert drawn.band
    _, top, _, height = drawn.band
    unit = drawn.bars[2].height
    assert (drawn.foot - top) / unit == pytest.approx(1.5, abs=0.02)
    assert height / unit == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("high", [None, 3.4e9])
def test_an_interval_that_says_nothing_has_no_band(high: float | None) -> None:
    assert plot(series(comparison=compared(low=1e-15, high=high))).band is None
    bounded_below = plot(series(comparison=compared(low=0.25, high=None)))
    assert bounded_below.band
    assert bounded_below.band[1] == bounded_below.top


@pytest.mark.parametrize("length", [5, 40, 365, 1500])
def test_a_plot_is_no_wider_than_it_may_be(length: int) -> None:
    long = series(days=days(*[1] * length), baseline_last=date(2022, 3, 26), promised=date(2022, 3, 27))
    drawn = plot(long, widest=660)
    assert drawn.width <= 660 or length > 1200
    assert drawn.bars[-1].x + drawn.bar_width <= drawn.width
    assert all(bar.x >= drawn.left for bar in drawn.bars)


def test_headings_never_cover_each_other() -> None:
    assert [(one.text, one.anchor) for one in plot(series(days=days(*[1] * 40)), widest=300).headings] == [
        ("promised", "start")
    ]
    wide = series(days=days(*[1] * 40), promised=date(2022, 4, 20))
    assert [one.text for one in plot(wide, widest=660).headings] == ["baseline", "promised"]
    late = series(days=days(*[1] * 40), promised=date(2022, 5, 3))
    assert plot(late, widest=660).headings[-1].anchor == "end"


def test_control_areas_are_drawn_without_what_was_promised() -> None:
    control = Control(areas=("north",), days=days(0, 1, 6), comparison=compared(rate_before=5.0), against=None)
    drawn = control_plot(series(control=control))
    assert drawn
    assert [bar.count for bar in drawn.bars] == [0, 1, 6]
    assert {rule.kind for rule in drawn.rules} == {"base"}
    assert drawn.headings[-1].text == "promised elsewhere"


def test_without_control_areas_or_anything_counted_there_nothing_is_drawn() -> None:
    assert control_plot(series()) is None
    empty = Control(areas=("north",), days=days(0, 0), comparison=None, against=None)
    assert control_plot(series(control=empty)) is None


def test_a_bar_says_its_day_and_what_was_counted() -> None:
    (day,) = days(3, contested=1, settled=False)
    told = [day, msgspec.structs.replace(day, count=0), msgspec.structs.replace(day, count=0, observed=False)]
    assert [bar.words for bar in plot(series(days=tuple(told))).bars] == [
        "25 March 2022: 3, 1 contested, not settled",
        "25 March 2022: none",
        "25 March 2022: no report of the area",
    ]
