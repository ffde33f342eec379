"""Inputs of the verbs: files, folders and standard input, opened with messages that help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from holdfast.cli.options import Origin
from holdfast.cli.surroundings import Surroundings
from holdfast.errors import MissingInput, WrongUse
from holdfast.model import Document
from holdfast.pipeline.units import Report
from holdfast.sources.about import About
from holdfast.sources.files import read_files, read_stream

__all__ = ["documents_of", "existing_file", "open_lines"]


def documents_of(
    paths: Sequence[str], *, origin: Origin | None, around: Surroundings, report: Report
) -> Iterator[Document]:
    """The documents of files, folders and, for `-` or no path at all, of standard input.

    Raises:
        WrongUse: Nothing is given, and standard input is a keyboard.
        MissingInput: A file or folder is not there; nothing has been read then.
    """
    if not paths and around.stdin.isatty():
        raise WrongUse("There is nothing to read", remedy="Name a file or folder, or pipe a text in and give -")
    about = origin.about() if origin else About()
    settings = around.settings
    # A list and no generator: every path is looked up before the first is read.
    found = [
        read_stream(around.stdin, name="standard input", about=about, settings=settings, report=report)
        if path == "-"
        else read_files([Path(path)], about=about, settings=settings, report=report)
        for path in paths or ("-",)
    ]
    return chain.from_iterable(found)


def existing_file(path: Path) -> Path:
    """The path of a file that is there.

    Raises:
        MissingInput: There is no such file, or it is a folder.
    """
    if path.is_dir():
        raise MissingInput("This is a folder, not a file", where=str(path), remedy="Name one of the files in it")
    if not path.exists():
        raise MissingInput("There is no such file", where=str(path), remedy="Check the name")
    return path


@contextmanager
def open_lines(path: str, around: Surroundings) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of standard input for `-`.

    Raises:
        MissingInput: There is no such file, or it is a folder.
    """
    if path == "-":
        yield around.stdin
        return
    with existing_file(Path(path)).open("rb") as lines:
        yield lines
