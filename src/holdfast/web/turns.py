"""Turns: one at a time for each name, so that who waits, waits for what it asked for and for nothing else."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["Turns"]


class Turns:
    """Locks by name; for example one for the brief of a day, while others make the briefs of other days."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, tuple[Lock, int]] = {}
        self._counting = Lock()

    @contextmanager
    def of(self, name: Hashable) -> Iterator[None]:
        """The turn of a name, as soon as nobody else has it."""
        with self._counting:
            lock, waiting = self._locks.get(name, (Lock(), 0))
            self._locks[name] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._counting:
                lock, waiting = self._locks.pop(name)
                if waiting > 1:
                    self._locks[name] = lock, waiting - 1
