"""What is taken out by law, on every backend alike."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from holdfast.errors import Forgotten, MissingInput, WrongUse
from holdfast.model import Document, Happening, Judgement, Place, Statement
from holdfast.model.correction import Correction
from holdfast.record import Filter, Store, open_store

GONE = Document(
    text="Zuleika Quarrington fled Izium. Shells fell there.", outlet="Harbour Wire", published="2022-04-01"
)
LEFT = Document(text="Shells fell on Izium, the mayor said.", outlet="Upland Post", published="2022-04-02")


def read(document: Document, quote: str, trigger: str, *, lat: float | None = None) -> Statement:
    """A statement of a document whose words are these."""
    start, word = document.text.index(quote), document.text.index(trigger)
    place = Place(text=trigger, start=word, end=word + len(trigger), lat=lat, lon=37.3) if lat else None
    return Statement(
        document=document.id,
        quote=quote,
        start=start,
        end=start + len(quote),
        act="assert",
        event=Happening.from_builtins(
            {"type": "ASSAULT", "trigger": {"text": trigger, "start": word, "end": word + len(trigger)}}
        ),
        status="happened",
        place=place,
    )


FLED = read(GONE, "Zuleika Quarrington fled Izium", "fled", lat=49.1)
SHELLS = read(GONE, "Shells fell there", "fell", lat=49.2)
REPORTED = read(LEFT, "Shells fell on Izium", "fell", lat=49.2)


@pytest.fixture
def kept(store: Store) -> Store:
    """A record of both documents, with a judgement and a correction that touch the one that will go."""
    with store.writing() as writer:
        writer.keep_document(LEFT)
        writer.keep_document(GONE)
        writer.keep_statements([FLED, SHELLS, REPORTED])
        at = "2022-05-02T10:00:00+00:00"
        writer.judge(Judgement(left=SHELLS.id, right=REPORTED.id, same=True, by="Ada", at=at))
        writer.correct(Correction(statement=FLED.id, ruling="not-a-statement", by="Ada", at=at))
    return store


def forget(store: Store, document: Document = GONE, *, by: str = "Ada", why: str = "order of a court") -> None:
    """Take a document out in one unit of work."""
    with store.writing() as writer:
        writer.forget(document.id, by=by, why=why)


def test_all_that_came_from_the_document_is_gone_and_a_tombstone_stays(kept: Store) -> None:
    version = kept.version()
    forget(kept)
    assert kept.version() != version
    view = kept.view()
    assert [one.id for one in view.documents()] == [LEFT.id]
    assert [one.id for one in view.statements()] == [REPORTED.id]
    assert view.statement(SHELLS.id) is None
    assert not list(view.judgements())
    assert not list(view.corrections())
    assert [event.statements for event in view.events()] == [(REPORTED.id,)]
    (tombstone,) = view.tombstones()
    assert (tombstone.document, tombstone.statements, tombstone.by) == (GONE.id, 2, "Ada")
    assert tombstone.why == "order of a court"


def test_no_search_finds_it(kept: Store) -> None:
    forget(kept)
    view = kept.view()
    assert not list(view.documents(Filter(text="Quarrington")))
    assert not list(view.statements(Filter(text="fled")))
    assert [one.id for one in view.statements(Filter(text="fell"))] == [REPORTED.id]
    assert [one.id for one in view.statements(Filter(box=(37.0, 49.0, 38.0, 50.0)))] == [REPORTED.id]


def test_the_same_document_is_refused_with_the_reason(kept: Store) -> None:
    forget(kept)
    with kept.writing() as writer, pytest.raises(Forgotten, match="order of a court"):
        writer.keep_document(GONE)
    assert [one.id for one in kept.view().documents()] == [LEFT.id]


def test_what_is_kept_afterwards_is_kept_as_ever(kept: Store) -> None:
    forget(kept)
    later = Document(text="Shells fell on Izium again.", outlet="Upland Post", published="2022-04-03")
    again = read(later, "Shells fell on Izium again", "fell", lat=49.1)
    before = kept.view()
    with kept.writing() as writer:
        assert writer.keep_document(later)
        assert writer.keep_statements([again]).statements == 1
    assert [one.id for one in before.statements()] == [REPORTED.id]
    view = kept.view()
    assert [one.id for one in view.statements(Filter(text="again"))] == [again.id]
    assert {one.id for one in view.statements(Filter(box=(37.0, 49.0, 38.0, 50.0)))} == {again.id, REPORTED.id}


def test_a_unit_of_work_that_fails_takes_nothing_out(kept: Store) -> None:
    def forget_two() -> None:
        with kept.writing() as writer:
            for name in (GONE.id, "0000000000000000"):
                writer.forget(name, by="Ada", why="order of a court")

    with pytest.raises(MissingInput, match="not in the record"):
        forget_two()
    assert {one.id for one in kept.view().documents()} == {GONE.id, LEFT.id}
    assert not list(kept.view().tombstones())


@pytest.mark.parametrize(("by", "why"), [("", "a reason"), ("Ada", "  ")])
def test_nobody_takes_anything_out_without_a_name_and_a_reason(kept: Store, by: str, why: str) -> None:
    with pytest.raises(WrongUse):
        forget(kept, by=by, why=why)
    assert {one.id for one in kept.view().documents()} == {GONE.id, LEFT.id}


def test_nothing_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    store = open_store(path)
    with store.writing() as writer:
        writer.keep_document(LEFT)
        writer.keep_document(GONE)
        writer.keep_statements([FLED, SHELLS, REPORTED])
    assert b"uarrington" in b"".join(each.read_bytes() for each in tmp_path.iterdir())
    forget(store)
    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"uarrington" not in left.lower()
    store.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
