"""An account says what the statement says, read from the same JSON."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model import Statement
from holdfast.record.account import Account, Found

WORDS = st.text(alphabet='aé\n"\\ ж', max_size=5)
MAYBE = st.none() | WORDS
DAY = st.sampled_from((None, "2022-03-29", "2022-03-29T18:00+03:00"))


def span(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A stretch of a text, with further fields."""
    return st.fixed_dictionaries({"text": WORDS} | more).map(
        lambda one: one | {"start": 3, "end": 3 + len(one["text"])}
    )


PARTY = span(ref=st.sampled_from((None, "RUS MIL")), name=MAYBE)
DAYS = span(to=DAY) | span(**{"from": DAY})
PLACE = span(name=MAYBE, country=st.sampled_from((None, "UKR")), admin1=MAYBE, lat=st.none() | st.just(50.5))
STATEMENT = st.fixed_dictionaries(
    {
        "document": st.just("d1"), "quote": st.just("They fired."), "start": st.just(0), "end": st.just(11),
        "act": st.sampled_from(("assert", "deny")), "status": st.sampled_from((None, "happened")),
        "event": st.fixed_dictionaries({"type": st.sampled_from((None, "ASSAULT")), "trigger": st.none() | span()}),
        "actors": st.lists(PARTY, max_size=2), "recipients": st.lists(PARTY, max_size=2),
        "place": st.none() | PLACE, "time": st.none() | DAYS,
        "counts": st.lists(span(what=st.just("killed"), low=st.none() | st.just(2), high=st.none() | st.just(7.5))),
        "voices": st.lists(PARTY | st.fixed_dictionaries({"name": MAYBE}), max_size=2),
        "confidence": st.none() | st.just(0.25),
    }
).map(Statement.from_builtins)  # fmt: skip


def same(part: Any, whole: Any) -> bool:
    """Whether each field of a part is that of the whole."""
    if isinstance(part, tuple):
        return len(part) == len(whole) and all(map(same, part, whole))
    if isinstance(part, msgspec.Struct):
        return all(same(getattr(part, name), getattr(whole, name)) for name in part.__struct_fields__)
    return bool(part == whole)


@given(STATEMENT)
def test_a_account_says_what_the_statement_says(statement: Statement) -> None:
    found = Found(id=statement.id, outlet=None, published=None, kept=statement.to_json())
    part = found.account
    assert isinstance(part, Account)
    assert same(part, statement)
    assert [one.caption for one in part.voices] == [one.caption for one in statement.voices]
    if part.time and statement.time:
        assert part.time.first_day == statement.time.first_day
        assert part.time.last_day == statement.time.last_day


def test_a_statement_that_is_at_hand_is_its_own_account() -> None:
    statement = Statement(document="d1", quote="Yes", start=0, end=3, act="assert")
    assert Found(id=statement.id, outlet=None, published=None, kept=statement).account is statement
