"""How errors become messages and exit codes, in one place."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from holdfast import __version__
from holdfast.cli import run
from holdfast.cli.surroundings import system
from holdfast.errors import ReaderMissing, StoreError, WrongUse
from holdfast.model import Document, Statement
from tests.cli.conftest import Command
from tests.pipeline.fakes import StrikeReader


class _FailingReader(StrikeReader):
    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self._error = error

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        raise self._error
        yield  # a generator, as the protocol has it


class _ClosedPipe(io.BytesIO):
    def write(self, _content: object) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (StoreError("It is damaged", where="a.db", remedy="Mend it"), 1, "holdfast: a.db: It is damaged. Mend it"),
        (ReaderMissing("The weights are not installed", remedy="pip install it"), 1, "holdfast: The weights are not"),
        (WrongUse("That cannot be", remedy="Do this"), 2, "holdfast: That cannot be. Do this"),
        (KeyboardInterrupt(), 130, "holdfast: stopped by Ctrl-C"),
        (BrokenPipeError(), 141, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "holdfast: No space left on device. Make room"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 1, "holdfast: /x: Permission denied. Ask for"),
        (OSError(errno.EBADF, "Bad file descriptor"), 70, "Traceback"),
        (RuntimeError("of ours"), 70, "Traceback"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)  # fmt: skip
def test_an_error_has_its_exit_code_and_its_message(
    holdfast: Command, page: Path, error: BaseException, code: int, message: str
) -> None:
    outcome = holdfast("read", page, reader=_FailingReader(error))
    assert outcome.code == code
    assert outcome.err.startswith(message)
    assert ("Traceback" in outcome.err) == (code == 70)
    assert bool(outcome.err) == (code != 141)


def test_a_pipe_that_nobody_reads_ends_the_command_quietly(holdfast: Command, page: Path) -> None:
    outcome = holdfast("read", page, stdout=_ClosedPipe())
    assert (outcome.code, outcome.err) == (141, "")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_a_bare_call_and_help_show_the_verbs(holdfast: Command, arguments: list[str]) -> None:
    outcome = holdfast(*arguments)
    assert outcome.code == 0
    assert "  check " in outcome.out
    assert "Example:" in outcome.out


def test_the_version_is_that_of_the_package(holdfast: Command) -> None:
    assert holdfast("--version").out == f"holdfast {__version__}\n"


def test_an_unknown_reader_is_told_by_the_command(page: Path) -> None:
    err = io.StringIO()
    around = replace(system(), stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=err, environment={})
    assert run(["read", str(page), "--reader", "klingon"], around=around) in {1, 2}
    assert "klingon" in err.getvalue()
    assert "Traceback" not in err.getvalue()
