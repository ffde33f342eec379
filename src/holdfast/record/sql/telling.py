"""Who said what on which days, in SQL: what `holdfast.record.telling` says in Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, null, select

from holdfast.record.sql.schema import documents, statements
from holdfast.record.telling import Said, Voiced

__all__ = ["counts", "named_outlets", "of_said", "voiced"]

_TOLD = statements.c


def of_said(chosen: Said) -> Iterator[ColumnElement[bool]]:
    """The conditions on statements of a choice by who said them when."""
    if chosen.since is not None:
        yield _TOLD.day_told >= chosen.since.toordinal()
    if chosen.until is not None:
        yield _TOLD.day_told <= chosen.until.toordinal()
    if chosen.acts:
        yield _TOLD.act.in_(chosen.acts)
    if chosen.voice is not None:
        yield _TOLD.voice == chosen.voice


def counts(conditions: Iterable[ColumnElement[bool]], *, by_day: bool) -> Select[Any]:
    """The query for rows as `voiced` reads them.

    All is counted by day first, in the order of the index, which leaves few rows to put together.
    """
    columns = [_TOLD.act, _TOLD.voice, *(() if by_day else (_TOLD.outlet,)), _TOLD.voice_ref]
    daily = select(_TOLD.day_told, *columns, func.count().label("number")).where(*conditions)
    days = daily.group_by(_TOLD.day_told, *columns).subquery().c
    if by_day:
        return select(days.voice, days.voice_ref, days.act, null(), days.day_told, days.day_told, days.number)
    whose = (days.voice, days.voice_ref, days.act, days.outlet)
    return select(*whose, func.min(days.day_told), func.max(days.day_told), func.sum(days.number)).group_by(*whose)


def named_outlets(conditions: Iterable[ColumnElement[bool]]) -> Select[tuple[str, str | None]]:
    """The query for the names of outlets, by their folded names."""
    return select(documents.c.outlet, func.min(documents.c.outlet_name)).where(*conditions).group_by(documents.c.outlet)


def voiced(rows: Iterable[Any], names: dict[str, str | None]) -> tuple[Voiced, ...]:
    """What the rows of `counts` say."""
    return tuple(
        Voiced(
            voice=voice,
            ref=ref,
            act=act,
            outlet=names.get(outlet),
            first=None if first is None else date.fromordinal(first),
            last=None if last is None else date.fromordinal(last),
            number=int(number),
        )
        for voice, ref, act, outlet, first, last, number in rows
    )
