"""Opening a record in a PostgreSQL database: seeing first that it is one, and never altering what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

from holdfast.errors import MissingInput, StoreError
from holdfast.record.checking import PATIENCE
from holdfast.record.database import Database
from holdfast.record.sql.postgresql.dialect import PostgresqlDialect
from holdfast.record.sql.postgresql.migrations import VERSION, form, migrate
from holdfast.record.sql.store import SqlStore, refuse_newer
from holdfast.record.sql.trouble import explained

__all__ = ["open_postgresql"]


def open_postgresql(
    database: Database,
    *,
    must_exist: bool = False,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> SqlStore:
    """Open the record in a database's schema, the first of its search path; make it if there is none.

    Args:
        database: The database.
        must_exist: Refuse to make a new one.
        patience: Seconds to wait while another process writes.
        clock: Gives the present moment; tests give their own.

    Raises:
        MissingInput: There is no record in it, and there must be.
        StoreError: The driver is not installed, or the database cannot be reached or used.
        NewerStore: A later version of Holdfast has made it.
    """
    engine = _engine(database)
    dialect = PostgresqlDialect(engine.dialect.loaded_dbapi, patience=patience)
    try:
        with explained(str(database), dialect):
            dialect.has_geometry = _prepare(engine, database, dialect, must_exist=must_exist)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, dialect, where=str(database), clock=clock)


def _engine(database: Database) -> Engine:
    try:
        return create_engine(
            make_url(database.url).set(drivername="postgresql+psycopg"),
            connect_args={"fallback_application_name": "holdfast", "client_encoding": "utf8"},
            max_overflow=-1,  # as many as there are readers: each thread of the desk may read two things at once
            pool_pre_ping=True,  # the server may have been started anew
        )
    except ImportError as error:
        raise StoreError(
            "A record in PostgreSQL needs the driver psycopg, which is not installed",
            where=str(database),
            remedy="Install it: pip install 'holdfast[postgres]'",
        ) from error


def _prepare(engine: Engine, database: Database, dialect: PostgresqlDialect, *, must_exist: bool) -> bool:
    """Make or migrate the tables in one transaction; True if the record's points have a geometry of PostGIS."""
    with engine.connect() as connection:
        version, has_geometry = form(connection)
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    refuse_newer(version, known=VERSION, where=str(database))
    if version == 0:
        _refuse_new(database, encoding, must_exist=must_exist)
    if version == VERSION:
        return has_geometry
    with engine.connect() as connection, connection.begin():
        dialect.begin_writing(connection)  # another process may be making it
        migrate(connection)
        return form(connection)[1]


def _refuse_new(database: Database, encoding: str, *, must_exist: bool) -> None:
    if must_exist:
        raise MissingInput(
            "There is no record in this database",
            where=str(database),
            remedy="Make one with `holdfast add PATH... --in ADDRESS`",
        )
    if encoding != "UTF8":
        raise StoreError(
            f"The encoding of this database is {encoding}, which cannot keep every text",
            where=str(database),
            remedy="Make one with `createdb --encoding=UTF8 --template=template0 NAME`",
        )
