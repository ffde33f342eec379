"""Exports: each is written once, row by row, into a file of its own, out of which all who ask for it are served.

A reader has the first rows while the others are still being written. What nobody reads any more before it is whole is
broken off; what is whole is kept while the record stays as it is, up to a number of bytes on the disk.
"""

from __future__ import annotations

import logging
from asyncio import sleep
from collections import OrderedDict
from collections.abc import AsyncIterator, Hashable
from datetime import date
from tempfile import SpooledTemporaryFile, gettempdir
from threading import Lock, Thread
from typing import BinaryIO
from weakref import finalize

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from holdfast.errors import HoldfastError, OutputError
from holdfast.outputs import FORMATS
from holdfast.record.store import Filter, View
from holdfast.web.desk import Desk

__all__ = ["Export", "Exported", "Exports"]

_LOG = logging.getLogger(__name__)
_MOST_BYTES = 1_000_000_000
"""Files of exports take no more of the disk than this, but for those that are being read."""
_IN_MEMORY = 1 << 18
"""An export of no more bytes needs no file."""
_AT_ONCE = 1 << 18
"""Bytes that are sent at once."""
_LOOK_AGAIN = 0.02
"""Seconds after which a reader who has all that is written looks for more."""


class Export:
    """One export, on its way into a file.

    Attributes:
        size: How many bytes are written.
        is_done: Nothing more will be.
        error: Why it broke off.
    """

    def __init__(self, version: Hashable) -> None:
        self.version = version
        self.size = 0
        self.is_done = False
        self.error: Exception | None = None
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="holdfast-export-")  # noqa: SIM115  # see below
        finalize(self, self._file.close)  # with the last who has the export
        self._using = Lock()
        self._readers = 0

    @property
    def is_read(self) -> bool:
        """Whether anybody reads it."""
        return self._readers > 0

    def join(self) -> None:
        """Count one reader more."""
        with self._using:
            self._readers += 1

    def leave(self) -> None:
        """Count one less."""
        with self._using:
            self._readers -= 1

    def write(self, part: bytes) -> None:
        """Add to the file.

        Raises:
            OutputError: There is no room for it.
            _Unwanted: All who read it have gone.
        """
        if not self.is_read:
            raise _Unwanted
        try:
            with self._using:
                self._file.seek(self.size)
                self._file.write(part)
                self.size += len(part)
        except OSError as error:
            raise OutputError(
                f"The export cannot be written: {error.strerror or error}",
                where=gettempdir(),
                remedy="Make room in that folder of the desk's machine, or set TMPDIR to another",
            ) from error

    def end(self, error: Exception | None = None) -> None:
        """Say that nothing more comes, and why if it broke off."""
        self.error = error
        self.is_done = True

    async def begun(self) -> None:
        """Wait for the first rows.

        Raises:
            Exception: It failed before there were any.
        """
        while not (self.size or self.is_done):
            await sleep(_LOOK_AGAIN)
        if not self.size and self.error:
            raise self.error

    async def parts(self) -> AsyncIterator[bytes]:
        """What is written, as it comes.

        Raises:
            Exception: It broke off.
        """
        at = 0
        while True:
            is_done = self.is_done
            if part := self._read(at):
                at += len(part)
                yield part
            elif is_done:
                break
            else:
                await sleep(_LOOK_AGAIN)
        if self.error:
            raise self.error

    def _read(self, at: int) -> bytes:
        with self._using:
            self._file.seek(at)
            return self._file.read(min(_AT_ONCE, self.size - at))


class Exports:
    """The exports of a desk, by what they are of.

    Args:
        desk: Whose record it is, and who has them written.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[Hashable, Export] = OrderedDict()
        self._keeping = Lock()
        self._writing = Lock()

    def of(self, format: str, known_by: date | None, chosen: Filter) -> Export:
        """An export, which is begun if it was not before; whoever asks must `leave` it in the end."""
        version = self._desk.view(known_by).version
        key = (version, format, known_by, chosen)
        with self._keeping:
            export = self._kept.get(key)
            if export is None or (export.is_done and export.error) or not (export.is_done or export.is_read):
                export = self._kept[key] = Export(version)
                begin = Thread(target=self._write, args=(export, format, known_by, chosen), name="export", daemon=True)
            else:
                begin = None
            self._kept.move_to_end(key)
            export.join()
            self._tidy(version)
        if begin:
            begin.start()
        return export

    def _write(self, export: Export, format: str, known_by: date | None, chosen: Filter) -> None:
        # One at a time: whoever needs a clerk for a page finds one.
        with self._writing:
            try:
                if export.is_read:
                    self._desk.at_length(_written, known_by, format, chosen, onto=export.write)
            except Exception as error:  # noqa: BLE001  # told to whoever reads it
                export.end(error)
            else:
                export.end()

    def _tidy(self, version: Hashable) -> None:
        """Let go of what is of another state of the record, and of what was not asked for longest if it is too much."""
        for key, one in list(self._kept.items()):
            total = sum(export.size for export in self._kept.values())
            if not one.is_read and (one.version != version or total > _MOST_BYTES):
                del self._kept[key]


class Exported(StreamingResponse):
    """An answer that hands an export on, and leaves it in the end, whether or not the reader stayed."""

    def __init__(self, export: Export, *, media_type: str, name: str) -> None:
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        if export.is_done:
            headers["Content-Length"] = str(export.size)
        super().__init__(export.parts(), media_type=media_type, headers=headers)
        self._export = export

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._export.leave()

    async def stream_response(self, send: Send) -> None:
        """Send it as it is written; if it breaks off, the connection is closed without an end, as browsers expect."""
        try:
            await super().stream_response(send)
        except HoldfastError as error:
            _LOG.warning("An export broke off: %s", error)


class _Unwanted(Exception):
    """Nobody reads an export any more."""


def _written(view: View, stream: BinaryIO, format: str, chosen: Filter) -> None:
    FORMATS[format](view, stream, chosen=chosen)
