"""Lines of JSON that hold documents and statements, read to what is to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from holdfast.errors import InvalidStatement, UnreadableInput
from holdfast.model import Document, Statement
from holdfast.pipeline.units import Entry, Report, placed

__all__ = ["entries_of"]

_SHAPES = (
    'A statement has "document", "quote", "start", "end" and "act"; a document has "text"; '
    'both together are {"document": {...}, "statements": [...]}'
)


def entries_of(stream: Iterable[bytes], *, name: str, report: Report) -> Iterator[Entry]:
    """Each line of a stream as something to keep; wrong lines and wrong parts of lines are reported and left out."""
    held_something = False
    for number, line in enumerate(stream, start=1):
        if b"\x00" in line:
            report(_binary(name, number))
            return
        if not line.strip():
            continue
        held_something = True
        where = f"{name}:{number}"
        try:
            yield _entry(line, where, report)
        except InvalidStatement as error:
            report(placed(error, where))
    if not held_something:
        report(
            UnreadableInput(
                "There is nothing in it", where=name, remedy="Give one JSON object a line; see docs/statement.md"
            )
        )


def _binary(name: str, number: int) -> UnreadableInput:
    return UnreadableInput(
        "This is not text: it holds a zero byte",
        where=f"{name}:{number}",
        remedy="Give lines of JSON in UTF-8; what stood before this line is kept",
    )


def _entry(line: bytes, where: str, report: Report) -> Entry:
    value = _object(line)
    match value:
        case {"document": dict(document), "statements": list(statements)} if len(value) == 2:
            return Entry(
                document=_document(document),
                statements=list(_statements(statements, where, report)),
                where=where,
            )
        case {"document": str()}:
            return Entry(statements=[Statement.from_builtins(value)], where=where)
        case {"text": _} if "quote" not in value:
            return Entry(document=Document.from_builtins(value), where=where)
    raise InvalidStatement("This is neither a statement nor a document", where="$", remedy=_SHAPES)


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise InvalidStatement(f"This is not JSON: {error}", where="$", remedy="Give one JSON object a line") from error
    if not isinstance(value, dict):
        raise InvalidStatement("This is not a JSON object", where="$", remedy=_SHAPES)
    return value


def _document(value: dict[str, Any]) -> Document:
    try:
        return Document.from_builtins(value)
    except InvalidStatement as error:
        raise _under("$.document", error) from error


def _statements(values: list[Any], where: str, report: Report) -> Iterator[Statement]:
    for number, value in enumerate(values):
        try:
            yield Statement.from_builtins(value)
        except InvalidStatement as error:
            report(placed(_under(f"$.statements[{number}]", error), where))


def _under(path: str, error: InvalidStatement) -> InvalidStatement:
    """The error with its path continued from `path`: `$.low` under `$.counts[0]` is `$.counts[0].low`."""
    return InvalidStatement(error.what, where=path + (error.where or "$")[1:], remedy=error.remedy)
