"""What an exporter is: a function that writes what a view shows to a stream."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from holdfast.record.store import Filter, View

__all__ = ["Exporter"]


class Exporter(Protocol):
    """Writes a view in one format, such as GeoJSON; the stream is opened and closed by the caller."""

    def __call__(self, view: View, stream: BinaryIO, *, chosen: Filter) -> None:
        """Write what is chosen of the view."""
        ...
