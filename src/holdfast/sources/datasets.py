"""Event datasets that somebody else coded: each format by its name, with the function that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from holdfast.model import Document, Statement
from holdfast.sources.report import Report
from holdfast.sources.ucdp import read_ucdp

__all__ = ["FORMATS", "Importer"]


class Importer(Protocol):
    """Reads a dataset: each row becomes a document, which our own sentence makes of its fields, and its statements."""

    def __call__(self, path: Path, *, report: Report) -> Iterator[tuple[Document, list[Statement]]]:
        """The rows in the order of the file; a row that cannot be used is reported and comes back unread."""
        ...


FORMATS: dict[str, Importer] = {"ucdp": read_ucdp}
"""Formats of `holdfast import`."""
