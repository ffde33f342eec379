"""Errands: what takes long, done by a process beside the desk that opens the record for itself.

Python runs one thread of a process at a time, so that a brief worked out among the readers' threads slows each of them.
A clerk is a process that does nothing but errands, one after the other, behind the desk in the queue for the machine.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import traceback
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, Literal, cast

from holdfast.record import Database, open_store
from holdfast.record.sql.store import SqlStore
from holdfast.record.sql.view import Horizon
from holdfast.record.store import View

__all__ = ["Answer", "Errand", "in_parts", "run_errands"]

_BEHIND = 10
"""How far behind the desk a clerk stands in the queue for the machine (`nice`)."""
_VIEWS = 4
"""Views that a clerk holds, of one state of the record: the days that are asked for change."""
_PART = 1 << 18
"""Bytes that a clerk hands over at once of what it writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A function of a view, to be called where nobody else waits for it; for example the making of a brief.

    Attributes:
        work: A function of a module, which takes the view, then a stream to write to if it writes, then what is given.
        known_by: The day by which the view knows.
        version: The state of the record that it is a view of, as `Store.version` tells it.
        writes: Whether it writes to a stream.
    """

    work: Callable[..., Any]
    given: tuple[Any, ...]
    known_by: date | None
    version: Hashable
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back: a part of what is written, and at the end what the function gave, or why it failed."""

    kind: Literal["part", "done", "failed"]
    what: Any


def in_parts(onto: Callable[[bytes], object]) -> BinaryIO:
    """A stream to write to, whose bytes are handed to a function some at a time."""
    return cast(BinaryIO, io.BufferedWriter(_Parts(onto), _PART))


def run_errands(place: Path | Database, connection: Connection) -> None:
    """Do errands until the desk closes the connection or ends; the body of a clerk's process.

    Args:
        place: Where the record is.
        connection: Gives errands and takes answers.
    """
    # Ctrl-C is meant for the desk, which then ends its clerks.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    Thread(target=_end_with_the_desk, name="the desk's end", daemon=True).start()
    clerk: _Clerk | None = None
    try:
        while True:
            sent = connection.recv_bytes()
            try:
                clerk = clerk or _Clerk(place)
                answer = Answer("done", clerk.do(pickle.loads(sent), connection))  # from the desk
            except ConnectionError:
                return  # nobody takes what is written
            except Exception as error:  # noqa: BLE001  # told to the desk, which raises it before whoever asked
                answer = Answer("failed", error)
            connection.send_bytes(_pickled(answer))
    except (EOFError, OSError):
        return


class _Clerk:
    """The record as a clerk has it open."""

    def __init__(self, place: Path | Database) -> None:
        self._store = cast(SqlStore, open_store(place, must_exist=True))
        self._views: OrderedDict[tuple[Hashable, date | None], View] = OrderedDict()

    def do(self, errand: Errand, connection: Connection) -> Any:
        """Do one errand, handing over what it writes."""
        view = self._view(cast(Horizon, errand.version), errand.known_by)
        if not errand.writes:
            return errand.work(view, *errand.given)
        with in_parts(lambda part: connection.send_bytes(pickle.dumps(Answer("part", part)))) as stream:
            return errand.work(view, stream, *errand.given)

    def _view(self, version: Horizon, known_by: date | None) -> View:
        key = (version, known_by)
        if key not in self._views:
            for old in [one for one in self._views if one[0] != version]:
                del self._views[old]
            while len(self._views) >= _VIEWS:
                self._views.popitem(last=False)
            self._views[key] = self._store.view(known_by=known_by, version=version)
        self._views.move_to_end(key)
        return self._views[key]


class _Parts(io.RawIOBase):
    """A stream whose bytes are handed to a function."""

    def __init__(self, onto: Callable[[bytes], object]) -> None:
        self._onto = onto

    def writable(self) -> bool:
        return True

    def write(self, some: Any) -> int:
        self._onto(bytes(some))
        return len(some)


def _pickled(answer: Answer) -> bytes:
    if answer.kind == "done":
        return pickle.dumps(answer)
    # Where it failed stands in this process alone; the note comes along.
    answer.what.add_note("".join(traceback.format_exception(answer.what)))
    try:
        sent = pickle.dumps(answer)
        pickle.loads(sent)  # some errors can be written so, and not read again
    except Exception as error:  # noqa: BLE001  # whatever it was, the desk is told
        return pickle.dumps(Answer("failed", RuntimeError(f"{answer.what!r}, which cannot be sent: {error}")))
    return sent


def _end_with_the_desk() -> None:
    """End at once if the desk is killed, whatever is being worked out."""
    desk = parent_process()
    if desk is not None:
        wait([desk.sentinel])
        os._exit(0)
