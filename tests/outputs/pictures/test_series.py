"""The series of a real clause agrees with the verdict that the evaluator gives."""

from __future__ import annotations

from datetime import date, timedelta

from holdfast.agreements import check, load
from holdfast.agreements.readings import read_as, readings_of
from holdfast.model import Agreement, Clause, Document, Happening, Statement
from holdfast.model.statement import Place, Span, Time
from holdfast.outputs.pictures.plots import plot
from holdfast.outputs.pictures.series import daily_series
from holdfast.record import MemoryStore

FIRST = date(2022, 3, 1)
LAST = date(2022, 4, 14)


def _report(day: date, number: int) -> tuple[Document, Statement]:
    """A dispatch of a day, in which shelling of a town near Kyiv on that day is told."""
    text = f"Shelling number {number} hit Irpin on {day.isoformat()}."
    document = Document(text=text, outlet=f"Outlet {number % 3}", published=day.isoformat())
    start, at = text.index("Irpin"), text.index(day.isoformat())
    return document, Statement(
        document=document.id,
        quote=text[:-1],
        start=0,
        end=len(text) - 1,
        act="assert",
        status="happened",
        event=Happening(type="ASSAULT", mode="artillery", trigger=Span(text="Shelling", start=0, end=8)),
        place=Place(
            text="Irpin", start=start, end=start + 5, name="Irpin", lat=50.52, lon=30.25, country="UKR",
            admin1="Kyiv Oblast", precision="settlement",
        ),
        time=Time(
            text=day.isoformat(), start=at, end=at + 10, start_day=day.isoformat(), end_day=day.isoformat(),
            precision="day", basis="stated",
        ),
    )  # fmt: skip


def _record() -> MemoryStore:
    store = MemoryStore()
    with store.writing() as writer:
        for step in range((LAST - FIRST).days + 1):
            document, statement = _report(FIRST + timedelta(days=step), step)
            writer.keep_document(document)
            writer.keep_statements([statement])
    return store


def _reduction() -> tuple[Agreement, Clause]:
    agreement = load("ru-2022-03-29-reduction")
    (clause,) = (clause for clause in agreement.clauses if clause.type == "reduction")
    return agreement, clause


def test_the_ratio_that_is_drawn_is_the_one_in_the_reasons() -> None:
    agreement, clause = _reduction()
    view = _record().view()
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
    kyiv = next(s for s in daily_series(agreement, clause, _record().view(), on=LAST) if any(d.count for d in s.days))
    assert all(day.observed for day in kyiv.days)
    assert [day.settled for day in kyiv.days][-1] is False
    empty = daily_series(agreement, clause, MemoryStore().view(known_by=LAST), on=LAST)
    assert not any(day.observed or day.count for series in empty for day in series.days)


def test_other_clauses_have_no_series() -> None:
    agreement, _ = _reduction()
    other = next(clause for clause in agreement.clauses if clause.type != "reduction")
    assert daily_series(agreement, other, _record().view(), on=LAST) == ()


def test_the_plot_holds_every_day_inside_its_frame() -> None:
    agreement, clause = _reduction()
    for series in daily_series(agreement, clause, _record().view(), on=LAST):
        drawn = plot(series)
        assert len(drawn.bars) == len(series.days)
        assert all(drawn.left <= bar.x and bar.x + drawn.bar_width <= drawn.width for bar in drawn.bars)
        assert all(0 <= bar.y <= drawn.foot for bar in drawn.bars)
        assert drawn.bars[0].x < drawn.promised < drawn.bars[-1].x
