"""Answers are found by their days as if each were looked at."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from holdfast.agreements.answers import Answers
from holdfast.agreements.evidence import Happening
from holdfast.agreements.expression import Window

START = date(2022, 3, 1)
DAYS = st.none() | st.integers(0, 12).map(lambda day: START + timedelta(days=day))


def happening(name: str, first: date | None, last: date | None) -> Happening:
    return Happening(
        id=name, state=True, contested=False, first=first, last=last, attributed=(), affirming=(), denying=(),
        praise=False, reason="",
    )  # fmt: skip


@st.composite
def happenings(draw: st.DrawFn) -> list[Happening]:
    spans = draw(st.lists(st.tuples(DAYS, DAYS), max_size=12))
    ordered = [(first, last) if not (first and last) else (min(first, last), max(first, last)) for first, last in spans]
    return [happening(f"e{number}", *span) for number, span in enumerate(ordered)]


@given(happenings(), DAYS, DAYS)
def test_a_window_holds_what_looking_at_each_would_find(
    found: list[Happening], first: date | None, last: date | None
) -> None:
    window = Window(first=first, last=last)
    one_by_one = {one.id: inside for one in found if (inside := window.holds(one.first, one.last)) is not False}
    assert {one.id: inside for one, inside in Answers(found).within(window)} == one_by_one


@given(happenings())
def test_answers_are_in_order_of_their_first_days(found: list[Happening]) -> None:
    firsts = [one.first or date.min for one in Answers(reversed(found)).happenings]
    assert firsts == sorted(firsts)
