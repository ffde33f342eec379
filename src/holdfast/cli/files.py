"""Results in files: the whole of it appears at once under its name, or nothing does."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from holdfast.cli.surroundings import Surroundings
from holdfast.errors import OutputError

__all__ = ["made_folder", "written"]


@contextmanager
def written(path: str, around: Surroundings) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file `path` when all went well; `-` is standard output.

    Raises:
        OutputError: The file cannot be made there.
    """
    if path == "-":
        yield around.stdout
        return
    # A link goes on pointing to the file that is written, so what is replaced is what it points to.
    target = Path(path).resolve()
    if target.is_dir():
        raise OutputError("This is a folder", where=path, remedy="Give the name of a file in it")
    if target.parent.is_file():
        raise OutputError("A file is in the way of the folder", where=path, remedy="Choose another place")
    if not target.parent.is_dir():
        raise OutputError(
            "There is no such folder", where=str(target.parent), remedy=f"Make it: mkdir -p {target.parent}"
        )
    if target.exists() and not target.is_file():
        # A device or a pipe, such as /dev/stdout, is written to; it cannot be replaced.
        with _opened(target, path) as stream:
            yield stream
        return
    handle, temporary = _beside(target, path)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(temporary, 0o666 & ~_umask())
        _put_in_place(temporary, target, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _opened(target: Path, path: str) -> BinaryIO:
    try:
        return target.open("wb")
    except OSError as error:
        raise _cannot(error, path) from error


def _beside(target: Path, path: str) -> tuple[int, str]:
    """A new file beside the target, so that the last step is a rename and never a copy that may stop in the middle.

    Raises:
        OutputError: None can be made there; it names the path that was given, and not this file.
    """
    try:
        # A short name of its own: where the target's name may just stand, a longer one may not.
        return tempfile.mkstemp(dir=target.parent, prefix=".holdfast-")
    except OSError as error:
        raise _cannot(error, path) from error


def _put_in_place(temporary: str, target: Path, path: str) -> None:
    try:
        os.replace(temporary, target)
    except OSError as error:
        raise _cannot(error, path) from error


def _cannot(error: OSError, path: str) -> OutputError:
    what = f"The file cannot be written: {(error.strerror or 'the system refused').lower()}"
    return OutputError(what, where=path, remedy="Choose another place, or ask for the right to write there")


def _umask() -> int:
    """The process's mask for new files; the system tells it only in exchange for another."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def made_folder(path: Path) -> Path:
    """The folder, made if it is not there.

    Raises:
        OutputError: A file of that name is in the way.
    """
    if path.exists() and not path.is_dir():
        raise OutputError("A file is in the way of this folder", where=str(path), remedy="Choose another name")
    path.mkdir(parents=True, exist_ok=True)
    return path
