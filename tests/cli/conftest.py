"""Commands run in this process, with streams and a reader given to them; `tests/cli/test_process.py` runs real ones."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from holdfast.cli import run
from holdfast.cli.surroundings import Surroundings
from holdfast.reading.reader import Reader
from tests.pipeline.fakes import StrikeReader

NEWS = """A strike on Mykolaiv killed 7 on 2022-03-29. Talks went on in Istanbul.

Shelling of Chernihiv was reported on 2022-03-30.
"""


@dataclass(frozen=True)
class Outcome:
    """What a command has left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Stdout as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Outcome]


class _Keyboard(io.BytesIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def holdfast() -> Command:
    """Runs a command: `holdfast("read", path, stdin=b"...")`."""

    def command(
        *arguments: str | Path,
        stdin: bytes | None = b"",
        reader: Reader | None = None,
        stdout: io.BytesIO | None = None,
        **environment: str,
    ) -> Outcome:
        out, err = stdout or io.BytesIO(), io.StringIO()
        around = Surroundings(
            stdin=_Keyboard() if stdin is None else io.BytesIO(stdin),
            stdout=out,
            stderr=err,
            environment=environment,
            open_reader=lambda name, threads: reader or StrikeReader(),
        )
        code = run([str(argument) for argument in arguments], around=around)
        return Outcome(code, out.getvalue().decode(), err.getvalue())

    return command


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of two statements, by the fake reader's reading."""
    path = tmp_path / "page.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def talks(holdfast: Command, page: Path, tmp_path: Path) -> Path:
    """A record with that page in it."""
    record = tmp_path / "talks.db"
    outcome = holdfast("add", page, "--in", record, "--outlet", "Harbour Wire", "--published", "2022-03-30")
    assert outcome.code == 0, outcome.err
    return record
