"""The record in a SQLite file, through SQLAlchemy; the only door to it."""

from holdfast.record.sql.opening import open_sqlite

__all__ = ["open_sqlite"]
