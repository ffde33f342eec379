"""Tables with invented rows in the shapes of datasets, and what their importers make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from holdfast.errors import SkipThis
from holdfast.model import Document, Statement
from holdfast.sources.datasets import FORMATS

Told = list[tuple[Document, list[Statement]]]


def written(
    folder: Path,
    rows: Sequence[Mapping[str, object]],
    *,
    name: str = "table.csv",
    delimiter: str = ",",
    header: bool = True,
) -> Path:
    """A table of these rows; the columns are those of the first one."""
    columns = list(rows[0])
    lines = [columns] if header else []
    lines += [[str(row.get(column, "")) for column in columns] for row in rows]
    path = folder / name
    path.write_text(
        "".join(delimiter.join(_cell(words, delimiter) for words in line) + "\n" for line in lines), encoding="utf-8"
    )
    return path


def _cell(words: str, delimiter: str) -> str:
    return '"' + words.replace('"', '""') + '"' if delimiter in words else words


def read(format: str, path: Path) -> tuple[Told, list[SkipThis]]:
    """What a table becomes and what is reported; every span of it stands in its sentence."""
    problems: list[SkipThis] = []
    found = list(FORMATS[format](path, report=problems.append))
    for document, statements in found:
        for statement in statements:
            assert statement.misplaced(document.text) is None
            assert statement.document == document.id
            assert statement.voices[-1].text == document.outlet
    return found, problems


def only(format: str, path: Path) -> tuple[Document, Statement]:
    """The document and the statement of a table with one good row."""
    found, problems = read(format, path)
    assert problems == []
    ((document, (statement,)),) = found
    return document, statement
