"""What each field of a filter means in SQL; the same as `holdfast.record.matching` says in Python."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, false, literal_column, or_, select, table, true

from holdfast.record.matching import chooses_statements, only_statements
from holdfast.record.sql.schema import document_words, documents, parties, points, statement_words, statements
from holdfast.record.store import Filter
from holdfast.record.words import fold

__all__ = ["of_documents", "of_statements"]

_Condition = ColumnElement[bool]


def of_documents(chosen: Filter) -> Iterator[_Condition]:
    """The conditions on documents."""
    if chosen.document is not None:
        yield documents.c.id == chosen.document
    if chosen.outlet is not None:
        yield documents.c.outlet == fold(chosen.outlet)
    if chosen.since is not None:
        yield documents.c.day >= chosen.since.toordinal()
    if chosen.until is not None:
        yield documents.c.day <= chosen.until.toordinal()
    if chosen.text is not None:
        yield _has_words(documents.c.row, document_words.name, None, chosen.text)
    if chooses_statements(chosen):
        holding = select(statements.c.document).where(*of_statements(only_statements(chosen)))
        yield documents.c.id.in_(holding)


def of_statements(chosen: Filter) -> Iterator[_Condition]:
    """The conditions on statements."""
    columns = statements.c
    for value, column in (
        (chosen.document, columns.document),
        (chosen.act, columns.act),
        (chosen.type, columns.type),
        (fold(chosen.outlet) if chosen.outlet is not None else None, columns.outlet),
        (chosen.country.strip().upper() if chosen.country is not None else None, columns.country),
    ):
        if value is not None:
            yield column == value
    if chosen.since is not None:
        yield columns.day_to >= chosen.since.toordinal()
    if chosen.until is not None:
        yield columns.day_from <= chosen.until.toordinal()
    yield from _on_words(chosen)
    yield from _on_parties(chosen)
    if chosen.box is not None:
        yield _inside(chosen.box)


def _on_words(chosen: Filter) -> Iterator[_Condition]:
    if chosen.text is not None:
        yield _has_words(statements.c.row, statement_words.name, "quote", chosen.text)
    if chosen.place is not None:
        yield statements.c.has_place == 1
        yield _has_words(statements.c.row, statement_words.name, "place", chosen.place)


def _on_parties(chosen: Filter) -> Iterator[_Condition]:
    if chosen.actor is not None:
        yield statements.c.row.in_(select(parties.c.statement).where(_begins(chosen.actor)))
    if chosen.voice is not None:
        by_ref = select(parties.c.statement).where(_begins(chosen.voice), parties.c.role == "v")
        by_name = _has_words(statements.c.row, statement_words.name, "voices", chosen.voice, none=false())
        yield or_(statements.c.row.in_(by_ref), by_name)


def _begins(beginning: str) -> _Condition:
    """The reference itself, or that and a blank: "!" is the character after the blank."""
    wanted = beginning.strip().upper()
    return or_(parties.c.ref == wanted, and_(parties.c.ref >= wanted + " ", parties.c.ref < wanted + "!"))


def _has_words(
    row: ColumnElement[int], index: str, column: str | None, text: str, *, none: _Condition | None = None
) -> _Condition:
    """All the words stand in that column of the index; without any word, `none` (by default: anything goes)."""
    words = fold(text).split()
    if not words:
        return true() if none is None else none
    query = " AND ".join(f'"{word}"' for word in words)
    if column:
        query = f"{{{column}}} : ({query})"
    rows: Select[tuple[int]] = select(literal_column("rowid")).select_from(table(index))
    return row.in_(rows.where(literal_column(index).op("MATCH", is_comparison=True)(query)))


def _inside(box: tuple[float, float, float, float]) -> _Condition:
    """First the R*Tree, which rounds outward to 32 bits, then the exact point."""
    west, south, east, north = box
    near = select(points.c.point).where(
        points.c.east >= west, points.c.west <= east, points.c.north >= south, points.c.south <= north
    )
    exact = and_(statements.c.lon.between(west, east), statements.c.lat.between(south, north))
    return and_(statements.c.point.in_(near), exact)
