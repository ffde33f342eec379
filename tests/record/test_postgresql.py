"""What only a database can do wrong: not being there, not letting in, holding something else; and its secrets."""

from __future__ import annotations

import signal
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, inspect

from holdfast.errors import MissingInput, NewerStore, StoreError, WrongUse
from holdfast.model import Statement
from holdfast.model.rereading import Rereading, kind_of
from holdfast.record import Database, Filter, Store, located, open_store
from holdfast.record.sql.postgresql import migrations
from holdfast.record.sql.schema import METADATA
from tests.cli.conftest import Command
from tests.cli.conftest import holdfast as holdfast  # a fixture
from tests.factory import document, statement
from tests.record.cluster import Cluster
from tests.record.test_sqlite import HALF_A_UNIT, run
from tests.record.test_stores import CASES, SHELLING, judged, keep, keep_all

SECRET = "hunter2"


def tables(cluster: Cluster, schema: str) -> list[object]:
    with cluster.connect() as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (schema,))
        return [name for (name,) in found]


def new_schema(cluster: Cluster) -> str:
    """The name of the schema that is made for the next address."""
    return f"record{cluster.address().rpartition('record')[2].partition('%')[0]}"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://host/talks", "postgresql://host/talks"),
        ("postgres://host:5433/talks", "postgresql://host:5433/talks"),
        ("postgresql+psycopg://me@host/talks", "postgresql://me@host/talks"),
        (f"postgresql://me:{SECRET}@host:5433/talks", "postgresql://me:***@host:5433/talks"),
        (f"postgresql://me:{SECRET}/2:3@[::1]/talks", "postgresql://me:***@[::1]/talks"),
        (f"postgresql://me@/talks?host=/tmp&password={SECRET}", "postgresql://me@/talks?..."),
        (f"postgresql:///talks?password={SECRET}", "postgresql:///talks?..."),
    ],
)
def test_an_address_is_shown_without_what_is_secret(url: str, shown: str) -> None:
    place = located(url)
    assert isinstance(place, Database)
    assert str(place) == shown
    assert repr(place) == f"Database({shown!r})"
    assert place.url == url


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://me:{SECRET}@host/talks",
        f"postgresql://me:{SECRET}@{SECRET}@host/talks",
        f"postgresql://me:4?{SECRET}@host/talks",
        f"postgresql://me:{SECRET}",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(WrongUse, match="%40 for @") as caught:
        open_store(url)
    assert SECRET not in str(caught.value)


def test_a_name_without_a_scheme_is_a_file() -> None:
    assert located("talks.db") == Path("talks.db")
    assert located(Path("talks.db")) == Path("talks.db")


def test_a_database_that_cannot_be_reached_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match=r"me:\*\*\*@127\.0\.0\.1:1/talks: .* cannot be reached") as caught:
        open_store(f"postgresql://me:{SECRET}@127.0.0.1:1/talks")
    assert SECRET not in str(caught.value)


def test_a_missing_driver_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'holdfast\[postgres\]'"):
        open_store("postgresql://host/talks")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "statements", "--in", f"postgresql://me:{SECRET}@127.0.0.1:1/talks"),
        ("show", f"postgresql://me:{SECRET}@127.0.0.1:1/talks"),
        ("add", f"postgresql://me:{SECRET}@127.0.0.1:1/talks", "--in", "talks.db"),
        ("serve", f"postgresql://me:{SECRET}@127.0.0.1:1/talks"),
    ],
)
def test_no_command_repeats_a_password(
    holdfast: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = holdfast(*words)
    assert outcome.code in (1, 2)
    assert "***@127.0.0.1" in outcome.err
    assert SECRET not in outcome.out + outcome.err


def test_commands_write_to_a_database_and_read_from_it(holdfast: Command, cluster: Cluster) -> None:
    address = cluster.address()
    lines = b"\n".join((document().to_json(), statement().to_json()))
    loaded = holdfast("load", "-", "--in", address, stdin=lines)
    assert loaded.err == "postgresql://holdfast@/postgres?...: 1 new document, 1 new statement\n"
    shown = holdfast("show", "statements", "--in", address, "--json").out.splitlines()
    assert [Statement.from_json(line) for line in shown] == [statement()]


def test_reading_does_not_make_a_record(holdfast: Command, cluster: Cluster) -> None:
    schema = new_schema(cluster)
    with pytest.raises(MissingInput, match="holdfast add"):
        open_store(cluster.address(schema=schema), must_exist=True)
    assert holdfast("show", "events", "--in", cluster.address(schema=schema)).code == 1
    assert tables(cluster, schema) == []


def test_the_tables_of_another_program_are_left_alone(cluster: Cluster) -> None:
    schema = new_schema(cluster)
    with cluster.connect() as connection:
        connection.execute(f"CREATE TABLE {schema}.statements (amount integer)")
    with pytest.raises(StoreError, match="another program"):
        open_store(cluster.address(schema=schema))
    assert tables(cluster, schema) == ["statements"]


def test_a_schema_that_is_not_there_is_named(cluster: Cluster) -> None:
    with pytest.raises(StoreError, match="CREATE SCHEMA"):
        open_store(cluster.address(schema="nowhere", postgis=False))


def test_a_record_of_a_later_version_is_refused(cluster: Cluster) -> None:
    schema = new_schema(cluster)
    open_store(cluster.address(schema=schema)).close()
    with cluster.connect() as connection:
        connection.execute(f"UPDATE {schema}.holdfast_record SET version = {migrations.VERSION + 1}")
    with pytest.raises(NewerStore, match="pip install --upgrade holdfast"):
        open_store(cluster.address(schema=schema))


def test_the_tables_are_those_that_the_steps_make(cluster: Cluster) -> None:
    schema = new_schema(cluster)
    open_store(cluster.address(schema=schema)).close()
    engine = create_engine(cluster.address(schema=schema).replace("postgresql:", "postgresql+psycopg:"))
    inspector = inspect(engine)
    for table in METADATA.sorted_tables:
        made = [
            (column["name"], column["type"].compile(engine.dialect)) for column in inspector.get_columns(table.name)
        ]
        assert [(name, kind.partition(" COLLATE")[0]) for name, kind in made] == [
            (column.name, column.type.compile(engine.dialect)) for column in table.columns
        ]
    engine.dispose()


def filled(cluster: Cluster, *, schema: str, postgis: bool) -> Store:
    store = open_store(cluster.address(schema=schema, postgis=postgis))
    keep_all(store)
    return store


@pytest.mark.parametrize("postgis", [True, False], ids=["with PostGIS", "without"])
def test_boxes_are_found_with_postgis_and_without(cluster: Cluster, postgis: bool) -> None:
    if postgis and not cluster.has_postgis:
        pytest.skip("PostGIS is not installed: apt-get install postgresql-15-postgis-3")
    schema = new_schema(cluster)
    store = filled(cluster, schema=schema, postgis=postgis)
    boxes = [(chosen, shown) for chosen, shown in CASES if chosen.box]
    boxes.append((Filter(box=(19.94, 50.06, 19.94, 50.06)), {SHELLING}))
    for chosen, shown in boxes:
        assert {one.id for one in store.view().statements(chosen)} == {one.id for one in shown}, chosen
    store.close()
    with cluster.connect() as connection:
        query = "SELECT count(*) FROM information_schema.columns WHERE table_schema = %s AND udt_name = 'geometry'"
        assert connection.execute(query, (schema,)).fetchone() == (int(postgis),)


def test_order_is_that_of_code_points_whatever_the_language_of_the_database(cluster: Cluster) -> None:
    store = open_store(cluster.address())
    keep(store, (document(), [statement(id=name) for name in ("a", "ä", "B", "b", "Z")]))
    assert [one.id for one in store.view().statements()] == ["B", "Z", "a", "b", "ä"]
    store.close()


def test_long_words_addresses_and_reasons_are_kept_and_found(cluster: Cluster) -> None:
    chance = Random(1)
    long = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9000))
    store = open_store(cluster.address())
    one = document(f"A strike. {long}", url=f"https://example.org/{long}", outlet=long)
    keep(store, (one, [statement(one, quote="A strike.", start=0, end=9), statement(one)]))
    left, right = store.view().statements()
    with store.writing() as writer:
        writer.judge(judged(left, right, why=long))
    view = store.view()
    assert view.versions(f"https://example.org/{long}") == (one,)
    assert list(view.documents(Filter(text=f"strike {long}", outlet=long))) == [one]
    assert view.count(Filter(text=long)) == 1
    assert [judgement.why for judgement in view.judgements()] == [long]
    store.close()


def test_a_character_that_postgresql_cannot_keep_is_told_and_nothing_is_kept(cluster: Cluster) -> None:
    store = open_store(cluster.address())
    with pytest.raises(StoreError, match="Leave out NUL"), store.writing() as writer:  # noqa: PT012 - told when written
        writer.keep_document(document())
        writer.keep_document(document("Talks.", outlet="Wire\0"))
    assert list(store.view().documents()) == []
    keep(store, (document("In a text\0 it can be kept."), []))
    assert len(list(store.view().documents())) == 1
    store.close()


def test_who_may_only_read_reads_and_is_told_when_writing(cluster: Cluster) -> None:
    schema = new_schema(cluster)
    filled(cluster, schema=schema, postgis=True).close()
    with cluster.connect() as connection:
        connection.execute(f"CREATE ROLE guest_{schema} LOGIN")
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO guest_{schema}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO guest_{schema}")
    store = open_store(cluster.address(user=f"guest_{schema}", schema=schema))
    assert store.view().count() == 3
    with pytest.raises(StoreError, match="may not do that"), store.writing() as writer:
        writer.keep_document(document("More."))
    store.close()


def test_a_process_killed_in_the_middle_leaves_the_record_as_it_was(cluster: Cluster) -> None:
    address = cluster.address()
    store = open_store(address)
    keep(store, (document(), [statement()]))
    process = run(HALF_A_UNIT.replace("Path(sys.argv[1])", "sys.argv[1]"), address)
    assert process.stdout
    assert process.stdout.readline() == "half done\n"
    assert list(store.view().documents()) == [document()]  # others read while one writes
    hasty = open_store(address, patience=0.05)
    with pytest.raises(StoreError, match="Another process"), hasty.writing():
        pass
    hasty.close()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    with store.writing() as writer:  # waits until the server has seen that the other one is gone
        assert writer.keep_document(document("After that."))
    assert {one.text for one in store.view().documents()} == {document().text, "After that."}
    store.close()


def test_many_may_read_at_once(cluster: Cluster) -> None:
    store = open_store(cluster.address())
    keep(store, (document(), [statement()]))
    view = store.view()
    reading = [view.statements() for _ in range(40)]
    assert all(next(each) == statement() for each in reading)
    del reading
    store.close()


@pytest.mark.parametrize("version", range(1, migrations.VERSION))
def test_a_record_of_every_earlier_form_is_opened_and_read_again(
    cluster: Cluster, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = new_schema(cluster)
    address = cluster.address(schema=schema)
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "STEPS", migrations.STEPS[:version])
        earlier.setattr(migrations, "VERSION", version)
        earlier.setattr("holdfast.record.sql.postgresql.opening.VERSION", version)
        open_store(address).close()
    readers = {"s1": "small 1", "s2": "llm:wide (prompt 1f00a2b3)", "s3": "small 1, corrected by hand", "s4": None}
    held = {name: statement(id=name, reader=reader) for name, reader in readers.items()}
    one = document()
    with cluster.connect() as connection:
        connection.execute(
            f"INSERT INTO {schema}.documents VALUES "
            "(1, %s, NULL, %s, %s, 'harbour wire', 1648598400, 738244, 738244, '', %s)",
            (one.id, one.published, one.outlet, one.to_json()),
        )
        later = {"day_told": 738244} if version > 4 else {}
        for row, said in enumerate(held.values(), start=1):
            columns = later | ({"kind": kind_of(said.reader), "rereading": ""} if version > 5 else {})
            names = "".join(f", {name}" for name in columns)
            connection.execute(
                f'INSERT INTO {schema}.statements ("row", id, document, moment, known_from, start, "end", outlet, '
                f"act, type, country, has_place, refs, body{names}) VALUES (%s, %s, %s, 1648598400, 738244, 0, 86, "
                f"'harbour wire', 'assert', 'ASSAULT', 'UKR', 0, '|', %s{', %s' * len(columns)})",
                (row, said.id, one.id, said.to_json(), *columns.values()),
            )
    store = open_store(address)
    assert list(store.view().statements()) == list(held.values())
    (told,) = store.view().voiced()
    assert (told.voice, told.ref, told.number) == ("Ukraine's military", "UKR MIL", 4)
    with cluster.connect() as connection:
        found = connection.execute(f"SELECT id, kind FROM {schema}.statements")
        assert set(found.fetchall()) == {(name, kind_of(reader)) for name, reader in readers.items()}
    again = statement(id="s1", reader="small 2")
    with store.writing() as writer:
        writer.keep_rereading(Rereading(document=one.id, reader="small 2", at="2022-06-01"), [again])
    assert list(store.view().statements()) == [again, held["s2"], held["s3"], held["s4"]]
    assert list(store.view(known_by=date(2022, 5, 31)).statements()) == list(held.values())
    store.close()
