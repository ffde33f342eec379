"""The series of a real clause agrees with the verdict that the evaluator gives."""

from __future__ import annotations

from holdfast.agreements import check, load
from holdfast.agreements.readings import read_as, readings_of
from holdfast.model import Agreement, Clause
from holdfast.outputs.pictures.plots import plot
from holdfast.outputs.pictures.series import daily_series
from holdfast.record import MemoryStore
from tests.outputs.pictures.shelling import FIRST, LAST, every_day, kept


def _reduction() -> tuple[Agreement, Clause]:
    agreement = load("ru-2022-03-29-reduction")
    (clause,) = (clause for clause in agreement.clauses if clause.type == "reduction")
    return agreement, clause


def test_the_ratio_that_is_drawn_is_the_one_in_the_reasons() -> None:
    agreement, clause = _reduction()
    view = kept(every_day("Irpin", FIRST, LAST))
    for reading in readings_of(clause):
        drawn = {s.instance: s for s in daily_series(agreement, read_as(clause, reading), view, on=LAST)}
        for verdict in check(agreement, view, on=LAST):
            if (verdict.clause, verdict.reading) != (clause.id, reading.id):
                continue
            reasons = "\n".join(verdict.why.lines())
            compared = drawn[verdict.instance].comparison
            if "a ratio of the daily rates of" in reasons:
                assert compared is not None
                assert compared.ratio is not None
                assert f"a ratio of the daily rates of {compared.ratio:.2f}" in reasons
                assert f"between {compared.low:.2f} and" in reasons
                assert f"({compared.first} to {compared.last})" in reasons
            else:
                assert sum(day.count for day in drawn[verdict.instance].days) == 0


def test_a_day_without_a_report_is_told_from_a_quiet_one() -> None:
    agreement, clause = _reduction()
    kyiv = next(
        s
        for s in daily_series(agreement, clause, kept(every_day("Irpin", FIRST, LAST)), on=LAST)
        if any(d.count for d in s.days)
    )
    assert all(day.observed for day in kyiv.days)
    assert [day.settled for day in kyiv.days][-1] is False
    empty = daily_series(agreement, clause, MemoryStore().view(known_by=LAST), on=LAST)
    assert not any(day.observed or day.count for series in empty for day in series.days)


def test_other_clauses_have_no_series() -> None:
    agreement, _ = _reduction()
    other = next(clause for clause in agreement.clauses if clause.type != "reduction")
    assert daily_series(agreement, other, kept(every_day("Irpin", FIRST, LAST)), on=LAST) == ()


def test_the_plot_holds_every_day_inside_its_frame() -> None:
    agreement, clause = _reduction()
    for series in daily_series(agreement, clause, kept(every_day("Irpin", FIRST, LAST)), on=LAST):
        drawn = plot(series)
        assert len(drawn.bars) == len(series.days)
        assert all(drawn.left <= bar.x and bar.x + drawn.bar_width <= drawn.width for bar in drawn.bars)
        assert all(0 <= bar.y <= drawn.foot for bar in drawn.bars)
        assert drawn.bars[0].x < drawn.promised < drawn.bars[-1].x
