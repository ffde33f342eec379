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
    if not target.parent.is_dir():
        raise OutputError(
            "There is no such folder", where=str(target.parent), remedy=f"Make it: mkdir -p {target.parent}"
        )
    if target.exists() and not target.is_file():
        # A device or a pipe, such as /dev/stdout, is written to; it cannot be replaced.
        with target.open("wb") as stream:
            yield stream
        return
    # Beside the target, so that the last step is a rename and never a copy that may stop in the middle.
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


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
