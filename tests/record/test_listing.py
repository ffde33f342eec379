"""Lists of events and of what was said: the same answers from every store, of which a database gives them in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from holdfast.model import Document, Event, Statement
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading
from holdfast.record import MemoryStore, Store, open_store
from holdfast.record.listing import FAR, EventChoice, PlainLists, nearness
from holdfast.record.merge import Reported
from holdfast.record.sql import lists as lists_of
from holdfast.record.sql.lists import SqlLists
from holdfast.record.store import View
from holdfast.record.telling import Said
from tests.record.telling import SAME_STRIKE, STRIKE, told

TALKS = told(
    "Talks were held in Kharkiv on 1 April.",
    type="CONSULT", mode="negotiate", trigger="Talks", town="Kharkiv", day="2022-04-01", published="2022-04-02",
)  # fmt: skip
LEFT = told("Tanks left Chernihiv.", type="RETREAT", trigger="left", town="Chernihiv", published="2022-03-31")
PLANNED = told(
    "Tanks will leave Kharkiv on 9 April.",
    type="RETREAT", trigger="leave", town="Kharkiv", day="2022-04-09", published="2022-04-02",
)  # fmt: skip
DENIAL = told(
    "No missile struck the administration building in Mykolaiv on 29 March.",
    trigger="struck", town="Mykolaiv", day="2022-03-29", published="2022-03-31", act="deny", polarity="negated",
    outlet="Estuary Post",
)  # fmt: skip
EVERY = (STRIKE, SAME_STRIKE, DENIAL, TALKS, LEFT, PLANNED)
CLOCK = datetime(2022, 5, 1, 12, tzinfo=UTC)
AT = "2022-05-02T10:00:00+00:00"
EventChoices = (
    EventChoice(),
    EventChoice(limit=2, offset=1),
    EventChoice(type="RETREAT"),
    EventChoice(type="AID"),
    EventChoice(place="KHARKIV"),
    EventChoice(place="harki"),
    EventChoice(place="UKR"),
    EventChoice(place="POL"),
    EventChoice(actor="rus"),
    EventChoice(actor="tank"),
    EventChoice(since=date(2022, 3, 30)),
    EventChoice(until=date(2022, 4, 1)),
    EventChoice(since=date(2022, 3, 30), until=date(2022, 4, 1), limit=1),
    EventChoice(begins=(date(2022, 4, 1), date(2022, 4, 9))),
    EventChoice(contradicted=True),
    EventChoice(reported=True),
    EventChoice(holding=frozenset({STRIKE.statement.id, LEFT.statement.id, "s0"})),
    EventChoice(holding=frozenset()),
    EventChoice(reported=True, holding=frozenset({PLANNED.statement.id})),
)
SAID = (
    Said(),
    Said(limit=2, offset=1),
    Said(since=date(2022, 4, 1)),
    Said(until=date(2022, 3, 31), acts=("assert", "deny")),
    Said(acts=("deny",)),
    Said(acts=("promise",)),
    Said(voice="Harbour Wire"),
    Said(voice="nobody"),
)


def spoken(one: Reported, **fields: object) -> Reported:
    """The report with other fields of its statement."""
    return replace(one, statement=Statement.from_builtins(one.statement.to_builtins() | fields))


def reports() -> list[Reported]:
    """All of them, with a status and a few different voices."""
    voices = [{"name": "the mayor", "ref": "UKR GOV"}, {"name": "the mayor"}, {"ref": "RUS GOV"}]
    said = [spoken(one, status="planned" if one is PLANNED else "happened") for one in EVERY]
    return [spoken(one, voices=voices[place : place + 1]) for place, one in enumerate(said)]


@pytest.fixture
def stores(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[Store]]:
    """An empty record of each kind; without PostgreSQL where that is not installed."""
    cluster = request.getfixturevalue("started_cluster")
    places = [str(tmp_path / "talks.db"), *([cluster.address()] if cluster else [])]
    made: list[Store] = [MemoryStore(clock=lambda: CLOCK), *(open_store(one, clock=lambda: CLOCK) for one in places)]
    yield made
    for store in made:
        store.close()


def keep(stores: Iterable[Store], reported: Iterable[Reported]) -> None:
    told_of = list(reported)
    for store in stores:
        with store.writing() as writer:
            for one in told_of:
                writer.keep_document(Document(text=one.statement.quote, outlet=one.outlet, published=one.published))
                writer.keep_statements([one.statement])


def listed(view: View) -> list[object]:
    """What the lists of a view answer."""
    lists = view.lists()
    answers: list[object] = []
    for chosen in EventChoices:
        placed = [
            (one.place.to_json() if one.place else b"", str(one.type), one.number) for one in lists.by_place(chosen)
        ]
        answers += [lists.events(chosen), lists.count(chosen), sorted(placed), lists.by_day(chosen)]
    near = [lists.nearest(event, limit=limit) for event in view.events() for limit in (1, 3, 9)]
    return [*answers, near, lists.disputed()]


def spoke(view: View) -> list[object]:
    """What a view answers of who said what."""
    answers: list[object] = [view.first_day()]
    for chosen in SAID:
        answers += [tuple(view.said(chosen)), view.said_ids(chosen)]
        answers += [sorted(view.voiced(chosen, by_day=by_day), key=repr) for by_day in (False, True)]
    return answers


def expect_alike(stores: Iterable[Store], answer: Callable[[View], list[object]]) -> list[object]:
    """What every store answers, all and as known by a day."""
    memory, *others = stores
    for day in (None, date(2022, 3, 31), date(2022, 3, 1)):
        expected = answer(memory.view(known_by=day))
        for other in others:
            for _ in range(2):  # what is laid out first is there the second time
                assert answer(other.view(known_by=day)) == expected
    return answer(memory.view())


def test_every_store_lists_the_same_events(stores: list[Store]) -> None:
    keep(stores, reports())
    answers = expect_alike(stores, listed)
    assert answers[1] == len(list(stores[0].view().events())) == 3
    assert all(isinstance(store.view().lists(), SqlLists) for store in stores[1:])


def test_every_store_tells_the_same_of_who_spoke(stores: list[Store]) -> None:
    keep(stores, reports())
    answers = expect_alike(stores, spoke)
    assert answers[0] == date(2022, 3, 29)
    voices = {one.voice for one in stores[0].view().voiced()}
    assert {"the mayor", "RUS GOV", "Harbour Wire"} <= voices


def test_corrections_and_rereadings_count_in_lists(stores: list[Store]) -> None:
    keep(stores, reports())
    said = {one.statement.quote: one.statement for one in reports()}
    planned, left = said[PLANNED.statement.quote], said[LEFT.statement.quote]
    happened = msgspec.structs.replace(planned, status="ongoing", act="promise")
    other_voice = Statement.from_builtins(left.to_builtins() | {"voices": [{"name": "a deputy"}], "status": "ongoing"})
    talks = said[TALKS.statement.quote]
    again = msgspec.structs.replace(talks, reader="small 2", act="propose")
    before = [len(store.view().said_ids(Said(voice="a deputy"))) for store in stores]
    for store in stores:
        with store.writing() as writer:
            for one in (happened, other_voice):
                writer.correct(Correction(statement=one.id, ruling="corrected", corrected=one, by="Ada", at=AT))
            gone = said[STRIKE.statement.quote].id
            writer.correct(Correction(statement=gone, ruling="not-a-statement", by="Ada", at=AT))
            writer.keep_rereading(Rereading(document=talks.document, reader="small 2", at="2022-04-20"), [again])
    expect_alike(stores, listed)
    expect_alike(stores, spoke)
    assert before == [0] * len(stores)
    for store in stores:
        view = store.view()
        assert view.said_ids(Said(voice="a deputy")) == {left.id}
        assert [one.act for one in view.said(Said(voice="a deputy"))] == ["assert"]
        assert view.lists().count(EventChoice(reported=True, holding=frozenset({left.id}))) == 1


def test_an_empty_record_lists_nothing(stores: list[Store]) -> None:
    for store in stores:
        view = store.view()
        assert view.lists().events(EventChoice()) == ()
        assert view.lists().by_day(EventChoice()) == {}
        assert (view.voiced(), view.said_ids(), view.first_day()) == ((), frozenset(), None)


def test_of_many_lists_the_oldest_go(stores: list[Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists_of, "MOST_LISTS", 1)
    keep(stores, reports())
    days = [None, date(2022, 3, 31), date(2022, 3, 30)]
    for store in stores[1:]:
        views = [store.view(known_by=day) for day in (*days, *days)]
        counts = [view.lists().count(EventChoice()) for view in views]
        assert counts == [sum(1 for _ in view.events()) for view in views]


def test_while_somebody_else_writes_lists_are_answered_though_not_laid_out(stores: list[Store]) -> None:
    keep(stores, reports())
    for store in stores[1:]:
        expected = tuple(store.view().events())
        with store.writing():
            lists = store.view().lists()
            # A server lets several write at once, where they do not write the same.
            assert isinstance(lists, PlainLists) or store is not stores[1]
            assert lists.events(EventChoice()) == expected
        assert isinstance(store.view().lists(), SqlLists)


def test_what_is_taken_out_is_in_no_list(stores: list[Store]) -> None:
    keep(stores, reports())
    document = reports()[0].statement.document
    for store in stores:
        assert store.view().lists().count(EventChoice()) > 0
        with store.writing() as writer:
            writer.forget(document, by="Ada", why="order of a court")
    expect_alike(stores, listed)


def test_what_is_neither_near_in_place_nor_in_days_is_far() -> None:
    here = Event(id="e1", type="AID", mode=None, statements=(), place=TALKS.statement.place, first_day="2022-04-01")
    there = Event(id="e2", type="AID", mode=None, statements=(), place=LEFT.statement.place)
    assert nearness(here, there) == FAR
    assert nearness(here, msgspec.structs.replace(there, place=None)) > FAR
    assert nearness(here, msgspec.structs.replace(there, first_day="2022-04-09")) > FAR
    assert nearness(here, msgspec.structs.replace(here, id="e3", first_day="2022-04-02")) == 1
