"""Events that were merged before are kept in a database, and merged again whenever anything about them is another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine

from holdfast.errors import StoreError
from holdfast.model import Document, Event, Happening, Judgement, Statement
from holdfast.model.correction import Correction
from holdfast.record import Filter, Store, open_store, viewing
from holdfast.record.merge import Reported, merge
from holdfast.record.sql import shelf
from holdfast.record.sql.sqlite.dialect import SqliteDialect

FIRST = Document(text="Shells fell on Izium.", outlet="Harbour Wire", published="2022-04-01")
SECOND = Document(text="Izium was shelled.", outlet="Upland Post", published="2022-04-02")
THIRD = Document(text="Boats left Mykolaiv.", outlet="Upland Post", published="2022-04-03")
AT = "2022-05-02T10:00:00+00:00"
Merged = list[int]


def told(document: Document, trigger: str) -> Statement:
    """What a document of one sentence says."""
    start = document.text.index(trigger)
    return Statement(
        document=document.id,
        quote=document.text,
        start=0,
        end=len(document.text),
        act="assert",
        event=Happening.from_builtins(
            {"type": "ASSAULT", "trigger": {"text": trigger, "start": start, "end": start + len(trigger)}}
        ),
        status="happened",
    )


FELL, SHELLED, LEFT = told(FIRST, "fell"), told(SECOND, "shelled"), told(THIRD, "left")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a record that is not made yet."""
    if request.param == "sqlite":
        return str(tmp_path / "talks.db")
    return str(request.getfixturevalue("cluster").address())


@pytest.fixture
def opened(address: str) -> Iterator[Callable[[], Store]]:
    """Opens the record as one more process would."""
    made: list[Store] = []

    def once_more() -> Store:
        made.append(open_store(address, clock=lambda: datetime(2022, 5, 1, 12, tzinfo=UTC)))
        return made[-1]

    yield once_more
    for store in made:
        store.close()


@pytest.fixture
def merged(monkeypatch: pytest.MonkeyPatch) -> Merged:
    """How many statements were merged, each time that any were."""
    found: Merged = []

    def counting(reported: Iterable[Reported], judgements: Sequence[Judgement] = ()) -> tuple[Event, ...]:
        everything = list(reported)
        found.append(len(everything))
        return merge(everything, judgements)

    monkeypatch.setattr(viewing, "merge", counting)
    return found


def keep(store: Store, *pairs: tuple[Document, Statement]) -> None:
    """Keep documents, each with its statement."""
    with store.writing() as writer:
        for document, statement in pairs:
            writer.keep_document(document)
            writer.keep_statements([statement])


def test_another_process_has_the_same_events_without_merging(opened: Callable[[], Store], merged: Merged) -> None:
    keep(opened(), (FIRST, FELL), (SECOND, SHELLED))
    before = list(opened().view().events())
    assert before
    assert list(opened().view().events()) == before
    assert merged == [2]


def test_some_events_are_asked_for_without_the_others(opened: Callable[[], Store], merged: Merged) -> None:
    store = opened()
    keep(store, (FIRST, FELL), (SECOND, SHELLED), (THIRD, LEFT))
    with store.writing() as writer:
        writer.judge(Judgement(left=FELL.id, right=SHELLED.id, same=True, by="Ada", at=AT))
    at_first = store.view()
    for view in (at_first, opened().view()):
        assert view.count_events() == 2
        (fired,) = view.events_of([SHELLED.id, "s0"])
        assert set(fired.statements) == {FELL.id, SHELLED.id}
        assert view.events_of([LEFT.id, FELL.id]) == tuple(view.events())
        assert view.event(fired.id) == fired
        assert view.event("e0") is None
        assert view.event_members([FELL.id]) == {fired.id: fired.statements}
        assert view.event_members(["s0"]) == {}
        assert list(view.events(Filter(document=THIRD.id))) == list(view.events_of([LEFT.id]))
    assert merged == [3]


def test_an_event_of_another_day_is_none_of_this_view(opened: Callable[[], Store]) -> None:
    store = opened()
    keep(store, (FIRST, FELL), (SECOND, SHELLED), (THIRD, LEFT))
    with store.writing() as writer:
        writer.judge(Judgement(left=FELL.id, right=LEFT.id, same=True, by="Ada", at=AT))
    (whole,) = (event for event in store.view().events() if len(event.statements) == 2)
    (alone,) = (event for event in store.view(known_by=date(2022, 4, 1)).events())
    assert store.view().event(alone.id) in (None, whole)
    early = opened().view(known_by=date(2022, 4, 1))
    assert early.events_of([LEFT.id]) == ()
    assert early.events_of([FELL.id]) == (alone,)


def test_what_is_kept_later_is_merged_and_an_earlier_day_is_not_again(
    opened: Callable[[], Store], merged: Merged
) -> None:
    store, day = opened(), date(2022, 4, 2)
    keep(store, (FIRST, FELL), (SECOND, SHELLED))
    before = list(store.view(known_by=day).events())
    keep(store, (THIRD, LEFT))
    assert list(store.view(known_by=day).events()) == before
    assert {name for event in store.view().events() for name in event.statements} == {FELL.id, SHELLED.id, LEFT.id}
    assert merged == [2, 3]


def test_days_without_a_new_document_share_their_events(opened: Callable[[], Store], merged: Merged) -> None:
    store = opened()
    keep(store, (FIRST, FELL))
    for day in (1, 2, 3):
        assert len(list(store.view(known_by=date(2022, 4, day)).events())) == 1
    assert merged == [1]


def test_a_late_report_of_an_early_day_is_merged(opened: Callable[[], Store], merged: Merged) -> None:
    store, day = opened(), date(2022, 4, 2)
    keep(store, (SECOND, SHELLED))
    assert len(list(store.view(known_by=day).events())) == 1
    keep(store, (FIRST, FELL))
    assert {name for event in store.view(known_by=day).events() for name in event.statements} == {FELL.id, SHELLED.id}
    assert merged == [1, 2]


def test_a_judgement_and_a_correction_count_at_once(opened: Callable[[], Store]) -> None:
    store = opened()
    keep(store, (FIRST, FELL), (THIRD, LEFT))
    assert len(list(store.view().events())) == 2
    with store.writing() as writer:
        writer.judge(Judgement(left=FELL.id, right=LEFT.id, same=True, by="Ada", at=AT))
    (event,) = store.view().events()
    assert set(event.statements) == {FELL.id, LEFT.id}
    with store.writing() as writer:
        writer.correct(Correction(statement=LEFT.id, ruling="not-a-statement", by="Ada", at=AT))
    (event,) = store.view().events()
    assert event.statements == (FELL.id,)
    assert len(list(store.view(judged_by=date(2022, 5, 1)).events())) == 2


def test_other_code_merges_anew(opened: Callable[[], Store], merged: Merged, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened()
    keep(store, (FIRST, FELL))
    list(store.view().events())
    monkeypatch.setattr("holdfast.record.sql.view.merging_code", lambda: "another")
    list(store.view().events())
    assert merged == [1, 1]


def test_nothing_is_left_of_what_is_taken_out(opened: Callable[[], Store], address: str) -> None:
    store = opened()
    keep(store, (FIRST, FELL), (SECOND, SHELLED))
    list(store.view().events())
    with store.writing() as writer:
        writer.forget(FIRST.id, by="Ada", why="order of a court")
    assert [event.statements for event in store.view().events()] == [(SHELLED.id,)]
    store.close()
    if "://" not in address:
        assert FELL.id.encode() not in Path(address).read_bytes()


def test_of_many_views_the_oldest_go_and_their_events_with_them(
    opened: Callable[[], Store], merged: Merged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST_VIEWS", 2)
    store = opened()
    keep(store, (FIRST, FELL), (SECOND, SHELLED), (THIRD, LEFT))
    for day in (1, 2, 3, 3, 1):
        list(store.view(known_by=date(2022, 4, day)).events())
    assert merged == [1, 2, 3, 1]


def test_while_somebody_else_writes_events_are_there_though_not_kept(tmp_path: Path, merged: Merged) -> None:
    store = open_store(tmp_path / "talks.db")
    keep(store, (FIRST, FELL))
    with store.writing():
        assert len(list(store.view().events())) == 1
    assert len(list(store.view().events())) == 1
    assert merged == [1, 1]


def test_a_record_that_cannot_be_written_to_still_has_events(
    opened: Callable[[], Store], address: str, merged: Merged, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(opened(), (FIRST, FELL))
    if "://" in address:
        reader = open_store(f"{address}%20-cdefault_transaction_read_only%3Don")
    else:
        reader = open_store(address)
        monkeypatch.setattr(SqliteDialect, "hurry", only_reading)
    assert len(list(reader.view().events())) == 1
    reader.close()
    monkeypatch.undo()
    assert len(list(opened().view().events())) == 1


def only_reading(_: SqliteDialect, connection: Connection) -> None:
    """What SQLite says of a file that this person may not write."""
    driven = connection.connection.dbapi_connection
    assert isinstance(driven, sqlite3.Connection)
    driven.execute("PRAGMA query_only = ON")


def test_another_failure_is_told(opened: Callable[[], Store], address: str) -> None:
    store = opened()
    keep(store, (FIRST, FELL))
    engine = create_engine(of_driver(address))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE merged_events")
    engine.dispose()
    with pytest.raises(StoreError):
        list(store.view().events())


def of_driver(address: str) -> str:
    """The address as SQLAlchemy writes it."""
    return address.replace("postgresql:", "postgresql+psycopg:") if "://" in address else f"sqlite:///{address}"
