"""The record in a SQLite file or a PostgreSQL database, through SQLAlchemy; the only door to it.

All that SQLAlchemy can say for every database is shared here; what each says in its own way is its `Dialect`.
"""

from holdfast.record.sql.postgresql.opening import open_postgresql
from holdfast.record.sql.sqlite.opening import open_sqlite

__all__ = ["open_postgresql", "open_sqlite"]
