"""The workbench: pasted texts are read here, one at a time, and decided agreements are saved in the desk's folder."""

from __future__ import annotations

import io
import shutil
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from holdfast.agreements.drafting.deciding import names_a_folder
from holdfast.agreements.drafting.files import write_folder
from holdfast.errors import OutputError, SkipThis, UnreadableInput, WrongUse
from holdfast.model import Document, Statement
from holdfast.pipeline.drafting import read_news
from holdfast.reading.reader import Reader
from holdfast.settings import Settings
from holdfast.sources.about import About
from holdfast.sources.files import read_stream

__all__ = ["LONGEST_TEXT", "AtWorkbench", "ReadText", "Workbench"]

LONGEST_TEXT = 200_000
"""Characters of a text that may be pasted: a treaty with its annexes, and about half a minute for the reader."""
_KEPT_TEXTS = 16
_NAME = "the pasted text"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A text with what a reader found in it."""

    document: Document
    statements: tuple[Statement, ...]


class Workbench:
    """Where agreements are drafted at a desk; for example from a communiqué that somebody pastes.

    Args:
        settings: The folder in which agreements are saved, and how large a document may be.
        open_reader: Opens the reader of pasted texts when the first comes; None where there is none.
    """

    def __init__(self, settings: Settings, *, open_reader: Callable[[], Reader] | None = None) -> None:
        self._settings = settings
        self._open_reader = open_reader
        self._opened: Reader | None = None
        self._read: OrderedDict[str, ReadText] = OrderedDict()
        self._lock = Lock()

    @property
    def reader(self) -> str | None:
        """The name of what reads pasted texts, as the settings name it; None where there is nothing to read them."""
        return self._settings.reader if self._open_reader else None

    @property
    def folder(self) -> str:
        """The folder in which agreements are saved, as the settings name it; empty for none."""
        return self._settings.drafts.strip()

    def read(self, text: str, *, about: About) -> ReadText:
        """A pasted text or page with its statements; one that was read a moment ago is not read again.

        Raises:
            WrongUse: There is no reader, or no text, or too long a one.
            UnreadableInput: It is no text, or several documents.
            UnreadLanguage: The reader does not know its language.
            ReaderMissing: The reader's weights or its endpoint are not there.
        """
        document = self._document(text, about)
        # Without the lock first: who goes on with a text that was read does not wait for another that is being read.
        known = self._read.get(document.id)
        if known is not None:
            return known
        with self._lock:
            if document.id not in self._read:
                self._read[document.id] = self._found_in(document)
            found = self._read[document.id]
            if len(self._read) > _KEPT_TEXTS:
                self._read.popitem(last=False)
            return found

    def save(self, name: str, files: Mapping[str, str]) -> None:
        """Save an agreement's files as a folder of that name: all of them, or none.

        Raises:
            OutputError: No folder is set, one of that name is there, or the disk refuses.
        """
        if not self.folder:
            raise OutputError(
                "This desk saves no agreements", remedy="Take it as a zip, or start the desk with HOLDFAST_DRAFTS"
            )
        target = Path(self.folder) / name
        if self.has(name):
            raise OutputError(
                "An agreement of this id is saved already", where=name, remedy="Give it another id in agreement.yml"
            )
        try:
            Path(self.folder).mkdir(parents=True, exist_ok=True)
            # Beside its place, so that one move within the disk puts all of it there, or nothing.
            made = Path(mkdtemp(prefix=f".{name}-", dir=self.folder))
            try:
                write_folder(files, made)
                made.chmod(0o755)
                made.rename(target)
            except OSError:
                shutil.rmtree(made, ignore_errors=True)
                raise
        except OSError as error:
            raise OutputError(
                f"It cannot be saved: {error.strerror or error}",
                where=str(target),
                remedy="See to the rights and the space there, or take it as a zip",
            ) from error

    def has(self, name: str) -> bool:
        """Whether an agreement is saved under that name."""
        return bool(self.folder) and names_a_folder(name) and (Path(self.folder) / name).exists()

    def _document(self, text: str, about: About) -> Document:
        if not text.strip():
            raise WrongUse("There is no text", where="text", remedy="Paste one")
        if len(text) > LONGEST_TEXT:
            raise WrongUse(
                f"This text has {len(text):,} characters",
                where="text",
                remedy=f"Paste {LONGEST_TEXT:,} at most, or use holdfast draft, which takes any length",
            )
        problems: list[SkipThis] = []
        found = list(
            read_stream(
                io.BytesIO(text.encode()), name=_NAME, about=about, settings=self._settings, report=problems.append
            )
        )
        if problems:
            raise problems[0]
        if len(found) != 1:
            raise UnreadableInput(f"These are {len(found)} documents", where=_NAME, remedy="Paste one text at a time")
        return found[0]

    def _found_in(self, document: Document) -> ReadText:
        if self._open_reader is None:
            raise WrongUse("This desk has no reader", remedy="Draft from a document of the record")
        if self._opened is None:
            self._opened = self._open_reader()
        problems: list[SkipThis] = []
        ((_, statements),) = read_news([document], reader=self._opened, report=problems.append)
        if problems:
            raise problems[0]
        return ReadText(document=document, statements=tuple(statements))


def _workbench(request: Request) -> Workbench:
    workbench = request.app.state.workbench
    assert isinstance(workbench, Workbench)  # create_app puts it there
    return workbench


AtWorkbench = Annotated[Workbench, Depends(_workbench)]
