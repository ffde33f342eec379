"""Which events are told when a brief cannot hold all, and under which day."""

from __future__ import annotations

from typing import Any

from holdfast.model import Citation, Count, Event, Place, Statement
from holdfast.outputs.choosing import casualties, ranked
from holdfast.outputs.sentence import Claim, Sentence, told_on
from tests.factory import TEXT, statement, words


def event(name: str, place: str | None = None, sources: int = 1) -> Event:
    found = Place(text=place, start=0, end=len(place)) if place else None
    return Event(id=name, type="ASSAULT", mode=None, statements=(f"s-{name}",), place=found, sources=sources)


def order(*events: Event, weighed: tuple[str, ...] = (), places: int = 24, **of: list[Statement]) -> list[str]:
    pairs = [(one, of.get(one.id, [])) for one in events]
    return [one.id for one, _ in ranked(pairs, weighed=weighed, places=places)]


def killed(number: int) -> list[Statement]:
    return [statement(counts=(words(Count, "at least seven", what="killed", low=number),))]


def test_what_verdicts_rest_on_comes_first_but_leaves_a_third_for_the_others() -> None:
    events = [event(name) for name in "abcdef"]
    weighed = ("s-c", "s-d", "s-e", "s-f")
    assert order(*events, weighed=weighed, places=3) == ["c", "d", "a", "b", "e", "f"]
    assert order(*events[1:], weighed=weighed, places=6)[:4] == ["c", "d", "e", "f"]


def test_more_sources_then_more_casualties_come_first() -> None:
    events = (event("one"), event("two", sources=2), event("many"))
    assert order(*events, many=killed(50), one=killed(3)) == ["two", "many", "one"]
    assert casualties(killed(7)) == 7
    assert casualties([statement()]) == 0


def test_one_of_each_place_comes_before_a_second_of_the_same_place() -> None:
    events = (event("a", "Irpin", 3), event("b", "Irpin", 2), event("c", "Izium", 1))
    assert order(*events) == ["a", "c", "b"]


def sentence(*claims: tuple[Any, str]) -> Sentence:
    cite = Citation(statement="s", document="d", start=0, end=1, quote="x", voice="v", day="2022-04-08T10:00:00Z")
    made = tuple(Claim(kind=kind, words=text, of=("s",)) for kind, text in claims)
    return Sentence(text=TEXT, claims=made, cites=(cite,))


def test_a_sentence_stands_under_the_day_that_was_said_or_under_that_of_the_report() -> None:
    assert told_on(sentence(("time", "on 29 March 2022"))) == ("2022-03-29", True)
    assert told_on(sentence(("time", "from 1 March 2022 to 3 March 2022"))) == ("2022-04-08", False)
    assert told_on(sentence()) == ("2022-04-08", False)
    assert told_on(sentence(("level", "disputed"))) == ("", False)
