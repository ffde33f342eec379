"""A record in a database: units of work and views."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Engine, select
from sqlalchemy.sql.functions import max as maximum

from holdfast.errors import NewerStore
from holdfast.record.corrected import with_corrections
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.schema import corrections, documents, judgements, rereadings, statements, tombstones
from holdfast.record.sql.trouble import explained
from holdfast.record.sql.view import Horizon, SqlView
from holdfast.record.sql.writer import SqlWriter
from holdfast.record.store import View

__all__ = ["SqlStore", "refuse_newer"]

_LAST_ROWS = select(
    *(
        select(maximum(one.c.row)).scalar_subquery()
        for one in (documents, statements, judgements, corrections, tombstones, rereadings)
    )
)
"""One query: the desk asks it for every page."""


class SqlStore:
    """A record in one database, such as the file `talks.db`; make it with `holdfast.record.open_store`."""

    def __init__(self, engine: Engine, dialect: Dialect, *, where: str, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._dialect = dialect
        self._where = where
        self._clock = clock

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """Begin a unit of work; all of it is kept when it ends well, and nothing when it does not.

        Raises:
            StoreError: Another process has been writing for too long, or there is no room.
        """
        with explained(self._where, self._dialect), self._engine.connect() as connection:
            writer = connection.execution_options(writing=True)
            with writer.begin():
                self._dialect.begin_writing(writer)
                work = SqlWriter(writer, self._dialect, now=self._clock())
                yield work
                work.flush()
            if work.has_forgotten:
                self._dialect.scour(self._engine)

    def view(
        self, *, known_by: date | None = None, judged_by: date | None = None, version: Horizon | None = None
    ) -> View:
        """What was known by the end of a day; rows kept after this call are not seen by the view.

        Args:
            known_by: As in `Store.view`.
            judged_by: As in `Store.view`.
            version: What `version` gave before, in this process or another: rows kept after that are not seen.
        """
        horizon = version or self.version()
        view = SqlView(self._engine, self._dialect, horizon, known_by=known_by, judged_by=judged_by, where=self._where)
        return with_corrections(view, view.kept_corrections())

    def version(self) -> Horizon:
        """The last rows that there are; what is taken away leaves a row of its own."""
        with explained(self._where, self._dialect), self._engine.connect() as connection:
            found = connection.execute(_LAST_ROWS).one()
        return Horizon(*(last or 0 for last in found))

    def close(self) -> None:
        """Let go of the file or the connections."""
        with explained(self._where, self._dialect):
            self._engine.dispose()


def refuse_newer(version: int, *, known: int, where: str) -> None:
    """Refuse a record whose form this Holdfast does not know.

    Raises:
        NewerStore: A later version of Holdfast has made it.
    """
    if version > known:
        raise NewerStore(
            f"A later version of Holdfast has made this record: its form is {version}, this one knows {known}",
            where=where,
            remedy="Install the newest Holdfast (pip install --upgrade holdfast); the record was not changed",
        )
