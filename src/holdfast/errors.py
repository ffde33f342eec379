"""Every exception of Holdfast, in one tree.

    HoldfastError
    ├── SkipThis             this one cannot be used; the run goes on, the thing is kept and named
    │   ├── UnreadLanguage   a text in a language that the reader does not know
    │   ├── UnreadableInput  a file, line or page that cannot be understood
    │   ├── InvalidStatement a statement that breaks the contract, with the path of the bad value
    │   └── Forgotten        a document that was taken out of the record and is not taken in again
    └── StopTheRun           nothing sensible can follow
        ├── WrongUse         the command or call was made with wrong arguments (exit code 2)
        ├── MissingInput     a file or folder that is not there
        ├── InvalidAgreement an agreement with mistakes, each with file, line and remedy
        ├── StoreError       the record cannot be opened, read or written
        │   └── NewerStore   a record made by a later version of Holdfast
        ├── ReaderMissing    the reader's weights are not installed or damaged, or its endpoint does not serve
        └── OutputError      a result cannot be written

Each says *what* is wrong, *where*, and *what to do next*, and each can be printed as one line. A `Mistake` is no
exception: it is one thing that is wrong with a file that a person wrote, and an `InvalidAgreement` tells them all.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Forgotten",
    "HoldfastError",
    "InvalidAgreement",
    "InvalidStatement",
    "MissingInput",
    "Mistake",
    "NewerStore",
    "OutputError",
    "ReaderMissing",
    "SkipThis",
    "StopTheRun",
    "StoreError",
    "UnreadLanguage",
    "UnreadableInput",
    "WrongUse",
]


class HoldfastError(Exception):
    """Something that a person can understand and mend.

    Args:
        what: What is wrong, in one sentence without a full stop.
        where: The file, line, path or field where it is wrong, if there is one.
        remedy: What to do next, in one sentence without a full stop.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class SkipThis(HoldfastError):
    """One thing that cannot be used; report it, keep it, and go on with the next."""


class UnreadLanguage(SkipThis):
    """A text in a language that the reader does not know: kept, marked as unread."""


class UnreadableInput(SkipThis):
    """A file, a line or a page that cannot be understood."""


class InvalidStatement(SkipThis):
    """A statement that breaks the contract; `where` is the path of the bad value."""


class Forgotten(SkipThis):
    """A document that was taken out of the record for good and is not taken in again."""


class StopTheRun(HoldfastError):
    """Something after which nothing sensible can follow."""


class WrongUse(StopTheRun):
    """A command or a call made with wrong arguments."""


class MissingInput(StopTheRun):
    """A file or folder that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong with a file that a person wrote, such as a misspelt field on line 7.

    Attributes:
        file: The file's path in its folder, such as `clauses/ceasefire.yml`.
        line: From 1.
        what: What is wrong, in one sentence without a full stop.
        remedy: What to do next, without a full stop.
    """

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.remedy}"


class InvalidAgreement(StopTheRun):
    """An agreement with mistakes.

    Args:
        problems: Each mistake, in the order of the files; printed, each is one line.
    """

    def __init__(self, what: str, *, problems: tuple[Mistake, ...] = (), where: str | None = None) -> None:
        super().__init__(what, where=where, remedy="Mend the lines named and run the command again")
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])


class StoreError(StopTheRun):
    """The record cannot be opened, read or written."""


class NewerStore(StoreError):
    """A record that a later version of Holdfast has made."""


class ReaderMissing(StopTheRun):
    """The weights of the reader are not installed or are damaged, or its endpoint is not there, refuses or fails."""


class OutputError(StopTheRun):
    """A result that cannot be written."""
