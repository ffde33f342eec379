"""`python -m tests.cli.fake_holdfast` is the command `holdfast` with the fake reader, for tests of real processes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from holdfast.cli import leave, run
from holdfast.cli.surroundings import system
from holdfast.model import Document, Statement
from tests.pipeline.fakes import StrikeReader


class SlowReader(StrikeReader):
    """Takes SLOW seconds over each document and says when it begins, so that a test can interrupt it in the middle."""

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        for document in documents:
            sys.stderr.write("reading\n")
            sys.stderr.flush()
            time.sleep(float(os.environ["SLOW"]))
            yield from super().read_all([document])


if __name__ == "__main__":
    reader = SlowReader() if "SLOW" in os.environ else StrikeReader()
    leave(run(sys.argv[1:], around=replace(system(), open_reader=lambda name, threads: reader)))
