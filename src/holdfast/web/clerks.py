"""Clerks: a few processes beside the desk that do errands, begun when first one is needed and ended with the desk."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from typing import Any, TypeVar

from holdfast.errors import OutputError
from holdfast.record import Database
from holdfast.web.errand import Answer, Errand, run_errands

__all__ = ["Clerks"]

_Handed = TypeVar("_Handed")
_NUMBER = 2
"""One that a long errand keeps busy, and one for the others; each holds memory of its own."""
_TRIES = 2
_SECONDS_TO_END = 5.0
_SPAWN = get_context("spawn")
"""A fork would take along the locks that the desk's threads hold."""


class Clerks:
    """Those who do the errands of one desk; for example two processes over the record `talks.db`.

    Args:
        place: Where the record is; each clerk opens it for itself.
        number: How many there are at most; who comes when all are busy waits.
    """

    def __init__(self, place: Path | Database, *, number: int = _NUMBER) -> None:
        self._clerks = tuple(_Clerk(place) for _ in range(number))
        # The one that was busy last knows the record best.
        self._idle: LifoQueue[_Clerk] = LifoQueue()
        for clerk in self._clerks:
            self._idle.put(clerk)

    def do(self, errand: Errand, *, onto: Callable[[bytes], object] | None = None) -> Any:
        """Have an errand done, and wait for it; what a clerk's end broke off is begun once more.

        Args:
            errand: What is to be done.
            onto: Takes the parts of what it writes, as they come. If it raises, the clerk is ended.

        Raises:
            OutputError: The clerk's process has ended before it was done, or the desk is closing.
            Exception: What the errand itself raised.
        """
        clerk = self._idle.get()
        try:
            return self._done(clerk, errand, onto)
        finally:
            self._idle.put(clerk)

    def close(self) -> None:
        """End the processes; errands that wait or are being done fail."""
        for clerk in self._clerks:
            clerk.close()

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that run."""
        return tuple(pid for clerk in self._clerks if (pid := clerk.pid) is not None)

    def _done(self, clerk: _Clerk, errand: Errand, onto: Callable[[bytes], object] | None) -> Any:
        written = _Written(onto)
        for _ in range(_TRIES):
            try:
                return clerk.do(errand, written)
            except _Lost:
                if written.begun or clerk.is_closed:
                    break
        if clerk.is_closed:
            raise OutputError("The desk is closing", remedy="Ask again when it has been started anew")
        raise OutputError(
            "The process that worked this out ended before it was done",
            remedy="Ask again; if it ends again, the machine may have too little memory for this",
        )


class _Lost(Exception):
    """A clerk's process has ended in the middle of an errand."""


class _Written:
    """Hands on what an errand writes, and knows whether it has begun to."""

    def __init__(self, onto: Callable[[bytes], object] | None) -> None:
        self._onto = onto
        self.begun = False

    def __call__(self, part: bytes) -> None:
        self.begun = True
        if self._onto is not None:
            self._onto(part)


class _Clerk:
    """One process, begun with its first errand, and anew after it was ended; one errand at a time."""

    def __init__(self, place: Path | Database) -> None:
        self._place = place
        self._running: tuple[BaseProcess, Connection] | None = None
        self._beginning = Lock()
        self.is_closed = False

    @property
    def pid(self) -> int | None:
        running = self._running
        return running[0].pid if running else None

    def do(self, errand: Errand, written: _Written) -> Any:
        """What the errand gives.

        Raises:
            _Lost: The process ended before.
            Exception: What the errand, or whoever takes what it writes, raised.
        """
        sent = pickle.dumps(errand)
        connection = self._connection()
        try:
            self._handed(lambda: connection.send_bytes(sent))
            while (answer := self._handed(lambda: _received(connection))).kind == "part":
                written(answer.what)
        except BaseException:
            self._end()  # either it is gone, or nobody wants the rest, and it can be stopped in no other way
            raise
        if answer.kind == "failed":
            raise answer.what
        return answer.what

    def close(self) -> None:
        """End the process for good; whoever waits for it learns that it is lost."""
        with self._beginning:
            self.is_closed = True
        if self._running:
            self._running[0].terminate()
            self._running[0].join(_SECONDS_TO_END)

    def _connection(self) -> Connection:
        with self._beginning:
            if self.is_closed:
                raise _Lost
            if self._running is None:
                ours, theirs = _SPAWN.Pipe()
                # A daemon: should the desk end otherwise than by `close`, Python ends it all the same.
                process = _SPAWN.Process(
                    target=run_errands, args=(self._place, theirs), name="holdfast clerk", daemon=True
                )
                process.start()
                theirs.close()
                self._running = process, ours
            return self._running[1]

    def _handed(self, over: Callable[[], _Handed]) -> _Handed:
        try:
            return over()
        except (EOFError, OSError) as error:
            raise _Lost from error

    def _end(self) -> None:
        running, self._running = self._running, None
        if running:
            process, connection = running
            connection.close()
            process.kill()
            process.join(_SECONDS_TO_END)


def _received(connection: Connection) -> Answer:
    answer = pickle.loads(connection.recv_bytes())  # from our own process
    assert isinstance(answer, Answer)  # run_errands sends nothing else
    return answer
