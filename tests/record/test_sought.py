"""What is sought of the record is found alike in every backend, also by what people have corrected."""

from __future__ import annotations

import itertools
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from holdfast.model import Document, Place, Statement
from holdfast.model.correction import Correction
from holdfast.record import Store, View, open_store
from holdfast.record.sought import EVERYTHING, Named, Sought, Stance, bears
from holdfast.record.sql.postgresql import migrations as of_postgresql
from holdfast.record.sql.sqlite import migrations as of_sqlite
from tests.record.cluster import Cluster

TEXT = "They fired near “The Straits” of Kërç and met."
HOSTOMEL = {"name": "Hostomel", "country": "UKR", "admin1": "Kyiv", "precision": "settlement", "lat": 50.6, "lon": 30.3}
STRAITS = {"name": "“The Straits” of Kërç", "precision": "area"}
PLACES: tuple[dict[str, Any] | None, ...] = (None, HOSTOMEL, {"country": "MLI", "precision": "country"}, STRAITS)
KINDS = (("ASSAULT", "missile"), ("ASSAULT", None), ("AGREE", "sign"), (None, None))
WAYS = (
    ("assert", "happened", "affirmed"), ("accuse", "ongoing", "negated"), ("deny", None, "affirmed"),
    ("agree", "planned", "affirmed"), ("promise", "planned", "affirmed"), ("question", None, "negated"),
)  # fmt: skip
PARTIES = (("RUS MIL", None, "UKR GOV"), ("RUS+BLR MIL", "UKR CIV", None), (None, "IGO UNO", "RUS"), (None, None, None))
CERTAINTIES = (None, 0.2, 0.9)

SOUGHT = (
    EVERYTHING,
    Sought(types=("ASSAULT",)),
    Sought(types=("ASSAULT", "AGREE"), modes=("missile", "sign")),
    Sought(stances=(Stance(acts=("assert", "accuse"), statuses=("happened", "ongoing"), polarity="affirmed"),)),
    Sought(stances=(Stance(acts=("deny",), statuses=("happened",), unsaid=True),)),
    Sought(stances=(Stance(acts=("deny",), statuses=("happened",)), Stance(acts=("agree",), types=("AGREE",)))),
    Sought(stances=(Stance(polarity="negated"), Stance(named=Named(roles="av", refs=("RUS",))))),
    Sought(named=(Named(roles="r", refs=("UKR", "IGO UNO")),)),
    Sought(named=(Named(roles="arv", refs=("RUS",)), Named(roles="arv", refs=("UKR",)))),
    Sought(named=(Named(roles="a", refs=("BLR MIL",)),), types=("ASSAULT",)),
    Sought(countries=("UKR", "RUS")),
    Sought(min_confidence=0.5),
    Sought(types=("ASSAULT",), countries=("MLI",), min_confidence=0.5, named=(Named(roles="arv", refs=("RUS",)),)),
)


def told() -> list[tuple[Document, list[Statement]]]:
    """Documents of different days; their statements are of every kind, in every way, with other parts in turn."""
    parts = itertools.cycle(itertools.product(PLACES, PARTIES, CERTAINTIES))
    found = []
    for number, (kind, mode) in enumerate(KINDS):
        day = f"2022-04-0{number}" if number else None
        document = Document(text=TEXT, outlet=f"Outlet {number}", published=day, fetched="2022-04-09")
        said = [
            _statement(document, start, {"type": kind, "mode": mode}, way, next(parts))
            for start, way in enumerate(WAYS * 4)
        ]
        found.append((document, said))
    return found


def _statement(
    document: Document, start: int, event: dict[str, Any], way: tuple[str, str | None, str], parts: tuple[Any, ...]
) -> Statement:
    (act, status, polarity), (place, (actor, recipient, voice), confidence) = way, parts
    # At another offset each time: places are the same all the same.
    span = {"text": TEXT[start:], "start": start, "end": len(TEXT)}
    return Statement.from_builtins(
        {
            "document": document.id, "quote": TEXT[start:], "start": start, "end": len(TEXT), "act": act,
            "event": event, "status": status, "polarity": polarity, "confidence": confidence,
            "place": {**span, "text": "the place", "end": start + 9} | place if place else None,
            "actors": [span | {"ref": actor}] if actor else [],
            "recipients": [span | {"ref": recipient}] if recipient else [],
            "voices": [{"ref": voice}] if voice else [],
        }
    )  # fmt: skip


def kept(store: Store) -> Store:
    """The store, with all that is told."""
    with store.writing() as writer:
        for document, said in told():
            writer.keep_document(document)
            writer.keep_statements(said)
    return store


def days_by_places(view: View, sought: Sought) -> dict[Place | None, set[date]]:
    """The same as the view's, by going through all statements."""
    papers = {document.id: document for document in view.documents()}
    found: dict[Place | None, set[date]] = {}
    for one in view.statements():
        day = papers[one.document].published_day
        if day and bears(one, sought):
            place = one.place
            where = Place.from_builtins(place.to_builtins() | {"start": 0, "end": 9}) if place else None
            found.setdefault(where, set()).add(day)
    return found


def as_far_as(part: Any, whole: Any) -> bool:
    """Whether an account says of each of its fields what the whole statement says."""
    if isinstance(part, tuple):
        return len(part) == len(whole) and all(map(as_far_as, part, whole))
    if isinstance(part, msgspec.Struct):
        return all(as_far_as(getattr(part, name), getattr(whole, name)) for name in part.__struct_fields__)
    return bool(part == whole)


def expect_same(view: View) -> None:
    """Hold the view's answers against all its statements, one by one."""
    for sought in SOUGHT:
        found = {one.id: one for one in view.bearing(sought)}
        assert sorted(found) == sorted(one.id for one in view.statements() if bears(one, sought))
        papers = view.documents_of({one.account.document for one in found.values()})
        for name, one in found.items():
            paper, whole = papers[one.account.document], view.statement(name)
            assert (one.outlet, one.published) == (paper.outlet, paper.published)
            assert whole is not None
            assert as_far_as(one.account, whole)
        assert view.told_where(sought) == days_by_places(view, sought)


@pytest.fixture(autouse=True)
def _places_at_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told says "the place" at every offset, which no text does; it is not what is tested here."""
    monkeypatch.setattr(Statement, "misplaced", lambda self, text: None)


def test_each_search_finds_some_and_leaves_some() -> None:
    everything = [one for _, said in told() for one in said]
    found = [sum(bears(one, sought) for one in everything) for sought in SOUGHT]
    assert found[0] == len(everything)
    assert all(0 < number < len(everything) for number in found[1:])


def test_what_is_sought_is_found_in_every_store(store: Store) -> None:
    kept(store)
    for day in (None, date(2022, 4, 2), date(2022, 3, 1)):
        expect_same(store.view(known_by=day))


def test_it_is_found_by_what_was_corrected(store: Store) -> None:
    kept(store)
    first, second, *_ = store.view().statements()
    corrected = Statement.from_builtins(
        first.to_builtins() | {"act": "deny", "status": None, "place": None, "event": {"type": "RETREAT"}}
    )
    with store.writing() as writer:
        writer.correct(
            Correction(statement=first.id, ruling="corrected", corrected=corrected, by="Ada", at="2022-05-02")
        )
        writer.correct(Correction(statement=second.id, ruling="not-a-statement", by="Ada", at="2022-05-02"))
    expect_same(store.view())


def test_words_leave_out_nothing_that_has_them(store: Store) -> None:
    kept(store)
    for words, least in ((("THEY FIRED",), 4), (("kërç",), 1), (("nowhere at all",), 0)):
        wanted = {one.id for one in store.view().statements() if any(w.lower() in one.quote.lower() for w in words)}
        assert len(wanted) >= least
        assert wanted <= {one.id for one in store.view().bearing(Sought(words=words))}


def test_the_last_day_is_of_a_publication_else_of_a_fetch(store: Store) -> None:
    assert store.view().last_day() is None
    kept(store)
    assert store.view().last_day() == date(2022, 4, 9)
    assert store.view(known_by=date(2022, 4, 2)).last_day() == date(2022, 4, 2)


def test_nothing_is_left_of_the_places_of_what_is_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    store = kept(open_store(path))
    for document, _ in told()[1:]:
        with store.writing() as writer:
            writer.forget(document.id, by="Ada", why="order of a court")
    expect_same(store.view())
    store.close()
    bodies = {body for (body,) in sqlite3.connect(path).execute("SELECT body FROM sites")}
    names = {one.place.name for one in told()[0][1] if one.place}
    assert {Place.from_json(body).name for body in bodies} == names


def test_a_file_of_before_is_searched_alike(tmp_path: Path) -> None:
    path, before = tmp_path / "talks.db", tmp_path / "before.db"
    kept(open_store(path)).close()
    with sqlite3.connect(before) as connection:
        for command in itertools.chain(*of_sqlite.STEPS[:4]):
            connection.execute(command)
        connection.execute("PRAGMA user_version = 4")
        connection.execute("ATTACH ? AS now", (str(path),))
        for table in ("documents", "statements", "parties"):
            names = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM now.{table}")
    connection.close()
    migrated = open_store(before)
    expect_same(migrated.view())
    more(migrated)


def test_a_schema_of_before_is_searched_alike(cluster: Cluster) -> None:
    kept(open_store(now := cluster.address())).close()
    before = cluster.address()
    (source, target) = (schema_of(address) for address in (now, before))
    with cluster.connect() as connection:
        connection.execute(f"SET search_path = {target}, public")
        for command in itertools.chain(*of_postgresql.STEPS[:3], of_postgresql._WITHOUT_POSTGIS):
            connection.execute(command)
        connection.execute("UPDATE holdfast_record SET version = 3, has_geometry = false")
        for table in ("documents", "statements", "parties"):
            columns = connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s",
                (target, table),
            )
            names = ", ".join(f'"{name}"' for (name,) in columns.fetchall())
            connection.execute(f"INSERT INTO {target}.{table} ({names}) SELECT {names} FROM {source}.{table}")
    migrated = open_store(before)
    expect_same(migrated.view())
    more(migrated)
    migrated.close()


def more(store: Store) -> None:
    """What is kept after the migration is found beside what was kept before."""
    document = Document(text=TEXT, outlet="Outlet 9", published="2022-04-08")
    with store.writing() as writer:
        writer.keep_document(document)
        writer.keep_statements(
            _statement(document, start, {"type": "ASSAULT"}, WAYS[0], (place, PARTIES[0], None))
            for start, place in enumerate(PLACES)
        )
    expect_same(store.view())


def schema_of(address: str) -> str:
    """The schema that an address of the tests' own server names."""
    return address.partition("search_path%3D")[2].partition("%2C")[0]
