"""Files, folders and streams: each into the documents that it holds.

What a file is follows from its suffix and, where that says nothing, from how it begins. A file that cannot be read is
reported and the next one is read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from holdfast.errors import MissingInput, SkipThis, UnreadableInput
from holdfast.model import Document
from holdfast.settings import Settings
from holdfast.sources.about import About
from holdfast.sources.html import looks_like_html, read_html
from holdfast.sources.jsonl import read_json_lines, read_json_list
from holdfast.sources.markdown import read_markdown
from holdfast.sources.report import Report
from holdfast.sources.text import read_text

__all__ = ["SUFFIXES", "read_files", "read_stream"]

_Read = Callable[..., Document]

_TEXT = (".txt", ".text")
_HTML = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown")
_LINES = (".jsonl", ".ndjson")
_JSON = (".json",)
SUFFIXES = frozenset((*_TEXT, *_HTML, *_MARKDOWN, *_LINES, *_JSON))
"""Suffixes of the files that are read in a folder; a file named by itself may have any."""

_WHOLE: dict[str, _Read] = {
    **dict.fromkeys(_TEXT, read_text),
    **dict.fromkeys(_HTML, read_html),
    **dict.fromkeys(_MARKDOWN, read_markdown),
}


def read_files(
    paths: Sequence[Path], *, about: About, settings: Settings, report: Callable[[SkipThis], None]
) -> Iterator[Document]:
    """The documents of files and folders, in the order given; a folder's by their names, with its folders.

    Raises:
        MissingInput: A path is not there, or a folder holds no texts. Nothing has been read by then.
    """
    files = [file for path in paths for file in _files(Path(path), report)]
    return _read_each(files, about=about, settings=settings, report=report)


def read_stream(
    stream: BinaryIO, *, name: str, about: About, settings: Settings, report: Callable[[SkipThis], None]
) -> Iterator[Document]:
    """The documents of a stream such as standard input: JSON lines, a web page or plain text, as it begins."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        if _begins_as_object(buffered.peek(4096)):
            lines = _lines(buffered, name=name, most=settings.max_document_bytes, report=report)
            yield from read_json_lines(lines, name=name, about=about, report=report)
        else:
            yield from _whole(buffered, name=name, suffix="", about=about, settings=settings, report=report)
    except OSError as error:
        report(_unopened(error, name))
    finally:
        if buffered is not stream:
            buffered.detach()


def _files(path: Path, report: Report) -> list[Path]:
    """The files that a path stands for.

    Raises:
        MissingInput: It is not there, or is a folder without texts.
    """
    if not path.exists():
        raise MissingInput("There is no such file or folder", where=str(path), remedy="Correct the name")
    if not path.is_dir():
        return [path]
    # Hidden files and folders hold no documents: they belong to programs.
    inside = sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    texts = [file for file in inside if file.suffix.lower() in SUFFIXES]
    kinds = ", ".join(sorted(SUFFIXES))
    if not texts:
        raise MissingInput(
            "This folder holds no texts", where=str(path), remedy=f"Put files into it that end in {kinds}"
        )
    others = [file.relative_to(path) for file in inside if file not in set(texts)]
    if others:
        named = ", ".join(map(str, others[:5])) + (" and others" if len(others) > 5 else "")
        report(
            UnreadableInput(
                f"{len(others)} {'file' if len(others) == 1 else 'files'} left out: {named}",
                where=str(path),
                remedy=f"Read are {kinds}",
            )
        )
    return texts


def _read_each(files: list[Path], *, about: About, settings: Settings, report: Report) -> Iterator[Document]:
    for file in files:
        name = str(file)
        try:
            with file.open("rb") as stream:
                yield from _one(stream, file, about=about, settings=settings, report=report)
        except OSError as error:
            report(_unopened(error, name))


def _one(stream: BinaryIO, file: Path, *, about: About, settings: Settings, report: Report) -> Iterator[Document]:
    name, suffix = str(file), file.suffix.lower()
    if suffix in _LINES:
        found = 0
        lines = _lines(stream, name=name, most=settings.max_document_bytes, report=report)
        for document in read_json_lines(lines, name=name, about=about, report=report):
            found += 1
            yield document
        if not found and file.stat().st_size == 0:
            report(UnreadableInput("This file is empty", where=name, remedy="Give a file with documents in it"))
        return
    yield from _whole(stream, name=name, suffix=suffix, about=about, settings=settings, report=report)


def _whole(
    stream: BinaryIO, *, name: str, suffix: str, about: About, settings: Settings, report: Report
) -> Iterator[Document]:
    """What a file or stream holds that must be read as a whole."""
    raw = stream.read(settings.max_document_bytes + 1)
    try:
        if len(raw) > settings.max_document_bytes:
            raise _too_large(name, settings.max_document_bytes)
        if suffix in _JSON:
            yield from read_json_list(raw, name=name, about=about, report=report)
        else:
            yield _reader_of(raw, suffix)(raw, name=name, about=about)
    except UnreadableInput as problem:
        report(problem)


def _reader_of(raw: bytes, suffix: str) -> _Read:
    if suffix in _WHOLE:
        return _WHOLE[suffix]
    return read_html if looks_like_html(raw) else read_text


def _begins_as_object(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b'{"', b"{ ", b"{}"))


def _lines(stream: BinaryIO, *, name: str, most: int, report: Report) -> Iterator[bytes]:
    """Lines, each within the largest size of a document; a longer one is reported and an empty one stands for it."""
    number = 0
    for line in iter(partial(stream.readline, most + 1), b""):
        number += 1
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(most + 1)
        report(_too_large(f"{name}:{number}", most))
        yield b"\n"


def _too_large(where: str, most: int) -> UnreadableInput:
    return UnreadableInput(
        f"This document is larger than {most:,} bytes",
        where=where,
        remedy="Divide it, or raise HOLDFAST_MAX_DOCUMENT_BYTES",
    )


def _unopened(error: OSError, name: str) -> UnreadableInput:
    why = error.strerror or str(error)
    remedy = (
        "Give yourself the right to read it" if isinstance(error, PermissionError) else "Check the file and its disk"
    )
    return UnreadableInput(f"This file cannot be opened: {why}", where=name, remedy=remedy)
