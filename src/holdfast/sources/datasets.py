"""Event datasets that somebody else coded: each format by its name, with the function that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from holdfast.model import Document, Statement
from holdfast.sources.acled import read_acled
from holdfast.sources.cir import read_cir
from holdfast.sources.firms import read_firms
from holdfast.sources.gdelt import read_gdelt
from holdfast.sources.pax import read_pax
from holdfast.sources.polecat import read_polecat
from holdfast.sources.report import Report
from holdfast.sources.sirens import read_sirens
from holdfast.sources.ucdp import read_ucdp
from holdfast.sources.viina import read_viina
from holdfast.sources.viina_control import read_viina_control

__all__ = ["FORMATS", "Importer"]


class Importer(Protocol):
    """Reads a dataset: each row becomes a document, which our own sentence makes of its fields, and its statements."""

    def __call__(self, path: Path, *, report: Report) -> Iterator[tuple[Document, list[Statement]]]:
        """The rows in the order of the file; a row that cannot be used is reported and comes back unread."""
        ...


FORMATS: dict[str, Importer] = {
    "acled": read_acled,
    "cir": read_cir,
    "firms": read_firms,
    "gdelt": read_gdelt,
    "pax": read_pax,
    "polecat": read_polecat,
    "sirens": read_sirens,
    "ucdp": read_ucdp,
    "viina": read_viina,
    "viina-control": read_viina_control,
}
"""Formats of `holdfast import`."""
