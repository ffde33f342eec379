"""What is sought of the record, compiled to SQL: values are parameters, and no name of a clause stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from holdfast.record.sought import Named, Sought, Stance
from holdfast.record.sql.conditions import IsFew, as_it_is, begins, is_named, is_sure
from holdfast.record.sql.dialect import Dialect
from holdfast.record.sql.schema import parties, statements

__all__ = ["of_sought"]

_Condition = ColumnElement[bool]
_Column = Callable[[ColumnElement[Any]], ColumnElement[Any]]


def of_sought(sought: Sought, dialect: Dialect, is_few: IsFew) -> Iterator[_Condition]:
    """The conditions on statements that may bear on what is sought.

    Args:
        sought: What is sought.
        dialect: The database's own ways.
        is_few: Whether a query finds few rows, so that it is the road to take and the columns are only tested.
    """
    plain: _Column = as_it_is
    for named in sought.named:
        rows = select(parties.c.statement).where(parties.c.role.in_(tuple(named.roles)), or_(*map(begins, named.refs)))
        if is_few(rows):
            plain = dialect.aside
            yield statements.c.row.in_(rows)
        else:
            yield _has(named, dialect)
    if sought.types:
        yield plain(statements.c.type).in_(sought.types)
    if sought.modes:
        yield statements.c.mode.in_(sought.modes)
    if sought.countries:
        country = dialect.aside(statements.c.country)  # most of a record is of a country or of none
        yield or_(country.is_(None), country.in_(sought.countries))
    if sought.stances:
        yield or_(*(_takes(stance, dialect) for stance in sought.stances))
    if sought.words and all(map(_is_plain, sought.words)):
        yield or_(*(dialect.has_word(statements.c.body, word) for word in sought.words))
    if sought.min_confidence > 0:
        yield is_sure(sought.min_confidence)


def _is_plain(word: str) -> bool:
    """Whether a word stands in JSON as it is, and every database knows its small letters."""
    return word.isascii() and word.isprintable() and not set(word) & {'"', "\\", "/"}


def _takes(stance: Stance, dialect: Dialect) -> _Condition:
    columns = statements.c
    parts: list[_Condition] = []
    if stance.acts:
        parts.append(columns.act.in_(stance.acts))
    if stance.types:
        parts.append(columns.type.in_(stance.types))
    if stance.statuses:
        said = columns.status.in_(stance.statuses)
        parts.append(or_(said, columns.status.is_(None)) if stance.unsaid else said)
    if stance.polarity is not None:
        parts.append(columns.polarity == stance.polarity)
    if stance.named is not None:
        parts.append(_has(stance.named, dialect))
    return and_(*parts)


def _has(named: Named, dialect: Dialect) -> _Condition:
    return or_(*(is_named(role, ref, dialect) for role in named.roles for ref in named.refs))
