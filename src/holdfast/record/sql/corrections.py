"""Corrections in a database: how they are kept and read."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from holdfast.model import Document, Statement
from holdfast.model.correction import Correction
from holdfast.record.corrected import check_correction, corrected_day
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.schema import corrections, documents, statements

__all__ = ["kept_corrections", "write_correction"]


def write_correction(connection: Connection, dialect: Dialect, correction: Correction) -> None:
    """Keep a correction, once.

    Raises:
        InvalidStatement: The statement is not kept, or the corrected one's words do not stand in the document.
    """
    query = (
        select(statements.c.body, documents.c.body)
        .join_from(statements, documents, statements.c.document == documents.c.id)
        .where(statements.c.id == correction.statement)
    )
    found = connection.execute(query).all()
    read = [Statement.from_json(row[0]) for row in found]
    check_correction(correction, read, Document.from_json(found[0][1]) if found else None)
    row = {
        "statement": correction.statement,
        "day": corrected_day(correction).toordinal(),
        "body": correction.to_json(),
    }
    dialect.insert_new(connection, corrections, row)


def kept_corrections(last_row: int, *, judged_by: date | None) -> Select[Any]:
    """The query for corrections up to a row and, if it is given, a day."""
    query = select(corrections.c.body).where(corrections.c.row <= last_row).order_by(corrections.c.row)
    return query if judged_by is None else query.where(corrections.c.day <= judged_by.toordinal())
