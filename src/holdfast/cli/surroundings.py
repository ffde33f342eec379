"""What a command meets outside of itself: the streams, the environment, and how a reader is opened."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from holdfast.errors import HoldfastError, SkipThis, WrongUse
from holdfast.reading.reader import Reader
from holdfast.settings import Settings

__all__ = ["FINE", "PROBLEM_IN_THE_INPUT", "Skipped", "Surroundings", "as_message", "exit_code_of", "system"]

FINE = 0
PROBLEM_IN_THE_INPUT = 1
WRONG_USE = 2

# In any address, wherever a message has it from: a mistyped option makes an operand of it.
_PASSWORD = re.compile(r"(\w:/+[^:@/\s]*):\S*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The outside of one command, passed in so that a test or another program can give its own.

    Attributes:
        stdin, stdout: Bytes; what a command yields goes to stdout and nothing else does.
        stderr: Messages and progress.
        environment: Variables such as `HOLDFAST_PORT`.
        open_reader: Opens a reader by name, with a number of threads.
    """

    stdin: BinaryIO
    stdout: BinaryIO
    stderr: TextIO
    environment: Mapping[str, str]
    open_reader: Callable[[str, int], Reader]

    @property
    def settings(self) -> Settings:
        """The settings of this run.

        Raises:
            WrongUse: A `HOLDFAST_` variable is unknown or wrong.
        """
        return Settings.from_env(self.environment)

    def reader(self, name: str | None) -> Reader:
        """Open the reader of that name, or the one of the settings.

        Raises:
            ReaderMissing: Its weights are not installed, or are damaged.
        """
        return self.open_reader(name or self.settings.reader, self.settings.threads)

    def write(self, line: bytes | str) -> None:
        """Write one line to stdout."""
        self.stdout.write((line.encode() if isinstance(line, str) else line) + b"\n")

    def say(self, message: str) -> None:
        """Tell the user something that is not the result, on stderr; passwords in addresses are not repeated."""
        self.stderr.write(_PASSWORD.sub(r"\1:***@", message) + "\n")
        self.stderr.flush()


class Skipped:
    """Gathers what could not be used: one line each on stderr, and an exit code for the whole run."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.number = 0

    def __call__(self, error: SkipThis) -> None:
        """Count it and tell it."""
        self.number += 1
        self._around.say(as_message(error))

    @property
    def exit_code(self) -> int:
        """1 if anything was skipped, else 0."""
        return PROBLEM_IN_THE_INPUT if self.number else FINE


def as_message(error: HoldfastError) -> str:
    """An error as the line that a person reads: "holdfast: what, where, what to do"."""
    return f"holdfast: {error}"


def exit_code_of(error: HoldfastError) -> int:
    """2 for wrong use, 1 for anything that is wrong with the input."""
    return WRONG_USE if isinstance(error, WrongUse) else PROBLEM_IN_THE_INPUT


def system() -> Surroundings:
    """The surroundings of the running process."""
    return Surroundings(
        stdin=sys.stdin.buffer,
        stdout=sys.stdout.buffer,
        stderr=sys.stderr,
        environment=os.environ,
        open_reader=_open_reader,
    )


def _open_reader(name: str, threads: int) -> Reader:
    # Opening a reader loads onnxruntime and 30 MB of weights, which most commands do without.
    from holdfast.reading import open_reader

    reader: Reader = open_reader(name, threads=threads)
    return reader
