"""Opening a record's file: seeing first that it is one, and never altering what is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from holdfast.errors import MissingInput, StoreError
from holdfast.record.checking import PATIENCE
from holdfast.record.sql.sqlite.dialect import SqliteDialect
from holdfast.record.sql.sqlite.migrations import APPLICATION_ID, VERSION, migrate
from holdfast.record.sql.store import SqlStore, refuse_newer
from holdfast.record.sql.trouble import explained

__all__ = ["open_sqlite"]

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100  # bytes; https://www.sqlite.org/fileformat.html, section 1.3
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)
_NOT_OURS = "Name another file, or a new one, which will be made"


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
    dialect = SqliteDialect()
    try:
        with explained(str(path), dialect):
            _prepare(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, dialect, where=str(path), clock=clock)


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
    refuse_newer(int.from_bytes(header[_USER_VERSION], "big"), known=VERSION, where=str(path))


def _look_for_folder(path: Path, *, must_exist: bool) -> None:
    if must_exist:
        raise MissingInput(
            "There is no such record", where=str(path), remedy="Make one with `holdfast add PATH... --in FILE`"
        )
    if not path.absolute().parent.is_dir():
        raise MissingInput("The folder of this record is not there", where=str(path), remedy="Make the folder first")


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
    refuse_newer(version, known=VERSION, where=str(path))
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
