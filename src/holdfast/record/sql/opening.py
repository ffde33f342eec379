"""Opening a record's file: seeing first that it is one, and never altering what is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import URL
from sqlalchemy.sql.functions import max as maximum

from holdfast.errors import MissingInput, NewerStore, StoreError
from holdfast.record.checking import PATIENCE
from holdfast.record.sql.migrations import APPLICATION_ID, VERSION, migrate
from holdfast.record.sql.schema import documents, judgements, statements
from holdfast.record.sql.trouble import explained
from holdfast.record.sql.view import Horizon, SqlView
from holdfast.record.sql.writer import SqlWriter

__all__ = ["SqlStore", "open_sqlite"]

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100  # bytes; https://www.sqlite.org/fileformat.html, section 1.3
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)
_NOT_OURS = "Name another file, or a new one, which will be made"


class SqlStore:
    """A record in one SQLite file, such as `talks.db`; make it with `holdfast.record.open_store`."""

    def __init__(self, engine: Engine, *, where: str, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._where = where
        self._clock = clock

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """Begin a unit of work; all of it is kept when it ends well, and nothing when it does not.

        Raises:
            StoreError: Another process has been writing for too long, or there is no room.
        """
        with explained(self._where), self._engine.connect() as connection:
            writer = connection.execution_options(writing=True)
            with writer.begin():
                work = SqlWriter(writer, now=self._clock())
                yield work
                work.flush()

    def view(self, *, known_by: date | None = None, judged_by: date | None = None) -> SqlView:
        """What was known by the end of a day; rows kept after this call are not seen by the view."""
        return SqlView(self._engine, self.version(), known_by=known_by, judged_by=judged_by, where=self._where)

    def version(self) -> Horizon:
        """The last rows that there are. Nothing is ever taken away."""
        with explained(self._where), self._engine.connect() as connection:
            return Horizon(
                documents=connection.scalar(select(maximum(documents.c.row))) or 0,
                statements=connection.scalar(select(maximum(statements.c.row))) or 0,
                judgements=connection.scalar(select(maximum(judgements.c.row))) or 0,
            )

    def close(self) -> None:
        """Let go of the file."""
        with explained(self._where):
            self._engine.dispose()


def open_sqlite(
    path: Path,
    *,
    must_exist: bool = False,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> SqlStore:
    """Open the record in a file; make it if there is none.

    Args:
        path: The file.
        must_exist: Refuse to make a new one.
        patience: Seconds to wait while another process writes.
        clock: Gives the present moment; tests give their own.

    Raises:
        MissingInput: The folder is not there, or the file is not and must be.
        StoreError: It is not a record, or cannot be read.
        NewerStore: A later version of Holdfast has made it.
    """
    _look(path, must_exist=must_exist)
    engine = _engine(path, patience=patience)
    try:
        with explained(str(path)):
            _prepare(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, where=str(path), clock=clock)


def _look(path: Path, *, must_exist: bool) -> None:
    """Refuse, without opening it as a database, what is not a record of this or an earlier version."""
    if path.is_dir():
        raise StoreError("This is a folder, not a record", where=str(path), remedy="Name a file in it, like talks.db")
    if not path.exists():
        _look_for_folder(path, must_exist=must_exist)
        return
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise StoreError(
            f"The record cannot be read ({error.strerror})",
            where=str(path),
            remedy="Give yourself the right to read it",
        ) from error
    if not header:
        return  # an empty file, as a temporary one is: a record is made in it
    if not header.startswith(_MAGIC):
        raise StoreError("This file is not a record, nor any SQLite database", where=str(path), remedy=_NOT_OURS)
    if int.from_bytes(header[_APPLICATION_ID], "big") != APPLICATION_ID:
        raise StoreError("This is another program's SQLite database, not a record", where=str(path), remedy=_NOT_OURS)
    _refuse_newer(int.from_bytes(header[_USER_VERSION], "big"), path)


def _look_for_folder(path: Path, *, must_exist: bool) -> None:
    if must_exist:
        raise MissingInput(
            "There is no such record", where=str(path), remedy="Make one with `holdfast add PATH... --in FILE`"
        )
    if not path.absolute().parent.is_dir():
        raise MissingInput("The folder of this record is not there", where=str(path), remedy="Make the folder first")


def _refuse_newer(version: int, path: Path) -> None:
    if version > VERSION:
        raise NewerStore(
            f"A later version of Holdfast has made this record: its form is {version}, this one knows {VERSION}",
            where=str(path),
            remedy="Install the newest Holdfast (pip install --upgrade holdfast); this file was not changed",
        )


def _engine(path: Path, *, patience: float) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        connect_args={"timeout": patience, "check_same_thread": False},
        max_overflow=-1,  # as many as there are readers: each thread of the desk may read two things at once
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_on_begin`, not by the driver's guess
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB
    connection.execute("PRAGMA temp_store = MEMORY")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _prepare(engine: Engine, path: Path) -> None:
    """Make or migrate the tables, then turn to write-ahead logging, so that others can read while one writes.

    The tables come first, in one transaction: a file in which the making broke off is empty, not half a record.
    """
    with engine.connect() as connection:
        version = _version(connection)
    _refuse_newer(version, path)
    if version < VERSION:
        with engine.connect() as connection:
            writer = connection.execution_options(writing=True)
            with writer.begin():
                migrate(writer, since=_version(writer))  # looked up again: another process may have been faster
    _log_ahead(engine)


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _log_ahead(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()
