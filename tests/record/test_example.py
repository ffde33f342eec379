"""The events of the example, from statements that a person found in it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from holdfast.model import Document, Event, Statement
from holdfast.record import MemoryStore, View
from holdfast.record.words import word_set
from holdfast.settings import shipped

GOLD = shipped("example") / "gold"


def kept(path: Path) -> tuple[Document, list[Statement]]:
    found = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    document = Document(id=found["id"], text=text, outlet=found["outlet"], published=found["published"])
    return document, [Statement.from_builtins(each) for each in found["statements"]]


@pytest.fixture(scope="module")
def view() -> View:
    store = MemoryStore()
    with store.writing() as writer:
        for path in sorted(GOLD.glob("*.json")):
            document, statements = kept(path)
            writer.keep_document(document)
            writer.keep_statements(statements)
    return store.view()


def days(statement: Statement) -> tuple[str, str] | None:
    time = statement.time
    if time is None or time.first_day is None or time.last_day is None:
        return None
    return time.first_day.isoformat(), time.last_day.isoformat()


def town_of(statement: Statement) -> str | None:
    place = statement.place
    return place.name if place and place.precision == "settlement" else None


def test_no_event_mixes_days(view: View) -> None:
    for event in view.events():
        told = view.statements_of(event.statements).values()
        stated = [span for one in told if one.status == "happened" and (span := days(one))]
        assert not stated or max(first for first, _ in stated) <= min(last for _, last in stated), event.merges


def test_no_event_mixes_towns(view: View) -> None:
    for event in view.events():
        told = view.statements_of(event.statements).values()
        # "Chernihiv", "centre of Chernihiv": all names of one event have the town in common.
        names = [word_set(place.name) for one in told if (place := one.place) and place.precision == "settlement"]
        assert not names or frozenset.intersection(*names), event.merges


def strikes_by_town_and_day(view: View) -> dict[tuple[str, str], set[str]]:
    """Exactly dated attacks on a town, by town and day."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in view.statements():
        happened = one.event.type == "ASSAULT" and one.status == "happened" and one.polarity == "affirmed"
        town, span = town_of(one), days(one)
        if happened and one.act in ("assert", "accuse") and town and span and span[0] == span[1]:
            found[town, span[0]].add(one.id)
    return found


def test_what_several_reports_tell_of_a_town_and_a_day_is_mostly_one_event(view: View) -> None:
    event_of = {name: event.id for event in view.events() for name in event.statements}
    several = [ids for ids in strikes_by_town_and_day(view).values() if len(ids) > 1]
    joined = [ids for ids in several if len({event_of[name] for name in ids}) == 1]
    assert len(several) >= 10
    assert len(joined) >= 0.9 * len(several)


def test_the_strike_on_mykolaiv_has_its_tolls_and_its_sources(view: View) -> None:
    def tolls(event: Event) -> set[float | None]:
        return {line.low for line in event.ledger if line.what == "killed"}

    strike = max(view.events(), key=lambda event: len(event.ledger) if event.first_day == "2022-03-29" else 0)
    assert strike.place
    assert "Mykolaiv" in (strike.place.name or "")
    assert {7, 9} <= tolls(strike)
    assert strike.sources >= 3
    assert "count" in {each.kind for each in strike.contradictions}
