"""What only a file can do wrong: being no record, being in use, being full, being killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import create_engine, event, inspect

from holdfast.errors import MissingInput, NewerStore, StoreError
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading, kind_of
from holdfast.record import Filter, open_store
from holdfast.record.sql.schema import METADATA
from holdfast.record.sql.sqlite import migrations
from holdfast.record.words import fold
from tests.factory import document, statement

ROOT = Path(__file__).parents[2]


def kept(path: Path) -> Path:
    """A record with one document and one statement."""
    store = open_store(path)
    with store.writing() as writer:
        writer.keep_document(document())
        writer.keep_statements([statement()])
    store.close()
    return path


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process of its own."""
    code = textwrap.dedent(script)
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_record_is_there_after_closing(tmp_path: Path) -> None:
    path = kept(tmp_path / "talks.db")
    store = open_store(str(path))
    assert list(store.view().statements()) == [statement()]
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["talks.db"]


def test_memory_needs_no_file() -> None:
    store = open_store(":memory:")
    with store.writing() as writer:
        assert writer.keep_document(document())
    assert not Path(":memory:").exists()


def text_file(path: Path) -> None:
    path.write_text("These are minutes, not a record.\n" * 50)


def foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE contacts (name TEXT)")
    connection.commit()
    connection.close()


def cut_file(path: Path) -> None:
    path.write_bytes(kept(path).read_bytes()[:50])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (text_file, "not a record, nor any SQLite database"),
        (foreign_database, "another program's SQLite database"),
        (cut_file, "another program's SQLite database"),
    ],
)
def test_a_file_that_is_no_record_is_named_and_left_alone(tmp_path: Path, make: object, told: str) -> None:
    path = tmp_path / "minutes.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(StoreError, match=told) as caught:
        open_store(path)
    assert caught.value.where == str(path)
    assert caught.value.remedy
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="folder"):
        open_store(tmp_path / "nowhere" / "talks.db")
    assert not (tmp_path / "nowhere").exists()


def test_reading_does_not_make_a_record(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="holdfast add"):
        open_store(tmp_path / "talks.db", must_exist=True)
    assert not list(tmp_path.iterdir())


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    path.touch()
    assert kept(path).stat().st_size > 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = kept(tmp_path / "talks.db")
    path.chmod(0)
    with pytest.raises(StoreError, match="cannot be read"):
        open_store(path)


def test_a_record_of_a_later_version_is_left_alone_with_what_to_do(tmp_path: Path) -> None:
    path = kept(tmp_path / "talks.db")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerStore, match="pip install --upgrade holdfast"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_damaged_record_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = kept(tmp_path / "talks.db")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match="damaged"):
        list(open_store(path).view().statements())


def test_the_tables_are_those_that_the_steps_make(tmp_path: Path) -> None:
    inspector = inspect(create_engine(f"sqlite:///{kept(tmp_path / 'talks.db')}"))
    for table in METADATA.sorted_tables:
        made = [(column["name"], str(column["type"])) for column in inspector.get_columns(table.name)]
        assert made == [(column.name, column.type.compile(inspector.dialect)) for column in table.columns]


def test_an_older_record_gets_the_steps_that_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path / "talks.db")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("CREATE TABLE added (x)",)))
    monkeypatch.setattr(migrations, "VERSION", len(migrations.STEPS))
    monkeypatch.setattr("holdfast.record.sql.sqlite.opening.VERSION", len(migrations.STEPS))
    store = open_store(path)
    assert list(store.view().statements()) == [statement()]
    store.close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM added").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)


def test_a_step_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path / "talks.db")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("CREATE TABLE added (x)", "CREATE NONSENSE")))
    monkeypatch.setattr("holdfast.record.sql.sqlite.opening.VERSION", len(migrations.STEPS))
    with pytest.raises(StoreError):
        open_store(path)
    monkeypatch.undo()
    assert list(open_store(path).view().statements()) == [statement()]
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master WHERE name = 'added'").fetchall() == []


def test_a_full_disk_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    path = kept(tmp_path / "talks.db")
    script = """
        import resource, sys
        from pathlib import Path
        from holdfast.errors import StoreError
        from holdfast.record import open_store
        from tests.factory import document
        path = Path(sys.argv[1])
        store = open_store(path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**18, 2**18))
        try:
            with store.writing() as writer:
                for each in range(300):
                    writer.keep_document(document(f"Report {each}: " + "the talks go on. " * 200))
        except StoreError as error:
            print(error)
    """
    told, _ = run(script, path).communicate(timeout=60)
    assert str(path) in told
    assert "nothing of this unit of work is kept" in told
    store = open_store(path)
    assert list(store.view().documents()) == [document()]
    with store.writing() as writer:
        assert writer.keep_document(document("Room again."))
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_no_more_pages_leave_the_record_as_it_was(tmp_path: Path) -> None:
    store = open_store(kept(tmp_path / "talks.db"))
    engine = store._engine  # type: ignore[attr-defined]  # SQLite's own limit stands in for a full disk
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 60"))
    engine.dispose()
    with pytest.raises(StoreError, match="no room"), store.writing() as writer:  # noqa: PT012 - it fails in the middle
        for each in range(500):
            writer.keep_document(document(f"Report {each}: " + "the talks go on. " * 200))
    assert list(store.view().documents()) == [document()]


HALF_A_UNIT = """
    import sys, time
    from pathlib import Path
    from holdfast.record import open_store
    from tests.factory import document, statement
    store = open_store(Path(sys.argv[1]))
    with store.writing() as writer:
        for each in range(300):
            one = document(f"Report {each}: " + "the talks go on. " * 50)
            writer.keep_document(one)
            writer.keep_statements([statement(one)])
        print("half done", flush=True)
        sys.stdin.readline()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_process_stopped_in_the_middle_leaves_the_record_as_it_was(tmp_path: Path, how: signal.Signals) -> None:
    path = kept(tmp_path / "talks.db")
    process = run(HALF_A_UNIT, path)
    assert process.stdout
    assert process.stdout.readline() == "half done\n"
    reader = open_store(path)  # others read while one writes
    assert list(reader.view().documents()) == [document()]
    process.send_signal(how)
    process.communicate(timeout=30)
    assert process.returncode not in (0, None)
    assert list(reader.view().documents()) == [document()]
    with reader.writing() as writer:
        assert writer.keep_document(document("After that."))
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_busy_writer_is_waited_for_then_named(tmp_path: Path) -> None:
    path = kept(tmp_path / "talks.db")
    process = run(HALF_A_UNIT, path)
    assert process.stdin
    assert process.stdout
    assert process.stdout.readline() == "half done\n"
    hasty = open_store(path, patience=0.05)
    with pytest.raises(StoreError, match="Another process"), hasty.writing():
        pass
    process.stdin.write("\n")
    process.stdin.close()
    with open_store(path, patience=30).writing() as writer:  # waits until the other one has ended well
        assert writer.keep_document(document("After that."))
    process.wait(timeout=30)
    assert process.stdout.read() == ""
    process.stdout.close()
    assert len(list(hasty.view().documents())) == 302


def test_many_may_read_at_once(tmp_path: Path) -> None:
    view = open_store(kept(tmp_path / "talks.db")).view()
    reading = [view.statements() for _ in range(40)]
    assert all(next(each) == statement() for each in reading)


def test_opening_loads_no_database_library() -> None:
    script = "import sys, holdfast.record; print('sqlalchemy' in sys.modules)"
    told, _ = run(script).communicate(timeout=60)
    assert told == "False\n"


FORMS = range(1, migrations.VERSION)


def made_by(version: int, path: Path) -> Path:
    """A record as an earlier version wrote it: a document, a statement, and what the form has besides."""
    connection = sqlite3.connect(path)
    connection.create_function("reader_kind", 1, kind_of, deterministic=True)
    for command in (command for step in migrations.STEPS[:version] for command in step):
        connection.execute(command)
    one, said = document(), statement(reader="small 1", confidence=0.5)
    place, days = said.place, date(2022, 3, 29).toordinal()
    assert place
    published = date(2022, 3, 30).toordinal()
    connection.execute(
        "INSERT INTO documents VALUES (1, ?, NULL, ?, ?, ?, 1648598400, ?, ?, ?, ?)",
        (one.id, one.published, one.outlet, "harbour wire", published, published, "2022-05-01", one.to_json()),
    )
    connection.execute("INSERT INTO document_words (rowid, words) VALUES (1, ?)", (fold(one.text),))
    values: tuple[object, ...] = (
        1, said.id, one.id, 1648598400, published, said.start, said.end, "harbour wire", said.act, said.event.type,
        "UKR", 1, place.lat, place.lon, None, days, days, "|vUKR MIL|", said.to_json(),
    )  # fmt: skip
    values = (*values, 0.5) if version > 1 else values
    values = (*values, said.event.mode, said.status, said.polarity, published, None) if version > 5 else values
    values = (*values, "small", "") if version > 6 else values
    connection.execute(f"INSERT INTO statements VALUES ({', '.join('?' * len(values))})", values)
    connection.execute("INSERT INTO parties VALUES ('UKR MIL', 'v', 1)")
    words = fold(said.quote), "mykolaiv", "ukraine s military"
    connection.execute("INSERT INTO statement_words (rowid, quote, place, voices) VALUES (1, ?, ?, ?)", words)
    if version > 2:
        ruling = Correction(statement=said.id, ruling="not-a-statement", by="Ada", at="2022-05-02")
        back = Correction(statement=said.id, ruling="taken-back", by="Ada", at="2022-05-03")
        for row, correction in enumerate((ruling, back), start=1):
            connection.execute("INSERT INTO corrections VALUES (?, ?, 1, ?)", (row, said.id, correction.to_json()))
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("version", FORMS)
def test_a_record_of_every_earlier_form_is_opened_read_again_and_forgotten(tmp_path: Path, version: int) -> None:
    path = made_by(version, tmp_path / "talks.db")
    store = open_store(path)
    said = statement(reader="small 1", confidence=0.5)
    chosen = Filter(act="assert", actor="UKR", text="strike", min_confidence=0.5, since=date(2022, 3, 29))
    assert list(store.view().statements(chosen)) == [said]
    (told,) = store.view().voiced()
    assert (told.voice, told.ref, told.outlet) == ("Ukraine's military", "UKR MIL", "Harbour Wire")
    again = msgspec.structs.replace(said, reader="small 2", status="ongoing")
    with store.writing() as writer:
        writer.keep_rereading(Rereading(document=document().id, reader="small 2", at="2022-06-01"), [again])
    assert list(store.view().statements(chosen)) == [again]  # the kind of the old reader is known
    assert list(store.view(known_by=date(2022, 5, 31)).statements()) == [said]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.execute("PRAGMA foreign_keys = ON")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with store.writing() as writer:
        writer.forget(document().id, by="Ada", why="order of a court")
    store.close()
    assert not [file for file in tmp_path.iterdir() if b"Mykolaiv" in file.read_bytes()]
