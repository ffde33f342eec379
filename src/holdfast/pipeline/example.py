"""The example that travels with Holdfast: dispatches in our own words of 22 March to 8 April 2022."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.errors import MissingInput
from holdfast.model import Document
from holdfast.pipeline.units import Report
from holdfast.settings import Settings, shipped
from holdfast.sources.about import About
from holdfast.sources.files import read_files

__all__ = ["EXAMPLE_AGREEMENTS", "example_documents"]

EXAMPLE_AGREEMENTS = (
    "ru-2022-03-29-reduction",
    "ua-2022-03-istanbul-proposals",
    "ua-1994-12-budapest-memorandum",
)
"""Names of the agreements in the library that the example's dispatches are about."""

# The folder also holds a README and the list of sources, which are no news.
_SUFFIXES = frozenset({".jsonl", ".html"})


def example_documents(*, settings: Settings, report: Report) -> Iterator[Document]:
    """The dispatches of the example, in the order of their files.

    Raises:
        MissingInput: The example does not stand where Holdfast is installed.
    """
    folder = shipped("example")
    files = sorted(path for path in folder.glob("*") if path.suffix in _SUFFIXES)
    if not files:
        raise MissingInput(
            "The example is not there", where=str(folder), remedy="Install Holdfast again, or run it from its checkout"
        )
    return read_files(files, about=About(), settings=settings, report=report)
